"""Cards that gateways keep, as far as the ledger knows them: written once, with the answer that brought their keys, and
marked when the gateway keeps them no longer."""

from collections.abc import Mapping

from frontdesk.domain.guest_card import GuestCard
from frontdesk.domain.hold import Hold, Stay
from frontdesk.domain.stored_card import KeptCard, StoredCard
from frontdesk.ledger import journal, stays
from frontdesk.ledger.connection import Connection, Row
from frontdesk.ledger.folding import fold
from frontdesk.ledger.rows import columns, insertion

_CARD = ("user_key", "token", "bin", "last4", "scheme", "kind", "bank", "family", "expires")
_KEPT = ("account", "guest", "stay_id", "hold_id", "clerk", "created_at", "forgotten_at")
# The same card may be kept once more: its keys are known already.
_INSERT = insertion("stored_cards", (*_CARD, *_KEPT)).replace("INSERT", "INSERT OR IGNORE", 1)
# Where the gateway tells no bank, the hold with which the card was kept may know it.
_BANK = "CASE c.bank WHEN '' THEN coalesce(h.bank, '') ELSE c.bank END"
_COLUMNS = ", ".join(_BANK if name == "bank" else f"c.{name}" for name in ("id", *_CARD, *_KEPT))
_SELECT = f"""
SELECT {_COLUMNS}, {", ".join(columns(Stay._fields, "s"))} FROM stored_cards c JOIN stays s ON s.id = c.stay_id
LEFT JOIN holds h ON h.id = c.hold_id
"""
# Nobody but the guest who agreed: the same stay, or one that was entered again. A name alone is no guest.
_OFFERED = f"""{_SELECT} WHERE c.forgotten_at = 0 AND c.account = ? AND (
    s.id = ? OR (c.guest = ? AND c.guest <> '' AND (
        (s.same_reference = ? AND s.same_reference <> '') OR (s.same_guest = ? AND s.same_guest <> '')
    ))
) ORDER BY c.id DESC"""
_ALL = f"{_SELECT} WHERE c.forgotten_at = 0 AND ? IN (c.account, '') ORDER BY c.id DESC"
_USERS = "SELECT user_key, max(hold_id) FROM stored_cards WHERE account = ? GROUP BY user_key ORDER BY max(id) DESC"
_KNOWN = "SELECT 1 FROM stored_cards WHERE account = ? AND user_key = ? AND token = ?"
_FORGET = """UPDATE stored_cards SET forgotten_at = ?
WHERE account = ? AND user_key = ? AND token = ? AND forgotten_at = 0 RETURNING hold_id"""


def guest_card_of(row: Row) -> GuestCard:
    """A row of _SELECT."""
    card, kept = 1 + len(_CARD), 1 + len(_CARD) + len(_KEPT)
    return GuestCard(KeptCard._make((row[0], StoredCard._make(row[1:card]), *row[card:kept])), Stay._make(row[kept:]))


def insert(db: Connection, card: StoredCard, hold: Hold, clerk: str, at: int) -> None:
    """Keep the keys of a card that the gateway kept with `hold`; `at` in UTC seconds."""
    guest = fold(stays.read(db, hold.stay_id).guest)
    shown = card._replace(bin=_figures(card.bin, 8), last4=_figures(card.last4, 4))
    if len(shown.last4) != 4:
        shown = shown._replace(last4="")
    db.execute(_INSERT, (*shown, hold.account, guest, hold.stay_id, hold.id, clerk, at, 0))


def offered(db: Connection, stay: Stay, account: str) -> tuple[GuestCard, ...]:
    """What may be offered for a further hold of this stay, the newest first. The stay's id is 0 while it is typed."""
    is_whole = bool(stay.place.strip() and stay.arrives)
    again = stays.same_guest(stay) if is_whole else ""
    given = (account, stay.id, fold(stay.guest), stays.same_reference(stay), again)
    return tuple(guest_card_of(row) for row in db.execute(_OFFERED, given).fetchall())


def every(db: Connection, account: str) -> tuple[GuestCard, ...]:
    """What is kept and not forgotten at an account, or at all of them ("")."""
    return tuple(guest_card_of(row) for row in db.execute(_ALL, (account,)).fetchall())


def users(db: Connection, account: str) -> dict[str, int]:
    """Every user that the gateway ever made for a card of ours, with the newest hold of one, the newest first."""
    return {str(row[0]): int(row[1] or 0) for row in db.execute(_USERS, (account,)).fetchall()}


def forget(db: Connection, account: str, card: StoredCard, clerk: str, at: int) -> None:
    """The gateway keeps this card no longer; `at` in UTC seconds. One that was forgotten already is not told again; one
    that the ledger never knew is told in the story of the newest hold of its user. Raises KeyError for a user that was
    never ours."""
    keys = (account, card.user, card.token)
    forgotten = db.execute(_FORGET, (at, *keys)).fetchone()
    if forgotten is None and db.execute(_KNOWN, keys).fetchone() is not None:
        return
    hold_id = int(forgotten[0] or 0) if forgotten else users(db, account)[card.user]
    facts: Mapping[str, str] = {"scheme": card.scheme, "last4": _figures(card.last4, 4)}
    journal.write(db, at, clerk, hold_id, 0, "card_forgotten", {name: fact for name, fact in facts.items() if fact})


def _figures(text: str, most: int) -> str:
    """Digits alone, and no more than may be kept of a card number."""
    return text[:most] if text.isascii() and text.isdigit() else ""
