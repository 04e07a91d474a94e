"""Asking: F5, the one schedule, and what an answer may change (rules 8 and 9)."""

from itertools import pairwise

import pytest

from frontdesk.domain.asking import DAY
from frontdesk.usecases.ask_bank import ask_bank
from tests.kit.counter import Counter


def _unknown(clerk: Counter) -> int:
    clerk.bank_does("lose_answer", "place")
    clerk.places_hold("5.000,00")
    return clerk.hold_id


def _question_times(clerk: Counter) -> list[int]:
    """When each question was begun, counted from the sending; the questions of one moment are one."""
    times = [int(at) for at in clerk.line.sent_at]
    return sorted({at - times[0] for at in times[1:]})


def test_rule_8_the_schedule(clerk: Counter) -> None:
    clerk.bank_does("status", "inquire", times=0)
    _unknown(clerk)
    clerk.time_passes(DAY + 3 * DAY)
    asked = _question_times(clerk)
    assert asked[0] == 0
    gaps = [later - earlier for earlier, later in pairwise(asked)]
    assert gaps[:9] == [2, 5, 15, 60, 300, 300, 300, 300, 300]
    hourly = [gap for at, gap in zip(asked[10:], gaps[9:], strict=True) if at < DAY + 3600]
    assert hourly
    assert set(hourly) == {3600}
    assert set(gaps[9 + len(hourly) :]) == {DAY}
    assert (clerk.hold().state, clerk.hold().attention) == ("attention", "unknown_too_long")


def test_rule_8_retry_after_is_honoured(clerk: Counter) -> None:
    clerk.line.tampers = lambda request, answer: (
        answer
        if request.target.endswith(("/preauth", "/card-payments"))
        else answer._replace(status=429, headers=(("Retry-After", "120"),))
    )
    _unknown(clerk)
    clerk.time_passes(119)
    assert len(_question_times(clerk)) <= 1
    clerk.line.tampers = lambda _request, answer: answer
    clerk.time_passes(2)
    assert clerk.hold().state == "held"


def test_rule_8_a_question_that_never_left_does_not_count(clerk: Counter) -> None:
    _unknown(clerk)
    clerk.line.is_cut = True
    written = len(clerk.journal())
    clerk.time_passes(3600)
    assert clerk.ledger.attempts_of(clerk.hold_id)[0].asked == 0
    assert len(clerk.journal()) == written
    clerk.line.is_cut = False
    clerk.time_passes(15)
    assert clerk.hold().state == "held"


def test_rule_8_a_day_without_a_line_is_for_a_person_and_still_settled_afterwards(clerk: Counter) -> None:
    _unknown(clerk)
    clerk.line.is_cut = True
    clerk.time_passes(DAY + 60)
    assert (clerk.hold().state, clerk.hold().attention) == ("attention", "unknown_too_long")
    written = len(clerk.journal())
    clerk.time_passes(3600)
    assert len(clerk.journal()) == written
    clerk.line.is_cut = False
    clerk.time_passes(DAY)
    assert (clerk.hold().state, clerk.hold().attention) == ("held", "")


def test_rule_8_when_the_line_comes_back_everything_is_asked_at_once(clerk: Counter) -> None:
    clerk.bank_does("status", "inquire", times=0)
    first, second = _unknown(clerk), _unknown(clerk)
    clerk.time_passes(10_000)  # questions are an hour apart by now
    clerk.line.is_cut = True
    clerk.places_hold("100,00")
    clerk.line.is_cut = False
    clerk.bank_behaves()
    assert clerk.places_hold("100,00").result == "done"
    clerk.time_passes(1)
    assert {clerk.hold(first).state, clerk.hold(second).state} == {"held"}


def test_rule_8_one_gateway_that_is_down_does_not_make_the_other_be_asked_again_and_again(clerk: Counter) -> None:
    other = "oderopay" if clerk.gateway == "iyzico" else "iyzico"
    clerk.bank_does("status", "inquire", times=0)
    clerk.bank_does("lose_answer", "place", times=2)
    clerk.places_hold("5.000,00")
    clerk.places_hold("5.000,00", account=other)
    clerk.time_passes(30)
    before = clerk.was_asked_to("inquire", other)
    clerk.bank_does("down", account=clerk.gateway)
    clerk.time_passes(3600)
    assert clerk.was_asked_to("inquire", other) - before <= 8


