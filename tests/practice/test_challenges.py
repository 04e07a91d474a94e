"""3D Secure from the first page to the merchant's callback, at both gateways (3-D Secure notes §5, §8)."""

import base64
import hashlib
import hmac
import html
import re

import pytest

from frontdesk.practice.challenges import AXES, read_scenario
from frontdesk.practice.control import bank_told
from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Ground
from tests.practice.clients import CALLBACK, Browser, Iyzico, Oderopay, Page


def let_pages(ground: Ground, **scenario: str) -> None:
    """The next challenges behave so; `back` is spelled `return` on the wire."""
    ground.faults.add(
        Fault("challenge", left=None, scenario={n.replace("back", "return"): v for n, v in scenario.items()})
    )


def test_the_way_of_an_iyzico_hold(iyz: Iyzico, iyzico_guest: Browser, ground: Ground) -> None:
    started = iyz.starts_challenge()
    number = started["paymentId"]
    assert iyz.asks(paymentId=number)["paymentStatus"] == "INIT_THREEDS"
    assert iyz.completes(number)["errorCode"] == "11"
    assert not any(one.state == "held" for one in ground.bank.all())
    page = iyzico_guest.opens(started.text("threeDSHtmlContent"))
    assert page.asks_for_code()
    for words in ("1.500,00 TL", "552879******0008", "Örnek Otel", "Vazgeç<span>Cancel"):
        assert words in page.text
    back = iyzico_guest.presses(page, "code", "123456")
    assert back.form is not None
    assert list(back.form) == ["status", "paymentId", "conversationData", "conversationId", "mdStatus", "signature"]
    text = f":hold-7f3a-2:1:{number}:success"
    secret = ground.accounts["iyzico"]["secret_key"]
    assert back.form["signature"] == hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
    assert iyz.asks(paymentId=number)["paymentStatus"] == "CALLBACK_THREEDS"
    held = iyz.completes(number)
    assert (held["phase"], held["mdStatus"], held["paymentId"]) == ("PRE_AUTH", 1, number)
    assert iyz.completes(number)["errorCode"] == "8514"
    assert iyz.captures(number, "1500")["phase"] == "POST_AUTH"


def test_the_first_iyzico_page_is_the_sandboxs(iyz: Iyzico, iyzico_guest: Browser) -> None:
    page = base64.b64decode(iyz.starts_challenge().text("threeDSHtmlContent")).decode("ascii")
    assert "<title>iyzico Mock 3D-Secure Processing Page</title>" in page
    assert 'id="iyzico-3ds-form"' in page
    assert "/payment/mock/init3ds" in page


def test_completion_must_name_the_amount_and_basket_of_the_start(iyz: Iyzico, iyzico_guest: Browser) -> None:
    started = iyz.starts_challenge()
    iyzico_guest.presses(iyzico_guest.opens(started.text("threeDSHtmlContent")), "code", "123456")
    assert iyz.completes(started["paymentId"], "1500.01")["errorCode"] == "11"
    assert iyz.completes(started["paymentId"], basket="other")["errorCode"] == "11"
    assert iyz.completes(started["paymentId"])["status"] == "success"


def test_completion_v1_hands_the_conversation_data_back(ground: Ground, iyz: Iyzico, iyzico_guest: Browser) -> None:
    let_pages(ground, conversation_data="cd-9081")
    started = iyz.starts_challenge()
    back = iyzico_guest.presses(iyzico_guest.opens(started.text("threeDSHtmlContent")), "code", "123456")
    assert back.form
    assert back.form["conversationData"] == "cd-9081"
    first = {"paymentId": started["paymentId"]}
    assert iyz.call("POST", "/payment/3dsecure/auth", first)["errorCode"] == "11"
    assert iyz.call("POST", "/payment/3dsecure/auth", first | {"conversationData": "cd-9081"})["phase"] == "PRE_AUTH"


def test_the_way_of_an_oderopay_hold(odero: Oderopay, odero_guest: Browser, ground: Ground) -> None:
    started = odero.starts_challenge()
    assert set(started.body) == {"htmlContent"}
    back = odero_guest.presses(odero_guest.opens(started.text("htmlContent")), "code", "123456")
    assert back.form is not None
    assert back.form["status"] == "SUCCESS"
    assert back.form["completeStatus"] == "WAITING"
    number = int(back.form["paymentId"])
    assert odero.searches("RZV-2026-000184")[0]["paymentStatus"] == "CALLBACK_THREEDS"
    assert odero.captures(number, 1)["errorCode"] == "2102"
    held = odero.completes(number)
    assert (held["paymentPhase"], held["paymentStatus"], held["isThreeDS"]) == ("PRE_AUTH", "SUCCESS", True)
    assert odero.completes(number)["errorCode"] == "2106"
    ground.switches = ground.switches._replace(repeat_complete=True)
    assert odero.completes(number)["id"] == number


