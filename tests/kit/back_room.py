"""The room behind the counter: ledger, gateways and bank of a test, its clock, its crashes, and what can be seen."""

import random
import shutil
import uuid
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import cast

from sqlcipher3 import dbapi2

from frontdesk.domain.amount_text import read_amount
from frontdesk.domain.challenge import ChallengePage
from frontdesk.domain.clerk import Clerk
from frontdesk.domain.gateway import Gateway
from frontdesk.domain.hold import HeldStay, Hold
from frontdesk.domain.house import SAMPLE_HOUSE
from frontdesk.domain.money import Money
from frontdesk.gateways.accounts import GATEWAYS, build
from frontdesk.ledger.connection import Connection, Cursor, Value
from frontdesk.ledger.database import Ledger, create, open_ledger
from frontdesk.ledger.errors import FULL
from frontdesk.practice.bank import Authorisation, Bank
from frontdesk.practice.challenges import AXES
from frontdesk.practice.dialects import new_ground
from frontdesk.practice.faults import read_fault
from frontdesk.usecases.ask_bank import keep_asking
from frontdesk.usecases.desk import Account, Desk, Outcome
from frontdesk.usecases.recover_holds import Story, distrust, recover
from tests.kit.clock import NOON, Clock, Flight, Nap, Waiting
from tests.kit.practice_line import DIALECTS, PracticeLine

KEY = bytes(range(32))
NONE: Mapping[str, str] = MappingProxyType({})


class FullDisk:
    """A connection whose commits fail as SQLite's do when the disk is full: rolled back already."""

    def __init__(self, behind: Connection) -> None:
        self.behind = behind

    @property
    def in_transaction(self) -> bool:
        return self.behind.in_transaction

    @in_transaction.setter
    def in_transaction(self, _value: bool) -> None:
        raise AttributeError("SQLite alone knows")

    def execute(self, sql: str, values: Sequence[Value] | Mapping[str, Value] = (), /) -> Cursor:
        if sql != "COMMIT":
            return self.behind.execute(sql, values)
        self.behind.execute("ROLLBACK")
        full = dbapi2.OperationalError("database or disk is full")
        full.sqlite_errorcode = FULL
        raise full

    def backup(self, target: Connection, /) -> None:
        self.behind.backup(target)

    def close(self) -> None:
        self.behind.close()


NO_IDS: Mapping[str, str] = MappingProxyType({})


def belongs_to(payment: Authorisation, hold: Hold, ids: Mapping[str, str] = NO_IDS) -> bool:
    """By our own key; Ödüyo knows none (its notes §10), there by the id that it gave: the hold's, or the one in `ids`
    by the hold's key, where the ledger has forgotten it."""
    if hold.account == "oduyo":
        payment_id = hold.payment_id or ids.get(hold.key, "")
        return payment.order.account == "oduyo" and str(payment.number) == payment_id
    return payment.order.key == hold.key


def the_one(found: Sequence[Authorisation], hold: Hold) -> Authorisation | None:
    """The payment that counts of those that belong to a hold, oldest first: on the gateway's own page the guest may try
    another card after one that was refused."""
    counting = [one for one in found if one.state != "refused"] if hold.entry == "hosted" else list(found)
    assert len(counting) <= 1, f"I1: placed twice: {hold.key} {[one.state for one in found]}"
    return counting[0] if counting else found[-1] if found else None


