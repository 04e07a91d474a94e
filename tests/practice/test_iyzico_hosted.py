"""iyzico's hosted form: the guest types the card on the gateway's own page (iyzico notes §15)."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from frontdesk.practice.dialects import new_ground
from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Ground
from frontdesk.practice.iyzico import signing
from frontdesk.practice.iyzico import ways as ways_of
from frontdesk.practice.iyzico.ways import state, ways
from frontdesk.practice.memory import recall, remember
from tests.practice.clients import CALLBACK, Answer, Browser, Fields, Iyzico, Page, iyzico_in_memory

START = "/payment/iyzipos/checkoutform/initialize/preauth/ecom"
RESULT = "/payment/iyzipos/checkoutform/auth/ecom/detail"
TYPED = {"holder": "DENIZ ORNEK", "number": "5528 7900 0000 0008", "month": "11", "year": "2044", "cvc": "000"}
DEBIT = "5890040000000016"


def opens(iyz: Iyzico, /, **more: object) -> Answer:
    path = str(more.pop("path", START))
    order = iyz.order(key="hold-7f3a-3") | {"callbackUrl": CALLBACK, "enabledInstallments": [1]}
    del order["paymentCard"], order["installment"]
    return iyz.call("POST", path, order | more)


def asks(iyz: Iyzico, form: Answer) -> Answer:
    return iyz.call("POST", RESULT, {"token": form["token"], "conversationId": "hold-7f3a-q-3"})


def sees(guest: Browser, form: Answer) -> Page:
    return guest.gets(form.text("paymentPageUrl"))


def types(guest: Browser, page: Page, button: str = "pay", **other: str) -> Page:
    return guest.posts(page.action, page.fields | TYPED | other | {"do": button})


def pays(guest: Browser, form: Answer, **other: str) -> Page:
    """The whole way, with the bank's code where it is asked for."""
    page = guest.moves_on(types(guest, sees(guest, form), **other))
    return guest.presses(page, "code", "123456") if page.asks_for_code() else page


def told(page: Page) -> str:
    found = re.search(r'class="message \w+" id="message" role="alert">([^<]*)<', page.text)
    assert found
    return found[1]


def test_a_hold_by_the_hosted_form(iyz: Iyzico, iyzico_guest: Browser, ground: Ground) -> None:
    form = opens(iyz)
    text = [str(form["conversationId"]), str(form["token"])]
    assert form["signature"] == signing.values_signature(iyz.account["secret_key"], text)
    assert (form["tokenExpireTime"], form.text("paymentPageUrl") in form.text("checkoutFormContent")) == (1800, True)
    back = pays(iyzico_guest, form)
    assert back.form == {"token": form["token"]}
    result = asks(iyz, form)
    assert (result["paymentStatus"], result["phase"], result["paidPrice"]) == ("SUCCESS", "PRE_AUTH", 1500)
    assert (result["token"], result["basketId"], result["mdStatus"]) == (form["token"], "dep-7f3a", 1)
    assert iyz.captures(result["paymentId"], "850.5")["phase"] == "POST_AUTH"
    assert iyz.asks(paymentConversationId="hold-7f3a-3")["paymentId"] == result["paymentId"]
    assert "5528790000000008" not in repr(list(ground.bank.all())) + repr(ways_of.remember(state(ground)))


def test_the_result_is_signed_over_eight_fields(iyz: Iyzico, iyzico_guest: Browser) -> None:
    form = opens(iyz)
    pays(iyzico_guest, form)
    result = asks(iyz, form)
    text = f"SUCCESS:{result['paymentId']}:TRY:dep-7f3a:hold-7f3a-q-3:1500:1500:{form['token']}"
    assert result["signature"] == signing.values_signature(iyz.account["secret_key"], text.split(":"))


def test_without_the_banks_page_for_credit_cards_only(iyz: Iyzico, iyzico_guest: Browser, ground: Ground) -> None:
    ground.ways["iyzico"] = ways(ground)._replace(hosted_threeds=False)
    form = opens(iyz)
    back = iyzico_guest.moves_on(types(iyzico_guest, sees(iyzico_guest, form)))
    assert back.form == {"token": form["token"]}
    assert "mdStatus" not in asks(iyz, form).body
    for more, number in (({}, DEBIT), ({"forceThreeDS": 1}, TYPED["number"])):
        page = types(iyzico_guest, sees(iyzico_guest, opens(iyz, **more)), number=number)
        assert iyzico_guest.moves_on(page).asks_for_code()


