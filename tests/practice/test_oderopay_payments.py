"""Holds, captures and refunds at the practice ÖderoPay (ÖderoPay notes §6, §8, §10, §17, §19)."""

from decimal import Decimal

import pytest

from frontdesk.practice.bank import DAY, Bank
from frontdesk.practice.ground import Ground
from tests.practice.clients import ODERO_CARD, Fields, Oderopay

PAY = "/payment/v1/card-payments"


def test_a_hold_is_answered_as_the_notes_show(odero: Oderopay, bank: Bank) -> None:
    held = odero.holds()
    assert (held["paymentStatus"], held["paymentPhase"], held["isThreeDS"]) == ("SUCCESS", "PRE_AUTH", False)
    assert (held["price"], held["paidPrice"]) == (Decimal("1500.5"), Decimal("1500.5"))
    assert (held["binNumber"], held["lastFourDigits"], held["cardBrand"]) == ("525864", "0001", "World")
    assert held["createdDate"] == "2026-06-12T12:00:00"
    item = held.rows("paymentTransactions")[0]
    assert (item["externalId"], item["transactionStatus"]) == ("DEP-184", "WAITING_FOR_APPROVAL")
    assert [one.order.amount for one in bank.all("oderopay")] == [150050]


def test_a_capture_is_done_once_and_never_above_the_hold(odero: Oderopay, bank: Bank) -> None:
    held = odero.holds()
    above = odero.captures(held["id"], 1500.51)
    assert (above.status, above["errorCode"], above["errorGroup"]) == (422, "2104", None)
    taken = odero.captures(held["id"], 1250.5)
    assert (taken["id"], taken["paymentPhase"], taken["paidPrice"]) == (held["id"], "POST_AUTH", Decimal("1250.5"))
    assert odero.captures(held["id"], 1)["errorCode"] == "2103"
    assert odero.captures(held["id"], 0)["errorCode"] == "2001"
    assert odero.captures(1, 1).status == 404
    assert odero.reads(held["id"])["paymentPhase"] == "POST_AUTH"
    assert bank.executions["oderopay", "capture"] == 1


def test_giving_back_an_uncaptured_hold_is_a_cancel(odero: Oderopay, bank: Bank) -> None:
    held = odero.holds()
    freed = odero.gives_back(held["id"])
    assert (freed["status"], freed["refundType"], freed["refundPrice"]) == ("SUCCESS", "CANCEL", Decimal("1500.5"))
    assert freed["paymentTransactionRefunds"] == []
    again = odero.gives_back(held["id"])
    assert (again.status, again["errorGroup"]) == (422, "MAY_HAVE_ALREADY_REFUNDED")
    assert odero.call("GET", f"/payment/v1/refunds/{freed['id']}")["id"] == freed["id"]
    listed = odero.searches("RZV-2026-000184")[0]["paymentRefunds"]
    assert isinstance(listed, list)
    assert [one["id"] for one in listed] == [freed["id"]]
    assert bank.executions["oderopay", "release"] == 1


def test_giving_back_a_capture_is_a_cancel_today_and_a_refund_tomorrow(odero: Oderopay, bank: Bank) -> None:
    today, later = odero.holds()["id"], odero.holds()["id"]
    for payment in (today, later):
        odero.captures(payment, 1250.5)
    cancel = odero.gives_back(today)
    assert (cancel["refundType"], cancel["refundPrice"]) == ("CANCEL", Decimal("1250.5"))
    bank.advance(DAY)
    refund = odero.gives_back(later)
    assert (refund["refundType"], refund["id"]) == ("REFUND", None)
    item = refund.rows("paymentTransactionRefunds")[0]
    assert (item["refundPrice"], item["paymentId"]) == (Decimal("1250.5"), later)
    assert odero.call("GET", f"/payment/v1/refund-transactions/{item['id']}")["status"] == "SUCCESS"


def test_item_refunds_are_for_sales_only(odero: Oderopay, ground: Ground) -> None:
    def gives_back_part(payment: dict[str, object], amount: float) -> object:
        rows = payment["paymentTransactions"]
        assert isinstance(rows, list)
        fields: Fields = {"paymentTransactionId": rows[0]["id"], "refundPrice": amount}
        answer = odero.call("POST", "/payment/v1/refund-transactions", fields)
        return answer.body.get("errorCode", answer.body.get("status"))

    held = odero.holds()
    assert gives_back_part(held.body, 1) == "2111"
    odero.captures(held["id"], 1250.5)
    assert gives_back_part(held.body, 1) == "2111"
    ground.switches = ground.switches._replace(item_refunds=True)
    assert gives_back_part(held.body, 1) == "SUCCESS"
    sold = odero.sells()
    assert gives_back_part(sold.body, 200.25) == "SUCCESS"
    assert gives_back_part(sold.body, 1300.26) == "2113"
    by_payment: Fields = {"paymentId": sold["id"], "refundPrice": 1300.25, "refundDestinationType": "BANK"}
    assert odero.call("POST", "/payment/v1/refund-transactions/byPaymentId", by_payment)["status"] == "SUCCESS"
    found = odero.call("GET", f"/payment/v1/refund-transactions?paymentId={sold['id']}")
    assert (len(found.rows("items")), found["size"]) == (2, 2)


