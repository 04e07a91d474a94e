"""Money, capture ranges and lapses."""

import pytest

from frontdesk.domain.abilities import Abilities, Margin
from frontdesk.domain.capture_range import capture_range, range_problem
from frontdesk.domain.currencies import UnknownCurrencyError
from frontdesk.domain.lapse import lapse_of, warning
from frontdesk.domain.money import MixedCurrenciesError, Money
from tests.domain.rows import NOON, lira


def abilities(*, margin: int = 0, exact_only: bool = False) -> Abilities:
    return Abilities(
        holds=True,
        threeds=True,
        plain=True,
        completes=True,
        partial_capture=True,
        refund_part=True,
        margin=Margin(margin * 100),
        exact_only=exact_only,
        currencies=("TRY",),
        buyer_fields=frozenset(),
        limit=150,
    )


def test_money_refuses_mixed_currencies_fractions_and_unknown_codes() -> None:
    with pytest.raises(MixedCurrenciesError):
        lira(1) + Money(1, "EUR")
    with pytest.raises(TypeError):
        Money(1.5, "TRY")  # type: ignore[arg-type]
    with pytest.raises(UnknownCurrencyError):
        Money(1, "XXX")


@pytest.mark.parametrize(
    ("money", "text"),
    [
        (lira(125_050), "1250.50"),
        (lira(-5), "-0.05"),
        (Money(1250, "JPY"), "1250"),
        (Money(1250, "KWD"), "1.250"),
    ],
)
def test_the_plain_spelling_of_an_amount(money: Money, text: str) -> None:
    assert money.plain() == text


@pytest.mark.parametrize(
    ("minor", "margin", "exact_only", "problem"),
    [
        (500_000, 0, False, None),
        (1, 0, False, None),
        (0, 0, False, "nothing"),
        (500_001, 0, False, "above_ceiling"),
        (575_000, 15, False, None),
        (575_001, 15, False, "above_ceiling"),
        (499_999, 0, True, "exact_only"),
        (500_000, 0, True, None),
    ],
)
def test_what_may_be_captured_from_5000_lira(minor: int, margin: int, exact_only: bool, problem: str | None) -> None:
    allowed = capture_range(lira(500_000), abilities(margin=margin, exact_only=exact_only))
    assert range_problem(lira(minor), allowed) == problem


def test_another_currency_is_refused_before_the_sum_is_looked_at() -> None:
    assert range_problem(Money(1, "EUR"), capture_range(lira(500_000), abilities())) == "other_currency"


@pytest.mark.parametrize(
    ("hours_left", "warned"), [(100, ""), (72, "soon"), (24, "day"), (6, "hours"), (0, "past"), (-3, "past")]
)
def test_warnings_before_a_hold_lapses(hours_left: int, warned: str) -> None:
    assert warning(NOON + hours_left * 3600, NOON) == warned


def test_where_nothing_is_known_a_hold_lasts_seven_days_with_a_day_of_safety() -> None:
    lapse = lapse_of(NOON)
    assert (lapse.at - NOON, lapse.at - lapse.safe_until, lapse.grade) == (7 * 86_400, 86_400, "guess")
