"""The cards that ÖderoPay keeps for a guest (notes §12). None of these calls moves money."""

from typing import NamedTuple
from urllib.parse import quote

from frontdesk.domain.gateway import Refused, WireResponse
from frontdesk.domain.stored_card import StoredCard
from frontdesk.domain.told import Deleted
from frontdesk.gateways.answers import Fields, ident, must, objects, text
from frontdesk.gateways.oderopay.read import card_facts
from frontdesk.gateways.oderopay.refusals import data_of, is_unknown_card

_CARDS = "/payment/v1/cards"
_MOST = 100


class CardPage(NamedTuple):
    """The cards of one page, and how many there are on all."""

    cards: tuple[StoredCard, ...]
    total: int


def list_target(user: str, page: int) -> str:
    """Pages count from zero."""
    return f"{_CARDS}?cardUserKey={quote(user, safe='')}&page={page}&size={_MOST}"


def delete_target(card: StoredCard) -> str:
    return f"{_CARDS}?cardUserKey={quote(card.user, safe='')}&cardToken={quote(card.token, safe='')}"


def listed(response: WireResponse, user: str) -> CardPage | Refused:
    """One page of this guest's cards; none for a guest that ÖderoPay does not know."""
    if is_unknown_card(response):
        return CardPage((), 0)
    data = data_of(response, "ask")
    if isinstance(data, Refused):
        return data
    cards, total = objects(data, "items"), ident(data, "totalSize")
    must(total.isascii() and total.isdigit() and len(total) < 9 if total else not cards, "answer_unreadable")
    return CardPage(tuple(_card(entry, user) for entry in cards), int(total or 0))


def _card(entry: Fields, user: str) -> StoredCard:
    token, facts = text(entry, "cardToken"), card_facts(entry)
    must(token != "", "answer_unreadable")
    must(text(entry, "cardUserKey") in {user, ""})
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


def deleted(response: WireResponse) -> Deleted | Refused:
    """204 without a body; a card that is not there is deleted as well."""
    if response.status == 204 or is_unknown_card(response):
        return Deleted()
    data = data_of(response, "ask")
    return data if isinstance(data, Refused) else Deleted()
