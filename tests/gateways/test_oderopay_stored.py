"""Cards that ÖderoPay keeps: stored with a hold, used again, listed and deleted (ÖderoPay notes §6.1, §12)."""

from typing import Any

import pytest

from frontdesk.domain.card import holder_problem
from frontdesk.domain.gateway import Approved, Challenge, Found, Refused, ReturnedPage, Unknown, WireResponse
from frontdesk.domain.stored_card import StoredCard
from frontdesk.domain.told import Deleted
from frontdesk.gateways.signing import oderopay_signature
from tests.gateways.dialects import PAGE, oderopay_payment, oderopay_reported
from tests.gateways.samples import ODERO_KEYS, ODERO_URL, answer, body, changed, header, hold, oderopay, order, replay
from tests.kit.in_memory import run_in_memory

USER, TOKEN = "5b1f0c52-7a77-4a3e-9a63-0f1d2c3b4a59", "c0ffee11-2233-4455-8677-8899aabbccdd"
STORED = StoredCard(USER, TOKEN, "525864", "0001", "mastercard", "credit", "", "World")
KEYS = {"cardUserKey": USER, "cardToken": TOKEN}
RETURN = "https://return.invalid/3ds/t"
UNKNOWN_CARD = '{"errors":{"errorCode":"2404","errorDescription":"Saklı kart bulunamadı","errorGroup":null}}'
LISTED = """{"data":{"items":[{"binNumber":"525864","lastFourDigits":"0001","expireYear":"2044","expireMonth":"07",
"cardHolderName":"Ayşe Güneş","cardUserKey":"5b1f0c52-7a77-4a3e-9a63-0f1d2c3b4a59",
"cardToken":"c0ffee11-2233-4455-8677-8899aabbccdd","cardAlias":"Oda 204 Şeref","cardType":"CREDIT_CARD",
"cardAssociation":"MASTER_CARD","cardBrand":"World","cardBankName":"YAPI VE KREDİ BANKASI A.Ş.","cardBankId":67}],
"page":0,"size":10,"totalSize":1}}"""


def payment(verb: str = "place", **more: Any) -> WireResponse:  # noqa: ANN401 -- JSON
    return answer({"data": {**oderopay_payment(verb), **more}})


def test_a_hold_on_a_stored_card_sends_its_two_keys_and_no_number() -> None:
    for address in ("", RETURN):
        request = next(oderopay().place(order(card=STORED, return_address=address)))
        assert body(request)["card"] == KEYS
        assert request.moves_money
        assert USER not in repr(request)


def test_the_guest_who_agrees_has_the_card_kept() -> None:
    first = body(next(oderopay().place(order(store=True))))["card"]
    assert first["storeCardAfterSuccessPayment"] is True
    assert "cardUserKey" not in first
    appended = body(next(oderopay().place(order(store=True, card_user=USER))))["card"]
    assert (appended["cardUserKey"], appended["cardNumber"]) == (USER, "5528790000000008")
    unasked = body(next(oderopay().place(order(card_user=USER))))["card"]
    assert {"storeCardAfterSuccessPayment", "cardUserKey"}.isdisjoint(unasked)


def test_the_keys_come_with_the_hold_only_where_the_guest_agreed() -> None:
    kept = run_in_memory(oderopay().place(order(store=True)), replay(payment(**KEYS)))
    assert isinstance(kept, Approved)
    assert kept.stored == STORED
    assert TOKEN not in repr(kept)
    for asked, keys in ((False, KEYS), (True, {"cardUserKey": None, "cardToken": None})):
        told = run_in_memory(oderopay().place(order(store=asked)), replay(payment(**keys)))
        assert isinstance(told, Approved)
        assert told.stored is None


def test_under_3ds_the_keys_come_with_the_completion() -> None:
    start = oderopay().place(order(store=True, return_address=RETURN))
    page = run_in_memory(start, replay(answer({"data": {"htmlContent": PAGE}})))
    assert isinstance(page, Challenge)
    held = hold(payment_id="7001", references=page.references)
    completion = oderopay().complete(held, ReturnedPage("authenticated", "7001"))
    told = run_in_memory(completion, replay(payment("complete", **KEYS)))
    assert isinstance(told, Approved)
    assert told.stored == STORED


def test_keys_whose_answer_was_lost_are_found_by_asking() -> None:
    answers = (payment(**KEYS), answer({"data": oderopay_reported()}))
    held = hold(payment_id="7001", references={"keeps_card": "yes"})
    found = run_in_memory(oderopay().inquire(held), replay(*answers))
    assert isinstance(found, Found)
    assert (found.state, found.stored) == ("held", STORED)
    unasked = run_in_memory(oderopay().inquire(hold(payment_id="7001")), replay(*answers))
    assert isinstance(unasked, Found)
    assert unasked.stored is None


@pytest.mark.parametrize("sign", [*'<>"%;&+()|=!', "123456"])
def test_a_holder_that_cannot_be_stored_never_leaves_the_field(sign: str) -> None:
    """The desk asks for another name before anything is sent (ÖderoPay notes §6.1)."""
    assert holder_problem(f"DENIZ {sign} ORNEK") == "holder_letters"
    assert holder_problem("DENIZ 12345 ORNEK") is None


