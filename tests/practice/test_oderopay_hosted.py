"""The practice ÖderoPay's hosted payment page: the guest types the card there, not at the desk (ÖderoPay notes §13)."""

from decimal import Decimal
from pathlib import Path

import pytest

from frontdesk.practice import control, oderopay
from frontdesk.practice.bank import Bank
from frontdesk.practice.dialects import new_ground
from frontdesk.practice.exchange import Request
from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Ground
from frontdesk.practice.memory import recall, remember
from frontdesk.practice.oderopay.ways import Ways, ways_of
from tests.practice.clients import CALLBACK, Answer, Browser, Fields, Oderopay, Page, oderopay_in_memory

HOSTED = "/payment/v1/checkout-payments"
CREDIT, DEBIT, PREPAID = "5258640000000001", "4796810000000002", "9792395412651264"


def opens_page(odero: Oderopay, **changed: object) -> Answer:
    """A hold asked of the hosted page: §6.1 without a card."""
    order = {name: value for name, value in odero.order().items() if name != "card"}
    fields: Fields = order | {"callbackUrl": CALLBACK} | changed
    return odero.call("POST", HOSTED + "/init", {name: one for name, one in fields.items() if one is not None})


def result(odero: Oderopay, page: Answer) -> Answer:
    return odero.call("GET", f"{HOSTED}/{page['token']}")


def types(guest: Browser, page: Page, number: str = CREDIT, **boxes: str) -> Page:
    """The guest fills the form in and presses the button; the boxes are those that stay ticked."""
    typed = {"holder": "Ayşe Güneş", "number": number, "month": "07", "year": "2044", "cvc": "000", "do": "pay"}
    return guest.posts(page.action, typed | boxes)


def on_the_form(page: Page) -> bool:
    return 'id="number"' in page.text


def ends_at(guest: Browser, page: Page) -> dict[str, str]:
    """The callback form to which the last page brings the browser."""
    form = guest.moves_on(page).form
    assert form is not None
    return form


def test_a_hold_whose_card_the_desk_never_sees(odero: Oderopay, odero_guest: Browser, bank: Bank) -> None:
    opened = opens_page(odero)
    assert set(opened.body) == {"token", "pageUrl"}
    page = odero_guest.gets(opened.text("pageUrl"))
    for words in ("1.500,50 TL", "Örnek Otel", "Oda 204 depozito", "bloke edilir", "held on your card"):
        assert words in page.text
    assert ends_at(odero_guest, types(odero_guest, page)) == {"token": opened["token"]}
    held = result(odero, opened)
    assert (held["paymentStatus"], held["paymentPhase"], held["isThreeDS"]) == ("SUCCESS", "PRE_AUTH", False)
    assert (held["paidPrice"], held["conversationId"]) == (Decimal("1500.5"), "RZV-2026-000184")
    assert odero.reads(held["id"]) == held
    assert [one["id"] for one in odero.searches("RZV-2026-000184")] == [held["id"]]
    assert odero.captures(held["id"], 1250.5)["paymentPhase"] == "POST_AUTH"
    assert result(odero, opened)["paymentPhase"] == "POST_AUTH"
    assert bank.executions["oderopay", "place"] == 1
    assert (bank.requests["oderopay", "hosted"], bank.requests["oderopay", "hosted_result"]) == (1, 2)


def test_through_three_d_secure(odero: Oderopay, odero_guest: Browser) -> None:
    opened = opens_page(odero)
    page = odero_guest.gets(opened.text("pageUrl"))
    assert "checked" in page.text
    asked = odero_guest.moves_on(types(odero_guest, page, threeds="1"))
    assert asked.asks_for_code()
    assert result(odero, opened)["errorCode"] == "2107"
    assert odero.searches("RZV-2026-000184")[0]["paymentStatus"] == "INIT_THREEDS"
    back = odero_guest.presses(asked, "code", "123456")
    assert back.form == {"token": opened["token"]}
    held = result(odero, opened)
    assert (held["paymentPhase"], held["isThreeDS"]) == ("PRE_AUTH", True)


