"""Cards that guests leave with iyzico: stored, listed, held on, deleted (iyzico notes §14)."""

import json
from pathlib import Path

import pytest

from frontdesk.practice.dialects import new_ground
from frontdesk.practice.ground import Ground
from frontdesk.practice.iyzico.ways import state, ways
from frontdesk.practice.memory import recall, remember
from tests.practice.clients import CARD, Answer, Browser, Fields, Iyzico, iyzico_in_memory

DEBIT = "5890040000000016"


def stores(iyz: Iyzico, **more: object) -> Answer:
    """Leave the usual card with iyzico, for a new guest unless `cardUserKey` says otherwise."""
    card = {name: value for name, value in CARD.items() if name != "cvc"} | {"cardAlias": "İş kartı"}
    number = more.pop("cardNumber", None)
    guest: Fields = {} if "cardUserKey" in more else {"email": "deniz@example.com", "externalId": "guest-118"}
    fields = guest | {"conversationId": "card-1", "card": card | ({"cardNumber": number} if number else {})} | more
    return iyz.call("POST", "/cardstorage/card", fields)


def keys(answer: Answer) -> Fields:
    return {name: answer[name] for name in ("cardUserKey", "cardToken")}


def lists(iyz: Iyzico, user: object) -> list[dict[str, object]]:
    return iyz.call("POST", "/cardstorage/cards", {"cardUserKey": user}).rows("cardDetails")


def holds_on(iyz: Iyzico, card: Fields, path: str = "/payment/preauth", **more: object) -> Answer:
    return iyz.call("POST", path, iyz.order() | {"paymentCard": card} | more)


def test_a_card_is_stored_listed_and_deleted(iyz: Iyzico) -> None:
    stored = stores(iyz)
    assert "signature" not in stored.body
    assert (stored["externalId"], stored["email"], stored["cardAlias"]) == (
        "guest-118",
        "deniz@example.com",
        "İş kartı",
    )
    assert (stored["binNumber"], stored["lastFourDigits"], stored["cardBankCode"]) == ("552879", "0008", 12)
    second = stores(iyz, cardUserKey=stored["cardUserKey"], cardNumber="5526080000000006")
    assert second["cardUserKey"] == stored["cardUserKey"]
    listed = lists(iyz, stored["cardUserKey"])
    assert [one["cardToken"] for one in listed] == [stored["cardToken"], second["cardToken"]]
    assert (listed[0]["expireMonth"], listed[0]["expireYear"], listed[0]["cardFamily"]) == ("11", "2044", "Paraf")
    gone = iyz.call("DELETE", "/cardstorage/card", keys(stored))
    assert set(gone.body) == {"status", "locale", "systemTime"}
    assert [one["cardToken"] for one in lists(iyz, stored["cardUserKey"])] == [second["cardToken"]]
    assert iyz.call("DELETE", "/cardstorage/card", keys(stored))["errorCode"] == "3006"


def test_the_body_of_a_delete_is_signed(iyz: Iyzico) -> None:
    request = iyz.signed("DELETE", "/cardstorage/card", keys(stores(iyz)))
    assert b"1000" in iyz.send(request._replace(body=request.body + b" ")).body


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"email": ""}, "3"),
        ({"card": {}}, "11"),
        ({"card": {"cardNumber": "5528790000000008", "expireMonth": "11", "expireYear": "2044"}}, "16"),
        ({"card": {"cardHolderName": "DENIZ ORNEK", "expireMonth": "11", "expireYear": "2044"}}, "24"),
        ({"cardNumber": "5528790000000009"}, "12"),
        ({"cardNumber": "4242424242424242"}, "12"),
        ({"card": CARD | {"expireYear": "2020"}}, "17"),
        ({"card": CARD | {"cardAlias": "k" * 256}}, "21"),
        ({"cardUserKey": "cuk-nobody"}, "3005"),
    ],
)
def test_a_card_that_cannot_be_stored(iyz: Iyzico, more: Fields, code: str) -> None:
    assert stores(iyz, **more)["errorCode"] == code


@pytest.mark.parametrize(
    ("method", "path", "fields", "code"),
    [
        ("POST", "/cardstorage/cards", {}, "3001"),
        ("POST", "/cardstorage/cards", {"cardUserKey": "cuk-nobody"}, "3005"),
        ("DELETE", "/cardstorage/card", {"cardToken": "ctk-nothing"}, "3001"),
        ("DELETE", "/cardstorage/card", {"cardUserKey": "cuk-nobody", "cardToken": "ctk-nothing"}, "3005"),
    ],
)
def test_keys_that_are_missing_or_unknown(iyz: Iyzico, method: str, path: str, fields: Fields, code: str) -> None:
    assert iyz.call(method, path, fields)["errorCode"] == code


def test_a_delete_without_the_cards_token(iyz: Iyzico) -> None:
    user = stores(iyz)["cardUserKey"]
    assert iyz.call("DELETE", "/cardstorage/card", {"cardUserKey": user})["errorCode"] == "3002"


def test_a_hold_and_a_sale_on_a_stored_card(iyz: Iyzico) -> None:
    card = keys(stores(iyz))
    held = holds_on(iyz, card)
    assert (held["phase"], held["lastFourDigits"]) == ("PRE_AUTH", "0008")
    assert keys(held) == card
    assert keys(iyz.captures(held["paymentId"], "850.5")) == card
    assert keys(iyz.asks(paymentId=held["paymentId"])) == card
    assert holds_on(iyz, card, "/payment/auth")["phase"] == "AUTH"
    assert "cardToken" not in iyz.holds().body


