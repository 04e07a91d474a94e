"""The foot of a page: its buttons, always in sight, whatever the page above is scrolled to."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QWidget

from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.key_hint import KeyButton

# Below this width (dp) there is room for the buttons alone, without their key caps and without the way back, which
# stands in the top bar as well.
_TIGHT = 560


class Foot(QFrame):
    """`settings` is what is set for the whole page, at the left; where the foot is tight the page takes it."""

    def __init__(self, settings: QLayout | None, buttons: QLayout) -> None:
        super().__init__()
        self.setProperty("role", "foot")
        self.is_tight = False
        self.settings = QWidget()
        if settings is not None:
            settings.setContentsMargins(0, 0, 0, 0)
            self.settings.setLayout(settings)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(dp(12))
        self._row.addWidget(self.settings, 1 if settings is not None else 0)
        self._row.addLayout(buttons, 0 if settings is not None else 1)
        self._stretch = int(settings is not None)
        self._pad()

    def minimumSizeHint(self) -> QSize:
        """It never widens the page: it fits itself into the room there is."""
        return QSize(0, super().minimumSizeHint().height())

    def fit(self, width: int) -> bool:
        """Fit into a page of this width; whether anything changed."""
        tight = width < dp(_TIGHT)
        if tight == self.is_tight:
            return False
        self.is_tight = tight
        for button in self.findChildren(KeyButton):
            button.show_cap(not tight)
            if button.is_way_back:
                button.setVisible(not tight)
        if not tight:
            self._row.insertWidget(0, self.settings, self._stretch)
        self._pad()
        return True

    def _pad(self) -> None:
        if self.is_tight:
            self._row.setContentsMargins(dp(12), dp(6), dp(12), dp(6))
        else:
            self._row.setContentsMargins(dp(32), dp(12), dp(32), dp(16))
