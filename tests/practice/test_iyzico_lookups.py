"""iyzico's look-ups: detail, reporting, BIN, instalments (iyzico notes §12, §13)."""

from frontdesk.practice.bank import Bank
from frontdesk.practice.ground import Ground
from tests.practice.clients import Iyzico


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