def test_a_debit_cards_hold_may_be_a_sale(iyz: Iyzico, iyzico_guest: Browser, ground: Ground) -> None:
    honest, other = opens(iyz), opens(iyz)
    pays(iyzico_guest, honest, number=DEBIT)
    assert asks(iyz, honest)["phase"] == "PRE_AUTH"
    ground.ways["iyzico"] = ways(ground)._replace(hosted_debit_sale=True)
    pays(iyzico_guest, other, number=DEBIT)
    result = asks(iyz, other)
    assert (result["paymentStatus"], result["phase"]) == ("SUCCESS", "AUTH")
    assert iyz.captures(result["paymentId"], "1")["errorCode"] == "5082"
    assert iyz.cancels(result["paymentId"])["status"] == "success"


def test_a_sale_by_the_hosted_form(iyz: Iyzico, iyzico_guest: Browser) -> None:
    form = opens(iyz, path="/payment/iyzipos/checkoutform/initialize/auth/ecom")
    pays(iyzico_guest, form)
    assert asks(iyz, form)["phase"] == "AUTH"


@pytest.mark.parametrize(
    ("locale", "word"), [("tr", "Tutar kartınızda bloke edilir"), ("en", "The amount is held on your card")]
)
def test_the_page_speaks_the_forms_language(iyz: Iyzico, iyzico_guest: Browser, locale: str, word: str) -> None:
    page = sees(iyzico_guest, opens(iyz, locale=locale))
    assert f'<html lang="{locale}">' in page.text
    assert word in page.text
    assert "1.500,00 TL" in page.text
    assert "Örnek Otel" in page.text


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ({"holder": " "}, "cardHolderName is required"),
        ({"number": "5528 7900 0000 0009"}, "Card number is invalid"),
        ({"number": ""}, "Card number is invalid"),
        ({"number": "4242 4242 4242 4242"}, "Invalid card number"),
        ({"year": "2020"}, "Expire date is invalid"),
        ({"cvc": "12"}, "cvc is invalid"),
        ({"number": "4151111111111112"}, "Communication or system error"),
    ],
)
def test_what_is_typed_wrong_is_said_on_the_page(
    iyz: Iyzico, iyzico_guest: Browser, other: dict[str, str], message: str
) -> None:
    form = opens(iyz, locale="en")
    page = types(iyzico_guest, sees(iyzico_guest, form), **other)
    assert told(page) == message
    assert 'value="DENIZ ORNEK"' in page.text or other == {"holder": " "}
    assert "<option selected>11</option>" in page.text
    assert "5528 7900 0000 0009" not in page.text
    assert asks(iyz, form)["errorCode"] == "5087"
    assert iyzico_guest.presses(iyzico_guest.moves_on(types(iyzico_guest, page)), "code", "123456").form


def test_a_declined_guest_may_try_another_card(iyz: Iyzico, iyzico_guest: Browser, ground: Ground) -> None:
    ground.ways["iyzico"] = ways(ground)._replace(hosted_threeds=False)
    form = opens(iyz)
    page = types(iyzico_guest, sees(iyzico_guest, form), number="4111111111111129")
    assert told(page) == "Kart limiti yetersiz, yetersiz bakiye"
    result = asks(iyz, form)
    assert (result["status"], result["paymentStatus"]) == ("success", "FAILURE")
    assert iyzico_guest.moves_on(types(iyzico_guest, page)).form == {"token": form["token"]}
    assert asks(iyz, form)["paymentStatus"] == "SUCCESS"


@pytest.mark.parametrize("number", ["4111111111111129", "5528790000000008"])
def test_a_payment_that_fails_at_the_banks_page(iyz: Iyzico, iyzico_guest: Browser, number: str) -> None:
    form = opens(iyz)
    page = iyzico_guest.moves_on(types(iyzico_guest, sees(iyzico_guest, form), number=number))
    button, code = ("code", "123456") if number.startswith("4") else ("cancel", "")
    assert iyzico_guest.presses(page, button, code).form == {"token": form["token"]}
    assert asks(iyz, form)["paymentStatus"] == "FAILURE"


