"""No float comes near money: in the rooms that handle it a float may only be a length of time."""

import ast
import re

from tests.house.sources import above, name, parents, python_files, tree

MONEY_ROOMS = ("frontdesk/domain", "frontdesk/ledger", "frontdesk/gateways", "frontdesk/usecases")
# Path / "name" is division too, so only rooms that know no paths are held to it.
ROOMS_WITHOUT_PATHS = ("frontdesk/domain", "frontdesk/gateways", "frontdesk/usecases")
A_TIME = re.compile(
    r"wait|time|second|delay|pause|patience|sleep|slow|limit|between_tries|deadline|until|_s$|^within$|^left$",
    re.IGNORECASE,
)


def test_floats_are_lengths_of_time() -> None:
    found = []
    for file in python_files(*MONEY_ROOMS):
        root = tree(file)
        parent_of = parents(root)
        for node in ast.walk(root):
            if not _is_float(node) or any(_names_a_time(around) for around in above(node, parent_of)):
                continue
            found.append(f"{name(file)}:{getattr(node, 'lineno', 0)}")
    assert found == []


def test_nothing_is_divided_into_a_float() -> None:
    found = [
        f"{name(file)}:{node.lineno}"
        for file in python_files(*ROOMS_WITHOUT_PATHS)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div)
    ]
    assert found == []


def _is_float(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, float)
    return isinstance(node, ast.Name) and node.id == "float"


def _names_a_time(node: ast.AST) -> bool:
    """Whether what the float is given to, or comes from, is named as a time."""
    match node:
        case ast.arg(arg=word) | ast.keyword(arg=str(word)) | ast.FunctionDef(name=word):
            return bool(A_TIME.search(word))
        case ast.AnnAssign(target=ast.Name(id=word)) | ast.Assign(targets=[ast.Name(id=word)]):
            return bool(A_TIME.search(word))
        case ast.Call(func=ast.Name(id=word) | ast.Attribute(attr=word)):
            return bool(A_TIME.search(word))
        case ast.arguments(args=args, kwonlyargs=more):
            return all(A_TIME.search(each.arg) for each in [*args, *more] if _annotated_float(each))
        case _:
            return False


def _annotated_float(each: ast.arg) -> bool:
    return isinstance(each.annotation, ast.Name) and each.annotation.id == "float"
