"""What staff read out before a card is charged as a deposit, and the tick that the guest agreed (Ödüyo notes §13)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.choice import Tick
from frontdesk.ui.widgets.key_hint import KeyButton
from frontdesk.ui.widgets.panel import clear, label
from frontdesk.ui.words import tr


class ConsentBox(QFrame):
    """`changed` when the tick changes. Other sentences than those that were read out take the tick back."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.setProperty("tone", "warn")
        self._said: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        self._sentences = QVBoxLayout()
        self._sentences.setSpacing(dp(4))
        self.tick = Tick(tr("new_hold.consent"))
        self.other = KeyButton(tr("new_hold.consent_other"), role="quiet")
        self.other.setCheckable(True)
        self.other.toggled.connect(lambda _on: self._show())
        self._complaint = label("", "complaint", wrap=True)
        self._complaint.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(16), dp(14), dp(16), dp(12))
        column.setSpacing(dp(8))
        column.addWidget(label(tr("new_hold.consent_title"), "strong", wrap=True))
        column.addLayout(self._sentences)
        row = QHBoxLayout()
        row.addWidget(self.tick)
        row.addStretch(1)
        row.addWidget(self.other)
        column.addLayout(row)
        column.addWidget(self._complaint)
        self.tick.toggled.connect(self._ticked)

    @property
    def given(self) -> bool:
        return self.tick.isChecked()

    @property
    def below(self) -> str:
        return self._complaint.text()

    def words(self) -> str:
        """What is shown to be read out."""
        return "\n".join(self._said[self.other.isChecked()])

    def say(self, sentences: Sequence[str], in_other: Sequence[str]) -> None:
        """What is to be read out now, in the language of the desk and in the other one."""
        said = (tuple(sentences), tuple(in_other))
        if said != self._said:
            self._said = said
            self._show()
            self.tick.setChecked(False)

    def _show(self) -> None:
        sentences = self._said[self.other.isChecked()]
        clear(self._sentences)
        for sentence in sentences:
            row = QHBoxLayout()
            row.setSpacing(dp(8))
            row.addWidget(label("•"), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label(sentence, wrap=True), 1)
            self._sentences.addLayout(row)
        self.tick.setAccessibleDescription(" ".join(sentences))

    def complain(self, wrong: bool) -> None:
        self._complaint.setText(tr("new_hold.consent_missing") if wrong else "")
        self._complaint.setVisible(wrong)

    def _ticked(self, on: bool) -> None:
        if on:
            self.complain(False)
        self.changed.emit()