def test_craftgates_shape_and_hash_behind_switches(odero: Oderopay, odero_guest: Browser, ground: Ground) -> None:
    ground.switches = ground.switches._replace(init_payment_id=True, callback_key="cbk-example")
    started = odero.starts_challenge()
    assert (started["paymentStatus"], started["additionalAction"]) == ("INIT_THREEDS", "SHOW_HTML_CONTENT")
    back = odero_guest.presses(odero_guest.opens(started.text("htmlContent")), "code", "123456")
    assert back.form
    text = f"cbk-example###SUCCESS###WAITING###{started['paymentId']}######RZV-2026-000184###"
    assert back.form["hash"] == hashlib.sha256(text.encode()).hexdigest()
    let_pages(ground, hash_version="2")
    back = odero_guest.presses(odero_guest.opens(odero.starts_challenge().text("htmlContent")), "code", "123456")
    assert back.form
    assert back.form["mdStatus"] == "1"
    names = back.form["hashParams"].split(":")
    text = "cbk-example" + "".join(back.form.get(name, "") for name in names)
    assert back.form["hash"] == hashlib.sha256(text.encode()).hexdigest()


def test_three_wrong_codes_are_a_failure(iyz: Iyzico, iyzico_guest: Browser) -> None:
    started = iyz.starts_challenge()
    page = iyzico_guest.opens(started.text("threeDSHtmlContent"))
    for left in (2, 1):
        page = iyzico_guest.presses(page, "code", "000000")
        assert f"Kalan deneme hakkınız: {left}" in page.text
    back = iyzico_guest.presses(page, "code", "000000")
    assert back.form
    assert (back.form["status"], back.form["mdStatus"]) == ("failure", "0")
    assert iyz.asks(paymentId=started["paymentId"])["paymentStatus"] == "FAILURE"
    assert iyz.completes(started["paymentId"])["errorCode"] == "11"


@pytest.mark.parametrize(("button", "code"), [("code", "111111"), ("cancel", "")])
def test_a_blocked_card_and_a_cancelling_guest_return_at_once(
    odero: Oderopay, odero_guest: Browser, button: str, code: str
) -> None:
    page = odero_guest.opens(odero.starts_challenge().text("htmlContent"))
    back = odero_guest.presses(page, button, code)
    assert back.form == {"status": "FAILURE", "conversationId": "RZV-2026-000184"}
    assert odero.searches("RZV-2026-000184")[0]["paymentStatus"] == "FAILURE"


def test_a_wrong_code_then_a_new_one(odero: Oderopay, odero_guest: Browser, ground: Ground) -> None:
    page = odero_guest.presses(odero_guest.opens(odero.starts_challenge().text("htmlContent")), "code", "000000")
    ground.bank.advance(200)
    page = odero_guest.presses(page, "code", "123456")
    assert "Kodun süresi doldu" in page.text
    page = odero_guest.presses(page, "resend")
    assert "Yeni doğrulama kodu gönderildi" in page.text
    back = odero_guest.presses(page, "code", "123456")
    assert back.form
    assert back.form["status"] == "SUCCESS"


def test_a_challenge_ends_after_ten_minutes(odero: Oderopay, odero_guest: Browser, ground: Ground) -> None:
    page = odero_guest.opens(odero.starts_challenge().text("htmlContent"))
    ground.bank.advance(601)
    back = odero_guest.presses(page, "code", "123456")
    assert back.form
    assert back.form["status"] == "FAILURE"


@pytest.mark.parametrize("charset", AXES["charset"])
def test_the_banks_page_in_every_charset(iyz: Iyzico, iyzico_guest: Browser, ground: Ground, charset: str) -> None:
    let_pages(ground, charset=charset)
    page = iyzico_guest.opens(iyz.starts_challenge().text("threeDSHtmlContent"))
    assert f'<meta charset="{charset}">' in page.text
    assert "Doğrulama kodu" in page.text
    assert page.fields["letters"] == "ŞşĞğİıÇçÖöÜü"
    back = iyzico_guest.presses(page, "code", "123456")
    assert back.place == CALLBACK
    assert [one.letters_intact for one in ground.challenges.all()] == [True]


