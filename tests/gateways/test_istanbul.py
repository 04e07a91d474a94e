"""Days and times as Turkish gateways write them."""

import pytest

from frontdesk.gateways.answers import BadAnswerError
from frontdesk.gateways.istanbul import a_day, day_of, days_between, days_later, utc_seconds


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("1970-01-01 03:00:00", 0),
        ("2026-06-13T00:33:20", 1_781_300_000),
        ("2026-06-13T00:33:20Z", 1_781_300_000),  # Istanbul's time all the same (iyzico notes §20.9)
        ("2026-06-13T00:33:20.999999", 1_781_300_000),
    ],
)
def test_istanbul_is_three_hours_ahead(told: str, seconds: int) -> None:
    assert utc_seconds(told) == seconds


def test_the_day_is_istanbuls() -> None:
    assert day_of("2026-06-13T00:00:00") == "2026-06-13"
    assert day_of("2026-06-12 23:59:59.999999") == "2026-06-12"


@pytest.mark.parametrize("told", ["", "yesterday", "13.06.2026 00:33", "2026-13-01", "٢٠٢٦-٠٦-١٣", "2026-06-13T25:00"])
def test_another_text_is_a_bad_answer(told: str) -> None:
    with pytest.raises(BadAnswerError):
        utc_seconds(told)


def test_days_are_counted_over_months_and_years() -> None:
    assert days_later("2026-12-31", 1) == "2027-01-01"
    assert days_later("2026-03-01", -1) == "2026-02-28"
    assert len(days_between("2026-06-01", "2026-07-01")) == 31
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        a_day("20260613")
