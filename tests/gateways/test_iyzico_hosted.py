"""iyzico's hosted form: the guest types the card there, and what was done is read back (iyzico notes §15)."""

from typing import Any

import pytest

from frontdesk.domain.gateway import Challenge, Found, Refused, ReturnedPage, Unknown, WireRequest, WireResponse
from frontdesk.domain.stored_card import StoredCard
from frontdesk.gateways.signing import iyzico_answer
from tests.gateways.dialects import QUESTION, iyzico_payment, iyzico_reported, iyzico_signed
from tests.gateways.samples import IYZICO_KEYS, KEY, answer, body, changed, hold, iyzico, lira, order, replay
from tests.kit.in_memory import run_in_memory

TOKEN = "0b1c2d3e-0000-4000-8000-00000000beef"
RETURN = "https://return.invalid/3ds/t"
PAGE_URL = "https://sandbox-cpp.iyzipay.com?token=0b1c2d3e-0000-4000-8000-00000000beef&lang=tr"
KEPT = {"basket_id": "dep-5f0c4be27a1d4c7e", "token": TOKEN}
OPEN = hold(payment_id="", references=KEPT)
EIGHT = ("paymentStatus", "paymentId", "currency", "basketId", "conversationId", "paidPrice", "price", "token")
HOSTED = order(card=None, return_address=RETURN)


def started(**changes: Any) -> WireResponse:  # noqa: ANN401 -- JSON
    fields = {
        "status": "success",
        "conversationId": KEY,
        "token": TOKEN,
        "checkoutFormContent": "<script></script>",
        "paymentPageUrl": PAGE_URL,
        "tokenExpireTime": 1800,
        "signature": iyzico_answer(IYZICO_KEYS.secret_key, (KEY, TOKEN)),
    }
    return answer(changed(fields, **changes))


def result(verb: str = "place", **changes: Any) -> WireResponse:  # noqa: ANN401 -- JSON
    """The form's result with the signature over its own eight values."""
    fields = {
        **iyzico_payment(verb, "1500.0"),
        "status": "success",
        "conversationId": QUESTION,
        "paymentStatus": "SUCCESS",
        "token": TOKEN,
    }
    fields = changed(fields, **changes)
    if "signature" not in fields:
        spelled = [str(fields.get(name, "")).removesuffix(".0") for name in EIGHT]
        fields["signature"] = iyzico_answer(IYZICO_KEYS.secret_key, spelled)
    return answer(fields)


def detail(verb: str = "place", **changes: Any) -> WireResponse:  # noqa: ANN401 -- JSON
    fields = {**iyzico_payment(verb, "1500.0"), "status": "success", "conversationId": QUESTION}
    return answer(iyzico_signed("/payment/detail", changed({**fields, "paymentStatus": "SUCCESS"}, **changes)))


def reporting(**changes: Any) -> WireResponse:  # noqa: ANN401 -- JSON
    return answer({"status": "success", "payments": [iyzico_reported(**changes)]})


def asked(*answers: WireResponse) -> object:
    return run_in_memory(iyzico(QUESTION).inquire(OPEN), replay(*answers))


@pytest.mark.parametrize(
    ("purpose", "target"),
    [
        ("hold", "/payment/iyzipos/checkoutform/initialize/preauth/ecom"),
        ("sale", "/payment/iyzipos/checkoutform/initialize/auth/ecom"),
    ],
)
def test_the_form_is_opened_without_a_card(purpose: str, target: str) -> None:
    request = next(iyzico().place(order(card=None, return_address=RETURN, purpose=purpose)))
    assert (request.method, request.target, request.moves_money) == ("POST", target, True)
    sent = body(request)
    assert (sent["conversationId"], sent["basketId"], sent["callbackUrl"]) == (KEY, KEPT["basket_id"], RETURN)
    assert sent["price"] == sent["paidPrice"] == "1500.0"
    assert sent["enabledInstallments"] == [1]
    assert {"paymentCard", "installment", "forceThreeDS", "cardUserKey"}.isdisjoint(sent)


