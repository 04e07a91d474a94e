"""Amounts as staff type and read them. One grammar a notation, exact complaints, no guessing.

Turkish: `1.250,50`; English: `1,250.50`. Grouping is optional but must be right; a currency's own sign or code may
stand before or after. Only ASCII digits count: other digits, signs, exponents and a foreign notation are each
complained of by name.
"""

import re
from typing import Literal

from frontdesk.domain.currencies import currency
from frontdesk.domain.house import Notation
from frontdesk.domain.money import Money

AmountProblem = Literal[
    "amount_missing",
    "amount_letters",
    "amount_foreign_digits",
    "amount_negative",
    "amount_plus_sign",
    "amount_two_decimal_marks",
    "amount_grouping",
    "amount_other_notation",
    "amount_too_many_decimals",
    "amount_decimals_missing",
    "amount_leading_zeros",
    "amount_zero",
    "amount_too_large",
    "amount_other_currency",
    "amount_too_long",
]

MOST_MINOR = 10**11
_LONGEST = 40
_MARKS: dict[Notation, tuple[str, str]] = {"tr": (".", ","), "en": (",", ".")}
_BLANKS = " \u00a0\u202f\t"
_SIGNS = {"₺": "TRY", "TL": "TRY", "€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}
_AROUND = re.compile(
    r"^(?P<before>[₺€$£¥]|[A-Z]{2,3})?\s*(?P<figures>.*?)\s*(?P<after>[₺€$£¥]|[A-Z]{2,3})?$", re.DOTALL
)


def read_amount(typed: str, code: str, notation: Notation) -> Money | AmountProblem:
    """The amount in `code`, or the one thing that is wrong with what was typed. Zero is a complaint of its own."""
    if len(typed) > _LONGEST:
        return "amount_too_long"
    text = typed.strip(_BLANKS)
    if not text:
        return "amount_missing"
    match = _AROUND.match(text.upper().replace("İ", "I"))
    figures, marks = (match["figures"], [match["before"], match["after"]]) if match else (text, [])
    if figures.strip(_BLANKS) == "":
        return "amount_missing" if any(marks) else "amount_letters"
    for mark in marks:
        if mark and _SIGNS.get(mark, mark) != code:
            return "amount_other_currency" if mark in _SIGNS or _is_code(mark) else "amount_letters"
    return _read_figures(figures.strip(_BLANKS), code, notation)


def _is_code(text: str) -> bool:
    return len(text) == 3 and text.isascii()


def _read_figures(figures: str, code: str, notation: Notation) -> Money | AmountProblem:
    group, decimal = _MARKS[notation]
    complaint = _wrong_letter(figures)
    if complaint:
        return complaint
    if figures.count(decimal) > 1:
        return "amount_other_notation" if figures.count(group) == 1 else "amount_two_decimal_marks"
    whole, mark, part = figures.partition(decimal)
    if group in part:
        return "amount_other_notation"
    problem = _wrong_whole(whole, group)
    if problem:
        return problem
    digits = currency(code).digits
    if mark and not part:
        return "amount_decimals_missing"
    if len(part) > digits:
        return "amount_too_many_decimals"
    return _counted(whole.replace(group, ""), part.ljust(digits, "0"), code)


def _counted(whole: str, part: str, code: str) -> Money | AmountProblem:
    minor = int(whole + part)
    if minor == 0:
        return "amount_zero"
    return Money(minor, code) if minor <= MOST_MINOR else "amount_too_large"


def _wrong_letter(figures: str) -> AmountProblem | None:
    if figures[0] in "-−–":
        return "amount_negative"
    if figures[0] == "+":
        return "amount_plus_sign"
    for letter in figures:
        if letter in "0123456789.,":
            continue
        if letter in _BLANKS or letter in "'’":
            return "amount_grouping"
        return "amount_foreign_digits" if letter.isnumeric() else "amount_letters"
    return None


def _wrong_whole(whole: str, group: str) -> AmountProblem | None:
    groups = whole.split(group)
    if len(groups) > 1:
        head, rest = groups[0], groups[1:]
        if not 1 <= len(head) <= 3 or any(len(piece) != 3 for piece in rest):
            looks_decimal = len(rest) == 1 and 1 <= len(rest[0]) <= 2 and bool(head)
            return "amount_other_notation" if looks_decimal else "amount_grouping"
    if not groups[0]:
        return "amount_decimals_missing" if whole == "" else "amount_grouping"
    if groups[0].startswith("0") and (len(groups[0]) > 1 or len(groups) > 1):
        return "amount_leading_zeros"
    return None


def show_figures(money: Money, notation: Notation) -> str:
    """`1.250,50` or `1,250.50`, without a sign: what stands in an amount field."""
    group, decimal = _MARKS[notation]
    whole, _, part = money.plain().partition(".")
    minus = "-" if whole.startswith("-") else ""
    grouped = f"{int(whole.lstrip('-')):,}".replace(",", group)
    return f"{minus}{grouped}{decimal}{part}" if part else f"{minus}{grouped}"


def show_amount(money: Money, notation: Notation) -> str:
    """`1.250,50 ₺` in Turkish, `₺1,250.50` in English; a currency without a sign of one letter shows its code."""
    figures = show_figures(money, notation)
    sign = currency(money.code).sign
    if notation == "tr" or len(sign) > 1:
        return f"{figures}\u00a0{sign}"
    return f"-{sign}{figures[1:]}" if figures.startswith("-") else f"{sign}{figures}"
