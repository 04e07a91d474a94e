"""The ledger: one encrypted file with stays, holds, attempts and the journal.

Every write is one transaction with its journal line in it. Writes are coroutines although SQLite answers at once, so
that the verbs need not change for a ledger on a server; none of them waits for anything once it has begun.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from frontdesk.domain.attempt import Attempt, JournalLine
from frontdesk.domain.guest_card import GuestCard
from frontdesk.domain.hold import HeldStay, Hold, Stay
from frontdesk.domain.stored_card import StoredCard
from frontdesk.ledger import attempts, by_hand, holds, journal, migrations, naming, opening, search, stays, stored_cards
from frontdesk.ledger.connection import Connection, DatabaseError, number
from frontdesk.ledger.errors import (
    IOERR,
    AttemptOpen,
    HoldChanged,
    HoldUndecided,
    IllegalStep,
    LedgerError,
    MayBlockTwice,
    ledger_error,
)
from frontdesk.ledger.network_drive import is_network_drive

if TYPE_CHECKING:
    from frontdesk.domain.day_check import Movement

__all__ = [
    "AttemptOpen",
    "HoldChanged",
    "HoldUndecided",
    "IllegalStep",
    "Ledger",
    "LedgerError",
    "MayBlockTwice",
    "create",
    "open_ledger",
]
PLACES = frozenset({"place", "sale"})


def create(path: Path, key: bytes) -> None:
    """Make an empty ledger, only where told so explicitly: the first run. Raises FileExistsError rather than touch a
    file."""
    from frontdesk.ledger.creating import create_file  # needs sqlite_utils, once in a ledger's life

    if is_network_drive(path.parent):
        raise LedgerError("ledger_network_drive")
    create_file(path, key)


def open_ledger(path: Path, key: bytes, *, read_only: bool = False, wait: float = opening.WAIT) -> "Ledger":
    """The ledger, held exclusively. Where file or folder cannot be written it is opened to read, and `problem` says so.

    `wait` is how many seconds another program's hold on it is waited for. Raises LedgerError and never makes a file.
    """
    if is_network_drive(path.parent):
        raise LedgerError("ledger_network_drive")
    if not opening.is_there(path):
        raise LedgerError("ledger_missing")
    if not read_only and opening.is_writable(path):
        try:
            db = opening.open_to_write(path, key, wait)
            _migrate(db, key, path)
        except LedgerError as error:
            if error.problem != "ledger_read_only":
                raise
        else:
            return Ledger(db, path, key)
    return Ledger(opening.open_to_read(path, key, wait), path, key, problem="ledger_read_only")


def _migrate(db: Connection, key: bytes, path: Path) -> None:
    if number(db, "PRAGMA user_version") == migrations.VERSION:
        return
    from frontdesk.ledger.creating import migrate  # needs sqlite_utils, once in a version's life

    migrate(db, key, path)


class Ledger:
    """An open ledger. `problem` says why it takes no more writes, "" while it does: ledger_read_only, ledger_corrupt or
    ledger_full after the disk failed, ledger_closed."""

    def __init__(self, db: Connection, path: Path, key: bytes, problem: str = "") -> None:
        self._db = db
        self._key = key
        self.path = path
        self.problem = problem

    @property
    def is_read_only(self) -> bool:
        return self.problem == "ledger_read_only"

    def close(self) -> None:
        """Work the log into the file and give it free. What comes later is told that it came too late."""
        self._db.close()
        self.problem = "ledger_closed"

    def _write[T](self, work: Callable[[Connection], T]) -> T:
        """One transaction, wholly or not at all. After a failure of the disk nothing more is written until the next
        opening: what the system then still has of the file cannot be known."""
        if self.problem:
            raise LedgerError(self.problem)
        db = self._db
        try:
            db.execute("BEGIN IMMEDIATE")
            done = work(db)
            db.execute("COMMIT")
        except BaseException as error:
            # A full disk has rolled back already; a second ROLLBACK would hide the cause.
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise self._told(error) from error
        return done

    def _read[T](self, work: Callable[[Connection], T]) -> T:
        try:
            return work(self._db)
        except DatabaseError as error:
            raise self._told(error) from error

    def _told(self, error: BaseException) -> BaseException:
        if self.problem == "ledger_closed" and isinstance(error, DatabaseError):
            return LedgerError(self.problem)
        told = ledger_error(error) if isinstance(error, DatabaseError) else None
        if told is None:
            return error
        if told.problem == "ledger_corrupt" or getattr(error, "sqlite_errorcode", 0) & 0xFF == IOERR:
            self.problem = self.problem or told.problem
        return told

    # -- writes

    async def begin_place(
        self,
        stay: Stay,
        hold: Hold,
        attempt: Attempt,
        reason: str,
        facts: Mapping[str, str],
        part_of: int = 0,
    ) -> tuple[HeldStay, Attempt]:
        """Stay (where its id is 0), hold and attempt with the ids they got; `part_of` is the charged deposit of which
        this sale keeps a part. Raises MayBlockTwice unless there is a reason, and HoldChanged where that deposit is
        charged no longer."""

        def work(db: Connection) -> tuple[HeldStay, Attempt]:
            holds.refuse_twice(db, stay, hold, reason)
            known = stays.read(db, stay.id) if stay.id else stays.insert(db, stay)
            new = holds.insert(db, hold, known)
            begun = attempts.insert(db, attempt._replace(hold_id=new.id))
            told = {**facts, "reason": reason.strip()} if reason.strip() else facts
            if part_of:
                _part_of(db, part_of, new, begun)
                told = {**told, "part_of": str(part_of)}
            journal.write(db, begun.begun_at, begun.clerk, new.id, begun.id, f"{begun.kind}_begun", told)
            return HeldStay(new, known), begun

        return self._write(work)

    async def begin(
        self, hold: Hold, attempt: Attempt, event: str, facts: Mapping[str, str], reason: str = ""
    ) -> tuple[Hold, Attempt]:
        """A further attempt on a hold; `reason` as in begin_place, for a place that was not sent and is tried again.

        Raises AttemptOpen, HoldUndecided, HoldChanged and, for a place, MayBlockTwice.
        """

        def work(db: Connection) -> tuple[Hold, Attempt]:
            if attempt.kind in PLACES:
                holds.refuse_twice(db, holds.held(db, hold.id).stay, hold, reason)
            begun = attempts.insert(db, attempt)
            new = holds.update(db, hold)
            told = {**facts, "reason": reason.strip()} if reason.strip() else facts
            journal.write(db, begun.begun_at, begun.clerk, new.id, begun.id, event, told)
            return new, begun

        return self._write(work)

    async def record(
        self,
        hold: Hold,
        attempt: Attempt,
        event: str,
        facts: Mapping[str, str],
        at: int,
        also: Attempt | None = None,
        *,
        stored: StoredCard | None = None,
        owing: Hold | None = None,
    ) -> Hold:
        """What an answer made of an attempt and its hold; `also` is a second attempt settled by the same answer,
        `stored` a card that the gateway keeps from now on, `owing` a deposit of which this sale kept a part.

        Raises HoldChanged and IllegalStep.
        """

        def work(db: Connection) -> Hold:
            attempts.update(db, attempt)
            if also is not None:
                attempts.update(db, also)
            new = holds.update(db, hold)
            journal.write(db, at, attempt.clerk, new.id, attempt.id, event, facts)
            if stored is not None:
                stored_cards.insert(db, stored, new, attempt.clerk, at)
            if owing is not None:
                owed = holds.update(db, owing)
                told = {"amount": str(owed.owed), "currency": owed.currency, "sale": str(new.id)}
                journal.write(db, at, attempt.clerk, owed.id, 0, "deposit_owed", told)
            return new

        return self._write(work)

    async def record_elsewhere(
        self, before: Hold, after: Hold, attempt: Attempt, event: str, facts: Mapping[str, str]
    ) -> Hold:
        """An attempt that was carried out elsewhere (in the merchant's panel) and is known to be done: begun on the
        hold as it stood `before`, and approved, in one transaction. Raises HoldChanged, AttemptOpen and IllegalStep."""

        def work(db: Connection) -> Hold:
            standing = holds.update(db, before)
            begun = attempts.insert(db, attempt._replace(state="begun", settled_at=0))
            attempts.update(db, attempt._replace(id=begun.id))
            new = holds.update(db, after._replace(version=standing.version))
            journal.write(db, attempt.settled_at, attempt.clerk, new.id, begun.id, event, facts)
            return new

        return self._write(work)

    async def record_by_hand(
        self, stay: Stay, hold: Hold, attempt: Attempt, reason: str, facts: Mapping[str, str]
    ) -> HeldStay:
        """A hold of a bank's terminal, with the approved attempt that was never sent. Raises MayBlockTwice."""
        return self._write(lambda db: by_hand.place(db, stay, hold, attempt, reason, facts))

    async def forget_card(self, account: str, card: StoredCard, clerk: str, at: int) -> None:
        """The gateway keeps this card no longer. Raises KeyError for a user of another house."""
        self._write(lambda db: stored_cards.forget(db, account, card, clerk, at))

    async def note(self, hold: Hold, event: str, facts: Mapping[str, str], clerk: str, at: int) -> Hold:
        """A step without an attempt. Raises HoldChanged."""

        def work(db: Connection) -> Hold:
            new = holds.update(db, hold)
            journal.write(db, at, clerk, new.id, 0, event, facts)
            return new

        return self._write(work)

    async def remark(self, hold_id: int, event: str, facts: Mapping[str, str], at: int) -> None:
        """A line about a hold of which nothing changes, whatever else is under way on it."""
        self._write(lambda db: journal.write(db, at, "", hold_id, 0, event, facts))

    # -- reads

    def hold_named(self, account: str, *, key: str, payment_id: str, token: str) -> int:
        """The id of the hold that a notice names, 0 for none."""
        return self._read(lambda db: naming.hold_named(db, account, key, payment_id, token))

    def held_stay(self, hold_id: int) -> HeldStay:
        """Raises KeyError."""
        return self._read(lambda db: holds.held(db, hold_id))

    def attempt(self, attempt_id: int) -> Attempt:
        """Raises KeyError."""
        return self._read(lambda db: attempts.read(db, attempt_id))

    def attempts_of(self, hold_id: int) -> tuple[Attempt, ...]:
        """Oldest first."""
        return self._read(lambda db: attempts.of_hold(db, hold_id))

    def journal_of(self, hold_id: int) -> tuple[JournalLine, ...]:
        """Oldest first."""
        return self._read(lambda db: journal.of_hold(db, hold_id))

    def open_attempts(self) -> tuple[Attempt, ...]:
        """Begun, challenged and unknown, oldest first."""
        return self._read(attempts.still_open)

    def due(self, now: int) -> tuple[Attempt, ...]:
        """Unknown attempts whose next question is due, the longest due first."""
        return self._read(lambda db: attempts.due(db, now))

    def next_due(self) -> int:
        """UTC seconds of the earliest question, 0 for none."""
        return self._read(attempts.next_due)

    def board(
        self, chip: str, after: tuple[int, int] | None = None, limit: int = 60, *, now: int, today: str
    ) -> tuple[HeldStay, ...]:
        """A page of open holds by urgency, after the row with that (lapses_at, id). `now` in UTC seconds, `today` an
        ISO day."""
        return self._read(lambda db: search.board(db, chip, after, limit, now, today))

    def counts(self, now: int, today: str) -> dict[str, int]:
        """How many holds each chip of search.CHIPS shows."""
        return self._read(lambda db: search.counts(db, now, today))

    def total_held(self) -> dict[str, int]:
        """What cards are blocked with: minor units by currency."""
        return self._read(search.total_held)

    def find(self, text: str, limit: int = 60) -> tuple[HeldStay, ...]:
        """Open holds by any part of a word, most urgent first, then settled ones by the beginnings of words, newest
        first."""
        return self._read(lambda db: search.find(db, text, limit))

    def cards_to_offer(self, stay: Stay, account: str) -> tuple[GuestCard, ...]:
        """Cards kept in this stay (saved, or still being typed: id 0), the newest first."""
        return self._read(lambda db: stored_cards.offered(db, stay, account))

    def cards_kept(self, account: str) -> tuple[GuestCard, ...]:
        """Cards that are kept at an account, or at all of them (""), the newest first."""
        return self._read(lambda db: stored_cards.every(db, account))

    def card_users(self, account: str) -> tuple[str, ...]:
        """The gateway's users that ever kept a card of ours, the newest first."""
        return self._read(lambda db: tuple(stored_cards.users(db, account)))

    def movements(self, account: str, since: int, until: int) -> "tuple[Movement, ...]":
        """Steps at an account within a time (UTC seconds), and those just around it."""
        from frontdesk.ledger.movements import within  # not before the first paint

        return self._read(lambda db: within(db, account, since, until))

    # -- care

    def verify(self) -> None:
        """Raises LedgerError where the file is damaged."""
        self._read(opening.quick_check)

    def backup(self, target: Path) -> None:
        """A checked copy under the same key, made while the desk works. Raises LedgerError and FileExistsError."""
        from frontdesk.ledger.copies import copy_to  # not before the first paint

        self._read(lambda db: copy_to(db, self._key, target))


def _part_of(db: Connection, deposit_id: int, sale: Hold, begun: Attempt) -> None:
    """Link the deposit to the sale that keeps a part of it. Its version moves on, so that a return which was about to
    begin finds it changed."""
    deposit = holds.read(db, deposit_id)
    if deposit.state != "charged":
        raise HoldChanged
    holds.update(db, deposit)
    told = {"amount": str(sale.amount), "currency": sale.currency, "sale": str(sale.id)}
    journal.write(db, begun.begun_at, begun.clerk, deposit_id, 0, "part_sale_begun", told)
