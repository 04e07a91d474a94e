"""What the clerk asks for when a card is to be held or charged."""

from typing import Literal, NamedTuple

from frontdesk.domain.gateway import NO_FACTS, CardFacts
from frontdesk.domain.hold import Stay
from frontdesk.domain.money import Money


class HoldWish(NamedTuple):
    """`identity` is sent and never kept; `reason` says why the guest may knowingly be blocked twice; `again` is the
    hold of an attempt that was provably never sent, to be tried once more under the same key. `facts` are what the
    look-up told of the card.

    `entry` says how the card comes: typed at the desk, one that the gateway keeps, or typed by the guest on the
    gateway's own page. `store`: the guest agreed that the gateway keeps the card; `card_user` is the gateway's key for
    this guest where it keeps a card of theirs already. `part_of` is the charged deposit of which this sale keeps a
    part."""

    stay: Stay
    account: str
    amount: Money
    threeds: bool
    identity: str = ""
    email: str = ""
    phone: str = ""
    reason: str = ""
    again: int = 0
    facts: CardFacts = NO_FACTS
    entry: Literal["card", "stored", "hosted"] = "card"
    store: bool = False
    card_user: str = ""
    instalments: int = 1
    part_of: int = 0

    def __repr__(self) -> str:
        return f"HoldWish({self.account!r}, {self.amount!r})"
