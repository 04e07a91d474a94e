"""A line for card data. It can be seen by who types it and by nobody else.

The line edit below is a password field, so that Qt itself keeps its text from both clipboards, from drag and drop, from
the input method and from assistive technology. What the clerk sees is painted here, in groups; the text below stays
as it was typed.
"""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QWidget

from frontdesk.domain.card import TRACK_MARKS, holds_track_data

# A swipe reader types a track in one go; this much silence means that it is over.
SWIPE_OVER_MS = 400
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MARGIN = 2


class SecretEdit(QLineEdit):
    """`swiped` says that a swipe reader typed here: everything was wiped and the rest of the track is swallowed."""

    swiped = Signal()

    def __init__(self, longest: int, *, painted: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painted = painted
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(longest)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhPreferNumbers
        )
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self._swipe = QTimer(self)
        self._swipe.setSingleShot(True)
        self._swipe.setInterval(SWIPE_OVER_MS)
        self.textEdited.connect(self._look_for_track)
        self.cursorPositionChanged.connect(self.update)
        self.selectionChanged.connect(self.update)

    def wipe(self) -> None:
        """Forget what was typed; nothing of it can be undone."""
        self.setText("")

    def gaps(self, text: str) -> Mapping[int, str]:
        """What is painted before the letter at an index, and is not in the text: the blanks between groups."""
        return {}

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():
            self.wipe()
        super().hideEvent(event)

    def _look_for_track(self, text: str) -> None:
        if not TRACK_MARKS.isdisjoint(text) or holds_track_data(text):
            self._refuse_swipe()

    def _refuse_swipe(self) -> None:
        self.wipe()
        self._swipe.start()
        self.swiped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._swipe.isActive() and event.text():
            self._swipe.start()
            if event.key() in _ENTER:
                self._swipe.stop()
            event.accept()
            return
        if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
            event.accept()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    # What is seen: the panel of the style, and the text in its groups.

    def shown(self) -> str:
        """The text as it is painted."""
        text, gaps = self.text(), self.gaps(self.text())
        return "".join(gaps.get(index, "") + letter for index, letter in enumerate(text)) + gaps.get(len(text), "")

    def _place(self, index: int) -> float:
        text, gaps = self.text(), self.gaps(self.text())
        before = "".join(gaps.get(at, "") + text[at] for at in range(index)) + gaps.get(index, "")
        return float(self.fontMetrics().horizontalAdvance(before))

    def _area(self) -> QRectF:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        area = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        margins = self.textMargins()
        return QRectF(area.adjusted(margins.left() + _MARGIN, 0, -margins.right() - _MARGIN, 0))

    def _pushed(self, area: QRectF) -> float:
        """How far the text is moved left so that the cursor stays in sight."""
        return max(0.0, self._place(self.cursorPosition()) - area.width() + 2)

    def _index_at(self, x: float) -> int:
        area = self._area()
        at = x - area.left() + self._pushed(area)
        return min(range(len(self.text()) + 1), key=lambda index: abs(self._place(index) - at))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._painted:
            super().mousePressEvent(event)
        elif event.button() == Qt.MouseButton.LeftButton:
            self.deselect()
            self.setCursorPosition(self._index_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._painted:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.selectAll()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._painted:
            super().paintEvent(event)
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        area = self._area()
        painter.setClipRect(area.adjusted(-1, 0, 1, 0))
        self._paint_text(painter, area)
        painter.end()

    def _paint_text(self, painter: QPainter, area: QRectF) -> None:
        palette, pushed = self.palette(), self._pushed(area)
        text = self.shown() if self.text() else self.placeholderText()
        role = QPalette.ColorRole.Text if self.text() else QPalette.ColorRole.PlaceholderText
        place = area.translated(-pushed, 0)
        place.setWidth(area.width() + pushed)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
        painter.setPen(palette.color(role))
        painter.drawText(place, flags, text)
        tall = QRectF(0, area.center().y() - self.fontMetrics().height() / 2, 0, self.fontMetrics().height())
        if self.hasSelectedText():
            left, right = (self._place(at) - pushed for at in (self.selectionStart(), self.selectionEnd()))
            marked = QRectF(area.left() + left, tall.top(), right - left, tall.height())
            painter.fillRect(marked, palette.color(QPalette.ColorRole.Highlight))
            painter.setClipRect(marked)
            painter.setPen(palette.color(QPalette.ColorRole.HighlightedText))
            painter.drawText(place, flags, text)
        elif self.hasFocus():
            cursor = QRectF(area.left() + self._place(self.cursorPosition()) - pushed, tall.top(), 1.5, tall.height())
            painter.fillRect(cursor, palette.color(QPalette.ColorRole.Text))