def test_what_the_account_and_the_guest_want_of_the_form() -> None:
    wanted = order(card=None, return_address=RETURN, purpose="sale", instalments=3, card_user="cuk-EXAMPLE-0001")
    sent = body(next(iyzico(plain=False).place(wanted)))
    assert (sent["enabledInstallments"], sent["forceThreeDS"], sent["cardUserKey"]) == ([3], 1, "cuk-EXAMPLE-0001")


def test_a_form_that_could_not_come_back_is_not_opened() -> None:
    with pytest.raises(ValueError, match="return address"):
        iyzico().place(order(card=None))


def test_the_form_is_shown_by_its_address() -> None:
    page = run_in_memory(iyzico().place(HOSTED), replay(started()))
    assert isinstance(page, Challenge)
    assert (page.html, page.url, page.payment_id, page.references) == ("", PAGE_URL, "", KEPT)
    assert PAGE_URL not in repr(page)
    storing = run_in_memory(iyzico().place(order(card=None, return_address=RETURN, store=True)), replay(started()))
    assert isinstance(storing, Challenge)
    assert storing.references == {**KEPT, "keeps_card": "yes"}


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"signature": None}, "wrong_signature"),
        ({"signature": "0" * 64}, "wrong_signature"),
        ({"token": "another"}, "wrong_signature"),
        ({"conversationId": "another"}, "wrong_signature"),
        (
            {"conversationId": "b", "signature": iyzico_answer(IYZICO_KEYS.secret_key, ("b", TOKEN))},
            "mismatch",
        ),
        ({"token": "", "signature": iyzico_answer(IYZICO_KEYS.secret_key, (KEY, ""))}, "mismatch"),
        ({"paymentPageUrl": None}, "answer_unreadable"),
        ({"paymentPageUrl": "http://sandbox-cpp.iyzipay.com/?t"}, "answer_unreadable"),
        ({"paymentPageUrl": "javascript:alert(1)"}, "answer_unreadable"),
        ({"paymentPageUrl": "https://user:pw@iyzipay.com/"}, "answer_unreadable"),
        ({"paymentPageUrl": "https://"}, "answer_unreadable"),
        ({"paymentPageUrl": 5}, "answer_unreadable"),
    ],
)
def test_a_form_that_is_not_surely_iyzicos_is_not_shown(changes: dict[str, object], problem: str) -> None:
    assert run_in_memory(iyzico().place(HOSTED), replay(started(**changes))) == Unknown(problem)


def test_a_refused_form_is_a_clear_no() -> None:
    raw = answer({"status": "failure", "errorCode": "23", "errorMessage": "…"})
    assert run_in_memory(iyzico().place(HOSTED), replay(raw)) == Refused("request_refused", "23")


def test_the_browser_brings_the_token_back() -> None:
    gateway = iyzico()
    assert gateway.read_return({"token": TOKEN}, OPEN) == ReturnedPage("already_done")
    for fields in ({"token": "another"}, {"token": ""}, {}, {"token": "ş\ud800"}, {"status": "success"}):
        assert gateway.read_return(fields, OPEN) == ReturnedPage("untrusted")


def test_what_is_asked_by_token_then_by_the_payment_it_tells() -> None:
    seen: list[WireRequest] = []
    answers = replay(result(), detail(), reporting())

    def handle(request: WireRequest) -> WireResponse:
        seen.append(request)
        return answers(request)

    found = run_in_memory(iyzico(QUESTION).inquire(OPEN), handle)
    assert isinstance(found, Found)
    assert (found.state, found.payment_id, found.amount) == ("held", "40010001", lira(150_000))
    assert (found.card.bin, found.card.last4, found.card.scheme, found.card.kind) == (
        "552879",
        "0008",
        "mastercard",
        "credit",
    )
    assert seen[0].target == "/payment/iyzipos/checkoutform/auth/ecom/detail"
    assert body(seen[0]) == {"locale": "tr", "conversationId": QUESTION, "token": TOKEN}
    assert body(seen[1])["paymentId"] == "40010001"
    assert seen[2].target.startswith("/v2/reporting/payment/details?paymentId=40010001")
    assert not any(request.moves_money for request in seen)


