"""What a ledger tells. Reads are plain calls: SQLite answers at once, and the screens need no event loop for them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from frontdesk.domain.attempt import Attempt, JournalLine
from frontdesk.domain.guest_card import GuestCard
from frontdesk.domain.hold import HeldStay, Stay
from frontdesk.ledger import attempts, holds, journal, naming, search, stored_cards
from frontdesk.ledger.connection import Connection, DatabaseError
from frontdesk.ledger.errors import IOERR, LedgerError, ledger_error

if TYPE_CHECKING:
    from frontdesk.domain.day_check import Movement


class Reading:
    """`problem` as in Ledger: a read may be what finds the disk failing."""

    def __init__(self, db: Connection, problem: str) -> None:
        self._db = db
        self.problem = problem

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
        """A page of open holds by urgency, after the row with that (urgency, id). `now` in UTC seconds, `today` an
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
