"""Reading wire numbers and texts: exact or not at all, and whatever the bytes are, nothing but a bad answer."""

import contextlib
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.gateway import WireResponse
from frontdesk.domain.money import Money
from frontdesk.gateways.answers import BadAnswerError, Json, amount, ident, label, number, opened, plain, text
from frontdesk.gateways.wire import Amount, Part, known, to_body, trimmed, with_a_decimal


def fields(raw: str) -> object:
    return opened(WireResponse(200, {}, raw.encode()))


def told(raw: str, code: str = "TRY") -> Money | None:
    return amount(opened(WireResponse(200, {}, f'{{"price":{raw}}}'.encode())), "price", code)


@pytest.mark.parametrize(
    ("raw", "minor"),
    [
        ("1500", 150_000),
        ("1500.5", 150_050),
        ("1500.50000000", 150_050),
        ("0E-8", 0),
        ("0", 0),
        ("1.5E+3", 150_000),
        ("15e2", 150_000),
        ("0.01", 1),
        ('"1500.50"', 150_050),
        ('"1500"', 150_000),
        ("-0", 0),
        ("-0.00", 0),
    ],
)
def test_an_exact_amount(raw: str, minor: int) -> None:
    assert told(raw) == Money(minor, "TRY")


@pytest.mark.parametrize(
    "raw",
    [
        "10.209999999999999",
        "0.001",
        "-1",
        "1e999999",
        "1e-999999",
        "1e99999999999999999999",
        "9" * 4000,
        "1." + "0" * 5000,
        "true",
        "[]",
        '"1.500,50"',
        '"1 500"',
        '"."',
        '""',
        '"1e3"',
        '"٣"',
        '"' + "9" * 31 + '"',
    ],
)
def test_no_amount(raw: str) -> None:
    with pytest.raises(BadAnswerError):
        told(raw)


def test_a_currency_keeps_its_own_number_of_decimals() -> None:
    assert told("1500", "JPY") == Money(1500, "JPY")
    assert told("1.234", "KWD") == Money(1234, "KWD")
    with pytest.raises(BadAnswerError):
        told("1500.5", "JPY")


@given(st.integers(0, 10**12), st.sampled_from(["TRY", "EUR", "JPY", "KWD"]))
def test_every_amount_survives_the_wire(minor: int, code: str) -> None:
    money = Money(minor, code)
    for raw in (trimmed(money), with_a_decimal(money), to_body(Amount(money)).decode(), f'"{money.plain()}"'):
        assert told(raw, code) == money


@pytest.mark.parametrize(
    ("value", "spelled"),
    [
        ("10", "10"),
        ("10.0", "10"),
        ("10.50", "10.5"),
        ("10.51050", "10.5105"),
        ("50.00", "50"),
        ("1500.00000000", "1500"),
        ("0E-8", "0"),
        ("1.5E+3", "1500"),
        ("0.3", "0.3"),
    ],
)
def test_prices_as_they_are_signed(value: str, spelled: str) -> None:
    assert plain(Decimal(value)) == spelled
    assert plain(None) == ""


def test_ids_are_texts_whichever_way_they_came() -> None:
    raw: dict[str, Json] = {
        "a": 40010001,
        "b": "40010001",
        "c": None,
        "d": True,
        "e": -1,
        "f": 10**40,
        "g": "x" * 201,
        "h": "a\nb",
    }
    assert [ident(raw, name) for name in "abc"] == ["40010001", "40010001", ""]
    for name in "defgh":
        with pytest.raises(BadAnswerError):
            ident(raw, name)


def test_texts_that_could_not_be_kept_are_refused_and_labels_fall_away() -> None:
    different: tuple[Json, ...] = ("\ud800", "a\x00b", "x" * 500, 5, [], {})
    for bad in different:
        with pytest.raises(BadAnswerError):
            text({"name": bad}, "name")
        assert label({"name": bad}, "name") == ""
    assert text({"name": "Halk Bankası"}, "name") == label({"name": "Halk Bankası"}, "name") == "Halk Bankası"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_is_an_object_or_is_a_bad_answer(raw: str) -> None:
    with contextlib.suppress(BadAnswerError):
        assert isinstance(fields(raw), dict)


def test_a_bad_answer_carries_nothing_of_what_was_read() -> None:
    with pytest.raises(BadAnswerError) as caught:
        fields('{"cardNumber":"5528790000000008"')
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    assert str(caught.value) == "answer_unreadable"


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(), st.lists, max_leaves=20))
def test_any_value_is_a_number_or_is_a_bad_answer(value: object) -> None:
    try:
        found = number({"price": value}, "price")  # type: ignore[dict-item]
    except BadAnswerError:
        return
    assert found is None or isinstance(found, Decimal)


def test_bodies_are_compact_and_keep_their_letters() -> None:
    body: dict[str, Part] = {"ad": 'Çıkış "1"', "liste": [1, True, {"a": "b"}], "tutar": Amount(Money(125_050, "TRY"))}
    assert to_body(body).decode() == '{"ad":"Çıkış \\"1\\"","liste":[1,true,{"a":"b"}],"tutar":1250.5}'
    assert json.loads(to_body({"ad": "\ud800"})) == {"ad": "?"}
    assert known({"a": "", "b": "x", "c": 0, "d": False}) == {"b": "x", "c": 0, "d": False}
