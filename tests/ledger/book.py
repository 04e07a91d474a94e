"""A ledger for tests, written as the desk writes it: whole steps, in the desk's words."""

from collections.abc import Coroutine
from pathlib import Path

from frontdesk.domain.attempt import Attempt, AttemptKind
from frontdesk.domain.hold import HeldStay, Hold, Stay
from frontdesk.ledger.connection import Connection, connect
from frontdesk.ledger.database import Ledger, open_ledger

KEY = bytes(range(32))
OTHER_KEY = bytes(range(1, 33))
NOW = 1_795_000_000
TODAY = "2026-11-21"
WEEK = 7 * 86_400

DENIZ = Stay(0, "Deniz", "Örnek", "101", "R-2041", "2026-11-20", "2026-11-22")
A_HOLD = Hold(
    id=0,
    stay_id=0,
    account="iyzico",
    state="placing",
    was="placing",
    purpose="hold",
    currency="TRY",
    amount=500_000,
    captured=0,
    refunded=0,
    owed=0,
    key="key-1",
    payment_id="",
    threeds=True,
    scheme="visa",
    bin="454360",
    last4="0005",
    card_kind="",
    bank="",
    auth_code="",
    host_reference="",
    references="{}",
    placed_at=NOW,
    held_at=0,
    lapses_at=0,
    lapse_grade="guess",
    safe_until=0,
    asked_at=0,
    ended="",
    attention="",
    problem="",
    clerk="Derya Örnek",
    version=0,
)


def done[T](step: Coroutine[object, None, T]) -> T:
    """What a ledger's write returns. It never waits, which is why no event loop is needed here."""
    try:
        step.send(None)
    except StopIteration as over:
        result: T = over.value
        return result
    raise AssertionError("a ledger's write waited for something")


def an_attempt(hold: Hold, kind: AttemptKind, key: str = "", amount: int = 0) -> Attempt:
    """About to be begun."""
    return Attempt(
        id=0,
        hold_id=hold.id,
        account=hold.account,
        kind=kind,
        state="begun",
        key=key or f"{kind}-{hold.id}",
        currency=hold.currency,
        amount=amount or hold.amount,
        by="",
        clerk="Derya Örnek",
        begun_at=NOW,
        settled_at=0,
        problem="",
        gateway_code="",
        asked=0,
        asked_at=0,
        ask_at=0,
        strikes=0,
        struck_at=0,
    )


class Book:
    """A ledger on disk. `raw` is its connection, for what no code of the desk would do."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.ledger: Ledger = open_ledger(path, KEY, wait=0)
        self.holds = 0

    @property
    def raw(self) -> Connection:
        return self.ledger._db

    def begins_place(
        self, stay: Stay | None = None, hold: Hold | None = None, reason: str = ""
    ) -> tuple[HeldStay, Attempt]:
        """A new guest in a new room with a new card, unless said otherwise."""
        self.holds += 1
        number = self.holds
        guest = stay or DENIZ._replace(place=str(100 + number), reference=f"R-{number}")
        wish = (hold or A_HOLD._replace(last4=f"{number:04}"))._replace(key=f"key-{number}")
        return done(self.ledger.begin_place(guest, wish, an_attempt(wish, "place", wish.key), reason, {}))

    def holds_deposit(self, stay: Stay | None = None, hold: Hold | None = None, lapses_at: int = NOW + WEEK) -> Hold:
        """A deposit that is held."""
        held, place = self.begins_place(stay, hold)
        there = held.hold._replace(state="held", held_at=NOW, lapses_at=lapses_at, bank="Örnek Bank")
        return self.records(there, place._replace(state="approved", settled_at=NOW))

    def begins(self, hold: Hold, kind: AttemptKind, key: str = "") -> tuple[Hold, Attempt]:
        return done(self.ledger.begin(hold, an_attempt(hold, kind, key), f"{kind}_begun", {}))

    def records(self, hold: Hold, attempt: Attempt, also: Attempt | None = None) -> Hold:
        return done(self.ledger.record(hold, attempt, "recorded", {}, NOW, also))

    def captures(self, hold: Hold) -> Hold:
        """All of a held deposit."""
        hold, capture = self.begins(hold._replace(state="capturing", was="held"), "capture")
        taken = hold._replace(state="captured", captured=hold.amount)
        return self.records(taken, capture._replace(state="approved", settled_at=NOW))

    def names(self, chip: str = "open") -> list[str]:
        """The rooms on the board, in its order."""
        return [row.stay.place for row in self.ledger.board(chip, now=NOW, today=TODAY)]

    def finds(self, text: str) -> list[str]:
        """The rooms that a search shows, in its order."""
        return [row.stay.place for row in self.ledger.find(text)]


def open_raw(path: Path, key: bytes = KEY) -> Connection:
    """The file without the ledger's own care."""
    return connect(path, key, "mode=rw")
