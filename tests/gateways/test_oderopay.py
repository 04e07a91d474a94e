"""ÖderoPay's answers as its notes record them, word for word, and what each of them is to the desk."""

from collections.abc import Mapping

import pytest

from frontdesk.domain.gateway import Approved, Challenge, Refused, ReturnedPage, Unknown
from tests.gateways.dialects import VERB_KEY, oderopay_given_back, oderopay_payment
from tests.gateways.samples import (
    KEY,
    answer,
    body,
    changed,
    header,
    hold,
    lira,
    oderopay,
    order,
    replay,
)
from tests.kit.in_memory import run_in_memory

RESERVATION = "RZV-2026-000184"
HELD = """{"data":{"id":7001,"createdDate":"2026-07-16T14:29:41","price":1500.50000000,"paidPrice":1500.50000000,
"walletPrice":0E-8,"currency":"TRY","buyerId":null,"installment":1,"conversationId":"RZV-2026-000184",
"paymentType":"CARD_PAYMENT","paymentGroup":"LISTING_OR_SUBSCRIPTION","paymentStatus":"SUCCESS",
"connectorType":"TOKENPOS","paymentPhase":"PRE_AUTH","isThreeDS":false,"merchantCommissionRate":0,
"cardUserKey":null,"cardToken":null,"paidWithStoredCard":false,"binNumber":"525864","lastFourDigits":"0001",
"cardType":"CREDIT_CARD","cardAssociation":"MASTER_CARD","cardBrand":"World",
"paymentTransactions":[{"id":91001,"externalId":"DEP-184","name":"Oda 204 depozito","price":1500.5,"paidPrice":1500.5,
"walletPrice":0,"transactionStatus":"WAITING_FOR_APPROVAL","blockageResolvedDate":null,"payout":null}]}}"""
CAPTURED = """{"data":{"id":7001,"createdDate":"2026-07-16T14:29:41","price":1500.5,"paidPrice":1250.5,"walletPrice":0,
"currency":"TRY","installment":1,"conversationId":"RZV-2026-000184","paymentType":"CARD_PAYMENT",
"paymentGroup":"LISTING_OR_SUBSCRIPTION","paymentStatus":"SUCCESS","connectorType":"TOKENPOS",
"paymentPhase":"POST_AUTH","isThreeDS":true,"paidWithStoredCard":false,"binNumber":"525864",
"lastFourDigits":"0001","cardType":"CREDIT_CARD","cardAssociation":"MASTER_CARD","cardBrand":"World",
"paymentTransactions":[]}}"""
CANCELLED = """{"data":{"id":33001,"conversationId":"RZV-2026-000184","createdDate":"2026-07-16T15:02:10",
"status":"SUCCESS","refundPrice":1500.5,"refundBankPrice":1500.5,"refundWalletPrice":0,"refundType":"CANCEL",
"refundDestinationType":"CARD","currency":"TRY","paymentId":7001,"paymentTransactionRefunds":[]}}"""
REFUNDED = """{"data":{"id":null,"conversationId":"RZV-2026-000184","createdDate":"2026-07-18T09:11:00",
"status":"SUCCESS","refundPrice":1250.5,"refundBankPrice":1250.5,"refundWalletPrice":0,"refundType":"REFUND",
"refundDestinationType":"CARD","currency":"TRY","paymentId":7001,"paymentTransactionRefunds":[{"id":33502,
"conversationId":"RZV-2026-000184","createdDate":"2026-07-18T09:11:00","status":"SUCCESS","isAfterSettlement":false,
"refundPrice":1250.5,"refundBankPrice":1250.5,"refundWalletPrice":0,"currency":"TRY","paymentTransactionId":91001,
"paymentId":7001,"refundDestinationType":"CARD"}]}}"""
PART_REFUNDED = """{"data":{"id":33502,"conversationId":"RZV-2026-000190","createdDate":"2026-07-16T15:05:00",
"status":"SUCCESS","isAfterSettlement":false,"refundPrice":200.25,"refundBankPrice":200.25,"refundWalletPrice":0,
"currency":"TRY","paymentTransactionId":91044,"paymentId":7001,"refundDestinationType":"CARD"}}"""
HTML = (
    "PCFkb2N0eXBlIGh0bWw+PGh0bWw+PGJvZHkgb25sb2FkPSJkb2N1bWVudC5mb3Jtc1swXS5zdWJtaXQoKSI+PGZvcm0gbWV0aG9kPSJwb3N0IiBh"
    "Y3Rpb249Imh0dHBzOi8vYWNzLmV4YW1wbGUvM2RzIj48aW5wdXQgdHlwZT0iaGlkZGVuIiBuYW1lPSJyZWYiIHZhbHVlPSI3MDAxIj48L2Zvcm0+"
    "PC9ib2R5PjwvaHRtbD4="
)

