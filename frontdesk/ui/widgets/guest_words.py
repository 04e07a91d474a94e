"""What the guest will be told, and what the clerk should know before."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.panel import NoticeBox, Panel, Tone, clear, label


class Remark(NamedTuple):
    """One coloured box under the sentence."""

    tone: Tone
    text: str
    title: str = ""


class GuestWords(Panel):
    """A caption, the sentence to say aloud, and remarks; remarks are rebuilt only when they change."""

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Remark, ...] = ()
        self._speech = label("", "speech", wrap=True)
        self._remarks = QVBoxLayout()
        self._remarks.setSpacing(dp(12))
        self.body.addWidget(label(caption, "caption"))
        self.body.addWidget(self._speech)
        self.body.addLayout(self._remarks)

    def say(self, speech: str, remarks: Sequence[Remark]) -> None:
        """Show other words."""
        self._speech.setText(speech)
        self._speech.setVisible(bool(speech))
        if tuple(remarks) == self._shown:
            return
        self._shown = tuple(remarks)
        clear(self._remarks)
        for remark in remarks:
            self._remarks.addWidget(NoticeBox(remark.tone, remark.title, remark.text))

    def words(self) -> str:
        """Everything it says."""
        return "\n".join([self._speech.text(), *(f"{r.title} {r.text}".strip() for r in self._shown)])
