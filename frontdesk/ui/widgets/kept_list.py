"""The cards that an account's gateway keeps, each with whose it is and a button that has it forgotten."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.key_hint import KeyButton
from frontdesk.ui.widgets.panel import NoticeBox, Panel, clear, label, line
from frontdesk.ui.words import tr


class KeptLine(NamedTuple):
    """`card` with scheme and last digits, `below` whose and since when, `flag` what differs at the gateway."""

    card: str
    below: str
    flag: str = ""


class KeptList(Panel):
    """`forget` carries the place of the line; `ask` wants the gateway's own list."""

    forget = Signal(int)
    ask = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body.addWidget(label(tr("accounts.kept"), "heading"))
        self.notice = NoticeBox()
        self.body.addWidget(self.notice)
        self._none = label("", "hint", wrap=True)
        self.body.addWidget(self._none)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(dp(8))
        self.body.addLayout(self._rows)
        self.ask_button = KeyButton(tr("accounts.kept_ask"))
        self.ask_button.clicked.connect(self.ask)
        self.body.addWidget(self.ask_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.buttons: list[KeyButton] = []
        self._said: tuple[KeptLine, ...] = ()

    def say(self, lines: Sequence[KeptLine], none: str, *, can_ask: bool) -> None:
        """Show other cards; `none` stands there where there is none."""
        self._said = tuple(lines)
        self.ask_button.setVisible(can_ask)
        self._none.setText("" if lines else none)
        self._none.setVisible(not lines)
        clear(self._rows)
        self.buttons = []
        for at, kept in enumerate(lines):
            if at:
                self._rows.addWidget(line())
            self._rows.addWidget(self._line(at, kept))

    def words(self) -> str:
        """Everything it says of the cards."""
        return "\n".join(" · ".join(part for part in each if part) for each in self._said) or self._none.text()

    def wait(self, busy: bool) -> None:
        """Nothing can be pressed while the gateway is asked."""
        for button in (*self.buttons, self.ask_button):
            button.setEnabled(not busy)

    def _line(self, at: int, kept: KeptLine) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(dp(1))
        words.addWidget(label(kept.card, "strong", wrap=True))
        words.addWidget(label(kept.below, "hint", wrap=True))
        if kept.flag:
            flag = label(kept.flag, "complaint", wrap=True)
            flag.setProperty("tone", "warn")
            words.addWidget(flag)
        row.addLayout(words, 1)
        button = KeyButton(tr("accounts.forget"))
        button.setAccessibleName(tr("accounts.forget_name", card=kept.card))
        button.clicked.connect(lambda: self.forget.emit(at))
        self.buttons.append(button)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return made
