"""Amounts as staff type them: the corpus of bad input, and that nothing is lost between text and money."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.amount_text import MOST_MINOR, read_amount, show_amount, show_figures
from frontdesk.domain.currencies import CURRENCIES, currency
from frontdesk.domain.house import Notation
from frontdesk.domain.money import Money

# What is read alike in both notations.
EITHER: list[tuple[str, int]] = [
    ("1", 100),
    ("5000", 500000),
    ("250", 25000),
    (" 5000 ", 500000),
    ("\t5000", 500000),
    ("5000\r\n", 500000),
    ("5000 TL", 500000),
    ("5000 tl", 500000),
    ("5000TL", 500000),
    ("TL 5000", 500000),
    ("5000 TRY", 500000),
    ("try 5000", 500000),
    ("Try5000", 500000),
    ("₺5000", 500000),
    ("5000₺", 500000),
    ("₺ 5000", 500000),
    ("5000\u00a0₺", 500000),
    ("5000\u202f₺", 500000),
    ("\u00a05000", 500000),
]
TURKISH: list[tuple[str, int]] = [
    ("1.234,56", 123456),
    ("1.234", 123400),
    ("1234,56", 123456),
    ("1234,5", 123450),
    ("0,01", 1),
    ("0,5", 50),
    ("0,50", 50),
    ("10,00", 1000),
    ("₺1.000", 100000),
    ("1.000 ₺", 100000),
    ("1.000,00 TL", 100000),
    ("1.000.000", 100000000),
    ("12.345.678,90", 1234567890),
    ("999.999.999,99", 99999999999),
    ("1.000.000.000", 100000000000),
    ("1.000.000.000,00", 100000000000),
]
ENGLISH: list[tuple[str, int]] = [
    ("1,234.56", 123456),
    ("1,234", 123400),
    ("1234.56", 123456),
    ("1234.5", 123450),
    ("0.01", 1),
    ("0.5", 50),
    ("10.00", 1000),
    ("₺1,000", 100000),
    ("1,000 TRY", 100000),
    ("1,000,000", 100000000),
    ("12,345,678.90", 1234567890),
    ("1,000,000,000.00", 100000000000),
]
# What is wrong in both notations, and how it is called.
NEITHER: list[tuple[str, str]] = [
    ("", "amount_missing"),
    (" ", "amount_missing"),
    ("\u00a0\t", "amount_missing"),
    ("\n", "amount_missing"),
    ("TL", "amount_missing"),
    ("TRY", "amount_missing"),
    ("₺", "amount_missing"),
    ("-1", "amount_negative"),
    ("−1", "amount_negative"),
    ("–1", "amount_negative"),
    ("--1", "amount_negative"),
    ("- 5", "amount_negative"),
    ("-", "amount_negative"),
    ("₺-5", "amount_negative"),
    ("-5 TL", "amount_negative"),
    ("-0", "amount_negative"),
    ("+1", "amount_plus_sign"),
    ("+", "amount_plus_sign"),
    ("TL +5", "amount_plus_sign"),
    ("0", "amount_zero"),
    ("0 TL", "amount_zero"),
    ("00", "amount_leading_zeros"),
    ("007", "amount_leading_zeros"),
    ("01", "amount_leading_zeros"),
    ("1e5", "amount_letters"),
    ("1E5", "amount_letters"),
    ("NaN", "amount_letters"),
    ("nan", "amount_letters"),
    ("Infinity", "amount_letters"),
    ("inf", "amount_letters"),
    ("-inf", "amount_letters"),
    ("None", "amount_letters"),
    ("x", "amount_letters"),
    ("beşbin", "amount_letters"),
    ("12a", "amount_letters"),
    ("a12", "amount_letters"),
    ("5 lira", "amount_letters"),
    ("5 YTL", "amount_letters"),
    ("5 XX", "amount_letters"),
    ("ABC5", "amount_letters"),
    ("TRYTRY", "amount_letters"),
    ("TL5TL", "amount_letters"),
    ("₺5₺", "amount_letters"),
    ("5 ₺ TL", "amount_letters"),
    ("5₺5", "amount_letters"),
    ("5-", "amount_letters"),
    ("1-2", "amount_letters"),
    ("(5)", "amount_letters"),
    ("5%", "amount_letters"),
    ("%5", "amount_letters"),
    ("5/2", "amount_letters"),
    ("5*2", "amount_letters"),
    ("=5+5", "amount_letters"),
    ("0x10", "amount_letters"),
    ("1_000", "amount_letters"),
    ("1;5", "amount_letters"),
    ("1:50", "amount_letters"),
    ("1٫5", "amount_letters"),
    ("5\u200b0", "amount_letters"),
    ("\u202e50", "amount_letters"),
    ("\ufeff50", "amount_letters"),
    ("5\x000", "amount_letters"),
    ("5\ud8000", "amount_letters"),
    ("5\u20280", "amount_letters"),
    ("5\n0", "amount_letters"),
    ("5😀", "amount_letters"),
    ("5\u0301", "amount_letters"),
    ("<b>5</b>", "amount_letters"),
    ("'; DROP TABLE hold; --", "amount_letters"),
    ("１２３", "amount_foreign_digits"),
    ("١٢٣", "amount_foreign_digits"),
    ("۱۲۳", "amount_foreign_digits"),
    ("१२३", "amount_foreign_digits"),
    ("²", "amount_foreign_digits"),
    ("5²", "amount_foreign_digits"),
    ("½", "amount_foreign_digits"),
    ("5½", "amount_foreign_digits"),
    ("五", "amount_foreign_digits"),
    ("Ⅴ", "amount_foreign_digits"),
    ("1 000", "amount_grouping"),
    ("1 000 000", "amount_grouping"),
    ("1\u00a0000", "amount_grouping"),
    ("1\u202f000", "amount_grouping"),
    ("1'000", "amount_grouping"),
    ("1’000", "amount_grouping"),
    ("1'000.50", "amount_grouping"),
    ("1 000,50", "amount_grouping"),
    ("5 USD", "amount_other_currency"),
    ("5 usd", "amount_other_currency"),
    ("$5", "amount_other_currency"),
    ("5$", "amount_other_currency"),
    ("€5", "amount_other_currency"),
    ("5 EUR", "amount_other_currency"),
    ("£5", "amount_other_currency"),
    ("5 KWD", "amount_other_currency"),
    ("chf 5", "amount_other_currency"),
    ("1000000001", "amount_too_large"),
    ("999999999999", "amount_too_large"),
    ("9" * 39, "amount_too_large"),
    ("9" * 41, "amount_too_long"),
    ("5" + " " * 60, "amount_too_long"),
]
NOT_TURKISH: list[tuple[str, str]] = [
    ("1,234.56", "amount_other_notation"),
    ("1234.56", "amount_other_notation"),
    ("12.34", "amount_other_notation"),
    ("1234.5", "amount_other_notation"),
    ("1,000,000.00", "amount_other_notation"),
    ("1,234", "amount_too_many_decimals"),
    ("12,345", "amount_too_many_decimals"),
    ("0,001", "amount_too_many_decimals"),
    ("1.234,567", "amount_too_many_decimals"),
    ("1,2,3", "amount_two_decimal_marks"),
    ("1,,2", "amount_two_decimal_marks"),
    ("1,", "amount_decimals_missing"),
    ("1.234,", "amount_decimals_missing"),
    (",5", "amount_decimals_missing"),
    (",", "amount_decimals_missing"),
    ("1.", "amount_grouping"),
    (".5", "amount_grouping"),
    ("1..2", "amount_grouping"),
    ("1.234.5", "amount_grouping"),
    ("12.34.567", "amount_grouping"),
    ("1234.567", "amount_grouping"),
    ("1.2345", "amount_grouping"),
    ("1.23,4", "amount_grouping"),
    (".123", "amount_grouping"),
    ("0.123", "amount_leading_zeros"),
    ("00,50", "amount_leading_zeros"),
    ("0,00", "amount_zero"),
    ("0,0", "amount_zero"),
    ("1.000.000.000,01", "amount_too_large"),
    ("999999999999,99", "amount_too_large"),
]
NOT_ENGLISH: list[tuple[str, str]] = [
    ("1.234,56", "amount_other_notation"),
    ("1234,56", "amount_other_notation"),
    ("12,34", "amount_other_notation"),
    ("1234,5", "amount_other_notation"),
    ("0,00", "amount_other_notation"),
    ("1.000.000,00", "amount_other_notation"),
    ("1.234", "amount_too_many_decimals"),
    ("0.001", "amount_too_many_decimals"),
    ("1,234.567", "amount_too_many_decimals"),
    ("1.2.3", "amount_two_decimal_marks"),
    ("1..2", "amount_two_decimal_marks"),
    ("1.", "amount_decimals_missing"),
    (".5", "amount_decimals_missing"),
    ("1,", "amount_grouping"),
    (",5", "amount_grouping"),
    ("1,234,5", "amount_grouping"),
    ("1,23.4", "amount_grouping"),
    ("0,123", "amount_leading_zeros"),
    ("0.00", "amount_zero"),
    ("1,000,000,000.01", "amount_too_large"),
]


@pytest.mark.parametrize(("typed", "minor"), EITHER + TURKISH)
def test_a_turkish_amount_is_read_to_the_kurus(typed: str, minor: int) -> None:
    assert read_amount(typed, "TRY", "tr") == Money(minor, "TRY")


@pytest.mark.parametrize(("typed", "minor"), EITHER + ENGLISH)
def test_an_english_amount_is_read_to_the_kurus(typed: str, minor: int) -> None:
    assert read_amount(typed, "TRY", "en") == Money(minor, "TRY")


@pytest.mark.parametrize(("typed", "problem"), NEITHER + NOT_TURKISH)
def test_each_wrong_turkish_amount_has_its_own_complaint(typed: str, problem: str) -> None:
    assert read_amount(typed, "TRY", "tr") == problem


@pytest.mark.parametrize(("typed", "problem"), NEITHER + NOT_ENGLISH)
def test_each_wrong_english_amount_has_its_own_complaint(typed: str, problem: str) -> None:
    assert read_amount(typed, "TRY", "en") == problem


def test_ten_megabytes_are_one_complaint() -> None:
    assert read_amount("5" * 10_000_000, "TRY", "tr") == "amount_too_long"


@pytest.mark.parametrize(
    ("typed", "code", "minor"),
    [
        ("1.234", "JPY", 1234),
        ("¥500", "JPY", 500),
        ("1,234", "KWD", 1234),
        ("2,5 BHD", "BHD", 2500),
        ("€5", "EUR", 500),
    ],
)
def test_each_currency_has_its_own_decimals(typed: str, code: str, minor: int) -> None:
    assert read_amount(typed, code, "tr") == Money(minor, code)


def test_a_yen_has_no_decimals_and_a_lira_is_no_euro() -> None:
    assert read_amount("5,0", "JPY", "tr") == "amount_too_many_decimals"
    assert read_amount("5 TL", "EUR", "tr") == "amount_other_currency"


@pytest.mark.parametrize("notation", ["tr", "en"])
@pytest.mark.parametrize("code", ["JPY", "TRY", "KWD"])
def test_random_amounts_come_back_as_they_were(code: str, notation: Notation) -> None:
    seed = random.randrange(2**32)
    dice = random.Random(seed)
    for _ in range(5_000):
        money = Money(dice.randint(1, 10 ** dice.randint(1, 11)), code)
        assert read_amount(show_figures(money, notation), code, notation) == money, seed
        assert read_amount(show_amount(money, notation), code, notation) == money, seed


@given(st.text(max_size=45), st.sampled_from(sorted(CURRENCIES)), st.sampled_from(["tr", "en"]))
def test_any_text_is_money_or_a_complaint(typed: str, code: str, notation: Notation) -> None:
    read = read_amount(typed, code, notation)
    assert isinstance(read, Money | str)
    if isinstance(read, Money):
        assert 0 < read.minor <= MOST_MINOR


@given(st.text(alphabet="0123456789.,", min_size=1, max_size=14), st.sampled_from(["tr", "en"]))
def test_what_is_read_is_what_the_figures_say(typed: str, notation: Notation) -> None:
    """Another reading of the same text, by its digits alone, agrees wherever the amount is accepted."""
    read = read_amount(typed, "TRY", notation)
    if not isinstance(read, Money):
        return
    decimal = "," if notation == "tr" else "."
    whole, _, part = typed.partition(decimal)
    digits = currency("TRY").digits
    assert read.minor == int("".join(filter(str.isdigit, whole))) * 10**digits + int(part.ljust(digits, "0"))


@pytest.mark.parametrize(
    ("money", "turkish", "english"),
    [
        (Money(125050, "TRY"), "1.250,50\u00a0₺", "₺1,250.50"),
        (Money(500, "USD"), "5,00\u00a0$", "$5.00"),
        (Money(1234, "JPY"), "1.234\u00a0¥", "¥1,234"),
        (Money(1234567, "KWD"), "1.234,567\u00a0KWD", "1,234.567\u00a0KWD"),
        (Money(-125050, "TRY"), "-1.250,50\u00a0₺", "-₺1,250.50"),
        (Money(0, "TRY"), "0,00\u00a0₺", "₺0.00"),
    ],
)
def test_an_amount_is_shown_in_the_notation_of_the_house(money: Money, turkish: str, english: str) -> None:
    assert (show_amount(money, "tr"), show_amount(money, "en")) == (turkish, english)
