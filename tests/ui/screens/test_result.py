"""Result: one word for it, what it means, what next; and it follows the ledger while it is unclear."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from frontdesk.domain.problems import ALL
from frontdesk.ui.result_numbers import numbers_of
from frontdesk.ui.screens.result import Result
from frontdesk.ui.words import has, tr
from frontdesk.usecases.desk import Outcome
from tests.kit.counter import Counter
from tests.kit.screens import AtOnce, dressed


class Desk:
    def __init__(self, folder: Path) -> None:
        self.counter = Counter(folder)
        self.tasks = AtOnce(self.counter.clock)
        self.again: list[Outcome] = []

    def shows(self, outcome: Outcome) -> Result:
        screen = Result(self.counter.desk, self.tasks, outcome)
        screen.again.connect(self.again.append)
        screen.resize(1200, 800)
        screen.show()
        return screen

    def is_unclear(self) -> Outcome:
        """The answer to a capture is lost and the bank cannot be asked."""
        self.counter.places_hold("5.000,00")
        self.counter.bank_does("lose_answer", "capture")
        self.counter.bank_does("hang", "inquire", times=50)
        outcome = self.counter.captures("4.480,50")
        assert outcome.result == "checking"
        return outcome


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    dressed("tr")
    return Desk(tmp_path)


def words(screen: Result) -> str:
    shown = (screen.word, screen.headline, screen.what, screen.money, screen.next)
    return "\n".join([*(each.text() for each in shown), screen.say.words(), screen.dont.words(), screen.call.words()])


def test_a_hold_says_what_to_tell_the_guest_and_its_numbers(desk: Desk) -> None:
    screen = desk.shows(desk.counter.places_hold("5.000,00"))
    assert screen.word.text() == "Bloke"
    assert "5.000,00\u00a0₺ bloke edildi" in words(screen)
    assert "hesabınızdan çekilmedi" in screen.say.words()
    hold = desk.counter.hold()
    assert {hold.payment_id, hold.auth_code, hold.key[:8]} <= {
        text for _caption, text, _more in numbers_of(screen._outcome, desk.counter.desk)
    }
    assert screen.retry.isHidden()
    assert screen.ask.isHidden()


def test_the_references_are_copied_and_no_card_among_them(desk: Desk) -> None:
    screen = desk.shows(desk.counter.places_hold("5.000,00", card="5528790000000008"))
    screen.copy.click()
    copied = QGuiApplication.clipboard().text()
    QGuiApplication.clipboard().clear()
    assert desk.counter.hold().payment_id in copied
    assert "•••• 0008" in copied
    assert "552879" not in copied


def test_a_refused_card_offers_another(desk: Desk) -> None:
    outcome = desk.counter.places_hold("5.000,00", card="4111111111111129")
    screen = desk.shows(outcome)
    assert screen.word.text() == "Reddedildi"
    assert "limiti" in words(screen)
    screen.retry.click()
    assert desk.again == [outcome]


def test_what_never_left_says_so_and_may_be_tried_again(desk: Desk) -> None:
    desk.counter.places_hold("5.000,00")
    desk.counter.desk.line = None
    screen = desk.shows(desk.counter.captures("1.000,00"))
    assert screen.word.text() == "Gönderilmedi"
    assert "bankaya hiçbir şey gitmedi" in words(screen)
    assert screen.retry.text() == "&Yeniden dene"


def test_an_unclear_outcome_is_never_called_failed(desk: Desk) -> None:
    screen = desk.shows(desk.is_unclear())
    said = words(screen)
    assert screen.word.text() == "Bankaya soruluyor"
    assert "yinelemeyin" in said.lower()
    assert "iyzico destek hattını arayın" in said
    for never in ("başarısız", "hata", "failed", "olmadı"):
        assert never not in said.lower()
    assert not screen.ask.isHidden()
    assert screen.retry.isHidden()


def test_it_counts_down_to_the_next_question(desk: Desk) -> None:
    outcome = desk.is_unclear()
    screen = desk.shows(outcome._replace(ask_at=desk.counter.desk.now() + 125))
    assert screen._countdown.text() == "Sıradaki soru 2:05 sonra"
    screen = desk.shows(outcome._replace(ask_at=desk.counter.desk.now() + 3700))
    assert screen._countdown.text() == "Sıradaki soru 1:01:40 sonra"


def test_it_follows_the_ledger_until_it_is_clear(desk: Desk) -> None:
    screen = desk.shows(desk.is_unclear())
    screen.follow()
    assert screen.word.text() == "Bankaya soruluyor"
    desk.counter.bank_behaves()
    desk.counter.time_passes(3600)
    screen.follow()
    assert screen.word.text() == "Tahsil edildi"
    assert "4.480,50" in screen.headline.text()
    assert screen.ask.isHidden()


def test_f5_asks_now(desk: Desk) -> None:
    screen = desk.shows(desk.is_unclear())
    desk.counter.bank_behaves()
    screen.want("ask")
    assert screen.word.text() == "Tahsil edildi"


def test_what_never_happened_is_told_as_that(desk: Desk) -> None:
    desk.counter.places_hold("5.000,00")
    desk.counter.bank_does("drop_before", "capture")
    outcome = desk.counter.captures("4.480,50")
    screen = desk.shows(outcome)
    assert screen.word.text() == "Bankaya soruluyor"
    desk.counter.time_passes(4 * 3600)
    screen.follow()
    assert screen.headline.text() == "Yapılmamış; eskisi gibi"
    assert desk.counter.hold().state == "held"


@pytest.mark.parametrize("language", ["tr", "en"])
def test_every_problem_has_words_in_both_languages(language: str) -> None:
    dressed("en" if language == "en" else "tr")
    for code in sorted(ALL):
        for part in ("title", "what", "next"):
            assert has(f"problems.{code}.{part}"), f"{code}.{part}"
            text = tr(f"problems.{code}.{part}")
            assert text[0].isupper() or text[0].isdigit()
            assert text.endswith(".") is (part != "title"), f"{code}.{part}"
    dressed("tr")


@pytest.mark.parametrize("language", ["tr", "en"])
def test_every_problem_is_painted(desk: Desk, language: str) -> None:
    held = desk.counter.places_hold("5.000,00").held
    dressed("en" if language == "en" else "tr")
    for code in sorted(ALL)[::12]:
        assert not desk.shows(Outcome("attention", "capture", held, problem=code)).grab().isNull()
    dressed("tr")


def test_a_kept_card_is_told_and_only_with_its_hold(desk: Desk) -> None:
    screen = desk.shows(desk.counter.places_hold("5.000,00", card="5528790000000008", store=True))
    assert "Kart saklandı: Mastercard •••• 0008." in words(screen)
    assert "Kart saklandı" not in words(desk.shows(desk.counter.captures("1.200,00")))


def test_a_card_that_was_not_kept_is_told_once_the_hold_is_clear(desk: Desk) -> None:
    desk.counter.bank_does("lose_answer", "place")
    screen = desk.shows(desk.counter.places_hold("5.000,00", store=True))
    assert "sakla" not in words(screen)
    desk.counter.until_decided()
    screen.follow()
    assert "Kart saklanmadı" in words(screen)
