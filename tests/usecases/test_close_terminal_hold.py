"""What was done on a terminal is written down with its slip; the person at the desk is the only source."""

import json
from collections.abc import Iterator

import pytest

from frontdesk.domain.money import Money
from frontdesk.usecases.close_terminal_hold import capture_by_hand, confirm_by_hand, refund_by_hand, release_by_hand
from frontdesk.usecases.desk import Outcome
from frontdesk.usecases.list_holds import detail
from frontdesk.usecases.record_terminal_hold import TerminalWish, record_terminal_hold
from tests.kit.counter import Counter
from tests.kit.power_cut import power_cut_at


@pytest.fixture
def clerk(at_iyzico: Counter) -> Iterator[Counter]:
    """With a hold of 5.000,00 from a terminal."""
    wish = TerminalWish(at_iyzico.a_stay(), at_iyzico.money("5.000,00"), "A12345")
    at_iyzico.runs(record_terminal_hold(at_iyzico.desk, wish))
    yield at_iyzico
    assert at_iyzico.line.sent == []


def captures(clerk: Counter, amount: str, slip: str = "S-1", *, knowingly: bool = False) -> Outcome:
    money = clerk.money(amount)
    return clerk.runs(capture_by_hand(clerk.desk, clerk.hold_id, money, slip, knowingly_above=knowingly))


def refunds(clerk: Counter, amount: str, slip: str = "S-2") -> Outcome:
    return clerk.runs(refund_by_hand(clerk.desk, clerk.hold_id, clerk.money(amount), slip))


def test_a_capture_is_written_down_with_its_slip_and_who_said_so(clerk: Counter) -> None:
    outcome = captures(clerk, "1.200,00")
    hold = clerk.hold()
    assert (outcome.result, outcome.verb, hold.state, hold.captured) == ("done", "capture", "captured", 120_000)
    assert clerk.states() == ["place approved", "capture approved"]
    line = clerk.ledger.journal_of(hold.id)[-1]
    assert (line.event, line.clerk, json.loads(line.facts)["slip"]) == ("captured_by_hand", "Derya Örnek", "S-1")
    assert not hold.is_open


def test_a_release_is_written_down(clerk: Counter) -> None:
    outcome = clerk.runs(release_by_hand(clerk.desk, clerk.hold_id, "S-1"))
    assert (outcome.result, clerk.hold().state, clerk.journal()[-1]) == ("done", "released", "released_by_hand")
    assert clerk.ledger.total_held() == {}


def test_captured_money_goes_back_in_parts_and_never_more_than_is_left(clerk: Counter) -> None:
    captures(clerk, "1.200,00")
    assert detail(clerk.desk, clerk.hold_id).can == {"refund_by_hand"}
    assert refunds(clerk, "200,00").result == "done"
    assert (clerk.hold().state, clerk.hold().refunded) == ("captured", 20_000)
    assert refunds(clerk, "1.000,01").problem == "above_refundable"
    assert refunds(clerk, "1.000,00").result == "done"
    assert (clerk.hold().state, clerk.journal()[-1]) == ("refunded", "refunded_by_hand")
    assert detail(clerk.desk, clerk.hold_id).can == frozenset()


def test_more_than_the_hold_is_written_down_only_knowingly(clerk: Counter) -> None:
    assert captures(clerk, "5.500,00").problem == "above_hold"
    assert clerk.hold().state == "held"
    assert captures(clerk, "5.500,00", knowingly=True).result == "done"
    assert clerk.hold().captured == 550_000


@pytest.mark.parametrize(
    ("slip", "problem"), [("", "slip_missing"), ("  ", "slip_missing"), ("4543590000000006", "card_number_typed")]
)
def test_nothing_is_closed_without_a_slip(clerk: Counter, slip: str, problem: str) -> None:
    assert captures(clerk, "1.000,00", slip).problem == problem
    assert clerk.runs(release_by_hand(clerk.desk, clerk.hold_id, slip)).problem == problem
    assert clerk.states() == ["place approved"]


def test_it_is_closed_once(clerk: Counter) -> None:
    captures(clerk, "1.000,00")
    assert captures(clerk, "1.000,00").problem == "wrong_hold_state"
    assert clerk.runs(release_by_hand(clerk.desk, clerk.hold_id, "S-9")).problem == "wrong_hold_state"
    assert clerk.states() == ["place approved", "capture approved"]


def test_only_money_of_the_hold_is_taken(clerk: Counter) -> None:
    for money, problem in ((Money(0, "TRY"), "nothing"), (Money(100, "EUR"), "other_currency")):
        assert clerk.runs(capture_by_hand(clerk.desk, clerk.hold_id, money, "S-1")).problem == problem
    assert refunds(clerk, "1,00").problem == "wrong_hold_state"


def test_whoever_looked_at_the_terminal_takes_the_flag_of_a_restore_away(clerk: Counter) -> None:
    backup = clerk.path.parent / "backup.db"
    clerk.ledger.backup(backup)
    hold_id = clerk.hold_id
    clerk.restores(backup)
    outcome = clerk.runs(confirm_by_hand(clerk.desk, hold_id))
    assert (outcome.result, outcome.verb, clerk.hold(hold_id).attention) == ("done", "ask", "")
    assert clerk.hold(hold_id).asked_at == clerk.clock.now()
    assert clerk.journal(hold_id)[-1] == "confirmed_by_hand"


def test_closing_it_takes_the_flag_away_as_well(clerk: Counter) -> None:
    backup = clerk.path.parent / "backup.db"
    clerk.ledger.backup(backup)
    clerk.restores(backup)
    assert clerk.runs(release_by_hand(clerk.desk, clerk.hold_id, "S-1")).result == "done"
    assert clerk.hold().attention == ""


def test_a_full_disk_leaves_it_as_it_was(clerk: Counter) -> None:
    clerk.disk_is_full()
    outcome = captures(clerk, "1.000,00")
    clerk.disk_has_room()
    assert (outcome.result, outcome.problem, clerk.hold().state) == ("stopped", "ledger_full", "held")
    assert clerk.states() == ["place approved"]


@pytest.mark.parametrize(("point", "state"), [("terminal:before_capture", "held"), ("terminal:capture", "captured")])
def test_a_power_cut_leaves_it_wholly_done_or_not_at_all(clerk: Counter, point: str, state: str) -> None:
    with power_cut_at(point):
        captures(clerk, "1.000,00")
    clerk.crashes()
    assert (clerk.hold().state, clerk.ledger.open_attempts()) == (state, ())
    assert captures(clerk, "1.000,00").result == ("done" if state == "held" else "stopped")


def test_a_hold_at_a_gateway_is_never_closed_by_hand(at_oderopay: Counter) -> None:
    clerk = at_oderopay
    clerk.places_hold("5.000,00")
    assert captures(clerk, "1.000,00").problem == "wrong_hold_state"
    assert clerk.runs(release_by_hand(clerk.desk, clerk.hold_id, "S-1")).problem == "wrong_hold_state"
    assert clerk.runs(confirm_by_hand(clerk.desk, clerk.hold_id)).problem == "wrong_hold_state"
    assert clerk.hold().state == "held"
