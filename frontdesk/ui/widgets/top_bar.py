"""The bar over every screen: the way back and the title at the left, the line to the banks at the right."""

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from frontdesk.ui.icons import icon, picture
from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.key_hint import KeyButton
from frontdesk.ui.widgets.panel import label
from frontdesk.ui.words import tr

HEIGHT, LOW = 72, 52
# Below these sizes (dp) of the bar and of the window there is room for the way back and the title alone.
_NARROW, _LOW_WINDOW = 560, 400
LineState = Literal["starting", "unknown", "online", "offline", "busy", "broken"]
_DOTS = {
    "starting": ("dot", "plain_dot"),
    "unknown": ("dot", "plain_dot"),
    "online": ("dot", "good_dot"),
    "offline": ("offline", "risk_dot"),
    "busy": ("ask", "info_dot"),
    "broken": ("offline", "risk_dot"),
}


class LineSign(QWidget):
    """Whether the banks can be reached: a sign and words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(dp(7))
        self._sign = QLabel()
        self._words = label("", "caption")
        row.addWidget(self._sign)
        row.addWidget(self._words)
        self._said = ""
        self.state: LineState = "starting"
        self.show_state("starting", "")

    def show_state(self, state: LineState, names: str) -> None:
        """`names` are the accounts, in one text."""
        self.state = state
        said = tr(f"frame.line_{state}", names=names)
        if said == self._said:
            return
        self._said = said
        drawing, token = _DOTS[state]
        self._sign.setPixmap(picture(drawing, token, 10 if drawing == "dot" else 16))
        self._words.setText(said)
        self.setAccessibleName(said)
        self.setToolTip(said)

    def show_words(self, on: bool) -> None:
        """The sign alone, or with its words."""
        self._words.setVisible(on)

    @property
    def words(self) -> str:
        return self._said


class KindBadge(QLabel):
    """Says on every screen that no real money moves. Hidden at a live desk."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        token = kind_token(kind)
        if not token:
            self.hide()
            return
        self.setText(tr(f"frame.{kind}"))
        self.setToolTip(tr(f"frame.{kind}_hover"))
        self.setAccessibleName(tr(f"frame.{kind}_hover"))
        self.setProperty("role", token)


def kind_token(kind: str) -> str:
    """The palette's name for a kind of account; "" for live."""
    return {"practice": "practice", "test": "trial"}.get(kind, "")


class TopBar(QFrame):
    """Title, way back, line and badge. The board puts its search and its button into `middle` and `end`."""

    back = Signal()

    def __init__(self, kind: str, *, home: bool = False) -> None:
        """`home`: no way back and no title, as on the board."""
        super().__init__()
        self.setProperty("role", "bar")
        self.setFixedHeight(dp(HEIGHT))
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(dp(24), 0, dp(24), 0)
        row.setSpacing(dp(16))
        self._kind_badge = KindBadge(kind)
        if not home:
            self._add_titles(row)
        self.middle = QHBoxLayout()
        self.middle.addStretch(1)
        row.addLayout(self.middle, 1)
        self.line = LineSign()
        row.addWidget(self._kind_badge, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.line)
        self.end = QHBoxLayout()
        row.addLayout(self.end)

    def _add_titles(self, row: QHBoxLayout) -> None:
        back = KeyButton(tr("frame.back"))
        back.setIcon(icon("back", "text", 16))
        back.setAccessibleName(tr("frame.back_name"))
        back.clicked.connect(self.back)
        row.addWidget(back)
        titles = QVBoxLayout()
        titles.setSpacing(0)
        self._title = label("", "title")
        self._subtitle = label("", "caption")
        titles.addStretch(1)
        titles.addWidget(self._title)
        titles.addWidget(self._subtitle)
        titles.addStretch(1)
        row.addLayout(titles)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The frame says the kind as well, and the line's sign says its words under the mouse."""
        narrow = self.width() < dp(_NARROW)
        self._kind_badge.setVisible(bool(self._kind_badge.text()) and not narrow)
        self.line.show_words(not narrow)
        self._row.setContentsMargins(dp(12 if narrow else 24), 0, dp(12 if narrow else 24), 0)
        self.setFixedHeight(dp(LOW if self.window().height() < dp(_LOW_WINDOW) else HEIGHT))
        super().resizeEvent(event)

    def show_title(self, title: str, subtitle: str) -> None:
        """Not for the bar of the board."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))

    @property
    def title(self) -> str:
        return self._title.text()
