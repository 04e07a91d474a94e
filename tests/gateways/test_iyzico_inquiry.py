"""Asking iyzico: detail is signed but blind to cancels, reporting lists them but is not signed; both must agree."""

from collections.abc import Mapping
from typing import Any

import pytest

from frontdesk.domain.gateway import Found, FoundRefund, Refused, Unknown, WireRequest, WireResponse
from tests.gateways.dialects import QUESTION, iyzico_payment, iyzico_reported, iyzico_signed
from tests.gateways.samples import answer, body, changed, hold, iyzico, lira, replay
from tests.kit.in_memory import run_in_memory

NO_RECORD = {"status": "failure", "errorCode": "5087", "errorMessage": "Üye işyerine ait ödeme kaydı bulunamadı"}
DETAIL = """{"status":"success","locale":"tr","systemTime":1781386500000,"conversationId":"hold-7f3a-q-1","price":1500,
 "paidPrice":850.5,"installment":1,"paymentId":"40010001","fraudStatus":1,"basketId":"dep-7f3a","currency":"TRY",
 "itemTransactions":[{"itemId":"room-204","paymentTransactionId":"50010001","transactionStatus":2,"price":1500,
 "paidPrice":850.5}],"authCode":"903114","phase":"POST_AUTH","hostReference":"mock00007iyzihostrfn-02",
 "signature":"a72690ddd9d5815caa56bc8d0835056779ad7b9775d704551356bbccd4e88519","paymentStatus":"SUCCESS"}"""
REPORTED_RELEASE = """{"status":"success","locale":"tr","systemTime":1781301100000,"payments":[{"paymentId":40010001,
 "paymentStatus":1,"paymentRefundStatus":"TOTALLY_REFUNDED","price":1500,"paidPrice":1500,"installment":1,
 "paymentConversationId":"hold-7f3a-1","fraudStatus":1,"currency":"TRY","authCode":"418207","threeDS":false,
 "phase":"PRE_AUTH","hostReference":"mock00007iyzihostrfn","createdDate":"2026-06-13T00:33:20Z","cancels":[{
 "refundId":7001,"cancelConversationId":"hold-7f3a-cxl-1","refundPrice":1500,"refundStatus":1,
 "createdDate":"2026-06-13T00:50:00Z","currencyCode":"TRY","authCode":"551820",
 "hostReference":"mock00007iyzihostrfn-02"}],"itemTransactions":[{"paymentTransactionId":50010001,
 "transactionStatus":2,"price":1500,"paidPrice":1500,"refunds":[]}]}]}"""


def detail(verb: str = "place", **changes: Any) -> WireResponse:  # noqa: ANN401 -- JSON
    """A signed answer of /payment/detail to our question."""
    fields = {
        **iyzico_payment(verb, "1500.0"),
        "status": "success",
        "conversationId": QUESTION,
        "paymentStatus": "SUCCESS",
    }
    return answer(iyzico_signed("/payment/detail", changed(fields, **changes)))


def reporting(*payments: Mapping[str, Any]) -> WireResponse:
    return answer({"status": "success", "payments": list(payments)})


def asked(*answers: WireResponse, **changes: Any) -> object:  # noqa: ANN401 -- any field of a hold
    return run_in_memory(iyzico(QUESTION).inquire(hold(**changes)), replay(*answers))


def refund(price: float, status: object = 1, key: str = "r-1") -> dict[str, Any]:
    return {"refundTxId": 1, "refundConversationId": key, "refundPrice": price, "refundStatus": status}


def cancel(price: float, status: object = 1) -> dict[str, Any]:
    return {"refundId": 1, "cancelConversationId": "c-1", "refundPrice": price, "refundStatus": status}


def lines(*refunds: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"paymentTransactionId": 50010001, "refunds": list(refunds)}]


