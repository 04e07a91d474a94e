"""The watermark of practice and test: over every screen, never in the way of the mouse."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from frontdesk.ui.theme import colour, dp, font
from frontdesk.ui.widgets.top_bar import kind_token
from frontdesk.ui.words import tr


class PracticeMark(QWidget):
    """Stays in the lower middle of its parent. Hidden at a live desk."""

    def __init__(self, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._token = kind_token(kind)
        self._words = tr(f"frame.{kind}") if self._token else ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVisible(bool(self._token))
        if self._token:
            parent.installEventFilter(self)
            self.settle()

    def settle(self) -> None:
        """Take place, above everything opened since."""
        width, height = dp(420), dp(84)
        self.setGeometry((self._over.width() - width) // 2, self._over.height() - height - dp(56), width, height)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.settle()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour(f"{self._token}_mark"))
        painter.setFont(font(56, strong=True))
        painter.drawText(QRectF(self.rect()), int(Qt.AlignmentFlag.AlignCenter), self._words)
        painter.end()
