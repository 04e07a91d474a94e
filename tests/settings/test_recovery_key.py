"""The recovery key: what a person writes down, and what can go wrong when it is typed again."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.settings.recovery_key import ALPHABET, RecoveryKeyError, from_recovery_key, to_recovery_key

KEY = bytes(range(7, 39))


def wrong_in(text: str) -> tuple[str, int]:
    with pytest.raises(RecoveryKeyError) as told:
        from_recovery_key(text)
    assert told.value.problem == "recovery_key_wrong"
    return told.value.wrong, told.value.group


@given(st.binary(min_size=32, max_size=32))
def test_every_key_comes_back(key: bytes) -> None:
    text = to_recovery_key(key)
    assert from_recovery_key(text) == key
    groups = text.split("-")
    assert [len(group) for group in groups] == [5] * 13
    assert set("".join(groups)) <= set(ALPHABET)


def test_its_spelling_is_the_same_in_every_release() -> None:
    nothing = "00005-0000A-0000F-0000M-0000H-0000Y-0000V-0000D-00008-00007-00002-0000S-0003T"
    assert to_recovery_key(bytes(32)) == nothing
    assert from_recovery_key(nothing) == bytes(32)


@pytest.mark.parametrize(
    "retyped",
    [
        str.lower,
        lambda text: text.replace("-", " "),
        lambda text: text.replace("-", ""),
        lambda text: text.replace("0", "O").replace("1", "I"),
        lambda text: text.replace("0", "o").replace("1", "l"),
        lambda text: f"  {text}\n",
        lambda text: text.replace("-", "–"),
        lambda text: text[:36] + "\r\n" + text[36:],
    ],
)
def test_it_is_read_however_it_was_typed(retyped: object) -> None:
    assert callable(retyped)
    assert from_recovery_key(retyped(to_recovery_key(KEY))) == KEY


def test_every_single_wrong_character_is_found_in_its_group() -> None:
    text = to_recovery_key(KEY)
    for place, right in enumerate(text):
        if right == "-":
            continue
        for letter in ALPHABET.replace(right, ""):
            assert wrong_in(text[:place] + letter + text[place + 1 :]) == ("group", place // 6 + 1)


def test_exchanged_neighbours_are_found_in_their_group() -> None:
    chance = random.Random(9)
    for _ in range(20):
        groups = to_recovery_key(chance.randbytes(32)).split("-")
        for index, group in enumerate(groups):
            for place in range(4):
                swapped = group[:place] + group[place + 1] + group[place] + group[place + 2 :]
                if swapped != group:
                    typed = "-".join([*groups[:index], swapped, *groups[index + 1 :]])
                    assert wrong_in(typed) == ("group", index + 1)


def test_exchanged_groups_are_found() -> None:
    groups = to_recovery_key(KEY).split("-")
    for first in range(13):
        for second in range(first + 1, 13):
            exchanged = list(groups)
            exchanged[first], exchanged[second] = groups[second], groups[first]
            assert wrong_in("-".join(exchanged)) == ("group", first + 1)


@pytest.mark.parametrize("text", ["", "ABCDE", to_recovery_key(KEY)[:-1], to_recovery_key(KEY) + "0"])
def test_too_few_or_too_many_characters(text: str) -> None:
    assert wrong_in(text) == ("length", 0)


@pytest.mark.parametrize("letter", ["U", "Ş", "*", "_", "İ"])
def test_a_letter_that_no_key_has_is_shown_where_it_stands(letter: str) -> None:
    text = to_recovery_key(KEY)
    assert wrong_in(text[:14] + letter + text[15:]) == ("letter", 3)


def test_a_key_that_only_happens_to_pass_its_groups_is_refused() -> None:
    text = to_recovery_key(bytes(32))
    last = text[:-5]
    passing = [last + body for body in (f"000{letter}" for letter in ALPHABET)]
    refused = set()
    for body in passing:
        for guard in ALPHABET:
            try:
                from_recovery_key(body + guard)
            except RecoveryKeyError as error:
                refused.add(error.wrong)
    assert refused == {"group", "whole"}


def test_only_a_whole_key_is_spelled() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        to_recovery_key(b"short")


@given(st.text(max_size=80))
def test_no_text_does_worse_than_being_refused(text: str) -> None:
    with pytest.raises(RecoveryKeyError):
        from_recovery_key(text)
