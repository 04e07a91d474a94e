"""Card entry: number with its scheme, expiry, security code, name. The digits leave it once, as a domain Card."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from frontdesk.domain.card import (
    LOOKED_UP,
    Card,
    Scheme,
    cvv_problem,
    holder_problem,
    number_problem,
    plain_digits,
    read_expiry,
    scheme_of,
)
from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.field import Field
from frontdesk.ui.widgets.panel import label
from frontdesk.ui.widgets.plain_edit import PlainEdit
from frontdesk.ui.widgets.secret_edit import SecretEdit
from frontdesk.ui.widgets.turning_grid import TurningGrid
from frontdesk.ui.words import tr

SCHEME_NAMES: dict[str, str] = {"visa": "Visa", "mastercard": "Mastercard", "amex": "Amex", "troy": "Troy"}
_FULL = {"amex": 15}
# Below this width (dp) number and name have a line of their own.
_ABREAST = 440
_AMEX_GAPS = {4: "  ", 10: "  "}
_GAPS = {4: "  ", 8: "  ", 12: "  ", 16: "  "}


class NumberEdit(SecretEdit):
    """The number, painted 4-4-4-4 or 4-6-5, with the name of its scheme at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(64, parent=parent)
        self._scheme = label("", "scheme")
        self._scheme.setParent(self)
        self._scheme.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(self._say_scheme)

    @property
    def scheme(self) -> Scheme:
        return scheme_of(plain_digits(self.text()))

    @property
    def is_full(self) -> bool:
        """Whether as many digits stand here as the scheme usually has."""
        return len(plain_digits(self.text())) >= _FULL.get(self.scheme, 16)

    def gaps(self, text: str) -> Mapping[int, str]:
        if not (text.isascii() and text.isdigit()):
            return {}
        gaps = _AMEX_GAPS if self.scheme == "amex" else _GAPS
        return {index: gap for index, gap in gaps.items() if index < len(text)}

    def _say_scheme(self) -> None:
        self._scheme.setText(SCHEME_NAMES.get(self.scheme, ""))
        self._put_scheme()

    def _put_scheme(self) -> None:
        self._scheme.adjustSize()
        wide = self._scheme.width()
        self._scheme.move(self.width() - wide - dp(14), (self.height() - self._scheme.height()) // 2)
        self.setTextMargins(0, 0, wide + dp(8) if self._scheme.text() else 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._put_scheme()


class ExpiryEdit(SecretEdit):
    """`0744` is painted `07 / 44`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(12, parent=parent)

    def gaps(self, text: str) -> Mapping[int, str]:
        return {2: " / "} if text.isascii() and text.isdigit() and 2 <= len(text) <= 6 else {}


class CardEdit(QWidget):
    """`changed` after every key; `digits_known` once the first eight digits of another card stand there."""

    changed = Signal()
    digits_known = Signal(str)

    def __init__(self, today: Callable[[], tuple[int, int]], parent: QWidget | None = None) -> None:
        """`today` gives year and month at the counter."""
        super().__init__(parent)
        self._today = today
        self._first = ""
        self.number, self.expiry, self.cvv = NumberEdit(), ExpiryEdit(), SecretEdit(8, painted=False)
        self.holder = PlainEdit(longest=61)
        self.number_field = Field(tr("card.number"), self.number)
        self.expiry_field = Field(tr("card.expiry"), self.expiry)
        self.cvv_field = Field(tr("card.cvv"), self.cvv)
        self.holder_field = Field(tr("card.holder"), self.holder)
        self.expiry.setPlaceholderText(tr("card.expiry_shape"))
        self._lay_out()
        self.number.textChanged.connect(self._number_typed)
        for edit, field, problem in self._checks():
            edit.textEdited.connect(lambda _text, field=field: self._typed(field))
            edit.editingFinished.connect(lambda field=field, problem=problem: self._left(field, problem))
        for secret, field in (
            (self.number, self.number_field),
            (self.expiry, self.expiry_field),
            (self.cvv, self.cvv_field),
        ):
            secret.swiped.connect(lambda field=field: field.complain(tr("card.number_track_data")))
        self.holder.refused.connect(lambda code: self.holder_field.complain(tr(f"card.{code}")))

    def _lay_out(self) -> None:
        self._grid = grid = TurningGrid(self, (4, 2, 2), _ABREAST)
        grid.put(self.number_field, 0, 0, whole=True)
        grid.put(self.expiry_field, 0, 1)
        grid.put(self.cvv_field, 0, 2)
        grid.put(self.holder_field, 1, 0, whole=True)

    def put_beside_name(self, widget: QWidget) -> None:
        """What else is asked about this card, in the room beside the name."""
        self._grid.put(widget, 1, 1, 2, whole=True, align=Qt.AlignmentFlag.AlignVCenter)

    def _checks(self) -> tuple[tuple[SecretEdit | PlainEdit, Field, Callable[[], str]], ...]:
        return (
            (self.number, self.number_field, lambda: number_problem(self.number.text()) or ""),
            (self.expiry, self.expiry_field, self._expiry_problem),
            (self.cvv, self.cvv_field, lambda: cvv_problem(self.cvv.text(), self.number.scheme) or ""),
            (self.holder, self.holder_field, lambda: holder_problem(self.holder.text()) or ""),
        )

    def _expiry_problem(self) -> str:
        read = read_expiry(self.expiry.text(), *self._today())
        return read if isinstance(read, str) else ""

    def _typed(self, field: Field) -> None:
        """The next key takes a complaint back; a field that was just wiped keeps the reason why."""
        if self._text_of(field):
            field.complain("")
        if field is self.number_field and self.number.is_full:
            problem = number_problem(self.number.text())
            field.complain(tr(f"card.{problem}") if problem else "")
        self.changed.emit()

    def _left(self, field: Field, problem: Callable[[], str]) -> None:
        """A field left with something in it is judged; an empty one only when the form is sent."""
        if not self._text_of(field):
            return
        code = problem()
        field.complain(tr(f"card.{code}") if code else "")

    @staticmethod
    def _text_of(field: Field) -> str:
        entry = field.entry
        return entry.text() if isinstance(entry, SecretEdit | PlainEdit) else ""

    def _number_typed(self, text: str) -> None:
        digits = plain_digits(text)
        first = digits[:LOOKED_UP] if len(digits) >= LOOKED_UP and digits.isascii() and digits.isdigit() else ""
        if first == self._first:
            return
        self._first = first
        self.number_field.say_hint("")
        if first:
            self.digits_known.emit(first)

    def say_bank(self, digits: str, words: str, tone: str = "") -> None:
        """What is known of the card with these first digits, unless another number was typed meanwhile. A tone of
        `warn` makes it stand out."""
        if digits != self._first:
            return
        self.number_field.say_hint(words)
        if tone and not number_problem(self.number.text()):
            self.number_field.complain(words, tone)

    @property
    def first_digits(self) -> str:
        """The digits that may be looked up; "" while there are fewer than eight."""
        return self._first

    def begins_with(self, digits: str) -> bool:
        """Whether the number that stands here now is still the one that was looked up."""
        return bool(self._first) and self._first == digits

    def first_wrong(self) -> Field | None:
        """Complain beside every field that is wrong; the first of them, or None when all are right."""
        wrong: Field | None = None
        for _edit, field, problem in self._checks():
            code = problem()
            if code:
                field.complain(tr(f"card.{code}"))
                wrong = wrong or field
        return wrong

    def take(self) -> Card:
        """The card as it is sent. Only after first_wrong() found nothing."""
        read = read_expiry(self.expiry.text(), *self._today())
        assert not isinstance(read, str)
        return Card(plain_digits(self.number.text()), *read, self.cvv.text(), self.holder.text().strip())

    def ends(self) -> tuple[str, str]:
        """First six and last four digits: what may be kept of a number."""
        digits = plain_digits(self.number.text())
        return digits[:6], digits[-4:]

    def typed(self) -> bool:
        """Whether anything of a card stands here."""
        return any(self._text_of(field) for _edit, field, _problem in self._checks())

    def wipe_cvv(self) -> None:
        """The security code is never kept longer than one try."""
        self.cvv.wipe()

    def wipe(self) -> None:
        """Forget the card."""
        for _edit, field, _problem in self._checks():
            field.complain("")
        for secret in (self.number, self.expiry, self.cvv):
            secret.wipe()
        self.holder.setText("")
