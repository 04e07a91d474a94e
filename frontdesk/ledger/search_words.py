"""What a hold is found by, kept up in the transaction that changes it.

Open holds stand in `open_search`, settled ones in `closed_lately` and then in the full-text index `closed_search`,
each hold in exactly one of the three; nothing is written while neither its words nor its urgency change.
"""

from frontdesk.domain.hold import Hold, Stay
from frontdesk.ledger import stays
from frontdesk.ledger.connection import Connection, number
from frontdesk.ledger.folding import fold

_ENTER_OPEN = "INSERT INTO open_search (hold_id, urgency, words) VALUES (?, ?, ?)"
_STAY_OPEN = "UPDATE open_search SET urgency = ?, words = ? WHERE hold_id = ?"
_LEAVE_OPEN = "DELETE FROM open_search WHERE hold_id = ?"
_ENTER_CLOSED = "INSERT INTO closed_lately (hold_id, words) VALUES (?, ?)"
_LEAVE_LATELY = "DELETE FROM closed_lately WHERE hold_id = ?"
_LEAVE_CLOSED = "DELETE FROM closed_search WHERE rowid = ?"
_MOVE_ON = "INSERT INTO closed_search (rowid, words) SELECT hold_id, words FROM closed_lately ORDER BY hold_id"
# So many settled holds enter the full-text index together.
LATELY = 100


def words_of(hold: Hold, stay: Stay) -> str:
    """Guest, place and reference (also without their blanks), last four digits, the amount held and the one taken,
    bank, scheme. Never a card number."""
    place, reference = fold(stay.place), fold(stay.reference)
    words = [fold(stay.guest), place, reference, hold.last4, str(hold.amount), fold(hold.bank), fold(hold.scheme)]
    words += [text.replace(" ", "") for text in (place, reference) if " " in text]
    words += [str(hold.captured)] if hold.captured not in {0, hold.amount} else []
    return " ".join(word for word in words if word)


def enter(db: Connection, hold: Hold, stay: Stay) -> None:
    """Make a hold findable where it now belongs."""
    if hold.is_open:
        db.execute(_ENTER_OPEN, (hold.id, hold.urgency, words_of(hold, stay)))
    else:
        db.execute(_ENTER_CLOSED, (hold.id, words_of(hold, stay)))
        if number(db, "SELECT count(*) FROM closed_lately") >= LATELY:
            db.execute(_MOVE_ON)
            db.execute("DELETE FROM closed_lately")


def follow(db: Connection, old: Hold, new: Hold) -> None:
    """Keep a changed hold findable."""
    if (old.is_open, old.bank, old.scheme, old.last4) == (new.is_open, new.bank, new.scheme, new.last4) and (
        old.urgency == new.urgency or not new.is_open
    ):
        return
    stay = stays.read(db, new.stay_id)
    if old.is_open and new.is_open:
        db.execute(_STAY_OPEN, (new.urgency, words_of(new, stay), new.id))
        return
    if old.is_open:
        db.execute(_LEAVE_OPEN, (old.id,))
    elif not db.execute(_LEAVE_LATELY, (old.id,)).rowcount:
        db.execute(_LEAVE_CLOSED, (old.id,))
    enter(db, new, stay)
