"""What will happen to the money: the sums side by side, each with what it means."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.panel import Panel, clear, label


class Sum(NamedTuple):
    """One sum of the plan. `quiet` is shown in a lighter colour."""

    amount: str
    what: str
    more: str = ""
    quiet: bool = False


class PlanPanel(Panel):
    """A caption and up to three sums; `say` with none shows the sentence instead."""

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Sum, ...] = ()
        self._sentence = label("", "hint", wrap=True)
        self._row = QHBoxLayout()
        self._row.setSpacing(dp(24))
        self.body.addWidget(label(caption, "caption"))
        self.body.addWidget(self._sentence)
        self.body.addLayout(self._row)

    def say(self, sums: Sequence[Sum], sentence: str = "") -> None:
        """Show another plan."""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        if tuple(sums) == self._shown:
            return
        self._shown = tuple(sums)
        clear(self._row)
        for each in sums:
            self._row.addLayout(_column(each), 1)

    def words(self) -> str:
        """Everything it says."""
        sums = (f"{each.amount} {each.what} {each.more}".strip() for each in self._shown)
        return "\n".join([*sums, self._sentence.text()]).strip()


def _column(each: Sum) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(dp(2))
    column.addWidget(label(each.amount, "amount-quiet" if each.quiet else "amount"))
    column.addWidget(label(each.what, wrap=True))
    if each.more:
        column.addWidget(label(each.more, "hint", wrap=True))
    column.addStretch(1)
    return column
