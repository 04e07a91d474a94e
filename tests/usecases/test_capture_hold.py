"""Capturing at check-out: once, within the range, and never called refused before the bank was asked."""

import json
from pathlib import Path

import pytest

from frontdesk.domain.crash_point import watchers
from frontdesk.domain.gateway import WireRequest
from frontdesk.domain.money import Money
from frontdesk.practice.exchange import Response
from frontdesk.usecases.capture_hold import capture_hold
from frontdesk.usecases.release_hold import release_hold
from tests.kit.counter import Counter
from tests.kit.invariants import assert_ledger_equals_bank

CAPTURE_REFUSED = {"iyzico": "5406670000000009", "oderopay": "4043150000006662"}


@pytest.mark.parametrize(("amount", "minor"), [("5.000,00", 500_000), ("1.200,00", 120_000), ("0,01", 1)])
def test_all_or_a_part_is_captured_once(clerk: Counter, amount: str, minor: int) -> None:
    clerk.places_hold("5.000,00")
    outcome = clerk.captures(amount)
    assert (outcome.result, clerk.hold().state, clerk.hold().captured) == ("done", "captured", minor)
    again = clerk.captures("1,00")
    assert (again.result, again.problem) == ("stopped", "wrong_hold_state")
    assert clerk.executed("capture") == 1


