"""The one door to the clerk for questions and messages. Dialogs are opened and awaited, never run in a loop of
their own."""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from frontdesk.ui.icons import picture
from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.key_hint import KeyButton, Role
from frontdesk.ui.widgets.panel import TONE_ICONS, Tone, label
from frontdesk.ui.words import tr


class Question(NamedTuple):
    """`yes` and `no` are what the buttons say; a message has no `no`. `danger` makes the yes-button red."""

    title: str
    text: str
    yes: str
    no: str = ""
    tone: Tone = "plain"
    danger: bool = False
    hint: str = ""


class Dialog(QDialog):
    """A question or a message. Enter presses the safe button, Esc is the same as no."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("frame.title"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(dp(440))
        self.setMaximumWidth(dp(560))
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(28), dp(26), dp(28), dp(22))
        column.setSpacing(dp(22))
        column.addLayout(_words(question))
        column.addLayout(self._buttons(question))
        self.setAccessibleName(question.title)
        self.setAccessibleDescription(question.text)

    def _buttons(self, question: Question) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(dp(10))
        row.addStretch(1)
        role: Role = "danger" if question.danger else "primary"
        self.yes = KeyButton(question.yes, role=role)
        self.yes.clicked.connect(self.accept)
        self.no = KeyButton(question.no or tr("frame.understood"))
        self.no.clicked.connect(self.reject)
        if not question.no:
            self.no.hide()
        row.addWidget(self.no)
        row.addWidget(self.yes)
        safe = self.no if question.danger and question.no else self.yes
        safe.setDefault(True)
        safe.setFocus()
        return row


async def ask(parent: QWidget | None, question: Question) -> bool:
    """True when the clerk said yes."""
    from asyncio import get_running_loop

    answer = get_running_loop().create_future()

    def answered(result: int) -> None:
        if not answer.done():
            answer.set_result(result == QDialog.DialogCode.Accepted)

    dialog = Dialog(question, parent)
    dialog.finished.connect(answered)
    dialog.open()
    try:
        return bool(await answer)
    finally:
        if not answer.done() or answer.cancelled():
            dialog.close()


def tell(parent: QWidget | None, message: Question) -> Dialog:
    """Show a message and go on."""
    dialog = Dialog(message, parent)
    dialog.open()
    return dialog


def _words(question: Question) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(dp(16))
    sign = QLabel()
    tone: Tone = "risk" if question.danger else question.tone
    sign.setPixmap(picture(TONE_ICONS[tone], f"{tone}_dot", 28))
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(dp(8))
    words.addWidget(label(question.title, "heading", wrap=True))
    words.addWidget(label(question.text, wrap=True))
    if question.hint:
        words.addWidget(label(question.hint, "hint", wrap=True))
    row.addLayout(words, 1)
    return row
