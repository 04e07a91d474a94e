"""What each account can do, its provider's menu, and the cards it keeps."""

from pathlib import Path

import pytest

from frontdesk.domain.gateway import CardFacts
from frontdesk.gateways.accounts import GATEWAYS
from frontdesk.ui.ability_words import service_name
from frontdesk.ui.screens.accounts import Accounts
from tests.kit.counter import CARDS, Counter
from tests.kit.screens import AtOnce, dressed, types
from tests.ui.screens.deposit_desk import titled


class Desk:
    def __init__(self, folder: Path) -> None:
        self.counter = Counter(folder)
        titled(self.counter)
        self.tasks = AtOnce(self.counter.clock)

    def opens(self, name: str = "") -> Accounts:
        screen = Accounts(self.counter.desk, self.tasks)
        if name:
            screen.choose(name)
        screen.resize(1300, 900)
        screen.show()
        return screen

    def keeps_a_card(self) -> None:
        assert self.counter.places_hold("1.000,00", store=True).result == "done"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    dressed("tr")
    return Desk(tmp_path)


@pytest.mark.parametrize("name", sorted(GATEWAYS))
def test_what_an_account_cannot_do_has_its_reason(desk: Desk, name: str) -> None:
    screen = desk.opens(name)
    holds = desk.counter.desk.accounts[name].gateway.abilities.holds
    assert ("Bloke (ön provizyon)" in screen.abilities.words()) == holds
    assert all(": " in line for line in screen.missing.words().split("\n") if line)


@pytest.mark.parametrize("name", sorted(GATEWAYS))
def test_every_entry_of_the_menu_is_there(desk: Desk, name: str) -> None:
    screen = desk.opens(name)
    services = desk.counter.desk.accounts[name].gateway.abilities.services
    said = screen.menu.rest.words() + "".join(chip.text() for chip in screen.menu.chips.values())
    assert [service for service in services if service_name(service) not in said] == []


@pytest.mark.parametrize("name", sorted(GATEWAYS))
def test_everything_that_can_be_asked_is_answered_in_rows(desk: Desk, name: str) -> None:
    screen = desk.opens(name)
    for service in screen.menu.here:
        screen.menu.choose(service)
        screen.menu.bin.setText(CARDS[name][0][:6])
        screen.menu.amount.setText("1.000,00")
        screen.menu.ask.click()
        assert screen.menu.count.isVisible(), (service, screen.menu.notice.words())
        assert "?" not in screen.menu.count.text()
    assert desk.tasks.troubles == []


def test_a_whole_number_is_never_asked_about(desk: Desk) -> None:
    screen = desk.opens()
    screen.menu.choose("bin")
    types(screen.menu.bin, "528790000")
    screen.menu.ask.click()
    assert "kartın tamamını değil" in screen.menu.bin_field.below
    assert desk.counter.was_asked_to("bin") == 0


def test_offline_the_menu_says_so(desk: Desk) -> None:
    screen = desk.opens()
    desk.counter.desk.line = None
    screen.menu.choose("bin")
    types(screen.menu.bin, "528790")
    screen.menu.ask.click()
    assert screen.menu.notice.words()
    assert screen.menu.ask.isEnabled()


def test_margins_stand_by_bank(tmp_path: Path) -> None:
    dressed("tr")
    desk = Desk.__new__(Desk)
    desk.counter = Counter(tmp_path, settings={"margin": "15", "bank_margins": "QNB: 20"})
    titled(desk.counter)
    desk.tasks = AtOnce(desk.counter.clock)
    screen = desk.opens()
    assert screen._percents(desk.counter.desk.accounts["iyzico"].gateway.abilities.margin)[0] == "%15"


def test_a_kept_card_is_forgotten_after_a_question(desk: Desk, says_yes: list[str]) -> None:
    desk.keeps_a_card()
    screen = desk.opens("iyzico")
    assert "Deniz 1 Örnek" in screen.kept.words()
    screen.kept.ask_button.click()
    assert "yalnız geçitte" not in screen.kept.words()
    screen.kept.buttons[0].click()
    assert "unutulsun mu?" in says_yes[0]
    assert "unutuldu" in screen.kept.notice.words()
    assert "saklı kart yok" in screen.kept.words()


def test_a_kept_card_has_the_bank_that_its_hold_knows(desk: Desk) -> None:
    desk.counter.places_hold("1.000,00", store=True, facts=CardFacts(bank="T. HALK BANKASI A.Ş."))
    (kept,) = desk.counter.ledger.cards_kept("iyzico")
    assert desk.opens("iyzico").kept.words().startswith(f"Mastercard •••• {kept.card.last4} · Halk Bankası")


def test_a_card_stays_when_the_gateway_was_not_reached(desk: Desk, says_yes: list[str]) -> None:
    desk.keeps_a_card()
    screen = desk.opens("iyzico")
    desk.counter.desk.line = None
    screen.kept.buttons[0].click()
    assert says_yes
    assert "Deniz 1 Örnek" in screen.kept.words()
    assert screen.kept.notice.words()


def test_without_accounts_the_page_says_that_they_come(desk: Desk) -> None:
    accounts, desk.counter.desk.accounts = desk.counter.desk.accounts, {}
    desk.counter.desk.line = None
    screen = desk.opens()
    assert screen.chips is None
    desk.counter.desk.accounts = accounts
    screen._accounts_came()
    assert screen.chosen == next(iter(accounts))