@pytest.mark.parametrize(
    ("number", "code", "group"),
    [
        ("4102090000000000", "10051", "NOT_SUFFICIENT_FUNDS"),
        ("4102190000000008", "10005", "DO_NOT_HONOUR"),
        ("4102290000000006", "10012", "INVALID_TRANSACTION"),
        ("4102390000000004", "10057", "NOT_PERMITTED_TO_CARDHOLDER"),
        ("4102490000000002", "10043", "STOLEN_CARD"),
        ("4102990000000001", "10220", "DECLINED"),
        ("9792120000006667", "10051", "NOT_SUFFICIENT_FUNDS"),
        ("5342530000006660", "10217", "DEBIT_CARDS_REQUIRES_3DS"),
        ("5358810000006667", "10219", "REQUEST_TIMEOUT"),
        ("4242424242424242", "10215", "INVALID_CARD_NUMBER"),
    ],
)
def test_cards_that_the_bank_refuses(odero: Oderopay, number: str, code: str, group: str) -> None:
    refused = odero.holds(cardNumber=number)
    assert (refused.status, refused["errorCode"], refused["errorGroup"]) == (422, code, group)
    assert all(one["paymentStatus"] == "FAILURE" for one in odero.searches("RZV-2026-000184"))


def test_cards_that_fail_at_a_later_step(odero: Oderopay) -> None:
    held = odero.holds(cardNumber="4043150000006662")
    assert odero.captures(held["id"], 1)["errorGroup"] == "INVALID_TRANSACTION"
    for number, group in (("5530900000006667", "EXPIRED_PROVISION"), ("5400630000006667", "REQUIRES_DAY_END")):
        assert odero.gives_back(odero.holds(cardNumber=number)["id"])["errorGroup"] == group


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"price": 1500.6}, "2002"),
        ({"price": None}, "2001"),
        ({"paidPrice": 0}, "2001"),
        ({"paidPrice": 1400.5}, None),
        ({"paymentGroup": "PRODUCT"}, "2003"),
        ({"items": [{"price": 1500.5, "subMerchantId": 7}]}, "2003"),
        ({"items": [{"price": 1500.5, "subMerchantId": None}]}, None),
        ({"items": []}, "2001"),
        ({"walletPrice": 1}, "2004"),
        ({"walletPrice": None}, None),
        ({"posAlias": "epara-pos"}, "2005"),
        ({"currency": "GBP"}, "2001"),
        ({"installment": 0}, "2001"),
        ({"paymentPhase": "LATER"}, "2001"),
        ({"buyerId": None, "externalId": "x", "clientIp": "192.0.2.10"}, None),
        ({"card": {"cardUserKey": "k", "cardToken": "t"}}, "2404"),
        ({"card": {"cardToken": "t"}}, "2001"),
        ({"conversationId": None}, None),
    ],
)
def test_validations_of_a_hold(odero: Oderopay, change: Fields, code: str | None) -> None:
    assert odero.call("POST", PAY, odero.order() | change).body.get("errorCode") == code


@pytest.mark.parametrize(
    ("card", "code"),
    [
        ({"expireYear": "2020"}, "4152"),
        ({"expireYear": "44"}, "4152"),
        ({"expireMonth": "0"}, "2001"),
        ({"cvc": "00"}, "2001"),
        ({"cardNumber": "5258640000000002"}, "2001"),
        ({"cardHolderName": ""}, "2001"),
        ({"cardNumber": "375623000000006"}, "2001"),
        ({"cardNumber": "375623000000006", "cvc": "0000"}, None),
    ],
)
def test_validations_of_the_card(odero: Oderopay, card: Fields, code: str | None) -> None:
    answer = odero.call("POST", PAY, odero.order() | {"card": ODERO_CARD | card})
    assert answer.body.get("errorCode") == code
    assert answer.status == (400 if code else 200)


def test_a_lapsed_hold_can_neither_be_captured_nor_released(odero: Oderopay, bank: Bank) -> None:
    held = odero.holds()["id"]
    bank.advance(31 * DAY)
    assert odero.captures(held, 1)["errorCode"] == "2103"
    assert odero.gives_back(held)["errorGroup"] == "EXPIRED_PROVISION"


def test_a_body_that_is_no_json(odero: Oderopay) -> None:
    assert odero.call("POST", PAY)["errorCode"] == "1010"
