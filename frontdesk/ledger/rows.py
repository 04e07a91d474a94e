"""Records and rows: a record's fields are the table's columns, in order, so that each is written out once."""

from collections.abc import Sequence

from frontdesk.ledger.connection import Connection, Value


def columns(fields: Sequence[str], table: str = "") -> tuple[str, ...]:
    """The columns of a record's fields; `references` is a word of SQL and has another name there."""
    prefix = f"{table}." if table else ""
    return tuple(f'{prefix}"{"references_json" if field == "references" else field}"' for field in fields)


def insertion(table: str, names: Sequence[str]) -> str:
    """INSERT with a place for every column but the id, which SQLite gives."""
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


def write_changes(
    db: Connection, table: str, names: Sequence[str], old: Sequence[Value], new: Sequence[Value], where: str, *at: Value
) -> int:
    """UPDATE only the columns that changed: SQLite rewrites every index that a named column stands in, changed or not.
    `names`, `old` and `new` leave out the id; `where` may end in further assignments' conditions. Returns the rows
    written."""
    changed = [index for index, value in enumerate(new) if value != old[index]]
    if not changed:
        return 1
    assignments = ", ".join(f"{names[index]} = ?" for index in changed)
    values = [new[index] for index in changed]
    return db.execute(f"UPDATE {table} SET {assignments} WHERE {where}", (*values, *at)).rowcount
