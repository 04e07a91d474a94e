"""Holds of a bank's terminal, written down after they were done: one transaction for what was one step there."""

from collections.abc import Mapping

from frontdesk.domain.attempt import Attempt
from frontdesk.domain.hold import HeldStay, Hold, Stay
from frontdesk.ledger import attempts, holds, journal, stays
from frontdesk.ledger.connection import Connection
from frontdesk.ledger.errors import MayBlockTwice

# The same slip once more: its approval code and its sum.
_SAME_SLIP = """
SELECT id FROM holds WHERE is_open = 1 AND account = ? AND auth_code = ? AND currency = ? AND amount = ? ORDER BY id
"""


def place(db: Connection, stay: Stay, hold: Hold, attempt: Attempt, reason: str, facts: Mapping[str, str]) -> HeldStay:
    """A held hold with the approved attempt that was never sent. Raises MayBlockTwice unless there is a reason."""
    holds.refuse_twice(db, stay, hold, reason)
    _refuse_same_slip(db, hold, reason)
    known = stays.read(db, stay.id) if stay.id else stays.insert(db, stay)
    new = holds.insert(db, hold, known)
    begun = attempts.insert(db, attempt._replace(hold_id=new.id, state="begun", settled_at=0))
    attempts.update(db, attempt._replace(id=begun.id, hold_id=new.id))
    told = {**facts, "reason": reason.strip()} if reason.strip() else facts
    journal.write(db, attempt.settled_at, attempt.clerk, new.id, begun.id, "recorded_by_hand", told)
    return HeldStay(new, known)


def _refuse_same_slip(db: Connection, hold: Hold, reason: str) -> None:
    if reason.strip():
        return
    slip = (hold.account, hold.auth_code, hold.currency, hold.amount)
    same = tuple(int(row[0] or 0) for row in db.execute(_SAME_SLIP, slip).fetchall())
    if same:
        raise MayBlockTwice(holds.held_in_order(db, same))
