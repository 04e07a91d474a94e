"""A deposit at the practice Ödüyo, from start to money, on both POS models (Ödüyo notes §4 to §8, §15)."""

import base64

import pytest

from frontdesk.practice.bank import Bank
from frontdesk.practice.challenge_pages import LETTERS
from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Ground
from frontdesk.practice.oduyo.switches import ways_of
from frontdesk.practice.oduyo.three_d import BRIDGE, CODE, site
from tests.practice.clients import Browser
from tests.practice.oduyo_client import Oduyo

MAXIMUM = "4543590000000006"
PATIENCE = 901.0


def scenario(ground: Ground, **members: str) -> None:
    ground.faults.add(Fault("challenge", "oduyo", "init", None, scenario=members))


def state_at_the_bank(bank: Bank) -> str:
    (payment,) = bank.all("oduyo")
    return payment.state


def test_start_tells_the_pos_and_the_commission_and_moves_no_money(odu: Oduyo, bank: Bank) -> None:
    started = odu.starts()
    told = {name: started[name] for name in ("pos_alias", "card_brand", "commission_rate")}
    assert told == {"pos_alias": "garanti-1", "card_brand": "bonus", "commission_rate": "2.99"}
    assert isinstance(started["payment_id"], int)
    assert started["payment_id"] >= 48001
    assert odu.status(started["payment_id"]) == (None, "waiting")
    assert state_at_the_bank(bank) == "challenge"
    assert bank.executions["oduyo", "init"] == 1


def test_a_two_step_deposit_is_charged_by_the_confirm(odu: Oduyo, oduyo_guest: Browser, bank: Bank) -> None:
    started = odu.starts()
    code = oduyo_guest.opens(started.text("html_form"))
    assert code.asks_for_code()
    back = oduyo_guest.presses(code, "code", "123456")
    assert back.form == {
        "status": "success",
        "payment_id": str(started["payment_id"]),
        "callback_status": "completed",
        "complete_status": "waiting",
        "message": "İşlem başarılı",
    }
    assert odu.status(started["payment_id"]) == ("completed", "waiting")
    assert state_at_the_bank(bank) == "verified"
    done = odu.confirms(started["payment_id"])
    assert (done["result"], done["payment_id"], done["installment_count"]) == (True, started["payment_id"], 1)
    assert len(done.text("order_id")) == 10
    assert done.text("auth_code")
    assert odu.status(started["payment_id"]) == ("completed", "completed")
    assert state_at_the_bank(bank) == "sold"
    assert bank.executions == {("oduyo", "init"): 1, ("oduyo", "complete"): 1}


def test_a_one_step_deposit_is_charged_on_the_banks_page(odu: Oduyo, oduyo_guest: Browser, bank: Bank) -> None:
    started = odu.starts(number=MAXIMUM, pos_alias="isbank-1")
    back = oduyo_guest.presses(oduyo_guest.opens(started.text("html_form")), "code", "123456")
    assert back.form
    assert (back.form["callback_status"], back.form["complete_status"]) == ("completed", "completed")
    assert odu.status(started["payment_id"]) == ("completed", "completed")
    assert odu.confirms(started["payment_id"])["result"] is False
    assert bank.executions == {("oduyo", "init"): 1, ("oduyo", "complete"): 1}


def test_a_window_closed_after_the_code_has_still_paid_in_one_step(
    ground: Ground, odu: Oduyo, oduyo_guest: Browser
) -> None:
    scenario(ground, flow="hang_after_code")
    one_step = odu.starts(number=MAXIMUM, pos_alias="isbank-1")["payment_id"]
    two_steps = odu.starts(pos_alias="garanti-1")["payment_id"]
    for challenge in ground.challenges.all():
        form = {"ref": challenge.token, "letters": LETTERS, "do": "code", "code": "123456"}
        assert oduyo_guest.posts(site(ground) + CODE, form).status == 0
    assert [one.state for one in ground.bank.all("oduyo")] == ["sold", "challenge"]
    assert odu.status(one_step) == ("completed", "completed")
    assert odu.status(two_steps) == (None, "waiting")


