"""Opening: alone, with every pragma in force, and with one clear problem where it cannot be."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from frontdesk.ledger import opening
from frontdesk.ledger.database import LedgerError, create, open_ledger
from frontdesk.ledger.migrations import APPLICATION_ID, VERSION
from tests.ledger.book import DENIZ, KEY, OTHER_KEY, Book, done, open_raw
from tests.ledger.untouched import untouched

HOLDER = """
import sys
from pathlib import Path
from frontdesk.ledger.database import open_ledger
ledger = open_ledger(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
print("open", flush=True)
sys.stdin.readline()
ledger.close()
"""


@contextmanager
def open_elsewhere(path: Path) -> Iterator[None]:
    """The ledger is open in another program."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path), KEY.hex()], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        yield
        child.communicate("\n")


def problem_of_opening(path: Path, key: bytes = KEY) -> str:
    with pytest.raises(LedgerError) as told:
        open_ledger(path, key, wait=0)
    assert str(path.parent) not in str(told.value)
    assert key.hex() not in str(told.value)
    return told.value.problem


def test_the_pragmas_are_in_force(book: Book) -> None:
    wanted = {
        "locking_mode": "exclusive",
        "journal_mode": "wal",
        "synchronous": "2",
        "foreign_keys": "1",
        "trusted_schema": "0",
        "cell_size_check": "1",
        "secure_delete": "1",
        "mmap_size": "0",
        "temp_store": "2",
        "recursive_triggers": "1",
        "busy_timeout": "0",
        "cipher_page_size": "4096",
        "cipher_use_hmac": "1",
        "application_id": str(APPLICATION_ID),
        "user_version": str(VERSION),
    }
    read = {name: book.raw.execute(f"PRAGMA {name}").fetchone() for name in wanted}
    assert {name: str(row[0]) for name, row in read.items() if row} == wanted


def test_a_pragma_that_is_not_obeyed_is_refused(ledger_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "FIXED", (*opening.FIXED, ("synchronous", "1", "2")))
    with untouched(ledger_path), pytest.raises(LedgerError, match="pragma synchronous"):
        open_ledger(ledger_path, KEY)


def test_on_macos_the_drive_is_flushed_too(ledger_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    book = Book(ledger_path)
    assert book.raw.execute("PRAGMA fullfsync").fetchone() == (1,)
    assert book.raw.execute("PRAGMA checkpoint_fullfsync").fetchone() == (1,)
    book.ledger.close()


def test_an_old_sqlite_is_refused(ledger_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("frontdesk.ledger.connection.OLDEST_SQLITE", (99, 0, 0))
    with untouched(ledger_path), pytest.raises(RuntimeError, match="write-ahead log"):
        open_ledger(ledger_path, KEY)


def test_a_second_program_is_told_so(ledger_path: Path) -> None:
    with open_elsewhere(ledger_path):
        assert problem_of_opening(ledger_path) == "ledger_locked"
        with pytest.raises(LedgerError, match="ledger_locked"):
            open_ledger(ledger_path, KEY, read_only=True, wait=0)
    open_ledger(ledger_path, KEY, wait=0).close()


def test_a_second_program_is_told_so_while_the_first_is_writing(ledger_path: Path) -> None:
    """Then a log lies beside the ledger, as after a crash."""
    book = Book(ledger_path)
    book.holds_deposit()
    opener = "import sys\nfrom tests.ledger.book import *\nopen_ledger(Path(sys.argv[1]), KEY, wait=0)"
    told = subprocess.run([sys.executable, "-c", opener, str(ledger_path)], capture_output=True, text=True, check=False)
    assert "LedgerError: ledger_locked" in told.stderr
    book.holds_deposit()
    assert len(book.names()) == 2
    book.ledger.close()


def test_the_wrong_key_is_called_so_and_nothing_is_made_anew(ledger_path: Path) -> None:
    with untouched(ledger_path):
        assert problem_of_opening(ledger_path, OTHER_KEY) == "ledger_wrong_key"
    open_ledger(ledger_path, KEY).close()


def test_the_wrong_key_after_a_crash_leaves_file_and_log_alone(ledger_path: Path, crashed: Path) -> None:
    with untouched(crashed):
        assert problem_of_opening(crashed, OTHER_KEY) == "ledger_wrong_key"
    assert Book(crashed).names() == ["101"]


def test_a_ledger_of_a_newer_program_is_left_to_it(ledger_path: Path) -> None:
    db = open_raw(ledger_path)
    db.execute(f"PRAGMA user_version = {VERSION + 1}")
    db.close()
    with untouched(ledger_path):
        assert problem_of_opening(ledger_path) == "ledger_newer"


def test_another_programs_file_is_left_to_it(ledger_path: Path) -> None:
    db = open_raw(ledger_path)
    db.execute("PRAGMA application_id = 7")
    db.close()
    with untouched(ledger_path):
        assert problem_of_opening(ledger_path) == "ledger_corrupt"


def test_a_missing_ledger_is_never_replaced_by_an_empty_one(tmp_path: Path) -> None:
    assert problem_of_opening(tmp_path / "ledger.db") == "ledger_missing"
    assert problem_of_opening(tmp_path) == "ledger_missing"
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_is_made_once(ledger_path: Path, tmp_path: Path) -> None:
    with untouched(ledger_path), pytest.raises(FileExistsError):
        create(ledger_path, OTHER_KEY)
    fresh = tmp_path / "fresh.db"
    create(fresh, KEY)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["fresh.db"]
    assert fresh.stat().st_mode & 0o077 == 0 or sys.platform == "win32"


def test_a_key_of_another_length_is_no_key(ledger_path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        open_ledger(ledger_path, KEY[:16])


def test_a_ledger_on_another_machine_is_refused(ledger_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("frontdesk.ledger.database.is_network_drive", lambda _: True)
    assert problem_of_opening(ledger_path) == "ledger_network_drive"
    with pytest.raises(LedgerError, match="ledger_network_drive"):
        create(ledger_path.with_name("new.db"), KEY)


def test_no_guest_can_be_read_in_the_files(book: Book, ledger_path: Path) -> None:
    book.begins_place(DENIZ)
    book.captures(book.holds_deposit())
    written = b"".join(path.read_bytes() for path in ledger_path.parent.iterdir())
    book.ledger.close()
    written += ledger_path.read_bytes()
    for text in ("Deniz", "deniz", "Örnek", "R-2041", "iyzico", "SQLite format 3", "CREATE TABLE"):
        for spelling in ("utf-8", "utf-16-le"):
            assert text.encode(spelling) not in written


def test_a_view_shows_everything_and_writes_nothing(ledger_path: Path) -> None:
    book = Book(ledger_path)
    hold = book.holds_deposit()
    book.ledger.close()
    with untouched(ledger_path):
        view = open_ledger(ledger_path, KEY, read_only=True)
        assert view.is_read_only
        assert view.problem == "ledger_read_only"
        assert view.held_stay(hold.id).hold == hold
        assert [row.hold for row in view.find("örnek")] == [hold]
        with pytest.raises(LedgerError, match="ledger_read_only"):
            done(view.note(hold, "noted", {}, "Derya Örnek", 0))
        view.close()


def test_a_view_after_a_crash_shows_the_last_commits(crashed: Path) -> None:
    with untouched(crashed):
        view = open_ledger(crashed, KEY, read_only=True)
        assert [row.stay.place for row in view.find("örnek")] == ["101"]
        with pytest.raises(LedgerError, match="ledger_read_only"):
            done(view.note(view.held_stay(1).hold, "noted", {}, "Derya Örnek", 0))
        view.close()


def test_without_read_only_nothing_is_said(book: Book) -> None:
    assert not book.ledger.is_read_only
    assert book.ledger.problem == ""
