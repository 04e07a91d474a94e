"""Holds, sales, captures, voids and refunds at the practice AHL Pay (§7.1, §7.3 to §7.5, §7.13, §10 to §12)."""

import re

import pytest

from frontdesk.practice.bank import DAY, Bank
from frontdesk.practice.exchange import Response
from frontdesk.practice.ground import Ground
from tests.practice.ahlpay_client import ORDER, AhlPay
from tests.practice.clients import Answer, Fields
from tests.practice.test_ahlpay_door import switched


def code_of(held: Answer) -> str:
    return str(held.part("data")["authCode"])


def test_a_hold_answers_with_the_object_of_the_notes(ahl: AhlPay, bank: Bank) -> None:
    held = ahl.holds(rnd="2026030914301244093551")
    assert (held.status, held["isSuccess"], held["errorCode"]) == (200, True, None)
    data = held.part("data")
    assert re.fullmatch(r"S\d{5}", str(data.pop("authCode")))
    assert re.fullmatch(r"616312\d{6}", str(data.pop("hostReferenceNumber")))  # 12 June 2026, noon in Istanbul
    assert data == {
        "orderId": ORDER,
        "responseCode": "00",
        "rnd": "2026030914301244093551",
        "cardNumber": "415565******0007",
        "installmentCount": "0",
        "totalAmount": "150000",
        "amount": "150000",
        "responseHash": None,
        "responseMessage": "İşlem başarılıdır.",
        "vposId": "0",
        "extraData": None,
        "transId": None,
        "merchantId": "900451",
        "icaNumber": 0,
        "origin": None,
        "callbackUrl": None,
    }
    assert [(one.state, one.order.amount, one.order.currency) for one in bank.all()] == [("held", 150000, "TRY")]
    assert bank.executions["ahlpay", "place"] == bank.requests["ahlpay", "place"] == 1


def test_a_sale_without_three_d_secure(ahl: AhlPay, bank: Bank, ground: Ground) -> None:
    assert ahl.sells()["isSuccess"]
    assert (ahl.status(), bank.executions["ahlpay", "sale"]) == ("AUTH", 1)
    assert ahl.sells(orderId="ikinci", cvv=None)["errorCode"] == "AH400"
    switched(ground, no_cvv=True)
    assert ahl.sells(orderId="ikinci", cvv=None)["isSuccess"]
    assert ahl.holds(orderId="ucuncu", cvv=None).status == 400


@pytest.mark.parametrize(
    "wrong",
    [
        {"txnType": "Auth"},
        {"txnType": "preAuth"},
        {"currency": "392"},
        {"currency": "TRY"},
        {"installmentCount": "3"},
        {"installmentCount": "x"},
        {"expiryDateYear": "30"},
        {"expiryDateMonth": "13"},
        {"orderId": " "},
    ],
)
def test_a_hold_that_is_not_understood(ahl: AhlPay, bank: Bank, wrong: Fields) -> None:
    refused = ahl.holds(**wrong)
    assert (refused.status, refused["errorCode"], refused["data"]) == (200, "AH400", None)
    assert not list(bank.all())


def test_an_order_number_is_used_up_by_any_attempt(ahl: AhlPay, bank: Bank) -> None:
    assert ahl.holds(cvv="000")["errorCode"] == "82"
    again = ahl.holds()
    assert (again["isSuccess"], again["errorCode"]) == (False, "AH409")
    assert ahl.sells()["errorCode"] == ahl.starts_challenge()["errorCode"] == "AH409"
    assert bank.executions["ahlpay", "place"] == 0


@pytest.mark.parametrize(
    ("card", "code"),
    [
        ({"cardNumber": "4155650000000056"}, "05"),
        ({"cardNumber": "4155650000000148"}, "14"),
        ({"cardNumber": "4155650000000510"}, "51"),
        ({"cardNumber": "4155650000000544"}, "54"),
        ({"cardNumber": "4155650000000577"}, "57"),
        ({"cardNumber": "4155650000000619"}, "61"),
        ({"cardNumber": "4155650000000916"}, "91"),
        ({"cardNumber": "4242424242424242"}, "14"),
        ({"cardNumber": "12"}, "14"),
        ({"expiryDateYear": "2026", "expiryDateMonth": "05"}, "54"),
        ({"cvv": "715"}, "82"),
    ],
)
def test_cards_that_the_bank_refuses(ahl: AhlPay, bank: Bank, ground: Ground, card: Fields, code: str) -> None:
    refused = ahl.holds(**card)
    assert (refused.status, refused["isSuccess"], refused["errorCode"], refused["data"]) == (200, False, code, None)
    asked = ahl.asks()
    assert (asked["isSuccess"], asked["errorCode"]) == (False, code)
    assert (asked.part("data")["txnStatus"], asked.part("data")["authCode"]) == ("FAIL", "")
    assert bank.executions["ahlpay", "place"] == 0
    switched(ground, failure_data=True)
    assert ahl.holds(orderId="ikinci", **card).part("data")["responseCode"] == code


