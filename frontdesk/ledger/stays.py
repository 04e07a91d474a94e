"""Stays in the ledger."""

from frontdesk.domain.hold import Stay
from frontdesk.ledger.connection import Connection
from frontdesk.ledger.folding import fold
from frontdesk.ledger.rows import columns, insertion

COLUMNS = columns(Stay._fields)
FIELDS = len(COLUMNS)
_INSERT = insertion("stays", (*COLUMNS[1:], "same_guest", "same_reference"))


def same_guest(stay: Stay) -> str:
    """Equal for two entries of one stay: guest, place and arrival, however they were typed. "" where no guest is
    named."""
    guest, place = fold(stay.guest), fold(stay.place).replace(" ", "")
    return f"{guest}|{place}|{stay.arrives}" if guest else ""


def same_reference(stay: Stay) -> str:
    """The reference, however it was typed."""
    return fold(stay.reference).replace(" ", "")


def insert(db: Connection, stay: Stay) -> Stay:
    """Write a new stay and return it with its id."""
    cursor = db.execute(_INSERT, (*stay[1:], same_guest(stay), same_reference(stay)))
    return stay._replace(id=cursor.lastrowid)


def read(db: Connection, stay_id: int) -> Stay:
    """Raises KeyError."""
    row = db.execute(f"SELECT {', '.join(COLUMNS)} FROM stays WHERE id = ?", (stay_id,)).fetchone()
    if row is None:
        raise KeyError(stay_id)
    return Stay._make(row)
