"""Cards as they are typed, pasted and swiped: the corpus of bad input, and that a card never shows itself."""

import copy
import pickle
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.card import (
    Card,
    Scheme,
    cvv_problem,
    holder_problem,
    holds_track_data,
    looks_like_card_number,
    number_problem,
    passes_luhn,
    plain_digits,
    read_expiry,
    scheme_of,
)

HALKBANK = "5528790000000008"
TROY = "9792030000000000"
AMEX = "374427000000003"
DOCUMENTED: list[tuple[str, Scheme]] = [
    (HALKBANK, "mastercard"),
    ("5890040000000016", "mastercard"),
    ("4543590000000006", "visa"),
    (TROY, "troy"),
    ("6500528865390837", "troy"),
    ("9792120000006667", "troy"),
    (AMEX, "amex"),
]
GROUPED = [
    "5528 7900 0000 0008",
    "5528-7900-0000-0008",
    "5528–7900–0000–0008",
    "5528\u00a07900\u00a00000\u00a00008",
    "5528\u202f7900\u20090000\u20070008",
    "5528\t7900\t0000\t0008",
    " 5528790000000008\r\n",
    "5528\u200b7900\u200b00000008",
    "\u200f5528790000000008\u200e",
    "\u202a5528790000000008\u202c",
    "\u20665528790000000008\u2069",
    "\ufeff5528790000000008",
    "5528\u00ad790000000008",
    "5528\u2011790000000008",
]
WRONG_NUMBERS = [
    ("", "number_missing"),
    ("   ", "number_missing"),
    ("\u200b", "number_missing"),
    ("-", "number_missing"),
    ("5528", "number_too_short"),
    ("552879000000000", "number_too_short"),
    ("45435900000000", "number_too_short"),
    ("4543590000000", "number_check_digit"),
    ("37442700000000", "number_too_short"),
    ("3744270000000003", "number_too_long"),
    ("55287900000000080", "number_too_long"),
    ("45435900000000060000", "number_too_long"),
    (HALKBANK + TROY, "number_too_long"),
    (HALKBANK + " " + TROY, "number_too_long"),
    (HALKBANK + "\n" + TROY, "number_too_long"),
    ("9" * 64, "number_too_long"),
    ("5528790000000009", "number_check_digit"),
    ("5528790000000080", "number_check_digit"),
    ("374427000000004", "number_check_digit"),
    ("9792030000000001", "number_check_digit"),
    ("123456789012", "number_check_digit"),
    ("552879000000000O", "number_not_digits"),
    ("552879000000000l", "number_not_digits"),
    ("5528.7900.0000.0008", "number_not_digits"),
    ("5528/7900/0000/0008", "number_not_digits"),
    ("5528_7900_0000_0008", "number_not_digits"),
    ("+5528790000000008", "number_not_digits"),
    ("５５２８７９０００００００００８", "number_not_digits"),
    ("٥٥٢٨٧٩٠٠٠٠٠٠٠٠٠٨", "number_not_digits"),
    ("552879000000000²", "number_not_digits"),
    ("5528\x00790000000008", "number_not_digits"),
    ("5528\ud800790000000008", "number_not_digits"),
    ("Deniz Örnek", "number_not_digits"),
    ("%B5528790000000008^ORNEK/DENIZ^4412101?", "number_track_data"),
    ("%B5528790000000008", "number_track_data"),
    (";5528790000000008=44121010000000000000?", "number_track_data"),
    ("5528790000000008=4412", "number_track_data"),
    ("5528790000000008^ORNEK", "number_track_data"),
]


@pytest.mark.parametrize(("number", "scheme"), DOCUMENTED)
def test_documented_cards_pass_and_say_their_scheme(number: str, scheme: Scheme) -> None:
    assert number_problem(number) is None
    assert scheme_of(number) == scheme
    assert Card(number, 12, 2044, "123", "Deniz Örnek").scheme == scheme


@pytest.mark.parametrize("typed", GROUPED)
def test_blanks_dashes_and_invisible_marks_do_not_count(typed: str) -> None:
    assert number_problem(typed) is None
    assert plain_digits(typed) == HALKBANK


