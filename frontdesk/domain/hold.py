"""A hold: one block on one card at one gateway account, and the stay (or rental) it belongs to."""

from typing import Literal, NamedTuple, get_args

from frontdesk.domain.money import Money

HoldState = Literal[
    "placing",
    "challenge",
    "held",
    "capturing",
    "captured",
    "releasing",
    "released",
    "refunding",
    "refunded",
    "declined",
    "abandoned",
    "lapsed",
    "unknown",
    "attention",
    "charged",
]
HOLD_STATES: tuple[HoldState, ...] = get_args(HoldState)

# States in which the guest's money may still be blocked or something is undecided: what the board shows.
OPEN_STATES: frozenset[HoldState] = frozenset(
    {"placing", "challenge", "held", "capturing", "releasing", "refunding", "unknown", "attention", "charged"}
)

WEEK = 7 * 86_400
Grade = Literal["told", "rule", "learned", "guess"]
# hold: blocked · sale: taken for a bill · deposit: charged as a deposit where the account cannot hold, and returned.
Purpose = Literal["hold", "sale", "deposit"]
# How the card came: typed at the desk, kept by the gateway, typed by the guest on the gateway's own page, or held on a
# bank's terminal and written down by hand.
Entry = Literal["card", "stored", "hosted", "terminal"]


class Stay(NamedTuple):
    """A stay or rental. `place` is the room or the plate; dates are ISO days; `id` is 0 until it is in the ledger."""

    id: int
    guest_name: str
    guest_surname: str
    place: str
    reference: str
    arrives: str
    departs: str

    @property
    def guest(self) -> str:
        return f"{self.guest_name} {self.guest_surname}".strip()


class Hold(NamedTuple):
    """One row of the ledger.

    Amounts are minor units of `currency`; times are UTC seconds (0: not yet). `key` is what the gateway knows the
    place by, `payment_id` what it calls the payment. `was` is the state a running verb or a question returns to.
    `attention` and `problem` are problem codes ("" for none). `references` are the gateway's own references as a
    JSON object of texts.
    `ended` says how the bank page ended: "", returned, staff, deadline, renderer, crash.
    """

    id: int
    stay_id: int
    account: str
    state: HoldState
    was: HoldState
    purpose: Purpose
    currency: str
    amount: int
    captured: int
    refunded: int
    owed: int
    key: str
    payment_id: str
    threeds: bool
    scheme: str
    bin: str
    last4: str
    card_kind: str
    bank: str
    auth_code: str
    host_reference: str
    references: str
    placed_at: int
    held_at: int
    lapses_at: int
    lapse_grade: Grade
    safe_until: int
    asked_at: int
    ended: str
    attention: str
    problem: str
    clerk: str
    version: int
    entry: Entry = "card"

    def __repr__(self) -> str:
        """Without the references: a hosted page's token may be among them."""
        return f"Hold({self.id}, {self.account!r}, {self.state!r}, {self.money!r}, version={self.version})"

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)

    @property
    def captured_money(self) -> Money:
        return Money(self.captured, self.currency)

    @property
    def refunded_money(self) -> Money:
        return Money(self.refunded, self.currency)

    @property
    def refundable(self) -> Money:
        """What was captured and not yet given back."""
        return Money(self.captured - self.refunded, self.currency)

    @property
    def is_stopped(self) -> bool:
        """Staff ended the bank page, or its deadline did: what is found held or taken was not wanted any more (rule
        15)."""
        return self.ended in {"staff", "deadline"}

    @property
    def urgency(self) -> int:
        """Where it stands on the board (UTC seconds): when the block lapses. Charged money never lapses and stands a
        week after it was taken, among the blocks of its age; a deposit that is owed back waits for nothing and stands
        at the time it was taken, before every block that still holds. What is not decided yet stands first."""
        if self.state == "charged":
            return self.held_at if self.owed else self.held_at + WEEK
        return self.lapses_at

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES or self.owed > 0


class HeldStay(NamedTuple):
    """A hold with the stay it belongs to, as every screen shows it."""

    hold: Hold
    stay: Stay
