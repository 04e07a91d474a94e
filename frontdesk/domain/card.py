"""A payment card between the field and the wire: scheme, check digits, expiry, CVV. It never shows itself."""

import re
import unicodedata
from typing import Literal, NoReturn, SupportsIndex

Scheme = Literal["visa", "mastercard", "amex", "troy", ""]
CardProblem = Literal[
    "number_missing",
    "number_not_digits",
    "number_track_data",
    "number_too_short",
    "number_too_long",
    "number_check_digit",
    "expiry_missing",
    "expiry_form",
    "expiry_month",
    "expiry_past",
    "expiry_too_far",
    "cvv_missing",
    "cvv_not_digits",
    "cvv_three_digits",
    "cvv_four_digits",
    "holder_missing",
    "holder_too_long",
    "holder_letters",
]

_SPACES = dict.fromkeys(
    map(
        ord,
        " -–\t\r\n\u00a0\u00ad\u2007\u2009\u200b\u200e\u200f\u2011\u202a\u202b\u202c\u202d\u202e\u202f"
        "\u2060\u2066\u2067\u2068\u2069\ufeff",
    )
)
_DIGITS = frozenset("0123456789")
_LENGTHS: dict[Scheme, frozenset[int]] = {
    "visa": frozenset({13, 16, 19}),
    "mastercard": frozenset({16}),
    "amex": frozenset({15}),
    "troy": frozenset({16}),
    "": frozenset(range(12, 20)),
}
_MAESTRO = ("50", "56", "57", "58", "6304", "67")
_MAESTRO_LENGTHS = frozenset(range(12, 20))
# Numbers of other card schemes: taken in the number field under no name, refused in every other.
_OTHER_CARDS = {"36": {14}, "38": {14}, "30": {14}, "35": {16}, "62": {16, 19}}
_EXPIRY = re.compile(r"(?P<month>\d{2}|\d(?=\D))[/.]?(?P<year>\d{4}|\d{2})", re.ASCII)
_TRACK = re.compile(r"%\s*[A-Za-z]\s?\d{6,}|[;şŞ]\s?\d{8,}|\d{12,19}[=^]", re.ASCII)
_DIGIT_GROUPS = re.compile(r"\d+(?:[^\w]{1,3}\d+)*", re.ASCII)
_HOLDER_FORBIDDEN = frozenset('<>"%;&+()|=!')


# Only so many of a card's digits ever leave for a look-up.
LOOKED_UP = 8
# What a swipe reader types around a card's tracks and no clerk types into a number.
TRACK_MARKS = frozenset("%^=;?")


class Card:
    """Number, expiry, CVV and holder of one card. Printing, pickling or copying it raises or masks: card data has
    no other form than its three attributes, read only where a gateway builds the body that is sent."""

    __slots__ = ("cvv", "expiry_month", "expiry_year", "holder", "number")

    def __init__(self, number: str, expiry_month: int, expiry_year: int, cvv: str, holder: str) -> None:
        self.number = number
        self.expiry_month = expiry_month
        self.expiry_year = expiry_year
        self.cvv = cvv
        self.holder = holder

    def __repr__(self) -> str:
        return "Card(••••)"

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        raise TypeError("a card is never written down")

    @property
    def bin(self) -> str:
        return self.number[:6]

    @property
    def last4(self) -> str:
        return self.number[-4:]

    @property
    def scheme(self) -> Scheme:
        return scheme_of(self.number)

    def wipe(self) -> None:
        """Forget number and CVV as soon as the request is built."""
        self.number = self.cvv = ""


def plain_digits(typed: str) -> str:
    """What was typed without blanks, dashes and invisible marks; anything else stays and is complained of."""
    return typed.translate(_SPACES)


def scheme_of(digits: str) -> Scheme:
    """The scheme by the first digits, as soon as they say so: Troy 9792 and 65, Amex 34 and 37, Visa 4, Mastercard
    51-55, 2221-2720 and the Maestro ranges of Turkish debit cards."""
    if digits.startswith(("9792", "65")):
        return "troy"
    if digits.startswith(("34", "37")):
        return "amex"
    if digits.startswith("4"):
        return "visa"
    if digits[:2] in {"51", "52", "53", "54", "55"} or digits.startswith(_MAESTRO):
        return "mastercard"
    if len(digits) >= 4 and digits[:4].isascii() and digits[:4].isdigit() and 2221 <= int(digits[:4]) <= 2720:
        return "mastercard"
    return ""