@pytest.mark.parametrize(("typed", "problem"), WRONG_NUMBERS)
def test_each_wrong_number_has_its_own_complaint(typed: str, problem: str) -> None:
    assert number_problem(typed) == problem


@pytest.mark.parametrize(
    ("digits", "scheme"),
    [
        ("", ""),
        ("4", "visa"),
        ("5", ""),
        ("51", "mastercard"),
        ("55", "mastercard"),
        ("50", "mastercard"),
        ("2220", ""),
        ("2221", "mastercard"),
        ("2720", "mastercard"),
        ("2721", ""),
        ("34", "amex"),
        ("37", "amex"),
        ("36", ""),
        ("65", "troy"),
        ("979", ""),
        ("9792", "troy"),
        ("9793", ""),
        ("67", "mastercard"),
    ],
)
def test_the_scheme_is_said_as_soon_as_the_digits_say_it(digits: str, scheme: Scheme) -> None:
    assert scheme_of(digits) == scheme


def test_a_maestro_card_may_be_longer_than_sixteen() -> None:
    body = "675900000000000000"
    number = next(body + digit for digit in "0123456789" if passes_luhn(body + digit))
    assert number_problem(number) is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("07/44", (7, 2044)),
        ("7/44", (7, 2044)),
        ("0744", (7, 2044)),
        ("07 / 44", (7, 2044)),
        ("07.44", (7, 2044)),
        ("07-2044", (7, 2044)),
        ("7-44", (7, 2044)),
        ("072044", (7, 2044)),
        ("07/2044", (7, 2044)),
        ("11/26", (11, 2026)),
        ("12/26", (12, 2026)),
        ("11/46", (11, 2046)),
        ("12/46", (12, 2046)),
        ("", "expiry_missing"),
        ("  ", "expiry_missing"),
        ("/", "expiry_form"),
        ("7", "expiry_form"),
        ("744", "expiry_form"),
        ("07/4", "expiry_form"),
        ("07/444", "expiry_form"),
        ("07//44", "expiry_form"),
        ("07/44/", "expiry_form"),
        ("ab/cd", "expiry_form"),
        ("０７/４４", "expiry_form"),
        ("07/²²", "expiry_form"),
        ("-7/44", "expiry_form"),
        ("00/27", "expiry_month"),
        ("13/27", "expiry_month"),
        ("0/27", "expiry_month"),
        ("2027/01", "expiry_form"),
        ("10/26", "expiry_past"),
        ("12/25", "expiry_past"),
        ("01/00", "expiry_past"),
        ("01/1999", "expiry_past"),
        ("01/47", "expiry_too_far"),
        ("01/2100", "expiry_too_far"),
        ("12/99", "expiry_too_far"),
    ],
)
def test_an_expiry_is_read_or_complained_of(typed: str, read: tuple[int, int] | str) -> None:
    """Seen in November 2026: a card is good to the end of its month."""
    assert read_expiry(typed, 2026, 11) == read


@pytest.mark.parametrize(
    ("typed", "scheme", "problem"),
    [
        ("123", "visa", None),
        ("000", "visa", None),
        ("123", "troy", None),
        ("123", "", None),
        ("1234", "amex", None),
        ("", "visa", "cvv_missing"),
        ("12", "visa", "cvv_three_digits"),
        ("1234", "visa", "cvv_three_digits"),
        ("12345", "mastercard", "cvv_three_digits"),
        ("123", "amex", "cvv_four_digits"),
        ("12345", "amex", "cvv_four_digits"),
        ("12a", "visa", "cvv_not_digits"),
        ("1 3", "visa", "cvv_not_digits"),
        ("１２３", "visa", "cvv_not_digits"),
        ("²²²", "visa", "cvv_not_digits"),
        ("-12", "visa", "cvv_not_digits"),
    ],
)
def test_the_security_code_is_judged_by_the_scheme(typed: str, scheme: Scheme, problem: str | None) -> None:
    assert cvv_problem(typed, scheme) == problem


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("Deniz Örnek", None),
        ("  Deniz Örnek  ", None),
        ("İLKER ŞAĞLAM-IŞIK", None),
        ("O'Sample, Jr. 3", None),
        ("李", None),
        ("", "holder_missing"),
        (" \t ", "holder_missing"),
        ("x" * 60, None),
        ("x" * 61, "holder_too_long"),
        ("Deniz <b>", "holder_letters"),
        ("Deniz & Ekin", "holder_letters"),
        ("=cmd|' /C calc'!A0", "holder_letters"),
        ("%B5528790000000008^X", "holder_letters"),
        ("5528790000000008", "holder_letters"),
        ("５５２８７９", "holder_letters"),
        ("----", "holder_letters"),
        ("123", "holder_letters"),
        ("Deniz\x00Örnek", "holder_letters"),
        ("Deniz\nÖrnek", "holder_letters"),
        ("Deniz\ud800", "holder_letters"),
        ("\u202eDeniz", "holder_letters"),
        ("Deniz\u2028Örnek", "holder_letters"),
    ],
)
def test_the_name_on_the_card_keeps_to_what_gateways_take(typed: str, problem: str | None) -> None:
    assert holder_problem(typed) == problem


