"""A fresh ledger for a test; the empty one is made once, as the desk makes it, and copied."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from frontdesk.ledger.database import create
from tests.ledger.book import KEY, Book

collect_ignore = ["test_faults_on_posix.py"] if sys.platform == "win32" else []


@pytest.fixture(scope="session")
def empty_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "ledger.db"
    create(path, KEY)
    return path


@pytest.fixture
def ledger_path(empty_ledger: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    return Path(shutil.copyfile(empty_ledger, folder / "ledger.db"))


@pytest.fixture
def book(ledger_path: Path) -> Iterator[Book]:
    book = Book(ledger_path)
    yield book
    book.ledger.close()


@pytest.fixture
def crashed(ledger_path: Path, tmp_path: Path) -> Path:
    """A ledger as a crash leaves it, with one deposit that stands only in the log beside it."""
    book = Book(ledger_path)
    book.holds_deposit()
    folder = tmp_path / "after the crash"
    shutil.copytree(ledger_path.parent, folder)
    book.ledger.close()
    return folder / ledger_path.name
