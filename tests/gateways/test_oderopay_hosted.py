"""ÖderoPay's hosted page: the guest types the card there, and what was done is read back (ÖderoPay notes §13)."""

from typing import Any

import pytest

from frontdesk.domain.gateway import Challenge, Found, Refused, ReturnedPage, Unknown, WireRequest, WireResponse
from tests.gateways.dialects import oderopay_payment, oderopay_reported
from tests.gateways.samples import KEY, answer, body, changed, hold, lira, oderopay, order, replay
from tests.kit.in_memory import run_in_memory

TOKEN = "0b1c2d3e-0000-4000-8000-00000000beef"
USER = "5b1f0c52-7a77-4a3e-9a63-0f1d2c3b4a59"
RETURN = "https://return.invalid/3ds/t"
PAGE_URL = f"https://sandbox-oos.oderopay.com.tr/?token={TOKEN}"
OPEN = hold(payment_id="", references={"token": TOKEN})
HOSTED = order(card=None, return_address=RETURN)
MISSING = answer('{"errors":{"errorCode":"9001","errorDescription":"Ödeme bulunamadı","errorGroup":null}}', 404)


def payment(verb: str = "place", **changes: Any) -> WireResponse:  # noqa: ANN401 -- JSON
    return answer({"data": changed(oderopay_payment(verb), **changes)})


def report(**changes: object) -> WireResponse:
    return answer({"data": oderopay_reported(**changes)})


def asked(*answers: WireResponse) -> object:
    return run_in_memory(oderopay().inquire(OPEN), replay(*answers))


@pytest.mark.parametrize(("purpose", "phase"), [("hold", "PRE_AUTH"), ("sale", "AUTH")])
def test_the_page_is_opened_without_a_card(purpose: str, phase: str) -> None:
    request = next(oderopay().place(order(card=None, return_address=RETURN, purpose=purpose)))
    assert (request.method, request.target, request.moves_money) == (
        "POST",
        "/payment/v1/checkout-payments/init",
        True,
    )
    assert request.body.decode() == (
        f'{{"conversationId":"{KEY}","currency":"TRY","installment":1,'
        '"items":[{"externalId":"room-204","name":"Oda depozitosu","price":1500}],"paidPrice":1500,'
        f'"paymentGroup":"LISTING_OR_SUBSCRIPTION","paymentPhase":"{phase}","price":1500,"walletPrice":0,'
        '"callbackUrl":"https://return.invalid/3ds/t"}'
    )


def test_what_the_account_and_the_guest_want_of_the_page() -> None:
    wanted = order(card=None, return_address=RETURN, purpose="sale", instalments=3, card_user=USER)
    sent = body(next(oderopay(pos_alias="garanti-pos").place(wanted)))
    assert (sent["installment"], sent["cardUserKey"], sent["posAlias"]) == (3, USER, "garanti-pos")


def test_a_page_that_could_not_come_back_is_not_opened() -> None:
    with pytest.raises(ValueError, match="return address"):
        oderopay().place(order(card=None))


def test_the_page_is_shown_by_its_address() -> None:
    raw = answer({"data": {"token": TOKEN, "pageUrl": PAGE_URL}})
    page = run_in_memory(oderopay().place(HOSTED), replay(raw))
    assert isinstance(page, Challenge)
    assert (page.html, page.url, page.payment_id, page.references) == ("", PAGE_URL, "", {"token": TOKEN})
    assert PAGE_URL not in repr(page)


@pytest.mark.parametrize(
    "change",
    [
        {"token": None},
        {"token": ""},
        {"token": "../refunds"},
        {"token": ".."},
        {"token": "a?b"},
        {"token": "ş"},
        {"token": 5},
        {"pageUrl": None},
        {"pageUrl": "http://oos.oderopay.com.tr/"},
        {"pageUrl": "file:///etc/passwd"},
        {"pageUrl": "https://oos.oderopay.com.tr:port/"},
        {"pageUrl": "https://[::1"},
        {"pageUrl": "https://oos.oderopay.com.tr/ x"},
    ],
)
def test_a_page_that_cannot_be_shown_is_unclear(change: dict[str, object]) -> None:
    raw = answer({"data": {"token": TOKEN, "pageUrl": PAGE_URL, **change}})
    assert run_in_memory(oderopay().place(HOSTED), replay(raw)) == Unknown("answer_unreadable")


def test_on_this_machine_the_page_needs_no_tls() -> None:
    raw = answer({"data": {"token": TOKEN, "pageUrl": "http://127.0.0.1:8099/page"}})
    assert isinstance(run_in_memory(oderopay().place(HOSTED), replay(raw)), Challenge)


