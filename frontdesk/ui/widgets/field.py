"""A field: caption above, entry, and below it a hint or what is wrong. What was typed is never changed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.panel import label, restyle


class Field(QWidget):
    """Wraps any entry. `caption` may carry a mnemonic (&), which focuses the entry."""

    def __init__(self, caption: str, entry: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self._hint = hint
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(dp(4))
        self.caption = QLabel(caption)
        self.caption.setProperty("role", "caption")
        self.caption.setBuddy(entry)
        entry.setAccessibleName(caption.replace("&", ""))
        self._below = label(hint, "hint", wrap=True)
        column.addWidget(self.caption)
        column.addWidget(entry)
        column.addWidget(self._below)
        self._below.setVisible(bool(hint))
        self.setFocusProxy(entry)

    @property
    def below(self) -> str:
        """What stands under the entry now."""
        return self._below.text()

    def say_hint(self, hint: str) -> None:
        """Another hint; a complaint that stands there stays."""
        self._hint = hint
        if self._below.property("role") == "hint":
            self._show(hint, "hint")

    def complain(self, text: str, tone: str = "risk") -> None:
        """Say beside the entry what is wrong (`risk`) or doubtful (`warn`). "" takes it back."""
        self._show(text or self._hint, "complaint" if text else "hint", tone)
        self.entry.setProperty("wrong", bool(text) and tone == "risk")
        self.entry.setAccessibleDescription(text)
        restyle(self.entry)

    def _show(self, text: str, role: str, tone: str = "") -> None:
        self._below.setProperty("role", role)
        self._below.setProperty("tone", tone)
        restyle(self._below)
        self._below.setText(text)
        self._below.setVisible(bool(text))


class TextField(Field):
    """A field of one line of text."""

    changed = Signal(str)

    def __init__(self, caption: str, text: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        self.edit = QLineEdit(text)
        super().__init__(caption, self.edit, hint, parent)
        self.edit.textEdited.connect(self.changed)

    @property
    def text(self) -> str:
        """What was typed, untouched."""
        return self.edit.text()
