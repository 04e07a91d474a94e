"""The search over everything, with the key that leads to it."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from frontdesk.ui.icons import icon
from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.key_hint import cap_width, paint_cap

KEY = "F3"


class SearchBox(QLineEdit):
    """What is typed is searched as it is typed; Esc empties it first."""

    def __init__(self, hint: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "search")
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        self.setMaxLength(80)
        self.setFixedWidth(dp(464))
        self.addAction(icon("search", "faint", 18), QLineEdit.ActionPosition.LeadingPosition)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.text():
            return
        painter = QPainter(self)
        paint_cap(painter, self.width() - cap_width(KEY) - dp(14), self.height() / 2, KEY, "faint")
        painter.end()
