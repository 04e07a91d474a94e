"""Cards that iyzico keeps: stored with a hold, used again, listed and deleted (iyzico notes §6.2, §14)."""

from typing import Any

import pytest

from frontdesk.domain.gateway import Approved, Challenge, Found, NotHere, Refused, Unknown
from frontdesk.domain.stored_card import StoredCard
from frontdesk.domain.told import Deleted
from frontdesk.gateways.signing import iyzico_answer
from tests.gateways.dialects import PAGE, QUESTION, iyzico_payment, iyzico_reported, iyzico_signed
from tests.gateways.line import at, carry
from tests.gateways.samples import IYZICO_KEYS, KEY, answer, body, changed, hold, iyzico, order, replay
from tests.kit.fault_server import Visit, fault_server
from tests.kit.in_memory import run_in_memory

STORED = StoredCard("cuk-EXAMPLE-0001", "ctk-EXAMPLE-0001", "552879", "0008", "mastercard", "credit")
KEYS = {"cardUserKey": "cuk-EXAMPLE-0001", "cardToken": "ctk-EXAMPLE-0001"}
RETURN = "https://return.invalid/3ds/t"
LISTED = {
    "cardToken": "ctk-EXAMPLE-0001",
    "cardAlias": "İş kartı",
    "binNumber": "55287900",
    "lastFourDigits": "0008",
    "cardType": "CREDIT_CARD",
    "cardAssociation": "MASTER_CARD",
    "cardFamily": "Paraf",
    "cardBankCode": 12,
    "cardBankName": "Halk Bankası",
    "expireMonth": "11",
    "expireYear": "2031",
}


def payment(target: str = "/payment/preauth", **more: Any) -> Any:  # noqa: ANN401 -- JSON
    verb = "complete" if "3dsecure" in target else "place"
    fields = {**iyzico_payment(verb, "1500.0"), "status": "success", "conversationId": KEY, **more}
    return answer(iyzico_signed(target, fields))


def test_a_hold_on_a_stored_card_sends_its_two_keys_and_no_number() -> None:
    for address, target in (("", "/payment/preauth"), (RETURN, "/payment/3dsecure/initialize/preauth")):
        request = next(iyzico().place(order(card=STORED, return_address=address)))
        assert (request.target, request.moves_money) == (target, True)
        assert body(request)["paymentCard"] == KEYS
        assert "cuk-EXAMPLE" not in repr(request)
        assert "cuk-EXAMPLE" not in repr(order(card=STORED, card_user="cuk-EXAMPLE-0001"))


@pytest.mark.parametrize(("user", "appended"), [("", {}), ("cuk-EXAMPLE-0001", {"cardUserKey": "cuk-EXAMPLE-0001"})])
def test_the_guest_who_agrees_has_the_card_kept(user: str, appended: dict[str, str]) -> None:
    sent = body(next(iyzico().place(order(store=True, card_user=user))))["paymentCard"]
    assert sent["registerCard"] == 1
    assert {name: value for name, value in sent.items() if name == "cardUserKey"} == appended
    assert "cardUserKey" not in body(next(iyzico().place(order(card_user="cuk-EXAMPLE-0001"))))["paymentCard"]


def test_the_keys_come_with_the_hold_only_where_the_guest_agreed() -> None:
    kept = run_in_memory(iyzico().place(order(store=True)), replay(payment(**KEYS)))
    assert isinstance(kept, Approved)
    assert kept.stored == STORED._replace(family="Paraf")
    assert kept.stored is not None
    assert "cuk-EXAMPLE" not in repr(kept.stored)
    unasked = run_in_memory(iyzico().place(order()), replay(payment(**KEYS)))
    assert isinstance(unasked, Approved)
    assert unasked.stored is None
    half = run_in_memory(iyzico().place(order(store=True)), replay(payment(cardUserKey="cuk-EXAMPLE-0001")))
    assert isinstance(half, Approved)
    assert half.stored is None


def test_under_3ds_the_keys_come_with_the_completion() -> None:
    fields = {"status": "success", "conversationId": KEY, "paymentId": "40010001", "threeDSHtmlContent": PAGE}
    started = answer(iyzico_signed("/payment/3dsecure/initialize/preauth", fields))
    page = run_in_memory(iyzico().place(order(store=True, return_address=RETURN)), replay(started))
    assert isinstance(page, Challenge)
    returned = iyzico().read_return(signed_return(), hold(references=page.references))
    completion = iyzico().complete(hold(references=page.references), returned)
    told = run_in_memory(completion, replay(payment("/payment/v2/3dsecure/auth", **KEYS)))
    assert isinstance(told, Approved)
    assert told.stored == STORED._replace(family="Paraf")
    unasked = run_in_memory(iyzico().complete(hold(), returned), replay(payment("/payment/v2/3dsecure/auth", **KEYS)))
    assert isinstance(unasked, Approved)
    assert unasked.stored is None


def signed_return() -> dict[str, str]:
    fields = {"conversationData": "", "conversationId": KEY, "mdStatus": "1", "paymentId": "40010001"}
    fields["status"] = "success"
    return {**fields, "signature": iyzico_answer(IYZICO_KEYS.secret_key, fields.values())}


def test_keys_whose_answer_was_lost_are_found_by_asking() -> None:
    fields = {**iyzico_payment("inquire", "1500.0"), "status": "success", "conversationId": QUESTION, **KEYS}
    answers = (
        answer(iyzico_signed("/payment/detail", fields)),
        answer({"status": "success", "payments": [iyzico_reported()]}),
    )
    found = run_in_memory(iyzico(QUESTION).inquire(hold(references={"keeps_card": "yes"})), replay(*answers))
    assert isinstance(found, Found)
    assert found.stored == STORED._replace(family="Paraf")


