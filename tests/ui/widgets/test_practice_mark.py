"""Practice is said on every screen, and never over anything."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget

from frontdesk.ui.main_window import MainWindow
from frontdesk.ui.theme import Looks
from tests.kit.counter import Counter
from tests.kit.screens import AtOnce, dressed


@pytest.mark.parametrize("place", ["board", "new_hold", "accounts", "day_list", "settings"])
def test_the_mark_stands_beside_everything_else(tmp_path: Path, place: str) -> None:
    dressed("tr")
    counter = Counter(tmp_path)
    window = MainWindow(counter.desk, AtOnce(counter.clock), {}, Looks("light"), lambda _looks: None)
    window.resize(1300, 800)
    window.show()
    window.complete()
    if place == "new_hold":
        window.open_new_hold()
    else:
        window.go(place)
    QApplication.processEvents()
    assert window.mark is not None
    assert window.mark.isVisible()
    marked = _place_in(window, window.mark)
    assert window.rect().contains(marked)
    for part in (window.rail, window.screen_now):
        assert not marked.intersects(_place_in(window, part))


def _place_in(window: QWidget, part: QWidget) -> QRect:
    return QRect(part.mapTo(window, QPoint()), part.size())
