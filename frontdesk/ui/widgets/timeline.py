"""What happened to a hold, newest first: a knot on a line for each step, what it was, and when, with its references."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from frontdesk.ui.theme import colour, dp
from frontdesk.ui.widgets.panel import clear, label, selectable


class Step(NamedTuple):
    """One line of the history; `tone` colours the knot where something went wrong or is open."""

    title: str
    below: str
    tone: str = "accent"


class _Knot(QWidget):
    def __init__(self, tone: str, *, last: bool) -> None:
        super().__init__()
        self._tone, self._last = tone, last
        self.setFixedWidth(dp(18))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(dp(18), dp(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QPointF(dp(8), dp(10))
        if not self._last:
            painter.setPen(QPen(colour("line_strong"), 1.5))
            painter.drawLine(centre, QPointF(dp(8), self.height()))
        painter.setPen(QPen(colour(self._tone if self._tone == "accent" else f"{self._tone}_dot"), dp(2)))
        painter.setBrush(colour("surface"))
        painter.drawEllipse(centre, dp(5), dp(5))
        painter.end()


class Timeline(QWidget):
    """A column of steps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.steps: tuple[Step, ...] = ()

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Newest first, as given."""
        if tuple(steps) == self.steps:
            return
        self.steps = tuple(steps)
        clear(self._column)
        for at, step in enumerate(steps):
            row = QWidget()
            across = QHBoxLayout(row)
            across.setContentsMargins(0, 0, 0, 0)
            across.setSpacing(dp(8))
            across.addWidget(_Knot(step.tone, last=at == len(steps) - 1))
            words = QVBoxLayout()
            words.setContentsMargins(0, 0, 0, dp(12))
            words.setSpacing(dp(1))
            words.addWidget(label(step.title, wrap=True))
            if step.below:
                below = selectable(label(step.below, "caption", wrap=True))
                below.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
                words.addWidget(below)
            across.addLayout(words, 1)
            row.setAccessibleName(f"{step.title}, {step.below}")
            self._column.addWidget(row)
