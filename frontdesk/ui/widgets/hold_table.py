"""The board's list: one model, one delegate for all columns, pages fetched as one scrolls.

Painting is by hand and no style-sheet rule matches the view: that keeps a keystroke in the search under one frame.
"""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QScrollBar,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from frontdesk.ui.theme import colour, dp, font
from frontdesk.ui.widgets.hold_row import COLUMNS, Cell, Row
from frontdesk.ui.widgets.state_pill import HEIGHT, paint_pill
from frontdesk.ui.words import tr

ROW = 50
HEADER = 36
PAGE = 60
AMOUNT = COLUMNS.index("amount")
GUEST = COLUMNS.index("guest")
# Widths at 100 %; what is left over goes to the columns by their share. Where it is too narrow, columns are hidden in
# this order: the side panel shows them all the same.
_WIDTHS = (116, 140, 116, 100, 108, 164, 122)
_SHARES = (1, 4, 2, 2, 2, 1, 1)
_HIDDEN_FIRST = tuple(COLUMNS.index(name) for name in ("bank", "card", "place"))
_CUTS_KEPT = 4000
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
More = Callable[[tuple[int, int]], list[Row]]


class _Hand(NamedTuple):
    """A font with its measures; `number` tells it from the others."""

    number: int
    font: QFont
    metrics: QFontMetrics


def _hand(size: int, *, strong: bool = False) -> _Hand:
    made = font(size, strong=strong)
    return _Hand(size * 2 + strong, made, QFontMetrics(made))