def test_a_wrong_code_brings_the_guest_back_to_the_form(odero: Oderopay, odero_guest: Browser) -> None:
    opened = opens_page(odero)
    asked = odero_guest.moves_on(types(odero_guest, odero_guest.gets(opened.text("pageUrl")), threeds="1"))
    charset_page = odero_guest.posts(asked.action, asked.fields | {"do": "code", "code": "111111"})
    bridge = odero_guest.posts(charset_page.action, charset_page.fields)
    form = odero_guest.posts(bridge.action, bridge.fields)
    assert on_the_form(form)
    assert "DECLINED" in form.text
    assert ends_at(odero_guest, types(odero_guest, form)) == {"token": opened["token"]}
    assert result(odero, opened)["paymentPhase"] == "PRE_AUTH"
    assert [one["paymentStatus"] for one in odero.searches("RZV-2026-000184")] == ["SUCCESS", "FAILURE"]


@pytest.mark.parametrize("number", [DEBIT, PREPAID])
def test_a_card_that_is_no_credit_card_is_asked_for_a_code(odero: Oderopay, odero_guest: Browser, number: str) -> None:
    opened = opens_page(odero)
    asked = odero_guest.moves_on(types(odero_guest, odero_guest.gets(opened.text("pageUrl")), number))
    assert asked.asks_for_code()
    odero_guest.presses(asked, "code", "123456")
    assert result(odero, opened)["paymentPhase"] == "PRE_AUTH"


@pytest.mark.parametrize(("number", "phase"), [(DEBIT, "AUTH"), (PREPAID, "AUTH"), (CREDIT, "PRE_AUTH")])
def test_a_hold_that_becomes_a_sale(
    odero: Oderopay, odero_guest: Browser, ground: Ground, number: str, phase: str
) -> None:
    ground.ways["oderopay"] = ways_of(ground)._replace(force_auth_for_non_credit_cards=True)
    opened = opens_page(odero)
    asked = types(odero_guest, odero_guest.gets(opened.text("pageUrl")), number, threeds="1")
    odero_guest.presses(odero_guest.moves_on(asked), "code", "123456")
    done = result(odero, opened)
    assert (done["paymentStatus"], done["paymentPhase"]) == ("SUCCESS", phase)
    assert odero.reads(done["id"])["paymentPhase"] == phase
    assert odero.searches("RZV-2026-000184")[0]["paymentStatus"] == "SUCCESS"
    capture = odero.captures(done["id"], 100)
    assert capture.body.get("errorCode") == ("2103" if phase == "AUTH" else None)


def test_a_sale_says_that_it_charges(odero: Oderopay, odero_guest: Browser) -> None:
    opened = opens_page(odero, paymentPhase=None)
    page = odero_guest.gets(opened.text("pageUrl"))
    assert 'class="note hidden" id="hold"' in page.text
    types(odero_guest, page)
    assert result(odero, opened)["paymentPhase"] == "AUTH"


def test_refused_cards_may_be_followed_by_others(odero: Oderopay, odero_guest: Browser) -> None:
    opened = opens_page(odero)
    page = odero_guest.gets(opened.text("pageUrl"))
    refused = types(odero_guest, page, "4102090000000000")
    assert on_the_form(refused)
    assert "Kart limiti yetersiz" in refused.text
    assert 'value="Ayşe Güneş"' in refused.text
    assert "4102090000000000" not in refused.text
    assert result(odero, opened)["errorCode"] == "2107"
    misread = types(odero_guest, refused, "5258640000000002")
    assert "2001" in misread.text
    types(odero_guest, misread, "4102190000000008")
    assert ends_at(odero_guest, types(odero_guest, page, "4102290000000006")) == {"token": opened["token"]}
    last = result(odero, opened)
    assert (last["paymentStatus"], last["paymentPhase"]) == ("FAILURE", "PRE_AUTH")
    assert [one["paymentStatus"] for one in odero.searches("RZV-2026-000184")] == ["FAILURE"] * 3


def test_a_guest_who_leaves(odero: Oderopay, odero_guest: Browser) -> None:
    opened = opens_page(odero)
    page = odero_guest.gets(opened.text("pageUrl"))
    assert result(odero, opened)["errorCode"] == "2107"
    assert ends_at(odero_guest, odero_guest.posts(page.action, {"do": "cancel"})) == {"token": opened["token"]}
    nothing = result(odero, opened)
    assert (nothing.status, nothing["errorCode"], nothing["errorGroup"]) == (422, "2108", None)
    assert "daha önce sonuçlandı" in types(odero_guest, page).text
    assert odero.searches("RZV-2026-000184") == []


