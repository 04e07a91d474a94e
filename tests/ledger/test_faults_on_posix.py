"""A disk without room and a folder of somebody else's, brought about as only POSIX systems can."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.ledger.book import Book
from tests.ledger.untouched import untouched

FILLS_THE_DISK = """
import resource, signal, sys
from pathlib import Path
from frontdesk.ledger.database import LedgerError
from tests.ledger.book import Book

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
book = Book(Path(sys.argv[1]))
book.holds_deposit()
log = Path(sys.argv[1] + "-wal").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (log + int(sys.argv[2]), resource.RLIM_INFINITY))
held = 1
try:
    while held < 1000:
        book.begins_place()
        held += 1
except LedgerError as error:
    print(error.problem, held, len(book.names()), book.raw.in_transaction)
try:
    book.begins_place()
except LedgerError as error:
    print(error.problem)
"""


@pytest.mark.parametrize("room", [0, 100, 4096, 50_000])
def test_a_full_disk_takes_nothing_back_and_begins_nothing(ledger_path: Path, room: int) -> None:
    told = subprocess.run(
        [sys.executable, "-c", FILLS_THE_DISK, str(ledger_path), str(room)], capture_output=True, text=True, check=True
    )
    problem, held, shown, in_transaction, after = told.stdout.split()
    assert (problem, after, in_transaction) == ("ledger_full", "ledger_full", "False")
    assert held == shown
    book = Book(ledger_path)
    assert len(book.names()) == int(held)
    book.ledger.verify()
    book.ledger.close()


AS_ANOTHER_USER = """
import os, sys
from pathlib import Path
from tests.ledger.book import Book, done
from frontdesk.ledger import opening
from frontdesk.ledger.database import LedgerError
import shutil, tempfile
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
book = Book(Path(sys.argv[1]))
print(book.ledger.problem, book.names(), book.finds("örnek"))
try:
    book.begins_place()
except LedgerError as error:
    print(error.problem)
book.ledger.close()
"""


@pytest.fixture
def beside_everybody(crashed: Path) -> Iterator[Path]:
    """The crashed ledger where another user can come by it: pytest's own folders are closed to all but one."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        place = shutil.copytree(crashed.parent, Path(folder) / "desk")
        yield place / crashed.name
        place.chmod(0o755)


@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o555), (0o666, 0o555), (0o444, 0o777)])
@pytest.mark.parametrize("after_a_crash", [False, True])
def test_what_may_only_be_read_is_shown_and_said(
    beside_everybody: Path, file_mode: int, folder_mode: int, *, after_a_crash: bool
) -> None:
    path = beside_everybody
    if not after_a_crash:
        Book(path).ledger.close()
    for file in path.parent.iterdir():
        file.chmod(file_mode)
    path.parent.chmod(folder_mode)
    with untouched(path):
        told = subprocess.run(
            [sys.executable, "-c", AS_ANOTHER_USER, str(path)], capture_output=True, text=True, check=False
        )
        assert told.stderr == ""
        assert told.stdout.splitlines() == ["ledger_read_only ['101'] ['101']", "ledger_read_only"]


def test_a_file_of_somebody_else_is_not_called_missing(beside_everybody: Path) -> None:
    for file in beside_everybody.parent.iterdir():
        file.chmod(0)
    with untouched(beside_everybody):
        told = subprocess.run(
            [sys.executable, "-c", AS_ANOTHER_USER, str(beside_everybody)], capture_output=True, text=True, check=False
        )
    assert told.stderr.splitlines()[-1].startswith("frontdesk.ledger.errors.LedgerError: ledger_read_only")
