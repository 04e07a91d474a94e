"""A backup of the desk as it was at first is taken over by the desk of today."""

from pathlib import Path

import pytest

from frontdesk.commands import recover
from frontdesk.compose import open_desk
from frontdesk.settings import paths, secrets
from tests.ledger.book import KEY, TODAY
from tests.ledger.untouched import untouched
from tests.ledger.version_1 import makes_version_1
from tests.settings.key_stores import MemoryKeyStore


def test_a_backup_of_an_earlier_version_is_taken_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = MemoryKeyStore()
    monkeypatch.setattr(secrets, "system_key_store", lambda: kept)
    monkeypatch.setenv(paths.ROOT_VARIABLE, str(tmp_path / "another PC"))
    monkeypatch.setattr("getpass.getpass", lambda prompt: secrets.to_recovery_key(KEY))
    stick = tmp_path / "stick"
    stick.mkdir()
    backup = makes_version_1(stick / "backup.db")
    with untouched(backup):
        assert recover.run([str(backup)]) == 0
    opened = open_desk("live")
    ledger = opened.desk.ledger
    assert ledger.counts(0, TODAY)["open"] == 16
    assert [row.hold.state for row in ledger.find("r3002")] == ["unknown"], "the bank is asked what happened since"
    assert [row.hold.state for row in ledger.find("r3018")] == ["refunded"]
    assert {file.name for file in opened.place.ledger.parent.glob("*ledger*")} == {"ledger.db", "ledger.db-wal"}
    opened.close()
