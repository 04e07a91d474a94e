"""Days as staff type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.day_text import read_day, show_day

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("24.11.2026", date(2026, 11, 24)),
        ("24.11.26", date(2026, 11, 24)),
        ("4.1.2027", date(2027, 1, 4)),
        ("24/11/2026", date(2026, 11, 24)),
        ("24-11-2026", date(2026, 11, 24)),
        ("24 11 2026", date(2026, 11, 24)),
        ("24112026", date(2026, 11, 24)),
        ("241126", date(2026, 11, 24)),
        ("2411", date(2026, 11, 24)),
        ("24.11", date(2026, 11, 24)),
        ("24.11.", date(2026, 11, 24)),
        ("2026-11-24", date(2026, 11, 24)),
        (" 24.11.2026 ", date(2026, 11, 24)),
        ("20.11", date(2026, 11, 20)),
        ("3.1", date(2027, 1, 3)),
        ("+3", date(2026, 11, 24)),
        ("+0", TODAY),
        ("29.2.2028", date(2028, 2, 29)),
        ("", "day_missing"),
        ("  ", "day_missing"),
        ("x", "day_form"),
        ("24", "day_form"),
        ("24.11.202", "day_form"),
        ("24.11.2026.1", "day_form"),
        ("٢٤.١١.٢٠٢٦", "day_form"),
        ("24.11.2026" * 100_000, "day_form"),
        ("29.2.2026", "day_none_such"),
        ("31.11.2026", "day_none_such"),
        ("00.11.2026", "day_none_such"),
        ("11.24.2026", "day_none_such"),
        ("24.11.2062", "day_far"),
        ("24.11.1926", "day_far"),
    ],
)
def test_a_day_is_read_as_it_is_meant(typed: str, read: date | str) -> None:
    assert read_day(typed, TODAY) == read


@given(st.dates(min_value=date(2024, 1, 1), max_value=date(2028, 12, 31)))
def test_a_shown_day_is_read_back(day: date) -> None:
    assert read_day(show_day(day), TODAY) == day


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_a_complaint(text: str) -> None:
    assert isinstance(read_day(text, TODAY), date | str)
