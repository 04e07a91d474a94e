"""A choice among few, with an arrow of the desk's own icons."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from frontdesk.ui.icons import picture
from frontdesk.ui.theme import dp

ARROW = 18


class Choice(QComboBox):
    """The mouse wheel never changes it: a page that is scrolled must not change what was chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        arrow = picture("down", "muted" if self.isEnabled() else "disabled", ARROW)
        painter.drawPixmap(QPointF(self.width() - dp(ARROW + 10), (self.height() - dp(ARROW)) / 2), arrow)
        painter.end()
