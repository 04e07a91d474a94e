"""A hold of a bank's terminal is written down by hand; nothing is ever sent for it."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Literal, TypedDict, Unpack

import pytest

from frontdesk.domain.hold import Stay
from frontdesk.domain.money import Money
from frontdesk.usecases.desk import Outcome
from frontdesk.usecases.list_holds import detail, page
from frontdesk.usecases.record_terminal_hold import TerminalWish, record_terminal_hold
from tests.kit.counter import Counter


class Slip(TypedDict, total=False):
    """What a sentence may say of the slip."""

    stay: Stay
    approval: str
    lapses_on: str
    bank: str
    last4: str
    scheme: str
    reference: str
    reason: str


def writes_down(clerk: Counter, amount: str = "5.000,00", **slip: Unpack[Slip]) -> Outcome:
    wish = TerminalWish(
        stay=slip["stay"] if "stay" in slip else clerk.a_stay(),
        amount=clerk.money(amount),
        approval=slip.get("approval", "A12345"),
        lapses_on=slip.get("lapses_on", ""),
        bank=slip.get("bank", "Garanti BBVA"),
        last4=slip.get("last4", "4242"),
        scheme=slip.get("scheme", "visa"),
        reference=slip.get("reference", "T-7"),
        reason=slip.get("reason", ""),
    )
    return clerk.runs(record_terminal_hold(clerk.desk, wish))


def in_days(clerk: Counter, days: int) -> str:
    return (datetime.fromtimestamp(clerk.clock.now(), UTC) + timedelta(days=days, hours=3)).date().isoformat()


def test_it_is_held_at_once_with_an_approved_attempt_that_was_never_sent(at_iyzico: Counter) -> None:
    clerk = at_iyzico
    outcome = writes_down(clerk)
    hold = clerk.hold()
    assert (outcome.result, outcome.verb, hold.state, hold.account, hold.entry) == (
        "done",
        "place",
        "held",
        "terminal",
        "terminal",
    )
    assert (hold.auth_code, hold.host_reference, hold.last4, hold.bank) == ("A12345", "T-7", "4242", "Garanti BBVA")
    assert clerk.states() == ["place approved"]
    assert clerk.line.sent == []
    [line] = clerk.ledger.journal_of(hold.id)
    assert (line.event, line.clerk) == ("recorded_by_hand", "Derya Örnek")
    assert json.loads(line.facts)["auth_code"] == "A12345"


def test_it_stands_on_the_board_and_counts_as_blocked(at_iyzico: Counter) -> None:
    writes_down(at_iyzico)
    assert [held.hold.account for held in page(at_iyzico.desk, "open")] == ["terminal"]
    assert at_iyzico.ledger.total_held() == {"TRY": 500_000}


def test_the_lapse_is_told_where_somebody_told_it_and_a_guess_otherwise(at_iyzico: Counter) -> None:
    writes_down(at_iyzico, lapses_on=in_days(at_iyzico, 20))
    hold = at_iyzico.hold()
    last_second = datetime.fromtimestamp(hold.lapses_at, UTC) + timedelta(hours=3)
    assert (hold.lapse_grade, last_second.date().isoformat()) == ("told", in_days(at_iyzico, 20))
    assert (last_second + timedelta(seconds=1)).hour == 0
    writes_down(at_iyzico, approval="B1")
    hold = at_iyzico.hold()
    assert (hold.lapse_grade, hold.lapses_at - hold.held_at) == ("guess", 7 * 86_400)


@pytest.mark.parametrize(
    ("slip", "problem"),
    [
        (Slip(approval=" "), "approval_missing"),
        (Slip(last4="12"), "last4_wrong"),
        (Slip(last4="12a4"), "last4_wrong"),
        (Slip(lapses_on="2024-01-01"), "lapse_passed"),
        (Slip(approval="4543590000000006"), "card_number_typed"),
        (Slip(reference="4543 5900 0000 0006"), "card_number_typed"),
        (Slip(bank="5528790000000008"), "card_number_typed"),
    ],
)
def test_what_is_wrong_with_a_slip_is_said_before_anything_is_written(
    at_iyzico: Counter, slip: Slip, problem: str
) -> None:
    outcome = writes_down(at_iyzico, **slip)
    assert (outcome.result, outcome.problem) == ("stopped", problem)
    assert at_iyzico.all_holds() == ()


def test_nothing_is_no_hold(at_iyzico: Counter) -> None:
    wish = TerminalWish(at_iyzico.a_stay(), Money(0, "TRY"), "A12345")
    assert at_iyzico.runs(record_terminal_hold(at_iyzico.desk, wish)).problem == "nothing"


def test_the_same_slip_is_not_written_down_twice_unasked(at_iyzico: Counter) -> None:
    clerk = at_iyzico
    first = writes_down(clerk)
    again = writes_down(clerk)
    assert first.held is not None
    assert (again.problem, [held.hold.id for held in again.others]) == ("may_block_twice", [first.held.hold.id])
    assert writes_down(clerk, reason="two slips with one code").result == "done"
    assert "two slips with one code" in clerk.ledger.journal_of(clerk.hold_id)[0].facts
    assert writes_down(clerk, "4.000,00").result == "done"


def test_rule_4_a_stay_whose_hold_is_unclear_is_not_blocked_a_second_time_unasked(at_iyzico: Counter) -> None:
    clerk = at_iyzico
    stay = clerk.a_stay()
    clerk.bank_does("lose_answer", "place")
    clerk.places_hold("5.000,00", stay=stay)
    outcome = writes_down(clerk, stay=stay)
    assert (outcome.result, outcome.problem, len(outcome.others)) == ("stopped", "may_block_twice", 1)
    assert writes_down(clerk, stay=stay, reason="the guest knows").result == "done"
    clerk.until_decided()


def test_it_is_never_asked_about(at_iyzico: Counter) -> None:
    clerk = at_iyzico
    writes_down(clerk)
    assert (clerk.asks().result, clerk.asks().problem) == ("stopped", "terminal_by_hand")
    assert clerk.captures("1.000,00").problem == "terminal_by_hand"
    assert clerk.releases().problem == "terminal_by_hand"
    assert clerk.refunds("1.000,00").problem == "terminal_by_hand"
    clerk.time_passes(90_000)
    clerk.crashes()
    clerk.time_passes(90_000)
    assert clerk.ledger.next_due() == 0
    assert (clerk.hold().state, clerk.line.sent) == ("held", [])


def test_the_screen_offers_what_can_be_written_down_and_says_why_the_rest_cannot_be_done(at_iyzico: Counter) -> None:
    writes_down(at_iyzico)
    told = detail(at_iyzico.desk, at_iyzico.hold_id)
    assert told.can == {"capture_by_hand", "release_by_hand", "confirm_by_hand"}
    assert told.why_not.pop("refund_by_hand") == "wrong_hold_state"
    assert set(told.why_not.values()) == {"terminal_by_hand"}
    assert told.allowed is not None
    assert (told.allowed.ceiling, told.allowed.ceiling_grade) == (at_iyzico.money("5.000,00"), "guess")


def test_after_a_restore_it_stands_as_written_and_somebody_has_to_look(at_iyzico: Counter) -> None:
    clerk = at_iyzico
    writes_down(clerk)
    backup = clerk.path.parent / "backup.db"
    clerk.ledger.backup(backup)
    hold_id = clerk.hold_id
    clerk.restores(backup)
    clerk.time_passes(90_000)
    hold = clerk.hold(hold_id)
    assert (hold.state, hold.attention, clerk.line.sent) == ("held", "terminal_restored", [])
    assert [held.hold.id for held in page(clerk.desk, "attention")] == [hold_id]
    assert clerk.journal(hold_id)[-1] == "look_at_terminal"


def test_a_full_disk_leaves_nothing_behind(at_iyzico: Counter) -> None:
    at_iyzico.disk_is_full()
    outcome = writes_down(at_iyzico)
    at_iyzico.disk_has_room()
    assert (outcome.result, outcome.problem, at_iyzico.all_holds()) == ("stopped", "ledger_full", ())


@pytest.mark.parametrize(("account", "entry"), [("terminal", "card"), ("iyzico", "terminal")])
def test_the_ledger_keeps_the_name_for_terminals_alone(
    at_iyzico: Counter, account: str, entry: Literal["card", "terminal"]
) -> None:
    clerk = at_iyzico
    writes_down(clerk)
    hold = clerk.hold()._replace(account=account, entry=entry, key="another", auth_code="another")
    attempt = clerk.ledger.attempts_of(hold.id)[0]._replace(account=account, key="another")
    with pytest.raises(Exception, match="CHECK constraint"):
        asyncio.run(clerk.ledger.record_by_hand(clerk.a_stay(), hold, attempt, "", {}))


def test_rule_4_the_last_four_of_a_slip_are_enough_beside_an_open_hold_of_that_card(clerk: Counter) -> None:
    clerk.bank_does("lose_answer", "place")
    clerk.bank_does("status", "inquire")
    clerk.places_hold("5.000,00")
    unknown = clerk.hold()
    outcome = writes_down(clerk, last4=unknown.last4)
    assert (outcome.problem, [one.hold.id for one in outcome.others]) == ("may_block_twice", [unknown.id])
    assert writes_down(clerk, last4=unknown.last4, reason="another card").result == "done"
