"""What iyzico's failures mean (notes §18). A code or group that stands here is a clear no; every other is an unclear
outcome."""

from dataclasses import replace
from typing import Literal

from frontdesk.domain.gateway import Refused, WireResponse
from frontdesk.domain.problems import BANK_GROUPS
from frontdesk.gateways.answers import BadAnswerError, Fields, ident, label, retry_after

Verb = Literal["place", "start", "complete", "capture", "release", "refund", "ask"]

# iyzico's own codes, no bank contact (§18.1). 1 and 2 (system error) are missing on purpose.
_OWN: dict[str, str] = {
    "1000": "wrong_keys",
    "1001": "wrong_keys",
    "9000": "account_suspended",
    "5184": "local_card_foreign_currency",
    "12": "card_number_refused",
    "13": "card_expired",
    "14": "card_expired",
    "17": "card_expired",
    "15": "wrong_cvv",
    **dict.fromkeys(
        ("3", "4", "5", "6", "7", "8", "9", "10", "11", "16", "18", "19", "20", "21", "22"), "request_refused"
    ),
    **dict.fromkeys(("23", "24", "25", "5004", "5007", "5062"), "request_refused"),
    # The keys of a stored card are missing, or name none (§14).
    **dict.fromkeys(("3001", "3002", "3005", "3006", "5111"), "stored_card_unknown"),
}
# Bank codes whose outcome is open, whatever their group says (§18.2): general, already approved, time-outs, blocked
# on the way.
_OPEN_BANK_CODES = frozenset(
    {"10202", "10203", "10204", "10236", "10214", "10219", "10228", "10230", "10240", "10241", "10242"}
)
# Codes that speak of the payment's state, not of our request: already started, not suitable, not found. They are
# asked about, because the first of two deliveries may have worked (money-safety rule 10) and "not found" of a known
# payment proves nothing.
_STATE_CODES = frozenset({"8514", "5082", "5087"})
_RATE_LIMIT = "50000"
# A stored card travels without its cvc, and a bank may refuse it for that (§14).
_NEEDS_CVV = frozenset({"NOT_PERMITTED_TO_CARDHOLDER", "INVALID_CVC2", "INVALID_CVC2_LENGTH"})


def refusal(fields: Fields, response: WireResponse, sent: str, verb: Verb) -> Refused | None:
    """None for a success; Refused for a clear no to the request whose conversationId was `sent`; else
    BadAnswerError."""
    status = label(fields, "status")
    if status == "success":
        if response.status >= 300:
            raise BadAnswerError("gateway_unclear")
        return None
    if status != "failure":
        raise BadAnswerError("answer_unreadable")
    code, group, payment_id = ident(fields, "errorCode"), label(fields, "errorGroup"), ident(fields, "paymentId")
    echoed = ident(fields, "conversationId")
    if echoed and echoed != sent:
        raise BadAnswerError("mismatch", code=code)
    if code == _RATE_LIMIT:
        raise BadAnswerError("too_many_requests", code=code, retry_after=retry_after(response))
    if code in _STATE_CODES or (verb == "complete" and code == "11"):
        # 11 at the completion may mean that it was completed before (§7.6, code unknown).
        raise BadAnswerError("in_progress", code=code, payment_id=payment_id)
    problem = _problem(code, group, verb)
    if not problem:
        raise BadAnswerError("gateway_unclear", code=code, payment_id=payment_id)
    return Refused(problem, code, group, payment_id)


def _problem(code: str, group: str, verb: Verb) -> str:
    if code in _OWN:
        return _OWN[code]
    is_bank = len(code) == 5 and code.startswith("10")
    if is_bank and code not in _OPEN_BANK_CODES and group in BANK_GROUPS:
        return BANK_GROUPS[group]
    # A bank failure at the start of 3DS means that no page was delivered, and without our completion nothing is held
    # (§7.1, §7.3).
    return "threeds_not_available" if is_bank and verb == "start" else ""


def of_stored_card(refused: Refused) -> Refused:
    """The same refusal, when it was a stored card that was refused."""
    return replace(refused, problem="stored_card_needs_cvv") if refused.group in _NEEDS_CVV else refused
