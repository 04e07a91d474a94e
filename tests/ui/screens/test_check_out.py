"""Check-out and refund before the real verbs, ledger and gateways."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from frontdesk.domain.money import Money
from frontdesk.ui.screens.check_out import CheckOut
from frontdesk.ui.screens.refund import Refund
from frontdesk.usecases.desk import Outcome
from tests.kit.counter import Counter
from tests.kit.screens import AtOnce, dressed, presses, types

NO_SETTINGS: Mapping[str, str] = {}


class Desk:
    """A counter with one hold of 5.000,00 and a screen for it."""

    def __init__(self, folder: Path, gateway: str = "iyzico", settings: Mapping[str, str] = NO_SETTINGS) -> None:
        self.counter = Counter(folder, gateway, settings=settings)
        self.tasks = AtOnce(self.counter.clock)
        self.counter.places_hold("5.000,00")
        self.outcomes: list[Outcome] = []

    def checks_out(self) -> CheckOut:
        return self._shows(CheckOut(self.counter.desk, self.tasks, self.counter.hold_id))

    def refunds(self) -> Refund:
        return self._shows(Refund(self.counter.desk, self.tasks, self.counter.hold_id))

    def _shows[S: CheckOut | Refund](self, screen: S) -> S:
        screen.finished.connect(self.outcomes.append)
        screen.resize(1300, 800)
        screen.show()
        screen.activateWindow()
        QApplication.processEvents()
        return screen


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    dressed("tr")
    return Desk(tmp_path)


def test_a_part_is_taken_and_the_rest_comes_free(desk: Desk) -> None:
    screen = desk.checks_out()
    assert not screen.go.isEnabled()
    types(screen.bill, "4.480,50")
    assert "4.480,50\u00a0₺ karttan tahsil edilir" in screen.plan.words()
    assert "519,50\u00a0₺ serbest kalır" in screen.plan.words()
    assert screen.go.text() == "4.480,50\u00a0₺ &tahsil et"
    presses(screen.bill, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [(one.verb, one.result) for one in desk.outcomes] == [("capture", "done")]
    assert desk.counter.hold().captured == 448050
    assert desk.counter.executed("capture") == 1


def test_all_is_one_key_away(desk: Desk) -> None:
    screen = desk.checks_out()
    screen.all.click()
    assert screen.bill.money() == Money(500000, "TRY")
    assert "serbest" not in screen.plan.words()
    screen.go.click()
    assert desk.counter.hold().captured == 500000


def test_nothing_is_a_release_and_asked_about(desk: Desk, says_yes: list[str]) -> None:
    screen = desk.checks_out()
    screen.none.click()
    assert "tümüyle serbest bırakılır" in screen.plan.words()
    assert screen.go.text() == "&Serbest bırak"
    screen.go.click()
    assert len(says_yes) == 1
    assert desk.outcomes[0].verb == "release"
    assert desk.counter.hold().state == "released"


def test_f9_releases_here_too(desk: Desk, says_yes: list[str]) -> None:
    desk.checks_out().want("release")
    assert "5.000,00" in says_yes[0]
    assert desk.counter.hold().state == "released"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("5.000,01", "En çok 5.000,00\u00a0₺ alınabilir"),
        ("6000", "kalan 1.000,00\u00a0₺"),
        ("4,480.50", "öbür yazılış"),
        ("abc", "Yalnız rakam"),
        ("5 USD", "para birimi TRY"),
    ],
)
def test_what_cannot_be_taken_is_said_before_anything_is_sent(desk: Desk, typed: str, said: str) -> None:
    screen = desk.checks_out()
    types(screen.bill, typed)
    assert said in screen.bill_field.below
    assert screen.bill.text() == typed
    assert not screen.go.isEnabled()
    presses(screen.bill, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.counter.was_asked_to("capture") == 0


def test_with_a_margin_more_than_the_hold_may_be_taken(tmp_path: Path) -> None:
    dressed("tr")
    desk = Desk(tmp_path, settings={"margin": "15"})
    screen = desk.checks_out()
    types(screen.bill, "5.750,00")
    assert screen.go.isEnabled()
    types(screen.bill, "")
    screen.bill.setText("5.750,01")
    assert not screen.go.isEnabled()


def test_a_release_that_never_left_stays_here_and_may_be_repeated(desk: Desk, says_yes: list[str]) -> None:
    screen = desk.checks_out()
    desk.counter.desk.line = None
    screen.release.click()
    assert desk.outcomes == []
    assert "bankaya hiçbir şey gitmedi" in screen.notice.words()
    assert screen.release.isEnabled()
    assert says_yes


def test_a_hold_that_is_gone_says_why_nothing_can_be_taken(desk: Desk) -> None:
    desk.counter.captures("1.000,00")
    screen = desk.checks_out()
    types(screen.bill, "100")
    assert not screen.go.isEnabled()
    assert not screen.release.isEnabled()
    assert "Bu durumda yapılamaz" in screen.notice.words()


def test_two_clicks_are_one_capture_and_the_clerk_waits(desk: Desk) -> None:
    screen = desk.checks_out()
    types(screen.bill, "100")
    desk.tasks.held_back = True
    screen.go.click()
    screen.go.click()
    assert screen.may_leave() is False
    assert desk.tasks.slow is not None
    desk.tasks.slow()
    assert screen.may_leave() is True
    assert "ikinci kez gönderilmez" in screen.notice.words()
    desk.tasks.let_go()
    assert desk.counter.was_asked_to("capture") == 1


@pytest.mark.parametrize(
    ("hours", "said"), [(0, ""), (160, "Bloke yakında düşüyor"), (200, "Blokenin süresi geçmiş olabilir")]
)
def test_a_late_check_out_is_warned_of(desk: Desk, hours: int, said: str) -> None:
    desk.counter.clock.moves_to(desk.counter.clock.time() + hours * 3600)
    assert said in " ".join(remark.title for remark in desk.checks_out()._remarks())


def test_a_part_is_given_back(desk: Desk) -> None:
    desk.counter.captures("4.480,50")
    screen = desk.refunds()
    assert screen.amount.text() == "4.480,50"
    screen.amount.setText("80,50")
    assert "4.400,00\u00a0₺ işletmede kalır" in screen.plan.words()
    presses(screen.amount, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [(one.verb, one.result) for one in desk.outcomes] == [("refund", "done")]
    assert desk.counter.hold().refunded == 8050


@pytest.mark.parametrize(
    ("typed", "said"), [("5.000", "En çok 4.480,50"), ("0", "sıfırdan büyük"), ("x", "Yalnız rakam")]
)
def test_not_more_is_given_back_than_was_taken(desk: Desk, typed: str, said: str) -> None:
    desk.counter.captures("4.480,50")
    screen = desk.refunds()
    screen.amount.setText(typed)
    assert said in screen.amount_field.below
    assert not screen.go.isEnabled()


def test_where_only_the_whole_goes_back_nothing_else_can_be_typed(tmp_path: Path) -> None:
    dressed("tr")
    desk = Desk(tmp_path, "oderopay")
    desk.counter.captures("4.480,50")
    screen = desk.refunds()
    assert screen.amount.isReadOnly()
    assert screen.go.isEnabled()
    assert screen.focusProxy() is screen.amount  # a second Enter on "refund" gives nothing back unseen
    screen.go.click()
    assert desk.counter.hold().state == "refunded"


def test_what_was_given_back_already_cannot_be_given_back_again(desk: Desk) -> None:
    desk.counter.captures("1.000,00")
    desk.counter.refunds("1.000,00")
    screen = desk.refunds()
    assert not screen.go.isEnabled()
    assert screen.notice.words()


@pytest.mark.parametrize("language", ["tr", "en"])
def test_both_are_painted_in_both_languages(tmp_path: Path, language: str) -> None:
    dressed("en" if language == "en" else "tr")
    desk = Desk(tmp_path)
    assert not desk.checks_out().grab().isNull()
    desk.counter.captures("4.480,50")
    assert not desk.refunds().grab().isNull()
    dressed("tr")
