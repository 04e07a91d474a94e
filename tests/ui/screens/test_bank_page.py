"""The bank page around a pretended view: time, trouble, cancel, and that every end is asked about once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from frontdesk.domain.challenge import ChallengePage, PageEnd
from frontdesk.ui import dialogs
from frontdesk.ui.bankview.returns import BankReturn, Fields
from frontdesk.ui.screens.bank_page import BankPage
from frontdesk.usecases.desk import Desk as CounterDesk
from frontdesk.usecases.desk import Outcome
from tests.kit.counter import Counter
from tests.kit.screens import AtOnce, dressed
from tests.ui.screens.bank_page_desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    dressed("tr")
    return Desk(tmp_path)


def test_the_code_is_entered_and_the_amount_held(desk: Desk) -> None:
    assert desk.view.opened == 1
    desk.guest_enters()
    assert [one.result for one in desk.outcomes] == ["done"]
    assert desk.counter.hold().state == "held"
    assert desk.view.closings == 1
    desk.guest_enters()
    assert desk.counter.executed("complete") == 1


def test_a_return_that_says_two_things_proves_nothing_and_the_gateway_is_asked(desk: Desk) -> None:
    fields = desk.counter.guest_types("123456")
    assert fields is not None
    twice: Fields = (*fields.items(), ("mdStatus", "0"))
    before = len(desk.counter.line.sent)
    desk.view.returned.emit(BankReturn("POST", twice, "main", 0.0))
    asked, *_ = desk.counter.line.sent[before:]
    assert asked[1] == "/payment/detail"
    assert desk.outcomes[0].result == "done"


def test_the_host_is_shown_with_its_lock(desk: Desk) -> None:
    desk.view.host_changed.emit("acs.bank.example", True)
    assert desk.screen.host.words() == "acs.bank.example · güvenli bağlantı"
    desk.view.host_changed.emit("acs.bank.example", False)
    assert "kodu girmeyin" in desk.screen.host.text()


def test_time_is_counted_the_code_asked_for_and_then_a_choice_given(desk: Desk) -> None:
    assert desk.screen.clock.text() == "Kalan süre 5:00"
    assert "kodu isteyin" not in desk.screen.tip.text()
    desk.time_passes(120)
    assert desk.screen.clock.text() == "Kalan süre 3:00"
    assert "kodu isteyin" in desk.screen.tip.text()
    assert desk.screen.wait_more.isHidden()
    desk.time_passes(180)
    assert desk.screen.clock.text() == "Kalan süre 0:00"
    assert not desk.screen.wait_more.isHidden()
    desk.screen.wait_more.click()
    assert desk.screen.clock.text() == "Kalan süre 5:00"
    assert desk.screen.wait_more.isHidden()
    desk.time_passes(299)
    assert desk.outcomes == []
    desk.time_passes(1)
    assert desk.ended() == "deadline"
    assert len(desk.outcomes) == 1


def test_stopping_after_five_minutes_asks_the_bank(desk: Desk) -> None:
    desk.time_passes(300)
    desk.screen.stop.click()
    assert desk.ended() == "staff"
    assert desk.outcomes[0].result in {"checking", "done"}


def test_cancel_says_what_happens_next_and_what_is_held_is_released(desk: Desk, says_yes: list[str]) -> None:
    assert desk.screen.may_leave() is False
    assert "bloke konmuşsa kaldırılır" in says_yes[0]
    assert desk.ended() == "staff"
    assert desk.counter.was_asked_to("complete") == 0
    assert desk.outcomes[0].result == "checking"


def test_a_stuck_page_is_ended_and_what_is_held_is_kept(tmp_path: Path, says_yes: list[str]) -> None:
    dressed("tr")
    desk = Desk(tmp_path, "oderopay")
    desk.counter.guest_types("123456")
    desk.screen.stuck.click()
    assert "sonuç bankadan sorulur" in says_yes[0]
    assert desk.ended() == "failed"


def test_staying_changes_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def no(_parent: object, _question: dialogs.Question) -> bool:
        return False

    monkeypatch.setattr(dialogs, "ask", no)
    desk.screen.cancel.click()
    desk.screen.stuck.click()
    assert desk.view.closings == 0
    assert desk.outcomes == []


@pytest.mark.parametrize(
    ("what", "how"),
    [("certificate", "certificate"), ("renderer_died", "renderer"), ("deadline", "deadline"), ("misbehaved", "failed")],
)
def test_a_final_end_of_the_view_is_asked_about(desk: Desk, what: str, how: str) -> None:
    desk.view.ended.emit(what)
    assert desk.ended() == how
    assert len(desk.outcomes) == 1
    assert "Bankaya soruluyor" in desk.screen.notice.words()


@pytest.mark.parametrize(("what", "said"), [("load_failed", "açılamadı"), ("refused", "güvenli olmayan")])
def test_other_news_leave_the_page_open(desk: Desk, what: str, said: str) -> None:
    desk.view.ended.emit(what)
    assert said in desk.screen.notice.words()
    assert desk.outcomes == []
    desk.guest_enters()
    assert desk.outcomes[0].result == "done"


def test_a_first_page_that_stands_still_can_be_sent_on(desk: Desk) -> None:
    desk.view.stuck.emit("first_page")
    desk.screen.go_on.click()
    assert desk.view.submitted == 1
    desk.view.stuck.emit("silent")
    assert "yanıt vermiyor" in desk.screen.notice.words()


def test_the_outcome_waits_until_the_view_is_gone(desk: Desk) -> None:
    desk.view.close_page = lambda: None  # type: ignore[method-assign]
    desk.guest_enters()
    assert desk.outcomes == []
    assert desk.screen.may_leave() is False
    desk.view.closed.emit()
    assert len(desk.outcomes) == 1


def test_a_slow_bank_lets_the_clerk_go(desk: Desk) -> None:
    desk.tasks.held_back = True
    desk.screen.end(PageEnd("failed"))
    assert desk.screen.may_leave() is False
    assert desk.tasks.slow is not None
    desk.tasks.slow()
    assert desk.screen.may_leave() is True
    desk.tasks.let_go()


def test_without_a_web_engine_the_bank_is_asked(tmp_path: Path) -> None:
    dressed("tr")
    counter = Counter(tmp_path)
    counter.places_hold("5.000,00", threeds=True)
    assert counter.page is not None

    def none(_desk: CounterDesk, _page: ChallengePage) -> tuple[QWidget, Callable[[], None]]:
        raise ImportError("no engine")

    outcomes: list[Outcome] = []
    screen = BankPage(counter.desk, AtOnce(counter.clock), counter.page, make_view=none)
    screen.finished.connect(outcomes.append)
    screen.end(PageEnd("failed"))
    assert "web görünümü" in screen.notice.words()
    assert len(outcomes) == 1
