"""Giving a hold back uncaptured: asked about first, and never shown as released before the bank says so (rule 16)."""

import pytest

from frontdesk.domain.gateway import WireRequest
from frontdesk.practice.exchange import Response
from frontdesk.usecases.release_hold import release_hold
from tests.kit.counter import Counter


def test_rule_16_the_bank_is_asked_first_and_then_the_hold_is_released(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    outcome = clerk.releases()
    assert (outcome.result, clerk.hold().state) == ("done", "released")
    operations = [path for _, path in clerk.line.sent]
    giving_back = next(at for at, path in enumerate(operations) if "cancel" in path or path.endswith("/refunds"))
    assert giving_back >= 2, "asked before"
    again = clerk.releases()
    assert (again.result, again.problem) == ("stopped", "wrong_hold_state")
    assert clerk.executed("release") == 1


def test_what_the_panel_released_is_recorded_and_not_sent_again(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    payment = clerk.payment()
    assert payment is not None
    clerk.ground.bank.release(payment, "panel")
    assert clerk.releases().result == "done"
    assert clerk.hold().state == "released"
    assert clerk.was_asked_to("release") == 0
    assert clerk.states() == ["place approved"]


def test_what_the_panel_captured_is_for_a_person_and_nothing_is_sent(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    payment = clerk.payment()
    assert payment is not None
    clerk.ground.bank.capture(payment, 90_000, "panel")
    outcome = clerk.releases()
    assert (outcome.result, outcome.verb, outcome.problem) == ("attention", "release", "bank_says_otherwise")
    assert clerk.was_asked_to("release") == 0
    assert clerk.asks().result == "done"
    assert (clerk.hold().state, clerk.hold().captured) == ("captured", 90_000)


def test_without_a_line_nothing_begins(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    clerk.line.is_cut = True
    outcome = clerk.releases()
    assert (outcome.result, clerk.hold().state) == ("not_sent", "held")
    assert clerk.states() == ["place approved"]


@pytest.mark.parametrize("fault", ["status", "garbage", "hang", "lose_answer"])
def test_a_bank_that_cannot_be_asked_releases_nothing(clerk: Counter, fault: str) -> None:
    clerk.places_hold("5.000,00")
    clerk.bank_does(fault, "inquire")
    outcome = clerk.releases()
    assert (outcome.result, outcome.problem) == ("stopped", "bank_not_reached")
    assert clerk.was_asked_to("release") == 0
    assert clerk.releases().result == "done"


def test_rule_16_a_refused_release_is_held_again_and_red_and_a_person_tries_anew(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    clerk.bank_does("decline", "release")
    outcome = clerk.releases()
    assert outcome.result == "refused"
    assert (clerk.hold().state, clerk.hold().attention) == ("held", "release_refused")
    clerk.time_passes(3600)
    assert clerk.was_asked_to("release") == 1
    assert clerk.releases().result == "done"
    assert (clerk.hold().state, clerk.hold().attention) == ("released", "")
    _, refused, done = clerk.ledger.attempts_of(clerk.hold_id)
    assert refused.key != done.key


@pytest.mark.parametrize("fault", ["lose_answer", "truncate", "garbage", "hang", "status", "drop_before", "empty_200"])
def test_an_unclear_release_is_asked_about_and_never_sent_again(clerk: Counter, fault: str) -> None:
    clerk.places_hold("5.000,00")
    clerk.bank_does(fault, "release")
    assert clerk.releases().result == "checking"
    assert clerk.hold().state == "unknown"
    clerk.until_decided()
    assert clerk.hold().state == ("released" if clerk.executed("release") else "held")
    assert clerk.was_asked_to("release") == 1


def test_rule_16_a_failure_inside_a_200_is_unknown_until_asked(at_oderopay: Counter) -> None:
    clerk = at_oderopay
    clerk.places_hold("5.000,00")
    clerk.bank_does("refund_failure_200", "release")
    outcome = clerk.releases()
    assert (outcome.result, clerk.hold().state) == ("checking", "unknown")
    clerk.until_decided()
    assert clerk.hold().state == "held"
    assert clerk.releases().result == "done"


def test_rule_16_an_answer_refund_where_a_release_was_meant_is_for_a_person(at_oderopay: Counter) -> None:
    clerk = at_oderopay
    clerk.places_hold("5.000,00")

    def says_refund(request: WireRequest, answer: Response) -> Response:
        if not request.target.endswith("/refunds"):
            return answer
        return answer._replace(body=answer.body.replace(b'"CANCEL"', b'"REFUND"'))

    clerk.line.tampers = says_refund
    outcome = clerk.releases()
    assert (outcome.result, outcome.problem, clerk.hold().state) == ("attention", "returned_as_refund", "attention")
    assert clerk.captures("1,00").problem == "hold_undecided"
    assert clerk.asks().result == "done"
    assert clerk.hold().state == "released"


def test_rule_16_another_sum_than_the_held_one_is_asked_about(at_oderopay: Counter) -> None:
    clerk = at_oderopay
    clerk.places_hold("5.000,00")
    clerk.bank_does("wrong_amount", "release")
    assert clerk.releases().result == "checking"
    clerk.time_passes(1)
    assert clerk.hold().state == "released"


def test_two_clicks_at_once_release_once(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    first = clerk.starts(release_hold(clerk.desk, clerk.hold_id))
    second = clerk.starts(release_hold(clerk.desk, clerk.hold_id))
    first.goes_on(2)
    second.goes_on(2)
    outcomes = {first.lands().result, second.lands().result}
    assert outcomes == {"done", "stopped"}
    assert clerk.was_asked_to("release") == 1


def test_only_a_hold_that_is_held_is_released(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    clerk.captures("5.000,00")
    assert clerk.releases().problem == "wrong_hold_state"
    clerk.bank_does("drop_before", "place")
    clerk.places_hold("5.000,00")
    assert clerk.releases(2).problem == "hold_undecided"
