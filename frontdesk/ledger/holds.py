"""Holds in the ledger: written by version, only where they changed, and kept findable in the same transaction."""

from collections.abc import Sequence

from frontdesk.domain.hold import HeldStay, Hold, Stay
from frontdesk.ledger import search_words, stays
from frontdesk.ledger.connection import Connection, Row, Value
from frontdesk.ledger.errors import HoldChanged, MayBlockTwice
from frontdesk.ledger.rows import columns, insertion, write_changes

COLUMNS = columns(Hold._fields)
FIELDS = len(COLUMNS)
_WRITTEN = (*COLUMNS[1:], "is_open", "blocked", "urgency")
_INSERT = insertion("holds", (*_WRITTEN, "departs"))
_SELECT = f"SELECT {', '.join(COLUMNS)} FROM holds WHERE id = ?"
_THREEDS = Hold._fields.index("threeds")
HELD_COLUMNS = ", ".join((*columns(Hold._fields, "h"), *columns(Stay._fields, "s")))
_HELD = f"SELECT {HELD_COLUMNS} FROM holds h JOIN stays s ON s.id = h.stay_id"


def hold_of(row: Row) -> Hold:
    """A hold from its columns; SQLite has no booleans."""
    return Hold._make((*row[:_THREEDS], row[_THREEDS] == 1, *row[_THREEDS + 1 :]))


def held_stay_of(row: Row) -> HeldStay:
    """A hold and its stay from HELD_COLUMNS."""
    return HeldStay(hold_of(row[:FIELDS]), Stay._make(row[FIELDS:]))


def _values(hold: Hold) -> tuple[Value, ...]:
    """The columns of _WRITTEN: the record's, and the three that follow from them."""
    blocked = hold.amount if hold.held_at > 0 and hold.captured == 0 and hold.purpose == "hold" else 0
    return (*hold[1:], hold.is_open, blocked, hold.urgency)


def insert(db: Connection, hold: Hold, stay: Stay) -> Hold:
    """Write a new hold; returned with its id and its first version."""
    hold = hold._replace(stay_id=stay.id, version=1)
    cursor = db.execute(_INSERT, (*_values(hold), stay.departs))
    hold = hold._replace(id=cursor.lastrowid)
    search_words.enter(db, hold, stay)
    return hold


def read(db: Connection, hold_id: int) -> Hold:
    """Raises KeyError."""
    row = db.execute(_SELECT, (hold_id,)).fetchone()
    if row is None:
        raise KeyError(hold_id)
    return hold_of(row)


def update(db: Connection, hold: Hold) -> Hold:
    """Write what changed in a hold whose version is still the ledger's; returned with the next version. Raises
    HoldChanged."""
    old = read(db, hold.id)
    new = hold._replace(version=hold.version + 1)
    if hold.version != old.version or not write_changes(
        db, "holds", _WRITTEN, _values(old), _values(new), "id = ? AND version = ?", hold.id, hold.version
    ):
        raise HoldChanged
    search_words.follow(db, old, new)
    return new


def held(db: Connection, hold_id: int) -> HeldStay:
    """Raises KeyError."""
    row = db.execute(f"{_HELD} WHERE h.id = ?", (hold_id,)).fetchone()
    if row is None:
        raise KeyError(hold_id)
    return held_stay_of(row)


def held_in_order(db: Connection, hold_ids: Sequence[int]) -> tuple[HeldStay, ...]:
    """The holds of these ids, in their order."""
    if not hold_ids:
        return ()
    rows = db.execute(f"{_HELD} WHERE h.id IN ({', '.join('?' * len(hold_ids))})", hold_ids).fetchall()
    found = {row[0]: held_stay_of(row) for row in rows}
    return tuple(found[hold_id] for hold_id in hold_ids)


_TWICE = f"""
{_HELD} WHERE h.id IN (
    SELECT hold_id FROM attempts INDEXED BY attempts_one_open
    WHERE state IN ('begun', 'challenged', 'unknown') AND kind <> 'complete' AND kind IN ('place', 'sale')
    UNION ALL SELECT id FROM holds INDEXED BY holds_asking WHERE is_open = 1 AND state = 'unknown'
) AND (
    h.stay_id = ? OR (h.last4 = ? AND h.last4 <> '' AND (h.bin = ? OR '' IN (h.bin, ?)))
    OR (s.same_reference = ? AND s.same_reference <> '') OR (s.same_guest = ? AND s.same_guest <> '')
) ORDER BY h.id
"""


def twice(db: Connection, stay: Stay, card_bin: str, last4: str, besides: int = 0) -> tuple[HeldStay, ...]:
    """Money-safety rule 4: holds with an open or unknown place on the same stay or the same card, but for the hold
    `besides`. Where the first digits of one of two cards are not known (a terminal's slip, a kept card), its last four
    decide."""
    given = (stay.id, last4, card_bin, card_bin, stays.same_reference(stay), stays.same_guest(stay))
    rows = db.execute(_TWICE, given).fetchall()
    return tuple(held_stay_of(row) for row in rows if row[0] != besides)


def refuse_twice(db: Connection, stay: Stay, hold: Hold, reason: str) -> None:
    """Rule 4. Raises MayBlockTwice unless there is a reason."""
    if reason.strip():
        return
    blocking = twice(db, stay, hold.bin, hold.last4, besides=hold.id)
    if blocking:
        raise MayBlockTwice(blocking)
