"""New hold before the real verbs, ledger and gateways: what is said, what is sent, what is forgotten."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from frontdesk.ui.screens.new_hold import NewHold
from tests.kit.counter import Counter
from tests.kit.screens import AtOnce, dressed, presses, types
from tests.ui.screens.new_hold_desk import DEBIT, HALKBANK, NO_LIMIT, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    dressed("tr")
    made = Desk(tmp_path)
    yield made
    made.closes()


def test_a_hold_is_blocked_and_the_card_forgotten(desk: Desk) -> None:
    desk.fills()
    assert desk.screen.go.text() == "5.000,00\u00a0₺ &bloke et"
    presses(desk.screen.card.cvv, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [(one.result, one.verb) for one in desk.outcomes] == [("done", "place")]
    held = desk.outcomes[0].held
    assert held is not None
    assert (held.hold.state, held.hold.amount, held.stay.guest) == ("held", 500000, "Deniz Örnek")
    assert desk.card_is_forgotten()
    assert desk.counter.executed("place") == 1


def test_with_3d_secure_the_bank_page_comes_next(desk: Desk) -> None:
    desk.fills(threeds=True)
    desk.screen.go.click()
    assert desk.outcomes[0].result == "challenge"
    assert desk.outcomes[0].page is not None
    assert desk.card_is_forgotten()


def test_an_empty_form_says_everything_beside_its_fields_and_sends_nothing(desk: Desk) -> None:
    desk.screen.amount.clear()
    desk.screen.go.click()
    stay, card = desk.screen.stay, desk.screen.card
    said = [
        field.below
        for field in (
            stay.name_field,
            stay.surname_field,
            stay.identity_field,
            desk.screen.amount_field,
            card.number_field,
            card.expiry_field,
            card.cvv_field,
            card.holder_field,
        )
    ]
    assert all(said)
    assert "Tutarı yazın." in said
    assert desk.outcomes == []
    assert desk.counter.was_asked_to("place") == 0


def test_a_wrong_amount_keeps_its_text_and_says_how_to_write_it(desk: Desk) -> None:
    desk.fills()
    desk.screen.amount.setText("5,000.00")
    desk.screen.go.click()
    assert desk.screen.amount.text() == "5,000.00"
    assert desk.screen.amount_field.below == "Bu, öbür yazılış biçimi: 1.250,50 gibi yazın."
    desk.screen.amount.setText("7.500")
    assert desk.screen.amount_field.below == "Okunan: 7.500,00\u00a0₺"


def test_a_refused_card_can_be_corrected_but_its_code_is_gone(desk: Desk) -> None:
    desk.fills(NO_LIMIT)
    desk.screen.go.click()
    assert desk.outcomes == []
    assert "limiti" in desk.screen.notice.words()
    assert desk.screen.card.number.text() == NO_LIMIT
    assert desk.screen.card.cvv.text() == ""
    desk.fills(HALKBANK)
    desk.screen.go.click()
    assert [one.result for one in desk.outcomes] == ["done"]


def test_what_never_left_is_tried_again_under_the_same_key(desk: Desk) -> None:
    desk.fills()
    line, desk.counter.desk.line = desk.counter.desk.line, None
    desk.screen.go.click()
    assert desk.outcomes == []
    assert "bankaya hiçbir şey gitmedi" in desk.screen.notice.words()
    assert desk.screen.card.cvv.text() == ""
    first = desk.counter.all_holds()[0]
    desk.counter.desk.line = line
    types(desk.screen.card.cvv, "123")
    desk.screen.go.click()
    assert desk.outcomes[0].result == "done"
    assert [hold.key for hold in desk.counter.all_holds()] == [first.key]


def test_another_amount_after_that_is_another_wish(desk: Desk) -> None:
    desk.fills()
    line, desk.counter.desk.line = desk.counter.desk.line, None
    desk.screen.go.click()
    desk.counter.desk.line = line
    desk.screen.amount.setText("4.000")
    types(desk.screen.card.cvv, "123")
    desk.screen.go.click()
    assert len({hold.key for hold in desk.counter.all_holds()}) == 2


def test_an_unclear_answer_leaves_the_page_and_is_never_called_failed(desk: Desk) -> None:
    desk.counter.bank_does("lose_answer", "place")
    desk.fills()
    desk.screen.go.click()
    assert desk.outcomes[0].result in {"checking", "done"}
    assert desk.card_is_forgotten()


def test_nobody_is_blocked_twice_without_a_reason(desk: Desk) -> None:
    desk.fills(threeds=True)
    desk.screen.go.click()
    desk.screen.close()
    desk.opens()
    desk.fills()
    desk.screen.go.click()
    assert len(desk.outcomes) == 1
    assert not desk.screen.twice.isHidden()
    desk.screen.twice.go.click()
    assert desk.screen.twice.reason_field.below == "Kısa bir neden yazın."
    types(desk.screen.twice.reason, "ikinci oda")
    desk.screen.twice.go.click()
    assert [one.result for one in desk.outcomes] == ["challenge", "done"]
    assert desk.counter.executed("place") == 1


def test_bank_and_kind_are_shown_and_a_debit_card_is_warned_of(desk: Desk) -> None:
    types(desk.screen.card.number, DEBIT)
    assert "banka kartı" in desk.screen.card.number_field.below
    assert "Banka kartı" in desk.screen.words.words()
    desk.screen.card.number.clear()
    assert "Banka kartı" not in desk.screen.words.words()


@pytest.mark.parametrize(
    ("departs", "said"), [("24.9.2026", "yeterli"), ("28.9.2026", "son gününde"), ("5.10.2026", "blokeden uzun")]
)
def test_the_lapse_is_told_against_the_departure(desk: Desk, departs: str, said: str) -> None:
    desk.screen.stay.departs.setText(departs)
    assert said in desk.screen.words.words()


def test_practice_offers_a_card_to_practise_with_and_no_other_desk_does(desk: Desk) -> None:
    said = "5528 7900 0000 0008"
    assert said not in desk.screen.words.words()
    name = desk.screen.account.name
    desk.counter.desk.accounts[name] = desk.counter.desk.accounts[name]._replace(sample_card=said)
    desk.screen.close()
    assert said in desk.opens().words.words()


def test_two_clicks_are_one_hold(desk: Desk) -> None:
    desk.fills()
    desk.tasks.held_back = True
    desk.screen.go.click()
    desk.screen.go.click()
    presses(desk.screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.screen.may_leave() is False
    assert not desk.screen.go.isEnabled()
    desk.tasks.let_go()
    assert desk.counter.was_asked_to("place") == 1


def test_a_slow_bank_lets_the_clerk_go_and_keeps_no_card(desk: Desk) -> None:
    desk.fills()
    desk.tasks.held_back = True
    desk.screen.go.click()
    assert desk.tasks.slow is not None
    desk.tasks.slow()
    assert desk.card_is_forgotten()
    assert desk.screen.may_leave() is True
    assert "yeniden denemeyin" in desk.screen.notice.words()
    desk.tasks.let_go()


def test_an_error_frees_the_page_and_forgets_the_card(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def breaks(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("frontdesk.ui.screens.new_hold.place_hold", breaks)
    desk.fills()
    desk.screen.go.click()
    assert [str(trouble) for trouble in desk.tasks.troubles] == ["broken"]
    assert desk.card_is_forgotten()
    assert desk.screen.go.isEnabled()


def test_typed_work_is_asked_about_before_it_is_left(desk: Desk) -> None:
    assert desk.screen.may_leave() is True
    types(desk.screen.stay.name, "D")
    assert desk.screen.may_leave() == "ask"


def test_leaving_the_page_forgets_the_card(desk: Desk) -> None:
    desk.fills()
    desk.screen.hide()
    assert desk.card_is_forgotten()


def test_another_card_for_the_same_stay_starts_with_what_is_known(desk: Desk) -> None:
    outcome = desk.counter.places_hold("3.250,00", card=NO_LIMIT, account="oderopay")
    screen = desk.opens(outcome)
    assert screen.amount.text() == "3.250,00"
    assert screen.stay.surname.text() == "Örnek"
    assert screen.account.name == "oderopay"
    assert screen.stay.identity_field.isHidden()


def test_until_the_accounts_are_there_nothing_can_be_sent(tmp_path: Path) -> None:
    dressed("tr")
    counter = Counter(tmp_path)
    accounts, counter.desk.accounts = counter.desk.accounts, {}
    screen = NewHold(counter.desk, AtOnce(counter.clock))
    assert not screen.go.isEnabled()
    counter.desk.accounts = accounts
    screen._accounts_came()
    assert screen.go.isEnabled()


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("width", [700, 1300])
def test_it_is_painted_in_both_languages_and_any_width(tmp_path: Path, language: str, width: int) -> None:
    dressed("en" if language == "en" else "tr")
    desk = Desk(tmp_path, language)
    desk.screen.resize(width, 700)
    assert not desk.screen.grab().isNull()
    desk.screen.close()
    dressed("tr")
