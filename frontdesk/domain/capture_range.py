"""Which amounts may be captured from a hold, and how sure that is."""

from typing import Literal, NamedTuple

from frontdesk.domain.gateway import Abilities
from frontdesk.domain.hold import Grade
from frontdesk.domain.money import Money

RangeProblem = Literal["other_currency", "nothing", "above_ceiling", "below_floor", "exact_only"]


class CaptureRange(NamedTuple):
    """`floor` and `ceiling` are inclusive. Told and rule ceilings refuse before anything is sent; the rest warns."""

    floor: Money
    ceiling: Money
    floor_grade: Grade
    ceiling_grade: Grade


def capture_range(held: Money, abilities: Abilities) -> CaptureRange:
    """Never above the hold, but by the account's margin in whole percent (money-safety, "Which range may be
    captured")."""
    ceiling = Money(held.minor + held.minor * abilities.margin // 100, held.code)
    if abilities.exact_only or not abilities.partial_capture:
        return CaptureRange(held, held, "rule", "rule")
    return CaptureRange(Money(1, held.code), ceiling, "guess", "rule")


def range_problem(amount: Money, allowed: CaptureRange) -> RangeProblem | None:
    """Why an amount may not be captured, or None."""
    if amount.code != allowed.ceiling.code:
        return "other_currency"
    if amount.minor <= 0:
        return "nothing"
    if allowed.floor == allowed.ceiling and amount != allowed.ceiling:
        return "exact_only"
    if amount > allowed.ceiling:
        return "above_ceiling"
    return "below_floor" if amount < allowed.floor else None
