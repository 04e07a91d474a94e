"""Days as staff type them: `21.11.2026`, and what is plainly meant by less."""

import re
from datetime import date, timedelta
from typing import Literal

DayProblem = Literal["day_missing", "day_form", "day_none_such", "day_far"]

_LONGEST = 20
_YEARS_AROUND = 2
_SEPARATED = re.compile(r"(\d{1,2})[./\- ](\d{1,2})(?:[./\- ](\d{4}|\d{2}))?\.?", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})?", re.ASCII)
_LATER = re.compile(r"\+(\d{1,3})", re.ASCII)


def read_day(typed: str, today: date) -> date | DayProblem:
    """A day within two years, or what is wrong. Day before month, as in Turkey. Without a year it is the next such
    day; `+3` is three days from today."""
    text = typed.strip()[:_LONGEST]
    if not text:
        return "day_missing"
    later = _LATER.fullmatch(text)
    if later:
        return _near(today + timedelta(days=int(later[1])), today)
    iso = _ISO.fullmatch(text)
    if iso:
        return _made(int(iso[1]), int(iso[2]), int(iso[3]), today)
    match = _SEPARATED.fullmatch(text) or _DIGITS.fullmatch(text)
    if match is None:
        return "day_form"
    day, month, year = int(match[1]), int(match[2]), match[3]
    if year is None:
        this_year = _made(today.year, month, day, today)
        passed = isinstance(this_year, date) and this_year < today - timedelta(days=31)
        return _made(today.year + 1, month, day, today) if passed else this_year
    return _made(int(year) + (2000 if len(year) == 2 else 0), month, day, today)


def _made(year: int, month: int, day: int, today: date) -> date | DayProblem:
    try:
        made = date(year, month, day)
    except ValueError:
        return "day_none_such"
    return _near(made, today)


def _near(day: date, today: date) -> date | DayProblem:
    return day if abs(day.year - today.year) <= _YEARS_AROUND else "day_far"


def show_day(day: date) -> str:
    """`21.11.2026`: what stands in a date field, in both languages."""
    return f"{day.day:02}.{day.month:02}.{day.year}"
