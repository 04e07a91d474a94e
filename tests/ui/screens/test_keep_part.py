"""The new charge by which a part of a deposit is kept."""

from pathlib import Path

import pytest

from frontdesk.ui.screens.keep_part import KeepPart
from frontdesk.ui.screens.result import Result
from frontdesk.usecases.kept_part import deposit_of
from tests.kit.screens import dressed, types
from tests.ui.screens.deposit_desk import DepositDesk

CARD = "5400360000000003"


@pytest.fixture
def desk(tmp_path: Path) -> DepositDesk:
    dressed("tr")
    return DepositDesk(tmp_path)


def opened(desk: DepositDesk, minor: int = 120000) -> KeepPart:
    return desk.shows(KeepPart(desk.counter.desk, desk.tasks, desk.deposit, minor))


def guest_gives_card(screen: KeepPart, number: str = CARD) -> None:
    for edit, text in ((screen.card.number, number), (screen.card.expiry, "1234"), (screen.card.cvv, "123")):
        types(edit, text)
    types(screen.card.holder, "DENIZ ORNEK")


def test_amount_and_stay_are_proposed_and_the_steps_are_told(desk: DepositDesk) -> None:
    screen = opened(desk)
    assert screen.amount.text() == "1.200,00"
    assert "Deniz" in screen.title
    assert "1.200,00\u00a0₺ şimdi karttan tahsil edilir" in screen.plan.words()
    assert "5.000,00\u00a0₺ depozitonuzun tamamı iade edilecek" in screen.words.words()


def test_the_charge_belongs_to_the_deposit_and_leads_to_its_return(desk: DepositDesk) -> None:
    screen = opened(desk)
    guest_gives_card(screen)
    screen.go.click()
    (outcome,) = desk.outcomes
    assert outcome.result == "challenge"
    assert not screen.card.typed()
    desk.counter.page = outcome.page
    done = desk.counter.with_bank_page()
    assert deposit_of(desk.counter.desk, desk.counter.hold_id) == desk.deposit
    wanted: list[tuple[str, int]] = []
    result = desk.shows(Result(desk.counter.desk, desk.tasks, done))
    result.wanted.connect(lambda verb, hold: wanted.append((verb, hold)))
    assert result.headline.text() == "1.200,00\u00a0₺ tahsil edildi"
    result.onward.click()
    assert wanted == [("return", desk.deposit)]


def test_a_card_that_is_wrong_is_said_beside_it(desk: DepositDesk) -> None:
    screen = opened(desk)
    guest_gives_card(screen, "5400360000000004")
    screen.go.click()
    assert desk.outcomes == []
    assert screen.card.number_field.below
    assert desk.counter.hold(desk.deposit).owed == 0


def test_a_part_is_less_than_the_whole(desk: DepositDesk) -> None:
    screen = opened(desk, 0)
    types(screen.amount, "5.000,00")
    assert "Depozitodan az olmalı" in screen.amount_field.below
    assert not screen.go.isEnabled()


def test_what_never_left_is_said_here_and_forgets_the_code(desk: DepositDesk) -> None:
    screen = opened(desk)
    guest_gives_card(screen)
    desk.counter.desk.line = None
    screen.go.click()
    assert desk.outcomes == []
    assert "bankaya hiçbir şey gitmedi" in screen.notice.words()
    assert screen.card.cvv.text() == ""


def test_a_typed_card_is_not_dropped_unasked(desk: DepositDesk) -> None:
    screen = opened(desk)
    assert screen.may_leave() is True
    types(screen.card.number, "5400")
    assert screen.may_leave() == "ask"
