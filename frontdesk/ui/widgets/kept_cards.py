"""The cards that a gateway keeps for this guest, one of which may be chosen. None is chosen beforehand."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from frontdesk.ui.theme import colour, dp, font
from frontdesk.ui.widgets.panel import clear, label
from frontdesk.ui.words import tr

_HIGH, _SIDE, _DOT = 58, 14, 20


class KeptRow(NamedTuple):
    """What is shown of one card: `card` with scheme, last digits and bank, `whose` with its guest, expiry and day."""

    id: int
    card: str
    whose: str
    usable: bool = True


class KeptCards(QWidget):
    """`chosen` once another card is chosen."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[KeptRow, ...] = ()
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(lambda _id, on: self._choose() if on else None)
        self._complaint = label("", "complaint", wrap=True)
        self._complaint.hide()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(dp(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(dp(6))
        column.addLayout(self._rows)
        column.addWidget(self._complaint)

    @property
    def value(self) -> int:
        """The id of the chosen card, 0 for none."""
        return max(0, self._group.checkedId())

    @property
    def below(self) -> str:
        return self._complaint.text()

    def rows(self) -> tuple[QRadioButton, ...]:
        return tuple(each for each in self._group.buttons() if isinstance(each, QRadioButton))

    def show_cards(self, rows: Sequence[KeptRow]) -> None:
        """Another list; the choice is taken back, for it was another guest's."""
        if tuple(rows) == self._shown:
            return
        self._shown = tuple(rows)
        for button in self._group.buttons():
            self._group.removeButton(button)
        clear(self._rows)
        for row in rows:
            button = _CardRow(row)
            self._group.addButton(button, row.id)
            self._rows.addWidget(button)
        self.complain(False)

    def _choose(self) -> None:
        self.complain(False)
        self.chosen.emit()

    def complain(self, wrong: bool) -> None:
        """Say that a card must be chosen, or take it back."""
        self._complaint.setText(tr("card.kept_choose") if wrong else "")
        self._complaint.setVisible(wrong)

    def first(self) -> QWidget:
        """Where the keyboard goes when a card must be chosen."""
        return next((each for each in self.rows() if each.isEnabled()), self)


class _CardRow(QRadioButton):
    """A surface with a round mark, the card, and under it whose it is."""

    def __init__(self, row: KeptRow) -> None:
        super().__init__()
        self._row = row
        self.setEnabled(row.usable)
        self.setAccessibleName(f"{row.card}, {row.whose}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(dp(320), dp(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(160), dp(_HIGH))

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, live = self.isChecked(), self.isEnabled()
        edge = "accent" if on or self.hasFocus() else "line_strong"
        wide = dp(2) if on or self.hasFocus() else 1
        painter.setPen(QPen(colour(edge), wide))
        painter.setBrush(colour("accent_soft" if on else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), dp(9), dp(9))
        middle = QPointF(dp(_SIDE + _DOT // 2), self.height() / 2)
        painter.setPen(QPen(colour("accent" if on else "line_strong"), dp(2)))
        painter.setBrush(colour("surface"))
        painter.drawEllipse(middle, dp(_DOT) / 2 - 1, dp(_DOT) / 2 - 1)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            painter.drawEllipse(middle, dp(5), dp(5))
        self._write(painter, "text" if live else "disabled", "muted" if live else "disabled")
        painter.end()

    def _write(self, painter: QPainter, strong: str, quiet: str) -> None:
        left = dp(2 * _SIDE + _DOT)
        room = self.width() - left - dp(_SIDE)
        for text, top, face, token in (
            (self._row.card, dp(9), font(14, strong=True), strong),
            (self._row.whose, dp(31), font(12), quiet),
        ):
            metrics = QFontMetrics(face)
            painter.setFont(face)
            painter.setPen(colour(token))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QPointF(left, top + metrics.ascent()), shown)