HOLD = hold(key=RESERVATION, payment_id="7001", amount=lira(150_050))
PAGE = ReturnedPage("authenticated", "7001")


def test_a_hold_as_recorded() -> None:
    found = run_in_memory(oderopay().place(order(key=RESERVATION, amount=lira(150_050))), replay(answer(HELD)))
    assert isinstance(found, Approved)
    assert (found.phase, found.amount, found.payment_id) == ("held", lira(150_050), "7001")
    assert found.references == {"transaction_id": "91001"}
    assert (found.card.bin, found.card.kind, found.card.family) == ("525864", "credit", "World")


@pytest.mark.parametrize(
    ("more", "payment_id"),
    [
        ({}, ""),
        ({"paymentId": 7001, "paymentStatus": "INIT_THREEDS", "additionalAction": "SHOW_HTML_CONTENT"}, "7001"),
        ({"paymentId": "7001"}, "7001"),
    ],
    ids=["its own shape", "its sibling's", "as text"],
)
def test_a_bank_page_as_recorded(more: Mapping[str, object], payment_id: str) -> None:
    conversation = oderopay().place(order(return_address="https://return.invalid/3ds/t"))
    found = run_in_memory(conversation, replay(answer({"data": {"htmlContent": HTML, **more}})))
    assert isinstance(found, Challenge)
    assert found.payment_id == payment_id
    assert '<form method="post" action="https://acs.example/3ds">' in found.html


@pytest.mark.parametrize("content", [None, "", "%%%", 5, "//79", []])
def test_a_page_that_cannot_be_shown_is_unclear(content: object) -> None:
    conversation = oderopay().place(order(return_address="https://return.invalid/3ds/t"))
    found = run_in_memory(conversation, replay(answer({"data": {"htmlContent": content}})))
    assert found == Unknown("answer_unreadable")


def test_a_capture_as_recorded() -> None:
    found = run_in_memory(oderopay().capture(HOLD, lira(125_050), VERB_KEY), replay(answer(CAPTURED)))
    assert isinstance(found, Approved)
    assert (found.phase, found.amount, found.as_sent) == ("captured", lira(125_050), False)


def test_a_capture_without_a_sum_is_as_sent() -> None:
    fields = changed(oderopay_payment("capture"), paidPrice=None)
    found = run_in_memory(
        oderopay().capture(hold(payment_id="7001"), lira(100), VERB_KEY), replay(answer({"data": fields}))
    )
    assert isinstance(found, Approved)
    assert (found.amount, found.as_sent) == (lira(100), True)


def test_a_capture_that_names_the_holds_sum_is_a_mismatch_until_the_account_says_otherwise() -> None:
    raw, held = answer({"data": oderopay_payment("capture", 1500.0)}), hold(payment_id="7001")
    assert run_in_memory(oderopay().capture(held, lira(100), VERB_KEY), replay(raw)) == Unknown("mismatch")
    found = run_in_memory(oderopay(tells_captured=False).capture(held, lira(100), VERB_KEY), replay(raw))
    assert isinstance(found, Approved)
    assert found.as_sent


def test_a_release_as_recorded() -> None:
    found = run_in_memory(oderopay().release(HOLD, RESERVATION), replay(answer(CANCELLED)))
    assert found == Approved("released", lira(150_050), "7001", by="cancel")


