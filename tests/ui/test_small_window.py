"""The least window at twice the text size: what must be pressed is in sight and whole, and rows turn instead of being
cut off."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget

from frontdesk.ui import theme
from frontdesk.ui.main_window import MainWindow
from frontdesk.ui.money_page import MoneyPage
from frontdesk.ui.screens.new_hold import NewHold
from frontdesk.ui.theme import Looks
from tests.kit.screens import dressed
from tests.ui.screens.deposit_desk import DepositDesk

LARGE = Looks("light", 200)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DepositDesk]:
    app = dressed("tr")
    theme.apply(app, LARGE)
    yield DepositDesk(tmp_path)
    dressed("tr")


def window_of(desk: DepositDesk) -> MainWindow:
    window = MainWindow(desk.counter.desk, desk.tasks, {}, LARGE, lambda _looks: None)
    window.resize(960, 540)
    window.show()
    window.complete()
    return window


def is_whole(window: MainWindow, part: QWidget) -> bool:
    """All of it within the window, and as large as its words need."""
    QApplication.processEvents()
    inside = window.rect().contains(QRect(part.mapTo(window, QPoint()), part.size()))
    return part.isVisible() and inside and part.width() >= part.sizeHint().width()


def test_a_new_hold_can_be_typed_and_sent(desk: DepositDesk) -> None:
    window = window_of(desk)
    window.open_new_hold()
    screen = window.screen_now
    assert isinstance(screen, NewHold)
    assert is_whole(window, screen.go)
    for field in (screen.stay.surname_field, screen.stay.reference_field):
        screen.area.ensureWidgetVisible(field)
        QApplication.processEvents()
        right = field.mapTo(screen.area.viewport(), QPoint(field.width(), 0)).x()
        assert right <= screen.area.viewport().width()
    assert screen.stay.reference_field.y() > screen.stay.name_field.y()


@pytest.mark.parametrize("verb", ["return", "part"])
def test_the_button_of_a_deposit_is_in_sight(desk: DepositDesk, verb: str) -> None:
    window = window_of(desk)
    if verb == "part":
        window.open_part(desk.deposit, 120000)
    else:
        window.open_page("return", desk.deposit)
    screen = window.screen_now
    assert isinstance(screen, MoneyPage)
    assert is_whole(window, screen.foot.findChildren(type(screen.back))[-1])


def test_a_wider_window_has_it_all_again(desk: DepositDesk) -> None:
    window = window_of(desk)
    window.open_new_hold()
    screen = window.screen_now
    assert isinstance(screen, NewHold)
    assert not screen.cancel.isVisible()
    window.resize(2600, 1400)
    QApplication.processEvents()
    assert screen.cancel.isVisible()
    assert screen.stay.reference_field.y() == screen.stay.name_field.y()
    assert screen.threeds.window() is window
    assert is_whole(window, screen.threeds)
