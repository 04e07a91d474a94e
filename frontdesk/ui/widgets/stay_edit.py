"""Who stays, where, from when to when: the fields of a stay or rental, and what gateways want to know of a buyer."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from frontdesk.domain.hold import Stay
from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.day_edit import DayEdit
from frontdesk.ui.widgets.field import Field
from frontdesk.ui.widgets.identity_field import IdentityField
from frontdesk.ui.widgets.key_hint import KeyButton
from frontdesk.ui.widgets.plain_edit import PlainEdit
from frontdesk.ui.widgets.turning_grid import TurningGrid
from frontdesk.ui.words import tr

_USUAL_NIGHTS = 3
# Below this width (dp) the fields stand in two columns.
_ABREAST = 500
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"\+[0-9 ()-]{8,24}", re.ASCII)


class StayEdit(QWidget):
    """`changed` after every change. The identity number is asked for only where an account needs it."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.name, self.name_field = self._plain("name", 60)
        self.surname, self.surname_field = self._plain("surname", 60)
        self.place, self.place_field = self._plain("place", 20)
        self.reference, self.reference_field = self._plain("reference", 40)
        self.identity_field = IdentityField()
        self.identity = self.identity_field.edit
        self.identity.textEdited.connect(lambda _text: self.changed.emit())
        self.arrives = DayEdit(today, today())
        self.departs = DayEdit(today, today() + timedelta(days=_USUAL_NIGHTS))
        self.arrives_field = Field(tr("new_hold.arrives"), self.arrives)
        self.departs_field = Field(tr("new_hold.departs"), self.departs)
        self._lay_out()
        for edit, field in ((self.arrives, self.arrives_field), (self.departs, self.departs_field)):
            edit.changed.connect(lambda field=field: self._day_typed(field))
            edit.editingFinished.connect(self._judge_days)
        self._count_nights()

    def _plain(self, key: str, longest: int) -> tuple[PlainEdit, Field]:
        edit = PlainEdit(longest=longest + 1)
        edit.setProperty("longest", longest)
        field = Field(tr(f"new_hold.{key}"), edit)
        edit.textEdited.connect(lambda _text: self._typed(field))
        edit.refused.connect(lambda code: field.complain(tr(f"card.{code}")))
        edit.editingFinished.connect(lambda: self._look(edit, field))
        return edit, field

    def _lay_out(self) -> None:
        grid = TurningGrid(self, (3, 3, 2, 3), _ABREAST)
        for column, field in enumerate((self.name_field, self.surname_field, self.place_field, self.reference_field)):
            grid.put(field, 0, column)
        grid.put(self.arrives_field, 1, 0)
        grid.put(self.departs_field, 1, 1)
        grid.put(self.identity_field, 1, 2, 2, whole=True)

    def ask_identity(self, needed: bool) -> None:
        """Show or hide the identity number."""
        self.identity_field.ask(needed)

    def prefill(self, stay: Stay) -> None:
        """Another card for the same stay."""
        self.name.setText(stay.guest_name)
        self.surname.setText(stay.guest_surname)
        self.place.setText(stay.place)
        self.reference.setText(stay.reference)
        for edit, day in ((self.arrives, stay.arrives), (self.departs, stay.departs)):
            if day:
                edit.set_day(date.fromisoformat(day))

    def stay(self) -> Stay:
        """The stay as it is kept, not yet in the ledger. Only after first_wrong() found nothing."""
        arrives, departs = self.arrives.day(), self.departs.day()
        assert arrives is not None
        assert departs is not None
        return Stay(
            id=0,
            guest_name=self.name.text().strip(),
            guest_surname=self.surname.text().strip(),
            place=self.place.text().strip(),
            reference=self.reference.text().strip(),
            arrives=arrives.isoformat(),
            departs=departs.isoformat(),
        )

    def so_far(self) -> Stay | None:
        """The stay as it is typed so far, to find what is known of the guest; None while that cannot be told."""
        known = self.name.text().strip() and self.surname.text().strip() and self.arrives.day() and self.departs.day()
        return self.stay() if known else None

    def departure(self) -> date | None:
        """The last day, or None while it cannot be read."""
        return self.departs.day()

    def typed(self) -> bool:
        """Whether anything was typed that would be lost."""
        return any(edit.text() for edit in (self.name, self.surname, self.place, self.reference, self.identity))

    def first_wrong(self) -> Field | None:
        """Complain beside every field that is wrong; the first of them, or None when all are right."""
        wrong = [field for field, code in self._judged() if self._say(field, code)]
        return wrong[0] if wrong else None

    def _judged(self) -> tuple[tuple[Field, str], ...]:
        return (
            (
                self.name_field,
                "new_hold.name_missing" if not self.name.text().strip() else self._text_problem(self.name),
            ),
            (
                self.surname_field,
                "new_hold.surname_missing" if not self.surname.text().strip() else self._text_problem(self.surname),
            ),
            (self.place_field, self._text_problem(self.place)),
            (self.reference_field, self._text_problem(self.reference)),
            (self.arrives_field, self._day_problem(self.arrives)),
            (self.departs_field, self._day_problem(self.departs)),
            (self.identity_field, self.identity_field.problem()),
        )

    @staticmethod
    def _say(field: Field, key: str) -> bool:
        if key:
            field.complain(tr(key))
        return bool(key)

    @staticmethod
    def _text_problem(edit: PlainEdit) -> str:
        """Looked at before it is kept: a card number that was typed slowly is found here."""
        text = edit.text()
        if not edit.card_free():
            return "card.text_card_number"
        if len(text) > int(edit.property("longest")):
            return "new_hold.text_too_long"
        return "" if text.isprintable() else "new_hold.text_signs"

    def _day_problem(self, edit: DayEdit) -> str:
        if edit.problem():
            return f"new_hold.{edit.problem()}"
        arrives, departs = self.arrives.day(), self.departs.day()
        before = edit is self.departs and arrives is not None and departs is not None and departs < arrives
        return "new_hold.departs_before" if before else ""

    def _judge_days(self) -> None:
        for edit, field in ((self.arrives, self.arrives_field), (self.departs, self.departs_field)):
            key = self._day_problem(edit)
            field.complain(tr(key) if key else "")

    def _look(self, edit: PlainEdit, field: Field) -> None:
        key = self._text_problem(edit)
        if key:
            field.complain(tr(key))

    def _typed(self, field: Field) -> None:
        entry = field.entry
        if isinstance(entry, PlainEdit) and entry.text():
            field.complain("")
        self.changed.emit()

    def _day_typed(self, field: Field) -> None:
        field.complain("")
        self._count_nights()
        self.changed.emit()

    def _count_nights(self) -> None:
        arrives, departs = self.arrives.day(), self.departs.day()
        nights = (departs - arrives).days if arrives is not None and departs is not None else 0
        self.departs_field.say_hint(tr("new_hold.nights", count=nights) if nights > 0 else "")