def test_rule_8_after_sleep_everything_is_asked_at_once(clerk: Counter) -> None:
    clerk.bank_does("status", "inquire", times=0)
    _unknown(clerk)
    clerk.time_passes(10_000)
    clerk.bank_behaves()
    clerk.clock.moves_to(clerk.clock.time() + 600)  # the lid was closed
    clerk.time_passes(1)
    assert clerk.hold(1).state == "held"


def test_rule_8_a_clock_that_is_put_back_postpones_no_question(clerk: Counter) -> None:
    clerk.bank_does("status", "inquire", times=0)
    _unknown(clerk)
    clerk.time_passes(10_000)
    clerk.bank_behaves()
    clerk.clock.is_put_back(8000)
    clerk.goes_on_from_now()
    clerk.time_passes(30)
    assert clerk.hold(1).state == "held"


def test_rule_8_one_bad_row_never_stops_the_rest(clerk: Counter) -> None:
    bad, good = _unknown(clerk), _unknown(clerk)
    key, honest = clerk.hold(bad).key, clerk.desk.accounts[clerk.gateway].gateway.inquire
    gateway = clerk.desk.accounts[clerk.gateway].gateway

    class Raises:
        def __getattr__(self, name: str) -> object:
            return getattr(gateway, name)

        def inquire(self, hold):  # type: ignore[no-untyped-def]
            if hold.key == key:
                raise ValueError("a bad row")
            return honest(hold)

    account = clerk.desk.accounts[clerk.gateway]
    clerk.desk.accounts[clerk.gateway] = account._replace(gateway=Raises())  # type: ignore[arg-type]
    clerk.time_passes(30)
    assert (clerk.hold(bad).state, clerk.hold(good).state) == ("unknown", "held")
    assert len(clerk.troubles) == 1
    clerk.desk.accounts[clerk.gateway] = account
    clerk.time_passes(60)
    assert clerk.hold(bad).state == "held"
    clerk.troubles.clear()


def test_rule_8_a_gateway_that_hangs_does_not_keep_the_other_waiting(clerk: Counter) -> None:
    hung = _unknown(clerk)
    other = "oderopay" if clerk.gateway == "iyzico" else "iyzico"
    clerk.bank_does("lose_answer", "place")
    clerk.places_hold("5.000,00", account=other)
    clerk.bank_does("hang", "inquire", account=clerk.gateway)
    clerk.time_passes(10)
    assert (clerk.hold(hung).state, clerk.hold(2).state) == ("unknown", "held")
    clerk.time_passes(200)
    assert clerk.hold(hung).state == "held"


def test_the_questions_go_on_after_a_moment_in_which_the_ledger_could_not_be_read(clerk: Counter) -> None:
    _unknown(clerk)
    readable = clerk.ledger.due

    def fails(now: int) -> tuple[()]:
        raise OSError("the disk is busy")

    clerk.ledger.due = fails  # type: ignore[method-assign]
    clerk.time_passes(20)
    clerk.ledger.due = readable  # type: ignore[method-assign]
    assert clerk.troubles
    clerk.troubles.clear()
    clerk.time_passes(20)
    assert clerk.hold().state == "held"


def test_while_the_disk_is_full_the_bank_is_asked_no_more_than_once_a_minute(clerk: Counter) -> None:
    _unknown(clerk)
    clerk.disk_is_full()
    clerk.time_passes(600)
    assert len(_question_times(clerk)) <= 11
    clerk.disk_has_room()
    clerk.time_passes(60)
    assert clerk.hold().state == "held"


# -- F5


