"""What an account can do, and what it cannot with the reason: each one line, an icon and words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from frontdesk.ui.icons import picture
from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.panel import clear, label


class AbilityList(QWidget):
    """`say` shows other lines; a line with a reason is greyed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said: tuple[tuple[str, str], ...] = ()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(dp(10))

    def say(self, lines: Sequence[tuple[str, str]]) -> None:
        """Name and reason; a reason of "" means that it is there."""
        self._said = tuple(lines)
        clear(self._rows)
        for name, why in lines:
            self._rows.addWidget(_line(name, why))

    def words(self) -> str:
        """Everything it says."""
        return "\n".join(f"{name}: {why}" if why else name for name, why in self._said)


def _line(name: str, why: str) -> QWidget:
    line = QWidget()
    line.setAccessibleName(name)
    line.setAccessibleDescription(why)
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(dp(10))
    sign = QLabel()
    sign.setPixmap(picture("slash", "faint", 18) if why else picture("check", "good_dot", 18))
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(dp(1))
    words.addWidget(label(name, "caption" if why else "", wrap=True))
    if why:
        words.addWidget(label(why, "hint", wrap=True))
    row.addLayout(words, 1)
    return line
