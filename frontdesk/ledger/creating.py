"""Making a ledger, and bringing an older one to the newest schema."""

import os
import secrets
from pathlib import Path

from frontdesk.ledger import migrations
from frontdesk.ledger.connection import Connection, DatabaseError, connect
from frontdesk.ledger.copies import copy_before_migration, name_once, sync
from frontdesk.ledger.errors import LedgerError, disk_error, ledger_error


def create_file(path: Path, key: bytes) -> None:
    """An empty ledger under its final name only when it is whole. Raises FileExistsError and LedgerError."""
    if path.exists():
        raise FileExistsError(path.name)
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        _fill(unfinished, key)
        sync(unfinished)
        name_once(unfinished, path)
    except FileExistsError:
        raise
    except OSError as error:
        raise disk_error(error) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _fill(path: Path, key: bytes) -> None:
    db = connect(path, key, "mode=rw")
    try:
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.execute("PRAGMA journal_mode = WAL")
        migrations.apply_steps(db)
    except Exception as error:
        raise ledger_error(error) or error from error
    finally:
        db.close()


def migrate(db: Connection, key: bytes, path: Path) -> None:
    """Copy the file, then take the missing steps. Raises LedgerError; a step that fails leaves the ledger at the one
    before."""
    try:
        copy_before_migration(db, key, path, migrations.VERSION)
        migrations.apply_steps(db)
    except DatabaseError as error:
        db.close()
        # Rows or tables that a step cannot take are no fault of the disk; the ledger cannot be opened all the same.
        raise ledger_error(error) or LedgerError("ledger_corrupt", _name(error)) from error
    except BaseException:
        db.close()
        raise


def _name(error: Exception) -> str:
    return getattr(error, "sqlite_errorname", None) or type(error).__name__
