"""Every outcome has its sentences in both languages, and an unclear one is never called failed."""

import itertools
from pathlib import Path

import pytest

from frontdesk.domain.hold import HOLD_STATES, HeldStay
from frontdesk.domain.problems import ALL
from frontdesk.ui import notices, showing, words
from frontdesk.usecases.desk import Outcome
from tests.kit.counter import Counter

LANGUAGES = ("tr", "en")
FAILED = ("başarısız", "failed", "olmadı ")


@pytest.fixture
def held(tmp_path: Path) -> HeldStay:
    outcome = Counter(tmp_path).places_hold("5.000,00")
    assert outcome.held is not None
    return outcome.held


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_a_title_what_happened_and_what_to_do(language: str) -> None:
    words.set_language("tr" if language == "tr" else "en")
    assert [code for code in sorted(ALL) if not all(notices.reason(code))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_outcome_is_told_in_full(held: HeldStay, language: str, tmp_path: Path) -> None:
    words.set_language("tr" if language == "tr" else "en")
    house = Counter(tmp_path / "other").desk.house
    verbs = ("place", "sale", "complete", "capture", "release", "refund", "ask")
    results = ("done", "refused", "not_sent", "checking", "attention", "stopped")
    for verb, result, state in itertools.product(verbs, results, HOLD_STATES):
        stay = HeldStay(held.hold._replace(state=state), held.stay)
        told = notices.sentence(Outcome(result, verb, stay, problem="bank_declined"), house, held.hold.held_at)  # type: ignore[arg-type]
        assert all(told), (verb, result, state)
        assert "{" not in "".join(told)
        assert notices.guest_sentence(stay, house, held.hold.held_at)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unclear_outcome_is_never_called_failed(held: HeldStay, language: str, tmp_path: Path) -> None:
    words.set_language("tr" if language == "tr" else "en")
    house = Counter(tmp_path / "other").desk.house
    for verb in ("place", "capture", "release", "refund"):
        told = notices.sentence(Outcome("checking", verb, held, ask_at=1), house, 0)
        said = " ".join(told).lower()
        assert not any(word in said for word in FAILED)
        assert told.tone == "info"


def test_a_question_that_never_left_is_told_as_that(held: HeldStay, tmp_path: Path) -> None:
    words.set_language("en")
    house = Counter(tmp_path / "other").desk.house
    unclear = Outcome("checking", "place", held, problem="not_sent", ask_at=1)
    assert notices.answer(unclear, house, 0)[1] == "The bank could not be asked"
    assert notices.answer(unclear._replace(problem="no_answer"), house, 0)[1] != "The bank could not be asked"


def test_a_refusal_says_why(held: HeldStay, tmp_path: Path) -> None:
    words.set_language("en")
    house = Counter(tmp_path / "other").desk.house
    told = notices.sentence(Outcome("refused", "place", held, problem="not_enough_limit"), house, 0)
    assert told.title == "The hold was refused"
    assert told.what == notices.reason("not_enough_limit").what


def test_a_partial_capture_says_what_comes_free(tmp_path: Path) -> None:
    words.set_language("tr")
    counter = Counter(tmp_path)
    counter.places_hold("5.000,00")
    told = notices.sentence(counter.captures("4.480,50"), counter.desk.house, counter.desk.now())
    assert told.title == "4.480,50\u00a0₺ tahsil edildi"
    assert "519,50\u00a0₺" in told.what


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_capture_above_the_hold_says_how_far(held: HeldStay, language: str, tmp_path: Path) -> None:
    words.set_language("tr" if language == "tr" else "en")
    house = Counter(tmp_path / "other").desk.house
    more = HeldStay(held.hold._replace(state="captured", captured=560_000), held.stay)
    assert "600,00" in notices.sentence(Outcome("done", "capture", more), house, 0).what
    whole = HeldStay(held.hold._replace(state="captured", captured=500_000), held.stay)
    assert "600,00" not in notices.sentence(Outcome("done", "capture", whole), house, 0).what


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_charge_in_place_of_a_hold_is_told_to_the_guest(held: HeldStay, language: str, tmp_path: Path) -> None:
    words.set_language("tr" if language == "tr" else "en")
    house = Counter(tmp_path / "other").desk.house
    charged = HeldStay(held.hold._replace(state="charged", captured=500_000), held.stay)
    told = notices.sentence(Outcome("attention", "place", charged, problem="answered_as_sale"), house, 0)
    assert told.means.startswith("“")
    assert "5.000,00" in told.means


def test_only_the_slip_tells_when_a_terminals_hold_lapses(held: HeldStay) -> None:
    words.set_language("en")
    told = held.hold._replace(lapse_grade="told")
    assert showing.grade(told) == "told by the gateway"
    assert showing.grade(told._replace(entry="terminal")) == "from the slip"