@pytest.mark.parametrize(("threeds", "operation"), [(True, "complete"), (False, "place")])
def test_a_bank_that_declines_on_demand(
    iyz: Iyzico, iyzico_guest: Browser, ground: Ground, threeds: bool, operation: str
) -> None:
    ground.ways["iyzico"] = ways(ground)._replace(hosted_threeds=threeds)
    ground.faults.add(Fault("decline", "iyzico", operation, code="10057", group="NOT_PERMITTED_TO_CARDHOLDER"))
    form = opens(iyz)
    page = types(iyzico_guest, sees(iyzico_guest, form))
    if threeds:
        iyzico_guest.presses(iyzico_guest.moves_on(page), "code", "123456")
    assert asks(iyz, form)["paymentStatus"] == "FAILURE"
    assert [one.error for one in ground.bank.all()] == [("10057", "NOT_PERMITTED_TO_CARDHOLDER")]


def test_a_guest_who_cancels_goes_back_without_a_payment(iyz: Iyzico, iyzico_guest: Browser) -> None:
    form = opens(iyz)
    back = iyzico_guest.moves_on(types(iyzico_guest, sees(iyzico_guest, form), "cancel"))
    assert back.form == {"token": form["token"]}
    assert asks(iyz, form)["errorCode"] == "5087"


def test_the_guest_is_still_at_the_banks_page(iyz: Iyzico, iyzico_guest: Browser) -> None:
    form = opens(iyz)
    iyzico_guest.moves_on(types(iyzico_guest, sees(iyzico_guest, form)))
    assert asks(iyz, form)["paymentStatus"] == "INIT_THREEDS"


def test_an_attempt_that_was_given_up_holds_nothing(iyz: Iyzico, iyzico_guest: Browser, ground: Ground) -> None:
    form = opens(iyz)
    first = iyzico_guest.moves_on(types(iyzico_guest, sees(iyzico_guest, form)))
    pays(iyzico_guest, form)
    assert iyzico_guest.presses(first, "code", "123456").form == {"token": form["token"]}
    assert [one.state for one in ground.bank.all("iyzico")] == ["refused", "held"]
    assert asks(iyz, form)["paymentStatus"] == "SUCCESS"


def test_a_form_is_paid_once(iyz: Iyzico, iyzico_guest: Browser) -> None:
    form = opens(iyz)
    page = sees(iyzico_guest, form)
    pays(iyzico_guest, form)
    assert "Bu ödeme daha önce alındı" in sees(iyzico_guest, form).text
    assert "Bu ödeme daha önce alındı" in types(iyzico_guest, page).text


def test_a_form_expires_on_the_banks_clock(iyz: Iyzico, iyzico_guest: Browser, ground: Ground) -> None:
    form, page = opens(iyz), sees(iyzico_guest, opens(iyz))
    ground.bank.advance(1801)
    assert "Ödeme sayfasının süresi doldu" in sees(iyzico_guest, form).text
    assert "Ödeme sayfasının süresi doldu" in types(iyzico_guest, page).text
    ground.ways["iyzico"] = ways(ground)._replace(token_seconds=60)
    assert opens(iyz)["tokenExpireTime"] == 60


def test_what_came_of_a_form_outlives_the_process(
    iyz: Iyzico, iyzico_guest: Browser, ground: Ground, tmp_path: Path
) -> None:
    form, unpaid = opens(iyz, enabledInstallments=[1, 3]), opens(iyz)
    pays(iyzico_guest, form, save="1")
    remember(ground, tmp_path / "bank.json")
    later = new_ground()
    assert recall(later, tmp_path / "bank.json")
    assert ways_of.remember(state(later)) == ways_of.remember(state(ground))
    desk = iyzico_in_memory(later)
    assert asks(desk, form)["paymentId"] == asks(iyz, form)["paymentId"]
    assert asks(desk, unpaid)["errorCode"] == "5087"


