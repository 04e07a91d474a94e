"""Giving captured money back: whole or in part, by cancel or refund, never more than is left (rules 11 and 17)."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from frontdesk.domain.gateway import WireRequest
from frontdesk.domain.money import Money
from frontdesk.practice.exchange import Response
from frontdesk.usecases.refund_capture import refund_capture
from tests.kit.counter import Counter
from tests.kit.invariants import assert_ledger_equals_bank

# Five minutes to midnight in Istanbul.
LATE = datetime(2026, 9, 21, 20, 55, tzinfo=UTC).timestamp()


def _captured(clerk: Counter, amount: str = "1.200,00") -> None:
    clerk.places_hold("5.000,00")
    assert clerk.captures(amount).result == "done"


def _ways(clerk: Counter) -> list[tuple[str, str]]:
    return [(row.by, row.state) for row in clerk.ledger.attempts_of(clerk.hold_id) if row.kind == "refund"]


def test_the_whole_is_given_back(clerk: Counter) -> None:
    _captured(clerk)
    outcome = clerk.refunds("1.200,00")
    assert (outcome.result, clerk.hold().state, clerk.hold().refunded) == ("done", "refunded", 120_000)
    assert clerk.refunds("1,00").problem == "wrong_hold_state"
    assert clerk.executed("refund") == 1


def test_rule_17_on_the_day_of_the_capture_it_is_cancelled(at_iyzico: Counter) -> None:
    _captured(at_iyzico)
    at_iyzico.refunds("1.200,00")
    assert _ways(at_iyzico) == [("cancel", "approved")]


def test_rule_17_from_the_next_istanbul_day_it_is_refunded(tmp_path: Path) -> None:
    clerk = Counter(tmp_path, start=LATE)
    _captured(clerk)
    clerk.time_passes(600)
    clerk.refunds("1.200,00")
    assert _ways(clerk) == [("refund", "approved")]
    assert_ledger_equals_bank(clerk)


def test_rule_17_the_day_is_never_trusted_refused_then_asked_then_the_other_way(tmp_path: Path) -> None:
    clerk = Counter(tmp_path, start=LATE)
    _captured(clerk)
    clerk.ground.bank.advance(600)  # the bank's day is over, the desk's is not
    asked = clerk.was_asked_to("inquire")
    outcome = clerk.refunds("1.200,00")
    assert (outcome.result, clerk.hold().state) == ("done", "refunded")
    assert _ways(clerk) == [("cancel", "refused"), ("refund", "approved")]
    assert clerk.was_asked_to("inquire") > asked
    keys = {row.key for row in clerk.ledger.attempts_of(clerk.hold_id)}
    assert len(keys) == 4
    assert_ledger_equals_bank(clerk)


def test_rule_17_a_refusal_that_cannot_be_asked_about_is_not_followed_by_the_other_way(at_iyzico: Counter) -> None:
    clerk = at_iyzico
    _captured(clerk)
    clerk.bank_does("decline", "release")  # iyzico's cancel, whatever it is for
    clerk.bank_does("status", "inquire")
    assert clerk.refunds("1.200,00").result == "refused"
    assert _ways(clerk) == [("cancel", "refused")]
    assert clerk.hold().state == "captured"


def test_rule_17_after_a_refusal_a_refund_that_is_not_ours_stops_the_other_way(at_iyzico: Counter) -> None:
    clerk = at_iyzico
    _captured(clerk)
    payment = clerk.payment()
    assert payment is not None
    clerk.ground.bank.refund(payment, 30_000, "panel", line=payment.lines[0].number)
    assert clerk.refunds("1.200,00").result != "done"
    assert _ways(clerk) == [("cancel", "refused")]
    assert clerk.executed("refund") == 1
    clerk.asks()
    assert clerk.asks().result in {"done", "attention"}


def test_both_ways_refused_stays_captured(at_iyzico: Counter) -> None:
    clerk = at_iyzico
    _captured(clerk)
    clerk.bank_does("decline", "release")
    clerk.bank_does("decline", "refund")
    assert clerk.refunds("1.200,00").result == "refused"
    assert (clerk.hold().state, clerk.hold().refunded) == ("captured", 0)


def test_parts_are_given_back_up_to_the_whole_and_never_more(at_iyzico: Counter) -> None:
    clerk = at_iyzico
    _captured(clerk)
    assert clerk.refunds("200,00").result == "done"
    assert (clerk.hold().state, clerk.hold().refunded) == ("captured", 20_000)
    assert clerk.refunds("1.000,01").problem == "above_refundable"
    assert clerk.refunds("1.000,00").result == "done"
    assert clerk.hold().state == "refunded"
    assert [way for way, _ in _ways(clerk)] == ["refund", "refund"]


def test_rule_17_oderopay_gives_back_the_whole_only(at_oderopay: Counter) -> None:
    _captured(at_oderopay)
    sent = at_oderopay.line.sent.copy()
    outcome = at_oderopay.refunds("200,00")
    assert (outcome.result, outcome.problem) == ("stopped", "no_part_refund_here")
    assert at_oderopay.line.sent == sent


def test_rule_17_a_part_at_oderopay_where_the_setting_says_so(tmp_path: Path) -> None:
    clerk = Counter(tmp_path, "oderopay", settings={"part_refunds": "true"})
    clerk.ground.switches = clerk.ground.switches._replace(item_refunds=True)
    _captured(clerk)
    assert clerk.refunds("200,00").result == "done"
    assert clerk.refunds("1.000,00").result == "done"
    assert clerk.hold().state == "refunded"
    assert_ledger_equals_bank(clerk)


def test_what_cannot_be_given_back_is_said_before_anything_is_sent(clerk: Counter) -> None:
    _captured(clerk)
    for amount, problem in (
        (Money(0, "TRY"), "nothing_to_refund"),
        (Money(-1, "TRY"), "nothing_to_refund"),
        (Money(100, "EUR"), "other_currency"),
        (Money(120_001, "TRY"), "above_refundable"),
    ):
        assert clerk.runs(refund_capture(clerk.desk, clerk.hold_id, amount)).problem == problem
    clerk.places_hold("5.000,00")
    assert clerk.refunds("5.000,00").problem == "wrong_hold_state"
    assert clerk.executed("refund") == 0


def test_rule_11_an_unknown_refund_counts_as_spent(clerk: Counter) -> None:
    _captured(clerk)
    clerk.bank_does("drop_before")
    assert clerk.refunds("1.200,00").result == "checking"
    assert clerk.hold().state == "unknown"
    assert clerk.refunds("1.200,00").problem == "hold_undecided"
    clerk.until_decided()
    assert clerk.hold().state == "captured"
    assert clerk.refunds("1.200,00").result == "done"


@pytest.mark.parametrize("fault", ["lose_answer", "garbage", "hang", "status", "truncate"])
def test_an_unclear_refund_is_asked_about_and_never_sent_again(clerk: Counter, fault: str) -> None:
    _captured(clerk)
    before = clerk.was_asked_to("refund") + clerk.was_asked_to("release")
    clerk.bank_does(fault)
    assert clerk.refunds("1.200,00").result == "checking"
    clerk.until_decided()
    assert clerk.hold().state == ("refunded" if clerk.executed("refund") else "captured")
    assert clerk.was_asked_to("refund") + clerk.was_asked_to("release") == before + 1


def test_an_unclear_part_is_found_by_its_own_key(at_iyzico: Counter) -> None:
    clerk = at_iyzico
    _captured(clerk)
    clerk.refunds("200,00")
    clerk.bank_does("lose_answer", "refund")
    assert clerk.refunds("200,00").result == "checking"
    clerk.time_passes(5)
    assert (clerk.hold().state, clerk.hold().refunded) == ("captured", 40_000)


def test_rule_11_a_refund_that_is_not_ours_is_for_a_person(at_iyzico: Counter) -> None:
    clerk = at_iyzico
    _captured(clerk)
    payment = clerk.payment()
    assert payment is not None
    clerk.ground.bank.refund(payment, 30_000, "panel", line=payment.lines[0].number)
    clerk.bank_does("drop_before", "refund")
    assert clerk.refunds("200,00").result == "checking"
    clerk.time_passes(1)
    assert (clerk.hold().state, clerk.hold().attention) == ("attention", "refund_unmatched")
    clerk.time_passes(1200)
    assert clerk.states()[-1] == "refund unknown"


def test_a_listing_that_lost_an_earlier_refund_proves_nothing_about_this_one(at_iyzico: Counter) -> None:
    clerk = at_iyzico
    _captured(clerk)
    before = clerk.payment()
    assert before is not None
    clerk.refunds("200,00")
    clerk.ground.bank.hide("iyzico", before.number, before, 2000)
    clerk.bank_does("drop_before", "refund")
    clerk.refunds("300,00")
    clerk.time_passes(1500)
    assert (clerk.hold().state, clerk.hold().attention) == ("attention", "refund_unmatched")
    clerk.time_passes(10_000)
    assert (clerk.hold().state, clerk.hold().refunded) == ("captured", 20_000)


@pytest.mark.parametrize("fault", ["wrong_amount", "wrong_id"])
def test_rule_5_an_answer_that_differs_is_settled_by_asking(clerk: Counter, fault: str) -> None:
    _captured(clerk)
    clerk.bank_does(fault)
    assert clerk.refunds("1.200,00").result == "checking"
    clerk.time_passes(1)
    assert (clerk.hold().state, clerk.hold().refunded) == ("refunded", 120_000)


def test_a_failure_inside_a_200_is_unknown_until_asked(at_oderopay: Counter) -> None:
    _captured(at_oderopay)
    at_oderopay.bank_does("refund_failure_200", "refund")
    assert at_oderopay.refunds("1.200,00").result == "checking"
    at_oderopay.until_decided()
    assert at_oderopay.hold().state == "captured"


def test_a_conversation_that_raises_leaves_no_attempt_behind(at_oderopay: Counter) -> None:
    clerk = at_oderopay
    _captured(clerk)

    def breaks(request: WireRequest, answer: Response) -> Response:
        raise ValueError("a reader's own mistake")

    clerk.line.tampers = breaks
    assert clerk.refunds("1.200,00").result == "checking"
    clerk.line.tampers = lambda _request, answer: answer
    assert [str(trouble) for trouble in clerk.troubles] == ["a reader's own mistake"]
    clerk.troubles.clear()
    clerk.time_passes(1)
    assert clerk.hold().state == "refunded"


def test_what_was_captured_elsewhere_can_be_given_back_though_nothing_of_ours_was_approved(clerk: Counter) -> None:
    clerk.bank_does("executes_later", "place", seconds=5000)
    clerk.places_hold("5.000,00")
    clerk.time_passes(6500)
    clerk.ground.bank.settle()
    payment = clerk.payment()
    assert payment is not None
    clerk.ground.bank.capture(payment, 500_000, "in the merchant's panel")
    clerk.asks()
    assert (clerk.asks().result, clerk.hold().state) == ("done", "captured")
    clerk.refunds("5.000,00")
    assert clerk.hold().state == "refunded"


def test_after_a_restore_nothing_is_given_back_a_second_time(at_iyzico: Counter, tmp_path: Path) -> None:
    at_iyzico.places_hold("5.000,00")
    at_iyzico.captures("1.200,00")
    at_iyzico.places_hold("5.000,00")
    at_iyzico.captures("1.200,00")
    backup = tmp_path / "yesterday.db"
    at_iyzico.ledger.backup(backup)
    at_iyzico.refunds("300,00", 1)
    at_iyzico.clock.moves_to(at_iyzico.clock.time() + 60)
    at_iyzico.restores(backup)
    at_iyzico.line.is_cut = True
    assert at_iyzico.refunds("300,00", 1).result == "not_sent"
    at_iyzico.line.is_cut = False
    outcome = at_iyzico.refunds("300,00", 1)
    assert (outcome.result, outcome.problem) == ("attention", "bank_says_otherwise")
    assert at_iyzico.executed("refund") == 1
    at_iyzico.asks(1)
    assert at_iyzico.hold(1).refunded == 30_000
    assert at_iyzico.refunds("900,00", 1).result == "done"
    assert at_iyzico.refunds("1.200,00", 2).result == "done"
    assert [hold.state for hold in at_iyzico.all_holds()] == ["refunded", "refunded"]
