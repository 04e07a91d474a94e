"""The dark rail at the left: where one can go, and who is at the desk."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QToolButton, QVBoxLayout, QWidget

from frontdesk.domain.clerk import Clerk
from frontdesk.ui.icons import icon
from frontdesk.ui.theme import dp
from frontdesk.ui.words import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

WIDTH = 88


class NavRail(QFrame):
    """`wanted` carries the place the clerk chose, `clerk_chosen` a name."""

    wanted = Signal(str)
    clerk_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setFixedWidth(dp(WIDTH))
        self.setAccessibleName(tr("frame.rail_name"))
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(8), dp(16), dp(8), dp(14))
        column.setSpacing(dp(8))
        mark = QLabel("FD")
        mark.setProperty("role", "mark")
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        mark.setAccessibleName(tr("frame.title"))
        column.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(dp(12))
        self._places: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        column.addWidget(self._place("board", "board"))
        column.addStretch(1)
        column.addWidget(self._place("settings", "settings"))
        self.badge = QToolButton()
        self.badge.setProperty("role", "clerk")
        self._clerk = ""
        self._names: tuple[str, ...] = ()
        self.badge.clicked.connect(self.open_menu)
        self.badge.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        column.addSpacing(dp(4))
        column.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignHCenter)

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

    def open_menu(self) -> "QMenu":
        """The list of those who work here, above the badge."""
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self.badge)
        menu.setAccessibleName(tr("frame.clerk_menu"))
        menu.addSection(tr("frame.clerk_menu"))
        for name in self._names:
            action = menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name == self._clerk)
            action.triggered.connect(lambda _, name=name: self.clerk_chosen.emit(name))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.badge.mapToGlobal(QPoint(0, -menu.sizeHint().height() - dp(6))))
        return menu

    def _place(self, name: str, drawing: str) -> QToolButton:
        button = QToolButton()
        button.setText(tr(f"frame.rail_{name}"))
        button.setIcon(icon(drawing, "rail_text", 22))
        button.setIconSize(QSize(dp(22), dp(22)))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setCheckable(True)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(tr(f"frame.rail_{name}").replace("&", ""))
        button.clicked.connect(lambda: self.wanted.emit(name))
        self._group.addButton(button)
        self._places[name] = button
        return button
