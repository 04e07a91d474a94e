"""The files of the house, as the checks see them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).parents[2]


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file that is, or is about to be, in the repository."""
    words = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(words, cwd=HOUSE, check=True, stdout=subprocess.PIPE).stdout.decode().split("\0")
    return tuple(HOUSE / name for name in sorted(names) if name and (HOUSE / name).is_file())


def python_files(*rooms: str) -> list[Path]:
    """The Python files of some rooms, given as paths below the checkout."""
    folders = [HOUSE / room for room in rooms]
    return [file for file in kept_files() if file.suffix == ".py" and any(file.is_relative_to(f) for f in folders)]


def name(file: Path) -> str:
    """The path below the checkout, as it is spoken of."""
    return file.relative_to(HOUSE).as_posix()


@cache
def tree(file: Path) -> ast.Module:
    """The syntax of a file."""
    return ast.parse(file.read_text(encoding="utf-8"), filename=name(file))


def parents(root: ast.AST) -> dict[ast.AST, ast.AST]:
    """Each node's parent."""
    return {child: node for node in ast.walk(root) for child in ast.iter_child_nodes(node)}


def above(node: ast.AST, parent_of: dict[ast.AST, ast.AST]) -> Iterator[ast.AST]:
    """The nodes around a node, from the nearest outwards."""
    while node in parent_of:
        node = parent_of[node]
        yield node
