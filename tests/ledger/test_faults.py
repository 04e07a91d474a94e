"""A full disk, a crash at any commit, a disk that may not be written: nothing is lost and nothing is half done."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from frontdesk.ledger.database import LedgerError, open_ledger
from tests.ledger.book import KEY, Book, open_raw
from tests.ledger.untouched import untouched


def fills(book: Book) -> None:
    for _ in range(1000):
        book.begins_place()


def test_when_there_is_room_again_the_desk_goes_on(book: Book) -> None:
    hold = book.holds_deposit()
    pages = book.raw.execute("PRAGMA page_count").fetchone()
    assert pages is not None
    book.raw.execute(f"PRAGMA max_page_count = {pages[0]}")
    with pytest.raises(LedgerError, match="ledger_full"):
        fills(book)
    assert not book.raw.in_transaction
    begun = len(book.names())
    assert len(book.ledger.open_attempts()) == begun - 1
    assert book.ledger.held_stay(hold.id).hold == hold
    book.raw.execute("PRAGMA max_page_count = 100000")
    book.begins_place()
    assert len(book.names()) == begun + 1


def as_after_power_loss(path: Path, folder: Path) -> Path:
    """The files as they are on disk now; closing would tidy them first."""
    shutil.copytree(path.parent, folder)
    return folder / path.name


def test_every_commit_outlives_a_crash(book: Book, ledger_path: Path, tmp_path: Path) -> None:
    held, place = book.begins_place()
    after_begin = as_after_power_loss(ledger_path, tmp_path / "begun")
    book.records(held.hold._replace(state="unknown"), place._replace(state="unknown", ask_at=7))
    after_answer = as_after_power_loss(ledger_path, tmp_path / "answered")

    begun = Book(after_begin)
    assert begun.ledger.open_attempts() == (place,)
    assert begun.ledger.journal_of(held.hold.id)[-1].event == "place_begun"
    begun.ledger.close()

    answered = Book(after_answer)
    assert [row.state for row in answered.ledger.open_attempts()] == ["unknown"]
    assert answered.ledger.next_due() == 7
    assert answered.finds("örnek") == ["101"]
    answered.ledger.verify()
    answered.ledger.close()


def test_a_crash_inside_a_step_leaves_none_of_it(book: Book, ledger_path: Path, tmp_path: Path) -> None:
    hold = book.holds_deposit()
    book.raw.execute("PRAGMA cache_size = 1")
    book.raw.execute("BEGIN IMMEDIATE")
    for _ in range(300):
        book.raw.execute("UPDATE holds SET owed = owed + 1, version = version + 1")
        book.raw.execute(
            "INSERT INTO journal SELECT NULL, at, clerk, hold_id, attempt_id, event, facts FROM journal LIMIT 5"
        )
    crashed = as_after_power_loss(ledger_path, tmp_path / "crashed")
    book.raw.execute("ROLLBACK")
    reopened = Book(crashed)
    assert reopened.ledger.held_stay(hold.id).hold == hold
    assert len(reopened.ledger.journal_of(hold.id)) == 2
    reopened.ledger.close()


def test_a_crash_while_the_log_was_cut_short_keeps_whole_commits(book: Book, ledger_path: Path, tmp_path: Path) -> None:
    for _ in range(6):
        book.holds_deposit()
    size = ledger_path.with_name("ledger.db-wal").stat().st_size
    for part in range(1, 8):
        crashed = as_after_power_loss(ledger_path, tmp_path / f"part {part}")
        os.truncate(crashed.with_name("ledger.db-wal"), size * part // 8)
        reopened = Book(crashed)
        reopened.ledger.verify()
        for attempt in reopened.ledger.open_attempts():
            assert reopened.ledger.journal_of(attempt.hold_id)[-1].attempt_id == attempt.id
        assert sorted(reopened.finds("örnek")) == sorted(reopened.names())
        reopened.ledger.close()


def test_a_step_that_fails_in_the_middle_is_taken_back(book: Book) -> None:
    """The answer's attempt was written already when its hold turned out to be an older reading."""
    hold, capture = book.begins(book.holds_deposit()._replace(state="capturing"), "capture")
    lines = len(book.ledger.journal_of(hold.id))
    with pytest.raises(LedgerError, match="hold_changed"):
        book.records(hold._replace(version=1, state="captured"), capture._replace(state="approved"))
    assert book.ledger.attempt(capture.id) == capture
    assert len(book.ledger.journal_of(hold.id)) == lines
    assert not book.raw.in_transaction


def test_what_comes_after_closing_is_told_so(book: Book) -> None:
    hold = book.holds_deposit()
    book.ledger.close()
    for late in (lambda: book.captures(hold), lambda: book.ledger.held_stay(hold.id), lambda: book.finds("örnek")):
        with pytest.raises(LedgerError) as told:
            late()
        assert told.value.problem == "ledger_closed"


@pytest.mark.parametrize(("number", "problem"), [(errno.ENOSPC, "ledger_full"), (errno.EACCES, "ledger_read_only")])
def test_without_room_to_try_a_crashed_ledger_it_is_left_alone(
    crashed: Path, monkeypatch: pytest.MonkeyPatch, number: int, problem: str
) -> None:
    def refuses(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(shutil, "copyfile", refuses)
    with untouched(crashed), pytest.raises(LedgerError, match=problem):
        open_ledger(crashed, KEY)


def test_a_backup_goes_to_a_memory_stick_too(book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_second_names(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    book.holds_deposit()
    monkeypatch.setattr(os, "link", no_second_names)
    book.ledger.backup(tmp_path / "stick.db")
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["stick.db"]
    with pytest.raises(FileExistsError):
        book.ledger.backup(tmp_path / "stick.db")
    with pytest.raises(LedgerError, match="ledger_read_only"):
        book.ledger.backup(tmp_path / "no such folder" / "stick.db")


def test_a_closed_ledger_is_whole_in_one_file(book: Book, ledger_path: Path) -> None:
    book.holds_deposit()
    book.ledger.close()
    assert [path.name for path in ledger_path.parent.iterdir()] == ["ledger.db"]
    db = open_raw(ledger_path, KEY)
    assert db.execute("PRAGMA cipher_integrity_check").fetchall() == []
    db.close()
