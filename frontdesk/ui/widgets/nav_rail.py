"""The dark rail at the left: where one can go, and who is at the desk."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QVBoxLayout, QWidget

from frontdesk.domain.clerk import Clerk
from frontdesk.ui.icons import picture
from frontdesk.ui.theme import colour, dp, font
from frontdesk.ui.widgets.key_hint import EnterButton
from frontdesk.ui.widgets.panel import restyle
from frontdesk.ui.words import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

WIDTH, LOW_WIDTH = 88, 60
# Below this height (dp) of the rail the signs stand alone.
_LOW = 420
SIGN = 22


class NavRail(QFrame):
    """`wanted` carries the place the clerk chose, `clerk_chosen` a name."""

    wanted = Signal(str)
    clerk_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setFixedWidth(dp(WIDTH))
        self.setAccessibleName(tr("frame.rail_name"))
        self._is_low = False
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(dp(8), dp(16), dp(8), dp(14))
        column.setSpacing(dp(8))
        mark = self._mark = QLabel("FD")
        mark.setProperty("role", "mark")
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        mark.setAccessibleName(tr("frame.title"))
        column.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        self._places: dict[str, RailButton] = {}
        self._group = QButtonGroup(self)
        for place, drawing in (("board", "board"), ("day_list", "list"), ("accounts", "accounts")):
            column.addWidget(self._place(place, drawing))
        column.addStretch(1)
        column.addWidget(self._place("settings", "settings"))
        self.badge = EnterButton()
        self.badge.setProperty("role", "clerk")
        self._clerk = ""
        self._names: tuple[str, ...] = ()
        self.badge.clicked.connect(self.open_menu)
        self.badge.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        column.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignHCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the words give way; they stand under the mouse, and for screen readers."""
        super().resizeEvent(event)
        low = self.height() < dp(_LOW)
        if low == self._is_low:
            return
        self._is_low = low
        self.setFixedWidth(dp(LOW_WIDTH if low else WIDTH))
        self._mark.setVisible(not low)
        self._column.setContentsMargins(dp(8), dp(6 if low else 16), dp(8), dp(6 if low else 14))
        self._column.setSpacing(dp(2 if low else 8))
        for button in self._places.values():
            button.show_low(low)
        self.setProperty("low", low)
        restyle(self)

    def show_place(self, name: str) -> None:
        """Mark where the clerk is; other screens belong to the board."""
        self._places[name if name in self._places else "board"].setChecked(True)

    def show_clerk(self, clerk: Clerk, names: Sequence[str]) -> None:
        """The badge with the initials, and the list behind it."""
        said = tr("frame.clerk_name", name=clerk.name)
        self.badge.setText(clerk.initials)
        self.badge.setToolTip(said)
        self.badge.setAccessibleName(said)
        self._clerk, self._names = clerk.name, tuple(names)

    def take_mnemonics(self) -> None:
        """After the first paint."""
        for button in self._places.values():
            button.take_mnemonic()

    def open_menu(self) -> "QMenu":
        """The list of those who work here, above the badge."""
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self.badge)
        menu.setAccessibleName(tr("frame.clerk_menu"))
        menu.addAction(tr("frame.clerk_menu")).setEnabled(False)
        for name in self._names:
            action = menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name == self._clerk)
            action.triggered.connect(lambda _, name=name: self.clerk_chosen.emit(name))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.badge.mapToGlobal(QPoint(0, -menu.sizeHint().height() - dp(6))))
        return menu

    def _place(self, name: str, drawing: str) -> "RailButton":
        button = RailButton(tr(f"frame.rail_{name}"), drawing)
        button.clicked.connect(lambda: self.wanted.emit(name))
        self._group.addButton(button)
        self._places[name] = button
        return button


class RailButton(EnterButton):
    """A sign over a word. Painted here, as Qt's own icons would have to be loaded before the first paint."""

    def __init__(self, text: str, drawing: str) -> None:
        super().__init__()
        self._words = text
        self._drawing = drawing
        self._is_low = False
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(dp(72), dp(64))
        self.setAccessibleName(text.replace("&", ""))

    def show_low(self, low: bool) -> None:
        """The sign alone, in half the height."""
        self._is_low = low
        self.setFixedSize(dp(44 if low else 72), dp(42 if low else 64))
        self.setToolTip(self._words.replace("&", "") if low else "")

    def take_mnemonic(self) -> None:
        """Alt and the letter after & press the button."""
        from PySide6.QtGui import QKeySequence

        self.setShortcut(QKeySequence.mnemonic(self._words))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        sign = picture(self._drawing, "rail_text", SIGN)
        top = (self.height() - dp(SIGN)) / 2 if self._is_low else dp(10)
        painter.drawPixmap(QPointF((self.width() - dp(SIGN)) / 2, top), sign)
        if self._is_low:
            painter.end()
            return
        painter.setPen(colour("rail_text"))
        painter.setFont(font(12, strong=self.isChecked()))
        words = self._words.replace("&", "")
        x = (self.width() - painter.fontMetrics().horizontalAdvance(words)) / 2
        painter.drawText(QPointF(x, self.height() - dp(12)), words)
        painter.end()
