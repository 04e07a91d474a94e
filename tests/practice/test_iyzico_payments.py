"""Holds, captures, cancels and refunds at the practice iyzico (iyzico notes §6, §8 to §10, §17, §21)."""

from decimal import Decimal

import pytest

from frontdesk.practice.bank import DAY, Bank
from frontdesk.practice.ground import Ground
from tests.practice.clients import CARD, Fields, Iyzico


def test_a_hold_is_answered_as_the_notes_show(iyz: Iyzico, bank: Bank) -> None:
    held = iyz.holds()
    assert (held["status"], held["phase"], held["fraudStatus"]) == ("success", "PRE_AUTH", 1)
    assert (held["price"], held["paidPrice"], held["installment"]) == (1500, 1500, 1)
    assert (held["binNumber"], held["lastFourDigits"], held["cardFamily"]) == ("552879", "0008", "Paraf")
    assert (held["conversationId"], held["basketId"]) == ("hold-7f3a-1", "dep-7f3a")
    assert len(held.text("paymentId")) == 8
    line = held.rows("itemTransactions")[0]
    assert (line["itemId"], line["transactionStatus"]) == ("room-204", 2)
    assert line["merchantPayoutAmount"] == Decimal("1447.4")
    assert [one.state for one in bank.all("iyzico")] == ["held"]


def test_a_capture_keeps_the_ids_and_tells_what_was_taken(iyz: Iyzico, bank: Bank) -> None:
    held = iyz.holds()
    taken = iyz.captures(held["paymentId"], "850.5")
    assert (taken["phase"], taken["paidPrice"], taken["price"]) == ("POST_AUTH", Decimal("850.5"), 1500)
    assert taken["paymentId"] == held["paymentId"]
    assert taken.text("hostReference").endswith("-02")
    line, before = taken.rows("itemTransactions")[0], held.rows("itemTransactions")[0]
    assert line["paymentTransactionId"] == before["paymentTransactionId"]
    assert [one.taken for one in bank.all()] == [85050]
    again = iyz.captures(held["paymentId"], "850.5")
    assert (again["errorCode"], again["paymentId"]) == ("5082", held["paymentId"])
    assert bank.executions["iyzico", "capture"] == 1


@pytest.mark.parametrize(("amount", "code"), [("1725.00", None), ("1725.01", "10248"), ("0", "11"), ("-1", "11")])
def test_a_capture_may_exceed_the_hold_by_the_margin(iyz: Iyzico, amount: str, code: str | None) -> None:
    held = iyz.holds()
    assert iyz.captures(held["paymentId"], amount).body.get("errorCode") == code


def test_an_issuer_that_takes_no_other_amount(iyz: Iyzico, ground: Ground) -> None:
    ground.switches = ground.switches._replace(amount_fixed=True)
    held = iyz.holds()
    assert iyz.captures(held["paymentId"], "850.5")["errorCode"] == "10012"
    assert iyz.captures(held["paymentId"], "1500")["phase"] == "POST_AUTH"


def test_a_release_is_unsigned_and_done_once(iyz: Iyzico, bank: Bank) -> None:
    held = iyz.holds()
    freed = iyz.cancels(held["paymentId"])
    assert (freed["status"], freed["price"], freed["currency"]) == ("success", 1500, "TRY")
    assert not {"signature", "phase"} & set(freed.body)
    assert iyz.cancels(held["paymentId"])["errorCode"] == "8514"
    assert iyz.captures(held["paymentId"], "10")["errorCode"] == "5082"
    assert bank.executions["iyzico", "release"] == 1
    asked = iyz.asks(paymentId=held["paymentId"])
    assert (asked["paymentStatus"], asked["phase"]) == ("SUCCESS", "PRE_AUTH")  # a cancel does not show (§12.1)
    report = iyz.reads_report(paymentConversationId="hold-7f3a-1")[0]
    assert report["paymentRefundStatus"] == "TOTALLY_REFUNDED"
    assert isinstance(report["cancels"], list)
    assert report["cancels"][0]["cancelConversationId"] == "hold-7f3a-cxl-1"


def test_a_capture_can_be_cancelled_on_the_same_day_only(iyz: Iyzico, bank: Bank) -> None:
    first, second = iyz.holds()["paymentId"], iyz.holds()["paymentId"]
    for payment in (first, second):
        iyz.captures(payment, "850.5")
    assert iyz.cancels(first)["price"] == Decimal("850.5")
    bank.advance(DAY)
    assert iyz.cancels(second)["errorCode"] == "10012"
    assert iyz.refunds(first, "1")["errorCode"] == "8514"


