"""The board below and at most one screen above it, each under its own top bar."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from frontdesk.ui.widgets.top_bar import LineState, TopBar


class Pages(QStackedWidget):
    """`back` is the back button of whatever screen is open. A screen has `title` and `subtitle`, and may have a signal
    `retitled`."""

    back = Signal()

    def __init__(self, kind: str, home: QWidget, home_bar: TopBar) -> None:
        super().__init__()
        self._kind, self._home, self._home_bar = kind, home, home_bar
        self._screen: QWidget | None = None
        self._bar: TopBar | None = None
        self._line: tuple[LineState, str] = ("starting", "")
        self.addWidget(_page(home_bar, home))

    @property
    def screen_now(self) -> QWidget:
        """The screen in front; the home screen when no other is open."""
        return self._screen or self._home

    def open(self, screen: QWidget) -> None:
        """Show a screen in place of the one that is open, if one is."""
        self.drop()
        self._screen, self._bar = screen, TopBar(self._kind)
        self._bar.back.connect(self.back)
        self._bar.line.show_state(*self._line)
        self._retitle()
        retitled = getattr(screen, "retitled", None)
        if retitled is not None:
            retitled.connect(self._retitle)
        page = _page(self._bar, screen)
        self.addWidget(page)
        self.setCurrentWidget(page)
        screen.setFocus()

    def drop(self) -> None:
        """Back to the home screen; the other one is closed and gone."""
        self.setCurrentIndex(0)
        if self._screen is None:
            return
        page = self.widget(1)
        self._screen.close()
        self._screen = self._bar = None
        if page is not None:
            self.removeWidget(page)
            page.deleteLater()

    def show_line(self, state: LineState, names: str) -> None:
        """Say in every top bar whether the banks can be reached."""
        self._line = (state, names)
        for bar in (self._home_bar, self._bar):
            if bar is not None:
                bar.line.show_state(state, names)

    def _retitle(self) -> None:
        if self._bar is not None:
            self._bar.show_title(getattr(self._screen, "title", ""), getattr(self._screen, "subtitle", ""))


def _page(bar: TopBar, screen: QWidget) -> QWidget:
    page = QWidget()
    page.setObjectName("page")
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(bar)
    column.addWidget(screen, 1)
    return page
