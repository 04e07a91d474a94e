"""What the practice ÖderoPay remembers beside the bank: stored cards, whose card paid what, and hosted pages.

Like the bank it keeps no card number and no security code. Callers hold the bank's lock.
"""

import uuid
from collections.abc import Mapping
from typing import Any, NamedTuple, cast

from frontdesk.practice.bank import Card
from frontdesk.practice.ground import Ground
from frontdesk.practice.wire_json import Json


class StoredCard(NamedTuple):
    """A card of §12. Before it is stored `token` is empty, and `user` too where a new guest is to be made."""

    user: str
    token: str
    card: Card
    holder: str
    month: str
    year: str
    alias: str


class Keys(NamedTuple):
    """What a payment's answer says of the stored card: its two keys, and whether the payment was made with them."""

    user: str
    token: str
    used: bool


class HostedPage(NamedTuple):
    """One page of §13. `asked` is the JSON text of the init request, `ended` whether the guest is done with it.

    `payment` is the last payment that was tried on it, 0 before the first; `tries` how many cards were refused.
    """

    token: str
    asked: str
    expires: float
    payment: int = 0
    tries: int = 0
    ended: bool = False


class Vault:
    """Stored cards by token, hosted pages by token, and by payment number the keys told and the cards under way."""

    def __init__(self) -> None:
        self.cards: dict[str, StoredCard] = {}
        self.keys: dict[int, Keys] = {}
        self.under_way: dict[int, StoredCard] = {}
        self.pages: dict[str, HostedPage] = {}

    def find(self, user: str, token: str) -> StoredCard | None:
        found = self.cards.get(token)
        return found if found and found.user == user else None

    def knows_user(self, user: str) -> bool:
        return any(one.user == user for one in self.cards.values())

    def paid(self, payment: int, card: StoredCard | None) -> None:
        """A payment succeeded: store its card where that was asked for, and remember what its answers tell."""
        if card is not None:
            kept = card if card.token else self._store(card)
            self.keys[payment] = Keys(kept.user, kept.token, used=bool(card.token))

    def _store(self, card: StoredCard) -> StoredCard:
        """The same card of the same guest keeps its token (assumed: the notes are silent)."""
        twin = next((one for one in self.cards.values() if card.user and _same(one, card)), None)
        token = twin.token if twin else str(uuid.uuid4())
        kept = card._replace(user=card.user or str(uuid.uuid4()), token=token)
        self.cards[token] = kept
        return kept

    def page_of(self, payment: int) -> HostedPage | None:
        """The hosted page on which this payment is under way."""
        return next((one for one in self.pages.values() if one.payment == payment), None)

    def keep_page(self, page: HostedPage) -> HostedPage:
        self.pages[page.token] = page
        return page


def _same(one: StoredCard, other: StoredCard) -> bool:
    return (one.user, one.card.masked, one.month, one.year) == (other.user, other.card.masked, other.month, other.year)


def vault_of(ground: Ground) -> Vault:
    vault = ground.states["oderopay"]
    assert isinstance(vault, Vault)
    return vault


def remember(state: object) -> Json:
    """The vault as JSON, for the bank's memory between two runs."""
    vault = cast(Vault, state)
    return {
        "cards": [_told(one) for one in vault.cards.values()],
        "keys": {str(payment): one._asdict() for payment, one in vault.keys.items()},
        "under_way": {str(payment): _told(one) for payment, one in vault.under_way.items()},
        "pages": [one._asdict() for one in vault.pages.values()],
    }


def _told(card: StoredCard) -> dict[str, Json]:
    return card._asdict() | {"card": card.card._asdict()}


def recall(told: Json) -> Vault:
    """The vault again. Raises KeyError, TypeError or ValueError on anything that `remember` did not write."""
    vault, known = Vault(), cast(Mapping[str, Any], told)
    for one in known["cards"]:
        card = _card(one)
        vault.cards[card.token] = card
    vault.keys = {int(payment): Keys(**one) for payment, one in known["keys"].items()}
    vault.under_way = {int(payment): _card(one) for payment, one in known["under_way"].items()}
    vault.pages = {one["token"]: HostedPage(**one) for one in known["pages"]}
    return vault


def _card(told: Mapping[str, Any]) -> StoredCard:
    return StoredCard(**dict(told) | {"card": Card(**told["card"])})