def test_a_page_expires(odero: Oderopay, odero_guest: Browser, bank: Bank) -> None:
    opened = opens_page(odero, expireAfterMinutes=15)
    page = odero_guest.gets(opened.text("pageUrl"))
    assert "15:00" in page.text
    bank.advance(15 * 60)
    assert result(odero, opened)["errorCode"] == "2108"
    assert ends_at(odero_guest, types(odero_guest, page)) == {"token": opened["token"]}
    assert not list(bank.all())


def test_a_challenge_that_ends_after_the_page_has_expired_still_counts(
    odero: Oderopay, odero_guest: Browser, bank: Bank
) -> None:
    opened = opens_page(odero, expireAfterMinutes=1)
    asked = odero_guest.moves_on(types(odero_guest, odero_guest.gets(opened.text("pageUrl")), threeds="1"))
    bank.advance(90)
    assert result(odero, opened)["paymentStatus"] == "INIT_THREEDS"
    odero_guest.presses(asked, "code", "123456")
    assert result(odero, opened)["paymentStatus"] == "SUCCESS"


@pytest.mark.parametrize(("number", "end"), [(CREDIT, "success"), ("4102090000000000", "failure")])
def test_without_a_callback_address_the_page_says_how_it_ended(
    odero: Oderopay, odero_guest: Browser, ground: Ground, number: str, end: str
) -> None:
    ground.ways["oderopay"] = ways_of(ground)._replace(hosted_tries=1)
    opened = opens_page(odero, callbackUrl="NO_CALLBACK_URL")
    answer = odero.send(odero.signed("GET", f"{HOSTED}/{opened['token']}"))
    assert answer.status == 422
    page = types(odero_guest, odero_guest.gets(opened.text("pageUrl")), number)
    assert {"success": "Ödeme tamamlandı", "failure": "Ödeme tamamlanamadı"}[end] in page.text
    assert result(odero, opened)["paymentStatus"] == {"success": "SUCCESS", "failure": "FAILURE"}[end]


def test_the_guests_stored_cards_are_offered(odero: Oderopay, odero_guest: Browser) -> None:
    first = opens_page(odero)
    types(odero_guest, odero_guest.gets(first.text("pageUrl")), store="1")
    kept = result(odero, first)
    assert kept["cardToken"]
    again = opens_page(odero, cardUserKey=kept["cardUserKey"])
    page = odero_guest.gets(again.text("pageUrl"))
    assert "525864******0001" in page.text
    stored = {"stored": str(kept["cardToken"]), "do": "pay"}
    assert ends_at(odero_guest, odero_guest.posts(page.action, stored)) == {"token": again["token"]}
    assert result(odero, again)["paidWithStoredCard"] is True
    third = opens_page(odero, cardUserKey=kept["cardUserKey"])
    types(odero_guest, odero_guest.gets(third.text("pageUrl")), "4256690000000001", store="1")
    assert result(odero, third)["cardUserKey"] == kept["cardUserKey"]
    assert "525864******0001" not in odero_guest.gets(opens_page(odero).text("pageUrl")).text


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"callbackUrl": None}, "2001"),
        ({"callbackUrl": "desk"}, "2001"),
        ({"installment": None}, None),
        ({"installment": 0}, "2001"),
        ({"expireAfterMinutes": 0}, "2001"),
        ({"expireAfterMinutes": "soon"}, "2001"),
        ({"cardUserKey": "short"}, "2001"),
        ({"cardUserKey": "5b1f0c52-7a77-4a3e-9a63-0f1d2c3b4a59"}, "2404"),
        ({"posAlias": "epara-pos"}, "2005"),
        ({"paymentGroup": "PRODUCT"}, "2003"),
        ({"price": 1500.6}, "2002"),
        ({"card": {"cardNumber": CREDIT}}, None),
    ],
)
def test_validations_of_the_start(odero: Oderopay, change: Fields, code: str | None) -> None:
    assert opens_page(odero, **change).body.get("errorCode") == code


