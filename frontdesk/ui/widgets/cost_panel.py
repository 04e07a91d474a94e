"""What a charge costs the house, for staff alone: the POS, its rate, the estimate, and the account that would do
better."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.key_hint import KeyButton
from frontdesk.ui.widgets.panel import NoticeBox, Panel, clear, label
from frontdesk.ui.words import tr


class CostPanel(Panel):
    """`switched` carries the account that staff would rather use."""

    switched = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._better = ""
        self._facts: tuple[tuple[str, str], ...] = ()
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(dp(16))
        self._rows.setVerticalSpacing(dp(6))
        self._rows.setColumnStretch(1, 1)
        self._hint = label("", "hint", wrap=True)
        self.better = NoticeBox()
        self.switch = KeyButton("")
        self.body.addWidget(label(tr("new_hold.cost_caption"), "caption"))
        self.body.addLayout(self._rows)
        self.body.addWidget(self._hint)
        self.body.addWidget(self.better)
        self.body.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignLeft)
        self.switch.clicked.connect(lambda: self.switched.emit(self._better))

    def say(self, facts: Sequence[tuple[str, str]], hint: str) -> None:
        """Names and values, and one sentence under them."""
        self._hint.setText(hint)
        if tuple(facts) == self._facts:
            return
        self._facts = tuple(facts)
        clear(self._rows)
        for row, (name, value) in enumerate(facts):
            self._rows.addWidget(label(name, "hint"), row, 0)
            self._rows.addWidget(label(value, "strong", wrap=True), row, 1)

    def say_better(self, account: str, title: str) -> None:
        """The account that takes a deposit without charging it; "" for none."""
        self._better = account
        if account:
            self.better.say("warn", tr("new_hold.better_title"), tr("new_hold.better", account=title))
            self.switch.setText(tr("new_hold.better_switch", account=title))
        self.better.setVisible(bool(account))
        self.switch.setVisible(bool(account))

    def words(self) -> str:
        """Everything it says."""
        shown = self.better.words() if self._better else ""
        return "\n".join([*(f"{name} {value}" for name, value in self._facts), self._hint.text(), shown])
