"""A screen's middle that scrolls when the window is too low for it, and only then."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget


class Scrolled(QScrollArea):
    """Wraps a layout of wrapped texts, which need the height for the width they have and no more."""

    def __init__(self, inside: QLayout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        canvas = _Canvas()
        canvas.setObjectName("canvas")
        canvas.setLayout(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(canvas)


class _Canvas(QWidget):
    """Its least height is the height for its width; the layout's own would be that of the narrowest texts. As wide as
    there is room: what does not fit turns or wraps, and nothing lies outside."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)