@pytest.mark.parametrize("code", ["3001", "3002", "3005", "3006", "5111"])
def test_a_stored_card_that_is_not_there_is_named(code: str) -> None:
    raw = answer({"status": "failure", "errorCode": code, "errorMessage": "…"})
    assert run_in_memory(iyzico().place(order(card=STORED)), replay(raw)) == Refused("stored_card_unknown", code)


@pytest.mark.parametrize(
    ("code", "group", "stored", "typed"),
    [
        ("10057", "NOT_PERMITTED_TO_CARDHOLDER", "stored_card_needs_cvv", "not_permitted_card"),
        ("10084", "INVALID_CVC2", "stored_card_needs_cvv", "wrong_cvv"),
        ("10217", "DEBIT_CARDS_REQUIRES_3DS", "needs_threeds", "needs_threeds"),
        ("10051", "NOT_SUFFICIENT_FUNDS", "not_enough_limit", "not_enough_limit"),
    ],
)
def test_what_a_bank_misses_on_a_stored_card_is_told_as_such(code: str, group: str, stored: str, typed: str) -> None:
    raw = answer({"status": "failure", "errorCode": code, "errorGroup": group})
    assert run_in_memory(iyzico().place(order(card=STORED)), replay(raw)) == Refused(stored, code, group)
    assert run_in_memory(iyzico().place(order()), replay(raw)) == Refused(typed, code, group)


def test_the_cards_of_a_guest_are_listed() -> None:
    request = next(iyzico(QUESTION).list_cards("cuk-EXAMPLE-0001"))
    assert (request.method, request.target, request.moves_money) == ("POST", "/cardstorage/cards", False)
    assert request.body.decode() == (
        f'{{"locale":"tr","conversationId":"{QUESTION}","cardUserKey":"cuk-EXAMPLE-0001"}}'
    )
    raw = answer({"status": "success", "conversationId": QUESTION, **KEYS, "cardDetails": [LISTED]})
    cards = run_in_memory(iyzico(QUESTION).list_cards("cuk-EXAMPLE-0001"), replay(raw))
    wanted = STORED._replace(bin="55287900", bank="Halk Bankası", family="Paraf", expires="2031-11")
    assert cards == (wanted,)


def test_a_guest_without_cards_has_none() -> None:
    for raw in (
        {"status": "failure", "errorCode": "3005", "errorMessage": "cardUserKey bulunamadı"},
        {"status": "success", "conversationId": QUESTION, "cardUserKey": "cuk-EXAMPLE-0001", "cardDetails": []},
        {"status": "success"},
    ):
        assert run_in_memory(iyzico(QUESTION).list_cards("cuk-EXAMPLE-0001"), replay(answer(raw))) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"cardUserKey": "cuk-EXAMPLE-0002"},
        {"conversationId": "another"},
        {"cardDetails": [{**LISTED, "cardToken": None}]},
        {"cardDetails": [5]},
        {"cardDetails": "none"},
        {"status": "maybe"},
    ],
)
def test_a_list_of_somebody_else_is_no_list(change: dict[str, object]) -> None:
    fields = {"status": "success", "conversationId": QUESTION, "cardUserKey": "cuk-EXAMPLE-0001"}
    raw = answer(changed(fields, cardDetails=[LISTED]) | change)
    assert isinstance(run_in_memory(iyzico(QUESTION).list_cards("cuk-EXAMPLE-0001"), replay(raw)), Unknown)


def test_a_card_is_deleted_with_a_body() -> None:
    request = next(iyzico(QUESTION).delete_card(STORED))
    assert (request.method, request.target, request.moves_money) == ("DELETE", "/cardstorage/card", False)
    assert body(request) == {"locale": "tr", "conversationId": QUESTION, **KEYS}
    assert dict(request.headers)["Content-Type"] == "application/json"
    assert "cuk-EXAMPLE" not in repr(request)


def test_the_body_of_a_delete_reaches_the_wire() -> None:
    """HTTP libraries and proxies like to drop it (iyzico notes §14)."""
    seen: list[bytes] = []

    def script(visit: Visit) -> None:
        seen.append(visit.read_request())
        visit.answer(b'{"status":"success"}', "200 OK", "Content-Type: application/json")

    with fault_server(script) as server:
        assert carry(at("iyzico", server.url), "delete_card") == Deleted()
    head, _, sent = seen[0].partition(b"\r\n\r\n")
    assert head.startswith(b"DELETE /cardstorage/card HTTP/1.1")
    assert b'"cardToken":"ctk-EXAMPLE-0001"' in sent


@pytest.mark.parametrize(
    ("raw", "outcome"),
    [
        ({"status": "success", "conversationId": QUESTION}, Deleted()),
        ({"status": "failure", "errorCode": "3005"}, Deleted()),
        ({"status": "failure", "errorCode": "3006"}, Deleted()),
        ({"status": "failure", "errorCode": "1000"}, Refused("wrong_keys", "1000")),
        ({"status": "failure", "errorCode": "2"}, Unknown("gateway_unclear", "2")),
        ({"status": "success", "conversationId": "another"}, Unknown("mismatch")),
        ({}, Unknown("answer_unreadable")),
    ],
)
def test_a_card_that_is_gone_is_deleted(raw: dict[str, object], outcome: object) -> None:
    assert run_in_memory(iyzico(QUESTION).delete_card(STORED), replay(answer(raw))) == outcome


def test_an_account_without_card_storage_says_so() -> None:
    assert iyzico().abilities.stored_cards
    assert not iyzico(stored_cards=False).abilities.stored_cards
    with pytest.raises(NotHere):
        iyzico().estimate(order().amount, "552879")
