"""A deposit that is charged because the account cannot hold: consent before the card, its own words, and its cost."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from frontdesk.domain.house import Language
from tests.kit.screens import dressed, presses
from tests.ui.screens.new_hold_desk import Desk

NEVER = re.compile(r"bloke|provizyon|\bhold|\bblock", re.IGNORECASE)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    dressed("tr")
    made = Desk(tmp_path, only=("oduyo",))
    made.writes_stay()
    yield made
    made.closes()


def test_no_card_before_the_guest_agreed(desk: Desk) -> None:
    form = desk.screen.form
    assert not form.consent.isHidden()
    assert "Kartınızdan şimdi 5.000,00\u00a0₺ tahsil ediyoruz" in form.consent.words()
    assert not desk.screen.card.number.isEnabled()
    desk.screen.go.click()
    assert form.consent.below == "Kart yazılmadan önce misafire okuyup işaretleyin."
    assert form.consent.tick.hasFocus()
    desk.agrees()
    assert form.consent.below == ""
    assert desk.screen.card.number.isEnabled()


def test_it_is_read_out_in_the_language_of_the_guest(desk: Desk) -> None:
    consent = desk.screen.form.consent
    consent.other.click()
    assert consent.words().startswith("We charge 5.000,00\u00a0₺ to your card now")
    desk.agrees()
    consent.other.click()
    assert consent.given
    assert consent.words().startswith("Kartınızdan")


def test_another_amount_is_read_out_again(desk: Desk) -> None:
    desk.agrees()
    desk.screen.amount.setText("6.000")
    assert not desk.screen.form.consent.given
    assert not desk.screen.card.number.isEnabled()
    assert "6.000,00" in desk.screen.form.consent.words()


def test_it_is_charged_as_a_deposit_through_the_bank_page(desk: Desk) -> None:
    assert desk.screen.go.text() == "Depo&zitoyu tahsil et 5.000,00\u00a0₺"
    desk.agrees()
    desk.types_card()
    presses(desk.screen.card.cvv, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [one.result for one in desk.outcomes] == ["challenge"]
    assert desk.card_is_forgotten()
    assert desk.page_comes_back().result == "done"
    hold = desk.counter.hold()
    assert (hold.state, hold.purpose, hold.amount) == ("charged", "deposit", 500000)


def test_staff_see_pos_rate_and_cost_once_the_card_is_known(desk: Desk) -> None:
    costs = desk.screen.costs
    assert "ilk sekiz hanesi" in costs.words()
    desk.agrees()
    desk.types_card()
    assert re.search(r"POS \S+", costs.words())
    assert re.search(r"Komisyon %\d", costs.words())
    assert re.search(r"Tahmini maliyet [\d.,]+\u00a0₺", costs.words())
    assert "geri verilmeyebilir" in costs.words()


def test_a_cost_that_cannot_be_asked_stops_nothing(desk: Desk) -> None:
    desk.counter.line.is_cut = True
    desk.agrees()
    desk.types_card()
    assert "öğrenilemedi" in desk.screen.costs.words()
    desk.counter.line.is_cut = False
    desk.screen.go.click()
    assert desk.outcomes[0].result == "challenge"


def test_an_account_that_can_do_better_is_one_press_away(tmp_path: Path) -> None:
    dressed("tr")
    desk = Desk(tmp_path)
    assert desk.screen.costs.isHidden()
    desk.chooses("oduyo")
    assert desk.screen.title == "Depozito tahsilatı"
    assert not NEVER.search(desk.says()), NEVER.findall(desk.says())
    assert "iyzico depozitoyu karttan para çekmeden alabilir" in desk.screen.costs.words()
    desk.screen.costs.switch.click()
    assert desk.screen.account.name == "iyzico"
    assert desk.screen.title == "Yeni provizyon"
    assert desk.screen.costs.isHidden()
    assert desk.screen.card.number.isEnabled()


def test_nobody_is_charged_twice_unasked_and_in_no_other_words(desk: Desk) -> None:
    desk.agrees()
    desk.types_card()
    desk.screen.go.click()
    desk.closes()
    desk.opens()
    desk.writes_stay()
    desk.agrees()
    desk.types_card()
    desk.screen.go.click()
    assert not desk.screen.twice.isHidden()
    assert not NEVER.search(desk.says()), NEVER.findall(desk.says())


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("trade", ["hotel", "rental"])
def test_nothing_on_the_page_says_that_money_is_only_blocked(tmp_path: Path, language: Language, trade: str) -> None:
    dressed(language, trade=trade)
    desk = Desk(tmp_path, language, only=("oduyo",))
    desk.writes_stay()
    for step in (desk.agrees, desk.types_card, desk.screen.amount.clear):
        assert not NEVER.search(desk.says()), NEVER.findall(desk.says())
        step()
    assert not NEVER.search(desk.says())
    assert not desk.screen.grab().isNull()
    desk.closes()
    dressed("tr")
