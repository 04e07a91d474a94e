"""Days and times as Turkish gateways write them: Istanbul's clock, three hours before UTC all year."""

from datetime import UTC, date, datetime, timedelta, timezone

from frontdesk.gateways.answers import BadAnswerError

_ISTANBUL = timezone(timedelta(hours=3))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST = 40
_MOST_DAYS = 31


def utc_seconds(told: str) -> int:
    """UTC seconds of an ISO text. A zone that it names is not believed: iyzico's `Z` is Istanbul's time too (iyzico
    notes §20.9, ÖderoPay notes §4). Raises BadAnswerError."""
    return (_moment(told).replace(tzinfo=_ISTANBUL) - _EPOCH) // timedelta(seconds=1)


def day_of(told: str) -> str:
    """The Istanbul day (ISO) of such a text. Raises BadAnswerError."""
    return _moment(told).date().isoformat()


def _moment(told: str) -> datetime:
    try:
        return datetime.fromisoformat(told[:_LONGEST])
    except ValueError:
        raise BadAnswerError("answer_unreadable") from None


def a_day(day: str) -> str:
    """The day, when it is one in ISO form and nothing else: it becomes part of an address. Raises ValueError."""
    if date.fromisoformat(day).isoformat() != day:
        raise ValueError("a day is YYYY-MM-DD")
    return day


def days_later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def days_between(first: str, last: str) -> tuple[str, ...]:
    """The days from `first` to `last`, both counted; at most a month. Raises ValueError."""
    count = (date.fromisoformat(a_day(last)) - date.fromisoformat(a_day(first))).days + 1
    if not 0 < count <= _MOST_DAYS:
        raise ValueError("a span is one to 31 days")
    return tuple(days_later(first, number) for number in range(count))
