"""One row of the board: every text made once when it is fetched, so that painting only paints."""

from collections.abc import Mapping
from typing import NamedTuple

from frontdesk.domain.bank_name import short_bank_name
from frontdesk.domain.hold import HeldStay, Hold
from frontdesk.domain.house import House
from frontdesk.domain.lapse import warning
from frontdesk.domain.money import Money
from frontdesk.ui import showing
from frontdesk.ui.said import form_of, said
from frontdesk.ui.widgets.state_pill import Face, face_of
from frontdesk.ui.words import tr

COLUMNS = ("lapses", "guest", "place", "card", "bank", "state", "amount")
_NO_LAPSE = "—"
_BLOCKED = frozenset({"held", "capturing", "releasing", "unknown", "attention", "challenge"})


class Cell(NamedTuple):
    """Two lines of text, or a pill; `hover` says more."""

    first: str
    second: str = ""
    pill: Face | None = None
    hover: str = ""


class Row(NamedTuple):
    """`after` is what the next page continues from; `spoken` what a screen reader says of the row."""

    hold_id: int
    after: tuple[int, int]
    cells: tuple[Cell, ...]
    spoken: str
    held: HeldStay


def row_of(held: HeldStay, house: House, titles: Mapping[str, str], now: int) -> Row:
    """`titles` are the accounts' names as staff know them; `now` UTC seconds."""
    hold, stay = held
    state = face_of(hold)
    money = showing.amount(shown_money(hold)[1], house)
    lapses = lapse_cell(hold, now)
    cells = (
        lapses,
        Cell(stay.guest, showing.days(stay)),
        Cell(stay.place or "—", stay.reference),
        Cell(f"•••• {hold.last4}" if hold.last4 else "—", showing.scheme(hold)),
        Cell(short_bank_name(hold.bank) or "—", showing.account(hold.account, titles)),
        Cell("", pill=state),
        Cell(money),
    )
    spoken = ", ".join(part for part in (stay.guest, showing.place(stay), money, state.word, lapses.hover) if part)
    return Row(hold.id, (hold.urgency, hold.id), cells, spoken, held)


def lapse_cell(hold: Hold, now: int) -> Cell:
    """When the block falls: a pill when it is near, else words, with the exact time below."""
    if not hold.lapses_at or hold.state not in _BLOCKED:
        below = "taken" if hold.state == "charged" else hold.state
        return Cell(_NO_LAPSE, "" if hold.state in _BLOCKED else said(form_of(hold), f"states.{below}"))
    words, exact = showing.left(hold.lapses_at, now), showing.moment(hold.lapses_at)
    warned = warning(hold.lapses_at, now)
    grade = showing.grade(hold)
    hover = tr("board.past_hover" if warned == "past" else "board.lapse_hover", moment=exact, grade=grade)
    if warned in {"day", "hours", "past"}:
        return Cell("", pill=Face("clock", "risk" if warned == "past" else "warn", words), hover=hover)
    return Cell(words, exact, hover=hover)


def shown_money(hold: Hold) -> tuple[str, Money]:
    """The amount that matters now, and the key of the words that name it."""
    if hold.state == "refunded":
        return "board.side_amount_refunded", Money(hold.refunded, hold.currency)
    if hold.captured:
        return "board.side_amount_captured", hold.captured_money
    if hold.state == "released":
        return "board.side_amount_released", hold.money
    if hold.state in {"placing", "challenge", "unknown", "declined", "abandoned"} and not hold.held_at:
        return "board.side_amount_asked", hold.money
    return "board.side_amount_held", hold.money
