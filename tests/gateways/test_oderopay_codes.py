"""Every error group and code of ÖderoPay's notes (§10.4, §16, and the words between): a problem that staff understand,
or deliberately unclear. None is forgotten, and what stands in no note stays unclear."""

import pytest

from frontdesk.domain.gateway import Refused, Unknown
from frontdesk.domain.problems import BANK_GROUPS, REFUSALS, UNCLEAR
from tests.gateways.samples import answer, hold, oderopay, order, replay
from tests.gateways.test_iyzico_codes import BANK
from tests.kit.in_memory import run_in_memory

# §16: ÖderoPay's own list, then Craftgate's groups by the reaction they call for, then those of refunds (§10.4). The
# codes of groups that have none in the notes are made up: the group alone decides.
GROUPS = (
    ("10051", "NOT_SUFFICIENT_FUNDS", "not_enough_limit"),
    ("10005", "DO_NOT_HONOUR", "bank_declined"),
    ("10012", "INVALID_TRANSACTION", "bank_declined"),
    ("10041", "LOST_CARD", "card_must_be_kept"),
    ("10043", "STOLEN_CARD", "card_must_be_kept"),
    ("10054", "EXPIRED_CARD", "card_expired"),
    ("10084", "INVALID_CVC2", "wrong_cvv"),
    ("10057", "NOT_PERMITTED_TO_CARDHOLDER", "not_permitted_card"),
    ("10058", "NOT_PERMITTED_TO_TERMINAL", "account_set_up"),
    ("10034", "FRAUD_SUSPECT", "fraud_suspected"),
    ("10093", "RESTRICTED_BY_LAW", "closed_to_ecommerce"),
    ("10200", "UNKNOWN", "gateway_unclear"),
    ("10220", "DECLINED", "bank_declined"),
    ("10201", "CARD_NOT_PERMITTED", "bank_declined"),
    ("10204", "UNKNOWN", "gateway_unclear"),
    ("10206", "INVALID_CVC2_LENGTH", "wrong_cvv"),
    ("10207", "REFER_TO_CARD_ISSUER", "call_your_bank"),
    ("10208", "INVALID_MERCHANT_OR_SP", "account_set_up"),
    ("10209", "BLOCKED_CARD", "bank_declined"),
    ("10210", "INVALID_CAVV", "threeds_failed"),
    ("10211", "INVALID_ECI", "threeds_failed"),
    ("10213", "BIN_NOT_FOUND", "card_number_refused"),
    ("10214", "COMMUNICATION_OR_SYSTEM_ERROR", "gateway_unclear"),
    ("10215", "INVALID_CARD_NUMBER", "card_number_refused"),
    ("10216", "NO_SUCH_ISSUER", "card_number_refused"),
    ("10217", "DEBIT_CARDS_REQUIRES_3DS", "needs_threeds"),
    ("10999", "REQUIRES_3DS", "needs_threeds"),
    ("10999", "CVC_REQUIRED", "wrong_cvv"),
    ("10999", "CVC2_MAX_ATTEMPT", "too_many_tries"),
    ("10999", "INVALID_EXPIRE_YEAR_MONTH", "card_expired"),
    ("10999", "INVALID_AMOUNT", "amount_out_of_range"),
    ("10999", "RESTRICTED_CARD", "bank_declined"),
    ("10999", "EXCEEDS_WITHDRAWAL_AMOUNT_LIMIT", "not_enough_limit"),
    ("10999", "INVALID_CARD_TYPE", "bank_declined"),
    ("10999", "PICKUP_CARD", "card_must_be_kept"),
    ("10999", "FRAUD_CHECK_BLOCK", "fraud_suspected"),
    ("10999", "NOT_PERMITTED_TO_FOREIGN_CARD", "foreign_card"),
    ("10999", "NOT_PERMITTED_TO_INSTALLMENT", "instalments_refused"),
    ("10999", "DEBIT_CARDS_INSTALLMENT_NOT_ALLOWED", "instalments_refused"),
    ("10999", "INVALID_IP", "account_set_up"),
    ("10999", "REQUEST_TIMEOUT", "gateway_unclear"),
    ("10999", "NO_RESPONSE", "gateway_unclear"),
    ("10999", "ISSUER_OR_SWITCH_INOPERATIVE", "gateway_unclear"),
    ("10999", "REQUEST_BLOCKED_BY_BANK", "gateway_unclear"),
    ("10999", "TOO_MANY_REQUESTS", "too_many_requests"),
    ("10999", "ORDER_ID_ALREADY_USED", "gateway_unclear"),
    ("10999", "APPROVED_COMPLETED", "gateway_unclear"),
    ("10299", "THREEDS_INIT_ERROR", "threeds_not_available"),
    ("10999", "MAY_HAVE_ALREADY_REFUNDED", "gateway_unclear"),
    ("10999", "NON_REFUNDABLE_PAYMENT", "not_refundable"),
    ("10999", "PAYMENT_NOT_FOUND_FOR_REFUND", "payment_not_found"),
    ("10999", "INVALID_REFUND_TRANSACTION", "not_refundable"),
    ("10999", "EXPIRED_PROVISION", "hold_lapsed"),
    ("10999", "ARCHIVED_PAYMENT", "not_refundable"),
    ("10999", "REQUIRES_DAY_END", "after_day_end"),
    ("10999", "POS_BALANCE_NOT_SUFFICIENT", "refund_later"),
    ("10999", "REFUND_DECLINE", "refund_later"),
)
# Without a group: codes that the notes name (§6.2, §12, §16); 2404 is a test server's own.
BARE = (("4152", "card_expired"), ("10220", "bank_declined"), ("2404", "stored_card_unknown"))


def wanted(problem: str, code: str, group: str = "") -> object:
    assert problem in REFUSALS | UNCLEAR
    return Refused(problem, code, group) if problem in REFUSALS else Unknown(problem, code)


@pytest.mark.parametrize("status", [200, 400, 422])
@pytest.mark.parametrize(("code", "group", "problem"), GROUPS)
def test_every_group(code: str, group: str, problem: str, status: int) -> None:
    told = answer({"errors": {"errorCode": code, "errorDescription": "…", "errorGroup": group}}, status)
    for conversation in (oderopay().place(order()), oderopay().release(hold(payment_id="7001"), "k")):
        assert run_in_memory(conversation, replay(told)) == wanted(problem, code, group)


@pytest.mark.parametrize("group", [None, ""])
@pytest.mark.parametrize(("code", "problem"), BARE)
def test_every_code_that_comes_without_a_group(code: str, problem: str, group: object) -> None:
    told = answer({"errors": {"errorCode": code, "errorDescription": "…", "errorGroup": group}}, 422)
    assert run_in_memory(oderopay().place(order()), replay(told)) == wanted(problem, code)


@pytest.mark.parametrize("group", ["A_GROUP_OF_TOMORROW", "NOT_SUFFICIENT_FUND", "UNKNOWN "])
def test_what_stands_in_no_note_is_unclear(group: str) -> None:
    told = answer({"errors": {"errorCode": "10051", "errorGroup": group}}, 422)
    assert run_in_memory(oderopay().place(order()), replay(told)) == Unknown("gateway_unclear", "10051")


def test_no_group_is_joined_to_a_problem_that_no_note_lists() -> None:
    listed = {group for _, group, _ in GROUPS} | {group for _, group, _ in BANK}
    assert set(BANK_GROUPS) <= listed
