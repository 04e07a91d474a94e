"""After a hold through the real window and the real bank page nothing of the card is in any file the program wrote, in
what it printed, in a title, in the clipboard, or in the words and environments of its processes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.endtoend.test_card_data_stays_off_the_disk import CHECKOUT, CVV, NUMBER, scan

# Where a desktop program, Qt and its web engine look for a place to write.
PLACES = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "TMPDIR", "TEMP", "LOCALAPPDATA")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home that nobody else writes to."""
    for name in (*PLACES, "seen"):
        (tmp_path / name.lower()).mkdir()
    return tmp_path


def test_a_hold_with_the_bank_page_leaves_nothing_of_the_card(home: Path) -> None:
    seen = home / "seen"
    ran = subprocess.run(
        [sys.executable, "-m", "tests.endtoend.one_hold_in_the_window", str(seen)],
        input=f"{NUMBER}\n{CVV}",
        capture_output=True,
        text=True,
        cwd=CHECKOUT,
        env=os.environ
        | {name: str(home / name.lower()) for name in PLACES}
        | {"HOME": str(home), "FRONTDESK_HOME": str(home / "desk"), "QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    (seen / "printed.txt").write_text(ran.stdout + ran.stderr, encoding="utf-8")
    written = {path.name for path in home.rglob("*") if path.is_file()}
    assert {"ledger.db", "debug.log", "settings.json", "practice-bank.json", "outside-bank-page.txt"} <= written
    assert NUMBER[-4:] in (seen / "outside-result.txt").read_text(encoding="utf-8"), "the references were not copied"
    assert scan(home, NUMBER, CVV) == []
