"""A payment card between the field and the wire: scheme, check digits, expiry, CVV. It never shows itself."""

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

_SPACES = dict.fromkeys(map(ord, " -\t\u00a0\u202f\u2009\u200b\u200e\u200f\u2060\ufeff"))
_DIGITS = frozenset("0123456789")
_LENGTHS: dict[Scheme, frozenset[int]] = {
    "visa": frozenset({13, 16, 19}),
    "mastercard": frozenset({16}),
    "amex": frozenset({15}),
    "troy": frozenset({16}),
    "": frozenset(range(12, 20)),
}
_MAESTRO_AND_DEBIT = ("58", "67", "50", "56", "57", "6304", "6759", "676770", "676774")
_HOLDER_FORBIDDEN = frozenset('<>"%;&+()|=!')


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
    if digits[:2] in {"51", "52", "53", "54", "55"} or digits.startswith(_MAESTRO_AND_DEBIT):
        return "mastercard"
    if len(digits) >= 4 and digits[:4].isascii() and digits[:4].isdigit() and 2221 <= int(digits[:4]) <= 2720:
        return "mastercard"
    return ""


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
    if "%" in typed or "^" in typed or "=" in typed or ";" in typed:
        return "number_track_data"
    digits = plain_digits(typed)
    if not digits:
        return "number_missing"
    if not _DIGITS.issuperset(digits):
        return "number_not_digits"
    lengths = _LENGTHS[scheme_of(digits)]
    if len(digits) < min(lengths) or (len(digits) not in lengths and len(digits) < max(lengths)):
        return "number_too_short"
    if len(digits) > max(lengths):
        return "number_too_long"
    return None if passes_luhn(digits) else "number_check_digit"


def read_expiry(typed: str, year_now: int, month_now: int) -> tuple[int, int] | CardProblem:
    """(month, four-digit year) from `07/44`, `0744` or `07/2044`; valid to the end of its month in Istanbul."""
    text = plain_digits(typed).replace("/", "").replace(".", "")
    if not text:
        return "expiry_missing"
    if not _DIGITS.issuperset(text) or len(text) not in {4, 6}:
        return "expiry_form"
    month, year = int(text[:2]), int(text[2:])
    if len(text) == 4:
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
    if (
        not _HOLDER_FORBIDDEN.isdisjoint(name)
        or sum(letter in _DIGITS for letter in name) > 5
        or not name.isprintable()
    ):
        return "holder_letters"
    return None


def looks_like_card_number(text: str) -> bool:
    """True when a free text holds a number of a card: 13 to 19 digits of a known scheme that pass Luhn. Such a text
    is refused everywhere but in the number field."""
    digits = ""
    for letter in plain_digits(text) + "x":
        if letter in _DIGITS:
            digits += letter
            continue
        if 13 <= len(digits) <= 19 and scheme_of(digits) and passes_luhn(digits):
            return True
        digits = ""
    return False
