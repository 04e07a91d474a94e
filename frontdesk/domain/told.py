"""What a gateway tells beside the money verbs: sessions, lists, costs, notices. None of it moves money."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from frontdesk.domain.money import Money


class Ready(NamedTuple):
    """The account's session stands; its token lives in the gateway object alone, in memory."""


class Deleted(NamedTuple):
    """The gateway keeps this card no longer (or never did)."""


class ListedPayment(NamedTuple):
    """One line of a gateway's own list of a day. `amount` None where it cannot be read safely; `at` UTC seconds, 0
    where it is not told. Shown and compared, never acted upon."""

    kind: Literal["payment", "cancel", "refund"]
    payment_id: str
    key: str
    amount: Money | None
    state: Literal["held", "charged", "captured", "released", "refunded", "failed", ""] = ""
    at: int = 0
    last4: str = ""
    auth_code: str = ""
    host_reference: str = ""


class Cost(NamedTuple):
    """What a charge will cost the house, as the gateway estimates it. `rate` is percent as a text with a dot; `pos`
    and `family` say which POS it would go through."""

    rate: str
    cost: Money
    pos: str = ""
    family: str = ""


class Notice(NamedTuple):
    """A webhook whose signature was checked. It proves nothing about money: the desk asks because of it. `reference`
    is unique for one event however often it is sent; `key` is ours, `payment_id` or `token` the gateway's; `at` is
    UTC seconds as told, unsigned."""

    reference: str
    event: str
    status: str
    key: str = ""
    payment_id: str = ""
    token: str = ""
    at: int = 0

    def __repr__(self) -> str:
        """Without the reference and the token: the token of a hosted page may stand in both."""
        return f"Notice({self.event!r}, {self.status!r}, {self.key!r}, {self.payment_id!r})"


type Rows = tuple[Mapping[str, str], ...]
