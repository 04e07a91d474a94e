"""What was done at one account within a time: for the comparison with the gateway's own list of a day."""

from frontdesk.domain.attempt import Attempt
from frontdesk.domain.day_check import Movement
from frontdesk.ledger import holds
from frontdesk.ledger.connection import Connection
from frontdesk.ledger.rows import columns

# So long before midnight a step may have begun that the gateway counts to the next day (a bank page takes ten minutes),
# and so far may its clock be from ours.
SLACK = 900
_FIELDS = len(Attempt._fields)
# Read through without an index of its own: asked for by a person, now and then, while every commit would pay for one. A
# completion stands in the gateway's list as its place.
_WITHIN = f"""
SELECT {", ".join(columns(Attempt._fields, "a"))}, NOT EXISTS (
    SELECT 1 FROM attempts c WHERE c.hold_id = a.hold_id AND c.kind = 'capture' AND c.state = 'approved'
), {holds.HELD_COLUMNS}
FROM attempts a JOIN holds h ON h.id = a.hold_id JOIN stays s ON s.id = h.stay_id
WHERE a.account = ? AND a.begun_at >= ? AND a.begun_at < ? AND a.kind <> 'complete' AND a.state <> 'not_sent'
ORDER BY a.begun_at, a.id
"""


def within(db: Connection, account: str, since: int, until: int) -> tuple[Movement, ...]:
    """Steps at an account that began from `since` on and before `until` (UTC seconds), and those just around."""
    found = []
    for row in db.execute(_WITHIN, (account, since - SLACK, until + SLACK)).fetchall():
        attempt, held = Attempt._make(row[:_FIELDS]), holds.held_stay_of(row[_FIELDS + 1 :])
        charged = held.hold.captured > 0 and row[_FIELDS] == 1
        found.append(Movement(attempt, held, since <= attempt.begun_at < until, charged))
    return tuple(found)
