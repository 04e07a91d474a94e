"""The board's pages, its counts, and the search over every age."""

from frontdesk.domain.hold import HeldStay
from frontdesk.ledger import holds
from frontdesk.ledger.connection import Connection, Value
from frontdesk.ledger.folding import fold

BoardRow = HeldStay
CHIPS = ("open", "leaving", "lapsing", "asking", "attention", "departed")
# The first warning of a lapse (domain.lapse.warning).
LAPSING = 72 * 3600

_CONDITIONS: dict[str, str] = {
    "open": "",
    "leaving": "AND departs = :today",
    "lapsing": "AND blocked > 0 AND urgency <= :soon",
    "asking": "AND state = 'unknown'",
    "attention": "AND (state = 'attention' OR attention <> '')",
    "departed": "AND departs < :today AND departs <> ''",
}
_PAGE = """
SELECT {columns} FROM (
    SELECT id FROM holds WHERE is_open = 1 {condition} AND (urgency, id) > (:urgency, :id) ORDER BY urgency, id
    LIMIT :limit
) page CROSS JOIN holds h ON h.id = page.id CROSS JOIN stays s ON s.id = h.stay_id ORDER BY h.urgency, h.id
"""
_PAGES = {
    chip: _PAGE.format(columns=holds.HELD_COLUMNS, condition=condition) for chip, condition in _CONDITIONS.items()
}
# One walk through one index of a few hundred kilobytes; the two rare chips have indexes that hold nothing else.
_COUNTS = """
SELECT count(*), coalesce(sum(departs = :today), 0), coalesce(sum(blocked > 0 AND urgency <= :soon), 0),
    (SELECT count(*) FROM holds WHERE is_open = 1 AND state = 'unknown'),
    (SELECT count(*) FROM holds WHERE is_open = 1 AND (state = 'attention' OR attention <> '')),
    coalesce(sum(departs < :today AND departs <> ''), 0)
FROM holds WHERE is_open = 1
"""
_TOTAL = "SELECT currency, sum(blocked) FROM holds WHERE is_open = 1 AND blocked > 0 GROUP BY currency"


def board(
    db: Connection, chip: str, after: tuple[int, int] | None, limit: int, now: int, today: str
) -> tuple[BoardRow, ...]:
    """One page of a chip in the order of urgency, after the row with that (urgency, id)."""
    urgency, hold_id = after or (-1, 0)
    given: dict[str, Value] = {
        "today": today,
        "soon": now + LAPSING,
        "urgency": urgency,
        "id": hold_id,
        "limit": limit,
    }
    return tuple(holds.held_stay_of(row) for row in db.execute(_PAGES[chip], given).fetchall())


def counts(db: Connection, now: int, today: str) -> dict[str, int]:
    """How many open holds each chip shows."""
    row = db.execute(_COUNTS, {"today": today, "soon": now + LAPSING}).fetchone() or (0,) * len(CHIPS)
    return {chip: int(count or 0) for chip, count in zip(CHIPS, row, strict=True)}


def total_held(db: Connection) -> dict[str, int]:
    """What cards are blocked with, in minor units by currency; captured and charged money is not in it."""
    return {str(row[0]): int(row[1] or 0) for row in db.execute(_TOTAL).fetchall()}


def find(db: Connection, text: str, limit: int) -> tuple[HeldStay, ...]:
    """Every word must be found: in open holds anywhere in the text, most urgent first, then in settled ones at the
    beginning of a word, newest first."""
    words = fold(text).split()
    if not words:
        return ()
    wanted = " AND ".join(["instr(words, ?) > 0"] * len(words))
    found = _ids(db, f"SELECT hold_id FROM open_search WHERE {wanted} ORDER BY urgency, hold_id LIMIT ?", *words, limit)
    left = limit - len(found)
    if left > 0:
        wanted = " AND ".join(["instr(' ' || words, ' ' || ?) > 0"] * len(words))
        sql = f"SELECT hold_id FROM closed_lately WHERE {wanted} ORDER BY hold_id DESC LIMIT ?"
        closed = _ids(db, sql, *words, left)
        match = " ".join(f'"{word}"*' for word in words)
        sql = "SELECT rowid FROM closed_search WHERE closed_search MATCH ? ORDER BY rowid DESC LIMIT ?"
        closed += _ids(db, sql, match, left)
        found += sorted(closed, reverse=True)[:left]
    return holds.held_in_order(db, found)


def _ids(db: Connection, sql: str, *values: Value) -> list[int]:
    return [int(row[0] or 0) for row in db.execute(sql, values).fetchall()]
