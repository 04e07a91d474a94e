"""What a hold is found by, kept up in the transaction that changes it.

Open holds stand in `open_search`, settled ones in the full-text index, each hold in exactly one of them; nothing is
written while neither its words nor its urgency change.
"""

from frontdesk.domain.hold import Hold, Stay
from frontdesk.ledger import stays
from frontdesk.ledger.connection import Connection
from frontdesk.ledger.folding import fold

_ENTER_OPEN = "INSERT INTO open_search (lapses_at, hold_id, words) VALUES (?, ?, ?)"
_LEAVE_OPEN = "DELETE FROM open_search WHERE lapses_at = ? AND hold_id = ?"
_ENTER_CLOSED = "INSERT INTO closed_search (rowid, words) VALUES (?, ?)"
_LEAVE_CLOSED = "DELETE FROM closed_search WHERE rowid = ?"


def words_of(hold: Hold, stay: Stay) -> str:
    """Guest, place and reference (also without their blanks), last four digits, amount, bank, scheme. Never a card
    number."""
    place, reference = fold(stay.place), fold(stay.reference)
    words = [fold(stay.guest), place, reference, hold.last4, str(hold.amount), fold(hold.bank), fold(hold.scheme)]
    words += [text.replace(" ", "") for text in (place, reference) if " " in text]
    return " ".join(word for word in words if word)


def enter(db: Connection, hold: Hold, stay: Stay) -> None:
    """Make a hold findable where it now belongs."""
    if hold.is_open:
        db.execute(_ENTER_OPEN, (hold.lapses_at, hold.id, words_of(hold, stay)))
    else:
        db.execute(_ENTER_CLOSED, (hold.id, words_of(hold, stay)))


def follow(db: Connection, old: Hold, new: Hold) -> None:
    """Keep a changed hold findable."""
    if (old.is_open, old.bank, old.scheme, old.last4) == (new.is_open, new.bank, new.scheme, new.last4) and (
        old.lapses_at == new.lapses_at or not new.is_open
    ):
        return
    if old.is_open:
        db.execute(_LEAVE_OPEN, (old.lapses_at, old.id))
    else:
        db.execute(_LEAVE_CLOSED, (old.id,))
    enter(db, new, stays.read(db, new.stay_id))
