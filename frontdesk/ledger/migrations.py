"""The ledger's schema, step by step. Steps are never changed once released; a new one is added below and VERSION
raised. A new ledger takes all of them, so that there is one way only to today's schema.

The database itself refuses what the money-safety rules forbid: it is the last to be asked, after the code above it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from frontdesk.ledger import schema_1, schema_2
from frontdesk.ledger.connection import Connection
from frontdesk.ledger.errors import LedgerError

if TYPE_CHECKING:
    import sqlite3

    from sqlite_utils import Database

APPLICATION_ID = 0x46444C31  # "FDL1"
VERSION = 2


type Step = Callable[[Database], None]


def apply_steps(db: Connection) -> None:
    """Bring a ledger to the newest schema: each missing step with its number in one transaction of its own. The caller
    closes the connection where one fails. Raises LedgerError where a row would refer to none."""
    database = tables(db)
    done = int(database.execute("PRAGMA user_version").fetchone()[0])
    # A table that others refer to can be made anew only so, and within a transaction the pragma does nothing.
    db.execute("PRAGMA foreign_keys = 0")
    for number, step in enumerate(STEPS[done:], done + 1):
        with database.atomic():
            step(database)
            if database.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise LedgerError("ledger_corrupt", "foreign_key_check")
            database.execute(f"PRAGMA user_version = {number}")
    db.execute("PRAGMA foreign_keys = 1")


def tables(db: Connection) -> "Database":
    """The same connection through sqlite_utils, which is told to use SQLCipher as its SQLite."""
    import sys  # sqlite_utils costs 100 ms: never before the first paint

    import sqlcipher3

    sys.modules.setdefault("pysqlite3", sqlcipher3)
    sys.modules.setdefault("pysqlite3.dbapi2", sqlcipher3.dbapi2)
    from sqlite_utils import Database

    return Database(cast("sqlite3.Connection", db), execute_plugins=False)


def _first(database: "Database") -> None:
    for statement in schema_1.STATEMENTS:
        database.execute(statement)
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _second(database: "Database") -> None:
    for statement in schema_2.STATEMENTS:
        database.execute(statement)


STEPS: tuple[Step, ...] = (_first, _second)
