"""Cards stored at the practice ÖderoPay: stored by paying, found, paid with, forgotten (ÖderoPay notes §12)."""

from pathlib import Path
from urllib.parse import quote

import pytest

from frontdesk.practice.bank import DAY, Bank
from frontdesk.practice.dialects import new_ground
from frontdesk.practice.ground import Ground
from frontdesk.practice.memory import recall, remember
from frontdesk.practice.oderopay.ways import ways_of
from tests.practice.clients import ODERO_CARD, Answer, Browser, Fields, Oderopay, oderopay_in_memory

PAY = "/payment/v1/card-payments"
CARDS = "/payment/v1/cards"
NOBODY = "5b1f0c52-7a77-4a3e-9a63-0f1d2c3b4a59"


def holds(odero: Oderopay, **card: object) -> Answer:
    return odero.call("POST", PAY, odero.order() | {"card": ODERO_CARD | card})


def stores(odero: Oderopay, **card: object) -> Answer:
    return holds(odero, **card | {"storeCardAfterSuccessPayment": True})


def keys_of(answer: Answer) -> Fields:
    return {"cardUserKey": answer["cardUserKey"], "cardToken": answer["cardToken"]}


def pays_with(odero: Oderopay, card: Fields, **changed: object) -> Answer:
    return odero.call("POST", PAY, odero.order(key="RZV-stored") | {"card": card} | changed)


def deletes(odero: Oderopay, card: Fields) -> Answer:
    return odero.call("DELETE", f"{CARDS}?cardUserKey={card['cardUserKey']}&cardToken={card['cardToken']}")


def test_a_hold_stores_its_card_only_when_asked(odero: Oderopay) -> None:
    plain = odero.holds()
    assert (plain["cardUserKey"], plain["cardToken"], plain["paidWithStoredCard"]) == (None, None, False)
    assert odero.call("GET", CARDS).rows("items") == []
    kept = stores(odero, cardAlias="Oda 204 Şeref")
    assert kept["paidWithStoredCard"] is False
    assert [len(str(kept[name])) for name in ("cardUserKey", "cardToken")] == [36, 36]
    found = odero.call("GET", f"{CARDS}?cardAlias={quote('Oda 204 Şeref')}&page=0&size=10")
    assert found["totalSize"] == 1
    assert found.rows("items")[0] == keys_of(kept) | {
        "binNumber": "525864",
        "lastFourDigits": "0001",
        "expireYear": "2044",
        "expireMonth": "07",
        "cardHolderName": "Ayşe Güneş",
        "cardAlias": "Oda 204 Şeref",
        "cardType": "CREDIT_CARD",
        "cardAssociation": "MASTER_CARD",
        "cardBrand": "World",
        "cardBankName": "YAPI VE KREDİ BANKASI A.Ş.",
        "cardBankId": 67,
    }


def test_a_stored_card_holds_without_a_number(odero: Oderopay, bank: Bank) -> None:
    kept = keys_of(stores(odero))
    held = pays_with(odero, kept)
    assert (held["paymentPhase"], held["paidWithStoredCard"], held["lastFourDigits"]) == ("PRE_AUTH", True, "0001")
    assert keys_of(held) == kept
    assert keys_of(odero.reads(held["id"])) == kept
    assert odero.captures(held["id"], 100)["paidWithStoredCard"] is True
    report = odero.searches("RZV-stored")[0]["paymentCard"]
    assert isinstance(report, dict)
    assert report["cardHolderName"] == "Ayşe Güneş"
    assert bank.executions["oderopay", "place"] == 2


def test_a_sale_stores_its_card_too(odero: Oderopay) -> None:
    order = odero.order(storeCardAfterSuccessPayment=True) | {"paymentPhase": "AUTH"}
    assert odero.call("POST", PAY, order)["cardToken"]


def test_under_three_d_secure_the_keys_come_with_completion(odero: Oderopay, odero_guest: Browser) -> None:
    started = odero.starts_challenge(storeCardAfterSuccessPayment=True)
    back = odero_guest.presses(odero_guest.opens(started.text("htmlContent")), "code", "123456")
    assert back.form
    number = back.form["paymentId"]
    assert odero.reads(number)["cardToken"] is None
    assert odero.call("GET", CARDS)["totalSize"] == 0
    kept = keys_of(odero.completes(number))
    assert keys_of(odero.reads(number)) == kept
    again = odero.call("POST", PAY + "/3ds-init", odero.order() | {"card": kept, "callbackUrl": "http://127.0.0.1:9/"})
    assert "htmlContent" in again.body


def test_a_challenge_with_a_stored_card(odero: Oderopay, odero_guest: Browser) -> None:
    kept = keys_of(stores(odero))
    fields = odero.order() | {"card": kept, "callbackUrl": "http://127.0.0.1:9/3ds/a-guess-proof-token"}
    started = odero.call("POST", PAY + "/3ds-init", fields)
    back = odero_guest.presses(odero_guest.opens(started.text("htmlContent")), "code", "123456")
    assert back.form
    held = odero.completes(back.form["paymentId"])
    assert (held["paidWithStoredCard"], held["isThreeDS"]) == (True, True)


def test_a_guests_further_cards_go_to_the_same_key(odero: Oderopay) -> None:
    first = stores(odero)
    user = first["cardUserKey"]
    second = stores(odero, cardUserKey=user, cardNumber="4256690000000001", cardAlias="ikinci")
    same = stores(odero, cardUserKey=user)
    assert second["cardUserKey"] == same["cardUserKey"] == user
    assert same["cardToken"] == first["cardToken"] != second["cardToken"]
    assert stores(odero)["cardUserKey"] != user
    listed = odero.call("GET", f"{CARDS}?cardUserKey={user}").rows("items")
    assert [one["cardAlias"] for one in listed] == ["ikinci", None]


