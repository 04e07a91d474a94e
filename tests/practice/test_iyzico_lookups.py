"""iyzico's look-ups: detail, reporting, BIN, instalments (iyzico notes §12, §13)."""

from decimal import Decimal

import pytest

from frontdesk.practice.bank import Bank
from frontdesk.practice.ground import Ground
from frontdesk.practice.iyzico.ways import ways
from tests.practice.clients import Answer, Iyzico


def reads_day(iyz: Iyzico, day: str, page: int = 1) -> Answer:
    return iyz.call("GET", f"/v2/reporting/payment/transactions?page={page}&transactionDate={day}")


def test_a_payment_is_found_by_either_id(iyz: Iyzico) -> None:
    held = iyz.holds(key="hold-7f3a-1")
    by_key = iyz.asks(paymentConversationId="hold-7f3a-1", conversationId="hold-7f3a-q-1")
    assert (by_key["paymentId"], by_key["paymentStatus"]) == (held["paymentId"], "SUCCESS")
    assert by_key["conversationId"] == "hold-7f3a-q-1"
    by_both = iyz.asks(paymentId=held["paymentId"], paymentConversationId="hold-7f3a-1")
    assert by_both["paymentId"] == held["paymentId"]
    assert iyz.asks()["errorCode"] == "11"
    assert iyz.asks(paymentConversationId="hold-7f3a-2")["errorCode"] == "5087"


def test_a_declined_payment_is_found_as_a_failure(iyz: Iyzico) -> None:
    iyz.holds(key="hold-7f3a-9", cardNumber="4111111111111129")
    asked = iyz.asks(paymentConversationId="hold-7f3a-9")
    assert asked["paymentStatus"] == "FAILURE"
    assert "authCode" not in asked.body


def test_the_report_speaks_in_numbers_and_local_time(iyz: Iyzico) -> None:
    held = iyz.holds()
    report = iyz.reads_report(paymentId=held.text("paymentId"))[0]
    assert report["paymentId"] == int(held.text("paymentId"))
    assert report["createdDate"] == "2026-06-12T12:00:00Z"  # Istanbul's clock behind a Z (§12.2)
    assert (report["paymentRefundStatus"], report["paymentStatus"], report["cancels"]) == ("NOT_REFUNDED", 1, [])
    assert report["basketId"] != "dep-7f3a"
    assert iyz.reads_report(paymentId="1") == []


def test_the_day_list_has_payments_cancels_and_refunds(iyz: Iyzico, bank: Bank) -> None:
    iyz.cancels(iyz.holds()["paymentId"])
    taken = iyz.holds()["paymentId"]
    iyz.captures(taken, "850.5")
    iyz.refunds(taken, "1")
    bank.advance(86_400)
    iyz.holds()
    day = iyz.call("GET", "/v2/reporting/payment/transactions?page=1&transactionDate=2026-06-12")
    kinds = sorted(str(row["transactionType"]) for row in day.rows("transactions"))
    assert kinds == ["CANCEL", "PAYMENT", "PAYMENT", "REFUND"]
    assert (day["currentPage"], day["totalPageCount"]) == (1, 1)


def test_a_long_day_has_several_pages(iyz: Iyzico, ground: Ground) -> None:
    ground.ways["iyzico"] = ways(ground)._replace(report_rows=2)
    held = [int(iyz.holds(key=f"hold-{turn}").text("paymentId")) for turn in range(5)]
    read: list[object] = []
    for page in (1, 2, 3):
        day = reads_day(iyz, "2026-06-12", page)
        assert (day["currentPage"], day["totalPageCount"]) == (page, 3)
        read += [row["paymentId"] for row in day.rows("transactions")]
    assert read == held
    assert reads_day(iyz, "2026-06-12", 4).rows("transactions") == []
    assert reads_day(iyz, "2026-06-11")["totalPageCount"] == 1


def test_a_line_of_the_day_list_tells_all(iyz: Iyzico) -> None:
    held = iyz.holds()
    iyz.cancels(held["paymentId"])
    made, undone = reads_day(iyz, "2026-06-12").rows("transactions")
    assert (made["transactionType"], made["transactionDate"]) == ("PAYMENT", "2026-06-12 12:00:00")
    assert (made["conversationId"], made["paymentPhase"], made["paidPrice"]) == ("hold-7f3a-1", "PRE_AUTH", 1500)
    assert (made["basketId"], made["threeDS"], made["authCode"]) == ("dep-7f3a", 0, held["authCode"])
    assert (undone["transactionType"], undone["conversationId"]) == ("CANCEL", "hold-7f3a-cxl-1")
    assert undone["paymentId"] == made["paymentId"]