def test_f5_notes_that_the_block_is_still_there(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    clerk.time_passes(50)
    outcome = clerk.asks()
    assert (outcome.result, outcome.verb, clerk.hold().state) == ("done", "ask", "held")
    assert clerk.hold().asked_at == clerk.clock.now()
    assert clerk.journal()[-1] == "asked"


@pytest.mark.parametrize("ends", ["captured", "released", "refunded", "declined", "abandoned", "sold"])
def test_f5_agrees_with_what_is_settled(clerk: Counter, ends: str) -> None:
    if ends == "sold":
        clerk.takes_sale("250,00")
    elif ends == "declined":
        clerk.bank_does("decline", "place")
        clerk.places_hold("5.000,00")
    elif ends == "abandoned":
        clerk.bank_does("drop_before", "place")
        clerk.places_hold("5.000,00")
        clerk.until_decided()
    else:
        clerk.places_hold("5.000,00")
        if ends == "released":
            clerk.releases()
        else:
            clerk.captures("1.200,00")
        if ends == "refunded":
            clerk.refunds("1.200,00")
    before = clerk.hold()
    assert clerk.asks().result == "done"
    assert (clerk.hold().state, clerk.hold().attention) == (before.state, "")


def test_f5_settles_what_is_unknown(clerk: Counter) -> None:
    _unknown(clerk)
    outcome = clerk.asks()
    assert (outcome.verb, outcome.result, clerk.hold().state) == ("ask", "done", "held")


def test_f5_settles_an_unknown_completion(clerk: Counter) -> None:
    clerk.places_hold("5.000,00", threeds=True)
    clerk.bank_does("lose_answer", "complete")
    clerk.bank_does("status", "inquire")
    clerk.with_bank_page()
    assert clerk.states() == ["place challenged", "complete unknown"]
    assert clerk.asks().result == "done"
    assert clerk.hold().state == "held"


def test_f5_while_a_page_is_open_asks_nothing(clerk: Counter) -> None:
    clerk.places_hold("5.000,00", threeds=True)
    assert clerk.asks().problem == "attempt_open"
    assert clerk.was_asked_to("inquire") == 0


def test_f5_without_a_line_or_an_answer_says_so(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    clerk.line.is_cut = True
    assert clerk.asks().result == "not_sent"
    clerk.line.is_cut = False
    clerk.bank_does("garbage", "inquire")
    outcome = clerk.asks()
    assert (outcome.result, outcome.problem) == ("stopped", "bank_not_reached")
    assert clerk.hold().state == "held"


def test_f5_twice_at_once_asks_once(clerk: Counter) -> None:
    _unknown(clerk)
    first = clerk.starts(ask_bank(clerk.desk, clerk.hold_id))
    first.goes_on()
    assert clerk.asks().result == "checking"
    assert first.lands().result == "done"


def test_rule_9_a_known_payment_that_is_missing_is_for_a_person(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    payment = clerk.payment()
    assert payment is not None
    clerk.ground.bank.hide(clerk.gateway, payment.number, None, 600)
    outcome = clerk.asks()
    assert (outcome.result, outcome.problem) == ("attention", "known_payment_missing")
    assert clerk.captures("1,00").problem == "hold_undecided"
    clerk.time_passes(601)
    assert clerk.asks().result == "done"
    assert clerk.hold().state == "held"


def test_what_was_called_abandoned_and_is_held_after_all_is_for_a_person(clerk: Counter) -> None:
    clerk.bank_does("executes_later", "place", seconds=5000)
    clerk.places_hold("5.000,00")
    clerk.time_passes(1500)
    assert clerk.hold().state == "abandoned"
    clerk.time_passes(5000)
    outcome = clerk.asks()
    assert (outcome.result, outcome.problem) == ("attention", "bank_says_otherwise")
    assert clerk.asks().result == "done"
    assert (clerk.hold().state, clerk.hold().held_at) == ("held", clerk.hold().placed_at)
    assert clerk.ledger.total_held() == {"TRY": 500_000}
    assert clerk.captures("1.200,00").result == "done"


def test_rule_9_what_was_once_seen_at_the_gateway_is_not_abandoned_when_it_is_missing(at_oderopay: Counter) -> None:
    at_oderopay.places_hold("5.000,00", threeds=True)
    assert at_oderopay.hold().payment_id == ""
    at_oderopay.page_ends("renderer")
    payment = at_oderopay.payment()
    assert payment is not None
    at_oderopay.ground.bank.hide("oderopay", payment.number, None, 7200)
    at_oderopay.time_passes(3600)
    assert (at_oderopay.hold().state, at_oderopay.hold().attention) == ("attention", "known_payment_missing")


@pytest.mark.parametrize("ends", ["released", "refunded"])
def test_a_listing_that_lags_behind_never_forgets_what_was_given_back(clerk: Counter, ends: str) -> None:
    clerk.places_hold("5.000,00")
    if ends == "refunded":
        clerk.captures("1.200,00")
    before = clerk.payment()
    assert before is not None
    if ends == "refunded":
        clerk.refunds("1.200,00")
    else:
        clerk.releases()
    clerk.ground.bank.hide(clerk.gateway, before.number, before, 600)
    for _ in range(3):
        assert (clerk.asks().result, clerk.hold().state) == ("attention", "attention")
    assert clerk.hold().refunded == (120_000 if ends == "refunded" else 0)
    clerk.time_passes(601)
    assert (clerk.asks().result, clerk.hold().state) == ("done", ends)


def test_a_full_disk_does_not_break_f5(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    clerk.disk_is_full()
    outcome = clerk.asks()
    clerk.disk_has_room()
    assert (outcome.result, outcome.problem) == ("stopped", "ledger_full")
