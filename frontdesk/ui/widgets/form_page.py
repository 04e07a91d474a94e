"""A page with a form, what belongs beside it, and a foot with the one button."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.foot import Foot
from frontdesk.ui.widgets.scrolled import Scrolled

# Below this width (dp) what is beside the form stands under it.
_BESIDE = 980


class FormPage(QWidget):
    """Call `lay_out` once; `area` scrolls to what must be seen."""

    area: Scrolled

    def lay_out(self, form: QWidget, beside: Sequence[QWidget], settings: QLayout, buttons: QLayout) -> None:
        """The foot has what is set for the whole page, and its buttons."""
        side = QVBoxLayout()
        side.setSpacing(dp(16))
        for part in beside:
            side.addWidget(part)
        side.addStretch(1)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(dp(32))
        self._across.setContentsMargins(dp(32), dp(24), dp(32), dp(16))
        self._form = QVBoxLayout()
        self._form.addWidget(form, 1)
        self._across.addLayout(self._form, 7)
        self._across.addLayout(side, 4)
        self.area = Scrolled(self._across)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.foot = Foot(settings, buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area, 1)
        column.addWidget(self.foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        across, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        direction = across if self.width() >= dp(_BESIDE) else below
        if self._across.direction() != direction:
            self._across.setDirection(direction)
        if self.foot.fit(self.width()):
            edge = dp(16 if self.foot.is_tight else 32)
            self._across.setContentsMargins(edge, edge - dp(8), edge, dp(16))
            if self.foot.is_tight:
                self._form.addWidget(self.foot.settings)
        super().resizeEvent(event)


def in_a_row(parts: Sequence[QWidget], *, stretched: int) -> QHBoxLayout:
    """Widgets side by side; the one at the place `stretched` takes the room that is left, -1 for room before them."""
    row = QHBoxLayout()
    row.setSpacing(dp(12))
    if stretched < 0:
        row.addStretch(1)
    for place, part in enumerate(parts):
        row.addWidget(part, int(place == stretched))
    return row
