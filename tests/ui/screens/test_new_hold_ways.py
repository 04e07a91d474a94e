"""The other ways a card may come: kept by the gateway, typed by the guest on the gateway's page, held on a terminal."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from frontdesk.domain.card import Card
from tests.kit.screens import dressed, presses, types
from tests.ui.screens.new_hold_desk import HALKBANK, Desk, is_offered, reason

KEEPERS = ("iyzico", "oderopay")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    dressed("tr")
    made = Desk(tmp_path)
    yield made
    made.closes()


def keeps_a_card(desk: Desk, account: str) -> None:
    """A first hold, at which the guest agreed that the card is kept; then the page is opened anew."""
    desk.chooses(account)
    desk.fills(HALKBANK if account == "iyzico" else "5258640000000001")
    desk.screen.way.keep.setChecked(True)
    desk.screen.go.click()
    assert [one.result for one in desk.outcomes] == ["done"]
    desk.outcomes.clear()
    desk.closes()
    desk.opens()
    desk.chooses(account)


@pytest.mark.parametrize("account", KEEPERS)
def test_a_kept_card_is_shown_chosen_by_hand_and_held_without_its_number(desk: Desk, account: str) -> None:
    keeps_a_card(desk, account)
    way = desk.screen.way
    assert not is_offered(way.box, "stored")
    assert reason(way.box, "stored") == "Bu misafirin saklı kartı yok."
    desk.writes_stay()
    assert way.field.below == "Bu misafirin 1 saklı kartı var."
    desk.takes_card("stored")
    (row,) = way.kept.rows()
    assert "••••" in row.accessibleName()
    assert "Deniz Örnek" in row.accessibleName()
    assert "günü saklandı" in row.accessibleName()
    assert not row.isChecked()
    desk.screen.threeds.setChecked(False)
    desk.screen.go.click()
    assert way.kept.below.startswith("Kartı seçin")
    assert row.hasFocus()
    presses(row, Qt.Key.Key_Space)
    assert row.isChecked()
    desk.screen.go.click()
    assert [one.result for one in desk.outcomes] == ["done"]
    held = desk.outcomes[0].held
    assert held is not None
    assert (held.hold.entry, held.hold.state) == ("stored", "held")


def test_nobody_elses_card_is_offered(desk: Desk) -> None:
    keeps_a_card(desk, "iyzico")
    desk.writes_stay()
    desk.screen.stay.reference.setText("RZV-OTHER")
    desk.screen.stay.place.setText("301")
    desk.screen.stay.changed.emit()
    assert desk.screen.way.kept.rows() == ()
    assert not is_offered(desk.screen.way.box, "stored")


def test_the_choice_is_taken_back_when_the_guest_changes(desk: Desk) -> None:
    keeps_a_card(desk, "iyzico")
    desk.writes_stay()
    desk.takes_card("stored")
    desk.screen.way.kept.rows()[0].setChecked(True)
    desk.screen.stay.surname.setText("Başka")
    desk.screen.stay.changed.emit()
    assert desk.screen.way.kept.value == 0
    assert desk.screen.way.entry == "card"


def test_keeping_is_asked_only_where_the_gateway_keeps_cards(desk: Desk) -> None:
    assert not desk.screen.way.keep.isHidden()
    assert not desk.screen.way.store
    desk.chooses("ahlpay")
    assert desk.screen.way.keep.isHidden()
    assert not is_offered(desk.screen.way.box, "stored")
    assert reason(desk.screen.way.box, "stored") == "Bu hesap kart saklamıyor."
    assert not is_offered(desk.screen.way.box, "hosted")
    assert reason(desk.screen.way.box, "hosted") == "Bu hesabın kendi kart sayfası yok."


@pytest.mark.parametrize("account", KEEPERS)
def test_the_guest_types_the_card_on_the_gateways_page(desk: Desk, account: str) -> None:
    desk.chooses(account)
    desk.writes_stay()
    desk.types_card()
    desk.takes_card("hosted")
    assert desk.card_is_forgotten()
    assert desk.screen.threeds.isHidden()
    assert desk.screen.go.text() == "5.000,00\u00a0₺ için kart say&fasını aç"
    desk.screen.go.click()
    assert [one.result for one in desk.outcomes] == ["challenge"]
    page = desk.outcomes[0].page
    assert page is not None
    assert page.url
    assert page.html == ""
    assert desk.counter.hold(page.hold_id).entry == "hosted"


def test_what_a_terminal_held_is_written_down_and_nothing_is_sent(desk: Desk) -> None:
    desk.takes_card("terminal")
    screen, slip = desk.screen, desk.screen.way.terminal
    assert screen.title == "POS blokesini kaydet"
    assert screen.account.field.isHidden()
    assert screen.stay.identity_field.isHidden()
    desk.writes_stay()
    screen.go.click()
    assert slip.approval_field.below == "Fişteki onay kodunu yazın."
    assert slip.approval.hasFocus()
    for edit, text in ((slip.approval, "483920"), (slip.last4, "6667"), (slip.bank, "Ziraat Bankası")):
        types(edit, text)
    slip.lapses.setText("1.10.2026")
    assert "fişte yazan" in screen.words.words()
    assert screen.go.text() == "5.000,00\u00a0₺ b&lokeyi kaydet"
    presses(slip.bank, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [one.result for one in desk.outcomes] == ["done"]
    hold = desk.counter.hold(1)
    assert (hold.entry, hold.state, hold.auth_code, hold.last4) == ("terminal", "held", "483920", "6667")
    assert desk.counter.line.sent == []


@pytest.mark.parametrize(
    ("what", "text", "said"),
    [
        ("last4", "66", "Yalnız son dört rakam."),
        ("lapses", "1.1.2026", "Bu gün geçmiş."),
        ("reference", HALKBANK, "kart numarası yazılmaz"),
    ],
)
def test_a_slip_that_cannot_be_is_said_beside_its_field(desk: Desk, what: str, text: str, said: str) -> None:
    desk.takes_card("terminal")
    desk.writes_stay()
    slip = desk.screen.way.terminal
    slip.approval.setText("483920")
    getattr(slip, what).setText(text)
    desk.screen.go.click()
    assert said in getattr(slip, f"{what}_field").below
    assert desk.outcomes == []


def test_without_any_account_a_terminal_hold_can_still_be_written_down(desk: Desk) -> None:
    desk.counter.desk.accounts = {}
    desk.closes()
    desk.opens()
    assert not desk.screen.go.isEnabled()
    desk.takes_card("terminal")
    assert desk.screen.go.isEnabled()


def test_no_card_number_enters_the_program_by_these_ways(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    init = Card.__init__

    def counts(card: Card, *facts: object) -> None:
        made.append("card")
        init(card, *facts)  # type: ignore[arg-type]

    monkeypatch.setattr(Card, "__init__", counts)
    desk.writes_stay()
    desk.takes_card("hosted")
    desk.screen.go.click()
    assert made == []
