"""Practice and test, said on every screen: the lower edge of the window's coloured frame, over nothing at all."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.panel import label
from frontdesk.ui.widgets.top_bar import kind_token
from frontdesk.ui.words import tr

_HIGH = 20


def practice_mark(kind: str) -> QWidget:
    """The edge with its words: that no real money moves here. Not for a live desk."""
    mark = label(tr(f"frame.{kind}_hover"), "mark-edge")
    mark.setProperty("kind", kind_token(kind))
    mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
    mark.setMinimumWidth(1)  # the words never widen the window
    mark.setFixedHeight(dp(_HIGH))
    return mark
