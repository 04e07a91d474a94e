"""A grid of fields that stands in two columns where the room is too narrow for the one it was laid out in."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from frontdesk.ui.theme import dp

_COLUMNS = 2


class _Place(NamedTuple):
    """`whole`: takes the whole line of a narrow grid."""

    widget: QWidget
    row: int
    column: int
    span: int
    whole: bool
    align: Qt.AlignmentFlag


class TurningGrid(QGridLayout):
    """`least` (dp) is the width below which it turns; `stretches` are those of the wide columns."""

    def __init__(self, parent: QWidget, stretches: tuple[int, ...], least: int) -> None:
        super().__init__(parent)
        self._places: list[_Place] = []
        self._stretches, self._least, self._is_narrow = stretches, least, False
        self._over = parent
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(dp(12))
        self.setVerticalSpacing(dp(12))
        self._stretch(stretches)
        parent.installEventFilter(self)

    def put(
        self,
        widget: QWidget,
        row: int,
        column: int,
        span: int = 1,
        *,
        whole: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignTop,
    ) -> None:
        """Where it stands in the wide grid; in a narrow one they follow each other as they were put."""
        self._places.append(_Place(widget, row, column, span, whole, align))
        self.addWidget(widget, row, column, 1, span, align)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._turn(narrow=self._over.width() < dp(self._least))
        return False

    def _turn(self, *, narrow: bool) -> None:
        if narrow == self._is_narrow:
            return
        self._is_narrow = narrow
        for place in self._places:
            self.removeWidget(place.widget)
        at = 0
        for place in self._places:
            if not narrow:
                self.addWidget(place.widget, place.row, place.column, 1, place.span, place.align)
                continue
            at += place.whole and at % _COLUMNS
            self.addWidget(place.widget, at // _COLUMNS, at % _COLUMNS, 1, 1 + place.whole, place.align)
            at += 1 + place.whole
        self._stretch((1,) * _COLUMNS if narrow else self._stretches)

    def _stretch(self, stretches: tuple[int, ...]) -> None:
        for column in range(max(len(self._stretches), _COLUMNS)):
            self.setColumnStretch(column, stretches[column] if column < len(stretches) else 0)
