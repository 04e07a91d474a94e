"""The journal as a timeline: newest first, every step in words, questions that changed nothing told once."""

from pathlib import Path

import pytest

from frontdesk.domain.attempt import JournalLine
from frontdesk.domain.house import SAMPLE_HOUSE
from frontdesk.ui import history, showing, words
from tests.kit.counter import Counter


def titles(counter: Counter) -> list[str]:
    return [step.title for step in history.steps(counter.ledger.journal_of(counter.hold_id), SAMPLE_HOUSE)]


def test_a_stay_from_hold_to_refund(tmp_path: Path) -> None:
    words.set_language("en")
    counter = Counter(tmp_path)
    counter.places_hold("5.000,00", threeds=True)
    counter.with_bank_page()
    counter.captures("1.200,00")
    counter.time_passes(5)
    counter.refunds("200,00")
    said = titles(counter)
    assert said[-1] == "Hold requested · 5.000,00\u00a0₺"
    assert "Bank page opened" in said
    assert "The bank approved" in said
    assert "Captured · 1.200,00\u00a0₺" in said
    assert "Noted" not in said


def test_every_event_of_the_desk_has_words() -> None:
    kinds = ("place", "sale", "complete", "capture", "release", "refund")
    ends = ("begun", "unknown", "not_sent", "refused", "not_done")
    assert [f"{kind}_{end}" for kind in kinds for end in ends if not words.has(f"history.{kind}_{end}")] == []


def test_equal_questions_are_told_once_with_their_number() -> None:
    words.set_language("en")
    asked = [JournalLine(at, at, "Derya Örnek", 1, 1, "still_open", "{}") for at in range(1, 6)]
    steps = history.steps(asked, SAMPLE_HOUSE)
    assert len(steps) == 1
    assert "5 times" in steps[0].below


def test_an_unknown_event_is_still_told() -> None:
    words.set_language("en")
    assert history.steps([JournalLine(1, 1, "", 1, 0, "something_new", "{}")], SAMPLE_HOUSE)[0].title == "Noted"


def test_how_it_was_sent_and_what_nobody_confirmed_is_told() -> None:
    words.set_language("en")
    facts = '{"amount": "300000", "currency": "TRY", "sum": "as_sent", "sends": "2"}'
    (step,) = history.steps([JournalLine(1, 1, "Derya Örnek", 1, 1, "panel_refunded", facts)], SAMPLE_HOUSE)
    assert step.title == "Refunded in the merchant’s panel · 3.000,00\u00a0₺"
    assert "sent 2 times" in step.below
    assert "sum unconfirmed" in step.below


def test_a_charge_tells_what_it_really_cost(tmp_path: Path) -> None:
    """The rate that came with the start, and not the one estimated before (Ödüyo notes §5)."""
    words.set_language("en")
    counter = Counter(tmp_path, gateway="oduyo")
    counter.charges_deposit("5.000,00")
    counter.with_bank_page()
    newest = history.steps(counter.ledger.journal_of(counter.hold_id), SAMPLE_HOUSE)[0]
    assert newest.title.startswith("Deposit charged")
    assert "commission %2,99" in newest.below
    assert "garanti-1" in newest.below


def test_a_return_that_could_not_be_verified_is_noted() -> None:
    words.set_language("en")
    line = JournalLine(1, 1, "", 1, 1, "place_unknown", '{"remark": "unverified_return"}')
    (step,) = history.steps([line], SAMPLE_HOUSE)
    assert "return form could not be verified" in step.below


def test_every_step_of_a_deposit_has_words(tmp_path: Path) -> None:
    words.set_language("en")
    clerk = Counter(tmp_path, "oduyo")
    clerk.charges_deposit("5.000,00")
    clerk.with_bank_page()
    deposit = clerk.hold_id
    clerk.keeps_part("1.200,00", deposit)
    clerk.with_bank_page()
    clerk.returns_deposit(deposit)
    told = [step.title for step in history.steps(clerk.ledger.journal_of(deposit), SAMPLE_HOUSE)]
    assert "Noted" not in told
    assert any(title.startswith("The kept part was charged; the deposit is owed back") for title in told)


def test_a_step_on_a_terminal_has_its_slip() -> None:
    words.set_language("en")
    line = JournalLine(1, 1, "Derya Örnek", 1, 1, "captured_by_hand", '{"slip": "000123"}')
    assert "slip 000123" in history.steps([line], SAMPLE_HOUSE)[0].below


@pytest.mark.parametrize("gateway", ["iyzico", "oderopay"])
def test_a_card_that_is_kept_is_told_with_the_hold(tmp_path: Path, gateway: str) -> None:
    words.set_language("tr")
    counter = Counter(tmp_path, gateway)
    counter.places_hold("5.000,00", threeds=True, store=True)
    counter.with_bank_page()
    newest = history.steps(counter.ledger.journal_of(counter.hold_id), SAMPLE_HOUSE)[0]
    assert f"Kart saklandı: {showing.card(counter.hold())}" in newest.below


def test_of_a_card_that_nobody_asked_to_keep_nothing_is_told(tmp_path: Path) -> None:
    words.set_language("tr")
    counter = Counter(tmp_path)
    counter.places_hold("5.000,00")
    assert "sakla" not in " ".join(step.below for step in history.steps(counter.ledger.journal_of(1), SAMPLE_HOUSE))


def test_a_card_whose_keys_never_came_is_told_as_not_kept(tmp_path: Path) -> None:
    words.set_language("en")
    counter = Counter(tmp_path)
    counter.bank_does("lose_answer", "place")
    counter.places_hold("5.000,00", store=True)
    counter.until_decided()
    assert counter.hold().state == "held"
    assert counter.ledger.cards_kept("iyzico") == ()
    newest = history.steps(counter.ledger.journal_of(counter.hold_id), SAMPLE_HOUSE)[0]
    assert "The card is not kept" in newest.below
