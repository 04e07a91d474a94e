"""What the ledger raises, and what SQLite's own errors mean at the counter.

LedgerError
├── AttemptOpen      a money attempt on this hold is not over yet (money-safety rule 3)
├── HoldUndecided    the hold waits for the bank or for a person (rule 3)
├── HoldChanged      somebody wrote the hold since it was read
├── IllegalStep      an attempt was to go where the rules know no way
└── MayBlockTwice    rule 4; carries the holds that would block the guest a second time
"""

import errno

from frontdesk.domain.hold import HeldStay

# Primary result codes of SQLite.
BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB = 5, 6, 8, 10, 11, 13, 14, 26
PROBLEMS: dict[int, str] = {
    BUSY: "ledger_locked",
    LOCKED: "ledger_locked",
    READONLY: "ledger_read_only",
    CANTOPEN: "ledger_read_only",
    IOERR: "ledger_full",
    FULL: "ledger_full",
}


class LedgerError(Exception):
    """`problem` is a code of domain.problems; `detail` is for support and holds no secret, path, or guest."""

    def __init__(self, problem: str, detail: str = "") -> None:
        super().__init__(f"{problem}: {detail}" if detail else problem)
        self.problem = problem
        self.detail = detail


class AttemptOpen(LedgerError):
    """Rule 3: another attempt on the hold is begun, challenged or unknown, or this one was already sent."""

    def __init__(self, detail: str = "") -> None:
        super().__init__("attempt_open", detail)


class HoldUndecided(LedgerError):
    """Rule 3: no money attempt on a hold that is unknown or needs a person's decision."""

    def __init__(self, detail: str = "") -> None:
        super().__init__("hold_undecided", detail)


class HoldChanged(LedgerError):
    """The hold in hand is older than the one in the ledger."""

    def __init__(self, detail: str = "") -> None:
        super().__init__("hold_changed", detail)


class IllegalStep(LedgerError):
    """An attempt's step that domain.attempt.LEGAL_STEPS does not know, or a row that may never change."""

    def __init__(self, detail: str = "") -> None:
        super().__init__("hold_changed", detail)


class MayBlockTwice(LedgerError):
    """Rule 4: `holds` are those that may already block this guest or this card."""

    def __init__(self, holds: tuple[HeldStay, ...]) -> None:
        super().__init__("may_block_twice")
        self.holds = holds


# The words by which triggers and unique indexes refuse, in the order in which they are looked for.
REFUSALS: tuple[tuple[str, type[AttemptOpen | HoldUndecided | HoldChanged | IllegalStep]], ...] = (
    ("attempt_open", AttemptOpen),
    ("attempts.hold_id", AttemptOpen),
    ("hold_undecided", HoldUndecided),
    ("hold_changed", HoldChanged),
    ("illegal_step", IllegalStep),
    ("append_only", IllegalStep),
)


def disk_error(error: OSError) -> LedgerError:
    """What the system said about a file beside the ledger: no room, or not allowed."""
    full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}
    return LedgerError("ledger_full" if full else "ledger_read_only", type(error).__name__)


def ledger_error(error: Exception) -> LedgerError | None:
    """The LedgerError for an error of SQLite; None where it is no such error, or a broken rule that only a bug can
    break.

    A disk that fails while writing is told like a full one: in both cases nothing was written.
    """
    code = getattr(error, "sqlite_errorcode", None)
    name = getattr(error, "sqlite_errorname", None) or type(error).__name__
    if code is None:
        return LedgerError("ledger_corrupt", name) if type(error).__name__ == "DatabaseError" else None
    primary = code & 0xFF
    if primary == 19:  # SQLITE_CONSTRAINT
        return next((kind(word) for word, kind in REFUSALS if word in str(error)), None)
    if primary in {CORRUPT, NOTADB}:
        return LedgerError("ledger_corrupt", name)
    problem = PROBLEMS.get(primary)
    return LedgerError(problem, name) if problem else None
