"""New hold by the keyboard alone: Tab goes from top to bottom in every way a card may come, and no letter stands for
two things."""

from collections import Counter as Tally
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from frontdesk.domain.house import Language
from frontdesk.ui.main_window import MainWindow
from frontdesk.ui.screens.new_hold import NewHold
from frontdesk.ui.theme import Looks
from tests.kit.screens import AtOnce, dressed, letters, presses
from tests.ui.screens.new_hold_desk import TITLES, Desk

Mode = Callable[[Desk], None]
MODES: dict[str, Mode] = {
    "hold": lambda desk: None,
    "charge": lambda desk: desk.chooses("oduyo"),
    "hosted": lambda desk: desk.takes_card("hosted"),
    "terminal": lambda desk: desk.takes_card("terminal"),
}


@pytest.mark.parametrize("mode", MODES)
def test_tab_goes_from_top_to_bottom(tmp_path: Path, mode: str) -> None:
    dressed("tr")
    desk = Desk(tmp_path)
    MODES[mode](desk)
    desk.agrees()
    screen = desk.screen
    wanted = [one for one in expected(screen, mode) if one.isVisibleTo(screen) and one.isEnabled()]
    wanted[0].setFocus()
    walked = [wanted[0]]
    for _ in wanted[1:]:
        presses(walked[-1], Qt.Key.Key_Tab)
        after = QApplication.focusWidget()
        assert after is not None
        walked.append(after)
    assert names(walked) == names(wanted)
    desk.closes()


def expected(screen: NewHold, mode: str) -> list[QWidget]:
    stay, form, card, slip = screen.stay, screen.form, screen.card, screen.way.terminal
    deposit = [screen.amount, form.currency, screen.account.box, form.consent.tick, form.consent.other, screen.way.box]
    last = [card.number, card.expiry, card.cvv, card.holder, screen.way.keep]
    if mode == "terminal":
        last = [slip.approval, slip.lapses, slip.scheme, slip.last4, slip.bank, slip.reference]
    first = [stay.name, stay.surname, stay.place, stay.reference, stay.arrives, stay.departs, stay.identity]
    beside = [screen.costs.switch, screen.threeds, screen.cancel, screen.go]
    return [*first, screen.contact.toggle, *deposit, *last, *beside]


def names(widgets: list[QWidget]) -> list[str]:
    return [each.accessibleName() or getattr(each, "text", str)() for each in widgets]


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("trade", ["hotel", "rental"])
def test_no_letter_stands_for_two_things(tmp_path: Path, language: Language, trade: str) -> None:
    dressed(language, trade=trade)
    desk = Desk(tmp_path)
    window = MainWindow(desk.counter.desk, AtOnce(desk.counter.clock), TITLES, Looks("light"), print)
    window.resize(1440, 900)
    window.show()
    window.complete()
    twice = {}
    for mode, begin in MODES.items():
        window.go_to_board()
        window.open_new_hold()
        assert isinstance(window.screen_now, NewHold)
        desk.screen = window.screen_now
        begin(desk)
        desk.agrees()
        for charges in (False, True):
            if mode in {"hold", "charge"}:
                desk.screen.twice.ask((), charges=charges)
            QApplication.processEvents()
            twice[mode] = [letter for letter, count in Tally(letters(window)).items() if count > 1]
        desk.screen.may_leave = lambda: True  # type: ignore[method-assign]
    window.hide()
    window.deleteLater()
    assert not any(twice.values()), twice
    dressed("tr")


@pytest.mark.parametrize("language", ["tr", "en"])
def test_everything_that_takes_the_keyboard_has_a_name(tmp_path: Path, language: Language) -> None:
    dressed(language)
    desk = Desk(tmp_path, language)
    for begin in MODES.values():
        begin(desk)
        for each in desk.screen.findChildren(QWidget):
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisibleTo(desk.screen) and each.isEnabled():
                name = each.accessibleName() or getattr(each, "text", str)()
                assert name, each
        desk.closes()
        desk.opens()
    dressed("tr")