def test_a_hold_that_was_done_as_a_sale_is_found_charged() -> None:
    found = asked(result("sale"), detail("sale"), reporting(phase="AUTH"))
    assert isinstance(found, Found)
    assert (found.state, found.captured) == ("charged", lira(150_000))


def test_the_result_may_leave_the_phase_to_the_look_up() -> None:
    found = asked(result(phase=None), detail(), reporting())
    assert isinstance(found, Found)
    assert found.state == "held"


def test_a_card_that_the_guest_had_kept_on_the_form() -> None:
    keys = {"cardUserKey": "cuk-EXAMPLE-0001", "cardToken": "ctk-EXAMPLE-0001"}
    storing = OPEN._replace(references={**KEPT, "keeps_card": "yes"})
    answers = replay(result(**keys), detail(), reporting())
    found = run_in_memory(iyzico(QUESTION).inquire(storing), answers)
    assert isinstance(found, Found)
    assert isinstance(found.stored, StoredCard)
    assert (found.stored.user, found.stored.last4) == ("cuk-EXAMPLE-0001", "0008")
    unasked = asked(result(**keys), detail(**keys), reporting())
    assert isinstance(unasked, Found)
    assert unasked.stored is None


@pytest.mark.parametrize(
    "raw",
    [
        answer({"status": "failure", "errorCode": "5087", "errorMessage": "…"}),
        answer({"status": "failure", "errorCode": "11", "conversationId": KEY}),
        result(paymentStatus="INIT_THREEDS", paymentId=None, paidPrice=None),
        result(paymentStatus="CALLBACK_THREEDS"),
        result(paymentStatus=None, paymentId=None),
    ],
)
def test_before_the_guest_is_done_the_form_is_open(raw: WireResponse) -> None:
    assert asked(raw) == Found("page_open")


@pytest.mark.parametrize(
    "raw",
    [
        result(paymentStatus="FAILURE"),
        answer({"status": "failure", "errorCode": "10051", "errorGroup": "NOT_SUFFICIENT_FUNDS"}),
        answer({"status": "failure", "errorCode": "10005", "errorGroup": "DO_NOT_HONOUR", "conversationId": KEY}),
    ],
)
def test_only_a_clear_word_declines(raw: WireResponse) -> None:
    assert asked(raw) == Found("declined")


@pytest.mark.parametrize(
    "raw",
    [
        result(signature="0" * 64),
        result(signature=""),
        result(token="another"),
        result(conversationId="another"),
        result(paymentStatus="TOMORROW"),
        result(paymentId=None),
        result(paidPrice=1499.0),
        result(currency="EUR"),
        result(basketId="dep-other"),
        answer({"status": "failure", "errorCode": "10202", "errorGroup": "UNKNOWN"}),
        answer({"status": "failure", "errorCode": "9999"}),
        answer({"status": "failure", "errorCode": "5087", "conversationId": "another"}),
        answer({"status": "maybe"}),
        answer("<html>", 502),
    ],
)
def test_what_is_unclear_decides_nothing(raw: WireResponse) -> None:
    assert isinstance(asked(raw), Unknown)


def test_a_question_that_is_refused_is_no_refused_payment() -> None:
    assert asked(answer({"status": "failure", "errorCode": "1001"})) == Refused("wrong_keys", "1001")


def test_without_a_token_it_is_found_by_our_key() -> None:
    no_record = answer({"status": "failure", "errorCode": "5087"})
    lost = OPEN._replace(references={})
    seen: list[WireRequest] = []

    def handle(request: WireRequest) -> WireResponse:
        seen.append(request)
        return no_record if len(seen) == 1 else answer({"status": "success", "payments": []})

    assert run_in_memory(iyzico(QUESTION).inquire(lost), handle) == Found("not_found")
    assert body(seen[0])["paymentConversationId"] == KEY


def test_a_payment_that_is_known_is_not_asked_for_by_its_token() -> None:
    found = run_in_memory(iyzico(QUESTION).inquire(hold(references=KEPT)), replay(detail(), reporting()))
    assert isinstance(found, Found)
    assert found.state == "held"