def test_a_guest_who_never_comes_back_has_failed_after_a_while(odu: Oduyo, bank: Bank) -> None:
    started = odu.starts()
    bank.advance(PATIENCE)
    assert odu.status(started["payment_id"]) == ("error", "error")
    assert odu.confirms(started["payment_id"])["result"] is False


@pytest.mark.parametrize(
    ("button", "code", "words"), [("code", "111111", "doğrulaması"), ("cancel", "", "doğrulaması")]
)
def test_a_refusal_at_the_bank_moves_no_money(
    odu: Oduyo, oduyo_guest: Browser, bank: Bank, button: str, code: str, words: str
) -> None:
    for alias in ("garanti-1", "isbank-1"):
        started = odu.starts(pos_alias=alias)
        back = oduyo_guest.presses(oduyo_guest.opens(started.text("html_form")), button, code)
        assert back.form
        assert (back.form["status"], back.form["complete_status"]) == ("failure", "error")
        assert words in back.form["message"]
        assert odu.status(started["payment_id"]) == ("error", "error")
        assert odu.confirms(started["payment_id"])["result"] is False
    assert bank.executions["oduyo", "complete"] == 0


def test_a_wrong_code_and_then_the_right_one(odu: Oduyo, oduyo_guest: Browser) -> None:
    started = odu.starts()
    again = oduyo_guest.presses(oduyo_guest.opens(started.text("html_form")), "code", "000000")
    assert again.asks_for_code()
    assert oduyo_guest.presses(again, "code", "123456").form
    assert odu.confirms(started["payment_id"])["result"] is True


@pytest.mark.parametrize("back", ["post", "get", "meta", "302", "303", "307", "multipart", "double"])
def test_every_way_back_leaves_the_same_payment(ground: Ground, odu: Oduyo, oduyo_guest: Browser, back: str) -> None:
    scenario(ground, **{"return": back, "flow": "frictionless"})
    started = odu.starts()
    oduyo_guest.opens(started.text("html_form"))
    assert odu.status(started["payment_id"]) == ("completed", "waiting")
    assert odu.confirms(started["payment_id"])["result"] is True


def test_a_callback_without_a_word(ground: Ground, odu: Oduyo, oduyo_guest: Browser) -> None:
    ground.ways["oduyo"] = ways_of(ground)._replace(empty_callback=True)
    scenario(ground, flow="frictionless")
    started = odu.starts()
    assert oduyo_guest.opens(started.text("html_form")).form == {}
    assert odu.status(started["payment_id"]) == ("completed", "waiting")


def test_a_repeated_bank_step_is_told_once(ground: Ground, odu: Oduyo, oduyo_guest: Browser) -> None:
    scenario(ground, flow="frictionless")
    started = odu.starts()
    oduyo_guest.opens(started.text("html_form"))
    (challenge,) = ground.challenges.all()
    again = oduyo_guest.posts(oduyo_guest.posts(site(ground) + BRIDGE, {"ref": challenge.token}).action, {})
    assert again.place
    assert odu.status(started["payment_id"]) == ("already_returned", "waiting")
    assert odu.status(started["payment_id"]) == ("completed", "waiting")


def test_a_confirm_that_the_issuer_declines(odu: Oduyo, oduyo_guest: Browser, bank: Bank) -> None:
    started = odu.starts(number="4111111111111129")
    oduyo_guest.presses(oduyo_guest.opens(started.text("html_form")), "code", "123456")
    no = odu.confirms(started["payment_id"])
    assert (no.status, no["result"], no["message"]) == (200, False, "Kart limiti yetersiz")
    assert odu.status(started["payment_id"]) == ("completed", "error")
    assert bank.executions["oduyo", "complete"] == 0


def test_the_bank_page_declines_on_a_one_step_pos(odu: Oduyo, oduyo_guest: Browser) -> None:
    started = odu.starts(number="4129111111111111", pos_alias="isbank-1")
    back = oduyo_guest.presses(oduyo_guest.opens(started.text("html_form")), "code", "123456")
    assert back.form
    assert (back.form["status"], back.form["message"]) == ("failure", "İşlem onaylanmadı")
    assert odu.status(started["payment_id"]) == ("error", "error")


