"""Whose page is shown: the host's name within its words. Where it is too long its middle is left out, but never the
domain that somebody owns: a false page would hide its own there."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from frontdesk.ui.theme import dp

_LEFT_OUT = "…"
# Second levels under which names are given away in a country: the owned domain has three parts there.
_SHARED = frozenset(
    {"ac", "av", "bbs", "bel", "biz", "co", "com", "dr", "edu", "gen", "gov", "info", "k12", "kep", "mil", "name"}
    | {"ne", "net", "or", "org", "pol", "tel", "tsk", "tv", "web"}
)
_LEAST = 120


def owned_domain(host: str) -> str:
    """`bank.com.tr` of `acs.cards.bank.com.tr`; an address of figures is whole."""
    parts = host.split(".")
    if parts[-1].isdigit() or ":" in host:
        return host
    shared = len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in _SHARED
    return ".".join(parts[-3 if shared else -2 :])


def shortened(words: str, host: str, metrics: QFontMetrics, room: int) -> str:
    """The words with a host that is no wider than `room` pixels: as much of both its ends as fits, and at least its
    owned domain. The other words wrap."""
    if metrics.horizontalAdvance(host) <= room:
        return words
    owned = owned_domain(host)
    free = host[: len(host) - len(owned)]
    for left in range(len(free) - 1, -1, -1):
        head = (left + 1) // 2
        shown = free[:head] + _LEFT_OUT + free[len(free) - (left - head) :] + owned
        if metrics.horizontalAdvance(shown) <= room:
            return words.replace(host, shown)
    return words.replace(host, f"{_LEFT_OUT}{owned}" if free else owned)


class HostLabel(QLabel):
    """Words with a host among them; the whole of it under the mouse and for screen readers."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words, self._host = words, ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "strong")
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.say(words, "")

    def say(self, words: str, host: str) -> None:
        """Other words, in which this host stands."""
        self._words, self._host = words, host
        self.setToolTip(words if host else "")
        self.setAccessibleName(words)
        self.setAccessibleDescription(host)
        self._show()

    def words(self) -> str:
        """Everything it says, shown or left out."""
        return self._words

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(_LEAST), super().minimumSizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        laid_out = self.isVisible() and bool(self._host)
        self.setText(shortened(self._words, self._host, self.fontMetrics(), self.width()) if laid_out else self._words)