@pytest.mark.parametrize(
    "text",
    [
        HALKBANK,
        "5528 7900 0000 0008",
        "card 5528-7900-0000-0008 thanks",
        "5528.7900.0000.0008",
        "5528/7900/0000/0008",
        "204 5528 7900 0000 0008",
        "5528 7900 0000 0008 12/44 123",
        "room 204, 5528790000000008",
        "5528\u200b7900\u200b0000\u200b0008",
        "5528\n7900\n0000\n0008",
        "５５２８７９０００００００００８",
        "٥٥٢٨٧٩٠٠٠٠٠٠٠٠٠٨",
        "No:5528790000000008",
        "x5528790000000008x",
        AMEX,
        "3744 270000 00003",
        TROY,
        "3530111333300000",
        "%B5528790000000008^ORNEK/DENIZ^4412101?",
    ],
)
def test_a_card_number_in_a_free_text_is_noticed(text: str) -> None:
    assert looks_like_card_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Deniz Örnek",
        "RZV-2026-0184",
        "34 ABC 123",
        "+90 532 000 00 00",
        "11111111110",
        "TR33 0006 1005 1978 6457 8413 26",
        "5528790000000009",
        "1234567890123456",
        "21.11.2026-24.11.2026",
        "2f1c9c9e-7c6a-4f0e-9a55-1b2c3d4e5f60",
        "9" * 40,
    ],
)
def test_other_numbers_are_no_cards(text: str) -> None:
    assert not looks_like_card_number(text)


def test_every_well_formed_card_number_is_refused_elsewhere() -> None:
    seed = random.randrange(2**32)
    dice = random.Random(seed)
    for _ in range(10_000):
        body = dice.choice(["4", "51", "55", "2221", "9792", "65"])
        body += "".join(dice.choice("0123456789") for _ in range(15 - len(body)))
        number = next(body + digit for digit in "0123456789" if passes_luhn(body + digit))
        assert looks_like_card_number(f"{dice.choice(['', '204 ', 'oda '])}{number}"), seed


@pytest.mark.parametrize(
    ("text", "track"),
    [
        ("%B5528790000000008^ORNEK/DENIZ^4412101?", True),
        (";5528790000000008=44121010000000000000?", True),
        ("%b5528 79", False),
        ("%B552879", True),
        (";55287900", True),
        ("ş5528790000000008-4412", True),
        ("5528790000000008=4412", True),
        ("50% discount; late arrival", False),
        ("a=b", False),
        ("", False),
    ],
)
def test_what_a_swipe_reader_types_is_known(text: str, track: bool) -> None:
    assert holds_track_data(text) is track


@given(st.text(max_size=70))
def test_any_text_is_judged_without_falling_over(text: str) -> None:
    number_problem(text)
    read_expiry(text, 2026, 11)
    cvv_problem(text, "amex")
    holder_problem(text)
    looks_like_card_number(text)
    holds_track_data(text)


def test_a_card_never_shows_writes_or_copies_itself() -> None:
    card = Card(HALKBANK, 12, 2044, "123", "Deniz Örnek")
    for shown in (repr(card), str(card), f"{card}", f"{[card]}"):
        assert HALKBANK not in shown
        assert "123" not in shown
    for copying in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            copying(card)
    assert (card.bin, card.last4) == ("552879", "0008")
    card.wipe()
    assert (card.number, card.cvv) == ("", "")