def test_a_refund_of_the_whole_as_recorded() -> None:
    captured = HOLD._replace(captured=lira(125_050))
    for raw, by in ((REFUNDED, "refund"), (CANCELLED.replace("1500.5", "1250.5"), "cancel")):
        found = run_in_memory(oderopay().refund(captured, lira(125_050), RESERVATION, "refund"), replay(answer(raw)))
        assert isinstance(found, Approved)
        assert (found.phase, found.amount, found.by) == ("refunded", lira(125_050), by)


def test_a_release_answered_as_a_refund_is_named() -> None:
    raw = REFUNDED.replace("1250.5", "1500.5")
    found = run_in_memory(oderopay().release(HOLD, RESERVATION), replay(answer(raw)))
    assert isinstance(found, Approved)
    assert (found.phase, found.by) == ("refunded", "refund")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"status": "FAILURE"}, "gateway_unclear"),
        ({"status": None}, "gateway_unclear"),
        ({"status": "WAITING"}, "in_progress"),
        ({"refundPrice": 1499}, "mismatch"),
        ({"refundPrice": None}, "mismatch"),
        ({"refundWalletPrice": 10}, "mismatch"),
        ({"paymentId": 7002}, "mismatch"),
        ({"currency": "EUR"}, "mismatch"),
        ({"conversationId": "another"}, "mismatch"),
        ({"refundType": "VOID"}, "mismatch"),
        ({"refundType": None}, "mismatch"),
    ],
)
def test_a_yes_inside_a_200_must_agree_in_everything(change: Mapping[str, object], problem: str) -> None:
    fields = changed(oderopay_given_back(VERB_KEY, "CANCEL"), **change)
    found = run_in_memory(oderopay().release(hold(payment_id="7001"), VERB_KEY), replay(answer({"data": fields})))
    assert found == Unknown(problem)


def test_a_part_is_given_back_only_where_the_account_may() -> None:
    captured = HOLD._replace(captured=lira(125_050))
    with pytest.raises(ValueError, match="whole"):
        next(oderopay().refund(captured, lira(20_025), "RZV-2026-000190", "refund"))
    gateway = oderopay(part_refunds=True)
    request = next(gateway.refund(captured, lira(20_025), "RZV-2026-000190", "refund"))
    assert request.target == "/payment/v1/refund-transactions/byPaymentId"
    assert body(request) == {"conversationId": "RZV-2026-000190", "paymentId": 7001, "refundPrice": 200.25}
    conversation = gateway.refund(captured, lira(20_025), "RZV-2026-000190", "refund")
    found = run_in_memory(conversation, replay(answer(PART_REFUNDED)))
    assert isinstance(found, Approved)
    assert (found.amount, found.by) == (lira(20_025), "refund")


@pytest.mark.parametrize(
    ("raw", "status", "outcome"),
    [
        (
            '{"errors":{"errorCode":"10051","errorDescription":"Kart limiti","errorGroup":"NOT_SUFFICIENT_FUNDS"}}',
            422,
            Refused("not_enough_limit", "10051", "NOT_SUFFICIENT_FUNDS"),
        ),
        ('{"errors":{"errorCode":"4152","errorGroup":null}}', 400, Refused("card_expired", "4152")),
        ('{"errors":{"errorCode":"10220","errorGroup":null}}', 422, Refused("bank_declined", "10220")),
        ('{"errors":{"errorCode":"10200","errorGroup":"UNKNOWN"}}', 422, Unknown("gateway_unclear", "10200")),
        ('{"errors":{"errorCode":"1003"}}', 401, Refused("wrong_keys", "1003")),
        ('{"errors":{"errorCode":"2001"}}', 400, Refused("request_refused", "2001")),
        ('{"errors":{"errorCode":"2001"},"data":{"id":7001}}', 200, Refused("request_refused", "2001")),
        ('{"errors":null,"data":null}', 200, Unknown("answer_unreadable")),
    ],
)
def test_errors_as_recorded(raw: str, status: int, outcome: object) -> None:
    assert run_in_memory(oderopay().place(order()), replay(answer(raw, status))) == outcome


