"""A ledger as the desk made it at first: version_1.sql is one, written out as that desk left it, with holds and
attempts in every state."""

from pathlib import Path

from tests.ledger.book import open_raw


def makes_version_1(path: Path) -> Path:
    """Under book.KEY."""
    path.touch()
    db = open_raw(path)
    db.execute("PRAGMA journal_mode = WAL")
    # No statement has an empty line in it.
    for statement in Path(__file__).with_name("version_1.sql").read_text(encoding="utf-8").split("\n\n"):
        db.execute(statement)
    db.close()
    return path
