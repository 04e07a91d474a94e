"""A file has at most 350 lines, a function at most 60, and no file is named after nothing in particular."""

import ast
import re

from tests.house.sources import name, python_files, tree

FILE_WALL = 350
FUNCTION_WALL = 60
NAMED_AFTER_NOTHING = re.compile(r"(^|_)(utils?|helpers?|managers?|services?|common|base|misc)$")

ROOMS = ("frontdesk", "tests", "packaging")


def test_no_file_is_longer_than_its_wall() -> None:
    lengths = {name(file): len(file.read_text(encoding="utf-8").splitlines()) for file in python_files(*ROOMS)}
    assert {file: lines for file, lines in lengths.items() if lines > FILE_WALL} == {}


def test_no_function_is_longer_than_its_wall() -> None:
    long = [
        f"{name(file)}:{node.lineno} {node.name}"
        for file in python_files(*ROOMS)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno + 1 > FUNCTION_WALL
    ]
    assert long == []


def test_files_are_named_after_what_is_in_them() -> None:
    assert [name(file) for file in python_files(*ROOMS) if NAMED_AFTER_NOTHING.search(file.stem)] == []


def test_no_dialog_runs_a_loop_of_its_own() -> None:
    """`QDialog.exec()` inside a coroutine ends other tasks: dialogs are opened and awaited.

    A script on a bank page that asks a question stands still until it has its answer; that one waits in a loop. A desk
    that could not be opened says why in the only loop of its life.
    """
    waits = {"frontdesk/ui/bankview/question_bar.py", "frontdesk/ui/start.py"}
    calls = [
        f"{name(file)}:{node.lineno}"
        for file in python_files("frontdesk")
        if name(file) not in waits
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in {"exec", "exec_"}
    ]
    assert calls == []
