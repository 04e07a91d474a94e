"""The select bodies of Ödüyo's list services: filters, columns, limit, offset, sorting (Ödüyo notes §10, O11).

Filters are joined from left to right as CodeIgniter joins them: a plain operator is AND, one with the prefix OR begins
a new group, and AND binds closer. `offset` is the primary key to start from, not a row count.
"""

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from frontdesk.practice.oduyo.errors import BAD_REQUEST, Refusal
from frontdesk.practice.oduyo.fields import Fields, integer
from frontdesk.practice.wire_json import Json

type Row = dict[str, Json]

type Test = Callable[[str, list[str]], bool]


def _compared(found: str, wanted: str) -> int:
    """-1, 0 or 1: as numbers when both are, else as texts, as MySQL does with these columns."""
    try:
        left, right = Decimal(found), Decimal(wanted)
    except InvalidOperation:
        return (found > wanted) - (found < wanted)
    return (left > right) - (left < right)


def _like(before: str, after: str) -> Test:
    def test(found: str, wanted: list[str]) -> bool:
        middle = "".join({"%": ".*", "_": "."}.get(letter, re.escape(letter)) for letter in wanted[0])
        return re.fullmatch(before + middle + after, found, re.IGNORECASE | re.DOTALL) is not None

    return test


def _is_in(found: str, wanted: list[str]) -> bool:
    return any(_compared(found, one) == 0 for one in wanted)


_anywhere = _like(".*", ".*")
TESTS: dict[str, Test] = {
    "=": lambda found, wanted: _compared(found, wanted[0]) == 0,
    "<>": lambda found, wanted: _compared(found, wanted[0]) != 0,
    "<": lambda found, wanted: _compared(found, wanted[0]) < 0,
    ">": lambda found, wanted: _compared(found, wanted[0]) > 0,
    "<=": lambda found, wanted: _compared(found, wanted[0]) <= 0,
    ">=": lambda found, wanted: _compared(found, wanted[0]) >= 0,
    "IN": _is_in,
    "NOT IN": lambda found, wanted: not _is_in(found, wanted),
    "LIKE": _anywhere,
    "NOT LIKE": lambda found, wanted: not _anywhere(found, wanted),
    "LIKE AFTER": _like("", ".*"),
    "LIKE BEFORE": _like(".*", ""),
}


def select(rows: list[Row], columns: tuple[str, ...], key: str, fields: Fields) -> list[Row] | Refusal:
    """The rows that the body asks for. `columns` are all that there are, `key` the primary one."""
    limit, offset = integer(fields.get("limit")), integer(fields.get("offset"))
    groups, order = _groups(fields.get("filters", ""), columns), _sorting(fields.get("sorting", ""), columns)
    wanted = _columns(fields.get("params", ""), columns)
    if limit is None or offset is None or groups is None or order is None or wanted is None:
        return BAD_REQUEST
    found = [row for row in rows if int(str(row[key])) >= offset and _matches(row, groups)]
    for field, descending in reversed(order):
        found.sort(key=lambda row: _sort_key(row[field]), reverse=descending)
    return [{name: row[name] for name in wanted} for row in found[:limit]]


def _matches(row: Row, groups: list[list[tuple[str, Test, list[str]]]]) -> bool:
    """A null is met by nothing, as in SQL."""
    return not groups or any(
        all(row[field] is not None and test(str(row[field]), wanted) for field, test, wanted in group)
        for group in groups
    )


def _groups(given: object, columns: tuple[str, ...]) -> list[list[tuple[str, Test, list[str]]]] | None:
    if given == "":
        return []
    groups: list[list[tuple[str, Test, list[str]]]] = []
    for one in given if isinstance(given, list) else [None]:
        if not isinstance(one, dict) or one.get("field") not in columns:
            return None
        operator, value = str(one.get("operator", "")).upper(), one.get("value")
        plain = operator.removeprefix("OR ")
        if plain not in TESTS or value is None or isinstance(value, dict):
            return None
        split = value.split(",") if isinstance(value, str) and plain.endswith("IN") else [value]
        wanted = [str(each).strip() for each in (value if isinstance(value, list) else split)]
        if not wanted:
            return None
        if operator != plain or not groups:
            groups.append([])
        groups[-1].append((str(one["field"]), TESTS[plain], wanted))
    return groups


def _columns(given: object, columns: tuple[str, ...]) -> tuple[str, ...] | None:
    """The `colums` (sic) of params; every one when nothing is asked for."""
    if given == "":
        return columns
    asked = given.get("colums", list(columns)) if isinstance(given, dict) else None
    known = isinstance(asked, list) and asked and all(name in columns for name in asked)
    return tuple(asked) if known and isinstance(asked, list) else None


def _sorting(given: object, columns: tuple[str, ...]) -> list[tuple[str, bool]] | None:
    if given == "":
        return []
    order: list[tuple[str, bool]] = []
    for one in given if isinstance(given, list) else [None]:
        if not isinstance(one, dict) or one.get("field") not in columns:
            return None
        direction = str(one.get("sort", "ASC")).upper()
        if direction not in ("ASC", "DESC"):
            return None
        order.append((str(one["field"]), direction == "DESC"))
    return order


def _sort_key(value: Json) -> tuple[int, Decimal, str]:
    """Nulls first, numbers by value, texts after them."""
    if value is None:
        return 0, Decimal(0), ""
    try:
        return 1, Decimal(str(value)), ""
    except InvalidOperation:
        return 2, Decimal(0), str(value)