@pytest.mark.parametrize("day", ["", "12.06.2026", "2026-06"])
def test_a_day_that_is_none(iyz: Iyzico, day: str) -> None:
    assert reads_day(iyz, day)["errorCode"] == "11"


def test_a_bin_is_known_by_six_or_eight_digits(iyz: Iyzico, ground: Ground) -> None:
    for digits in ("552879", "55287900"):
        known = iyz.call("POST", "/payment/bin/check", {"binNumber": digits})
        assert (known["binNumber"], known["cardFamily"], known["bankCode"]) == (digits, "Paraf", 12)
    foreign = iyz.call("POST", "/payment/bin/check", {"binNumber": "540001"})
    assert "cardType" not in foreign.body
    assert iyz.call("POST", "/payment/bin/check", {"binNumber": "5528"})["errorCode"] == "5007"
    ground.switches = ground.switches._replace(bin_digits=8)
    assert iyz.holds()["binNumber"] == "55287900"


def test_debit_cards_ask_for_three_d_secure(iyz: Iyzico) -> None:
    debit = iyz.call("POST", "/payment/iyzipos/installment", {"price": "100", "binNumber": "589004"})
    entry = debit.rows("installmentDetails")[0]
    assert (entry["force3ds"], entry["cardType"]) == (1, "DEBIT_CARD")
    credit = iyz.call("POST", "/payment/iyzipos/installment", {"price": "100", "binNumber": "552879"})
    assert credit.rows("installmentDetails")[0]["force3ds"] == 0


def offers(iyz: Iyzico, **more: object) -> list[dict[str, object]]:
    return iyz.call("POST", "/payment/iyzipos/installment", {"price": "1500"} | more).rows("installmentDetails")


def counts(entry: dict[str, object]) -> list[object]:
    parts = entry["installmentPrices"]
    assert isinstance(parts, list)
    return [part["installmentNumber"] for part in parts]


def test_a_turkish_credit_card_pays_by_instalments(iyz: Iyzico) -> None:
    (entry,) = offers(iyz, binNumber="55287900")
    assert (entry["binNumber"], entry["bankName"], entry["cardFamilyName"]) == ("55287900", "Halk Bankası", "Paraf")
    assert counts(entry) == [1, 2, 3, 6, 9, 12]
    parts = entry["installmentPrices"]
    assert isinstance(parts, list)
    assert parts[0] == {"installmentPrice": 1500, "totalPrice": 1500, "installmentNumber": 1}
    assert parts[2] == {"installmentPrice": Decimal("517.5"), "totalPrice": Decimal("1552.5"), "installmentNumber": 3}


def test_debit_and_foreign_cards_pay_at_once(iyz: Iyzico) -> None:
    (debit,) = offers(iyz, binNumber="589004")
    (foreign,) = offers(iyz, binNumber="540001")
    assert counts(debit) == counts(foreign) == [1]
    assert set(foreign) == {"binNumber", "price", "force3ds", "installmentPrices"}


def test_without_a_bin_every_card_family_is_listed(iyz: Iyzico) -> None:
    families = [entry["cardFamilyName"] for entry in offers(iyz)]
    assert len(families) == len(set(families)) == 7
    assert all("binNumber" not in entry for entry in offers(iyz))


def test_instalments_that_cannot_be_asked_for(iyz: Iyzico) -> None:
    path = "/payment/iyzipos/installment"
    assert iyz.call("POST", path, {"binNumber": "552879"})["errorCode"] == "5004"
    assert iyz.call("POST", path, {"price": "1500", "binNumber": "5528"})["errorCode"] == "5007"


def test_a_hold_by_instalments_is_remembered(iyz: Iyzico) -> None:
    held = iyz.call("POST", "/payment/preauth", iyz.order() | {"installment": 3})
    assert (held["installment"], iyz.asks(paymentId=held["paymentId"])["installment"]) == (3, 3)
    debit = iyz.order(cardNumber="5890040000000016") | {"installment": 3}
    assert iyz.call("POST", "/payment/preauth", debit)["errorCode"] == "10218"
    assert iyz.call("POST", "/payment/preauth", iyz.order() | {"installment": 5})["errorCode"] == "11"