def test_what_is_out_of_range_is_refused_before_anything_is_sent(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    asked = clerk.line.sent.copy()
    for amount, problem in (
        (Money(500_001, "TRY"), "above_ceiling"),
        (Money(100, "EUR"), "other_currency"),
        (Money(0, "TRY"), "nothing"),
        (Money(-5, "TRY"), "nothing"),
    ):
        outcome = clerk.runs(capture_hold(clerk.desk, clerk.hold_id, amount))
        assert (outcome.result, outcome.problem) == ("stopped", problem)
    assert clerk.line.sent == asked
    assert clerk.hold().state == "held"


def test_iyzico_goes_above_the_hold_by_the_margin_of_the_account(tmp_path: Path) -> None:
    clerk = Counter(tmp_path, settings={"margin": "10"})
    clerk.places_hold("1.000,00")
    assert clerk.captures("1.100,01").problem == "above_ceiling"
    assert clerk.captures("1.100,00").result == "done"
    assert_ledger_equals_bank(clerk, margin=10)


def test_an_account_that_captures_the_exact_sum_only_says_so(tmp_path: Path) -> None:
    clerk = Counter(tmp_path, settings={"exact_only": "true"})
    clerk.places_hold("1.000,00")
    assert clerk.captures("999,99").problem == "exact_only"
    assert clerk.captures("1.000,00").result == "done"


def test_two_clicks_at_once_capture_once(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    amount = clerk.money("1.200,00")
    first = clerk.starts(capture_hold(clerk.desk, clerk.hold_id, amount))
    first.goes_on()
    second = clerk.starts(capture_hold(clerk.desk, clerk.hold_id, amount))
    assert second.lands().result == "stopped"
    assert first.lands().result == "done"
    assert clerk.was_asked_to("capture") == 1


def test_rule_3_no_release_while_a_capture_is_under_way(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    release = clerk.starts(release_hold(clerk.desk, clerk.hold_id))
    release.goes_on()  # the bank is being asked first
    assert clerk.captures("1.200,00").result == "done"
    late = release.lands()
    assert (late.result, late.problem) == ("stopped", "hold_changed")
    assert clerk.executed("release") == 0


# -- refusals


def test_a_refused_capture_is_asked_about_before_the_hold_shows_held(clerk: Counter) -> None:
    clerk.places_hold("5.000,00", card=CAPTURE_REFUSED[clerk.gateway])
    asked = clerk.was_asked_to("inquire")
    outcome = clerk.captures("1.200,00")
    assert (outcome.result, clerk.hold().state) == ("refused", "held")
    assert outcome.problem
    assert clerk.was_asked_to("inquire") > asked
    assert clerk.states() == ["place approved", "capture refused"]


def test_a_refused_capture_that_cannot_be_asked_about_is_not_called_refused(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    clerk.bank_does("decline", "capture")
    clerk.bank_does("status", "inquire", times=0)
    assert clerk.captures("1.200,00").result == "checking"
    assert clerk.hold().state == "unknown"
    clerk.bank_behaves()
    clerk.time_passes(5)
    assert clerk.hold().state == "held"


def test_a_new_capture_after_a_refused_one_has_a_new_key(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    clerk.bank_does("decline", "capture")
    clerk.captures("1.200,00")
    assert clerk.captures("1.200,00").result == "done"
    _, refused, done = clerk.ledger.attempts_of(clerk.hold_id)
    assert refused.key != done.key


# -- unclear


@pytest.mark.parametrize("fault", ["lose_answer", "truncate", "garbage", "hang", "status", "html_200", "empty_200"])
def test_an_unclear_capture_is_asked_about_and_never_sent_again(clerk: Counter, fault: str) -> None:
    clerk.places_hold("5.000,00")
    clerk.bank_does(fault, "capture")
    clerk.captures("1.200,00")
    clerk.until_decided()
    assert clerk.hold().state == ("captured" if clerk.executed("capture") else "held")
    assert clerk.was_asked_to("capture") == 1


def test_an_answer_that_never_came_is_settled_at_once_by_asking(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    clerk.bank_does("lose_answer", "capture")
    outcome = clerk.captures("1.200,00")
    assert (outcome.result, clerk.hold().state, clerk.hold().captured) == ("done", "captured", 120_000)


def test_a_capture_that_never_left_is_back_at_held_and_may_be_tried_again(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    clerk.line.is_cut = True
    assert clerk.captures("1.200,00").result == "not_sent"
    assert clerk.hold().state == "held"
    clerk.line.is_cut = False
    assert clerk.captures("1.200,00").result == "done"


@pytest.mark.parametrize("kind", ["executes_later", "visibility_lag"])
def test_a_bank_that_is_late_is_believed_only_when_it_says_so(clerk: Counter, kind: str) -> None:
    clerk.places_hold("5.000,00")
    clerk.bank_does("lose_answer" if kind == "visibility_lag" else kind, "capture", seconds=30, lag=60)
    assert clerk.captures("1.200,00").result == "checking"
    clerk.until_decided()
    assert (clerk.hold().state, clerk.hold().captured) == ("captured", 120_000)
    assert clerk.executed("capture") == 1


def test_rule_9_still_held_counts_only_twice_five_minutes_apart_and_ten_after_sending(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    clerk.bank_does("drop_before", "capture")
    clerk.captures("1.200,00")
    begun = clerk.ledger.attempts_of(clerk.hold_id)[-1].begun_at
    while clerk.hold().state == "unknown":
        clerk.time_passes(1)
    settled = clerk.ledger.attempts_of(clerk.hold_id)[-1]
    assert (settled.state, clerk.hold().state) == ("not_done", "held")
    assert settled.strikes == 2
    assert settled.settled_at - begun >= 600
    assert settled.settled_at - settled.struck_at >= 300
    assert settled.settled_at - begun <= 1000
    assert clerk.captures("1.200,00").result == "done"


def test_rule_9_the_ten_minutes_count_from_the_last_start(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    clerk.bank_does("drop_before", "capture")
    clerk.captures("1.200,00")
    clerk.time_passes(590)
    clerk.crashes()
    started = clerk.clock.time()
    while clerk.hold().state == "unknown":
        clerk.time_passes(1)
    assert clerk.clock.time() - started >= 600
    assert clerk.hold().state == "held"


def test_rule_10_already_captured_by_the_panel_is_asked_and_approved_when_the_sums_agree(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    payment = clerk.payment()
    assert payment is not None
    clerk.ground.bank.capture(payment, 120_000, "panel")
    assert clerk.captures("1.200,00").result == "done"
    assert clerk.hold().state == "captured"


def test_rule_10_already_captured_at_another_sum_is_for_a_person(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    payment = clerk.payment()
    assert payment is not None
    clerk.ground.bank.capture(payment, 90_000, "panel")
    outcome = clerk.captures("1.200,00")
    assert (outcome.result, outcome.problem) == ("attention", "mismatch")
    assert clerk.hold().state == "attention"


@pytest.mark.parametrize("fault", ["wrong_amount", "wrong_currency", "wrong_id"])
def test_rule_5_an_answer_that_differs_from_the_order_is_settled_by_asking(clerk: Counter, fault: str) -> None:
    clerk.places_hold("5.000,00")
    clerk.bank_does(fault, "capture")
    outcome = clerk.captures("1.200,00")
    assert (outcome.result, clerk.hold().captured) == ("done", 120_000)


def test_a_full_disk_at_the_beginning_sends_nothing(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    clerk.disk_is_full()
    outcome = clerk.captures("1.200,00")
    clerk.disk_has_room()
    assert (outcome.result, outcome.problem) == ("stopped", "ledger_full")
    assert clerk.was_asked_to("capture") == 0
    assert clerk.hold().state == "held"


def test_a_full_disk_after_the_answer_is_written_when_there_is_room(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    watchers.append(lambda name: clerk.disk_is_full() if name == "capture:answered" else None)
    try:
        outcome = clerk.captures("1.200,00")
    finally:
        watchers.clear()
    assert (outcome.result, outcome.problem, clerk.hold().state) == ("checking", "ledger_full", "capturing")
    clerk.disk_has_room()
    assert clerk.asks().result == "done"
    assert (clerk.hold().state, clerk.hold().captured) == ("captured", 120_000)
    assert clerk.was_asked_to("capture") == 1


def test_rule_5_a_sum_that_the_gateway_does_not_confirm_is_noted_as_sent(at_oderopay: Counter) -> None:
    def without_sum(request: WireRequest, told: Response) -> Response:
        if not request.target.endswith("/post-auth"):
            return told
        body = json.loads(told.body)
        del body["data"]["paidPrice"]
        return told._replace(body=json.dumps(body).encode())

    at_oderopay.places_hold("5.000,00")
    at_oderopay.line.tampers = without_sum
    assert at_oderopay.captures("1.200,00").result == "done"
    last = at_oderopay.ledger.journal_of(at_oderopay.hold_id)[-1]
    assert (last.event, json.loads(last.facts)["sum"]) == ("captured", "as_sent")
