"""Asking ÖderoPay: the phase from the short form, refunds from the report, the id from a search by our key (§9)."""

from collections.abc import Mapping
from typing import Any

import pytest

from frontdesk.domain.gateway import Found, FoundRefund, Refused, Unknown, WireRequest, WireResponse
from tests.gateways.dialects import oderopay_payment, oderopay_reported
from tests.gateways.samples import KEY, answer, changed, hold, lira, oderopay, replay
from tests.kit.in_memory import run_in_memory

SEARCHED = """{"data":{"items":[{"id":7001,"paymentStatus":"SUCCESS","conversationId":"RZV-2026-000184","price":1500.5,
"paidPrice":1500.5,"currency":"TRY"}],"page":0,"size":10,"totalSize":1}}"""
REPORTED = """{"data":{"id":7001,"createdDate":"2026-07-16T14:29:41.120345","updatedDate":"2026-07-16T14:31:02.004",
"orderId":"OD-7001","price":1500.5,"paidPrice":1500.5,"walletPrice":0,"paymentType":"CARD_PAYMENT",
"connectorType":"TOKENPOS","currency":"TRY","paymentStatus":"SUCCESS","conversationId":"RZV-2026-000184",
"paymentCard":{"cardType":"CREDIT_CARD","binNumber":"525864","isThreeDS":true,"mdStatus":1,"error":null},
"paymentRefunds":[],"paymentTransactions":[{"id":91001,"externalId":"DEP-184","price":1500.5,"paidPrice":1500.5,
"paymentTransactionRefunds":[]}]}}"""
MISSING = answer('{"errors":{"errorCode":"9001","errorDescription":"Ödeme bulunamadı","errorGroup":null}}', 404)
NO_PATH = answer("<html>Cannot GET</html>", 404)
HELD = hold(payment_id="7001")


def short(verb: str = "place", paid: float = 1500.0, **changes: object) -> WireResponse:
    return answer({"data": changed(oderopay_payment(verb, paid), **changes)})


def report(**changes: object) -> WireResponse:
    return answer({"data": changed(oderopay_reported(), **changes)})


def asked(*answers: WireResponse, **changes: Any) -> object:  # noqa: ANN401 -- any field of a hold
    return run_in_memory(oderopay().inquire(HELD._replace(**changes)), replay(*answers))


def whole(price: float, status: str = "SUCCESS", key: str | None = "c-1") -> dict[str, Any]:
    return {"id": 33001, "refundStatus": status, "price": price, "conversationId": key}


def of_item(price: float, status: str = "SUCCESS", key: str | None = "r-1") -> list[dict[str, Any]]:
    entry = {"id": 33502, "refundStatus": status, "refundPrice": price, "conversationId": key}
    return [{"id": 91001, "paymentTransactionRefunds": [entry]}]


def test_a_hold_found_by_our_key_as_recorded() -> None:
    seen: list[str] = []
    answers = replay(
        answer(SEARCHED), short(conversationId="RZV-2026-000184", price=1500.5, paidPrice=1500.5), answer(REPORTED)
    )

    def handle(request: WireRequest) -> WireResponse:
        assert (request.method, request.body) == ("GET", b"")
        seen.append(request.target)
        return answers(request)

    held = hold(key="RZV-2026-000184", payment_id="", amount=lira(150_050))
    found = run_in_memory(oderopay().inquire(held), handle)
    assert isinstance(found, Found)
    assert (found.state, found.payment_id, found.amount, found.refunded) == ("held", "7001", lira(150_050), lira(0))
    assert seen == [
        "/payment-reporting/v1/payments?conversationId=RZV-2026-000184&page=0&size=10",
        "/payment/v1/card-payments/7001",
        "/payment-reporting/v1/payments/7001",
    ]


@pytest.mark.parametrize(
    ("data", "outcome"),
    [
        ({"items": [], "totalSize": 0}, Found("not_found")),
        ({"items": []}, Found("not_found")),
        ({}, Found("not_found")),
        ({"items": [], "totalSize": 3}, Unknown("several_payments")),
        ({"items": [], "totalSize": 1}, Unknown("mismatch")),
        ({"items": [{"id": 1, "conversationId": "another"}], "totalSize": 1}, Unknown("mismatch")),
        ({"items": [{"id": 1, "conversationId": KEY}, {"id": 2, "conversationId": KEY}]}, Unknown("several_payments")),
        ({"items": [{"id": 1, "conversationId": KEY}], "totalSize": 11}, Unknown("several_payments")),
        ({"items": [{"conversationId": KEY}]}, Unknown("answer_unreadable")),
        ({"items": [{"id": "../1", "conversationId": KEY}]}, Unknown("answer_unreadable")),
        ({"items": {}}, Unknown("answer_unreadable")),
    ],
)
def test_a_search_finds_none_one_or_decides_nothing(data: Mapping[str, object], outcome: object) -> None:
    assert asked(answer({"data": data}), payment_id="") == outcome


