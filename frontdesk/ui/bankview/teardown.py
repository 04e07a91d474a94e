"""Taking a bank page down in the one order that leaves nothing behind: views, pages, then the profile."""

from collections.abc import Callable, Iterable
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from PySide6.QtWebEngineWidgets import QWebEngineView
from shiboken6 import delete, isValid

from frontdesk.ui.bankview.interceptor import ReturnInterceptor


class Standing:
    """What one payment keeps alive. Nothing else owns pages and profile, so that none goes before the other."""

    _going: ClassVar["set[Standing]"] = set()

    def __init__(self, profile: QWebEngineProfile, interceptor: ReturnInterceptor) -> None:
        profile.setUrlRequestInterceptor(interceptor)
        self.profile = profile
        self.interceptor = interceptor
        self._pages: list[QWebEnginePage] = []
        self._is_down = False
        application = QCoreApplication.instance()
        assert application is not None
        application.aboutToQuit.connect(self._quit)
        self._application = application

    def add(self, page: QWebEnginePage) -> None:
        self._pages.append(page)

    def remove(self, pane: QWebEngineView, page: QWebEnginePage) -> None:
        """A pop-up ends before its payment. Never call it from inside a call of the engine."""
        self._pages.remove(page)
        pane.setPage(None)  # type: ignore[arg-type]
        page.deleteLater()

    def take_down(self, panes: Iterable[QWebEngineView], windows: Iterable[QObject], gone: Callable[[], None]) -> None:
        """Call `gone` once everything is destroyed, about 100 ms later. `windows` hold the panes. Once only, and never
        from inside a call of the engine."""
        if self._is_down:
            return
        self._is_down = True
        self._going.add(self)
        self.interceptor.close()
        for pane in panes:
            pane.setPage(None)  # type: ignore[arg-type]
        left = len(self._pages)

        def page_gone() -> None:
            nonlocal left
            left -= 1
            if not left:
                self.profile.deleteLater()

        def profile_gone() -> None:
            self._application.aboutToQuit.disconnect(self._quit)
            self.interceptor.deleteLater()
            self._going.discard(self)
            gone()

        self.profile.destroyed.connect(profile_gone)
        for page in self._pages:
            page.destroyed.connect(page_gone)
        for thing in (*windows, *self._pages):
            thing.deleteLater()

    def _quit(self) -> None:
        """The program ends with the page open: no event loop will come by, so now, and in the same order."""
        self._is_down = True
        self.interceptor.close()
        for thing in (*self._pages, self.profile):
            if isValid(thing):
                delete(thing)

    def abandon(self) -> None:
        """The widget was destroyed with its panes, without having been closed."""
        self.take_down((), (), lambda: None)