@pytest.mark.parametrize(
    "card",
    [
        {"cardNumber": "4155650100416111", "expiryDateMonth": "01", "expiryDateYear": "2050", "cvv": "715"},
        {"cardNumber": "4155650100416111"},
        {"cardNumber": "4355084355084358", "cvv": "000"},
        {"cardNumber": "4508034508034509", "cvv": "000"},
        {"cardNumber": "4155650000000304"},
        {"expiryDateYear": "2026", "expiryDateMonth": "06"},
    ],
)
def test_cards_that_are_approved(ahl: AhlPay, card: Fields) -> None:
    assert ahl.holds(**card)["isSuccess"]


def test_a_capture_has_codes_of_its_own(ahl: AhlPay, bank: Bank) -> None:
    held = ahl.holds()
    taken = ahl.captures(code_of(held), "130050").part("data")
    assert (taken["totalAmount"], taken["amount"], taken["orderId"]) == ("130050", "130050", ORDER)
    assert re.fullmatch(r"S\d{5}", str(taken["authCode"]))
    for name in ("authCode", "hostReferenceNumber"):
        assert taken[name] != held.part("data")[name]
    asked = ahl.asks().part("data")
    assert (asked["txnStatus"], asked["totalAmount"], asked["authCode"]) == ("POSTAUTH", "130050", taken["authCode"])
    again = ahl.captures(code_of(held), "1000")
    assert (again["isSuccess"], again["errorCode"]) == (False, "AH410")
    assert bank.executions["ahlpay", "capture"] == 1


def test_a_capture_wants_the_holds_code_and_a_known_order(ahl: AhlPay, bank: Bank) -> None:
    held = ahl.holds()
    wrong = "S" + str((int(code_of(held)[1:]) + 1) % 100_000).zfill(5)
    assert ahl.captures(wrong, "150000")["errorCode"] == "12"
    assert ahl.captures(code_of(held), "150000", "another")["errorCode"] == "AH404"
    ahl.holds(orderId="declined", cardNumber="4155650000000056")
    assert ahl.captures("", "150000", "declined")["errorCode"] == "AH410"
    assert bank.executions["ahlpay", "capture"] == 0


@pytest.mark.parametrize(
    ("ways", "amount", "right"),
    [
        ({}, "115000", True),
        ({}, "115001", False),
        ({}, "1", True),
        ({"margin_lower": True}, "85000", True),
        ({"margin_lower": True}, "84999", False),
        ({"margin_up_bp": 2000, "margin_down_bp": 2000, "margin_lower": True}, "120000", True),
        ({"margin_up_bp": 2000, "margin_down_bp": 2000, "margin_lower": True}, "79999", False),
        ({"margin_up_bp": 0}, "100001", False),
    ],
)
def test_the_margins_of_the_bank(ahl: AhlPay, ground: Ground, ways: Fields, amount: str, right: bool) -> None:
    switched(ground, **ways)
    taken = ahl.captures(code_of(ahl.holds("100000")), amount)
    assert taken["isSuccess"] is right
    assert (ahl.status(), taken["errorCode"]) == (("POSTAUTH", None) if right else ("PREAUTH", "13"))


def test_an_issuer_that_takes_the_whole_hold_only(ahl: AhlPay, ground: Ground) -> None:
    ground.switches = ground.switches._replace(amount_fixed=True)
    code = code_of(ahl.holds())
    assert ahl.captures(code, "149999")["errorCode"] == "13"
    assert ahl.captures(code, "150000")["isSuccess"]


@pytest.mark.parametrize("amount", ["150000", "999999900"])
def test_a_void_lifts_a_hold_on_any_day(ahl: AhlPay, bank: Bank, amount: str) -> None:
    held = ahl.holds()
    bank.advance(5 * DAY)
    ahl.logs_in()
    freed = ahl.voids(amount)
    assert (freed["isSuccess"], freed["data"], ahl.status()) == (True, None, "VOID")
    assert ahl.voids()["errorCode"] == "AH410"
    assert ahl.captures(code_of(held), "150000")["errorCode"] == "AH410"
    assert ahl.refunds("1")["errorCode"] == "AH410"
    assert bank.executions["ahlpay", "release"] == 1