@pytest.mark.parametrize(
    ("number", "message"),
    [
        ("4151111111111112", "3D Secure başlatılamadı"),
        ("5555555555554444", "Geçersiz kart numarası"),
        ("4111111111111112", "Geçersiz kart numarası"),
    ],
)
def test_a_payment_that_could_not_start(odu: Oduyo, number: str, message: str) -> None:
    answer = odu.starts(number=number)
    assert (answer.status, answer["result"], answer["message"]) == (200, False, message)
    assert "html_form" not in answer.body
    assert odu.status(answer["payment_id"]) == ("payment_failure", "failure")


def test_an_expired_card_could_not_start(odu: Oduyo) -> None:
    card = {"holder_name": "D", "number": MAXIMUM, "expiry_month": "05", "expiry_year": "2026", "cvc": "000"}
    assert odu.call("gateway/payment_3d", odu.order(card=card))["message"] == "Kartın son kullanma tarihi geçmiş"


def test_a_second_confirm_fails_unless_the_switch_is_on(ground: Ground, odu: Oduyo, oduyo_guest: Browser) -> None:
    paid = odu.charges(oduyo_guest)
    again = odu.confirms(paid)
    assert again["result"] is False
    assert "already completed" in again.text("message")
    ground.ways["oduyo"] = ways_of(ground)._replace(repeat_complete=True)
    assert odu.confirms(paid)["result"] is True
    assert ground.bank.executions["oduyo", "complete"] == 1


def test_a_confirm_whose_answer_is_lost_has_charged_once(ground: Ground, odu: Oduyo, oduyo_guest: Browser) -> None:
    scenario(ground, flow="frictionless")
    started = odu.starts()
    oduyo_guest.opens(started.text("html_form"))
    ground.faults.add(Fault("lose_answer", "oduyo", "complete"))
    assert odu.confirms(started["payment_id"]).way == "drop"
    assert odu.status(started["payment_id"]) == ("completed", "completed")
    assert ground.bank.executions["oduyo", "complete"] == 1


def test_unknown_words_and_an_unknown_payment(ground: Ground, odu: Oduyo) -> None:
    started = odu.starts()
    ground.faults.add(Fault("unknown_words", "oduyo", "inquire"))
    assert odu.status(started["payment_id"]) == ("inceleniyor", "askida")
    for path in ("local_status", "payment_3d_complete", "cancel", "refund"):
        unknown = odu.call(f"gateway/{path}", {"payment_id": 7})
        assert (unknown.status, unknown["message"]) == (404, "No record found for this ID")
        assert odu.call(f"gateway/{path}", {}).status == 400


def test_the_form_is_base64_in_the_banks_charset_and_carries_the_card(ground: Ground, odu: Oduyo) -> None:
    scenario(ground, charset="windows-1254")
    raw = base64.b64decode(odu.starts().text("html_form"), validate=True)
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")
    page = raw.decode("windows-1254")
    assert "Lütfen bekleyiniz" in page
    assert 'name="pan" value="4111111111111111"' in page
    assert 'name="cv2" value="000"' in page
    ground.ways["oduyo"] = ways_of(ground)._replace(form_with_card=False)
    assert "4111111111111111" not in base64.b64decode(odu.starts().text("html_form")).decode("windows-1254")


def test_a_sale_without_3d_secure_where_the_pos_allows_it(odu: Oduyo, bank: Bank) -> None:
    order = odu.order()
    del order["callback_url"]
    sold = odu.call("gateway/payment", order | {"pos_alias": "isbank-1"})
    assert sold["result"] is True
    assert odu.status(sold["payment_id"]) == ("completed", "completed")
    forced = odu.call("gateway/payment", order | {"pos_alias": "garanti-1"})
    assert (forced["result"], odu.status(forced["payment_id"])) == (False, ("payment_failure", "failure"))
    assert bank.executions["oduyo", "sale"] == 1
