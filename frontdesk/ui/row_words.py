"""Rows that a gateway told (the provider's menu), as staff read them: a title for every name, words for every code that
is known. A name or value that only the gateway knows is shown as the gateway writes it, and said to be the gateway's.
"""

import re
from collections.abc import Mapping, Sequence

from frontdesk.domain.currencies import CURRENCIES
from frontdesk.domain.house import House
from frontdesk.domain.money import Money
from frontdesk.domain.told import Rows
from frontdesk.ui import notices, showing
from frontdesk.ui.widgets.cell_table import Column
from frontdesk.ui.widgets.hold_row import Cell
from frontdesk.ui.words import has, tr

_SUMS = frozenset({"amount", "total", "each", "net", "fee"})
_LIRA = {"": "TRY", "TL": "TRY", "949": "TRY"}
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|_")


def table(rows: Rows, house: House) -> tuple[Sequence[Column], Sequence[tuple[Cell, ...]]]:
    """Columns in the order in which the gateway told them."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    if "id" in names and all(row.get("key", "") == row.get("id", "") for row in rows):
        names = [name for name in names if name != "key"]  # a gateway that knows a payment by our key alone
    columns = tuple(Column(_title(name), right=name in _SUMS) for name in names if name != "currency")
    shown = tuple(tuple(Cell(_value(name, row, house)) for name in names if name != "currency") for row in rows)
    return columns, shown


def _title(name: str) -> str:
    if has(f"rows.name_{name}"):
        return tr(f"rows.name_{name}")
    return tr("rows.theirs", name=_HUMP.sub(" ", name).strip().capitalize())


def _value(name: str, row: Mapping[str, str], house: House) -> str:
    text = row.get(name, "")
    if name == "name" and not text and "code" in row:
        return _known(row["code"])  # a table of codes: what the code means stands beside it
    if not text or name == "code":
        return text
    if name in _SUMS:
        return _sum(text, _code(row.get("currency", "")), house)
    if name == "at" and text.isdigit():
        return showing.moment(int(text))
    if name == "count" and text in {"0", "1"}:
        return tr("new_hold.instalments_none")
    if name == "rate":
        return tr("rows.percent", rate=text.replace(".", "," if house.notation == "tr" else "."))
    return _known(text) or text


def _known(code: str) -> str:
    """The words of a code, "" where it has none."""
    key = f"rows.value_{code.lower().replace('-', '_')}"
    return tr(key) if has(key) else notices.reason(code).title


def _sum(text: str, code: str, house: House) -> str:
    """A sum in major units with a dot, as the gateways' rows have it; anything else is shown as it came."""
    whole, _, part = text.partition(".")
    part = part.rstrip("0")
    digits = CURRENCIES[code].digits if code in CURRENCIES else -1
    if not (text.isascii() and whole.isdigit() and len(part) <= digits and (not part or part.isdigit())):
        return text
    return showing.amount(Money(int(whole + part.ljust(digits, "0")), code), house)


def _code(told: str) -> str:
    """Gateways spell the lira in their own ways; where none is told it is lira."""
    return _LIRA.get(told.upper(), told.upper())
