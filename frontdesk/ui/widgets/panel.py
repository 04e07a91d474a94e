"""Surfaces and labels every screen is made of; the style sheet knows them by their role."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from frontdesk.ui.icons import picture
from frontdesk.ui.theme import dp

Tone = Literal["plain", "good", "info", "warn", "risk"]
TONE_ICONS: dict[Tone, str] = {"plain": "info", "good": "check", "info": "info", "warn": "alert", "risk": "alert"}


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """A text that is only text: what a guest is called never becomes mark-up."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
    return made


def selectable(made: QLabel) -> QLabel:
    """References are copied out: the label can be selected by mouse and keyboard."""
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made


class Panel(QFrame):
    """A white rounded surface; add to its `body`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(dp(24), dp(20), dp(24), dp(20))
        self.body.setSpacing(dp(12))


class NoticeBox(QFrame):
    """A coloured box with icon, title and text. Empty parts are hidden; a box without any text hides itself."""

    def __init__(self, tone: Tone = "plain", title: str = "", text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(dp(14), dp(12), dp(14), dp(12))
        row.setSpacing(dp(10))
        self._icon = QLabel()
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(dp(4))
        self._title = label("", "strong", wrap=True)
        self._text = label("", wrap=True)
        words.addWidget(self._title)
        words.addWidget(self._text)
        row.addLayout(words, 1)
        self._said: tuple[str, str, str] = ("", "", "")
        self.say(tone, title, text)

    def say(self, tone: Tone, title: str = "", text: str = "") -> None:
        """Show other words. Screen readers are told by the accessible description."""
        if (tone, title, text) == self._said:
            return
        if tone != self._said[0]:
            self.setProperty("tone", tone)
            restyle(self)
        self._said = (tone, title, text)
        self._icon.setPixmap(picture(TONE_ICONS[tone], f"{tone}_text", 18))
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(title or text)
        self.setAccessibleDescription(text if title else "")
        self._show_or_hide(bool(title or text))

    def _show_or_hide(self, shown: bool) -> None:
        """Before it is laid out a box has no parent, and shown by itself it would be a window."""
        if shown and self.parent() is None:
            self.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
        else:
            self.setVisible(shown)

    def words(self) -> str:
        """Everything it says, for tests and the clipboard."""
        return "\n".join(part for part in (self._title.text(), self._text.text()) if part)


def line() -> QFrame:
    """A hairline between two parts."""
    made = QFrame()
    made.setProperty("role", "line")
    return made


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again after a property changed, at the widget and what is inside it."""
    for each in (widget, *widget.findChildren(QWidget)):
        each.style().unpolish(each)
        each.style().polish(each)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while item := layout.takeAt(0):
        inner = item.layout()
        if inner is not None:
            clear(inner)
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
