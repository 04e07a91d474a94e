"""Which amounts may be taken from a hold, as a bar under the amount that is typed."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from frontdesk.domain.amount_text import show_amount
from frontdesk.domain.capture_range import CaptureRange
from frontdesk.domain.house import Notation
from frontdesk.domain.money import Money
from frontdesk.ui.theme import colour, dp, font

_THICK, _KNOB, _TALL, _LABEL = 8, 9, 44, 12


class RangeBar(QWidget):
    """From nothing to the ceiling. The knob stands where the typed amount is; beyond the ceiling it stands at the end,
    red."""

    def __init__(self, allowed: CaptureRange, held: Money, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._allowed, self._held, self._notation = allowed, held, notation
        self._amount: Money | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        return QSize(dp(320), dp(_TALL))

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(160), dp(_TALL))

    def set_amount(self, amount: Money | None) -> None:
        """Move the knob; None takes it away."""
        if amount != self._amount:
            self._amount = amount
            self.update()

    @property
    def _end(self) -> int:
        return max(self._allowed.ceiling.minor, self._held.minor, 1)

    def _x(self, minor: int) -> float:
        room = self.width() - 2 * dp(_KNOB)
        return dp(_KNOB) + room * min(max(minor, 0), self._end) / self._end

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, half = dp(_KNOB) + 1.0, dp(_THICK) / 2
        self._stretch(painter, self._x(0), self._x(self._end), middle, half, "line")
        floor, ceiling = self._allowed.floor.minor, self._allowed.ceiling.minor
        begin = self._x(floor if floor < ceiling else 0)
        self._stretch(painter, begin, self._x(ceiling), middle, half, "accent_ring")
        amount = self._amount
        if amount is not None:
            outside = amount.minor > ceiling or 0 < amount.minor < floor
            tint = "risk_dot" if outside else "accent"
            self._stretch(painter, self._x(0), self._x(amount.minor), middle, half, tint)
            painter.setPen(QPen(colour("surface"), dp(2)))
            painter.setBrush(colour(tint))
            knob = dp(_KNOB) - 1.0
            painter.drawEllipse(QRectF(self._x(amount.minor) - knob, middle - knob, 2 * knob, 2 * knob))
        self._figures(painter)
        painter.end()

    @staticmethod
    def _stretch(painter: QPainter, left: float, right: float, middle: float, half: float, tint: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(tint))
        painter.drawRoundedRect(QRectF(left, middle - half, right - left, 2 * half), half, half)

    def _figures(self, painter: QPainter) -> None:
        painter.setFont(font(_LABEL))
        painter.setPen(colour("muted"))
        area = QRectF(dp(_KNOB), dp(_TALL - 18), self.width() - 2 * dp(_KNOB), dp(18))
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        painter.drawText(area, int(left), show_amount(Money(0, self._held.code), self._notation))
        painter.drawText(area, int(right), show_amount(Money(self._end, self._held.code), self._notation))
        floor = self._allowed.floor
        if 1 < floor.minor < self._allowed.ceiling.minor:
            middle = QRectF(self._x(floor.minor) - dp(60), area.top(), dp(120), area.height())
            if middle.right() < area.right() - dp(70):
                painter.drawText(middle, int(Qt.AlignmentFlag.AlignHCenter), show_amount(floor, self._notation))
