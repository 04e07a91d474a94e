"""The search over everything, with the key that leads to it."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from frontdesk.ui.icons import picture
from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.key_hint import cap_width, paint_cap

KEY = "F3"
SIGN = 18


class SearchBox(QLineEdit):
    """What is typed is searched as it is typed; Esc empties it first."""

    def __init__(self, hint: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "search")
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        self.setMaxLength(80)
        self.setMinimumWidth(dp(180))
        self.setMaximumWidth(dp(464))
        self.setTextMargins(dp(SIGN + 6), 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.drawPixmap(QPointF(dp(12), (self.height() - dp(SIGN)) / 2), picture("search", "faint", SIGN))
        needed = self.fontMetrics().horizontalAdvance(self.placeholderText()) + cap_width(KEY) + dp(SIGN + 48)
        if not self.text() and self.width() > needed:
            paint_cap(painter, self.width() - cap_width(KEY) - dp(14), self.height() / 2, KEY, "faint")
        painter.end()
