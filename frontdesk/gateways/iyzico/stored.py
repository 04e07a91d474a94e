"""The cards that iyzico keeps for a guest (notes §14). None of these answers is signed; none moves money."""

from frontdesk.domain.gateway import Refused, WireResponse
from frontdesk.domain.stored_card import StoredCard
from frontdesk.domain.told import Deleted
from frontdesk.gateways.answers import Fields, ident, must, objects, opened, text
from frontdesk.gateways.iyzico.read import card_facts
from frontdesk.gateways.iyzico.refusals import refusal

CARDS = "/cardstorage/cards"
CARD = "/cardstorage/card"
# No such guest, no such card: there is nothing to list, or nothing left to delete.
_NO_USER, _NO_CARD = "3005", "3006"


def listed(response: WireResponse, question: str, user: str) -> tuple[StoredCard, ...] | Refused:
    """Every card of this guest; none for one that iyzico does not know."""
    fields = opened(response)
    no = refusal(fields, response, question, "ask")
    if no is not None:
        return () if no.code == _NO_USER else no
    must(ident(fields, "conversationId") in {question, ""} and text(fields, "cardUserKey") in {user, ""})
    return tuple(_card(entry, user) for entry in objects(fields, "cardDetails"))


def _card(entry: Fields, user: str) -> StoredCard:
    token, facts = text(entry, "cardToken"), card_facts(entry)
    must(token != "", "answer_unreadable")
    year, month = ident(entry, "expireYear"), ident(entry, "expireMonth")
    return StoredCard(
        user,
        token,
        facts.bin,
        facts.last4,
        facts.scheme,
        facts.kind,
        facts.bank,
        facts.family,
        f"{year}-{month:0>2}" if len(year) == 4 and month else "",
    )


def deleted(response: WireResponse, question: str) -> Deleted | Refused:
    """A bare success; a card that is not there is deleted as well."""
    fields = opened(response)
    no = refusal(fields, response, question, "ask")
    if no is not None:
        return Deleted() if no.code in {_NO_USER, _NO_CARD} else no
    must(ident(fields, "conversationId") in {question, ""})
    return Deleted()
