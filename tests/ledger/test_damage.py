"""A damaged file is noticed, kept as it is, and never replaced by an empty one."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from frontdesk.ledger.connection import number
from frontdesk.ledger.database import LedgerError, open_ledger
from frontdesk.ledger.opening import PAGE
from tests.ledger.book import KEY, NOW, TODAY, Book, done
from tests.ledger.untouched import untouched


@pytest.fixture(scope="module")
def full_ledger(empty_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With rows in every table and every index."""
    path = tmp_path_factory.mktemp("full") / "ledger.db"
    shutil.copyfile(empty_ledger, path)
    book = Book(path)
    for _ in range(20):
        book.captures(book.holds_deposit())
        book.holds_deposit()
    book.ledger.close()
    return path


@pytest.fixture
def damaged(full_ledger: Path, tmp_path: Path) -> Callable[[Callable[[bytearray], None]], Path]:
    def damage(how: Callable[[bytearray], None]) -> Path:
        written = bytearray(full_ledger.read_bytes())
        how(written)
        path = tmp_path / "ledger.db"
        path.write_bytes(written)
        return path

    return damage


def reads_everything(path: Path) -> str:
    """The problem that a day's work with the ledger meets, "" for none."""
    try:
        ledger = open_ledger(path, KEY, wait=0)
    except LedgerError as error:
        return error.problem
    try:
        ledger.verify()
        for row in ledger.board("open", limit=100, now=NOW, today=TODAY):
            ledger.journal_of(row.hold.id)
            ledger.attempts_of(row.hold.id)
    except LedgerError as error:
        return error.problem
    finally:
        ledger.close()
    return ""


def test_the_ledger_is_sound_before_it_is_damaged(full_ledger: Path) -> None:
    assert reads_everything(full_ledger) == ""


def test_one_flipped_bit_is_noticed_on_every_page(
    full_ledger: Path, damaged: Callable[[Callable[[bytearray], None]], Path]
) -> None:
    pages = full_ledger.stat().st_size // PAGE
    assert pages > 20
    for page in range(pages):
        place = page * PAGE + 97 * (page + 1) % (PAGE - 16) + 16

        def flip(written: bytearray, place: int = place) -> None:
            written[place] ^= 1 << place % 8

        path = damaged(flip)
        with untouched(path):
            assert reads_everything(path) == "ledger_corrupt", page


def test_a_cut_file_is_noticed_wherever_it_was_cut(
    full_ledger: Path, damaged: Callable[[Callable[[bytearray], None]], Path]
) -> None:
    size = full_ledger.stat().st_size
    cuts = {0, 1, 15, 16, 100, PAGE - 1, PAGE, PAGE + 1, size - PAGE, size - PAGE + 1, size - 1}
    for cut in sorted(cuts | set(range(777, size, size // 60))):

        def shorten(written: bytearray, cut: int = cut) -> None:
            del written[cut:]

        path = damaged(shorten)
        with untouched(path):
            assert reads_everything(path) == "ledger_corrupt", cut


@pytest.mark.parametrize("length", [16, 100, PAGE])
def test_a_zeroed_beginning_is_damage_not_a_wrong_key(
    damaged: Callable[[Callable[[bytearray], None]], Path], length: int
) -> None:
    def zero(written: bytearray) -> None:
        written[:length] = bytes(length)

    path = damaged(zero)
    with untouched(path):
        assert reads_everything(path) == "ledger_corrupt"


def test_exchanged_pages_are_noticed(damaged: Callable[[Callable[[bytearray], None]], Path]) -> None:
    def exchange(written: bytearray) -> None:
        second, third = slice(PAGE, 2 * PAGE), slice(2 * PAGE, 3 * PAGE)
        written[second], written[third] = written[third], written[second]

    path = damaged(exchange)
    with untouched(path):
        assert reads_everything(path) == "ledger_corrupt"


@pytest.mark.parametrize("text", [b"", b"not a ledger", b"SQLite format 3\x00" + bytes(8192), b"\xff" * 20_000])
def test_another_file_under_its_name_is_left_alone(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "ledger.db"
    path.write_bytes(text)
    with untouched(path):
        assert reads_everything(path) in {"ledger_corrupt", "ledger_wrong_key"}


def test_a_damaged_log_after_a_crash_is_kept(crashed: Path) -> None:
    """SQLite's own sums end the log at the damage; what stood before it is whole, and the log itself is not lost."""
    log = crashed.with_name("ledger.db-wal")
    written = bytearray(log.read_bytes())
    written[40] ^= 255
    log.write_bytes(written)
    assert reads_everything(crashed) == ""


def test_the_log_of_another_ledger_is_not_worked_in(crashed: Path, full_ledger: Path) -> None:
    shutil.copyfile(full_ledger, crashed)
    with untouched(crashed):
        assert reads_everything(crashed) in {"ledger_corrupt", "ledger_wrong_key"}


def test_what_turned_out_damaged_is_written_no_more(full_ledger: Path, tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    shutil.copyfile(full_ledger, path)
    book = Book(path)
    hold = book.ledger.held_stay(2).hold
    root = number(book.raw, "SELECT rootpage FROM sqlite_schema WHERE name = 'open_search'")
    book.ledger.close()
    written = bytearray(path.read_bytes())
    written[(root - 1) * PAGE + 50] ^= 1
    path.write_bytes(written)
    ledger = open_ledger(path, KEY)
    assert ledger.held_stay(2).hold == hold
    with pytest.raises(LedgerError, match="ledger_corrupt"):
        ledger.find("örnek")
    with pytest.raises(LedgerError, match="ledger_corrupt"):
        done(ledger.note(hold._replace(owed=1), "noted", {}, "Derya Örnek", NOW))
    assert ledger.problem == "ledger_corrupt"
    ledger.close()
    assert path.read_bytes() == written