@pytest.mark.parametrize(
    ("code", "group", "stored", "typed"),
    [
        ("2404", "", "stored_card_unknown", "stored_card_unknown"),
        ("10295", "CVC_REQUIRED", "stored_card_needs_cvv", "wrong_cvv"),
        ("10084", "INVALID_CVC2", "stored_card_needs_cvv", "wrong_cvv"),
        ("10217", "DEBIT_CARDS_REQUIRES_3DS", "needs_threeds", "needs_threeds"),
        ("10057", "NOT_PERMITTED_TO_CARDHOLDER", "not_permitted_card", "not_permitted_card"),
    ],
)
def test_what_is_wrong_with_a_stored_card_is_told_as_such(code: str, group: str, stored: str, typed: str) -> None:
    raw = answer({"errors": {"errorCode": code, "errorDescription": "…", "errorGroup": group or None}}, 422)
    assert run_in_memory(oderopay().place(order(card=STORED)), replay(raw)) == Refused(stored, code, group)
    assert run_in_memory(oderopay().place(order()), replay(raw)) == Refused(typed, code, group)


def test_the_cards_of_a_guest_are_listed_as_recorded() -> None:
    request = next(oderopay().list_cards(USER))
    assert (request.method, request.moves_money) == ("GET", False)
    assert request.target == f"/payment/v1/cards?cardUserKey={USER}&page=0&size=100"
    cards = run_in_memory(oderopay().list_cards(USER), replay(answer(LISTED)))
    assert cards == (STORED._replace(bank="YAPI VE KREDİ BANKASI A.Ş.", expires="2044-07"),)


def test_more_cards_than_a_page_holds() -> None:
    def page(token: str, total: int) -> WireResponse:
        return answer(LISTED.replace(TOKEN, token).replace('"totalSize":1', f'"totalSize":{total}'))

    cards = run_in_memory(oderopay().list_cards(USER), replay(page("a", 2), page("b", 2)))
    assert isinstance(cards, tuple)
    assert [card.token for card in cards] == ["a", "b"]
    empty = answer({"data": {"items": [], "totalSize": 2}})
    assert run_in_memory(oderopay().list_cards(USER), replay(page("a", 2), empty)) == Unknown("answer_unreadable")


@pytest.mark.parametrize(
    "raw", [answer({"data": {"items": []}}), answer(UNKNOWN_CARD, 404), answer(UNKNOWN_CARD), answer(UNKNOWN_CARD, 422)]
)
def test_a_guest_without_cards_has_none(raw: WireResponse) -> None:
    assert run_in_memory(oderopay().list_cards(USER), replay(raw)) == ()


@pytest.mark.parametrize(
    "raw",
    [
        LISTED.replace(USER, "somebody else"),
        LISTED.replace(f'"{TOKEN}"', "null"),
        LISTED.replace('"totalSize":1', '"totalSize":null'),
        LISTED.replace('"totalSize":1', '"totalSize":"many"'),
        '{"data":{"items":[5],"totalSize":1}}',
    ],
)
def test_a_list_of_somebody_else_is_no_list(raw: str) -> None:
    assert isinstance(run_in_memory(oderopay().list_cards(USER), replay(answer(raw))), Unknown)


def test_a_card_is_deleted_by_a_signed_query_without_a_body() -> None:
    odd = STORED._replace(user="a b/ş&x=1")
    request = next(oderopay().delete_card(odd))
    assert (request.method, request.body, request.moves_money) == ("DELETE", b"", False)
    assert request.target == f"/payment/v1/cards?cardUserKey=a%20b%2F%C5%9F%26x%3D1&cardToken={TOKEN}"
    wanted = oderopay_signature(
        f"{ODERO_URL}/payment/v1/cards?cardUserKey=a b/ş&x=1&cardToken={TOKEN}",
        ODERO_KEYS.api_key,
        ODERO_KEYS.secret_key,
        "N7q2Lr9sT4",
        b"",
    )
    assert header(request, "x-signature") == wanted
    assert "Content-Type" not in dict(request.headers)


@pytest.mark.parametrize(
    ("raw", "outcome"),
    [
        (answer("", 204), Deleted()),
        (answer({"data": {}}), Deleted()),
        (answer(UNKNOWN_CARD, 404), Deleted()),
        (answer(UNKNOWN_CARD), Deleted()),
        (answer("", 404), Unknown("answer_unreadable")),
        (answer("<html>", 404), Unknown("answer_unreadable")),
        (answer("", 200), Unknown("answer_unreadable")),
        (answer({}), Unknown("answer_unreadable")),
        (answer({"errors": {"errorCode": "1003"}}, 401), Refused("wrong_keys", "1003")),
        (answer({"errors": {"errorCode": "2001"}}, 400), Refused("request_refused", "2001")),
        (answer("", 502), Unknown("server_error")),
    ],
)
def test_a_card_that_is_gone_is_deleted(raw: WireResponse, outcome: object) -> None:
    assert run_in_memory(oderopay().delete_card(STORED), replay(raw)) == outcome


def test_the_card_of_a_declined_hold_is_not_kept() -> None:
    raw = answer({"data": changed(oderopay_payment("place"), paymentStatus="FAILURE", **KEYS)})
    assert isinstance(run_in_memory(oderopay().place(order(store=True)), replay(raw)), Unknown)
