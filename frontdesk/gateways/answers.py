"""Reading answers strictly: what is not clearly what the note says raises BadAnswerError, and BadAnswerError is an
unclear outcome.

Nothing else is ever raised here, whatever the bytes are: deep nesting, duplicate keys, NaN, endless numbers, wrong
types.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Context, Decimal
from typing import NoReturn
from urllib.parse import urlsplit

from frontdesk.domain.currencies import CURRENCIES
from frontdesk.domain.gateway import Unknown, WireResponse
from frontdesk.domain.money import Money

type Json = bool | int | Decimal | str | list["Json"] | dict[str, "Json"] | None
type Fields = Mapping[str, Json]

# No text of a gateway that is kept is longer; no amount has more digits (a trillion and some decimals).
_LONGEST_TEXT = 200
_MOST_DIGITS = 30
_TOO_MUCH = 10**_MOST_DIGITS
# Holds every number that is let through, moved by any currency's decimals, to its last digit.
_EXACT = Context(prec=3 * _MOST_DIGITS)
_LONGEST_WAIT = 3600
_LONGEST_ADDRESS = 2000
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
_DIGITS = frozenset("0123456789")
# Halves of a surrogate pair and control characters.
_UNSOUND = re.compile("[\x00-\x1f\ud800-\udfff]")


class BadAnswerError(Exception):
    """An answer that is neither yes nor no. Carries codes only, never what was read."""

    def __init__(self, problem: str, *, code: str = "", payment_id: str = "", retry_after: int = 0) -> None:
        super().__init__(problem)
        self.problem = problem
        self.code = code
        self.payment_id = payment_id
        self.retry_after = retry_after

    def unknown(self) -> Unknown:
        return Unknown(self.problem, self.code, self.payment_id, self.retry_after)


def read[**P, T](reader: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | Unknown:
    """What the reader makes of an answer; Unknown when it is a bad one."""
    try:
        return reader(*args, **kwargs)
    except BadAnswerError as bad:
        return bad.unknown()


def must(condition: bool, problem: str = "mismatch") -> None:
    """Raise BadAnswerError unless the answer agrees with the order."""
    if not condition:
        raise BadAnswerError(problem)


@contextmanager
def about(payment_id: str) -> Iterator[None]:
    """A bad answer that is known to be about our payment keeps its id: the payment can be asked about by it."""
    try:
        yield
    except BadAnswerError as bad:
        bad.payment_id = payment_id
        raise


def retry_after(response: WireResponse) -> int:
    """Seconds of a Retry-After header, at most an hour; 0 for none or a date (there is no clock here)."""
    told = response.headers.get("retry-after", "").strip()
    return min(int(told), _LONGEST_WAIT) if told and len(told) < 9 and _DIGITS.issuperset(told) else 0


def opened(response: WireResponse) -> Fields:
    """The JSON object of an answer that may be judged. Redirects, 5xx and the 4xx that say "not now" never are (rule
    2)."""
    status, wait = response.status, retry_after(response)
    if 300 <= status < 400:
        raise BadAnswerError("redirected")
    if status == 429:
        raise BadAnswerError("too_many_requests", retry_after=wait)
    if status in {408, 409, 425}:
        raise BadAnswerError("gateway_unclear", retry_after=wait)
    if status >= 500:
        raise BadAnswerError("server_error", retry_after=wait)
    if status < 200:
        raise BadAnswerError("answer_unreadable")
    return _parsed(response.body)


def _parsed(body: bytes) -> Fields:
    try:
        found = _JSON.decode(body.decode("utf-8"))
    except (ValueError, ArithmeticError, RecursionError):
        # `from None`: the cause holds the text that could not be read.
        raise BadAnswerError("answer_unreadable") from None
    if not isinstance(found, dict):
        raise BadAnswerError("answer_unreadable")
    return found


def _no_constant(_name: str) -> NoReturn:
    raise ValueError("NaN and Infinity are no JSON")


def _no_duplicates(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError("a key stands twice")
    return fields


# One decoder for all answers: json.loads would build one for each.
_JSON = json.JSONDecoder(parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_no_duplicates)


def text(fields: Fields, name: str) -> str:
    """A text, "" when it is missing or null; anything else is a bad answer."""
    value = fields.get(name)
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT or not _is_sound(value):
        raise BadAnswerError("answer_unreadable")
    return value


def label(fields: Fields, name: str) -> str:
    """A text that decides nothing (bank, family, reference): "" when it is not a decent one."""
    value = fields.get(name)
    return value if isinstance(value, str) and len(value) <= _LONGEST_TEXT and _is_sound(value) else ""


def _is_sound(value: str) -> bool:
    """What is printable holds none of them, and is told so at once."""
    return value.isprintable() or _UNSOUND.search(value) is None


def ident(fields: Fields, name: str) -> str:
    """An id or a code that some answers write as text and others as a number; always a text here, "" when missing."""
    value = fields.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        if not 0 <= value < _TOO_MUCH:
            raise BadAnswerError("answer_unreadable")
        return str(value)
    return text(fields, name)


def web_address(fields: Fields, name: str) -> str:
    """The address of a page that the guest is shown: https, or http on this machine alone. Anything else is a bad
    answer: a card would be typed there."""
    value = fields.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST_ADDRESS or not value.isascii():
        raise BadAnswerError("answer_unreadable")
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise BadAnswerError("answer_unreadable") from None
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and host in _THIS_MACHINE)
    if not host or not is_safe or "@" in parts.netloc or not value.isprintable() or " " in value:
        raise BadAnswerError("answer_unreadable")
    return value


def number(fields: Fields, name: str) -> Decimal | None:
    """A number of at most thirty digits, None when missing. Some answers write it as a text of digits."""
    value = fields.get(name)
    if value is None:
        return None
    if isinstance(value, str):
        if not value or len(value) > _MOST_DIGITS or not _DIGITS.issuperset(value.replace(".", "", 1)) or value == ".":
            raise BadAnswerError("answer_unreadable")
        value = Decimal(value)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise BadAnswerError("answer_unreadable")
    if isinstance(value, int):
        if abs(value) >= _TOO_MUCH:
            raise BadAnswerError("answer_unreadable")
        return Decimal(value)
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int) or len(digits) > _MOST_DIGITS or not -_MOST_DIGITS <= exponent <= _MOST_DIGITS:
        raise BadAnswerError("mismatch")
    return value


def plain(value: Decimal | None) -> str:
    """A price as answer signatures spell it: no surplus zeros, no exponent, "" when missing (iyzico notes §4 and
    §11)."""
    if value is None:
        return ""
    spelled = f"{value:f}"
    spelled = spelled.rstrip("0").rstrip(".") if "." in spelled else spelled
    return spelled if value else "0"


def amount(fields: Fields, name: str, code: str) -> Money | None:
    """Minor units of `code`, None when missing. Non-zero digits past the currency's exponent, and amounts below zero,
    are a mismatch."""
    value = number(fields, name)
    if value is None:
        return None
    scaled = value.scaleb(CURRENCIES[code].digits, _EXACT)
    minor = int(scaled)
    if scaled != minor or minor < 0:
        raise BadAnswerError("mismatch")
    return Money(minor, code)


def objects(fields: Fields, name: str) -> tuple[dict[str, Json], ...]:
    """A list of objects, empty when missing."""
    value = fields.get(name)
    if value is None:
        return ()
    if not isinstance(value, list):
        raise BadAnswerError("answer_unreadable")
    found = tuple(entry for entry in value if isinstance(entry, dict))
    if len(found) != len(value):
        raise BadAnswerError("answer_unreadable")
    return found


def total(amounts: list[Money], code: str) -> Money:
    return sum(amounts, Money(0, code))