def test_letters_sent_in_another_charset_are_noticed(iyz: Iyzico, iyzico_guest: Browser, ground: Ground) -> None:
    let_pages(ground, charset="windows-1254")
    page = iyzico_guest.opens(iyz.starts_challenge().text("threeDSHtmlContent"))
    utf8 = page._replace(text=page.text.replace('charset="windows-1254"', 'charset="utf-8"'))
    iyzico_guest.presses(utf8, "code", "123456")
    assert [one.letters_intact for one in ground.challenges.all()] == [False]


@pytest.mark.parametrize("back", AXES["return"])
def test_every_kind_of_return(odero: Oderopay, odero_guest: Browser, ground: Ground, back: str) -> None:
    let_pages(ground, back=back)
    page = odero_guest.opens(odero.starts_challenge().text("htmlContent"))
    end = odero_guest.presses(page, "code", "123456")
    if back == "307":
        assert end.status == 307
        return
    assert end.form
    assert end.form["status"] == "SUCCESS"


@pytest.mark.parametrize("surface", AXES["surface"])
def test_every_surface_leads_to_the_bank(odero: Oderopay, odero_guest: Browser, ground: Ground, surface: str) -> None:
    let_pages(ground, surface=surface)
    page = odero_guest.opens(odero.starts_challenge().text("htmlContent"))
    assert page.asks_for_code()
    end = odero_guest.presses(page, "code", "123456")
    assert end.form
    assert end.form["status"] == "SUCCESS"


@pytest.mark.parametrize(("flow", "status"), [("frictionless", "SUCCESS"), ("deny", "FAILURE"), ("expired", "FAILURE")])
def test_flows_without_a_code(odero: Oderopay, odero_guest: Browser, ground: Ground, flow: str, status: str) -> None:
    let_pages(ground, flow=flow)
    end = odero_guest.opens(odero.starts_challenge().text("htmlContent"))
    assert end.form
    assert end.form["status"] == status


def test_approval_on_the_phone(odero: Oderopay, odero_guest: Browser, ground: Ground) -> None:
    let_pages(ground, flow="push")
    page = odero_guest.opens(odero.starts_challenge().text("htmlContent"))
    for _ in range(3):
        assert page.form is None
        found = re.search(r'content="1;url=([^"]*)"', page.text)
        assert found
        page = odero_guest.moves_on(odero_guest.gets(html.unescape(found[1])))
    assert page.form
    assert page.form["status"] == "SUCCESS"


def test_a_cancel_that_never_returns(odero: Oderopay, odero_guest: Browser, ground: Ground) -> None:
    let_pages(ground, flow="cancel_no_return")
    page = odero_guest.opens(odero.starts_challenge().text("htmlContent"))
    end = odero_guest.presses(page, "cancel")
    assert end.form is None
    assert "İşlem iptal edildi" in end.text
    assert odero.searches("RZV-2026-000184")[0]["paymentStatus"] == "INIT_THREEDS"


def test_three_d_pay_holds_before_the_browser_returns(odero: Oderopay, odero_guest: Browser, ground: Ground) -> None:
    let_pages(ground, complete_status="COMPLETED")
    back = odero_guest.presses(odero_guest.opens(odero.starts_challenge().text("htmlContent")), "code", "123456")
    assert back.form
    assert back.form["completeStatus"] == "COMPLETED"
    assert odero.reads(back.form["paymentId"])["paymentStatus"] == "SUCCESS"
    assert odero.completes(back.form["paymentId"])["errorCode"] == "2106"


def test_a_second_return_says_already_returned(odero: Oderopay, odero_guest: Browser, ground: Ground) -> None:
    page = odero_guest.opens(odero.starts_challenge().text("htmlContent"))
    odero_guest.presses(page, "code", "123456")
    token = ground.challenges.all()[0].token
    bridge = ground.accounts["oderopay"]["base_url"] + "/payment/v1/card-payments/3ds-verify"
    again = odero_guest.moves_on(odero_guest.posts(bridge, {"ref": token}))
    assert again.form
    assert (again.form["status"], again.form["callbackStatus"]) == ("FAILURE", "ALREADY_RETURNED")
    assert odero.searches("RZV-2026-000184")[0]["paymentStatus"] == "CALLBACK_THREEDS"
    finished = odero_guest.presses(page, "code", "123456")
    assert "daha önce sonuçlandı" in finished.text


