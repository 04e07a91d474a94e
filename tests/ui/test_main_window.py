"""The window: keys, ways between screens, who is at the desk, what it says of the line, and when it may close."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from frontdesk.ui import dialogs
from frontdesk.ui.main_window import MainWindow
from frontdesk.ui.screens.check_out import CheckOut
from frontdesk.ui.screens.new_hold import NewHold
from frontdesk.ui.screens.result import Result
from frontdesk.ui.screens.settings import Settings
from frontdesk.ui.theme import Looks
from frontdesk.ui.widgets.top_bar import KindBadge, LineSign
from frontdesk.usecases.desk import Outcome
from frontdesk.usecases.list_holds import detail
from frontdesk.usecases.recover_holds import Story
from tests.kit.counter import Counter
from tests.kit.full_board import TITLES, full_board
from tests.kit.screens import AtOnce, dressed, presses


class Desk:
    """A full board in its window."""

    def __init__(self, folder: Path) -> None:
        dressed("tr")
        self.counter: Counter = full_board(folder)
        self.tasks = AtOnce(self.counter.clock)
        self.kept: list[Looks] = []
        self.window = MainWindow(self.counter.desk, self.tasks, TITLES, Looks("light"), self.kept.append)
        self.window.resize(1440, 900)
        self.window.show()
        self.window.complete()
        self.window.activateWindow()
        QApplication.processEvents()

    def press(self, keys: str) -> None:
        shortcuts = self.window.findChildren(QShortcut)
        (wanted,) = [each for each in shortcuts if each.key().toString() == keys and each.parent() is self.window]
        wanted.activated.emit()
        QApplication.processEvents()

    def is_home(self) -> bool:
        return self.screen is self.window.board

    @property
    def screen(self) -> QWidget:
        return self.window.screen_now


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.window.hide()
    desk.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def clerk_says(monkeypatch: pytest.MonkeyPatch) -> dict[str, bool]:
    """What the clerk answers to every question, and the questions put."""
    answer: dict[str, bool] = {"yes": True}

    async def ask(_parent: object, question: dialogs.Question) -> bool:
        answer[question.title] = True
        return answer["yes"]

    monkeypatch.setattr(dialogs, "ask", ask)
    return answer


def test_f2_opens_a_new_hold_and_esc_comes_back(desk: Desk) -> None:
    desk.press("F2")
    assert isinstance(desk.screen, NewHold)
    desk.press("Esc")
    assert desk.is_home()


def test_f8_checks_out_the_chosen_hold(desk: Desk) -> None:
    desk.window.board.choose(3)
    desk.press("F8")
    assert isinstance(desk.screen, CheckOut)


def test_f9_asks_first_and_then_releases(desk: Desk, clerk_says: dict[str, bool]) -> None:
    desk.window.board.choose(3)
    clerk_says["yes"] = False
    desk.press("F9")
    assert desk.counter.hold(3).state == "held"
    clerk_says["yes"] = True
    desk.press("F9")
    assert desk.counter.hold(3).state == "released"
    assert isinstance(desk.screen, Result)
    assert "5.000,00\u00a0₺ serbest bırakılsın mı?" in clerk_says


def test_f3_leads_to_the_search_and_esc_empties_it(desk: Desk) -> None:
    desk.press("F3")
    assert desk.window.board.search.hasFocus()
    desk.window.board.search.setText("deniz")
    desk.press("Esc")
    assert desk.window.board.search.text() == ""


def test_keys_of_the_board_do_nothing_on_other_screens(desk: Desk, clerk_says: dict[str, bool]) -> None:
    desk.window.board.choose(3)
    desk.press("F2")
    desk.press("F9")
    desk.press("F8")
    assert isinstance(desk.screen, NewHold)
    assert len(clerk_says) == 1


def test_typed_work_is_never_dropped_unasked(desk: Desk, clerk_says: dict[str, bool]) -> None:
    class Typed(QWidget):
        title, subtitle = "Typed", ""

        def may_leave(self) -> str:
            return "ask"

    screen = Typed()
    desk.window.pages.open(screen)
    clerk_says["yes"] = False
    desk.press("Esc")
    assert desk.screen is screen
    clerk_says["yes"] = True
    desk.press("Esc")
    assert desk.is_home()


def test_who_is_at_the_desk_is_chosen_at_the_badge(desk: Desk) -> None:
    menu = desk.window.rail.open_menu()
    (other,) = [action for action in menu.actions() if action.text() == "Robin Sample"]
    other.trigger()
    assert desk.counter.desk.clerk.name == "Robin Sample"
    assert desk.window.rail.badge.text() == "RS"
    menu.close()


def test_another_language_builds_the_window_anew(desk: Desk) -> None:
    desk.window.go("settings")
    settings = desk.screen
    assert isinstance(settings, Settings)
    settings.language.setCurrentIndex(settings.language.findData("en"))
    settings.language.activated.emit(settings.language.currentIndex())
    assert isinstance(desk.screen, Settings)
    assert desk.window.pages.screen_now is not settings
    desk.press("Esc")
    assert desk.window.board.chips.button("open").accessibleName() == "All open 10"


def test_a_choice_keeps_the_keys_and_renames_the_window(desk: Desk) -> None:
    desk.window.go("settings")
    settings = desk.screen
    assert isinstance(settings, Settings)
    settings.language.setFocus()
    presses(settings.language, Qt.Key.Key_Down)
    anew = desk.screen
    assert isinstance(anew, Settings)
    assert anew is not settings
    assert desk.window.focusWidget() is anew.language
    assert desk.window.windowTitle() == "Front Desk · practice"
    assert desk.counter.desk.clerk.name == "Derya Örnek"


def test_a_new_hold_is_not_left_behind_an_old_search(desk: Desk) -> None:
    desk.window.board.search.setText("Robin")
    newest = detail(desk.counter.desk, desk.counter.all_holds()[-1].id).held
    desk.window.show_outcome(Outcome("checking", "place", newest))
    desk.press("Esc")
    assert desk.window.board.search.text() == ""
    assert desk.window.board.table.chosen_id() == newest.hold.id


def test_the_total_is_not_told_beside_what_was_found(desk: Desk) -> None:
    assert desk.window.board.total_line.isVisible()
    desk.window.board.search.setText("Robin")
    assert not desk.window.board.total_line.isVisible()
    desk.press("Esc")
    assert desk.window.board.total_line.isVisible()


def test_looks_hold_at_once_and_are_kept(desk: Desk) -> None:
    desk.window.go("settings")
    settings = desk.screen
    assert isinstance(settings, Settings)
    settings.scheme.setCurrentIndex(settings.scheme.findData("dark"))
    settings.scheme.activated.emit(settings.scheme.currentIndex())
    assert desk.kept == [Looks("dark", 100)]
    assert isinstance(desk.screen, Settings)


def test_a_call_under_way_forbids_closing(desk: Desk) -> None:
    closed = []
    desk.window.closed.connect(lambda: closed.append(True))
    desk.counter.desk.busy = 1
    event = QCloseEvent()
    desk.window.closeEvent(event)
    assert not event.isAccepted()
    assert closed == []
    (message,) = [each for each in desk.window.findChildren(dialogs.Dialog) if each.isVisible()]
    message.accept()
    desk.counter.desk.busy = 0
    desk.window.close()
    assert closed == [True]


def test_closing_asks_before_it_drops_what_was_typed(desk: Desk, clerk_says: dict[str, bool]) -> None:
    closed = []
    desk.window.closed.connect(lambda: closed.append(True))
    desk.press("F2")
    form = desk.screen
    assert isinstance(form, NewHold)
    form.amount.setText("1.250,50")
    clerk_says["yes"] = False
    desk.window.close()
    assert "Yazdıklarınız silinsin mi?" in clerk_says
    assert (closed, desk.window.isVisible(), desk.screen) == ([], True, form)


@pytest.mark.parametrize(
    ("reached", "said"),
    [
        ({"iyzico": True}, "iyzico · ÖderoPay çevrimiçi"),
        ({"iyzico": False}, "iyzico: ulaşılamıyor · kayıtlar okunur"),
        ({"iyzico": False, "oderopay": True}, "iyzico: ulaşılamıyor · kayıtlar okunur"),
        ({"iyzico": False, "oderopay": False}, "iyzico · ÖderoPay: ulaşılamıyor · kayıtlar okunur"),
        ({}, "iyzico · ÖderoPay"),
    ],
)
def test_the_line_is_told_in_words_of_the_gateway_that_is_away(desk: Desk, reached: dict[str, bool], said: str) -> None:
    desk.counter.desk.reached = reached
    desk.window.connected()
    signs = desk.window.findChildren(LineSign)
    assert all(said == sign.words for sign in signs)


def test_practice_is_told_on_every_screen(desk: Desk) -> None:
    desk.press("F2")
    badges = [badge for badge in desk.window.findChildren(KindBadge) if badge.isVisible()]
    assert [badge.text() for badge in badges] == ["ALIŞTIRMA"]
    assert desk.window.mark is not None
    assert desk.window.mark.isVisible()
    assert "alıştırma" in desk.window.windowTitle()


def test_what_a_start_settled_is_told(desk: Desk) -> None:
    desk.window.tell_story(Story((desk.counter.held_stay(1),), ()))
    assert desk.window.board.told is not None
    assert "1 işlem kesinleşti." in desk.window.board.told.words()


def test_a_ledger_that_cannot_be_written_is_said_above_the_board(desk: Desk) -> None:
    desk.counter.ledger.problem = "ledger_read_only"
    window = MainWindow(desk.counter.desk, desk.tasks, TITLES, Looks("light"), desk.kept.append)
    window.complete()
    window.tell_story(Story((desk.counter.held_stay(1),), ()))
    assert window.board.told is not None
    assert "Kayıt dosyasına yazılamıyor" in window.board.told.words()
    desk.counter.ledger.problem = ""
    window.deleteLater()


def test_every_control_of_the_board_is_named_and_reached_by_tab(desk: Desk) -> None:
    controls = [
        each
        for each in desk.window.findChildren(QWidget)
        if each.isVisible()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.objectName() != "qt_spinbox_lineedit"
    ]
    nameless = [type(each).__name__ for each in controls if not (each.accessibleName() or getattr(each, "text", str)())]
    assert nameless == []
