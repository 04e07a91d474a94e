"""A deposit where the account cannot hold: charged, with no hold about it, and returned whole at check-out (rules 13,
17 and 18)."""

from pathlib import Path

import pytest

from frontdesk.usecases.list_holds import counts, detail, page, total
from tests.kit.counter import Counter
from tests.kit.invariants import assert_ledger_equals_bank

ONE_STEP = {"pos_alias": "isbank-1"}
TWO_STEPS = {"pos_alias": "garanti-1"}


def _charged(clerk: Counter, amount: str = "5.000,00") -> None:
    assert clerk.charges_deposit(amount).result == "challenge"
    assert clerk.with_bank_page().result == "done"


def test_on_a_two_step_pos_it_is_completed_once_and_charged(at_oduyo: Counter) -> None:
    outcome = at_oduyo.charges_deposit("5.000,00")
    assert (outcome.result, outcome.verb, at_oduyo.hold().purpose) == ("challenge", "sale", "deposit")
    outcome = at_oduyo.with_bank_page()
    hold = at_oduyo.hold()
    assert (outcome.result, hold.state, hold.captured, hold.attention) == ("done", "charged", 500_000, "")
    assert (hold.lapses_at, hold.held_at > 0) == (0, True)
    assert at_oduyo.states() == ["sale approved", "complete approved"]
    assert at_oduyo.journal()[-1] == "charged"
    assert at_oduyo.was_asked_to("complete") == 1


@pytest.mark.parametrize("how", ["returned", "renderer", "closed"])
def test_rule_13_on_a_one_step_pos_it_is_never_completed_however_the_page_ended(tmp_path: Path, how: str) -> None:
    clerk = Counter(tmp_path, "oduyo", settings=ONE_STEP)
    clerk.charges_deposit("5.000,00")
    fields = clerk.guest_types("123456")
    clerk.page_ends(how, fields)  # type: ignore[arg-type]
    clerk.until_decided()
    assert (clerk.hold().state, clerk.hold().captured) == ("charged", 500_000)
    assert clerk.was_asked_to("complete") == 0
    assert_ledger_equals_bank(clerk)


def test_an_account_that_can_hold_charges_no_deposit(clerk: Counter) -> None:
    outcome = clerk.charges_deposit("5.000,00")
    assert (outcome.result, outcome.problem) == ("stopped", "holds_here")
    assert clerk.line.sent == []


def test_an_account_without_holds_says_so(at_oduyo: Counter) -> None:
    outcome = at_oduyo.places_hold("5.000,00")
    assert (outcome.result, outcome.problem) == ("stopped", "no_holds_here")
    assert at_oduyo.line.sent == []


def test_it_stands_on_the_board_until_it_is_returned_and_blocks_no_card(at_oduyo: Counter) -> None:
    _charged(at_oduyo)
    assert [row.hold.state for row in page(at_oduyo.desk, "open")] == ["charged"]
    assert (counts(at_oduyo.desk)["attention"], counts(at_oduyo.desk)["lapsing"]) == (0, 0)
    assert total(at_oduyo.desk) == ()
    told = detail(at_oduyo.desk, at_oduyo.hold_id)
    assert told.can == {"refund", "keep", "keep_part", "panel_refund", "ask"}
    assert told.why_not["refund_part"] == "no_part_refund_here"
    at_oduyo.returns_deposit()
    assert page(at_oduyo.desk, "open") == ()


def test_rule_17_on_its_day_it_is_cancelled_and_later_refunded(at_oduyo: Counter) -> None:
    _charged(at_oduyo)
    assert at_oduyo.returns_deposit().result == "done"
    first = at_oduyo.hold_id
    _charged(at_oduyo)
    second = at_oduyo.page.hold_id if at_oduyo.page else 0
    at_oduyo.time_passes(86_400)
    assert at_oduyo.returns_deposit(second).result == "done"
    ways = [row.by for hold in (first, second) for row in at_oduyo.ledger.attempts_of(hold) if row.kind == "refund"]
    assert ways == ["cancel", "refund"]
    assert {at_oduyo.hold(first).state, at_oduyo.hold(second).state} == {"refunded"}


