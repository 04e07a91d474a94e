"""The start on a ledger that an older desk left."""

from pathlib import Path

import pytest

from frontdesk.compose import open_desk, parts
from frontdesk.ledger import migrations
from frontdesk.ledger.connection import connect as connect_to
from frontdesk.settings import paths, secrets
from frontdesk.ui.start import Unopened
from tests.settings.key_stores import MemoryKeyStore


@pytest.fixture
def key_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MemoryKeyStore:
    kept = MemoryKeyStore()
    monkeypatch.setenv(paths.ROOT_VARIABLE, str(tmp_path))
    monkeypatch.setattr(secrets, "system_key_store", lambda: kept)
    return kept


def test_a_ledger_that_cannot_be_brought_up_is_said_in_the_window(
    key_store: MemoryKeyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as then:
        then.setattr(migrations, "VERSION", 1)
        then.setattr(migrations, "STEPS", migrations.STEPS[:1])
        open_desk("live").close()
    place = paths.folders("live")
    db = connect_to(place.ledger, secrets.ledger_key("live", place, key_store), "mode=rw")
    db.execute("CREATE TABLE stored_cards (x TEXT) STRICT")
    db.close()
    before = place.ledger.read_bytes()
    assert parts("live") == Unopened("ledger_corrupt", "tr")
    assert place.ledger.read_bytes() == before