@pytest.mark.parametrize(
    "group", ["MAY_HAVE_ALREADY_REFUNDED", "ORDER_ID_ALREADY_USED", "NO_RESPONSE", "REQUEST_BLOCKED_BY_BANK", "UNKNOWN"]
)
def test_groups_that_leave_the_outcome_open(group: str) -> None:
    raw = {"errors": {"errorCode": "10297", "errorGroup": group}}
    found = run_in_memory(oderopay().release(HOLD, RESERVATION), replay(answer(raw, 422)))
    assert found == Unknown("gateway_unclear", "10297")


@pytest.mark.parametrize("status", [200, 404, 422])
def test_a_wrong_state_is_asked_about(status: int) -> None:
    raw = answer({"errors": {"errorCode": "2103", "errorDescription": "…"}}, status)
    for conversation in (oderopay().capture(HOLD, lira(100), "k"), oderopay().complete(HOLD, PAGE)):
        assert run_in_memory(conversation, replay(raw)) == Unknown("in_progress", "2103")


@pytest.mark.parametrize("status", [200, 400, 404, 422])
def test_a_completion_refused_without_a_group_is_asked_about(status: int) -> None:
    """A one-step POS whose return did not say so has moved the money by then."""
    raw = answer({"errors": {"errorCode": "2102", "errorDescription": "…"}}, status)
    assert run_in_memory(oderopay().complete(HOLD, PAGE), replay(raw)) == Unknown("in_progress", "2102")


@pytest.mark.parametrize(
    "change",
    [
        {"paymentStatus": "FAILURE"},
        {"paymentStatus": "CALLBACK_THREEDS"},
        {"paymentStatus": None},
        {"paymentPhase": "POST_AUTH"},
        {"paymentPhase": None},
        {"price": 1501},
        {"walletPrice": 1},
        {"id": None},
        {"id": "7001x"},
        {"id": 10**25},
    ],
)
def test_a_hold_that_does_not_agree_is_unclear(change: Mapping[str, object]) -> None:
    fields = changed(oderopay_payment("place"), **change)
    assert isinstance(run_in_memory(oderopay().place(order()), replay(answer({"data": fields}))), Unknown)


def test_a_hold_answered_as_a_sale_is_charged_and_the_other_way_round_is_unclear() -> None:
    sold = run_in_memory(oderopay().place(order()), replay(answer({"data": oderopay_payment("sale")})))
    assert isinstance(sold, Approved)
    assert sold.phase == "charged"
    held = answer({"data": oderopay_payment("place")})
    assert run_in_memory(oderopay().place(order(purpose="sale")), replay(held)) == Unknown(
        "mismatch", payment_id="7001"
    )


def test_the_body_of_a_deposit() -> None:
    request = next(oderopay(merchant_id="42").place(order(return_address="https://return.invalid/3ds/t")))
    assert request.target == "/payment/v1/card-payments/3ds-init"
    sent = body(request)
    assert sent["callbackUrl"] == "https://return.invalid/3ds/t"
    assert (sent["conversationId"], sent["paymentPhase"], sent["walletPrice"]) == (KEY, "PRE_AUTH", 0)
    assert sent["items"] == [{"externalId": "room-204", "name": "Oda depozitosu", "price": 1500}]
    assert b'"price":1500,' in request.body
    assert header(request, "merchantId") == "42"
    assert "merchantId" not in dict(next(oderopay().place(order())).headers)


@pytest.mark.parametrize("payment_id", ["", "7001/../1", "7001?x=1", "abc", "٧٠٠١", "1" * 30])
def test_nothing_but_digits_becomes_part_of_an_address(payment_id: str) -> None:
    held = HOLD._replace(payment_id=payment_id)
    for conversation in (
        oderopay().capture(held, lira(100), "k"),
        oderopay().release(held, "k"),
        oderopay().complete(held, ReturnedPage("authenticated", payment_id)),
        oderopay().look_up_bin(payment_id if len(payment_id) < 9 else "x"),
    ):
        with pytest.raises(ValueError, match=r"digits|authenticated"):
            next(conversation)