class ContactEdit(QWidget):
    """E-mail and phone of the guest, folded away: the house's own stand in for them."""

    def __init__(self, email: str, phone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._house = (email, phone)
        self.email, self.phone = PlainEdit(email, 121), PlainEdit(phone, 31)
        self.email_field = Field(tr("new_hold.email"), self.email)
        self.phone_field = Field(tr("new_hold.phone"), self.phone)
        self.toggle = KeyButton("", role="quiet")
        self.toggle.setCheckable(True)
        self.toggle.toggled.connect(self._unfold)
        self._inside = QWidget()
        row = QHBoxLayout(self._inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(dp(12))
        row.addWidget(self.email_field, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.phone_field, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._inside)
        self._inside.hide()
        for edit, field in ((self.email, self.email_field), (self.phone, self.phone_field)):
            edit.refused.connect(lambda code, field=field: field.complain(tr(f"card.{code}")))
            edit.textEdited.connect(lambda text, field=field: field.complain("") if text else None)
            edit.textChanged.connect(lambda _text: self._say())
        self._say()

    def values(self) -> tuple[str, str]:
        """E-mail and phone as they are sent; "" stands for the house's own."""
        typed = (self.email.text().strip(), self.phone.text().strip())
        return typed[0] if typed[0] != self._house[0] else "", typed[1] if typed[1] != self._house[1] else ""

    def typed(self) -> bool:
        return any(self.values())

    def first_wrong(self) -> Field | None:
        """Complain beside what is wrong and unfold it."""
        wrong: Field | None = None
        for edit, field, shape, key in (
            (self.email, self.email_field, _EMAIL, "email_form"),
            (self.phone, self.phone_field, _PHONE, "phone_form"),
        ):
            text = edit.text().strip()
            code = "" if not text or shape.fullmatch(text) else f"new_hold.{key}"
            code = code if edit.card_free() else "card.text_card_number"
            if code:
                field.complain(tr(code))
                wrong = wrong or field
        if wrong is not None:
            self.toggle.setChecked(True)
        return wrong

    def _unfold(self, open_now: bool) -> None:
        self._inside.setVisible(open_now)
        self._say()
        if open_now:
            self.email.setFocus()

    def _say(self) -> None:
        sign = "▾" if self.toggle.isChecked() else "▸"
        whose = tr("new_hold.contact_own") if self.typed() else tr("new_hold.contact_house")
        self.toggle.setText(f"{sign}  {tr('new_hold.contact')} · {whose}")
