"""Check-out of a charged deposit, before the real verbs, ledger and gateways."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from frontdesk.ui.screens.return_deposit import ReturnDeposit
from tests.kit.screens import dressed, presses, types
from tests.ui.screens.deposit_desk import DAY, DepositDesk

OF_HOLDS = re.compile(r"(?i)\b(bloke|provizyon|holds?|held|block(ed|s)?)\b")


@pytest.fixture
def desk(tmp_path: Path) -> DepositDesk:
    dressed("tr")
    return DepositDesk(tmp_path)


def opened(desk: DepositDesk, width: int = 1300) -> ReturnDeposit:
    return desk.shows(ReturnDeposit(desk.counter.desk, desk.tasks, desk.deposit), width)


def everything(screen: QWidget) -> str:
    """Every word on the screen, shown or not yet."""
    labels = (each.text() for each in screen.findChildren(QLabel))
    return "\n".join([*labels, *(each.text() for each in screen.findChildren(QAbstractButton))])


def test_on_the_same_day_it_is_cancelled_and_the_guest_is_told_so(desk: DepositDesk) -> None:
    screen = opened(desk)
    assert "iptal edilir" in screen.plan.words()
    assert "ekstreden bütünüyle silinir" in screen.words.words()
    screen.go.click()
    assert [(one.verb, one.result) for one in desk.outcomes] == [("refund", "done")]
    assert desk.counter.hold(desk.deposit).state == "refunded"


def test_later_it_is_a_refund_and_takes_days(desk: DepositDesk) -> None:
    desk.counter.time_passes(2 * DAY)
    screen = opened(desk)
    assert "Ekstrede ayrı bir iade satırı" in screen.plan.words()
    presses(screen.go, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.outcomes[0].result == "done"


def test_all_is_kept_only_when_asked_again(desk: DepositDesk, says_yes: list[str]) -> None:
    screen = opened(desk)
    screen.choose("all")
    assert screen.go.text() == "5.000,00\u00a0₺ işletmede &kalsın"
    screen.go.click()
    assert "5.000,00\u00a0₺ işletmede kalsın mı?" in says_yes[0]
    assert (desk.outcomes[0].verb, desk.counter.hold(desk.deposit).state) == ("keep", "captured")


def test_a_part_is_kept_by_a_new_charge(desk: DepositDesk) -> None:
    wanted: list[tuple[int, int]] = []
    screen = opened(desk)
    screen.sale_wanted.connect(lambda deposit, minor: wanted.append((deposit, minor)))
    screen.choose("part")
    assert not screen.go.isEnabled()
    types(screen.bill, "1.200,00")
    assert "1.200,00\u00a0₺ yeni tahsilat (1. adım)" in screen.plan.words()
    assert "5.000,00\u00a0₺ depozitonun iadesi (2. adım)" in screen.plan.words()
    screen.go.click()
    assert wanted == [(desk.deposit, 120000)]
    assert desk.outcomes == []


@pytest.mark.parametrize("typed", ["5.000,00", "6000"])
def test_a_part_is_less_than_the_deposit(desk: DepositDesk, typed: str) -> None:
    screen = opened(desk)
    screen.choose("part")
    types(screen.bill, typed)
    assert "Tamamını tut" in screen.bill_field.below
    assert not screen.go.isEnabled()


def test_a_refund_in_the_panel_counts_only_when_the_gateway_says_so(desk: DepositDesk) -> None:
    screen = opened(desk)
    screen.choose("part")
    types(screen.bill, "1.200,00")
    assert "3.800,00\u00a0₺" in screen.way_panel.words()
    screen.panel.click()
    assert desk.outcomes == []
    assert "Bu iade geçitte görünmüyor" in screen.notice.words()
    assert desk.counter.hold(desk.deposit).refunded == 0


def test_after_the_new_charge_the_whole_is_owed(desk: DepositDesk) -> None:
    desk.counter.keeps_part("1.200,00", desk.deposit)
    assert desk.counter.with_bank_page().result == "done"
    screen = opened(desk)
    assert "1. adım tamam: 1.200,00\u00a0₺ tahsil edildi" in screen.step.words()
    assert not screen.ends["all"].isEnabled()
    assert not screen.ends["part"].isEnabled()
    screen.go.click()
    assert desk.counter.hold(desk.deposit).state == "refunded"


def test_while_the_part_is_being_charged_nothing_is_returned(desk: DepositDesk) -> None:
    desk.counter.keeps_part("1.200,00", desk.deposit)
    screen = opened(desk)
    assert not screen.go.isEnabled()
    assert "Alıkonan tutarın tahsilatı sürüyor" in screen.notice.words()


def test_what_never_left_stays_here(desk: DepositDesk) -> None:
    screen = opened(desk)
    desk.counter.desk.line = None
    screen.go.click()
    assert desk.outcomes == []
    assert "bankaya hiçbir şey gitmedi" in screen.notice.words()
    assert screen.go.isEnabled()


def test_two_clicks_are_one_return(desk: DepositDesk) -> None:
    screen = opened(desk)
    desk.tasks.held_back = True
    screen.go.click()
    screen.go.click()
    assert screen.may_leave() is False
    desk.tasks.let_go()
    assert len(desk.outcomes) == 1


@pytest.mark.parametrize("language", ["tr", "en"])
def test_no_word_of_holds_is_on_the_page(tmp_path: Path, language: str) -> None:
    dressed("en" if language == "en" else "tr")
    desk = DepositDesk(tmp_path)
    screen = opened(desk)
    for end in ("return", "part", "all"):
        screen.choose(end)
        assert OF_HOLDS.search(everything(screen)) is None


def test_in_a_narrow_window_the_facts_stand_below(desk: DepositDesk) -> None:
    screen = opened(desk, width=600)
    assert screen._beside.is_below
    screen.resize(1300, 900)
    assert not screen._beside.is_below


def test_that_it_is_sent_once_is_said_only_where_something_is_sent(desk: DepositDesk) -> None:
    screen = opened(desk)
    assert screen.once.isVisible()
    screen.choose("all")
    assert not screen.once.isVisible()
    screen.choose("return")
    assert "bir kez gönderilir" in screen.once.words()
