"""A page with a form, what belongs beside it, and a foot with the one button."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.scrolled import Scrolled

# Below this width (dp) what is beside the form stands under it.
_BESIDE = 980


class FormPage(QWidget):
    """Call `lay_out` once; `area` scrolls to what must be seen."""

    area: Scrolled

    def lay_out(self, form: QWidget, beside: Sequence[QWidget], foot: Sequence[tuple[QWidget, int]]) -> None:
        """`foot` is each widget with its stretch."""
        side = QVBoxLayout()
        side.setSpacing(dp(16))
        for part in beside:
            side.addWidget(part)
        side.addStretch(1)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(dp(32))
        self._across.setContentsMargins(dp(32), dp(24), dp(32), dp(16))
        self._across.addWidget(form, 7)
        self._across.addLayout(side, 4)
        self.area = Scrolled(self._across)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area, 1)
        column.addWidget(_foot(foot))

    def resizeEvent(self, event: QResizeEvent) -> None:
        beside = self.width() >= dp(_BESIDE)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._across.direction() != direction:
            self._across.setDirection(direction)
        super().resizeEvent(event)


def _foot(parts: Sequence[tuple[QWidget, int]]) -> QFrame:
    foot = QFrame()
    foot.setProperty("role", "foot")
    row = QHBoxLayout(foot)
    row.setContentsMargins(dp(32), dp(12), dp(32), dp(16))
    row.setSpacing(dp(12))
    for part, stretch in parts:
        row.addWidget(part, stretch)
    return foot
