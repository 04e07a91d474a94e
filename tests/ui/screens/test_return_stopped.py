"""A sale that was stopped and taken all the same, and a refund that only the merchant's panel can tell of: decided on
the page of charged money, in words that fit."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from frontdesk.ui import history, notices
from frontdesk.ui.screens.return_deposit import End, ReturnDeposit
from frontdesk.ui.widgets.state_pill import face_of
from frontdesk.usecases.desk import Outcome
from tests.kit.screens import dressed, types
from tests.ui.screens.deposit_desk import DepositDesk

ONE_STEP = {"pos_alias": "isbank-1"}


@pytest.fixture
def desk(tmp_path: Path) -> DepositDesk:
    """At a POS where money moves on the bank's page."""
    dressed("tr")
    return DepositDesk(tmp_path, ONE_STEP)


@pytest.fixture
def two_steps(tmp_path: Path) -> DepositDesk:
    dressed("tr")
    return DepositDesk(tmp_path)


def _stopped_sale(desk: DepositDesk) -> int:
    counter = desk.counter
    assert counter.takes_sale("1.200,00").result == "challenge"
    counter.guest_types("123456")
    counter.page_ends("staff")
    counter.until_decided()
    return counter.hold_id


def _opened(desk: DepositDesk, hold_id: int) -> ReturnDeposit:
    return desk.shows(ReturnDeposit(desk.counter.desk, desk.tasks, hold_id))


def _everything(screen: QWidget) -> str:
    labels = (each.text() for each in screen.findChildren(QLabel))
    return "\n".join([*labels, *(each.text() for each in screen.findChildren(QAbstractButton))])


def test_a_stopped_sale_is_spoken_of_as_a_charge(desk: DepositDesk) -> None:
    sale = _stopped_sale(desk)
    screen = _opened(desk, sale)
    assert "Bu tahsilat ne olacak" in _everything(screen)
    ends: tuple[End, ...] = ("return", "all")
    for end in ends:
        screen.choose(end)
        assert "epozito" not in screen.plan.words() + screen.words.words()
    screen.choose("part")  # here only the panel gives back a part
    assert (screen.go.isVisible(), screen.panel.isVisible()) == (False, True)


def test_it_is_kept_when_asked_again(desk: DepositDesk, says_yes: list[str]) -> None:
    sale = _stopped_sale(desk)
    screen = _opened(desk, sale)
    screen.choose("all")
    screen.go.click()
    assert "epozito" not in says_yes[0]
    assert (desk.outcomes[0].result, desk.counter.hold(sale).state) == ("done", "captured")
    assert notices.sentence(desk.outcomes[0], desk.counter.desk.house, 0).title == "1.200,00\u00a0₺ tahsilat kaldı"


def test_it_is_given_back(desk: DepositDesk) -> None:
    sale = _stopped_sale(desk)
    _opened(desk, sale).go.click()
    assert (desk.outcomes[0].result, desk.counter.hold(sale).state) == ("done", "refunded")


def test_the_board_and_the_notice_say_that_it_was_stopped(desk: DepositDesk) -> None:
    held = desk.counter.held_stay(_stopped_sale(desk))
    house = desk.counter.desk.house
    assert (face_of(held.hold).word, face_of(held.hold).tone) == ("Tahsil edilmiş · karar", "risk")
    told = notices.sentence(Outcome("attention", "sale", held, problem="taken_after_stop"), house, 0)
    assert told.title == "Durdurulmuştu, para yine de alınmış"
    assert "1.200,00\u00a0₺" in told.means
    assert "durdurduğumuz" in notices.guest_sentence(held, house, 0).lower()
    lines = desk.counter.ledger.journal_of(held.hold.id)
    assert "Durdurulduktan sonra tahsil edilmiş bulundu" in history.steps(lines, house, "charge")[0].title


def test_what_the_panel_shows_settles_a_refund_that_nobody_can_match(two_steps: DepositDesk) -> None:
    desk, counter = two_steps, two_steps.counter
    counter.bank_does("drop_before", "release")
    counter.returns_deposit(desk.deposit)
    payment = counter.payment(desk.deposit)
    assert payment is not None
    counter.panel_gives_back(payment, 300_000)
    counter.time_passes(700)
    screen = _opened(desk, desk.deposit)
    assert "panele bakın" in _everything(screen.way_panel)
    types(screen.bill, "2.000,00")
    screen.panel.click()
    hold = counter.hold(desk.deposit)
    assert (desk.outcomes[0].result, hold.state, hold.refunded) == ("done", "charged", 300_000)
    told = history.steps(counter.ledger.journal_of(desk.deposit), counter.desk.house, "charge")[0]
    assert "bizim iademiz gerçekleşmemiş" in told.below
    assert "Derya Örnek" in told.below


def test_of_an_open_refund_all_may_have_stayed(two_steps: DepositDesk) -> None:
    desk, counter = two_steps, two_steps.counter
    counter.bank_does("drop_before", "release")
    counter.returns_deposit(desk.deposit)
    payment = counter.payment(desk.deposit)
    assert payment is not None
    counter.panel_gives_back(payment, 300_000)
    counter.time_passes(700)
    screen = _opened(desk, desk.deposit)
    types(screen.bill, "5.000,00")
    assert screen.panel.isEnabled()
    screen.panel.click()
    assert "Bu iade geçitte görünmüyor" in _everything(screen.notice)
    assert desk.outcomes == []
