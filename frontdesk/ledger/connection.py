"""The one door to SQLCipher: how a connection looks to the rest of the ledger, and how one is made.

Only this file imports sqlcipher3 at the start; sqlite_utils costs 100 ms and is imported where a schema is made or
changed.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol, cast

from sqlcipher3 import dbapi2

from frontdesk.ledger.errors import ledger_error

OLDEST_SQLITE = (3, 51, 3)
Value = str | int | None
Row = tuple[Value, ...]
DatabaseError: type[Exception] = dbapi2.DatabaseError


class Cursor(Protocol):
    """What is used of a DB-API cursor."""

    rowcount: int
    lastrowid: int

    def fetchone(self) -> Row | None: ...
    def fetchall(self) -> list[Row]: ...


class Connection(Protocol):
    """What is used of a DB-API connection; `in_transaction` is False once SQLite has rolled back by itself."""

    in_transaction: bool

    def execute(self, sql: str, values: Sequence[Value] | Mapping[str, Value] = ..., /) -> Cursor: ...
    def backup(self, target: "Connection", /) -> None: ...
    def close(self) -> None: ...


def connect(path: Path, key: bytes, options: str, wait: float = 0.0) -> Connection:
    """A keyed connection that begins no transaction by itself. `options` are SQLite's URI parameters, `key` the raw
    256 bits, `wait` seconds for another program's lock. Nothing is read yet, so a wrong key is not noticed here.
    Raises LedgerError where the file cannot be opened at all."""
    if dbapi2.sqlite_version_info < OLDEST_SQLITE:
        raise RuntimeError(f"SQLite {dbapi2.sqlite_version} may corrupt a write-ahead log; 3.51.3 or newer is needed")
    if len(key) != 32:
        raise ValueError("a ledger key has 32 bytes")
    try:
        db = dbapi2.connect(f"{_uri(path)}?{options}", uri=True, isolation_level=None, timeout=wait)
    except DatabaseError as error:
        raise ledger_error(error) or error from error
    # SQLCipher would write to standard error what the caller turns into a sentence.
    db.execute("PRAGMA cipher_log_level = NONE")
    db.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return cast("Connection", db)


def _uri(path: Path) -> str:
    """As SQLite reads it. pathlib's own as_uri() imports urllib, which no start has time for."""
    text = path.absolute().as_posix()
    for letter in "%?#":
        text = text.replace(letter, f"%{ord(letter):02x}")
    return f"file://{text}" if text.startswith("/") else f"file:///{text}"


def number(db: Connection, sql: str, values: Sequence[Value] = ()) -> int:
    """The single integer that a query answers with."""
    row = db.execute(sql, values).fetchone()
    return int(row[0] or 0) if row else 0
