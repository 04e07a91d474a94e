"""Filter chips with counts; one is always chosen. Tab reaches the row, the arrow keys move in it."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from frontdesk.ui.widgets.flow import FlowLayout
from frontdesk.ui.widgets.key_hint import Chip


class ChipRow(QWidget):
    """`chosen` carries the name of the chip the clerk chose."""

    chosen = Signal(str)

    def __init__(
        self, chips: Iterable[tuple[str, str]], tones: Mapping[str, str], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._tones = tones
        self._chips: dict[str, Chip] = {}
        group = QButtonGroup(self)
        row = FlowLayout(self)
        for chip, text in chips:
            button = Chip(text)
            button.clicked.connect(lambda _, chip=chip: self.chosen.emit(chip))
            group.addButton(button)
            row.addWidget(button)
            self._chips[chip] = button
        next(iter(self._chips.values())).setChecked(True)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """A chip takes its tone only while there is something under it."""
        for chip, button in self._chips.items():
            count = counts.get(chip, 0)
            tone = self._tones.get(chip, "") if count else ""
            button.show_count(count)
            if button.property("tone") != tone:
                button.setProperty("tone", tone)
                button.style().unpolish(button)
                button.style().polish(button)

    def choose(self, chip: str) -> None:
        """Choose without telling."""
        self._chips[chip].setChecked(True)

    def button(self, chip: str) -> Chip:
        return self._chips[chip]