def test_a_capture_as_recorded() -> None:
    held = hold(key="hold-7f3a-1", references={"basket_id": "dep-7f3a"})
    reported = iyzico_reported(paymentConversationId="hold-7f3a-1", phase="POST_AUTH", paidPrice=850.5)
    gateway = iyzico("hold-7f3a-q-1")
    found = run_in_memory(gateway.inquire(held), replay(answer(DETAIL), reporting(reported)))
    assert isinstance(found, Found)
    assert (found.state, found.amount, found.captured) == ("captured", lira(150_000), lira(85_050))
    assert (found.refunded, found.auth_code) == (lira(0), "903114")


def test_a_release_as_recorded_is_seen_in_reporting_alone() -> None:
    held = hold(key="hold-7f3a-1")
    found = run_in_memory(
        iyzico(QUESTION).inquire(held), replay(detail(basketId="dep-hold7f3a1"), answer(REPORTED_RELEASE))
    )
    assert isinstance(found, Found)
    assert found.state == "released"
    assert found.refunds == (FoundRefund("hold-7f3a-cxl-1", lira(150_000), "cancel"),)


@pytest.mark.parametrize("payment_id", ["40010001", ""])
def test_what_is_asked(payment_id: str) -> None:
    seen: list[WireRequest] = []
    answers = replay(detail(), reporting(iyzico_reported()))

    def handle(request: WireRequest) -> WireResponse:
        seen.append(request)
        return answers(request)

    run_in_memory(iyzico(QUESTION).inquire(hold(payment_id=payment_id)), handle)
    name, value = ("paymentId", "40010001") if payment_id else ("paymentConversationId", hold().key)
    assert body(seen[0]) == {"locale": "tr", "conversationId": QUESTION, name: value}
    assert seen[1].method == "GET"
    assert seen[1].target == f"/v2/reporting/payment/details?{name}={value}&locale=tr"
    assert seen[1].body == b""


def test_not_found_only_when_both_say_so() -> None:
    assert asked(answer(NO_RECORD), reporting(), payment_id="") == Found("not_found")
    assert asked(answer(NO_RECORD), reporting(iyzico_reported())) == Unknown("in_progress")
    assert asked(detail(), reporting()) == Unknown("in_progress", payment_id="40010001")
    assert asked(answer(NO_RECORD), answer("<html>", 502)) == Unknown("server_error")


def test_a_repeated_hold_is_two_payments() -> None:
    both = (iyzico_reported(), iyzico_reported(paymentId=40010002))
    assert asked(detail(), reporting(*both), payment_id="") == Unknown("several_payments")


@pytest.mark.parametrize(
    ("status", "state"), [("INIT_THREEDS", "page_open"), ("CALLBACK_THREEDS", "page_returned"), ("FAILURE", "declined")]
)
def test_the_states_of_a_bank_page(status: str, state: str) -> None:
    reported = reporting(iyzico_reported(paymentStatus=3))
    found = asked(detail(paymentStatus=status, phase=None, fraudStatus=None), reported)
    assert isinstance(found, Found)
    assert (found.state, found.payment_id) == (state, "40010001")


@pytest.mark.parametrize(
    ("md_status", "proof"), [(1, "authenticated"), ("1", "authenticated"), (0, "failed"), (4, "failed"), (None, "")]
)
def test_the_proof_of_authentication_is_told_by_reporting(md_status: object, proof: str) -> None:
    reported = reporting(iyzico_reported(paymentStatus=3, mdStatus=md_status))
    found = asked(detail(paymentStatus="CALLBACK_THREEDS"), reported)
    assert isinstance(found, Found)
    assert (found.state, found.proof, found.references) == ("page_returned", proof, {})


def test_a_declined_payment_in_the_failure_shape() -> None:
    raw = {"status": "failure", "errorCode": "10051", "errorGroup": "NOT_SUFFICIENT_FUNDS", "paymentStatus": "FAILURE"}
    assert asked(answer(raw)) == Found("declined", "40010001")
    assert asked(answer({**raw, "conversationId": "another"})) == Unknown("mismatch")


def test_a_refused_question_is_no_refused_payment() -> None:
    for code in ("1000", "1001"):
        assert asked(answer({"status": "failure", "errorCode": code})) == Refused("wrong_keys", code)
    assert asked(detail(), answer({"status": "failure", "errorCode": "1000"})) == Refused("wrong_keys", "1000")


