"""A card that a gateway keeps, with the stay in which it was kept."""

from typing import NamedTuple

from frontdesk.domain.hold import Stay
from frontdesk.domain.stored_card import KeptCard, StoredCard


class GuestCard(NamedTuple):
    """`stay` is the one in which the guest agreed, with the name as it was typed then."""

    kept: KeptCard
    stay: Stay

    @property
    def card(self) -> StoredCard:
        return self.kept.card


def is_expired(card: StoredCard, today: str) -> bool:
    """Whether the card's month has passed on `today` (ISO). One whose expiry the gateway does not tell counts as
    good."""
    return card.expires != "" and card.expires < today[:7]
