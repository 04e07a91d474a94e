"""Which amounts may be captured from a hold, and how sure that is."""

from typing import Literal, NamedTuple

from frontdesk.domain.abilities import Abilities, Margin
from frontdesk.domain.bank_name import is_same_bank
from frontdesk.domain.hold import Grade
from frontdesk.domain.money import Money

RangeProblem = Literal["other_currency", "nothing", "above_ceiling", "below_floor", "exact_only"]


class CaptureRange(NamedTuple):
    """`floor` and `ceiling` are inclusive. Told and rule ceilings refuse before anything is sent; the rest warns."""

    floor: Money
    ceiling: Money
    floor_grade: Grade
    ceiling_grade: Grade


def capture_range(held: Money, abilities: Abilities, bank: str = "") -> CaptureRange:
    """Never above the hold, but by the margin of the card's bank, else of the account; the floor where the margin
    names one (money-safety, "Which range may be captured"; AHL Pay notes §11)."""
    if abilities.exact_only or not abilities.partial_capture:
        return CaptureRange(held, held, "rule", "rule")
    margin = margin_of(abilities, bank)
    ceiling = Money(held.minor * (10_000 + margin.up) // 10_000, held.code)
    if margin.down is None:
        return CaptureRange(Money(1, held.code), ceiling, "guess", "rule")
    floor = -(-held.minor * (10_000 - margin.down) // 10_000)
    return CaptureRange(Money(max(1, floor), held.code), ceiling, "rule", "rule")


def margin_of(abilities: Abilities, bank: str) -> Margin:
    """The margin of this bank's POS, the account's own where the bank is not listed."""
    listed = (margin for name, margin in abilities.bank_margins.items() if is_same_bank(name, bank))
    return next(listed, abilities.margin)


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
