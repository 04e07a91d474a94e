"""The ledger: one encrypted file with stays, holds, attempts and the journal.

Every write is one transaction with its journal line in it. Writes are coroutines although SQLite answers at once, so
that the verbs need not change for a ledger on a server; none of them waits for anything once it has begun.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from frontdesk.domain.attempt import Attempt
from frontdesk.domain.hold import HeldStay, Hold, Stay
from frontdesk.domain.stored_card import StoredCard
from frontdesk.ledger import attempts, by_hand, holds, journal, migrations, opening, stays, stored_cards
from frontdesk.ledger.connection import Connection, number
from frontdesk.ledger.errors import AttemptOpen, HoldChanged, HoldUndecided, IllegalStep, LedgerError, MayBlockTwice
from frontdesk.ledger.network_drive import is_network_drive
from frontdesk.ledger.reading import Reading

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


def open_ledger(
    path: Path, key: bytes, *, read_only: bool = False, older: bool = False, wait: float = opening.WAIT
) -> "Ledger":
    """The ledger, held exclusively. Where file or folder cannot be written it is opened to read, and `problem` says so.
    `older` lets one of an older schema be opened to read, for a backup and nothing else.

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
    return Ledger(opening.open_to_read(path, key, wait, older=older), path, key, problem="ledger_read_only")


def _migrate(db: Connection, key: bytes, path: Path) -> None:
    if number(db, "PRAGMA user_version") == migrations.VERSION:
        return
    from frontdesk.ledger.creating import migrate  # needs sqlite_utils, once in a version's life

    migrate(db, key, path)


class Ledger(Reading):
    """An open ledger. `problem` says why it takes no more writes, "" while it does: ledger_read_only, ledger_corrupt or
    ledger_full after the disk failed, ledger_closed."""

    def __init__(self, db: Connection, path: Path, key: bytes, problem: str = "") -> None:
        super().__init__(db, problem)
        self._key = key
        self.path = path

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
                _owe(db, owing, new, attempt.clerk, at)
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

    async def note(
        self,
        hold: Hold,
        event: str,
        facts: Mapping[str, str],
        clerk: str,
        at: int,
        *,
        owing: Hold | None = None,
    ) -> Hold:
        """A step without an attempt; `owing` as in record. Raises HoldChanged."""

        def work(db: Connection) -> Hold:
            new = holds.update(db, hold)
            journal.write(db, at, clerk, new.id, 0, event, facts)
            if owing is not None:
                _owe(db, owing, new, clerk, at)
            return new

        return self._write(work)

    async def remark(self, hold_id: int, event: str, facts: Mapping[str, str], at: int) -> None:
        """A line about a hold of which nothing changes, whatever else is under way on it."""
        self._write(lambda db: journal.write(db, at, "", hold_id, 0, event, facts))

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


def _owe(db: Connection, deposit: Hold, sale: Hold, clerk: str, at: int) -> None:
    """The sale kept a part of the deposit: what is left of it is owed to the guest."""
    owed = holds.update(db, deposit)
    told = {"amount": str(owed.owed), "currency": owed.currency, "sale": str(sale.id)}
    journal.write(db, at, clerk, owed.id, 0, "deposit_owed", told)