@pytest.mark.parametrize(("number", "md_status"), [("4131111111111117", "0"), ("4141111111111115", "4")])
def test_iyzico_cards_with_half_a_verification(iyz: Iyzico, iyzico_guest: Browser, number: str, md_status: str) -> None:
    started = iyz.starts_challenge(cardNumber=number)
    back = iyzico_guest.presses(iyzico_guest.opens(started.text("threeDSHtmlContent")), "code", "123456")
    assert back.form
    assert back.form["mdStatus"] == md_status


def test_oderopay_completes_half_a_verification_behind_a_switch(
    odero: Oderopay, odero_guest: Browser, ground: Ground
) -> None:
    def verified(number: str) -> Page:
        page = odero_guest.opens(odero.starts_challenge(cardNumber=number).text("htmlContent"))
        return odero_guest.presses(page, "code", "123456")

    assert verified("4102590000000009").form == {"status": "FAILURE", "conversationId": "RZV-2026-000184"}
    weak = verified("4102690000000007").form
    assert weak
    assert odero.completes(weak["paymentId"])["errorCode"] == "2105"
    ground.switches = ground.switches._replace(half_threeds=True)
    half = verified("5117280000006665").form
    assert half
    assert odero.completes(half["paymentId"])["paymentStatus"] == "SUCCESS"


def test_cards_that_fail_at_the_start_or_at_completion(
    iyz: Iyzico, odero: Oderopay, odero_guest: Browser, iyzico_guest: Browser
) -> None:
    assert iyz.starts_challenge(cardNumber="4151111111111112")["status"] == "failure"
    assert odero.starts_challenge(cardNumber="5117580000006668")["errorGroup"] == "THREEDS_INIT_ERROR"
    started = iyz.starts_challenge(cardNumber="4129111111111111")
    iyzico_guest.presses(iyzico_guest.opens(started.text("threeDSHtmlContent")), "code", "123456")
    declined = iyz.completes(started["paymentId"])
    assert (declined["errorGroup"], declined["paymentId"]) == ("DO_NOT_HONOUR", started["paymentId"])
    page = odero_guest.opens(odero.starts_challenge(cardNumber="4102990000000001").text("htmlContent"))
    back = odero_guest.presses(page, "code", "123456")
    assert back.form
    assert odero.completes(back.form["paymentId"])["errorGroup"] == "DECLINED"


def test_debit_cards_hold_with_three_d_secure(iyz: Iyzico, iyzico_guest: Browser) -> None:
    started = iyz.starts_challenge(cardNumber="5890040000000016")
    iyzico_guest.presses(iyzico_guest.opens(started.text("threeDSHtmlContent")), "code", "123456")
    assert iyz.completes(started["paymentId"])["phase"] == "PRE_AUTH"


def test_a_start_without_a_callback_address(iyz: Iyzico, odero: Oderopay) -> None:
    path = "/payment/3dsecure/initialize/preauth"
    assert iyz.call("POST", path, iyz.order())["errorCode"] == "23"
    answer = odero.call("POST", "/payment/v1/card-payments/3ds-init", odero.order())
    assert answer["errorCode"] == "2001"


def test_pages_of_one_gateway_are_unknown_to_the_other(iyz: Iyzico, odero_guest: Browser, ground: Ground) -> None:
    iyz.starts_challenge()
    token = ground.challenges.all()[0].token
    page = odero_guest.posts(ground.accounts["oderopay"]["base_url"] + "/_acs/entry", {"ref": token})
    assert page.status == 404


def test_pending_challenges_are_told(iyz: Iyzico, iyzico_guest: Browser, ground: Ground) -> None:
    started = iyz.starts_challenge()
    told = bank_told(ground)["challenges"]
    assert isinstance(told, list)
    assert isinstance(told[0], dict)
    assert (told[0]["pending"], told[0]["payment_id"]) == (True, started["paymentId"])
    iyzico_guest.presses(iyzico_guest.opens(started.text("threeDSHtmlContent")), "code", "123456")
    assert not ground.challenges.all()[0].pending


def test_a_scenario_reads_its_axes() -> None:
    scenario = read_scenario({"return": "303", "surface": "popup"})
    assert (scenario.back, scenario.surface, scenario.charset) == ("303", "popup", "utf-8")
