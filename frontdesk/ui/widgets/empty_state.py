"""What stands in a list's place when there is nothing to list, or it could not be read."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from frontdesk.ui.icons import picture
from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.key_hint import KeyButton
from frontdesk.ui.widgets.panel import Panel, label


class EmptyState(Panel):
    """A sign, a title, a sentence and one thing to do."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = QLabel()
        self._title = label("", "heading", wrap=True)
        self._text = label("", "caption", wrap=True)
        self._text.setMinimumWidth(dp(420))
        self.button = KeyButton("", role="primary")
        self.button.clicked.connect(self.pressed)
        column = QVBoxLayout()
        column.setSpacing(dp(10))
        for each in (self._sign, self._title, self._text):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(each)
        column.addSpacing(dp(8))
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addStretch(2)
        self.body.addLayout(column)
        self.body.addStretch(3)

    def say(self, drawing: str, title: str, text: str, button: str) -> None:
        """Show other words; the button is the one way on."""
        self._sign.setPixmap(picture(drawing, "accent_line", 52))
        self._title.setText(title)
        self._text.setText(text)
        self.button.setText(button)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    @property
    def title(self) -> str:
        return self._title.text()
