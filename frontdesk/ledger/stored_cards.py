"""Cards that gateways keep, as far as the ledger knows them: written once, with the answer that brought their keys."""

from frontdesk.domain.hold import Hold
from frontdesk.domain.stored_card import KeptCard, StoredCard
from frontdesk.ledger import stays
from frontdesk.ledger.connection import Connection, Row
from frontdesk.ledger.folding import fold
from frontdesk.ledger.rows import insertion

_CARD = ("user_key", "token", "bin", "last4", "scheme", "kind", "bank", "family", "expires")
_KEPT = ("account", "guest", "stay_id", "hold_id", "clerk", "created_at", "forgotten_at")
# The same card may be kept once more: its keys are known already.
_INSERT = insertion("stored_cards", (*_CARD, *_KEPT)).replace("INSERT", "INSERT OR IGNORE", 1)
_SELECT = f"SELECT id, {', '.join((*_CARD, *_KEPT))} FROM stored_cards"


def kept_card_of(row: Row) -> KeptCard:
    """A row of _SELECT."""
    cut = 1 + len(_CARD)
    return KeptCard._make((row[0], StoredCard._make(row[1:cut]), *row[cut:]))


def insert(db: Connection, card: StoredCard, hold: Hold, clerk: str, at: int) -> None:
    """Keep the keys of a card that the gateway kept with `hold`; `at` in UTC seconds."""
    guest = fold(stays.read(db, hold.stay_id).guest)
    shown = card._replace(bin=_figures(card.bin, 8), last4=_figures(card.last4, 4))
    if len(shown.last4) != 4:
        shown = shown._replace(last4="")
    db.execute(_INSERT, (*shown, hold.account, guest, hold.stay_id, hold.id, clerk, at, 0))


def of_guest(db: Connection, guest: str) -> tuple[KeptCard, ...]:
    """What is kept and not forgotten of a guest, the newest first, however the name was typed."""
    found = db.execute(f"{_SELECT} WHERE guest = ? AND forgotten_at = 0 ORDER BY id DESC", (fold(guest),))
    return tuple(kept_card_of(row) for row in found.fetchall())


def _figures(text: str, most: int) -> str:
    """Digits alone, and no more than may be kept of a card number."""
    return text[:most] if text.isascii() and text.isdigit() else ""
