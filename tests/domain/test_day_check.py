"""A gateway's list of a day against the ledger: what agrees, and what only one of them knows."""

from typing import Literal

import pytest

from frontdesk.domain.attempt import AttemptKind, AttemptState
from frontdesk.domain.day_check import DayRow, Movement, compare
from frontdesk.domain.hold import HeldStay, HoldState, Stay
from frontdesk.domain.told import ListedPayment
from tests.domain.rows import a_hold, an_attempt, lira

STAY = Stay(1, "Deniz", "Örnek", "101", "R-2041", "2026-09-20", "2026-09-25")
HELD = ListedPayment("payment", "40010001", "key-place", lira(500_000), "held")
CAPTURED = HELD._replace(state="captured")
RELEASED = ListedPayment("cancel", "40010001", "key-own", lira(500_000), "released")
REFUNDED = ListedPayment("refund", "40010001", "", lira(120_000), "refunded")


def a_step(
    kind: AttemptKind = "place",
    amount: int = 500_000,
    *,
    state: AttemptState = "approved",
    now: HoldState = "held",
    captured: int = 0,
    is_inside: bool = True,
    charged: bool = False,
) -> Movement:
    key = "key-place" if kind in {"place", "sale"} else "key-own"
    attempt = an_attempt(kind, amount, key=key)._replace(state=state)
    return Movement(attempt, HeldStay(a_hold(now, captured=captured), STAY), is_inside, charged)


CAPTURE = a_step("capture", 120_000, now="captured", captured=120_000)
PLACE_OF_IT = a_step(now="captured", captured=120_000)


def verdicts(
    listed: list[ListedPayment], steps: list[Movement], *, lists_captures: bool = False
) -> list[tuple[str, str, str]]:
    return [_spoken(row) for row in compare(listed, steps, lists_captures=lists_captures)]


def _spoken(row: DayRow) -> tuple[str, str, str]:
    return row.verdict, row.listed.kind if row.listed else "", row.movement.attempt.kind if row.movement else ""


@pytest.mark.parametrize(
    ("line", "step", "verdict"),
    [
        (HELD, a_step(), "agrees"),
        (HELD._replace(key="", state=""), a_step(), "agrees"),
        (HELD._replace(payment_id=""), a_step(), "agrees"),
        (HELD._replace(amount=None), a_step(), "sum_not_told"),
        (HELD._replace(amount=lira(1)), a_step(), "sum_differs"),
        (HELD._replace(state="charged"), a_step(), "state_differs"),
        (HELD._replace(state="failed"), a_step(), "state_differs"),
        (HELD._replace(state="charged"), a_step(now="charged", captured=500_000, charged=True), "agrees"),
        (HELD._replace(state="captured"), a_step("sale", now="captured", captured=500_000, charged=True), "agrees"),
        (HELD, a_step(state="refused", now="declined"), "state_differs"),
        (HELD, a_step(state="not_done", now="abandoned"), "state_differs"),
        (HELD, a_step(state="unknown", now="unknown"), "state_differs"),
        (RELEASED, a_step("release", now="released"), "agrees"),
        (RELEASED._replace(key="", state=""), a_step("release", now="released"), "agrees"),
        (RELEASED._replace(state="refunded"), a_step("release", now="released"), "state_differs"),
        (REFUNDED, a_step("refund", 120_000, now="refunded", captured=120_000), "agrees"),
        (REFUNDED, a_step("refund", 110_000, now="captured", captured=120_000), "sum_differs"),
        (REFUNDED._replace(kind="cancel", state="released"), a_step("refund", 120_000, now="refunded"), "agrees"),
        (REFUNDED._replace(state="released"), a_step("refund", 120_000, now="refunded"), "state_differs"),
    ],
)
def test_a_line_is_compared_with_the_step_that_made_it(line: ListedPayment, step: Movement, verdict: str) -> None:
    assert verdicts([line], [step]) == [(verdict, line.kind, step.attempt.kind)]


def test_what_only_one_side_knows_is_said_in_both_directions() -> None:
    other = HELD._replace(payment_id="5", key="other")
    assert verdicts([other], [a_step()]) == [("only_ledger", "", "place"), ("only_gateway", "payment", "")]


def test_what_came_to_nothing_on_both_sides_is_not_spoken_of() -> None:
    failed = HELD._replace(state="failed")
    assert verdicts([failed], [a_step(state="refused", now="declined")]) == []
    assert verdicts([failed], []) == []
    assert verdicts([], [a_step(state="refused"), a_step(state="unknown")]) == []


def test_the_day_beside_is_matched_and_never_missed() -> None:
    assert verdicts([HELD], [a_step(is_inside=False)]) == [("agrees", "payment", "place")]
    assert verdicts([], [a_step(is_inside=False)]) == []


@pytest.mark.parametrize(
    ("lines", "lists_captures", "verdict"),
    [
        ([HELD, CAPTURED._replace(amount=lira(120_000))], True, "agrees"),
        ([HELD, CAPTURED._replace(amount=None)], True, "sum_not_told"),
        ([HELD, CAPTURED._replace(amount=lira(130_000))], True, "sum_differs"),
        ([CAPTURED._replace(amount=lira(120_000))], False, "agrees"),
        ([CAPTURED], False, "sum_not_told"),
        ([CAPTURED._replace(amount=lira(130_000))], False, "sum_differs"),
        ([HELD._replace(state="", amount=lira(120_000))], False, "agrees"),
        ([HELD._replace(state="")], False, "not_listed"),
        ([HELD], False, "state_differs"),
        ([], False, "not_listed"),
        ([], True, "only_ledger"),
    ],
)
def test_a_capture_may_have_a_line_or_change_its_payments_or_none(
    lines: list[ListedPayment], lists_captures: bool, verdict: str
) -> None:
    told = verdicts(lines, [PLACE_OF_IT, CAPTURE], lists_captures=lists_captures)
    assert [row[0] for row in told if row[2] == "capture"] == [verdict]


def test_two_refunds_of_one_payment_are_told_apart_by_their_sums() -> None:
    small, large = REFUNDED._replace(amount=lira(20_000)), REFUNDED._replace(amount=lira(100_000))
    steps = [a_step("refund", minor, now="refunded", captured=120_000) for minor in (100_000, 20_000)]
    assert [row[0] for row in verdicts([small, large], steps)] == ["agrees", "agrees"]


def test_a_refund_is_known_by_its_own_key_before_its_payment() -> None:
    mine = REFUNDED._replace(key="key-own", amount=lira(120_000))
    other = REFUNDED._replace(key="key-other", amount=lira(120_000))
    told = compare([other, mine], [a_step("refund", 120_000, now="refunded")], lists_captures=False)
    assert [(row.verdict, row.listed) for row in told] == [("agrees", mine), ("only_gateway", other)]


@pytest.mark.parametrize("name", ["R-77", ""])
def test_a_payment_is_known_by_its_order_number_too(name: Literal["R-77", ""]) -> None:
    step = a_step()
    hold = step.held.hold._replace(references='{"order_id": "R-77"}')
    told = verdicts([HELD._replace(payment_id="", key=name)], [step._replace(held=HeldStay(hold, STAY))])
    assert told[0][0] == ("agrees" if name else "only_ledger")
