"""The schedule of questions, the two strikes, and what each answer of a gateway proves."""

from dataclasses import replace

import pytest

from frontdesk.domain.asking import given_back_of, is_too_long, judge, next_question, struck
from frontdesk.domain.attempt import AttemptKind
from frontdesk.domain.gateway import FoundState
from tests.domain.rows import NOON, a_hold, an_attempt, found, lira


def test_the_schedule_is_the_one_of_the_rules() -> None:
    gaps = [next_question(asked, NOON, NOON) - NOON for asked in range(13)]
    assert gaps == [0, 2, 5, 15, 60, 300, 300, 300, 300, 300, 3600, 3600, 3600]


def test_after_a_day_a_person_decides_and_the_question_goes_on_daily() -> None:
    tomorrow = NOON + 86_400
    assert is_too_long(NOON, tomorrow)
    assert not is_too_long(NOON, tomorrow - 1)
    assert next_question(40, NOON, tomorrow) == tomorrow + 86_400


def test_retry_after_is_honoured_when_it_is_longer() -> None:
    assert next_question(1, NOON, NOON, retry_after=40) == NOON + 40
    assert next_question(5, NOON, NOON, retry_after=40) == NOON + 300


@pytest.mark.parametrize(
    ("first_at", "second_at", "started_at", "proven"),
    [
        (1, 300, 0, False),  # less than five minutes apart
        (1, 301, 0, False),  # five minutes apart, but not ten after sending
        (1, 600, 0, True),
        (590, 700, 0, False),
        (590, 890, 0, True),
        (1, 700, 200, False),  # not ten minutes after the last start
        (1, 800, 200, True),
    ],
)
def test_it_did_not_happen_counts_only_twice(first_at: int, second_at: int, started_at: int, proven: bool) -> None:
    attempt, settled = struck(an_attempt("place"), NOON + first_at, NOON + started_at)
    assert not settled
    assert struck(attempt, NOON + second_at, NOON + started_at)[1] is proven


CASES: list[tuple[AttemptKind, FoundState, str]] = [
    ("place", "page_open", "wait"),
    ("place", "declined", "refused"),
    ("place", "held", "approved"),
    ("place", "charged", "approved"),
    ("capture", "held", "strike"),
    ("capture", "released", "attention"),
    ("capture", "page_returned", "wait"),
    ("release", "released", "approved"),
    ("release", "held", "strike"),
    ("release", "captured", "attention"),
    ("refund", "held", "attention"),
    ("refund", "released", "attention"),
    ("refund", "captured", "strike"),
]


@pytest.mark.parametrize(("kind", "state", "proves"), CASES)
def test_what_a_state_proves_about_an_attempt(kind: AttemptKind, state: FoundState, proves: str) -> None:
    verdict = judge(an_attempt(kind), a_hold(), found(state), completes=True, completed=False)
    assert verdict.proves == proves


@pytest.mark.parametrize(("completes", "completed", "proves"), [(True, False, "page_strike"), (True, True, "wait")])
def test_a_returned_page_proves_something_only_where_nothing_was_completed(
    completes: bool, completed: bool, proves: str
) -> None:
    verdict = judge(an_attempt("place"), a_hold(), found("page_returned"), completes=completes, completed=completed)
    assert verdict.proves == proves
    one_step = judge(an_attempt("place"), a_hold(), found("page_returned"), completes=False, completed=False)
    assert one_step.proves == "wait"


def test_not_found_is_a_strike_for_a_place_nobody_answered_and_alarming_for_a_known_payment() -> None:
    unanswered = a_hold(payment_id="")
    missing = found("not_found")
    assert judge(an_attempt("place"), unanswered, missing, completes=True, completed=False).proves == "strike"
    assert judge(an_attempt("place"), a_hold(), missing, completes=True, completed=False).proves == "attention"
    assert judge(an_attempt("capture"), a_hold(), missing, completes=True, completed=False).proves == "attention"


def test_a_capture_of_another_sum_is_a_matter_for_a_person() -> None:
    attempt = an_attempt("capture", 120_000)
    same = judge(attempt, a_hold(), found("captured", captured=120_000), completes=True, completed=False)
    other = judge(attempt, a_hold(), found("captured", captured=500_000), completes=True, completed=False)
    assert (same.proves, other.proves, other.problem) == ("approved", "attention", "mismatch")