def test_a_hold_on_a_stored_card_at_the_banks_page(iyz: Iyzico, iyzico_guest: Browser) -> None:
    card = keys(stores(iyz, cardNumber=DEBIT))
    started = holds_on(iyz, card, "/payment/3dsecure/initialize/preauth", callbackUrl="http://127.0.0.1:9/3ds/a")
    iyzico_guest.presses(iyzico_guest.opens(started.text("threeDSHtmlContent")), "code", "123456")
    assert keys(iyz.completes(started["paymentId"])) == card


def test_a_stored_debit_card_needs_three_d_secure(iyz: Iyzico) -> None:
    refused = holds_on(iyz, keys(stores(iyz, cardNumber=DEBIT)))
    assert (refused["errorCode"], refused["errorGroup"]) == ("10217", "DEBIT_CARDS_REQUIRES_3DS")


def test_keys_that_do_not_lead_to_a_card(iyz: Iyzico) -> None:
    mine, other = keys(stores(iyz)), keys(stores(iyz))
    assert holds_on(iyz, {"cardToken": mine["cardToken"]})["errorCode"] == "5111"
    assert holds_on(iyz, {"cardUserKey": mine["cardUserKey"]})["errorCode"] == "3002"
    assert holds_on(iyz, {"cardUserKey": "cuk-nobody", "cardToken": "ctk"})["errorCode"] == "3005"
    assert holds_on(iyz, mine | {"cardToken": other["cardToken"]})["errorCode"] == "3006"
    assert iyz.holds(cardUserKey="cuk-nobody", registerCard=1)["errorCode"] == "3005"
    assert iyz.holds(cardToken=mine["cardToken"], registerCard=1)["errorCode"] == "5111"


def test_an_issuer_that_wants_the_cvc(iyz: Iyzico, ground: Ground) -> None:
    card = keys(stores(iyz))
    ground.ways["iyzico"] = ways(ground)._replace(stored_card_cvc=True)
    refused = holds_on(iyz, card)
    assert (refused["errorCode"], refused["errorGroup"]) == ("10057", "NOT_PERMITTED_TO_CARDHOLDER")
    assert holds_on(iyz, card | {"cvc": "12"})["errorCode"] == "15"
    assert holds_on(iyz, card | {"cvc": "000"})["phase"] == "PRE_AUTH"
    path = "/payment/3dsecure/initialize/preauth"
    assert holds_on(iyz, card, path, callbackUrl="http://127.0.0.1:9/3ds/a")["errorCode"] == "10057"


def test_a_stored_card_expires(iyz: Iyzico, ground: Ground) -> None:
    card = keys(stores(iyz))
    ground.bank.advance(20 * 365 * 86_400)
    assert holds_on(iyz, card)["errorCode"] == "10054"


def test_a_card_is_stored_with_its_hold(iyz: Iyzico) -> None:
    held = iyz.holds(registerCard=1, cardAlias="Deniz'in kartı")
    listed = lists(iyz, held["cardUserKey"])
    assert [(one["cardToken"], one["cardAlias"]) for one in listed] == [(held["cardToken"], "Deniz'in kartı")]
    more = iyz.holds(registerCard="1", cardUserKey=held["cardUserKey"], cardNumber="5526080000000006")
    assert more["cardUserKey"] == held["cardUserKey"]
    assert [one["lastFourDigits"] for one in lists(iyz, held["cardUserKey"])] == ["0008", "0006"]


def test_a_declined_hold_stores_nothing(iyz: Iyzico, ground: Ground) -> None:
    declined = iyz.holds(registerCard=1, cardNumber="4111111111111129")
    assert "cardToken" not in declined.body
    assert state(ground).vault.users == {}


def test_a_card_is_stored_when_its_challenge_is_completed(iyz: Iyzico, iyzico_guest: Browser, ground: Ground) -> None:
    started = iyz.starts_challenge(registerCard=1)
    page = iyzico_guest.opens(started.text("threeDSHtmlContent"))
    iyzico_guest.presses(page, "code", "123456")
    assert state(ground).vault.users == {}
    done = iyz.completes(started["paymentId"])
    assert lists(iyz, done["cardUserKey"])[0]["cardToken"] == done["cardToken"]


def test_stored_cards_outlive_the_process_without_their_numbers(iyz: Iyzico, ground: Ground, tmp_path: Path) -> None:
    file = tmp_path / "bank.json"
    card = keys(stores(iyz))
    held = iyz.holds(registerCard=1)
    started = iyz.starts_challenge(registerCard=1)
    remember(ground, file)
    assert "5528790000000008" not in file.read_text("utf-8")
    later = new_ground()
    assert recall(later, file)
    desk = iyzico_in_memory(later)
    assert holds_on(desk, card)["phase"] == "PRE_AUTH"
    assert keys(desk.asks(paymentId=held["paymentId"])) == keys(held)
    assert list(state(later).vault.awaiting) == [int(started.text("paymentId"))]


def test_a_card_storage_that_is_not_understood_is_none(ground: Ground, tmp_path: Path) -> None:
    file = tmp_path / "bank.json"
    remember(ground, file)
    kept = json.loads(file.read_text("utf-8"))
    kept["beside_the_bank"]["iyzico"] = []
    file.write_text(json.dumps(kept), "utf-8")
    assert not recall(new_ground(), file)


def test_a_reset_forgets_the_cards(iyz: Iyzico, ground: Ground) -> None:
    user = stores(iyz)["cardUserKey"]
    ground.reset()
    assert iyz.call("POST", "/cardstorage/cards", {"cardUserKey": user})["errorCode"] == "3005"
