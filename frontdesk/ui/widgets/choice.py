"""A drop-down and a tick, painted with the desk's own icons so that they look alike in every palette."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from frontdesk.ui.icons import picture
from frontdesk.ui.theme import colour, dp

_BOX, _GAP, _EDGE, _ARROW = 20, 10, 6, 18


class Choice(QComboBox):
    """A drop-down with an arrow. The wheel scrolls the page and never chooses another account or clerk on its way."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        token = "muted" if self.isEnabled() else "disabled"
        at = QPointF(self.width() - dp(_ARROW + 12), (self.height() - dp(_ARROW)) / 2)
        painter.drawPixmap(at, picture("down", token, _ARROW))
        painter.end()


class Tick(QCheckBox):
    """A tick box; the whole of it can be clicked."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.text().replace("&", ""))
        return QSize(words + dp(_BOX + _GAP + 2 * _EDGE), dp(_BOX + 2 * _EDGE))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(dp(_EDGE) + 0.5, (self.height() - dp(_BOX)) / 2 + 0.5, dp(_BOX) - 1, dp(_BOX) - 1)
        on, live = self.isChecked(), self.isEnabled()
        fill = ("accent" if live else "accent_off") if on else "surface"
        painter.setPen(QPen(colour("accent" if on and live else "line_strong"), 1))
        painter.setBrush(colour(fill))
        painter.drawRoundedRect(box, dp(5), dp(5))
        if on:
            painter.drawPixmap(
                QPointF(box.left() + dp(2), box.top() + dp(2)), picture("check", "accent_text", _BOX - 4)
            )
        painter.setPen(colour("text" if live else "disabled"))
        words = QRectF(box.right() + dp(_GAP), 0, self.width() - box.right(), self.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextShowMnemonic
        painter.drawText(words, int(flags), self.text())
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), dp(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), dp(6), dp(6))
        painter.end()
