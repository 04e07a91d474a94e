"""A hold that a bank's terminal took: what stands on its slip, written down by hand. No card number, ever."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from frontdesk.ui.widgets.card_edit import SCHEME_NAMES
from frontdesk.ui.widgets.choice import Choice
from frontdesk.ui.widgets.day_edit import DayEdit
from frontdesk.ui.widgets.field import Field
from frontdesk.ui.widgets.plain_edit import PlainEdit
from frontdesk.ui.widgets.turning_grid import TurningGrid
from frontdesk.ui.words import tr

_LAST4, _LONGEST_CODE, _LONGEST_BANK, _LONGEST_SLIP = 4, 12, 40, 40
_USUAL_DAYS = 7
# Below this width (dp) the fields stand in two columns.
_ABREAST = 440


class Slip(NamedTuple):
    """What a terminal's slip says; unknown texts are empty, `lapses_on` is an ISO day."""

    approval: str
    lapses_on: str
    bank: str
    last4: str
    scheme: str
    reference: str


class TerminalForm(QWidget):
    """`changed` after every change."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.approval, self.approval_field = self._plain("approval", _LONGEST_CODE)
        self.bank, self.bank_field = self._plain("bank", _LONGEST_BANK)
        self.last4, self.last4_field = self._plain("last4", _LAST4)
        self.reference, self.reference_field = self._plain("slip", _LONGEST_SLIP)
        self.lapses = DayEdit(today, today() + timedelta(days=_USUAL_DAYS))
        self.lapses.clear()
        self.lapses_field = Field(tr("new_hold.terminal_lapses"), self.lapses, tr("new_hold.terminal_lapses_hint"))
        self.scheme = Choice()
        self.scheme.addItem(tr("new_hold.terminal_scheme_unknown"), "")
        for scheme, name in SCHEME_NAMES.items():
            self.scheme.addItem(name, scheme)
        self.scheme_field = Field(tr("new_hold.terminal_scheme"), self.scheme)
        self._lay_out()
        self.lapses.changed.connect(lambda: self._typed(self.lapses_field))
        self.scheme.currentIndexChanged.connect(lambda _index: self.changed.emit())

    def _plain(self, key: str, longest: int) -> tuple[PlainEdit, Field]:
        edit = PlainEdit(longest=max(longest, 20) + 1)  # a card number typed here is seen whole, and wiped
        field = Field(tr(f"new_hold.terminal_{key}"), edit)
        edit.refused.connect(lambda code: field.complain(tr(f"card.{code}")))
        edit.textEdited.connect(lambda text: self._typed(field) if text else None)
        return edit, field

    def _lay_out(self) -> None:
        grid = TurningGrid(self, (1, 1, 1, 1), _ABREAST)
        grid.put(self.approval_field, 0, 0, 2)
        grid.put(self.lapses_field, 0, 2, 2)
        grid.put(self.scheme_field, 1, 0)
        grid.put(self.last4_field, 1, 1)
        grid.put(self.bank_field, 1, 2, 2)
        grid.put(self.reference_field, 2, 0, 2)

    def slip(self) -> Slip:
        """What was written down. Only after first_wrong() found nothing."""
        day = self.lapses.day() if self.lapses.text().strip() else None
        return Slip(
            self.approval.text().strip(),
            day.isoformat() if day else "",
            self.bank.text().strip(),
            self.last4.text().strip(),
            str(self.scheme.currentData() or ""),
            self.reference.text().strip(),
        )

    def lapse_day(self) -> date | None:
        """The day the slip or the bank names; None where it is not known."""
        return self.lapses.day() if self.lapses.text().strip() else None

    def typed(self) -> bool:
        """Whether anything was written down."""
        edits = (self.approval, self.bank, self.last4, self.reference, self.lapses)
        return any(edit.text().strip() for edit in edits)

    def first_wrong(self) -> Field | None:
        """Complain beside every field that is wrong; the first of them, or None when all are right."""
        wrong: Field | None = None
        for field, key in self._judged():
            if key:
                field.complain(tr(key))
                wrong = wrong or field
        return wrong

    def _judged(self) -> tuple[tuple[Field, str], ...]:
        approval, last4 = self.approval.text().strip(), self.last4.text().strip()
        whole = len(last4) == _LAST4 and last4.isascii() and last4.isdigit()
        return (
            (
                self.approval_field,
                self._text(self.approval, _LONGEST_CODE) if approval else "new_hold.approval_missing",
            ),
            (self.lapses_field, self._day_problem()),
            (self.last4_field, "" if not last4 or whole else "new_hold.last4_form"),
            (self.bank_field, self._text(self.bank, _LONGEST_BANK)),
            (self.reference_field, self._text(self.reference, _LONGEST_SLIP)),
        )

    @staticmethod
    def _text(edit: PlainEdit, longest: int) -> str:
        if not edit.card_free():
            return "card.text_card_number"
        if len(edit.text().strip()) > longest:
            return "new_hold.text_too_long"
        return "" if edit.text().isprintable() else "new_hold.text_signs"

    def _day_problem(self) -> str:
        if not self.lapses.text().strip():
            return ""
        if self.lapses.problem():
            return f"new_hold.{self.lapses.problem()}"
        day = self.lapses.day()
        return "new_hold.lapse_past" if day is not None and day < self._today() else ""

    def _typed(self, field: Field) -> None:
        field.complain("")
        self.changed.emit()
