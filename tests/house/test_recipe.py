"""Adding a gateway touches its rooms and the two lists, and nothing else: no line of code outside them names one.

Comments and docstrings may: a rule names the note it comes from ("iyzico notes §8").
"""

import ast
import re
from collections.abc import Iterator

from frontdesk.gateways.accounts import GATEWAYS
from tests.house.sources import HOUSE, above, kept_files, name, parents, python_files, tree

NAMES = re.compile("|".join(GATEWAYS), re.IGNORECASE)
TITLES = re.compile("|".join(re.escape(one.title) for one in GATEWAYS.values()), re.IGNORECASE)

# What the recipe touches: its folder on both sides of the wire, and a line in each list.
ROOMS = tuple(f"frontdesk/{side}/{one}/" for side in ("gateways", "practice") for one in GATEWAYS)
LISTS = {"frontdesk/gateways/accounts.py", "frontdesk/practice/dialects.py"}
# Where a name stands all the same, and why.
ALSO = {
    "frontdesk/gateways/signing.py": "the worked examples of all notes are proved on one page of pure functions",
    "frontdesk/gateways/scrub.py": "a field on the wire that is masked is called so",
}
# The tour shows one guest after the other at accounts of each kind.
TOUR = "frontdesk/commands/touring/"


def test_code_names_a_gateway_in_its_rooms_and_the_lists_alone() -> None:
    leaks = {file: lines for file, lines in named().items() if file not in ALSO and not file.startswith(TOUR)}
    assert leaks == {}


def test_every_exception_is_one_still() -> None:
    assert set(ALSO) <= set(named())


def test_every_gateway_has_its_rooms_and_its_tests() -> None:
    there = {name(file) for file in kept_files()}
    for one in GATEWAYS:
        assert f"frontdesk/gateways/{one}/__init__.py" in there
        assert f"frontdesk/practice/{one}/__init__.py" in there
        assert f"tests/gateways/dialect_{one}.py" in there
        assert any(file.startswith(f"tests/practice/test_{one}") for file in there)


def test_words_for_staff_name_no_gateway() -> None:
    """They speak of what an account can do; the account brings its own name."""
    leaks = [
        name(file)
        for file in kept_files()
        if file.parent == HOUSE / "resources" / "words"
        if NAMES.search(told := file.read_text(encoding="utf-8")) or TITLES.search(told)
    ]
    assert leaks == []


def named() -> dict[str, list[int]]:
    """Files outside the rooms and the lists whose code names a gateway, with the lines."""
    found = {}
    for file in python_files("frontdesk"):
        if not name(file).startswith(ROOMS) and name(file) not in LISTS:
            lines = sorted({line for line, text in _code(tree(file)) if NAMES.search(text) or TITLES.search(text)})
            if lines:
                found[name(file)] = lines
    return found


def _code(root: ast.Module) -> Iterator[tuple[int, str]]:
    """Names, imports and texts of the code, without docstrings."""
    parent_of = parents(root)
    for node in ast.walk(root):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if not isinstance(next(above(node, parent_of)), ast.Expr):
                yield node.lineno, node.value
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.Name):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute):
            yield node.lineno, node.attr
        elif isinstance(node, ast.alias):
            yield node.lineno, node.name
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or ""
