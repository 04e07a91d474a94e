"""When a hold lapses, how sure that is, and when to warn."""

from typing import Literal, NamedTuple

from frontdesk.domain.hold import Grade

DAY = 86_400
GUESSED_DAYS = 7
SAFETY_SECONDS = DAY
Warned = Literal["", "soon", "day", "hours", "past"]


class Lapse(NamedTuple):
    """`at` and `safe_until` are UTC seconds."""

    at: int
    safe_until: int
    grade: Grade


def lapse_of(held_at: int, days: int = GUESSED_DAYS, grade: Grade = "guess") -> Lapse:
    """Seven days where nothing is known (money-safety, "When it lapses"); the safety time is a day before."""
    at = held_at + days * DAY
    return Lapse(at, at - SAFETY_SECONDS, grade)


def warning(lapses_at: int, now: int) -> Warned:
    """Warnings at 72, 24 and 6 hours before the lapse, then "past its time"."""
    left = lapses_at - now
    if left <= 0:
        return "past"
    if left <= 6 * 3600:
        return "hours"
    if left <= DAY:
        return "day"
    return "soon" if left <= 3 * DAY else ""