def test_refunds_until_nothing_is_left(iyz: Iyzico, bank: Bank) -> None:
    held = iyz.holds()
    assert iyz.refunds(held["paymentId"], "1")["errorCode"] == "10012"  # nothing was taken yet
    iyz.captures(held["paymentId"], "850.5")
    first = iyz.refunds(held["paymentId"], "200")
    assert (first["price"], first["transactionType"], first["retryable"]) == (200, "REFUND", False)
    line = held.rows("itemTransactions")[0]["paymentTransactionId"]
    by_line: Fields = {"paymentTransactionId": line, "price": "650.50", "conversationId": "hold-7f3a-ref-2"}
    assert iyz.call("POST", "/payment/refund", by_line)["paymentTransactionId"] == line
    over = iyz.refunds(held["paymentId"], "0.01")
    assert (over["errorCode"], over["paymentId"], over["price"]) == ("10248", held["paymentId"], Decimal("0.01"))
    assert bank.executions["iyzico", "refund"] == 2
    report = iyz.reads_report(paymentId=held.text("paymentId"))[0]
    assert isinstance(report["itemTransactions"], list)
    refunds = report["itemTransactions"][0]["refunds"]
    assert [one["refundConversationId"] for one in refunds] == ["hold-7f3a-ref-1", "hold-7f3a-ref-2"]


def test_a_refund_by_line_goes_up_to_that_lines_share(iyz: Iyzico) -> None:
    order = iyz.order("100.00")
    lines = order["basketItems"]
    assert isinstance(lines, list)
    order["basketItems"] = [lines[0] | {"price": "33.33"}, lines[0] | {"id": "b", "price": "66.67"}]
    sold = iyz.call("POST", "/payment/auth", order)
    assert sold["phase"] == "AUTH"
    small, large = (row["paymentTransactionId"] for row in sold.rows("itemTransactions"))
    over: Fields = {"paymentTransactionId": small, "price": "33.34"}
    assert iyz.call("POST", "/payment/refund", over)["errorCode"] == "10248"
    assert iyz.call("POST", "/payment/refund", over | {"price": "33.33"})["status"] == "success"
    rest: Fields = {"paymentTransactionId": large, "price": "66.67"}
    assert iyz.call("POST", "/payment/refund", rest)["status"] == "success"


@pytest.mark.parametrize(
    ("number", "code", "group"),
    [
        ("4111111111111129", "10051", "NOT_SUFFICIENT_FUNDS"),
        ("4129111111111111", "10005", "DO_NOT_HONOUR"),
        ("4128111111111112", "10012", "INVALID_TRANSACTION"),
        ("4127111111111113", "10041", "LOST_CARD"),
        ("4126111111111114", "10043", "STOLEN_CARD"),
        ("4125111111111115", "10054", "EXPIRED_CARD"),
        ("4124111111111116", "10084", "INVALID_CVC2"),
        ("4123111111111117", "10057", "NOT_PERMITTED_TO_CARDHOLDER"),
        ("4122111111111118", "10058", "NOT_PERMITTED_TO_TERMINAL"),
        ("4121111111111119", "10034", "FRAUD_SUSPECT"),
        ("4120111111111110", "10041", "PICKUP_CARD"),
        ("4130111111111118", "10204", "UNKNOWN"),
        ("4151111111111393", "10093", "RESTRICTED_BY_LAW"),
        ("5890040000000016", "10217", "DEBIT_CARDS_REQUIRES_3DS"),
        ("4242424242424242", "10215", "INVALID_CARD_NUMBER"),
    ],
)
def test_cards_that_the_bank_refuses(iyz: Iyzico, bank: Bank, number: str, code: str, group: str) -> None:
    refused = iyz.holds(cardNumber=number)
    assert (refused.status, refused["errorCode"], refused["errorGroup"]) == (200, code, group)
    assert "signature" not in refused.body
    assert not any(one.state == "held" for one in bank.all())


def test_the_card_that_only_authorises(iyz: Iyzico) -> None:
    held = iyz.holds(cardNumber="5406670000000009")
    for step in (iyz.captures(held["paymentId"], "100"), iyz.cancels(held["paymentId"])):
        assert (step["status"], step["errorGroup"]) == ("failure", "INVALID_TRANSACTION")