def _lengths(digits: str) -> frozenset[int]:
    return _MAESTRO_LENGTHS if digits.startswith(_MAESTRO) else _LENGTHS[scheme_of(digits)]


def passes_luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = ord(digit) - 48
        if place % 2:
            value = value * 2 - 9 if value > 4 else value * 2
        total += value
    return total % 10 == 0


def number_problem(typed: str) -> CardProblem | None:
    """The first thing wrong with a typed number. Track data of a swipe reader is refused as such."""
    if not TRACK_MARKS.isdisjoint(typed):
        return "number_track_data"
    digits = plain_digits(typed)
    if not digits:
        return "number_missing"
    if not _DIGITS.issuperset(digits):
        return "number_not_digits"
    lengths = _lengths(digits)
    if len(digits) < min(lengths) or (len(digits) not in lengths and len(digits) < max(lengths)):
        return "number_too_short"
    if len(digits) > max(lengths):
        return "number_too_long"
    return None if passes_luhn(digits) else "number_check_digit"


def read_expiry(typed: str, year_now: int, month_now: int) -> tuple[int, int] | CardProblem:
    """(month, four-digit year) from `07/44`, `7/44`, `0744` or `07/2044`; valid to the end of its month in Istanbul."""
    text = typed.translate({**_SPACES, ord("-"): "/", ord("–"): "/"})
    if not text:
        return "expiry_missing"
    match = _EXPIRY.fullmatch(text)
    if match is None:
        return "expiry_form"
    month, year = int(match["month"]), int(match["year"])
    if len(match["year"]) == 2:
        year += 2000
    if not 1 <= month <= 12:
        return "expiry_month"
    if (year, month) < (year_now, month_now):
        return "expiry_past"
    if year > year_now + 20:
        return "expiry_too_far"
    return month, year


def cvv_problem(typed: str, scheme: Scheme) -> CardProblem | None:
    """Four digits for Amex, three for the others."""
    if not typed:
        return "cvv_missing"
    if not _DIGITS.issuperset(typed):
        return "cvv_not_digits"
    if scheme == "amex":
        return None if len(typed) == 4 else "cvv_four_digits"
    return None if len(typed) == 3 else "cvv_three_digits"


def holder_problem(typed: str) -> CardProblem | None:
    """No digits run and none of the signs gateways refuse (ÖderoPay notes §6.1)."""
    name = typed.strip()
    if not name:
        return "holder_missing"
    if len(name) > 60:
        return "holder_too_long"
    printable = name.isprintable() and any(letter.isalpha() for letter in name)
    digits = sum(letter.isdigit() for letter in name)
    return None if printable and digits <= 5 and _HOLDER_FORBIDDEN.isdisjoint(name) else "holder_letters"


def looks_like_card_number(text: str) -> bool:
    """True when a free text holds the number of a card, in one run or in groups, beside other numbers or not, in
    digits of any script. Such a text is refused everywhere but in the number field."""
    ascii_digits = "".join(_as_ascii(letter) for letter in text)
    for run in _DIGIT_GROUPS.finditer(ascii_digits):
        groups = re.split(r"\D+", run[0])
        for first in range(len(groups)):
            digits = ""
            for group in groups[first:]:
                digits += group
                if _is_card_number(digits):
                    return True
                if len(digits) > 19:
                    break
    return False


def _as_ascii(letter: str) -> str:
    """Digits of other scripts as ASCII; marks that cannot be seen as nothing, so that they hide no number."""
    value = unicodedata.decimal(letter, None)
    if value is not None:
        return str(value)
    hidden = unicodedata.category(letter) in {"Cf", "Cc"} and letter not in "\t\r\n"
    return "" if hidden else letter


def _is_card_number(digits: str) -> bool:
    if not 13 <= len(digits) <= 19:
        return False
    if digits.startswith(_MAESTRO):
        lengths = {16, 18, 19}  # shorter ones are bar codes and contract numbers more often than cards
    else:
        lengths = set(_LENGTHS[scheme_of(digits)]) if scheme_of(digits) else _OTHER_CARDS.get(digits[:2], set())
    return len(digits) in lengths and passes_luhn(digits)


def holds_track_data(text: str) -> bool:
    """True for what a swipe reader types: a start mark and a card's digits, from the first track or the second. On a
    Turkish keyboard the second track's `;` arrives as `ş`."""
    return _TRACK.search(text) is not None
