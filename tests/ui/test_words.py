"""Words by key, language, trade and number."""

import pytest

from frontdesk.ui import words


@pytest.fixture(autouse=True)
def turkish_hotel() -> None:
    words.set_language("tr")
    words.set_trade("hotel")


def test_the_language_is_the_one_that_was_set() -> None:
    assert words.tr("states.held") == "Bloke"
    words.set_language("en")
    assert words.tr("states.held") == "Held"


def test_a_rental_speaks_of_plates() -> None:
    words.set_language("en")
    assert words.tr("board.column_place") == "Room"
    words.set_trade("rental")
    assert words.tr("board.column_place") == "Plate"


def test_one_is_not_many() -> None:
    words.set_language("en")
    assert words.tr("board.count_open", count=1) == "1 open entry · search finds closed ones"
    assert words.tr("board.count_open", count=2) == "2 open entries · search finds closed ones"


def test_a_value_is_never_read_as_a_place() -> None:
    assert words.tr("board.empty_search_title", text="{amount}") == "“{amount}” bulunamadı"


def test_a_key_that_does_not_exist_is_an_error() -> None:
    assert not words.has("board.nothing_like_this")
    with pytest.raises(KeyError):
        words.tr("board.nothing_like_this")


def test_one_day_of_a_rental_is_no_night() -> None:
    words.set_language("en")
    words.set_trade("rental")
    assert words.tr("new_hold.nights", count=1) == "1 day"
    assert words.tr("new_hold.nights", count=2) == "2 days"


def test_another_language_is_spoken_for_a_moment() -> None:
    with words.spoken_in("en"):
        assert words.tr("states.held") == "Held"
    assert words.tr("states.held") == "Bloke"
