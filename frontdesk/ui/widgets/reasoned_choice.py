"""A drop-down whose entries say why: why one comes first, why another is less good, why a third cannot be chosen."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from frontdesk.ui.theme import colour, dp, font
from frontdesk.ui.widgets.choice import Choice

_REASON = Qt.ItemDataRole.UserRole + 1
_WIDE, _SIDE, _EDGE, _GAP, _MOST_LINES = 420, 14, 9, 2, 3
type AnyIndex = QModelIndex | QPersistentModelIndex


class Option(NamedTuple):
    """One entry. An entry that is not `usable` is greyed and stays in sight with its reason."""

    value: str
    title: str
    reason: str = ""
    usable: bool = True


class ReasonedChoice(Choice):
    """`picked` carries the value that a person chose; what the program proposes is set by `offer` in silence."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered: tuple[Option, ...] = ()
        self._model = QStandardItemModel(self)
        self.setProperty("reasoned", True)
        self.setModel(self._model)
        self.setView(QListView())
        self.setItemDelegate(_TwoLines(self))
        self.view().setMinimumWidth(dp(_WIDE))
        self.view().setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.currentIndexChanged.connect(lambda _index: self._moved())
        self._silent = False

    @property
    def value(self) -> str:
        """What stands chosen, "" for nothing."""
        return str(self.currentData() or "")

    @property
    def option(self) -> Option | None:
        """The entry that stands chosen."""
        return next((one for one in self._offered if one.value == self.value), None)

    @property
    def offered(self) -> tuple[Option, ...]:
        return self._offered

    def offer(self, options: Sequence[Option], value: str) -> None:
        """Show these entries with `value` chosen; drawn anew only where something changed."""
        self._silent = True
        try:
            if tuple(options) != self._offered:
                self._offered = tuple(options)
                self._fill()
            self.setCurrentIndex(self.findData(value) if value else -1)
        finally:
            self._silent = False
        chosen = self.option
        self.setAccessibleDescription(chosen.reason if chosen else "")

    def _fill(self) -> None:
        self._model.clear()
        for option in self._offered:
            item = QStandardItem(option.title)
            item.setData(option.value, Qt.ItemDataRole.UserRole)
            item.setData(option.reason, _REASON)
            said = f"{option.title}: {option.reason}" if option.reason else option.title
            item.setData(said, Qt.ItemDataRole.AccessibleTextRole)
            item.setEnabled(option.usable)
            self._model.appendRow(item)

    def _moved(self) -> None:
        if not self._silent and self.currentIndex() >= 0:
            self.picked.emit(self.value)


class _TwoLines(QStyledItemDelegate):
    """The title, and the reason wrapped under it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        painter.save()
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        usable = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        if state & QStyle.StateFlag.State_Selected and usable:
            painter.fillRect(box, colour("accent_soft"))
        inside = box.adjusted(dp(_SIDE), dp(_EDGE), -dp(_SIDE), -dp(_EDGE))
        painter.setFont(font(14, strong=True))
        painter.setPen(colour("text" if usable else "disabled"))
        line = QFontMetrics(painter.font()).height()
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignTop), str(index.data()))
        painter.setFont(font(12))
        painter.setPen(colour("muted"))
        flags = int(Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(inside.adjusted(0, line + dp(_GAP), 0, 0), flags, str(index.data(_REASON) or ""))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        title, reason = QFontMetrics(font(14, strong=True)), QFontMetrics(font(12))
        height = title.height() + 2 * dp(_EDGE)
        words = str(index.data(_REASON) or "")
        if words:
            room = QRect(0, 0, dp(_WIDE - 2 * _SIDE - 16), reason.height() * _MOST_LINES)
            height += dp(_GAP) + reason.boundingRect(room, int(Qt.TextFlag.TextWordWrap), words).height()
        return QSize(dp(_WIDE - 16), height)