@pytest.mark.parametrize(
    ("status", "state"), [("INIT_THREEDS", "page_open"), ("CALLBACK_THREEDS", "page_returned"), ("FAILURE", "declined")]
)
def test_the_states_of_a_bank_page_need_no_report(status: str, state: str) -> None:
    found = asked(short(paymentStatus=status))
    assert isinstance(found, Found)
    assert (found.state, found.payment_id) == (state, "7001")


def test_a_capture_is_told_by_its_phase() -> None:
    found = asked(short("capture", 850.5), report(paidPrice=850.5))
    assert isinstance(found, Found)
    assert (found.state, found.captured) == ("captured", lira(85_050))
    untold = run_in_memory(oderopay(tells_captured=False).inquire(HELD), replay(short("capture"), report()))
    assert isinstance(untold, Found)
    assert (untold.state, untold.captured) == ("captured", None)


def test_a_sale_is_found_charged() -> None:
    found = asked(short("sale"), report(), purpose="sale")
    assert isinstance(found, Found)
    assert (found.state, found.captured) == ("charged", lira(150_000))


def test_a_whole_refund_of_a_hold_is_its_release() -> None:
    for refunds in ({"paymentRefunds": [whole(1500)]}, {"paymentTransactions": of_item(1500)}):
        found = asked(short(), report(**refunds))
        assert isinstance(found, Found)
        assert found.state == "released"
    assert asked(short(), report(paymentRefunds=[whole(700)])) == Unknown("mismatch")


def test_refunds_of_a_capture_keep_their_keys_and_count_once() -> None:
    found = asked(
        short("capture"), report(paymentRefunds=[whole(1500, key="x")], paymentTransactions=of_item(1500, key="x"))
    )
    assert isinstance(found, Found)
    assert found.state == "captured"
    assert found.refunds == (FoundRefund("x", lira(150_000), "cancel"),)
    parts = asked(short("capture"), report(paymentTransactions=of_item(200.25, key=None)))
    assert isinstance(parts, Found)
    assert parts.refunds == (FoundRefund("", lira(20_025), "refund"),)
    failed = asked(short("capture"), report(paymentRefunds=[whole(1500, status="FAILURE")]))
    assert isinstance(failed, Found)
    assert (failed.refunds, failed.refunded) == ((), lira(0))
    waiting = asked(short("capture"), report(paymentRefunds=[whole(1500, status="WAITING")]))
    assert waiting == Unknown("in_progress")
    assert asked(short("capture"), report(paymentRefunds=[whole(1501)])) == Unknown("mismatch")


def test_not_found_only_in_the_gateways_own_words_twice() -> None:
    assert asked(MISSING, MISSING) == Found("not_found")
    in_a_200 = answer('{"errors":{"errorCode":"9001"}}')
    assert asked(in_a_200, in_a_200) == Found("not_found")
    assert isinstance(asked(NO_PATH, NO_PATH), Unknown)
    assert isinstance(asked(MISSING, answer("", 502)), Unknown)


def test_without_the_short_form_the_phase_is_never_guessed() -> None:
    assert asked(NO_PATH, report()) == Unknown("gateway_unclear", payment_id="7001")
    open_page = asked(NO_PATH, report(paymentStatus="INIT_THREEDS"))
    assert isinstance(open_page, Found)
    assert open_page.state == "page_open"
    declined = asked(NO_PATH, report(paymentStatus="FAILURE"))
    assert isinstance(declined, Found)
    assert declined.state == "declined"


def test_a_refused_question_is_no_refused_payment() -> None:
    assert asked(answer('{"errors":{"errorCode":"1003"}}', 401)) == Refused("wrong_keys", "1003")


@pytest.mark.parametrize(
    "change",
    [
        {"id": 7002},
        {"conversationId": "another"},
        {"currency": "EUR"},
        {"paidPrice": 1499},
        {"price": 1499},
        {"paymentStatus": "TOMORROW"},
        {"paymentPhase": "TOMORROW"},
        {"paymentPhase": None},
    ],
)
def test_a_payment_that_does_not_agree_decides_nothing(change: Mapping[str, object]) -> None:
    assert isinstance(asked(short(**change), report()), Unknown)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        {"id": 7002},
        {"conversationId": "another"},
        {"currency": "EUR"},
        {"paymentStatus": "FAILURE"},
        {"paymentRefunds": [{"refundStatus": "SUCCESS"}]},
        {"paymentRefunds": "none"},
        {"paymentTransactions": [{"paymentTransactionRefunds": 5}]},
    ],
)
def test_a_report_that_does_not_agree_decides_nothing(change: Mapping[str, object]) -> None:
    assert isinstance(asked(short(), report(**change)), Unknown)
