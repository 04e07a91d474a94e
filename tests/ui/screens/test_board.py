"""The board before a full ledger: what is listed, found, counted, chosen, and what F5 answers."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from frontdesk.domain.house import Language
from frontdesk.ui.screens.board import Board
from tests.kit.counter import Counter
from tests.kit.full_board import TITLES, full_board
from tests.kit.screens import AtOnce, dressed, presses


def opened(counter: Counter, language: Language = "tr") -> Board:
    dressed(language)
    counter.desk.house = counter.desk.house._replace(language=language, notation=language)
    board = Board(counter.desk, AtOnce(counter.clock), TITLES)
    board.resize(1350, 800)
    board.show()
    board.complete()
    QApplication.processEvents()
    return board


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return full_board(tmp_path)


def guests(board: Board) -> list[str]:
    return [row.cells[1].first for row in board.table.holds.rows]


def test_the_most_urgent_hold_stands_first(counter: Counter) -> None:
    """What is unclear comes before everything, then what lapses next."""
    board = opened(counter)
    assert guests(board)[:3] == ["Ekin Misafir", "Umut Deneme", "Robin Sample"]
    assert board.table.holds.rows[1].cells[0].pill is not None


def test_chips_count_and_filter(counter: Counter) -> None:
    board = opened(counter)
    assert board.chips.button("lapsing").accessibleName() == "Süresi dolan 2"
    board.chips.button("lapsing").click()
    assert guests(board) == ["Umut Deneme", "Robin Sample"]
    assert board.count_line.text() == "2 kayıt"


@pytest.mark.parametrize(
    ("typed", "found"),
    [("sinama", ["Güneş Sınama", "Nehir Sınama"]), ("GÜNEŞ", ["Güneş Sınama"]), ("07abc118", ["Robin Sample"])],
)
def test_search_folds_turkish_letters_and_blanks(counter: Counter, typed: str, found: list[str]) -> None:
    board = opened(counter)
    board.search.setText(typed)
    assert guests(board) == found


def test_a_search_without_a_result_leads_back(counter: Counter) -> None:
    board = opened(counter, "en")
    board.search.setText("Nobody")
    assert board.empty is not None
    assert board.empty.isVisible()
    assert board.empty.title == "“Nobody” was not found"
    board.empty.button.click()
    assert len(guests(board)) == 10
    assert not board.empty.isVisible()


def test_an_empty_ledger_offers_the_first_hold(tmp_path: Path) -> None:
    board = opened(Counter(tmp_path))
    wanted = []
    board.new_wanted.connect(lambda: wanted.append(True))
    assert board.empty is not None
    board.empty.button.click()
    assert wanted == [True]


def test_the_chosen_hold_stands_at_the_side_with_what_can_be_done(counter: Counter) -> None:
    board = opened(counter)
    board.choose(3)
    side = board.side.side
    assert side is not None
    assert side.held.stay.guest == "Deniz Örnek"
    assert board.side.button("capture").isVisible()
    assert board.side.button("release").isEnabled()
    assert not board.side.button("refund").isVisible()


def test_the_total_stands_below_in_the_notation_of_the_house(counter: Counter) -> None:
    assert opened(counter).total_line.text() == "70.400,00\u00a0₺"
    assert opened(counter, "en").total_line.text() == "₺70,400.00"


def test_f5_answers_in_one_sentence_for_the_guest(counter: Counter) -> None:
    board = opened(counter)
    board.choose(3)
    board.want("ask")
    said = board.side.content.answer.words()
    assert "5.000,00\u00a0₺" in said
    assert "bloke duruyor" in said


def test_f5_says_when_the_bank_cannot_be_reached(counter: Counter) -> None:
    board = opened(counter, "en")
    counter.bank_does("down", account="oderopay")
    board.choose(3)
    board.want("ask")
    assert "The bank could not be asked" in board.side.content.answer.words()


def test_a_verb_that_is_not_possible_is_passed_over(counter: Counter) -> None:
    board = opened(counter)
    wanted: list[tuple[str, int]] = []
    board.wanted.connect(lambda verb, hold_id: wanted.append((verb, hold_id)))
    board.choose(3)
    board.want("refund")
    board.want("capture")
    assert wanted == [("capture", 3)]


def test_a_change_keeps_the_chosen_hold(counter: Counter) -> None:
    board = opened(counter)
    board.choose(5)
    counter.releases(1)
    board.refresh()
    assert board.table.chosen_id() == 5
    assert "Umut Deneme" not in guests(board)


def test_enter_moves_on_to_what_can_be_done(counter: Counter) -> None:
    board = opened(counter)
    board.choose(3)
    board.activateWindow()
    board.table.setFocus()
    presses(board.table, Qt.Key.Key_Return)
    assert board.side.button("capture").hasFocus()


def test_a_guest_name_is_text_and_never_mark_up(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    counter.places_hold("100,00", stay=counter.a_stay(guest="<b>Deniz</b>"))
    side = opened(counter).side.content
    shown = [child.text() for child in side.findChildren(type(side._name)) if "Deniz" in child.text()]
    assert shown == ["<b>Deniz</b> Örnek"]
    assert side._name.textFormat() == Qt.TextFormat.PlainText


def test_pages_are_fetched_as_one_scrolls(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    for _ in range(70):
        counter.places_hold("100,00")
    table = opened(counter).table
    assert len(table.holds.rows) == 60
    table.scrollToBottom()
    QApplication.processEvents()
    assert len(table.holds.rows) == 70
    assert not table.holds.canFetchMore(table.rootIndex())


def test_a_ledger_that_cannot_be_read_is_said(counter: Counter) -> None:
    board = opened(counter, "en")
    counter.ledger.close()
    board.search.setText("Deniz")
    assert board.empty is not None
    assert board.empty.title == "The list could not be read"