class HoldModel(QAbstractTableModel):
    """Rows as fetched. `more` gives the page after a row, or None where there is only this one page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self.chosen = -1
        self._more: More | None = None

    def put(self, rows: list[Row], more: More | None) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.chosen = -1
        self._more = more if len(rows) >= PAGE else None
        self.endResetModel()

    def canFetchMore(self, parent: Index) -> bool:
        return self._more is not None and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        if self._more is None or not self.rows:
            return
        new = self._more(self.rows[-1].after)
        if len(new) < PAGE:
            self._more = None
        if new:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(new) - 1)
            self.rows.extend(new)
            self.endInsertRows()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(f"board.column_{COLUMNS[section]}")
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        cell = row.cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.pill.word if cell.pill else cell.first
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.hover or "\n".join(part for part in (cell.first, cell.second) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken if index.column() == GUEST else (cell.pill.word if cell.pill else cell.first)
        return None

    def place_of(self, hold_id: int) -> int:
        """The row of a hold, -1 when it is not among those fetched."""
        return next((at for at, row in enumerate(self.rows) if row.hold_id == hold_id), -1)


class HoldDelegate(QStyledItemDelegate):
    """Paints every cell."""

    def __init__(self, model: HoldModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._first, self._strong = _hand(14), _hand(14, strong=True)
        self._second, self._pill = _hand(12), _hand(12, strong=True)
        self._cut: dict[tuple[str, int, int], str] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(dp(_WIDTHS[index.column()]), dp(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        column = index.column()
        cell = self._model.rows[index.row()].cells[column]
        rect: QRect = option.rect
        chosen = index.row() == self._model.chosen
        if chosen:
            painter.fillRect(rect, colour("accent_soft"))
            if column == 0:
                painter.fillRect(rect.x(), rect.y(), dp(3), rect.height(), colour("accent"))
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        if cell.pill is not None:
            self._paint_pill(painter, rect, cell)
        else:
            strong = column == AMOUNT or (column == GUEST and chosen)
            self._paint_words(painter, rect, cell, strong=strong, column=column)

    def _paint_pill(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        assert cell.pill is not None
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._pill.font)
        top = rect.y() + (rect.height() - dp(HEIGHT)) // 2
        paint_pill(painter, rect.x() + dp(10), top, cell.pill, self._pill.metrics)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, cell: Cell, *, strong: bool, column: int) -> None:
        hand = self._strong if strong else self._first
        metrics = hand.metrics
        room = rect.width() - dp(18)
        text = self._fitted(cell.first, hand, room)
        x = float(rect.x() + dp(12))
        if column == AMOUNT:
            x = rect.right() - dp(14) - metrics.horizontalAdvance(text)
        middle = rect.y() + rect.height() / 2
        baseline = middle - dp(2) if cell.second else middle + (metrics.ascent() - metrics.descent()) / 2
        painter.setPen(colour("text"))
        painter.setFont(hand.font)
        painter.drawText(QPointF(x, baseline), text)
        if cell.second:
            painter.setPen(colour("muted"))
            painter.setFont(self._second.font)
            painter.drawText(QPointF(x, middle + dp(15)), self._fitted(cell.second, self._second, room))

    def _fitted(self, text: str, hand: _Hand, room: int) -> str:
        key = (text, hand.number, room)
        cut = self._cut.get(key)
        if cut is None:
            if len(self._cut) > _CUTS_KEPT:
                self._cut.clear()
            cut = self._cut[key] = hand.metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        return cut


class HoldTable(QTableView):
    """The list. `chosen` carries the hold id the clerk moved to (0: none), `opened` one that was opened by Enter or a
    double click."""

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Made here, so that asking for them never makes Qt search for their type: that alone would take 15 ms at start.
        self._port, self._bar = QWidget(), QScrollBar()
        self.setViewport(self._port)
        self.setVerticalScrollBar(self._bar)
        self.holds = HoldModel(self)
        self.setModel(self.holds)
        self.setItemDelegate(HoldDelegate(self.holds, self))
        self.setAccessibleName(tr("board.table_name"))
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self._set_headers()
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.doubleClicked.connect(lambda: self.opened.emit(self.chosen_id()))

    def _set_headers(self) -> None:
        down = self.verticalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(dp(ROW))
        across = HoldHeader(self)
        self.setHorizontalHeader(across)
        across.setFixedHeight(dp(HEADER))
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setStretchLastSection(False)

    def put(self, rows: list[Row], more: More | None, *, keep: int = 0) -> None:
        """Show other rows; the hold `keep` stays chosen where it is among them."""
        stood, had = self._bar.value(), self.chosen_id()
        self.selectionModel().blockSignals(True)
        self.holds.put(rows, more)
        at = self.holds.place_of(keep) if keep else -1
        if at >= 0:
            self._choose(at)
            self._bar.setValue(stood)
        self.selectionModel().blockSignals(False)
        self._port.update()
        if self.chosen_id() != had:
            self.chosen.emit(self.chosen_id())

    def choose_first(self) -> None:
        if self.holds.rows:
            self._choose(0)

    def choose(self, hold_id: int) -> None:
        """Choose one hold and bring it into view, if it was fetched."""
        at = self.holds.place_of(hold_id)
        if at >= 0:
            self._choose(at)
            self.scrollTo(self.holds.index(at, GUEST))

    def chosen_id(self) -> int:
        """The hold chosen now, 0 for none."""
        at = self.currentIndex().row()
        return self.holds.rows[at].hold_id if 0 <= at < len(self.holds.rows) else 0

    def wanted_height(self) -> int:
        """Pixels that show every row fetched."""
        return dp(HEADER) + dp(ROW) * len(self.holds.rows) + 2

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.chosen_id():
            self.opened.emit(self.chosen_id())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self._port.width()
        shown = list(range(len(COLUMNS)))
        for column in _HIDDEN_FIRST:
            tight = sum(dp(_WIDTHS[each]) for each in shown) > wide
            self.setColumnHidden(column, tight)
            if tight:
                shown.remove(column)
        spare = wide - sum(dp(_WIDTHS[each]) for each in shown)
        shares = sum(_SHARES[each] for each in shown) if spare > 0 else 1
        for column in shown:
            share = _SHARES[column] if spare > 0 else column == GUEST
            self.setColumnWidth(column, dp(_WIDTHS[column]) + spare * share // shares)
        taken = sum(self.columnWidth(each) for each in shown if each != AMOUNT)
        self.setColumnWidth(AMOUNT, max(dp(96), wide - taken))

    def _choose(self, at: int) -> None:
        index = self.holds.index(at, GUEST)
        self.holds.chosen = at
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def _moved(self) -> None:
        self.holds.chosen = self.currentIndex().row()
        self.chosen.emit(self.chosen_id())


class HoldHeader(QHeaderView):
    """Column titles, painted as the rows are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._hand = _hand(12, strong=True)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 -- Qt calls it by name
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        title = tr(f"board.column_{COLUMNS[logicalIndex]}")
        metrics = self._hand.metrics
        x = rect.x() + dp(12)
        if logicalIndex == AMOUNT:
            x = rect.right() - dp(14) - metrics.horizontalAdvance(title)
        painter.setPen(colour("muted"))
        painter.setFont(self._hand.font)
        painter.drawText(QPointF(x, rect.center().y() + metrics.ascent() / 2 - 1), title)
