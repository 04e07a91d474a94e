"""A new schema: the file is copied first, and a step that fails leaves everything as it was."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from frontdesk.ledger import migrations
from frontdesk.ledger.connection import number
from frontdesk.ledger.database import LedgerError, create, open_ledger
from tests.ledger.book import KEY, Book, done, open_raw
from tests.ledger.untouched import prints

TODAYS = migrations.VERSION

if TYPE_CHECKING:  # imported for real it would find another SQLite than the ledger tells it to use
    from sqlite_utils import Database


def adds_a_column(db: "Database") -> None:
    db.execute("ALTER TABLE stays ADD COLUMN note TEXT NOT NULL DEFAULT ''")


def moves_nothing(db: "Database") -> None:
    db.execute("CREATE TABLE rates (day TEXT PRIMARY KEY) STRICT")


def breaks_half_way(db: "Database") -> None:
    db.execute("ALTER TABLE stays ADD COLUMN half TEXT NOT NULL DEFAULT ''")
    raise ZeroDivisionError


@pytest.fixture
def next_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk of a later release, two steps ahead."""
    becomes(monkeypatch, adds_a_column, moves_nothing)


def becomes(monkeypatch: pytest.MonkeyPatch, *steps: migrations.Step) -> None:
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, *steps))
    monkeypatch.setattr(migrations, "VERSION", TODAYS + len(steps))


def test_an_older_ledger_is_copied_and_then_brought_up(
    book: Book, ledger_path: Path, request: pytest.FixtureRequest
) -> None:
    hold = book.holds_deposit()
    book.ledger.close()
    request.getfixturevalue("next_program")
    newer = Book(ledger_path)
    assert number(newer.raw, "PRAGMA user_version") == TODAYS + 2
    assert newer.ledger.held_stay(hold.id).hold == hold
    assert newer.raw.execute("SELECT note FROM stays").fetchall() == [("",)]
    assert len(newer.ledger.attempts_of(hold.id)) == 1
    newer.captures(hold)
    newer.ledger.close()
    copy = ledger_path.with_name(f"ledger.db.before-{TODAYS + 2}.backup")
    assert sorted(path.name for path in ledger_path.parent.iterdir()) == ["ledger.db", copy.name]
    older = open_raw(copy)
    assert number(older, "PRAGMA user_version") == TODAYS
    assert number(older, "SELECT count(*) FROM holds WHERE state = 'held'") == 1
    older.close()


def test_the_copy_opens_in_the_older_program(ledger_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Book(ledger_path).ledger.close()
    with monkeypatch.context() as later:
        becomes(later, adds_a_column)
        open_ledger(ledger_path, KEY).close()
    with pytest.raises(LedgerError, match="ledger_newer"):
        open_ledger(ledger_path, KEY)
    Book(ledger_path.with_name(f"ledger.db.before-{TODAYS + 1}.backup")).ledger.close()


def test_a_step_that_fails_leaves_the_older_ledger(
    book: Book, ledger_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold = book.holds_deposit()
    book.ledger.close()
    with monkeypatch.context() as later:
        becomes(later, breaks_half_way)
        for _ in range(2):
            with pytest.raises(ZeroDivisionError):
                open_ledger(ledger_path, KEY)
    again = Book(ledger_path)
    assert again.ledger.held_stay(hold.id).hold == hold
    assert number(again.raw, "PRAGMA user_version") == TODAYS
    assert again.raw.execute("SELECT count(*) FROM pragma_table_info('stays') WHERE name = 'half'").fetchone() == (0,)
    again.ledger.close()
    copies = {f"ledger.db.before-{TODAYS + 1}.backup", f"ledger.db.before-{TODAYS + 1}.2.backup"}
    assert {path.name for path in ledger_path.parent.iterdir()} == {"ledger.db", *copies}


def test_without_room_for_the_copy_nothing_is_changed(
    ledger_path: Path, monkeypatch: pytest.MonkeyPatch, next_program: None
) -> None:
    def no_room(*_: object) -> None:
        raise LedgerError("ledger_full")

    monkeypatch.setattr("frontdesk.ledger.creating.copy_before_migration", no_room)
    before = prints(ledger_path)
    with pytest.raises(LedgerError, match="ledger_full"):
        open_ledger(ledger_path, KEY)
    assert prints(ledger_path) == before


def test_an_older_ledger_that_may_only_be_read_is_not_shown_wrongly(ledger_path: Path, next_program: None) -> None:
    before = prints(ledger_path)
    with pytest.raises(LedgerError, match="ledger_older"):
        open_ledger(ledger_path, KEY, read_only=True)
    assert prints(ledger_path) == before


def test_a_new_ledger_has_every_step(tmp_path: Path, next_program: None) -> None:
    create(tmp_path / "ledger.db", KEY)
    book = Book(tmp_path / "ledger.db")
    book.holds_deposit()
    assert number(book.raw, "PRAGMA user_version") == TODAYS + 2
    book.ledger.close()
    assert [path.name for path in tmp_path.iterdir()] == ["ledger.db"]


def test_a_backup_is_whole_checked_and_under_the_same_key(book: Book, ledger_path: Path, tmp_path: Path) -> None:
    hold = book.holds_deposit()
    target = tmp_path / "backup.db"
    book.ledger.backup(target)
    with pytest.raises(FileExistsError):
        book.ledger.backup(target)
    book.captures(hold)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["backup.db"]
    elsewhere = tmp_path / "another PC"
    elsewhere.mkdir()
    restored = Book(Path(shutil.copyfile(target, elsewhere / "ledger.db")))
    assert restored.ledger.held_stay(hold.id).hold == hold
    restored.captures(hold)
    restored.ledger.close()
    assert b"rnek" not in target.read_bytes()


def test_a_backup_that_turns_out_damaged_gets_no_name(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_: object) -> None:
        raise LedgerError("ledger_corrupt")

    monkeypatch.setattr("frontdesk.ledger.copies.quick_check", damaged)
    with pytest.raises(LedgerError, match="ledger_corrupt"):
        book.ledger.backup(tmp_path / "backup.db")
    assert [path for path in tmp_path.iterdir() if path.is_file()] == []
    done(book.ledger.note(book.holds_deposit(), "noted", {}, "Derya Örnek", 0))


def test_a_ledger_that_cannot_be_finished_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "STEPS", (breaks_half_way,))
    with pytest.raises(Exception, match="stays"):
        create(tmp_path / "ledger.db", KEY)
    assert list(tmp_path.iterdir()) == []
