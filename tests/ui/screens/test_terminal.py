"""A hold on a bank's terminal, ended by hand."""

from pathlib import Path

import pytest

from frontdesk.ui.screens.terminal import Terminal
from frontdesk.usecases.desk import Outcome
from frontdesk.usecases.record_terminal_hold import TerminalWish, record_terminal_hold
from tests.kit.counter import Counter
from tests.kit.screens import AtOnce, dressed, types


class Desk:
    """A counter with one hold of 6.000,00 taken on a terminal."""

    def __init__(self, folder: Path) -> None:
        self.counter = Counter(folder)
        self.tasks = AtOnce(self.counter.clock)
        self.outcomes: list[Outcome] = []
        wish = TerminalWish(
            self.counter.a_stay(), self.counter.money("6.000,00"), "482913", bank="Ziraat", last4="6667"
        )
        self.counter.runs(record_terminal_hold(self.counter.desk, wish))

    def opens(self) -> Terminal:
        screen = Terminal(self.counter.desk, self.tasks, self.counter.hold_id)
        screen.finished.connect(self.outcomes.append)
        screen.resize(1300, 900)
        screen.show()
        return screen


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    dressed("tr")
    return Desk(tmp_path)


def test_what_was_captured_is_written_down_with_its_slip(desk: Desk) -> None:
    screen = desk.opens()
    types(screen.amount, "4.500,00")
    assert "1.500,00\u00a0₺ serbest kalır" in screen.plan.words()
    types(screen.slip, "000123")
    screen.go.click()
    assert (desk.outcomes[0].verb, desk.outcomes[0].result) == ("capture", "done")
    assert desk.counter.hold().captured == 450000


def test_without_a_slip_nothing_is_recorded(desk: Desk) -> None:
    screen = desk.opens()
    types(screen.amount, "4.500,00")
    screen.go.click()
    assert "Fiş numarasını yazın" in screen.slip_field.below
    assert desk.counter.hold().state == "held"


def test_more_than_the_hold_is_confirmed_knowingly(desk: Desk) -> None:
    screen = desk.opens()
    types(screen.amount, "6.500,00")
    assert "500,00\u00a0₺ fazla" in screen.amount_field.below
    assert not screen.go.isEnabled()
    screen.knowingly.setChecked(True)
    types(screen.slip, "000123")
    screen.go.click()
    assert desk.counter.hold().captured == 650000


def test_f9_means_that_it_was_released(desk: Desk) -> None:
    screen = desk.opens()
    screen.want("release")
    types(screen.slip, "000124")
    screen.go.click()
    assert desk.counter.hold().state == "released"


def test_the_terminal_was_looked_at_and_it_stands(desk: Desk) -> None:
    screen = desk.opens()
    screen.choose("confirm")
    assert screen.slip.isHidden() or not screen.slip.isVisible()
    screen.go.click()
    assert (desk.outcomes[0].verb, desk.counter.hold().state) == ("ask", "held")


def test_what_was_captured_can_be_refunded_by_hand(desk: Desk) -> None:
    first = desk.opens()
    types(first.amount, "6.000,00")
    types(first.slip, "1")
    first.go.click()
    screen = desk.opens()
    assert screen.what == "refund"
    types(screen.amount, "6.000,01")
    assert "En çok 6.000,00\u00a0₺" in screen.amount_field.below
    screen.all.click()
    types(screen.slip, "2")
    screen.go.click()
    assert desk.counter.hold().state == "refunded"


def test_no_card_number_stands_on_a_slip(desk: Desk) -> None:
    screen = desk.opens()
    types(screen.amount, "100")
    screen.slip.setText("5528790000000008")
    screen.go.click()
    assert desk.counter.hold().state == "held"
    assert screen.slip.text() == ""


def test_nobody_was_asked_at_a_bank(desk: Desk) -> None:
    assert desk.counter.was_asked_to("place") == 0
    screen = desk.opens()
    assert "bankaya hiçbir şey göndermez" in "\n".join(
        label.text() for label in screen.findChildren(type(screen.plan._sentence))
    )