def test_the_browser_brings_the_token_back() -> None:
    assert oderopay().read_return({"token": TOKEN}, OPEN) == ReturnedPage("already_done")
    for fields in ({"token": "another"}, {"token": ""}, {}, {"status": "SUCCESS", "conversationId": KEY}):
        assert oderopay().read_return(fields, OPEN) == ReturnedPage("untrusted")


def test_what_is_asked_by_token_then_by_the_payment_it_tells() -> None:
    seen: list[WireRequest] = []
    answers = replay(payment(), payment(), report())

    def handle(request: WireRequest) -> WireResponse:
        seen.append(request)
        return answers(request)

    found = run_in_memory(oderopay().inquire(OPEN), handle)
    assert isinstance(found, Found)
    assert (found.state, found.payment_id, found.amount) == ("held", "7001", lira(150_000))
    assert (found.card.bin, found.card.last4, found.card.kind) == ("525864", "0001", "credit")
    assert [(request.method, request.target) for request in seen] == [
        ("GET", f"/payment/v1/checkout-payments/{TOKEN}"),
        ("GET", "/payment/v1/card-payments/7001"),
        ("GET", "/payment-reporting/v1/payments/7001"),
    ]


def test_a_hold_that_was_done_as_a_sale_is_found_charged() -> None:
    found = asked(payment("sale"), payment("sale"), report())
    assert isinstance(found, Found)
    assert (found.state, found.captured) == ("charged", lira(150_000))


def test_a_card_that_the_guest_had_kept_on_the_page() -> None:
    keys = {"cardUserKey": USER, "cardToken": "c0ffee11-2233-4455-8677-8899aabbccdd"}
    storing = OPEN._replace(references={"token": TOKEN, "keeps_card": "yes"})
    found = run_in_memory(oderopay().inquire(storing), replay(payment(**keys), payment(), report()))
    assert isinstance(found, Found)
    assert found.stored is not None
    assert (found.stored.user, found.stored.last4) == (USER, "0001")


@pytest.mark.parametrize(
    "raw",
    [
        MISSING,
        answer("", 404),
        answer({"errors": {"errorCode": "2107", "errorDescription": "…"}}, 422),
        payment(paymentStatus="INIT_THREEDS"),
        payment(paymentStatus="CALLBACK_THREEDS"),
        answer({"data": {"token": TOKEN}}),
    ],
)
def test_before_the_guest_is_done_the_page_is_open(raw: WireResponse) -> None:
    assert asked(raw) == Found("page_open")


@pytest.mark.parametrize(
    "raw",
    [
        payment(paymentStatus="FAILURE"),
        answer({"errors": {"errorCode": "10051", "errorGroup": "NOT_SUFFICIENT_FUNDS"}}, 422),
        answer({"errors": {"errorCode": "10220", "errorGroup": None}}, 422),
    ],
)
def test_only_a_clear_word_declines(raw: WireResponse) -> None:
    assert asked(raw) == Found("declined")


@pytest.mark.parametrize(
    "raw",
    [
        payment(conversationId="another"),
        payment(conversationId=None),
        payment(currency="EUR"),
        payment(paidPrice=1499),
        payment(id=None),
        payment(id="7001/../1"),
        payment(paymentStatus="TOMORROW"),
        answer({"errors": {"errorCode": "10200", "errorGroup": "UNKNOWN"}}, 422),
        answer({"errors": {"errorCode": "10299", "errorGroup": None}}, 422),
        answer("<html>", 502),
        answer("{}"),
    ],
)
def test_what_is_unclear_decides_nothing(raw: WireResponse) -> None:
    assert isinstance(asked(raw), Unknown)


def test_a_question_that_is_refused_is_no_refused_payment() -> None:
    assert asked(answer({"errors": {"errorCode": "1003"}}, 401)) == Refused("wrong_keys", "1003")


def test_without_a_token_it_is_found_by_our_key() -> None:
    empty = answer({"data": {"items": [], "page": 0, "size": 10, "totalSize": 0}})
    for references in ({}, {"token": "../refunds"}):
        request = next(oderopay().inquire(OPEN._replace(references=references)))
        assert request.target == f"/payment-reporting/v1/payments?conversationId={KEY}&page=0&size=10"
        lost = oderopay().inquire(OPEN._replace(references=references))
        assert run_in_memory(lost, replay(empty)) == Found("not_found")


def test_a_payment_that_is_known_is_not_asked_for_by_its_token() -> None:
    request = next(oderopay().inquire(OPEN._replace(payment_id="7001")))
    assert request.target == "/payment/v1/card-payments/7001"
