"""Opening the ledger's file: nothing is written to it, and nothing beside it, until it has proved to be ours and sound.

A file that was left in a crash has a write-ahead log beside it. SQLite would work that into the file at once; here
both are tried on a copy first, so that a foreign log, a wrong key or a damaged page leaves the originals as they were.
"""

import os
import stat
import sys
from pathlib import Path

from frontdesk.ledger import migrations
from frontdesk.ledger.connection import Connection, DatabaseError, connect, number
from frontdesk.ledger.errors import BUSY, LedgerError, disk_error, ledger_error

PAGE = 4096
WAIT = 5.0
# Kilobytes of decrypted pages kept: SQLite's own choice doubles the slowest searches.
CACHE = 32_000
FIXED: tuple[tuple[str, str, str], ...] = (
    ("cipher_page_size", "", str(PAGE)),
    ("cipher_use_hmac", "", "1"),
    ("cipher_hmac_algorithm", "", "HMAC_SHA512"),
    # Before the log's mode: then no shared memory file is made and a second program is locked out.
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("trusted_schema", "0", "0"),
    ("cell_size_check", "1", "1"),
    ("mmap_size", "0", "0"),
    ("temp_store", "2", "2"),
    ("foreign_keys", "1", "1"),
    ("recursive_triggers", "1", "1"),
    ("secure_delete", "1", "1"),
    ("synchronous", "2", "2"),
    ("cache_size", str(-CACHE), str(-CACHE)),
    ("journal_mode", "WAL", "wal"),
)
# Only there does a plain fsync leave the last commits in the drive's own memory.
FIXED_ON_MACOS = (("fullfsync", "1", "1"), ("checkpoint_fullfsync", "1", "1"))


def open_to_write(path: Path, key: bytes, wait: float = WAIT) -> Connection:
    """The ledger, alone and with every pragma read back. Raises LedgerError; the file is then as it was."""
    check_file(path, key, wait)
    db = connect(path, key, "mode=rw", wait)
    try:
        set_pragmas(db, wait)
        check_version(db)
    except BaseException as error:
        db.close()
        raise _told(error, path, key) from error
    return db


def open_to_read(path: Path, key: bytes, wait: float = WAIT, *, older: bool = False) -> Connection:
    """A view of a ledger that cannot be written: of the file itself, or of a copy where a log must be worked in
    first. One of an older schema is opened only where it is to be copied and nothing else (`older`)."""
    refuse_when_locked(path, key, wait)
    if has_log(path):
        import tempfile  # only after a crash

        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            return _view(_copied(path, Path(folder)), key, "mode=rw", in_memory=True, older=older)
    check_file(path, key, wait)
    return _view(path, key, "mode=ro&immutable=1", in_memory=False, older=older)


def _view(path: Path, key: bytes, options: str, *, in_memory: bool, older: bool) -> Connection:
    db = connect(path, key, options)
    try:
        if check_version(db) < migrations.VERSION and not older:
            _refuse_older()
        if in_memory:
            # The copy's folder is about to go, so its pages move into memory, where they are as unreadable to others.
            copy = connect(Path(":memory:"), key, "mode=memory")
            db.backup(copy)
            db.close()
            db = copy
        db.execute("PRAGMA query_only = 1")
    except BaseException as error:
        db.close()
        raise _told(error, path, key) from error
    return db


def check_file(path: Path, key: bytes, wait: float = WAIT) -> None:
    """Prove key and soundness without touching the file. Raises LedgerError."""
    if path.stat().st_size < PAGE:
        # SQLite would take an empty file for a new database.
        raise LedgerError("ledger_corrupt", "shorter than one page")
    if not has_log(path):
        _probe(path, key, "mode=ro&immutable=1", thorough=False)
        return
    refuse_when_locked(path, key, wait)
    import tempfile  # only after a crash

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        _probe(_copied(path, Path(folder)), key, "mode=rw", thorough=True)


def _copied(path: Path, folder: Path) -> Path:
    import shutil  # only after a crash

    copy = folder / "ledger"
    try:
        shutil.copyfile(path, copy)
        shutil.copyfile(log_of(path), log_of(copy))
    except OSError as error:
        raise disk_error(error) from error
    return copy


def _probe(path: Path, key: bytes, options: str, *, thorough: bool) -> None:
    db = connect(path, key, options)
    try:
        check_version(db)
        if thorough:
            quick_check(db)
    except BaseException as error:
        raise _told(error, path, key) from error
    finally:
        db.close()


def _told(error: BaseException, path: Path, key: bytes) -> BaseException:
    """A page that cannot be read is a wrong key only if no page of the file can be."""
    told = ledger_error(error) if isinstance(error, DatabaseError) else error
    if not isinstance(told, LedgerError) or told.problem != "ledger_corrupt":
        return told or error
    from frontdesk.ledger.page_check import some_page_is_ours  # only when something is wrong

    return told if some_page_is_ours(path, key) else LedgerError("ledger_wrong_key", told.detail)


def _refuse_older() -> None:
    """An older ledger would have to be written before it can be shown."""
    raise LedgerError("ledger_older")


def check_version(db: Connection) -> int:
    """The schema's version. Raises LedgerError for a file of another kind or of a newer program, DatabaseError where
    it cannot be read."""
    number(db, "SELECT count(*) FROM sqlite_schema")
    if number(db, "PRAGMA application_id") != migrations.APPLICATION_ID:
        raise LedgerError("ledger_corrupt", "another program's file")
    version = number(db, "PRAGMA user_version")
    if version > migrations.VERSION:
        raise LedgerError("ledger_newer")
    return version


def quick_check(db: Connection) -> None:
    """Raises LedgerError, or DatabaseError where a page cannot even be deciphered."""
    row = db.execute("PRAGMA quick_check(1)").fetchone()
    if row is None or row[0] != "ok":
        raise LedgerError("ledger_corrupt", "quick_check")


def refuse_when_locked(path: Path, key: bytes, wait: float) -> None:
    """Raises LedgerError where another program has the ledger. A reader that may not write asks for the lock and
    changes nothing."""
    db = connect(path, key, "mode=ro", wait)
    try:
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == BUSY:
            raise LedgerError("ledger_locked") from error
    finally:
        db.close()


def set_pragmas(db: Connection, wait: float) -> None:
    """Set and read back. Raises LedgerError where SQLite did not do as told."""
    waits = str(int(wait * 1000))
    wanted = (("busy_timeout", waits, waits), *FIXED, *(FIXED_ON_MACOS if sys.platform == "darwin" else ()))
    for name, value, answer in wanted:
        if value:
            db.execute(f"PRAGMA {name} = {value}")
        row = db.execute(f"PRAGMA {name}").fetchone()
        if row is None or str(row[0]) != answer:
            raise LedgerError("ledger_corrupt", f"pragma {name}")


def has_log(path: Path) -> bool:
    """Whether a write-ahead log waits beside the ledger: another program is writing, or one ended in a crash."""
    log = log_of(path)
    return log.exists() and log.stat().st_size > 0


def log_of(path: Path) -> Path:
    """SQLite's name for it."""
    return path.with_name(path.name + "-wal")


def is_there(path: Path) -> bool:
    """A file that may not be looked at is there all the same. Raises LedgerError for one in a closed folder."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise LedgerError("ledger_read_only", type(error).__name__) from error


def is_writable(path: Path) -> bool:
    """File and folder: SQLite needs a log beside the ledger."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