def test_a_refused_payment_stores_nothing(odero: Oderopay) -> None:
    assert stores(odero, cardNumber="4102090000000000")["errorGroup"] == "NOT_SUFFICIENT_FUNDS"
    assert odero.call("GET", CARDS)["totalSize"] == 0


@pytest.mark.parametrize(
    ("card", "code"),
    [
        ({"cardHolderName": "Ayşe & Deniz"}, "2001"),
        ({"cardHolderName": "Ayşe (Güneş)"}, "2001"),
        ({"cardHolderName": "Oda 123456"}, "2001"),
        ({"cardHolderName": "Oda 12345"}, None),
        ({"cardUserKey": "short"}, "2001"),
        ({"cardUserKey": NOBODY}, "2404"),
    ],
)
def test_rules_of_storing(odero: Oderopay, bank: Bank, card: Fields, code: str | None) -> None:
    assert stores(odero, **card).body.get("errorCode") == code
    assert holds(odero, **card)["paymentStatus"] == "SUCCESS"
    assert bank.executions["oderopay", "place"] == (1 if code else 2)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 3),
        ("cardBrand=World", 1),
        ("cardType=DEBIT_CARD", 1),
        ("cardAssociation=VISA", 2),
        ("cardBankName=" + quote("AKBANK T.A.Ş."), 2),
        ("cardAssociation=VISA&cardType=CREDIT_CARD", 1),
        ("cardToken=" + NOBODY, 0),
        ("size=2", 2),
        ("size=2&page=1", 1),
        ("size=0", None),
    ],
)
def test_filters_and_pages(odero: Oderopay, query: str, found: int | None) -> None:
    for number in ("5258640000000001", "4256690000000001", "4796810000000002"):
        stores(odero, cardNumber=number)
    listed = odero.call("GET", f"{CARDS}?{query}")
    assert listed.body.get("errorCode") == (None if found is not None else "2001")
    assert found is None or len(listed.rows("items")) == found


def test_a_deleted_card_is_gone_but_what_it_paid_stays(odero: Oderopay, ground: Ground) -> None:
    kept = keys_of(stores(odero))
    held = pays_with(odero, kept)
    gone = odero.send(
        odero.signed("DELETE", f"{CARDS}?cardUserKey={kept['cardUserKey']}&cardToken={kept['cardToken']}")
    )
    assert (gone.status, gone.body) == (204, b"")
    again = deletes(odero, kept)
    assert (again.status, again["errorCode"], again["errorGroup"]) == (404, "2404", None)
    assert pays_with(odero, kept)["errorCode"] == "2404"
    assert odero.captures(held["id"], 10)["paymentPhase"] == "POST_AUTH"
    assert ground.bank.requests["oderopay", "delete_card"] == 2


@pytest.mark.parametrize(
    "card", [{"cardUserKey": NOBODY, "cardToken": "short"}, {"cardUserKey": "", "cardToken": NOBODY}]
)
def test_both_keys_are_needed_whole(odero: Oderopay, card: Fields) -> None:
    assert deletes(odero, card)["errorCode"] == "2001"


def test_a_token_belongs_to_its_guest(odero: Oderopay) -> None:
    one, other = keys_of(stores(odero)), keys_of(stores(odero))
    assert deletes(odero, one | {"cardUserKey": other["cardUserKey"]})["errorCode"] == "2404"
    assert pays_with(odero, one | {"cardUserKey": other["cardUserKey"]})["errorCode"] == "2404"


def test_a_bank_that_wants_the_security_code(odero: Oderopay, ground: Ground) -> None:
    kept = keys_of(stores(odero))
    ground.ways["oderopay"] = ways_of(ground)._replace(cvc_required=True)
    refused = pays_with(odero, kept)
    assert (refused.status, refused["errorGroup"]) == (422, "CVC_REQUIRED")
    assert odero.searches("RZV-stored")[0]["paymentStatus"] == "FAILURE"
    assert pays_with(odero, kept | {"cvc": "12"})["errorCode"] == "2001"
    assert pays_with(odero, kept | {"cvc": "000"})["paymentStatus"] == "SUCCESS"


def test_a_stored_card_expires(odero: Oderopay, bank: Bank) -> None:
    kept = keys_of(stores(odero, expireMonth="8", expireYear="2026"))
    bank.advance(90 * DAY)
    assert pays_with(odero, kept)["errorGroup"] == "EXPIRED_CARD"


def test_stored_cards_outlive_the_process(
    tmp_path: Path, ground: Ground, odero: Oderopay, odero_guest: Browser
) -> None:
    held = stores(odero)
    started = odero.starts_challenge(key="half", storeCardAfterSuccessPayment=True)
    odero_guest.presses(odero_guest.opens(started.text("htmlContent")), "code", "123456")
    remember(ground, tmp_path / "bank.json")
    assert "5258640000000001" not in (tmp_path / "bank.json").read_text("utf-8")
    later = new_ground(Bank(clock=ground.bank.now))
    assert recall(later, tmp_path / "bank.json")
    desk = oderopay_in_memory(later)
    assert keys_of(desk.reads(held["id"])) == keys_of(held)
    assert pays_with(desk, keys_of(held))["paidWithStoredCard"] is True
    assert desk.completes(desk.searches("half")[0]["id"])["cardToken"]
    assert desk.call("GET", CARDS)["totalSize"] == 2


def test_a_deletion_is_worth_remembering(odero: Oderopay, bank: Bank) -> None:
    kept = keys_of(stores(odero))
    bank.changed.clear()
    assert deletes(odero, kept).status == 204
    assert bank.changed.is_set()
