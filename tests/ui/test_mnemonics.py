"""Alt and an underlined letter lead to one thing: on no screen do two carry the same letter, in either language and in
the words of either house. Qt would take turns between the two and press neither."""

from collections import Counter as Tally
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from frontdesk.domain.house import Language
from frontdesk.ui.main_window import MainWindow
from frontdesk.ui.screens.return_deposit import ReturnDeposit
from frontdesk.ui.theme import Looks
from frontdesk.usecases.desk import Outcome
from frontdesk.usecases.list_holds import detail
from frontdesk.usecases.record_terminal_hold import TerminalWish, record_terminal_hold
from tests.kit.full_board import TITLES, full_board
from tests.kit.screens import AtOnce, dressed, letters
from tests.ui.screens.deposit_desk import DepositDesk

Way = Callable[[MainWindow, int], None]
SCREENS: dict[str, Way] = {
    "board": lambda window, _hold: window.go_to_board(),
    "new hold": lambda window, _hold: window.open_new_hold(),
    "check-out": lambda window, hold: window.open_page("capture", hold),
    "refund": lambda window, hold: window.open_page("refund", hold),
    "settings": lambda window, _hold: window.open_settings(),
}


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("trade", ["hotel", "rental"])
def test_no_letter_stands_for_two_things(tmp_path: Path, language: Language, trade: str) -> None:
    dressed(language, trade=trade)
    counter = full_board(tmp_path)
    window = MainWindow(counter.desk, AtOnce(counter.clock), TITLES, Looks("light"), print)
    window.resize(1440, 900)
    window.show()
    window.complete()
    of_state = {hold.state: hold.id for hold in counter.all_holds()}
    unclear = detail(counter.desk, of_state["unknown"]).held
    outcome = Outcome("checking", "place", unclear)
    screens: dict[str, Way] = {**SCREENS, "result": lambda window, _hold: window.show_outcome(outcome)}
    twice = {}
    for name, go in screens.items():
        go(window, of_state["held"])
        QApplication.processEvents()
        tally = Tally(letters(window))
        assert tally, name
        twice[name] = [letter for letter, count in tally.items() if count > 1]
    window.hide()
    window.deleteLater()
    assert not any(twice.values()), twice


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("trade", ["hotel", "rental"])
def test_no_letter_stands_for_two_things_where_money_was_charged(
    tmp_path: Path, language: Language, trade: str
) -> None:
    dressed(language, trade=trade)
    desk = DepositDesk(tmp_path)
    counter = desk.counter
    wish = TerminalWish(counter.a_stay(), counter.money("6.000,00"), "482913")
    terminal = counter.runs(record_terminal_hold(counter.desk, wish)).held
    assert terminal is not None
    window = MainWindow(counter.desk, desk.tasks, TITLES, Looks("light"), print)
    window.resize(1440, 900)
    window.show()
    window.complete()
    ways: dict[str, Callable[[], object]] = {
        "board": lambda: window.board.show_new(desk.deposit),
        "return": lambda: window.open_page("return", desk.deposit),
        "part": lambda: ends_in_part(window),
        "new charge": lambda: window.open_part(desk.deposit, 120000),
        "terminal": lambda: window.open_page("by_hand", terminal.hold.id),
        "accounts": lambda: window.go("accounts"),
        "day list": lambda: window.go("day_list"),
    }
    twice = {}
    for name, go in ways.items():
        go()
        QApplication.processEvents()
        tally = Tally(letters(window))
        twice[name] = [letter for letter, count in tally.items() if count > 1]
    window.hide()
    window.deleteLater()
    assert not any(twice.values()), twice


def ends_in_part(window: MainWindow) -> None:
    screen = window.screen_now
    assert isinstance(screen, ReturnDeposit)
    screen.choose("part")
    screen.bill.setText("1200")
