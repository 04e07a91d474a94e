"""A list to read: rows of cells under titles, painted as the board's rows are. Nothing in it can be changed."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from frontdesk.ui.theme import colour, dp, font
from frontdesk.ui.widgets.hold_row import Cell
from frontdesk.ui.widgets.state_pill import HEIGHT, paint_pill, pill_width

ROW, LOW_ROW, HEADER = 50, 38, 36
# Pixels at 100 % that a column takes at most of what its texts want, and how many rows are measured for it.
_WIDEST, _LEAST, _MEASURED = 300, 72, 200
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Column(NamedTuple):
    """`right`: sums stand at the right edge."""

    title: str
    right: bool = False


class _Model(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.columns: tuple[Column, ...] = ()
        self.rows: tuple[tuple[Cell, ...], ...] = ()

    def put(self, columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]]) -> None:
        self.beginResetModel()
        self.columns, self.rows = tuple(columns), tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        cell = row[index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return cell.pill.word if cell.pill else cell.first
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.hover or "\n".join(part for part in (cell.first, cell.second) if part)
        return None


class _Painter(QStyledItemDelegate):
    def __init__(self, model: _Model, view: QWidget) -> None:
        super().__init__(view)
        self._model, self._view = model, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(dp(_LEAST), dp(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell, rect = self._model.rows[index.row()][index.column()], option.rect
        view = self._view
        if isinstance(view, CellTable) and index.row() == view.currentIndex().row() and view.hasFocus():
            painter.fillRect(rect, colour("accent_soft"))
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        if cell.pill is not None:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            face = font(12, strong=True)
            painter.setFont(face)
            paint_pill(
                painter, rect.x() + dp(10), rect.y() + (rect.height() - dp(HEIGHT)) // 2, cell.pill, QFontMetrics(face)
            )
            painter.restore()
        else:
            self._words(painter, rect, cell, right=self._model.columns[index.column()].right)

    @staticmethod
    def _words(painter: QPainter, rect: QRect, cell: Cell, *, right: bool) -> None:
        first, second = font(14, strong=right), font(12)
        middle, room = rect.y() + rect.height() / 2, rect.width() - dp(22)
        lines = [(cell.first, first, "text"), (cell.second, second, "muted")]
        for at, (text, face, token) in enumerate(lines):
            if not text:
                continue
            metrics = QFontMetrics(face)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            x = rect.right() - dp(12) - metrics.horizontalAdvance(shown) if right else rect.x() + dp(12)
            alone = (metrics.ascent() - metrics.descent()) / 2
            below = dp(15) if at else (-dp(2) if cell.second else alone)
            painter.setFont(face)
            painter.setPen(colour(token))
            painter.drawText(QPointF(x, middle + below), shown)


class _Header(QHeaderView):
    def __init__(self, model: _Model, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._cells = model

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 -- Qt calls it by name
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        column, face = self._cells.columns[logicalIndex], font(12, strong=True)
        metrics = QFontMetrics(face)
        shown = metrics.elidedText(column.title, Qt.TextElideMode.ElideRight, rect.width() - dp(16))
        x = rect.right() - dp(12) - metrics.horizontalAdvance(shown) if column.right else rect.x() + dp(12)
        painter.setPen(colour("muted"))
        painter.setFont(face)
        painter.drawText(QPointF(x, rect.center().y() + metrics.ascent() / 2 - 1), shown)


class CellTable(QTableView):
    """`opened` carries the row that was opened by Enter or a double click. The table is as high as its rows, up to
    `most` of them; more are scrolled to."""

    opened = Signal(int)

    def __init__(self, name: str, most: int = 10, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self.cells = _Model(self)
        self.setModel(self.cells)
        self.setItemDelegate(_Painter(self.cells, self))
        self.setHorizontalHeader(_Header(self.cells, self))
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setFixedHeight(dp(HEADER))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def put(self, columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]]) -> None:
        """Show other rows."""
        self.cells.put(columns, rows)
        low = all(not cell.second and cell.pill is None for row in self.cells.rows[:_MEASURED] for cell in row)
        high = dp(LOW_ROW if low else ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(high)
        self.setFixedHeight(dp(HEADER) + high * min(len(rows), self._most) + dp(14))
        self._fit()

    def _fit(self) -> None:
        """Every column as its texts want it, what is left over shared among them."""
        wanted = [self._wanted(at) for at in range(len(self.cells.columns))]
        each, rest = divmod(max(0, self.viewport().width() - sum(wanted)), max(1, len(wanted)))
        for at, width in enumerate(wanted):
            self.setColumnWidth(at, width + each + (rest if at == len(wanted) - 1 else 0))

    def _wanted(self, at: int) -> int:
        first, second, title = QFontMetrics(font(14)), QFontMetrics(font(12)), QFontMetrics(font(12, strong=True))
        widths = [title.horizontalAdvance(self.cells.columns[at].title)]
        for row in self.cells.rows[:_MEASURED]:
            cell = row[at]
            if cell.pill is not None:
                widths.append(pill_width(cell.pill, title))
            widths += [first.horizontalAdvance(cell.first), second.horizontalAdvance(cell.second)]
        return min(max(dp(_LEAST), max(widths) + dp(30)), dp(_WIDEST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)
