"""An amount as it is typed. Nothing is dropped, rounded or rewritten: it is read, or complained of by name."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from frontdesk.domain.amount_text import read_amount, show_figures
from frontdesk.domain.currencies import currency
from frontdesk.domain.house import Notation
from frontdesk.domain.money import Money
from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.panel import label

# Longer than any amount the grammar takes, so that a paste is complained of and not cut to a lesser amount.
LONGEST = 64


class AmountEdit(QLineEdit):
    """`changed` after every change of the text, by key or by chip."""

    changed = Signal()

    def __init__(self, code: str, notation: Notation, *, large: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code, self._notation = code, notation
        self.setProperty("role", "amount-large" if large else "amount")
        self.setMaxLength(LONGEST)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers | Qt.InputMethodHint.ImhNoPredictiveText)
        self._sign = label("", "amount-sign")
        self._sign.setParent(self)
        self._sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_code(code)
        self.textChanged.connect(lambda _text: self.changed.emit())

    @property
    def code(self) -> str:
        return self._code

    def set_code(self, code: str) -> None:
        """Another currency; what was typed stays."""
        self._code = code
        sign = currency(code).sign
        self._sign.setText(sign if sign == code else f"{sign} {code}")
        self._put_sign()

    def set_money(self, money: Money) -> None:
        """Write an amount in the house's notation."""
        self.set_code(money.code)
        self.setText(show_figures(money, self._notation))

    def money(self) -> Money | None:
        """The amount, or None while there is a complaint."""
        read = read_amount(self.text(), self._code, self._notation)
        return read if isinstance(read, Money) else None

    def problem(self) -> str:
        """The code of what is wrong with the text (domain/amount_text), "" for nothing."""
        read = read_amount(self.text(), self._code, self._notation)
        return read if isinstance(read, str) else ""

    def _put_sign(self) -> None:
        self._sign.adjustSize()
        wide = self._sign.width()
        self._sign.move(self.width() - wide - dp(14), (self.height() - self._sign.height()) // 2)
        self.setTextMargins(0, 0, wide + dp(8), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._put_sign()