def test_unknown_tokens_and_pages(odero: Oderopay, odero_guest: Browser) -> None:
    missing = odero.call("GET", f"{HOSTED}/5b1f0c52-7a77-4a3e-9a63-0f1d2c3b4a59")
    assert (missing.status, missing["errorCode"]) == (404, "2114")
    base = odero.account["base_url"]
    assert odero_guest.gets(f"{base}/checkout/nothing").status == 404
    opened = opens_page(odero)
    assert odero_guest.gets(opened.text("pageUrl") + "/elsewhere").status == 404
    assert odero_guest.gets(opened.text("pageUrl") + "/back").status == 400


def test_a_page_in_a_frame_has_no_frame_of_its_own(odero: Oderopay, odero_guest: Browser) -> None:
    address = opens_page(odero).text("pageUrl")
    assert 'class="whole"' in odero_guest.gets(address).text
    framed = odero_guest.gets(address + "?iframe=True")
    assert 'class="bare"' in framed.text
    assert 'class="bare"' in types(odero_guest, framed, "4102090000000000").text


@pytest.mark.parametrize("kind", ["drop_before", "lose_answer", "hang"])
def test_a_return_that_is_lost_loses_no_money(odero: Oderopay, odero_guest: Browser, ground: Ground, kind: str) -> None:
    opened = opens_page(odero)
    page = odero_guest.gets(opened.text("pageUrl"))
    ground.faults.add(Fault(kind, operation="callback"))
    assert types(odero_guest, page).status == 0
    assert result(odero, opened)["paymentPhase"] == "PRE_AUTH"
    assert ground.bank.executions["oderopay", "place"] == 1


def test_a_decline_on_order(odero: Oderopay, odero_guest: Browser, ground: Ground) -> None:
    opened = opens_page(odero)
    page = odero_guest.gets(opened.text("pageUrl"))
    ground.faults.add(Fault("decline", operation="place", code="10043", group="STOLEN_CARD"))
    assert "STOLEN_CARD" in types(odero_guest, page).text


def test_an_open_page_and_its_result_outlive_the_process(
    tmp_path: Path, ground: Ground, odero: Oderopay, odero_guest: Browser
) -> None:
    paid, waiting = opens_page(odero), opens_page(odero, paymentPhase="AUTH")
    types(odero_guest, odero_guest.gets(paid.text("pageUrl")))
    remember(ground, tmp_path / "bank.json")
    assert CREDIT not in (tmp_path / "bank.json").read_text("utf-8")
    later = new_ground(Bank(clock=ground.bank.now))
    assert recall(later, tmp_path / "bank.json")
    desk, guest = oderopay_in_memory(later), Browser(lambda request: oderopay.handle(later, request))
    assert result(desk, paid)["paymentPhase"] == "PRE_AUTH"
    types(guest, guest.gets(waiting.text("pageUrl")))
    assert result(desk, waiting)["paymentPhase"] == "AUTH"


def test_a_page_that_the_gateway_denies_for_once(odero: Oderopay, odero_guest: Browser, ground: Ground) -> None:
    opened = opens_page(odero)
    types(odero_guest, odero_guest.gets(opened.text("pageUrl")))
    ground.faults.add(Fault("not_found", operation="hosted_result"))
    assert result(odero, opened)["errorCode"] == "2114"
    assert result(odero, opened)["paymentStatus"] == "SUCCESS"
    ground.faults.add(Fault("not_found", operation="inquire"))
    assert odero.searches("RZV-2026-000184") == []


def test_the_switches_are_set_at_the_control_address(ground: Ground) -> None:
    body = b'{"oderopay":{"hosted_threeds":false,"pos_aliases":"cuzdan=e-money"}}'
    assert control.handle(ground, Request("POST", "/settings", {}, body)).status == 200
    assert not ways_of(ground).hosted_threeds
    assert (ways_of(ground).pos_kind("cuzdan"), ways_of(ground).pos_kind("")) == ("e-money", "bank")
    assert control.handle(ground, Request("POST", "/reset", {})).status == 200
    assert ways_of(ground) == Ways()
