"""The house and its accounts in their file."""

import json
import os
from pathlib import Path

import pytest

from frontdesk.domain.house import SAMPLE_HOUSE
from frontdesk.settings.store import (
    NEW_HOUSE,
    SECRET_VALUES,
    AccountSettings,
    Settings,
    SettingsError,
    load,
    save,
    with_account,
    without_account,
)

IYZICO = AccountSettings("iyzico", "iyzico", {"base_url": "https://gateway.example", "margin": "15"})
FULL = Settings(SAMPLE_HOUSE._replace(language="en", clerks=("Derya Örnek", "Ali Şen")), (IYZICO,), has_ledger=True)


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    save(path, FULL)
    assert load(path, "live") == FULL
    assert "Ali Şen" in path.read_text(encoding="utf-8")
    assert [file.name for file in tmp_path.iterdir()] == ["settings.json"]
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_before_the_first_save_practice_is_a_sample_house_and_live_has_no_name(tmp_path: Path) -> None:
    assert load(tmp_path / "settings.json", "practice") == Settings(SAMPLE_HOUSE)
    assert load(tmp_path / "settings.json", "live") == load(tmp_path / "settings.json", "test") == Settings(NEW_HOUSE)
    assert list(tmp_path.iterdir()) == []


def test_what_an_older_program_did_not_know_has_its_default(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"house": {"name": "Örnek Otel"}, "of a newer program": 1}', encoding="utf-8")
    assert load(path, "live") == Settings(NEW_HOUSE._replace(name="Örnek Otel"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"house": 7}',
        '{"house": {"deposit": "5000"}}',
        '{"house": {"deposit": true}}',
        '{"house": {"name": null}}',
        '{"house": {"trade": "casino"}}',
        '{"house": {"language": "de"}}',
        '{"house": {"clerks": "Derya"}}',
        '{"house": {"clerks": [7]}}',
        '{"accounts": {}}',
        '{"accounts": [7]}',
        '{"accounts": [{"name": "", "gateway": "iyzico"}]}',
        '{"accounts": [{"name": "x"}]}',
        '{"accounts": [{"name": "x", "gateway": "iyzico", "values": {"margin": 15}}]}',
        '{"has_ledger": "yes"}',
    ],
)
def test_a_damaged_file_is_refused_and_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError):
        load(path, "live")
    assert path.read_text(encoding="utf-8") == text


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError):
        load(path, "live")


@pytest.mark.parametrize("name", sorted(SECRET_VALUES))
def test_a_secret_never_reaches_the_file(tmp_path: Path, name: str) -> None:
    leaking = FULL._replace(accounts=(IYZICO._replace(values={name: "sandbox-secret"}),))
    with pytest.raises(ValueError, match="key store"):
        save(tmp_path / "settings.json", leaking)
    assert list(tmp_path.iterdir()) == []


def test_an_account_is_added_changed_and_removed() -> None:
    oderopay = AccountSettings("oderopay", "oderopay", {})
    both = with_account(FULL, oderopay)
    assert [account.name for account in both.accounts] == ["iyzico", "oderopay"]
    changed = with_account(both, IYZICO._replace(values={}))
    assert [account.name for account in changed.accounts] == ["oderopay", "iyzico"]
    assert without_account(changed, "iyzico").accounts == (oderopay,)


def test_two_accounts_never_share_a_name(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="one name"):
        save(tmp_path / "settings.json", FULL._replace(accounts=(IYZICO, IYZICO)))


def test_a_crash_while_saving_leaves_the_settings_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.json"
    save(path, FULL)
    before = path.read_text(encoding="utf-8")

    def no_room(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(OSError, match="No space"):
        save(path, FULL._replace(has_ledger=False))
    assert path.read_text(encoding="utf-8") == before
    assert [file.name for file in tmp_path.iterdir()] == ["settings.json"]
    assert json.loads(before)["has_ledger"] is True