@pytest.mark.parametrize(
    "change",
    [
        {"paymentId": "40010009"},
        {"paymentId": None},
        {"conversationId": "an older question"},
        {"currency": "EUR"},
        {"basketId": "dep-other"},
        {"paidPrice": 1499},
        {"price": 1499},
        {"phase": "TOMORROW"},
        {"phase": None},
        {"paymentStatus": None},
        {"paymentStatus": "BKM_POS_SELECTED"},
        {"fraudStatus": 0},
        {"signature": "0" * 64},
    ],
)
def test_a_detail_about_something_else_decides_nothing(change: Mapping[str, Any]) -> None:
    assert isinstance(asked(detail(**change), reporting(iyzico_reported())), Unknown)


@pytest.mark.parametrize(
    "change",
    [
        {"paymentId": 40010009},
        {"paymentConversationId": "another"},
        {"currency": "EUR"},
        {"paidPrice": 1},
        {"paidPrice": None},
        {"paymentStatus": 2},
        {"phase": "POST_AUTH"},
        {"threeDS": True, "mdStatus": 0},
        {"paymentRefundStatus": "TOTALLY_REFUNDED"},
        {"cancels": [cancel(1500)]},
        {"cancels": [cancel(1500, "?")], "paymentRefundStatus": "TOTALLY_REFUNDED"},
        {"cancels": [cancel(700)], "paymentRefundStatus": "PARTIALLY_REFUNDED"},
        {"cancels": [cancel(9999)], "paymentRefundStatus": "TOTALLY_REFUNDED"},
        {"cancels": "none"},
        {"cancels": [5]},
        {"itemTransactions": [{"refunds": [{"refundStatus": 1}]}]},
    ],
)
def test_reporting_that_disagrees_decides_nothing(change: Mapping[str, object]) -> None:
    assert isinstance(asked(detail(), reporting(iyzico_reported(**change))), Unknown)


def test_refunds_of_a_capture_are_listed_by_their_keys() -> None:
    reported = iyzico_reported(
        phase="POST_AUTH",
        paymentRefundStatus="PARTIALLY_REFUNDED",
        itemTransactions=lines(refund(100.5, key="r-1"), refund(50, status=2, key="r-2"), refund(20, key="r-3")),
    )
    found = asked(detail(verb="capture"), reporting(reported))
    assert isinstance(found, Found)
    assert found.state == "captured"
    assert found.refunds == (FoundRefund("r-1", lira(10_050), "refund"), FoundRefund("r-3", lira(2_000), "refund"))
    assert found.refunded == lira(12_050)


def test_what_a_refunds_status_means_is_one_line_of_the_profile() -> None:
    """The notes show only 1 (§12.2)."""
    reported = iyzico_reported(
        phase="POST_AUTH", paymentRefundStatus="PARTIALLY_REFUNDED", itemTransactions=lines(refund(20, status=7))
    )
    answers = (detail(verb="capture"), reporting(reported))
    assert asked(*answers) == Unknown("in_progress", payment_id="40010001")
    corrected = iyzico(QUESTION, refunds_done=frozenset({"1", "7"}))
    found = run_in_memory(corrected.inquire(hold()), replay(*answers))
    assert isinstance(found, Found)
    assert found.refunded == lira(2_000)


def test_a_cancelled_capture_stays_a_capture_with_a_refund() -> None:
    reported = iyzico_reported(phase="POST_AUTH", paymentRefundStatus="TOTALLY_REFUNDED", cancels=[cancel(1500)])
    found = asked(detail(verb="capture"), reporting(reported))
    assert isinstance(found, Found)
    assert found.state == "captured"
    assert found.refunds == (FoundRefund("c-1", lira(150_000), "cancel"),)


def test_a_sale_is_found_charged() -> None:
    found = asked(detail(verb="sale"), reporting(iyzico_reported(phase="AUTH")), purpose="sale")
    assert isinstance(found, Found)
    assert (found.state, found.captured) == ("charged", lira(150_000))
