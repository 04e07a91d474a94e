"""Accounts are added by hand; one name is taken, and what could not be used is not kept."""

from pathlib import Path

import pytest

from frontdesk.commands import account
from frontdesk.gateways.accounts import GATEWAYS
from frontdesk.settings import paths, secrets, store
from frontdesk.settings.environment import AccountKind
from tests.settings.key_stores import MemoryKeyStore

# What somebody types who has the papers of each gateway before him: questions and answers.
TYPED = {
    "E-mail of the API user: ": "pos.api@ornekotel.test",
    "Member number (empty for 1): ": "",
    "Address of the site's API (https://…/api/v1): ": "https://www.sahilotel.example/api/v1/",
    "User name: ": "frontdesk",
}


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> MemoryKeyStore:
    """An empty PC: no home, no keys. Secrets are typed as their question, so that each is told from the other."""
    kept = MemoryKeyStore()
    monkeypatch.setenv(paths.ROOT_VARIABLE, str(tmp_path))
    monkeypatch.setattr(secrets, "system_key_store", lambda: kept)
    monkeypatch.setattr("builtins.input", TYPED.__getitem__)
    monkeypatch.setattr("getpass.getpass", lambda question: f"typed/{question}")
    return kept


def test_an_ahl_pay_account_is_added_for_tests_and_live(keys: MemoryKeyStore) -> None:
    assert account.run(["add", "ahlpay", "--test"]) == 0
    assert account.run(["add", "ahlpay"]) == 0
    hosts = [settings_of(kind).values["base_url"] for kind in ("test", "live")]
    assert hosts == ["https://testahlsanalpos.ahlpay.com.tr", "https://ahlsanalpos.ahlpay.com.tr"]
    assert len(keys.kept) == 4


def test_an_oduyo_account_is_the_houses_own_site(keys: MemoryKeyStore) -> None:
    assert account.run(["add", "oduyo", "--set", "pos_alias=garanti-1"]) == 0
    added = settings_of("live")
    assert added.values["pos_alias"] == "garanti-1"
    assert added.values["base_url"] == "https://www.sahilotel.example/api/v1/"
    assert len(keys.kept) == 2


def test_no_key_stands_in_a_file(keys: MemoryKeyStore, tmp_path: Path) -> None:
    assert account.run(["add", "ahlpay"]) == 0
    assert account.run(["add", "oduyo"]) == 0
    written = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert b"sahilotel" in written
    assert b"typed/" not in written
    assert all(key.startswith("typed/") for key in keys.kept.values())


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["oduyo", "--test"], "has no test system"),
        (["oduyo", "--set", "base_url=http://www.sahilotel.example/api/v1"], "https://"),
        (["ahlpay", "--test", "--set", "base_url=https://ahlsanalpos.ahlpay.com.tr"], "money is real"),
        (["ahlpay", "--set", "margn=15"], "margn"),
        (["oduyo", "--set", "base_url=www.sahilotel.example"], "base_url"),
    ],
)
def test_an_account_that_could_not_be_used_is_not_kept(
    words: list[str], why: str, keys: MemoryKeyStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert account.run(["add", *words]) == 1
    said = capsys.readouterr().out
    assert why in said
    assert "Nothing was changed." in said
    assert not keys.kept


@pytest.mark.parametrize("gateway", GATEWAYS)
def test_a_misspelt_setting_is_refused_before_anything_is_asked_for(
    gateway: str, keys: MemoryKeyStore, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def asked(question: str) -> str:
        raise AssertionError(question)

    monkeypatch.setattr("builtins.input", asked)
    monkeypatch.setattr("getpass.getpass", asked)
    assert account.run(["add", gateway, "--set", "margn=3"]) == 1
    said = capsys.readouterr().out
    assert "margn. Nothing was changed." in said
    assert "base_url" in said
    assert "secret_key" not in said


def test_a_practice_gateway_stands_in_for_a_site_without_a_test_system(keys: MemoryKeyStore) -> None:
    assert account.run(["add", "oduyo", "--test", "--set", "base_url=http://127.0.0.1:8085/api/v1"]) == 0
    assert keys.kept


def test_a_key_among_the_words_is_answered_with_the_words_it_knows(
    keys: MemoryKeyStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert account.run(["add", "ahlpay", "--set", "hash_password=K7w"]) == 2
    assert "oduyo" in capsys.readouterr().out
    assert not keys.kept


def settings_of(kind: AccountKind) -> store.AccountSettings:
    (added,) = store.load(paths.folders(kind).settings, kind).accounts
    return added


def test_no_gateway_account_may_be_called_like_the_terminals(capsys: pytest.CaptureFixture[str]) -> None:
    """Refused before anything is asked for."""
    assert account.run(["add", "iyzico", "terminal", "--test"]) == 1
    said = capsys.readouterr().out
    assert "terminal" in said
    assert "Nothing was changed." in said


def test_words_it_does_not_know_are_answered_with_those_it_knows(capsys: pytest.CaptureFixture[str]) -> None:
    assert account.run(["add", "somebody"]) == 2
    assert "frontdesk account add GATEWAY" in capsys.readouterr().out


def test_a_question_that_nobody_answers_changes_nothing(
    keys: MemoryKeyStore, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def nobody(_question: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", nobody)
    assert account.run(["add", "ahlpay"]) == 1
    assert "Nothing was changed." in capsys.readouterr().out
    assert keys.kept == {}


def test_a_pc_without_accounts_says_how_one_is_added(keys: MemoryKeyStore, capsys: pytest.CaptureFixture[str]) -> None:
    assert account.run(["list", "--test"]) == 0
    assert "There is no test account yet: `frontdesk account add GATEWAY`" in capsys.readouterr().out
    assert keys.kept == {}
