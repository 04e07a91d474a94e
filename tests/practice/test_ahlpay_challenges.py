"""3D Secure at the practice AHL Pay: one step, in which the money moves on the bank's page (§7.2, §13.10, §13.11)."""

import pytest

from frontdesk.practice import ahlpay
from frontdesk.practice.bank import Bank
from frontdesk.practice.exchange import Request
from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Ground
from tests.practice.ahlpay_client import FAIL, OK, ORDER, AhlPay, Guest, sha512
from tests.practice.test_ahlpay_door import switched


def test_the_way_of_a_hold(ahl: AhlPay, ahl_guest: Guest, bank: Bank) -> None:
    started = ahl.starts_challenge("325000", rnd="2026030914253107481920")
    assert started["isSuccess"]
    assert "/_acs/start" in started.text("data")
    assert ahl.status() == "PENDING"
    page = ahl_guest.opens(started.text("data"))
    assert "3.250,00 TL" in page.text
    assert "415565******0007" in page.text
    back = ahl_guest.presses(page, "code", "123456")
    assert back.place == OK
    assert back.form
    assert list(back.form) == [
        "orderId",
        "responseCode",
        "rnd",
        "hostReferenceNumber",
        "authCode",
        "cardNumber",
        "installmentCount",
        "totalAmount",
        "amount",
        "responseHash",
        "responseMessage",
        "vposId",
        "transId",
        "merchantId",
        "icaNumber",
    ]
    assert (back.form["orderId"], back.form["rnd"], back.form["responseCode"]) == (
        ORDER,
        "2026030914253107481920",
        "00",
    )
    assert (back.form["responseHash"], back.form["transId"], back.form["icaNumber"]) == ("", "", "0")
    asked = ahl.asks().part("data")
    assert (asked["txnStatus"], asked["txnType"], asked["currency"]) == ("PREAUTH", "PreAuth", "949")
    assert (asked["totalAmount"], asked["authCode"]) == ("325000", back.form["authCode"])
    assert ahl.captures(back.form["authCode"], "298050")["isSuccess"]
    assert (bank.executions["ahlpay", "init"], bank.executions["ahlpay", "complete"]) == (1, 1)


def test_the_money_is_held_whatever_the_browser_does_next(
    ahl: AhlPay, ahl_guest: Guest, bank: Bank, ground: Ground
) -> None:
    ground.faults.add(Fault("lose_answer", "ahlpay", "callback"))
    ahl_guest.passes(ahl.starts_challenge())
    assert ahl.status() == "PREAUTH"
    assert bank.executions["ahlpay", "complete"] == 1


def test_a_second_return_tells_the_same_and_moves_nothing(
    ahl: AhlPay, ahl_guest: Guest, bank: Bank, ground: Ground
) -> None:
    first = ahl_guest.passes(ahl.starts_challenge())
    bridge = ground.accounts["ahlpay"]["base_url"] + "/_acs/result"
    again = ahl_guest.moves_on(ahl_guest.posts(bridge, {"ticket": ground.challenges.all()[0].token}))
    assert again.place == first.place
    assert again.form == first.form
    assert bank.executions["ahlpay", "complete"] == 1


def test_a_wrong_code_three_times_and_a_cancel(ahl: AhlPay, ahl_guest: Guest, bank: Bank) -> None:
    page = ahl_guest.opens(ahl.starts_challenge().text("data"))
    for _ in range(3):
        page = ahl_guest.presses(page, "code", "000000")
    assert page.place == FAIL
    assert page.form
    assert (page.form["responseCode"], page.form["authCode"]) == ("99", "")
    assert ahl.status() == "FAIL"
    left = ahl_guest.presses(ahl_guest.opens(ahl.starts_challenge(orderId="b").text("data")), "cancel")
    assert (left.place, ahl.status("b")) == (FAIL, "FAIL")
    assert bank.executions["ahlpay", "complete"] == 0


@pytest.mark.parametrize(("md_status", "word"), [("1", "PREAUTH"), ("4", "PREAUTH"), ("0", "FAIL"), ("5", "FAIL")])
def test_md_status(ahl: AhlPay, ahl_guest: Guest, ground: Ground, md_status: str, word: str) -> None:
    ground.faults.add(Fault("challenge", "ahlpay", left=None, scenario={"md_status": md_status}))
    back = ahl_guest.passes(ahl.starts_challenge())
    assert (back.place, ahl.status()) == (OK if word == "PREAUTH" else FAIL, word)


