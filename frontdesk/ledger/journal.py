"""The journal: one line for every step, in the step's own transaction, never changed."""

import json
from collections.abc import Mapping

from frontdesk.domain.attempt import JournalLine
from frontdesk.ledger.connection import Connection

_spelled = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
_INSERT = "INSERT INTO journal (at, clerk, hold_id, attempt_id, event, facts) VALUES (?, ?, ?, ?, ?, ?)"
_OF_HOLD = """
SELECT id, at, clerk, hold_id, coalesce(attempt_id, 0), event, facts FROM journal WHERE hold_id = ? ORDER BY id
"""


def write(
    db: Connection, at: int, clerk: str, hold_id: int, attempt_id: int, event: str, facts: Mapping[str, str]
) -> None:
    """`attempt_id` is 0 for a line that belongs to no attempt."""
    told = _spelled(dict(facts)) if facts else "{}"
    db.execute(_INSERT, (at, clerk, hold_id, attempt_id or None, event, told))


def of_hold(db: Connection, hold_id: int) -> tuple[JournalLine, ...]:
    """Oldest first."""
    return tuple(JournalLine._make(row) for row in db.execute(_OF_HOLD, (hold_id,)).fetchall())