def test_a_refused_capture_is_settled_once_the_gateway_says_still_held() -> None:
    attempt = an_attempt("capture", problem="bank_declined")
    verdict = judge(attempt, a_hold(), found("held"), completes=True, completed=False)
    assert (verdict.proves, verdict.problem) == ("refused", "bank_declined")


@pytest.mark.parametrize(
    ("refunds", "proves"),
    [
        ((("key-1", 50_000),), "approved"),
        ((("key-1", 40_000),), "attention"),
        ((("somebody-else", 50_000),), "attention"),
        ((("", 50_000),), "approved"),
        ((("", 60_000),), "attention"),
        ((), "strike"),
    ],
)
def test_a_refund_is_matched_to_ours_or_shown_to_a_person(refunds: tuple[tuple[str, int], ...], proves: str) -> None:
    answer = found("captured", captured=500_000, refunds=refunds)
    hold = a_hold("unknown", captured=500_000)
    verdict = judge(an_attempt("refund", 50_000), hold, answer, completes=True, completed=False)
    assert verdict.proves == proves


def test_an_answer_about_another_payment_is_never_ours() -> None:
    verdict = judge(an_attempt("place"), a_hold(payment_id="9"), found("held"), completes=True, completed=False)
    assert (verdict.proves, verdict.problem) == ("attention", "mismatch")


def test_a_hold_of_another_sum_than_ours_needs_a_person() -> None:
    other = a_hold("unknown")._replace(amount=400_000)
    verdict = judge(an_attempt("place"), other, found("held"), completes=True, completed=False)
    assert verdict.proves == "attention"


def test_a_captured_sum_that_is_not_told_is_no_mismatch() -> None:
    capture = an_attempt("capture", 120_000)
    verdict = judge(capture, a_hold("unknown"), found("captured"), completes=True, completed=False)
    assert verdict.proves == "approved"


# -- deposits, and parts whose sum nobody tells


def test_a_sale_or_deposit_that_is_said_to_be_held_is_for_a_person() -> None:
    hold = a_hold("unknown")._replace(purpose="deposit")
    verdict = judge(an_attempt("sale"), hold, found("held"), completes=True, completed=True)
    assert (verdict.proves, verdict.problem) == ("attention", "mismatch")


def test_rule_11_a_part_whose_sum_is_not_told_is_never_taken_for_ours() -> None:
    hold = a_hold("unknown", captured=500_000)
    part = replace(found("charged"), partly_refunded=True)
    verdict = judge(an_attempt("refund", 300_000), hold, part, completes=False, completed=False)
    assert (verdict.proves, verdict.problem) == ("attention", "refund_unmatched")


def test_a_part_whose_sum_is_told_is_matched_by_it() -> None:
    hold = a_hold("unknown", captured=500_000)
    part = replace(found("charged"), partly_refunded=True, refunded=lira(300_000))
    assert judge(an_attempt("refund", 300_000), hold, part, completes=False, completed=False).proves == "approved"
    assert judge(an_attempt("refund", 200_000), hold, part, completes=False, completed=False).proves == "attention"


def test_a_release_that_gave_back_a_part_is_for_a_person() -> None:
    part = replace(found("captured"), partly_refunded=True)
    verdict = judge(an_attempt("release"), a_hold("unknown"), part, completes=False, completed=False)
    assert (verdict.proves, verdict.problem) == ("attention", "returned_as_refund")


def test_what_was_given_back_is_told_or_it_is_not_known() -> None:
    assert given_back_of(found("charged")) == lira(0)
    assert given_back_of(replace(found("charged"), partly_refunded=True)) is None
    assert given_back_of(found("captured", refunds=(("", 100), ("", 200)))) == lira(300)
    assert given_back_of(replace(found("charged"), refunded=lira(7))) == lira(7)


def test_the_first_question_is_due_at_once_however_long_the_computer_slept() -> None:
    assert next_question(0, 0, 3 * 86_400) == 3 * 86_400
    assert next_question(1, 0, 3 * 86_400) == 4 * 86_400
