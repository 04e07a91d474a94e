"""Taking a bank page down in the one order that leaves nothing behind: views, pages, then the profile."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from PySide6.QtWebEngineWidgets import QWebEngineView


class Remains(NamedTuple):
    """What one payment leaves to take down. `windows` are views and the pop-ups that hold them."""

    views: Sequence[QWebEngineView]
    windows: Sequence[QObject]
    pages: Sequence[QWebEnginePage]
    profile: QWebEngineProfile
    others: Sequence[QObject]


_going: dict[int, Remains] = {}  # nothing else refers to them until they are gone


def take_down(remains: Remains, gone: Callable[[], None]) -> None:
    """Call `gone` once everything is destroyed, about 100 ms later. Never call it from inside a call of the engine."""
    _going[id(remains)] = remains
    left = len(remains.pages)

    def page_gone() -> None:
        nonlocal left
        left -= 1
        if not left:
            remains.profile.destroyed.connect(profile_gone)
            remains.profile.deleteLater()

    def profile_gone() -> None:
        for other in remains.others:
            other.deleteLater()
        _going.pop(id(remains), None)
        gone()

    for view in remains.views:
        view.setPage(None)  # type: ignore[arg-type]
    for page in remains.pages:
        page.destroyed.connect(page_gone)
    for thing in (*remains.windows, *remains.pages):
        thing.deleteLater()
