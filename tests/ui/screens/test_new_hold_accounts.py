"""Which account is proposed, why that one, and what is said of the others."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from frontdesk.domain.house import SAMPLE_HOUSE
from frontdesk.usecases.desk import Account
from tests.kit.screens import dressed
from tests.ui.screens.new_hold_desk import HALKBANK, TITLES, Desk, is_offered, pick, reason


@pytest.fixture(autouse=True)
def turkish() -> None:
    dressed("tr")


def test_an_account_that_holds_is_proposed_and_every_other_says_why_it_comes_later(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    box = desk.screen.account.box
    assert desk.screen.account.name == "iyzico"
    assert desk.screen.account.field.below == reason(box, "iyzico") != ""
    assert {one.title for one in box.offered} == set(TITLES.values())
    assert box.offered[-1].value == "oduyo"
    assert "tahsil edilir" in reason(box, "oduyo")
    assert all(one.reason for one in box.offered)


def test_what_charges_only_comes_after_what_holds_however_it_is_listed(tmp_path: Path) -> None:
    desk = Desk(tmp_path, only=("oduyo", "ahlpay"))
    assert desk.screen.account.name == "ahlpay"
    assert "bloke eder" in desk.screen.account.field.below.lower()


def test_an_account_that_does_not_take_the_currency_is_greyed_with_the_reason(tmp_path: Path) -> None:
    desk = Desk(tmp_path, only=("iyzico", "oduyo"))
    lira_only = desk.counter.desk.accounts["oduyo"].gateway.abilities._replace(currencies=("TRY",))
    desk.counter.desk.accounts["oduyo"] = Account("oduyo", "Ödüyo", _With(lira_only))  # type: ignore[arg-type]
    desk.closes()
    desk.opens()
    _chooses_currency(desk, "EUR")
    box = desk.screen.account.box
    assert not is_offered(box, "oduyo")
    assert reason(box, "oduyo") == "Bu hesap bu para biriminde çalışmaz."
    item = box.model().index(box.findData("oduyo"), 0)
    assert not item.flags() & Qt.ItemFlag.ItemIsEnabled
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "Ödüyo: Bu hesap bu para biriminde çalışmaz."


def test_what_a_person_chose_is_not_taken_back_by_another_proposal(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.chooses("oderopay")
    desk.fills()
    assert desk.screen.account.name == "oderopay"
    assert desk.screen.stay.identity_field.isHidden()


def test_one_account_needs_no_choice(tmp_path: Path) -> None:
    desk = Desk(tmp_path, only=("ahlpay",))
    assert desk.screen.account.name == "ahlpay"
    assert desk.screen.account.field.isHidden()


def test_foreign_currency_on_a_domestic_card_is_said_beside_the_amount_and_never_sent(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.fills()
    _chooses_currency(desk, "EUR")
    desk.types_card(HALKBANK)
    screen = desk.screen
    assert screen.amount_field.below == ("Türkiye’de verilmiş bir karttan yabancı para çekilemez; Türk lirası seçin.")
    assert screen.account.field.below == ""
    assert "Bu kartla EUR işlem yapamıyoruz" in screen.words.words()
    assert "bloke" not in screen.words.words()
    assert not screen.go.isEnabled()
    screen.go.click()
    assert desk.counter.was_asked_to("place") == 0
    _chooses_currency(desk, "TRY")
    assert screen.amount_field.below == ""
    assert "bloke ediyoruz" in screen.words.words()
    screen.go.click()
    assert [one.result for one in desk.outcomes] == ["done"]


def test_a_house_that_counts_in_euro_starts_with_euro(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.speaks(SAMPLE_HOUSE._replace(currency="EUR", deposit=20000))
    desk.closes()
    screen = desk.opens()
    assert (screen.amount.code, screen.form.currency.currentData()) == ("EUR", "EUR")
    assert screen.go.text() == "200,00\u00a0€ &bloke et"


def test_instalments_are_asked_only_where_the_account_allows_them_for_a_hold(tmp_path: Path) -> None:
    plain = Desk(tmp_path / "plain")
    assert plain.screen.way.instalments_field.isHidden()
    desk = Desk(tmp_path / "split", only=("iyzico",), settings={"hold_instalments": "2,3"})
    choice = desk.screen.way.instalments
    assert [choice.itemText(index) for index in range(choice.count())] == ["Tek çekim", "2 taksit", "3 taksit"]
    assert desk.screen.way.counted == 1
    choice.setCurrentIndex(2)
    assert desk.screen.way.counted == 3


def _chooses_currency(desk: Desk, code: str) -> None:
    box = desk.screen.form.currency
    box.setCurrentIndex(box.findData(code))
    box.activated.emit(box.currentIndex())


class _With:
    """A gateway of other abilities; nothing is sent to it."""

    def __init__(self, abilities: object) -> None:
        self.abilities = abilities


def test_the_pick_of_a_greyed_account_is_refused(tmp_path: Path) -> None:
    desk = Desk(tmp_path, only=("iyzico", "oduyo"))
    desk.screen.account.choose("nowhere")
    assert desk.screen.account.name == "iyzico"
    pick(desk.screen.account.box, "oduyo")
    assert desk.screen.title == "Depozito tahsilatı"