def test_rule_17_a_refused_cancel_is_asked_about_and_then_refunded(at_oduyo: Counter) -> None:
    _charged(at_oduyo)
    at_oduyo.bank_does("decline", "release")
    assert at_oduyo.returns_deposit().result == "done"
    ways = [(row.by, row.state) for row in at_oduyo.ledger.attempts_of(at_oduyo.hold_id) if row.kind == "refund"]
    assert ways == [("cancel", "refused"), ("refund", "approved")]


def test_rule_18_only_the_whole_is_returned(at_oduyo: Counter) -> None:
    _charged(at_oduyo)
    sent = at_oduyo.line.sent.copy()
    assert at_oduyo.refunds("1.200,00").problem == "no_part_refund_here"
    assert at_oduyo.line.sent == sent


def test_what_was_returned_in_the_panel_is_not_returned_again(at_oduyo: Counter) -> None:
    _charged(at_oduyo)
    payment = at_oduyo.payment()
    assert payment is not None
    at_oduyo.ground.bank.refund(payment, 500_000, "panel", line=payment.lines[0].number)
    outcome = at_oduyo.returns_deposit()
    assert (outcome.result, at_oduyo.hold().attention) == ("attention", "bank_says_otherwise")
    assert at_oduyo.was_asked_to("refund") + at_oduyo.was_asked_to("release") == 0


@pytest.mark.parametrize("fault", ["lose_answer", "drop_before", "garbage", "hang", "status"])
def test_an_unclear_return_is_asked_about_and_never_sent_twice(at_oduyo: Counter, fault: str) -> None:
    _charged(at_oduyo)
    at_oduyo.bank_does(fault, "release")
    assert at_oduyo.returns_deposit().result == "checking"
    at_oduyo.until_decided()
    assert at_oduyo.was_asked_to("release") == 1
    state = "refunded" if at_oduyo.executed("refund") else "charged"
    assert at_oduyo.hold().state == state


@pytest.mark.parametrize("fault", ["lose_answer", "garbage", "hang", "status", "drop_before"])
def test_an_unclear_completion_is_never_sent_again(at_oduyo: Counter, fault: str) -> None:
    at_oduyo.charges_deposit("5.000,00")
    at_oduyo.bank_does(fault, "complete")
    at_oduyo.with_bank_page()
    at_oduyo.until_decided()
    assert at_oduyo.was_asked_to("complete") == 1
    if at_oduyo.executed("complete"):
        assert at_oduyo.hold().state == "charged"
    else:
        assert at_oduyo.hold().state == "attention"


def test_a_wrong_code_charges_nothing(at_oduyo: Counter) -> None:
    at_oduyo.charges_deposit("5.000,00")
    at_oduyo.with_bank_page("999999")
    at_oduyo.until_decided()
    assert (at_oduyo.hold().state, at_oduyo.executed("complete")) == ("declined", 0)


def test_after_a_restore_a_charged_deposit_is_charged_again_once_asked_about(at_oduyo: Counter, tmp_path: Path) -> None:
    _charged(at_oduyo)
    backup = tmp_path / "backup.db"
    at_oduyo.ledger.backup(backup)
    at_oduyo.restores(backup)
    assert at_oduyo.hold().state == "unknown"
    assert at_oduyo.asks().result == "done"
    assert (at_oduyo.hold().state, at_oduyo.hold().captured) == ("charged", 500_000)


def test_a_sale_is_asked_about_too_before_it_is_given_back_where_nothing_is_held(at_oduyo: Counter) -> None:
    clerk = at_oduyo
    clerk.takes_sale("1.200,00")
    clerk.with_bank_page()
    clerk.time_passes(86_400)
    payment = clerk.payment()
    assert payment is not None
    clerk.panel_gives_back(payment, 50_000)
    assert clerk.refunds("1.200,00").problem == "refund_unmatched"
    assert clerk.was_asked_to("refund") == 0
