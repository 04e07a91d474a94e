"""Currencies the desk can hold, with the number of minor digits of each (ISO 4217) and the sign staff know."""

from typing import NamedTuple


class Currency(NamedTuple):
    """`digits` is the number of decimal places; `sign` is what staff read beside an amount."""

    code: str
    digits: int
    sign: str


CURRENCIES: dict[str, Currency] = {
    code: Currency(code, digits, sign)
    for code, digits, sign in (
        ("TRY", 2, "₺"),
        ("EUR", 2, "€"),
        ("USD", 2, "$"),
        ("GBP", 2, "£"),
        ("CHF", 2, "CHF"),
        ("NOK", 2, "NOK"),
        ("JPY", 0, "¥"),
        ("KWD", 3, "KWD"),
        ("BHD", 3, "BHD"),
    )
}


class UnknownCurrencyError(ValueError):
    """A currency code that is not in the table."""


def currency(code: str) -> Currency:
    """The currency of an ISO code; raises UnknownCurrencyError."""
    try:
        return CURRENCIES[code]
    except KeyError:
        raise UnknownCurrencyError(code) from None
