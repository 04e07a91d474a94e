"""States as staff know them: an icon and a word, never a colour alone."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from frontdesk.domain.hold import Hold
from frontdesk.ui.icons import picture
from frontdesk.ui.said import form_of, said
from frontdesk.ui.theme import colour, dp, font
from frontdesk.ui.widgets.panel import Tone
from frontdesk.ui.words import tr

_FACES: dict[str, tuple[str, Tone]] = {
    "placing": ("send", "info"),
    "challenge": ("shield", "info"),
    "held": ("lock", "good"),
    "capturing": ("send", "info"),
    "captured": ("check", "plain"),
    "releasing": ("send", "info"),
    "released": ("unlock", "plain"),
    "refunding": ("send", "info"),
    "refunded": ("return", "plain"),
    "declined": ("slash", "plain"),
    "abandoned": ("cross", "plain"),
    "lapsed": ("clock", "plain"),
    "unknown": ("ask", "info"),
    "attention": ("alert", "risk"),
    "charged": ("return", "warn"),
}
ICON = 14
HEIGHT = 26


class Face(NamedTuple):
    """What a pill shows."""

    icon: str
    tone: Tone
    word: str


def face_of(hold: Hold) -> Face:
    """The face of a hold's state. Red only where money is at risk."""
    if hold.attention and hold.state == "held":
        return Face("alert", "risk", tr("states.held_attention"))
    if hold.owed > 0 and hold.state not in {"unknown", "attention"}:
        return Face("return", "warn", tr("states.owed"))
    if hold.state == "charged" and hold.attention == "taken_after_stop":
        return Face("alert", "risk", tr("states.taken_after_stop"))
    icon, tone = _FACES[hold.state]
    form = form_of(hold)
    if form == "charge" and hold.state == "captured":
        return Face(icon, tone, tr("states.kept"))
    if hold.state == "charged" and hold.refunded:
        return Face(icon, tone, tr("states.charged_part"))
    return Face(icon, tone, said(form, f"states.{hold.state}"))


def pill_width(face: Face, metrics: QFontMetrics) -> int:
    """Pixels a pill takes."""
    return metrics.horizontalAdvance(face.word) + dp(ICON) + dp(24)


def paint_pill(painter: QPainter, x: float, y: float, face: Face, metrics: QFontMetrics) -> None:
    """Paint a pill with its left upper corner at (x, y), in the painter's font."""
    height = dp(HEIGHT)
    shape = QRectF(x + 0.5, y + 0.5, pill_width(face, metrics) - 1, height - 1)
    painter.setPen(QPen(colour(f"{face.tone}_line"), 1))
    painter.setBrush(colour(face.tone))
    painter.drawRoundedRect(shape, height / 2, height / 2)
    icon = dp(ICON)
    painter.drawPixmap(QPointF(x + dp(9), y + (height - icon) / 2), picture(face.icon, f"{face.tone}_text", ICON))
    painter.setPen(colour(f"{face.tone}_text"))
    baseline = y + (height + metrics.ascent() - metrics.descent()) / 2
    painter.drawText(QPointF(x + dp(9) + icon + dp(5), baseline), face.word)


class StatePill(QWidget):
    """One pill as a widget."""

    def __init__(self, face: Face | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = face
        self.setFont(font(12, strong=True))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_face(face)

    def show_face(self, face: Face | None) -> None:
        self._face = face
        self.setAccessibleName(face.word if face else "")
        self.setVisible(face is not None)
        self.updateGeometry()
        self.update()

    @property
    def word(self) -> str:
        return self._face.word if self._face else ""

    def sizeHint(self) -> QSize:
        width = pill_width(self._face, self.fontMetrics()) if self._face else 0
        return QSize(width, dp(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._face is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        paint_pill(painter, 0, 0, self._face, self.fontMetrics())
        painter.end()