def test_a_token_that_nobody_gave(iyz: Iyzico, iyzico_guest: Browser) -> None:
    address = urlsplit(opens(iyz).text("paymentPageUrl"))
    assert iyzico_guest.gets(f"{address.scheme}://{address.netloc}{address.path}?token=guess").status == 404
    assert iyz.call("POST", RESULT, {"token": "guess"})["errorCode"] == "5087"


def test_instalments_that_the_form_offers(iyz: Iyzico, iyzico_guest: Browser) -> None:
    form = opens(iyz, enabledInstallments=[1, 3, "6"])
    page = sees(iyzico_guest, form)
    assert "<option>6</option>" in page.text
    pays(iyzico_guest, form, installment="3")
    assert asks(iyz, form)["installment"] == 3
    pays(iyzico_guest, sly := opens(iyz), installment="12")
    assert asks(iyz, sly)["installment"] == 1
    debit = opens(iyz, enabledInstallments=[3])
    assert told(types(iyzico_guest, sees(iyzico_guest, debit), number=DEBIT)) == "Banka kartlarına taksit yapılamaz"


def test_a_card_is_kept_when_the_guest_says_so(iyz: Iyzico, iyzico_guest: Browser) -> None:
    pays(iyzico_guest, form := opens(iyz), save="1")
    kept = asks(iyz, form)
    again = opens(iyz, cardUserKey=kept["cardUserKey"])
    pays(iyzico_guest, again, save="1", number="5526080000000006")
    listed = iyz.call("POST", "/cardstorage/cards", {"cardUserKey": kept["cardUserKey"]}).rows("cardDetails")
    assert [one["cardAlias"] for one in listed] == ["Paraf 0008", "Axess 0006"]
    assert opens(iyz, cardUserKey="cuk-nobody")["errorCode"] == "3005"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"price": ""}, "5004"),
        ({"paidPrice": ""}, "24"),
        ({"callbackUrl": ""}, "23"),
        ({"currency": ""}, "24"),
        ({"currency": "XYZ"}, "11"),
        ({"buyer": {}}, "11"),
        ({"buyer": {"email": "deniz@example.com"}}, "8"),
        ({"shippingAddress": {}}, "11"),
        ({"basketItems": []}, "11"),
        ({"price": "1499"}, "5062"),
        ({"enabledInstallments": [5]}, "11"),
        ({"enabledInstallments": []}, "11"),
    ],
)
def test_a_form_that_cannot_be_opened(iyz: Iyzico, more: Fields, code: str) -> None:
    assert opens(iyz, **more)["errorCode"] == code


@pytest.mark.parametrize("threeds", [True, False])
def test_a_browser_that_brings_another_token(iyz: Iyzico, iyzico_guest: Browser, ground: Ground, threeds: bool) -> None:
    ground.ways["iyzico"] = ways(ground)._replace(hosted_threeds=threeds)
    ground.faults.add(Fault("wrong_id", "iyzico", "callback"))
    form = opens(iyz)
    back = pays(iyzico_guest, form)
    assert back.form
    assert set(back.form) == {"token"}
    assert back.form["token"] != form["token"]


@pytest.mark.parametrize("kind", ["drop_before", "lose_answer", "hang"])
def test_a_browser_that_never_comes_back(iyz: Iyzico, iyzico_guest: Browser, ground: Ground, kind: str) -> None:
    ground.ways["iyzico"] = ways(ground)._replace(hosted_threeds=False)
    form = opens(iyz)
    page = sees(iyzico_guest, form)
    ground.faults.add(Fault(kind, "iyzico", "callback"))
    assert types(iyzico_guest, page).form is None
    assert asks(iyz, form)["paymentStatus"] == "SUCCESS"


def test_the_look_up_lags_behind(iyz: Iyzico, iyzico_guest: Browser, ground: Ground) -> None:
    form = opens(iyz)
    pays(iyzico_guest, form)
    number = int(asks(iyz, form).text("paymentId"))
    ground.bank.hide("iyzico", number, None, 30)
    assert asks(iyz, form)["errorCode"] == "5087"
    ground.bank.advance(31)
    assert asks(iyz, form)["phase"] == "PRE_AUTH"
