"""What the provider's menu is asked with, and what cannot be asked."""

import pytest

from frontdesk.domain.gateway import CardFacts
from frontdesk.gateways.rows import asked_days, asked_digits, asked_sum, facts_row, shown_sum
from tests.gateways.samples import lira


def test_a_sum_is_asked_in_minor_units() -> None:
    assert asked_sum({"amount": "150050"}) == lira(150_050)
    assert asked_sum({"amount": "150050", "currency": "EUR"}).code == "EUR"


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"amount": "0"},
        {"amount": "-1"},
        {"amount": "1500.50"},
        {"amount": "٣"},
        {"amount": "9" * 40},
        {"amount": "1", "currency": "XTS"},
    ],
)
def test_a_sum_that_is_none_is_not_asked_about(asked: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="minor units"):
        asked_sum(asked)


def test_first_digits_are_cut_to_what_the_gateway_takes() -> None:
    assert asked_digits({"bin": "5528790000000008"}, 8) == "55287900"
    assert asked_digits({}, 8) == ""
    for digits in ("5528", "55287x", "٥٥٢٨٧٩"):
        with pytest.raises(ValueError, match="BIN"):
            asked_digits({"bin": digits}, 8)
    with pytest.raises(ValueError, match="BIN"):
        asked_digits({}, 8, needed=True)


def test_a_span_of_days_is_at_most_a_month() -> None:
    assert asked_days({"from": "2026-02-28", "to": "2026-03-01"}) == ("2026-02-28", "2026-03-01")
    assert asked_days({"from": "2026-02-28"}) == ("2026-02-28",)
    for first, last in (("2026-03-01", "2026-02-28"), ("2026-01-01", "2026-02-01"), ("", ""), ("x", "")):
        with pytest.raises(ValueError):  # noqa: PT011 -- its words are Python's own for two of them
            asked_days({"from": first, "to": last})


def test_a_row_holds_what_is_known_and_no_more() -> None:
    assert facts_row(CardFacts()) == {}
    assert facts_row(CardFacts(bin="552879", commercial=True, domestic=False)) == {
        "bin": "552879",
        "commercial": "yes",
        "domestic": "no",
    }


def test_a_sum_that_cannot_be_read_is_not_shown() -> None:
    assert shown_sum({"price": 15}, "price", "TRY") == lira(1500)
    for fields, code in (({"price": "x"}, "TRY"), ({"price": 15}, "XTS"), ({}, "TRY"), ({"price": True}, "TRY")):
        assert shown_sum(fields, "price", code) is None
