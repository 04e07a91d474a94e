"""A card that a gateway keeps for the house: two keys that stand for it, and what may be shown of it."""

from typing import Literal, NamedTuple


class StoredCard(NamedTuple):
    """`user` and `token` are the gateway's keys for the guest and the card: hidden from repr, of no use without the
    account's own keys. `expires` is "YYYY-MM", "" where the gateway does not tell. Holds no card number."""

    user: str
    token: str
    bin: str = ""
    last4: str = ""
    scheme: str = ""
    kind: Literal["credit", "debit", "prepaid", ""] = ""
    bank: str = ""
    family: str = ""
    expires: str = ""

    def __repr__(self) -> str:
        return f"StoredCard({self.last4!r})"


class KeptCard(NamedTuple):
    """A stored card as the ledger knows it: at which account, of which guest (folded), since which hold. Times are UTC
    seconds; `forgotten_at` is 0 while the gateway keeps it."""

    id: int
    card: StoredCard
    account: str
    guest: str
    stay_id: int
    hold_id: int
    clerk: str
    created_at: int
    forgotten_at: int
