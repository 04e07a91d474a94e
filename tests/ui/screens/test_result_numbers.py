"""Which numbers a result has for whom to call: one where there is one, and none that is not there yet."""

from pathlib import Path

import pytest

from frontdesk.domain.house import Language
from frontdesk.ui.result_numbers import call_words, numbers_of
from frontdesk.ui.screens.board import Board
from frontdesk.ui.screens.result import Result
from frontdesk.ui.words import tr
from frontdesk.usecases.close_terminal_hold import capture_by_hand, release_by_hand
from frontdesk.usecases.desk import Outcome
from frontdesk.usecases.record_terminal_hold import TerminalWish, record_terminal_hold
from tests.kit.counter import Counter
from tests.kit.screens import AtOnce, dressed
from tests.ui.screens.deposit_desk import DAY, DepositDesk


@pytest.fixture(autouse=True)
def turkish() -> None:
    dressed("tr")


def names(counter: Counter, outcome: Outcome, *, whole: bool = False) -> dict[str, str]:
    return {name: text for name, text, _more in numbers_of(outcome, counter.desk, whole=whole)}


def test_a_payment_that_is_called_by_our_key_has_one_short_number(tmp_path: Path) -> None:
    counter = Counter(tmp_path, "ahlpay")
    outcome = counter.places_hold("5.000,00")
    hold = counter.hold()
    assert hold.payment_id == hold.key
    told = names(counter, outcome)
    assert told["Ödeme no"] == hold.key[:8]
    assert "İşlem no (bizim)" not in told
    assert names(counter, outcome, whole=True)["Ödeme no"] == hold.key


def test_elsewhere_both_numbers_are_there(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    told = names(counter, counter.places_hold("5.000,00"))
    assert (told["Ödeme no"], told["İşlem no (bizim)"]) == (counter.hold().payment_id, counter.hold().key[:8])
    assert "ödeme no ve işlem no" in call_words(counter.hold(), counter.desk)


def test_without_a_payment_number_nobody_is_sent_to_ask_with_it(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    counter.bank_does("lose_answer", "place")
    counter.bank_does("hang", "inquire", times=50)
    outcome = counter.places_hold("5.000,00")
    assert (outcome.result, counter.hold().payment_id) == ("checking", "")
    screen = Result(counter.desk, AtOnce(counter.clock), outcome)
    assert "Ödeme no henüz yok" in screen.call.words()
    assert "işlem no (bizim)" in screen.call.words()


@pytest.mark.parametrize("what", ["capture", "release"])
def test_a_terminals_result_has_the_slip_of_this_step_beside_that_of_the_hold(tmp_path: Path, what: str) -> None:
    counter = Counter(tmp_path)
    wish = TerminalWish(counter.a_stay(), counter.money("6.000,00"), "482913", reference="000017")
    counter.runs(record_terminal_hold(counter.desk, wish))
    if what == "capture":
        verb = capture_by_hand(counter.desk, counter.hold_id, counter.money("4.500,00"), "000123")
    else:
        verb = release_by_hand(counter.desk, counter.hold_id, "000123")
    told = names(counter, counter.runs(verb))
    assert told["Kapama fişi no" if what == "capture" else "İptal fişi no"] == "000123"
    assert told["Bloke fişi no"] == "000017"


@pytest.mark.parametrize("days", [0, 1])
@pytest.mark.parametrize("language", ["tr", "en"])
def test_the_sentence_after_a_return_names_the_number_as_it_stands_below(
    tmp_path: Path, days: int, language: Language
) -> None:
    dressed(language)
    desk = DepositDesk(tmp_path)
    desk.counter.time_passes(days * DAY)
    outcome = desk.counter.returns_deposit(desk.deposit)
    screen = Result(desk.counter.desk, desk.tasks, outcome)
    name = tr("result.host_reference")
    assert names(desk.counter, outcome)[name] == desk.counter.hold(desk.deposit).host_reference != ""
    assert name.lower() in screen.next.text()


def test_what_came_back_as_a_sale_was_charged_not_held(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    bank = counter.ground.bank
    honest = bank.open
    bank.open = lambda order, *, threeds: honest(order._replace(sale=True), threeds=threeds)  # type: ignore[method-assign]
    outcome = counter.places_hold("5.000,00")
    assert outcome.problem == "answered_as_sale"
    told = names(counter, outcome)
    assert "Tahsil edildi" in told
    assert "Bloke edildi" not in told
    board = Board(counter.desk, AtOnce(counter.clock), {})
    assert board._side(counter.hold_id).way
