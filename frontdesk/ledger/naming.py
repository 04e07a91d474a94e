"""Which hold a gateway's notice names: by our key, else by the gateway's payment id, else by its page's token."""

from frontdesk.ledger.connection import Connection

_BY_KEY = 'SELECT hold_id FROM attempts WHERE "key" = ? AND account = ? ORDER BY id DESC LIMIT 1'
# The second condition is the partial index's own: a bound value does not tell SQLite that it is not empty.
_BY_PAYMENT = "SELECT id FROM holds WHERE payment_id = ? AND payment_id <> '' AND account = ? ORDER BY id DESC LIMIT 1"
# No index is kept for a token, which lives for an hour at most: the latest holds are looked through.
_BY_PAGE = """
SELECT h.id FROM holds h WHERE h.id > (SELECT max(id) - 2000 FROM holds) AND h.entry = 'hosted'
AND EXISTS (SELECT 1 FROM json_each(h.references_json) WHERE value = ?) AND h.account = ? ORDER BY h.id DESC LIMIT 1
"""


def hold_named(db: Connection, account: str, key: str, payment_id: str, token: str) -> int:
    """The hold's id, 0 where this account has none of these. Empty names count for nothing."""
    for sql, name in ((_BY_KEY, key), (_BY_PAYMENT, payment_id), (_BY_PAGE, token)):
        row = db.execute(sql, (name, account)).fetchone() if name else None
        if row is not None:
            return int(row[0] or 0)
    return 0
