"""A hold at the side of a screen: how much, on which card, until when."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.guest_words import Remark
from frontdesk.ui.widgets.panel import NoticeBox, label, selectable

_ANY_WIDTH = 16_777_215
# One fact: caption, text, and a quieter line below it.
Fact = tuple[str, str, str]


class HoldFacts(QFrame):
    """A caption, one large sum, facts in two columns, and remarks."""

    def __init__(
        self,
        caption: str,
        sum_shown: str,
        facts: Iterable[Fact],
        remarks: Sequence[Remark],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self.is_below = False
        self.fit(below=False, narrow=False)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(dp(24), dp(24), dp(24), dp(24))
        self._column.setSpacing(dp(14))
        self._column.addWidget(label(caption, "caption"))
        self._column.addWidget(label(sum_shown, "amount-large"))
        self._column.addLayout(facts_grid(facts))
        for remark in remarks:
            self._column.addWidget(NoticeBox(remark.tone, remark.title, remark.text))
        self._column.addStretch(1)

    def add(self, box: NoticeBox) -> None:
        """A remark whose words change, under the others."""
        self._column.insertWidget(self._column.count() - 1, box)

    def fit(self, *, below: bool, narrow: bool) -> None:
        """Beside the form, with less room where it is narrow; or below it, as wide as the form. The texts wrap."""
        self.is_below = below
        if below:
            self.setMinimumWidth(0)
            self.setMaximumWidth(_ANY_WIDTH)
        else:
            self.setFixedWidth(dp(288 if narrow else 376))


def facts_grid(facts: Iterable[Fact], columns: int = 2) -> QGridLayout:
    """Facts row by row; each text can be selected and copied."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(dp(16))
    grid.setVerticalSpacing(dp(14))
    for index, (caption, text, more) in enumerate(facts):
        cell = QVBoxLayout()
        cell.setSpacing(dp(1))
        cell.addWidget(label(caption, "caption"))
        shown = selectable(label(text, wrap=True))
        shown.setAccessibleName(f"{caption}: {text}")
        cell.addWidget(shown)
        if more:
            cell.addWidget(label(more, "hint", wrap=True))
        cell.addStretch(1)
        row, column = divmod(index, columns)
        grid.addLayout(cell, row, column)
        grid.setColumnStretch(column, 1)
    return grid