def test_a_capture_is_voided_on_its_day_only(ahl: AhlPay, bank: Bank) -> None:
    ahl.captures(code_of(ahl.holds()), "130000")
    ahl.sells(orderId="satış")
    assert ahl.voids()["isSuccess"]
    assert (ahl.status(), [one.given_back for one in bank.all()]) == ("VOID", [130000, 0])
    bank.advance(12 * 3600)
    ahl.logs_in()
    refused = ahl.voids(order="satış")
    assert (refused["isSuccess"], refused["errorCode"]) == (False, "AH410")
    assert ahl.refunds("150000", "satış")["isSuccess"]


def test_refunds_in_parts_up_to_what_was_captured(ahl: AhlPay, bank: Bank) -> None:
    code = code_of(ahl.holds())
    assert ahl.refunds("1000")["errorCode"] == "AH410"
    ahl.captures(code, "130000")
    part = ahl.refunds("48050").part("data")
    assert (part["totalAmount"], part["responseCode"]) == ("48050", "00")
    assert part["authCode"] not in ("", code)
    assert ahl.status() == "PARTIALREFUND"
    assert ahl.voids()["errorCode"] == "AH410"
    above = ahl.refunds("81951")
    assert (above["errorCode"], above["message"]) == ("13", "İade tutarı kalan tutardan büyük olamaz.")
    bank.advance(3 * DAY)
    ahl.logs_in()
    assert ahl.refunds("81950")["isSuccess"]
    assert (ahl.status(), ahl.refunds("1")["errorCode"]) == ("REFUND", "AH410")
    assert bank.executions["ahlpay", "refund"] == 2


def test_undoing_what_is_not_there_or_not_so(ahl: AhlPay) -> None:
    assert (ahl.voids()["errorCode"], ahl.refunds("1")["errorCode"]) == ("AH404", "AH404")
    assert ahl.voids()["message"] == "İptal edilecek işlem bulunamadı."
    ahl.holds()
    assert ahl.call("Void", ahl.undo("Void", "1") | {"txnType": "Refund"})["errorCode"] == "AH400"
    assert ahl.call("Refund", ahl.undo("Refund", "1") | {"currency": "840"})["errorCode"] == "AH400"


def test_a_bank_that_does_not_lift_holds(ahl: AhlPay, ground: Ground) -> None:
    ground.switches = ground.switches._replace(void_refused=True)
    ahl.holds()
    assert (ahl.voids()["errorCode"], ahl.status()) == ("12", "PREAUTH")


def test_a_lapsed_hold_still_reads_as_one_but_moves_nothing(ahl: AhlPay, bank: Bank) -> None:
    code = code_of(ahl.holds())
    bank.advance(31 * DAY)
    ahl.logs_in()
    assert ahl.status() == "PREAUTH"
    assert ahl.captures(code, "150000")["errorCode"] == "12"
    assert ahl.voids()["errorCode"] == "12"


def test_evil_cards_at_the_counter(ahl: AhlPay, bank: Bank) -> None:
    stubborn = code_of(ahl.holds(orderId="a", cardNumber="4155650000000130"))
    assert [ahl.captures(stubborn, amount, "a")["errorCode"] for amount in ("150000", "1")] == ["13", "13"]
    cut = code_of(ahl.holds(orderId="b", cardNumber="4155650000000965"))
    assert ahl.captures(cut, "140000", "b").way == "drop"
    assert (ahl.status("b"), bank.executions["ahlpay", "capture"]) == ("POSTAUTH", 1)
    ahl.holds(orderId="c", cardNumber="4155650000000122")
    told = ahl.asks("c").part("data")
    assert (told["totalAmount"], told["amount"], told["txnStatus"]) == ("150001", "150001", "PREAUTH")


@pytest.mark.parametrize("service", ["PreAuth", "PaymentNon3D", "Payment3DWithEventRedirect"])
def test_a_start_that_ends_in_http_500(ahl: AhlPay, bank: Bank, service: str) -> None:
    kind = "Auth" if service == "PaymentNon3D" else "PreAuth"
    urls = {"okUrl": "http://127.0.0.1:9/a", "failUrl": "http://127.0.0.1:9/b"}
    order = ahl.order(cardNumber="4155650000000999", txnType=kind, **urls)
    answer: Response = ahl.sends(f"/api/Payment/{service}", ahl.hashed(order))
    assert (answer.status, answer.content_type) == (500, "text/html; charset=utf-8")
    assert (ahl.status(), ahl.holds()["errorCode"]) == ("AH404", "AH409")
    assert not list(bank.all())


def test_the_bank_keeps_no_card_number(ahl: AhlPay, ground: Ground) -> None:
    ahl.holds()
    ahl.holds(orderId="b", cardNumber="4242424242424242")
    kept = repr([*ground.bank.all()]) + repr(vars(ground.states["ahlpay"])) + repr(ground.challenges.all())
    assert "4155650000000007" not in kept
    assert "4242424242424242" not in kept
    assert "'123'" not in kept