def _without(order: Fields, *path: str) -> Fields:
    if len(path) == 1:
        return {name: value for name, value in order.items() if name != path[0]}
    part = order[path[0]]
    assert isinstance(part, dict)
    return order | {path[0]: _without(part, *path[1:])}


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (("price",), "5004"),
        (("paidPrice",), "24"),
        (("paymentCard",), "11"),
        (("buyer",), "11"),
        (("billingAddress",), "11"),
        (("basketItems",), "11"),
        (("buyer", "email"), "3"),
        (("buyer", "identityNumber"), "8"),
        (("buyer", "city"), "24"),
        (("paymentCard", "cardHolderName"), "16"),
        (("paymentCard", "cvc"), "24"),
        (("buyer", "gsmNumber"), None),
        (("buyer", "ip"), None),
        (("shippingAddress",), None),
        (("currency",), None),
        (("conversationId",), None),
        (("basketId",), None),
    ],
)
def test_missing_fields(iyz: Iyzico, path: tuple[str, ...], code: str | None) -> None:
    answer = iyz.call("POST", "/payment/preauth", _without(iyz.order(), *path))
    assert answer.body.get("errorCode") == code
    assert ("conversationId" in answer.body) == (path != ("conversationId",))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"price": "1500.01"}, "5062"),
        ({"paidPrice": "1600"}, None),
        ({"price": 1500, "paidPrice": 1500.0}, None),
        ({"price": 1500.005}, "11"),
        ({"currency": "JPY"}, "11"),
        ({"currency": "USD"}, "5184"),
        ({"conversationId": "x" * 256}, "20"),
        ({"basketItems": "none"}, "11"),
    ],
)
def test_amounts_and_words_that_do_not_fit(iyz: Iyzico, change: Fields, code: str | None) -> None:
    assert iyz.call("POST", "/payment/preauth", iyz.order() | change).body.get("errorCode") == code


@pytest.mark.parametrize(
    ("card", "code"),
    [
        ({"cardNumber": "5528790000000009"}, "12"),
        ({"cardNumber": "55287900"}, "12"),
        ({"expireMonth": "13"}, "13"),
        ({"expireYear": "20x"}, "14"),
        ({"expireYear": "2026", "expireMonth": "05"}, "17"),
        ({"expireYear": "26", "expireMonth": "06"}, None),
        ({"cvc": "12"}, "15"),
        ({"cardNumber": "374427000000003", "cvc": "0000"}, None),
    ],
)
def test_card_fields_that_do_not_fit(iyz: Iyzico, card: Fields, code: str | None) -> None:
    order = iyz.order() | {"paymentCard": CARD | card}
    assert iyz.call("POST", "/payment/preauth", order).body.get("errorCode") == code


def test_a_foreign_card_pays_in_dollars(iyz: Iyzico) -> None:
    order = iyz.order(cardNumber="5400010000000004") | {"currency": "USD"}
    held = iyz.call("POST", "/payment/preauth", order)
    assert (held["currency"], held["cardAssociation"]) == ("USD", "MASTER_CARD")
    assert "cardType" not in held.body


@pytest.mark.parametrize("body", [b"", b"[]", b"nonsense", b'{"a":"\\ud800"}', b"[" * 100_000, b'{"price":NaN}'])
def test_bodies_that_are_no_json_object(iyz: Iyzico, body: bytes) -> None:
    assert iyz.call("POST", "/payment/preauth", raw=body)["errorCode"] == "11"


def test_an_empty_telephone_number_spoils_the_signature(iyz: Iyzico) -> None:
    order = iyz.order()
    buyer = order["buyer"]
    assert isinstance(buyer, dict)
    order["buyer"] = buyer | {"gsmNumber": ""}
    assert iyz.call("POST", "/payment/preauth", order)["errorCode"] == "1000"


def test_messages_come_in_the_language_asked_for(iyz: Iyzico) -> None:
    order = iyz.order(cardNumber="4111111111111129")
    assert iyz.call("POST", "/payment/preauth", order)["errorMessage"] == "Kart limiti yetersiz, yetersiz bakiye"
    english = iyz.call("POST", "/payment/preauth", order | {"locale": "en"})
    assert (english["errorMessage"], english["locale"]) == ("Not sufficient funds", "en")


def test_the_same_wish_twice_makes_two_holds(iyz: Iyzico, bank: Bank) -> None:
    assert iyz.holds()["paymentId"] != iyz.holds()["paymentId"]
    assert bank.executions["iyzico", "place"] == 2


def test_a_hold_lapses_by_the_banks_clock(iyz: Iyzico, bank: Bank) -> None:
    held = iyz.holds()
    bank.advance(31 * DAY)
    assert iyz.captures(held["paymentId"], "10")["errorCode"] == "5082"
    assert [one.state for one in bank.all()] == ["lapsed"]


def test_unknown_payments_and_addresses(iyz: Iyzico) -> None:
    for answer in (iyz.captures("1", "1"), iyz.cancels("x"), iyz.refunds("1", "1"), iyz.asks(paymentId="1")):
        assert answer["errorCode"] == "5087"
    assert iyz.call("POST", "/payment/nowhere", {}).status == 404