@pytest.mark.parametrize("way", ["get", "302", "303"])
def test_other_ways_back(ahl: AhlPay, ahl_guest: Guest, ground: Ground, way: str) -> None:
    ground.faults.add(Fault("challenge", "ahlpay", left=None, scenario={"return": way}))
    back = ahl_guest.passes(ahl.starts_challenge())
    assert back.place == OK
    assert back.form
    assert back.form["orderId"] == ORDER


def test_a_temporary_redirect_ends_at_the_right_address(ahl: AhlPay, ahl_guest: Guest, ground: Ground) -> None:
    ground.faults.add(Fault("challenge", "ahlpay", left=None, scenario={"return": "307", "flow": "deny"}))
    ahl_guest.opens(ahl.starts_challenge().text("data"))
    token = ground.challenges.all()[0].token
    answer = ahlpay.handle(ground, Request("POST", f"/_acs/result?bounce=1&ticket={token}", {}))
    assert (answer.status, answer.headers) == (307, (("Location", FAIL),))


def test_a_card_that_the_bank_refuses_after_the_code(ahl: AhlPay, ahl_guest: Guest, bank: Bank) -> None:
    back = ahl_guest.passes(ahl.starts_challenge(cardNumber="4155650000000510"))
    assert back.place == FAIL
    assert back.form
    assert (back.form["responseCode"], back.form["responseMessage"]) == ("51", "Kart limiti yetersiz.")
    asked = ahl.asks()
    assert (asked["isSuccess"], asked["errorCode"], asked.part("data")["responseCode"]) == (False, "51", "51")
    assert bank.executions["ahlpay", "complete"] == 0


def test_a_card_number_that_is_refused_at_the_start(ahl: AhlPay, ahl_guest: Guest) -> None:
    refused = ahl.starts_challenge(cardNumber="4155650000000148")
    assert (refused["errorCode"], refused["message"], refused["data"]) == ("14", "Kart numarası hatalı.", None)
    assert ahl.starts_challenge()["errorCode"] == "AH409"


def test_a_guest_who_is_not_verified(ahl: AhlPay, ahl_guest: Guest) -> None:
    back = ahl_guest.opens(ahl.starts_challenge(cardNumber="4155650000000304").text("data"))
    assert (back.place, ahl.status()) == (FAIL, "FAIL")


def test_a_hold_that_the_browser_says_failed(ahl: AhlPay, ahl_guest: Guest, bank: Bank) -> None:
    back = ahl_guest.passes(ahl.starts_challenge(cardNumber="4155650000000312"))
    assert back.place == FAIL
    assert back.form
    assert (back.form["responseCode"], back.form["authCode"]) == ("99", "")
    asked = ahl.asks().part("data")
    assert asked["txnStatus"] == "PREAUTH"
    assert ahl.captures(asked["authCode"], "150000")["isSuccess"]
    assert bank.executions["ahlpay", "complete"] == 1


def test_a_success_of_the_browser_behind_which_nothing_is_held(ahl: AhlPay, ahl_guest: Guest, bank: Bank) -> None:
    back = ahl_guest.passes(ahl.starts_challenge(cardNumber="4155650000000320"))
    assert back.place == OK
    assert back.form
    assert (back.form["responseCode"], back.form["authCode"][0]) == ("00", "S")
    assert ahl.status() == "FAIL"
    assert ahl.captures(back.form["authCode"], "150000")["errorCode"] == "AH410"
    assert bank.executions["ahlpay", "complete"] == 0


def test_a_verification_that_never_ends(ahl: AhlPay, ahl_guest: Guest, ground: Ground) -> None:
    page = ahl_guest.opens(ahl.starts_challenge(cardNumber="4155650000000403").text("data"))
    form = page.fields | {"code": "123456", "do": "code"}
    body = "&".join(f"{name}={text}" for name, text in form.items() if name != "letters").encode()
    assert ahlpay.handle(ground, Request("POST", "/_acs/code", {}, body)).way == "hang"
    ground.bank.advance(500)
    assert ahl.status() == "PENDING"
    bridge = ground.accounts["ahlpay"]["base_url"] + "/_acs/result"
    left = ahl_guest.moves_on(ahl_guest.posts(bridge, {"ticket": form["ticket"]}))
    assert (left.place, ahl.status()) == (FAIL, "PENDING")


