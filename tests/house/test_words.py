"""Every text exists in Turkish and in English, says the same places, and is said by somebody."""

import ast
import json
import re
from string import Formatter

from tests.house.sources import HOUSE, kept_files, name, python_files, tree

LANGUAGES = {"tr", "en"}
VARIANTS = {"tr_rental", "en_rental", "tr_one", "en_one", "en_rental_one", "tr_rental_one"}


def words() -> dict[str, dict[str, str]]:
    """`area.key` to its entry, from resources/words/<area>.json."""
    files = [file for file in kept_files() if file.parent == HOUSE / "resources" / "words"]
    areas = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files}
    return {f"{area}.{key}": entry for area, entries in areas.items() for key, entry in entries.items()}


def test_no_key_is_written_twice() -> None:
    for file in kept_files():
        if file.parent == HOUSE / "resources" / "words":
            json.loads(file.read_text(encoding="utf-8"), object_pairs_hook=_without_doubles)


def test_every_text_is_there_in_both_languages() -> None:
    poor = {
        key: sorted(entry)
        for key, entry in words().items()
        if not LANGUAGES <= entry.keys() <= LANGUAGES | VARIANTS or not all(text.strip() for text in entry.values())
    }
    assert poor == {}


def test_turkish_has_one_word_for_a_thing_of_the_counter() -> None:
    """The bank's machine is a POS, and a card that a gateway keeps is saklı."""
    other = [
        key
        for key, entry in words().items()
        for language, text in entry.items()
        if language.startswith("tr") and ("erminal" in text or "aklanmış kart" in text)
    ]
    assert other == []


def test_every_language_fills_the_same_places() -> None:
    uneven = {}
    for key, entry in words().items():
        places = {language: _places(text) - {"count"} for language, text in entry.items()}
        if len(set(map(frozenset, places.values()))) > 1:
            uneven[key] = places
    assert uneven == {}


def test_every_key_that_is_asked_for_exists() -> None:
    known = set(words())
    assert {key: place for key, place in _asked_for().items() if key not in known} == {}


def test_every_text_is_said_by_somebody() -> None:
    exact, shapes = _spoken()
    silent = [key for key in words() if key not in exact and not any(shape.fullmatch(key) for shape in shapes)]
    assert silent == []


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    keys = [key for key, _ in pairs]
    assert len(keys) == len(set(keys)), f"written twice: {[key for key in keys if keys.count(key) > 1]}"
    return dict(pairs)


def _places(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field}


def _asked_for() -> dict[str, str]:
    """Keys given to `tr` in so many words, and where."""
    return {
        node.args[0].value: f"{name(file)}:{node.lineno}"
        for file in python_files("frontdesk/ui", "frontdesk/commands")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "tr"
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def _spoken() -> tuple[set[str], list[re.Pattern[str]]]:
    """The keys that stand in the sources, and the shapes of those that are put together there."""
    exact: set[str] = set()
    shapes: set[str] = set()
    for file in python_files("frontdesk"):
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                exact.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                shapes.add("".join(_shape(part) for part in node.values))
    areas = "|".join({key.partition(".")[0] for key in words()})
    return exact, [re.compile(shape) for shape in shapes if re.match(rf"({areas})\\\.", shape)]


def _shape(part: ast.expr) -> str:
    return re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z0-9_.]+"
