"""Every word staff read, by key: `tr("board.empty_title")` is the entry `empty_title` of resources/words/board.json.

An entry holds `tr` and `en`, and where they differ `tr_rental`/`en_rental` (plate instead of room) and `en_one` (a
count of one).
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from frontdesk.domain.house import Language, Trade
from frontdesk.ui.shelf import read

Entry = dict[str, str]


class _Spoken:
    """What is spoken now, and the areas read so far."""

    def __init__(self) -> None:
        self.language: Language = "tr"
        self.trade: Trade = "hotel"
        self.areas: dict[str, dict[str, Entry]] = {}


_spoken = _Spoken()


def set_language(language: Language) -> None:
    """From now on texts come in this language; screens already built keep theirs until they are built anew."""
    _spoken.language = language


@contextmanager
def spoken_in(language: Language) -> Iterator[None]:
    """Texts in another language for a moment: what is read out to a guest who speaks it."""
    before, _spoken.language = _spoken.language, language
    try:
        yield
    finally:
        _spoken.language = before


def set_trade(trade: Trade) -> None:
    """Hotel or rental words."""
    _spoken.trade = trade


def language() -> Language:
    return _spoken.language


def area(name: str) -> dict[str, Entry]:
    """All entries of one area, read once when first asked for."""
    if name not in _spoken.areas:
        _spoken.areas[name] = json.loads(read(f"words/{name}.json"))
    return _spoken.areas[name]


def has(key: str) -> bool:
    """Whether there is a text for the key."""
    room, _, rest = key.partition(".")
    return rest in area(room)


def tr(key: str, **values: object) -> str:
    """The text of a key with its {places} filled. A value `count` of one picks the singular. Raises KeyError."""
    room, _, rest = key.partition(".")
    entry = area(room)[rest]
    text = entry[_spoken.language]
    forms = ["rental"] if _spoken.trade == "rental" else []
    if values.get("count") == 1:
        forms += ["one", *(f"{form}_one" for form in forms)]
    for form in forms:
        text = entry.get(f"{_spoken.language}_{form}", text)
    return text.format_map(values) if values else text
