"""Attempts in the ledger. The triggers of migrations.py refuse what the rules forbid, whoever writes."""

from frontdesk.domain.attempt import Attempt
from frontdesk.ledger.connection import Connection
from frontdesk.ledger.errors import IllegalStep
from frontdesk.ledger.rows import columns, insertion, write_changes

COLUMNS = columns(Attempt._fields)
_INSERT = insertion("attempts", COLUMNS[1:])
_SELECT = f"SELECT {', '.join(COLUMNS)} FROM attempts"
_OPEN = "state IN ('begun', 'challenged', 'unknown')"


def insert(db: Connection, attempt: Attempt) -> Attempt:
    """Write a begun attempt and return it with its id; the triggers raise for AttemptOpen, HoldUndecided and
    IllegalStep."""
    return attempt._replace(id=db.execute(_INSERT, attempt[1:]).lastrowid)


def read(db: Connection, attempt_id: int) -> Attempt:
    """Raises KeyError."""
    row = db.execute(f"{_SELECT} WHERE id = ?", (attempt_id,)).fetchone()
    if row is None:
        raise KeyError(attempt_id)
    return Attempt._make(row)


def update(db: Connection, attempt: Attempt) -> None:
    """Write what changed in an attempt. Raises IllegalStep for a step that is not legal, and for a settled row."""
    old = read(db, attempt.id)
    if old.hold_id != attempt.hold_id or old.key != attempt.key:
        raise IllegalStep
    write_changes(db, "attempts", COLUMNS[1:], old[1:], attempt[1:], "id = ?", attempt.id)


def of_hold(db: Connection, hold_id: int) -> tuple[Attempt, ...]:
    """Oldest first."""
    return _all(db, "WHERE hold_id = ? ORDER BY id", hold_id)


def still_open(db: Connection) -> tuple[Attempt, ...]:
    """Begun, challenged and unknown, oldest first."""
    # A completion stands in the other of the two indexes over open attempts.
    return _all(
        db, f"WHERE {_OPEN} AND kind <> 'complete' UNION ALL {_SELECT} WHERE {_OPEN} AND kind = 'complete' ORDER BY 1"
    )


def due(db: Connection, now: int) -> tuple[Attempt, ...]:
    """Unknown attempts whose next question is due, the longest due first."""
    return _all(db, "WHERE state = 'unknown' AND ask_at <= ? ORDER BY ask_at, id", now)


def next_due(db: Connection) -> int:
    """UTC seconds of the earliest question, 0 where nothing is unknown. One that was due since ever counts as 1."""
    row = db.execute("SELECT max(1, min(ask_at)) FROM attempts WHERE state = 'unknown'").fetchone()
    return int(row[0] or 0) if row else 0


def _all(db: Connection, where: str, *values: int) -> tuple[Attempt, ...]:
    return tuple(Attempt._make(row) for row in db.execute(f"{_SELECT} {where}", values).fetchall())