@cache
def _empty_ledger() -> bytes:
    """Made once a run: the schema is the ledger tests' matter."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "empty.db")
        create(path, KEY)
        return path.read_bytes()


class BackRoom:
    """One desk with one bank and one clock. `gateway` is where deposits are held unless a sentence names another;
    `settings` are further settings of its account."""

    def __init__(
        self,
        folder: Path,
        gateway: str = "iyzico",
        *,
        seed: int = 1,
        start: float = NOON,
        settings: Mapping[str, str] = NONE,
    ) -> None:
        self.gateway = gateway
        self.dice = random.Random(seed)
        self.clock = Clock(start)
        self.ground = new_ground(Bank(self.clock.time, random.Random(seed)))
        self.line = PracticeLine(self.ground, self.clock)
        self.settings = settings
        # What staff were told for certain, by hold: state, captured, refunded.
        self.told: dict[int, tuple[str, int, int]] = {}
        self.troubles: list[Exception] = []
        # What was given back in the merchant's panel and never written into the ledger, by the hold's key.
        self.panel: dict[str, int] = {}
        # What a restored backup does not know: payment ids by the hold's key, and the keys of whole holds.
        self.ids_before: dict[str, str] = {}
        self.forgotten: set[str] = set()
        self.flights: list[Flight[Outcome]] = []
        self.hold_id = self.restored_at = 0
        self.page: ChallengePage | None = None
        self._folder = folder
        self._lives = 0
        self.path = folder / "desk-0" / "ledger.db"
        self.path.parent.mkdir(parents=True)
        self.path.write_bytes(_empty_ledger())
        self._opens()

    def _opens(self) -> None:
        self.ledger: Ledger = open_ledger(self.path, KEY, wait=0.0)
        self.desk = Desk(
            kind="practice",
            ledger=self.ledger,
            house=SAMPLE_HOUSE,
            clerk=Clerk("Derya Örnek"),
            now=self.clock.now,
            new_key=self._new_key,
            new_return_address=lambda: f"https://return.example/{self._new_key()}",
            pause=self.clock.nap,
        )
        self.desk.line = self.line
        self.desk.restored_at = self.restored_at
        self.desk.accounts = {name: Account(name, name, self._account(name)) for name in DIALECTS if name in GATEWAYS}
        self.desk.together = self.clock.together
        self.desk.wake = self._wakes
        self.desk.on_trouble = self.troubles.append
        self._asking: Waiting[None] | None = None
        self._asks_on_at = 0.0
        self._is_napping = self._is_woken = False

    def _account(self, name: str) -> Gateway:
        values = {**self.ground.accounts[name], **(self.settings if name == self.gateway else {})}
        return build(name, values, self._new_key)

    def _new_key(self) -> str:
        return str(uuid.UUID(int=self.dice.getrandbits(128), version=4))

    def _wakes(self) -> None:
        self._is_woken = True
        if self._is_napping:
            self._asks_on_at = 0.0

    # -- what happens by itself

    def time_passes(self, seconds: float) -> None:
        """The clock moves on, and the desk asks what falls due meanwhile."""
        until = self.clock.time() + seconds
        if self._asking is None:
            self._asking = cast("Waiting[None]", keep_asking(self.desk))
        while self._asks_on_at <= until:
            self.clock.moves_to(self._asks_on_at)
            self._is_napping = False
            pause = self._asking.send(None)
            self._is_napping = isinstance(pause, Nap)
            if self._is_napping and self._is_woken:  # as an event that was set before it is waited for
                pause, self._is_woken = 0.0, False
            self._asks_on_at = self.clock.time() + pause
        self.clock.moves_to(until)

    def crashes(self, *, recovers: bool = True, for_real: bool = True) -> Story | None:
        """Everything in memory is gone. `for_real` copies the file and its log as they lie on the disk and opens the
        copies; otherwise the same file is opened again."""
        for flight in self.flights:
            flight.is_dropped()
        self.flights.clear()
        self.page = None
        if self._asking is not None:
            self._asking.close()
        self._lives += 1
        left = self.path
        if for_real:
            self.path = self._folder / f"desk-{self._lives}" / "ledger.db"
            self.path.parent.mkdir()
            for name in ("ledger.db", "ledger.db-wal"):
                if (left.parent / name).exists():
                    shutil.copy(left.parent / name, self.path.parent / name)
        self.ledger.close()
        self._opens()
        return self.recovers() if recovers else None

    def goes_on_from_now(self) -> None:
        """A pause is measured by another clock than the one on the wall, which was changed meanwhile."""
        self._asks_on_at = min(self._asks_on_at, self.clock.time() + 15)

    def restores(self, backup: Path) -> None:
        """Yesterday's ledger is put in place of today's."""
        today = self.all_holds()
        self.ids_before |= {hold.key: hold.payment_id for hold in today if hold.payment_id}
        for flight in self.flights:
            flight.is_dropped()
        self.flights.clear()
        if self._asking is not None:
            self._asking.close()
        self._lives += 1
        self.ledger.close()
        self.path = self._folder / f"desk-{self._lives}" / "ledger.db"
        self.path.parent.mkdir()
        shutil.copy(backup, self.path)
        self._opens()
        self.told.clear()
        self.forgotten |= {hold.key for hold in today} - {hold.key for hold in self.all_holds()}
        self.desk.restored_at = self.restored_at = self.clock.now()
        self.clock.runs(cast("Waiting[int]", distrust(self.ledger, self.clock.now())))
        self.recovers()

    def panel_gives_back(self, payment: Authorisation, amount: int) -> None:
        """In the merchant's panel, without the desk."""
        self.ground.bank.refund(payment, amount, "", line=payment.lines[0].number)
        for hold in self.all_holds():
            if belongs_to(payment, hold, self.ids_before):
                self.panel[hold.key] = self.panel.get(hold.key, 0) + amount

    def recovers(self) -> Story:
        return self.clock.runs(cast("Waiting[Story]", recover(self.desk)))

    def bank_does(self, kind: str, operation: str = "*", **more: object) -> None:
        """A fault at the practice gateway (practice/faults.py), the next time or `times`."""
        self.ground.faults.add(read_fault({"kind": kind, "operation": operation, **more}, AXES))

    def bank_behaves(self) -> None:
        self.ground.faults.clear()

    @property
    def is_full(self) -> bool:
        return isinstance(self.ledger._db, FullDisk)

    def disk_is_full(self) -> None:
        """From here on no transaction can be committed."""
        self.ledger._db = FullDisk(self.ledger._db)

    def disk_has_room(self) -> None:
        full = self.ledger._db
        assert isinstance(full, FullDisk)
        self.ledger._db = full.behind

    # -- what can be seen

    def money(self, text: str, currency: str = "TRY") -> Money:
        read = read_amount(text, currency, "tr")
        assert isinstance(read, Money), read
        return read

    def hold(self, hold_id: int = 0) -> Hold:
        return self.held_stay(hold_id).hold

    def held_stay(self, hold_id: int = 0) -> HeldStay:
        return self.ledger.held_stay(hold_id or self.hold_id)

    def all_holds(self) -> tuple[Hold, ...]:
        found: list[Hold] = []
        while True:
            try:
                found.append(self.ledger.held_stay(len(found) + 1).hold)
            except KeyError:
                return tuple(found)

    def states(self, hold_id: int = 0) -> list[str]:
        """`place approved`, `capture unknown` …, oldest first."""
        return [f"{row.kind} {row.state}" for row in self.ledger.attempts_of(hold_id or self.hold_id)]

    def journal(self, hold_id: int = 0) -> list[str]:
        return [line.event for line in self.ledger.journal_of(hold_id or self.hold_id)]

    def bank(self, where: Callable[[Authorisation], bool] = lambda _one: True) -> list[Authorisation]:
        """What the bank really did, oldest first."""
        return [one for one in self.ground.bank.all() if where(one)]

    def payment(self, hold_id: int = 0) -> Authorisation | None:
        """The bank's own record of a hold, found by its key; there must not be two."""
        hold = self.hold(hold_id)
        found = self.bank(lambda one: belongs_to(one, hold, self.ids_before))
        return the_one(found, hold)

    def executed(self, operation: str, account: str = "") -> int:
        """How often the bank carried an operation out: place, sale, init, complete, capture, release, refund."""
        return self.ground.bank.executions[account or self.gateway, operation]

    def was_asked_to(self, operation: str, account: str = "") -> int:
        """How many requests for an operation reached the gateway."""
        return self.ground.bank.requests[account or self.gateway, operation]

    def is_decided(self) -> bool:
        """No attempt is open but on a hold that waits for a person."""
        return all(self.hold(row.hold_id).state == "attention" for row in self.ledger.open_attempts())

    def until_decided(self) -> None:
        """Let time pass until every attempt is settled or a person was called."""
        for seconds in (1, 30, 120, 600, 600, 3600, 90_000):
            if self.is_decided():
                return
            self.time_passes(seconds)
        assert self.is_decided(), list(self.ledger.open_attempts())