def test_a_challenge_that_nobody_ends(ahl: AhlPay, ahl_guest: Guest, ground: Ground) -> None:
    page = ahl_guest.opens(ahl.starts_challenge().text("data"))
    ahl_guest.passes(ahl.starts_challenge(orderId="b"))
    ground.bank.advance(599)
    assert ahl.status() == "PENDING"
    ground.bank.advance(301)
    ahl.logs_in()
    assert (ahl.status(), ahl.status("b")) == ("FAIL", "PREAUTH")
    assert ahl_guest.presses(page, "code", "123456").place == FAIL
    switched(ground, abandoned_after=0)
    ahl.starts_challenge(orderId="c")
    ground.bank.advance(9000)
    ahl.logs_in()
    assert ahl.status("c") == "PENDING"


def test_the_gateway_brings_the_result_itself(ahl: AhlPay, ahl_guest: Guest) -> None:
    page = ahl_guest.passes(ahl.starts_challenge(service="Payment3d"))
    assert (page.form, ahl.status()) == (None, "PREAUTH")
    assert "bu pencereyi kapatabilirsiniz" in page.text


def test_by_secure_redirects(ahl: AhlPay, ahl_guest: Guest) -> None:
    assert ahl_guest.passes(ahl.starts_challenge(service="Payment3dBySecure")).place == OK
    assert ahl.status() == "PREAUTH"


def test_a_sale_with_three_d_secure(ahl: AhlPay, ahl_guest: Guest) -> None:
    assert ahl_guest.passes(ahl.starts_challenge(txnType="Auth")).place == OK
    assert (ahl.status(), ahl.refunds("50000")["isSuccess"], ahl.status()) == ("AUTH", True, "PARTIALREFUND")


@pytest.mark.parametrize("as_form", [True, False])
def test_a_frame_is_a_sale(ahl: AhlPay, ahl_guest: Guest, as_form: bool) -> None:
    refused = ahl.starts_challenge(service="StartIFrame", orderId="b")
    assert (refused["errorCode"], refused["message"]) == ("AH400", "Bu servis ön provizyon desteklemez.")
    shown = ahl.starts_challenge(service="StartIFrame", txnType="Auth", isIframePost=as_form).text("data")
    assert shown.startswith("<!doctype html>" if as_form else "http://127.0.0.1")
    page = ahl_guest.opens(shown) if as_form else ahl_guest.gets(shown)
    assert (ahl_guest.presses(page, "code", "123456").place, ahl.status()) == (OK, "AUTH")


def test_a_start_without_a_way_back(ahl: AhlPay, bank: Bank) -> None:
    assert ahl.starts_challenge(failUrl="").body["errorCode"] == "AH400"
    assert ahl.starts_challenge(okUrl="javascript:1").body["errorCode"] == "AH400"
    assert not list(bank.all())


@pytest.mark.parametrize("mode", ["null", "signed", "badsig"])
def test_the_response_hash(ahl: AhlPay, ahl_guest: Guest, ground: Ground, mode: str) -> None:
    switched(ground, response_hash=mode)
    back = ahl_guest.passes(ahl.starts_challenge("325000", rnd="7")).form
    held = ahl.holds("325000", orderId="b", rnd="7").part("data")
    assert back
    for told in (back, held):
        parts = (ahl.account["hash_password"], "7", str(told["orderId"]), "325000", ahl.account["merchant_id"])
        right = sha512("".join(parts))
        if mode == "null":
            assert not told["responseHash"]
        else:
            assert (told["responseHash"] == right) is (mode == "signed")


@pytest.mark.parametrize(
    ("kind", "mode"), [("wrong_signature", "null"), ("missing_signature", "signed"), ("wrong_id", "null")]
)
def test_spoilt_return_forms(ahl: AhlPay, ahl_guest: Guest, ground: Ground, kind: str, mode: str) -> None:
    switched(ground, response_hash=mode)
    ground.faults.add(Fault(kind, "ahlpay", "callback"))
    back = ahl_guest.passes(ahl.starts_challenge())
    assert back.form
    assert bool(back.form["responseHash"]) is (kind == "wrong_signature")
    assert (back.form["orderId"] == ORDER) is (kind != "wrong_id")
    assert ahl.status() == "PREAUTH"


def test_the_issuer_declines_and_the_hold_shows_late(ahl: AhlPay, ahl_guest: Guest, ground: Ground) -> None:
    ground.faults.add(Fault("decline", "ahlpay", "complete", code="10051"))
    assert ahl_guest.passes(ahl.starts_challenge()).place == FAIL
    assert ahl.asks()["errorCode"] == "51"
    ground.faults.add(Fault("visibility_lag", "ahlpay", "complete", lag=5.0))
    assert ahl_guest.passes(ahl.starts_challenge(orderId="b")).place == OK
    assert ahl.status("b") == "PENDING"
    ground.bank.advance(5)
    assert ahl.status("b") == "PREAUTH"
