"""Copies of the ledger, encrypted with its own key: before a new schema, and as backups."""

import os
import secrets
from pathlib import Path

from frontdesk.ledger.connection import Connection, connect
from frontdesk.ledger.errors import disk_error
from frontdesk.ledger.opening import check_version, quick_check


def copy_to(db: Connection, key: bytes, target: Path) -> None:
    """Copy page by page, check the copy, and only then give it its name. Raises LedgerError, and FileExistsError: no
    copy is ever overwritten."""
    if target.exists():
        raise FileExistsError(target.name)
    unfinished = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        copy = connect(unfinished, key, "mode=rw")
        try:
            db.backup(copy)
        finally:
            copy.close()
        _check(unfinished, key)
        sync(unfinished)
        name_once(unfinished, target)
    except FileExistsError:
        raise
    except OSError as error:
        raise disk_error(error) from error
    finally:
        for name in (unfinished, unfinished.with_name(unfinished.name + "-wal")):
            name.unlink(missing_ok=True)


def _check(path: Path, key: bytes) -> None:
    copy = connect(path, key, "mode=ro&immutable=1")
    try:
        check_version(copy)
        quick_check(copy)
    finally:
        copy.close()


def name_once(unfinished: Path, target: Path) -> None:
    """Rename without ever replacing a file; on disk when this returns. Raises FileExistsError."""
    if os.name == "nt":
        unfinished.rename(target)
        return
    try:
        os.link(unfinished, target)
        unfinished.unlink()
    except FileExistsError:
        raise
    except OSError:
        # A memory stick knows no second name for a file; there the look before must do.
        unfinished.rename(target)
    sync(target.parent)


def sync(path: Path) -> None:
    """File or folder to disk. Windows has no such thing for a folder and syncs a file only when opened to write."""
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def copy_before_migration(db: Connection, key: bytes, path: Path, version: int) -> Path:
    """`ledger.db` → `ledger.db.before-2.backup`, or with a further number where an earlier try left one."""
    name = f"{path.name}.before-{version}"
    target = path.with_name(f"{name}.backup")
    tries = 1
    while target.exists():
        tries += 1
        target = path.with_name(f"{name}.{tries}.backup")
    copy_to(db, key, target)
    return target
