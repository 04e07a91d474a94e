"""Amounts as staff type and read them. One grammar a notation, exact complaints, no guessing.

Turkish: `1.250,50`; English: `1,250.50`. Grouping is optional but must be right; a currency's own sign or code may
stand before or after. Only ASCII digits count: other digits, signs, exponents and a foreign notation are each
complained of by name.
"""

import re
from typing import Literal

from frontdesk.domain.currencies import CURRENCIES, currency
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
_SIGNS = {"₺": "TRY", "TL": "TRY", "€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"} | {code: code for code in CURRENCIES}
_AROUND = re.compile(
    f"(?P<before>[₺€$£¥]|[A-Z]{{2,3}})?[{_BLANKS}]*(?P<figures>.*?)[{_BLANKS}]*(?P<after>[₺€$£¥]|[A-Z]{{2,3}})?",
    re.DOTALL,
)


def read_amount(typed: str, code: str, notation: Notation) -> Money | AmountProblem:
    """The amount in `code`, or the one thing that is wrong with what was typed. Zero is a complaint of its own."""
    if len(typed) > _LONGEST:
        return "amount_too_long"
    text = typed.strip(_BLANKS + "\r\n")
    if not text:
        return "amount_missing"
    match = _AROUND.fullmatch(text.upper().replace("İ", "I"))
    assert match is not None  # the groups leave nothing out
    marks = [mark for mark in (match["before"], match["after"]) if mark]
    if len(marks) > 1 or not _SIGNS.keys() >= set(marks):
        return "amount_letters"
    if not match["figures"]:
        return "amount_missing"
    if marks and _SIGNS[marks[0]] != code:
        return "amount_other_currency"
    return _read_figures(match["figures"], code, notation)


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
    problem = _wrong_whole(whole, group, decimals_follow=bool(mark))
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
    strange = [letter for letter in figures if letter not in "0123456789.,"]
    if any(letter.isnumeric() for letter in strange):
        return "amount_foreign_digits"
    if not strange:
        return None
    return "amount_grouping" if all(letter in _BLANKS + "'’" for letter in strange) else "amount_letters"


def _wrong_whole(whole: str, group: str, *, decimals_follow: bool) -> AmountProblem | None:
    groups = whole.split(group)
    if len(groups) > 1:
        head, rest = groups[0], groups[1:]
        if not 1 <= len(head) <= 3 or any(len(piece) != 3 for piece in rest):
            looks_decimal = len(rest) == 1 and 1 <= len(rest[0]) <= 2 and bool(head)
            return "amount_other_notation" if looks_decimal and not decimals_follow else "amount_grouping"
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
