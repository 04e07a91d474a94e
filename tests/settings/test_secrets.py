"""Keys: kept where they belong, read back, and found again on another PC by the recovery key."""

import os
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

from frontdesk.gateways.accounts import GATEWAYS
from frontdesk.ledger.database import LedgerError, create, open_ledger
from frontdesk.settings import secrets
from frontdesk.settings.environment import AccountKind
from frontdesk.settings.paths import Folders, folders, prepare
from frontdesk.settings.secrets import SecretError
from frontdesk.settings.store import SECRET_VALUES
from tests.settings.key_stores import ForgetfulKeyStore, LockedKeyStore, MemoryKeyStore

KEYS = {"api_key": "sandbox-api", "secret_key": "sandbox-secret"}
# All that an account of the gateway may have, and what it cannot do without.
NAMES = (("api_key", "secret_key", "callback_key"), ("api_key", "secret_key"))


def a_pc(folder: Path, kind: AccountKind = "live") -> Folders:
    place = folders(kind, {"FRONTDESK_HOME": str(folder)})
    prepare(place)
    return place


def problem_of(error: pytest.ExceptionInfo[SecretError]) -> str:
    assert "sandbox" not in str(error.value)
    return error.value.problem


def test_practice_keeps_its_key_in_a_file_for_its_owner_alone(tmp_path: Path) -> None:
    place = a_pc(tmp_path, "practice")
    key = secrets.new_ledger_key("practice", place)
    assert secrets.ledger_key("practice", place) == key
    assert len(key) == 32
    if os.name == "posix":
        assert place.ledger_key.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("kind", ["live", "test"])
def test_other_kinds_keep_it_in_the_key_store_alone(tmp_path: Path, kind: AccountKind) -> None:
    place, store = a_pc(tmp_path, kind), MemoryKeyStore()
    key = secrets.new_ledger_key(kind, place, store)
    assert secrets.ledger_key(kind, place, store) == key
    assert list(place.root.iterdir()) == []
    assert store.kept == {(f"Front Desk {kind}", "ledger key"): key.hex()}


def test_test_and_live_never_share_a_key(tmp_path: Path) -> None:
    store = MemoryKeyStore()
    live = secrets.new_ledger_key("live", a_pc(tmp_path, "live"), store)
    test = secrets.new_ledger_key("test", a_pc(tmp_path, "test"), store)
    assert live != test


@pytest.mark.parametrize("kind", ["live", "practice"])
def test_a_second_key_is_never_made_over_the_first(tmp_path: Path, kind: AccountKind) -> None:
    place, store = a_pc(tmp_path, kind), MemoryKeyStore()
    key = secrets.new_ledger_key(kind, place, store)
    with pytest.raises(FileExistsError):
        secrets.new_ledger_key(kind, place, store)
    assert secrets.ledger_key(kind, place, store) == key


@pytest.mark.parametrize("kind", ["live", "practice"])
def test_no_key_is_said(tmp_path: Path, kind: AccountKind) -> None:
    with pytest.raises(SecretError) as told:
        secrets.ledger_key(kind, a_pc(tmp_path, kind), MemoryKeyStore())
    assert problem_of(told) == "ledger_key_missing"


@pytest.mark.parametrize("text", ["", "zz", "00" * 31, "00" * 33, "Ş" * 64])
def test_a_damaged_key_is_not_taken_for_one_and_not_replaced(tmp_path: Path, text: str) -> None:
    place = a_pc(tmp_path, "practice")
    place.ledger_key.write_text(text, encoding="utf-8")
    for attempt in (secrets.ledger_key, secrets.new_ledger_key):
        with pytest.raises(SecretError) as told:
            attempt("practice", place)
        assert problem_of(told) == "ledger_key_missing"
    assert place.ledger_key.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("store", [ForgetfulKeyStore(), LockedKeyStore()])
def test_a_store_that_does_not_give_back_what_it_got_is_refused(tmp_path: Path, store: MemoryKeyStore) -> None:
    with pytest.raises(SecretError) as told:
        secrets.new_ledger_key("live", a_pc(tmp_path), store)
    assert problem_of(told) == "key_store_missing"
    with pytest.raises(SecretError) as told:
        secrets.keep_account_secrets("live", "iyzico", KEYS, store)
    assert problem_of(told) == "key_store_missing"


def test_an_accounts_keys_are_kept_changed_and_forgotten() -> None:
    store = MemoryKeyStore()
    assert secrets.account_secrets("live", "iyzico", *NAMES, store) == {}
    secrets.keep_account_secrets("live", "iyzico", KEYS, store)
    assert secrets.account_secrets("live", "iyzico", *NAMES, store) == KEYS
    assert secrets.account_secrets("test", "iyzico", *NAMES, store) == {}
    assert secrets.account_secrets("live", "oderopay", *NAMES, store) == {}
    secrets.keep_account_secrets("live", "iyzico", {**KEYS, "api_key": "sandbox-new"}, store)
    assert secrets.account_secrets("live", "iyzico", *NAMES, store)["api_key"] == "sandbox-new"
    secrets.forget_account_secrets("live", "iyzico", store)
    secrets.forget_account_secrets("live", "iyzico", store)
    assert store.kept == {}


def test_half_of_an_accounts_keys_is_none() -> None:
    store = MemoryKeyStore()
    secrets.keep_account_secrets("live", "iyzico", KEYS, store)
    store.delete_password("Front Desk live", "iyzico secret_key")
    assert secrets.account_secrets("live", "iyzico", *NAMES, store) == {}


def test_a_key_that_may_be_missing_is_kept_and_forgotten_with_the_next_ones() -> None:
    store = MemoryKeyStore()
    secrets.keep_account_secrets("live", "oderopay", {**KEYS, "callback_key": "sandbox-callback"}, store)
    assert secrets.account_secrets("live", "oderopay", *NAMES, store)["callback_key"] == "sandbox-callback"
    secrets.keep_account_secrets("live", "oderopay", {**KEYS, "callback_key": ""}, store)
    assert secrets.account_secrets("live", "oderopay", *NAMES, store) == KEYS
    assert len(store.kept) == 2


@pytest.mark.parametrize("gateway", list(GATEWAYS))
def test_every_secret_of_every_gateway_is_kept_and_never_reaches_the_settings_file(gateway: str) -> None:
    listed, store = GATEWAYS[gateway], MemoryKeyStore()
    assert listed.secrets.keys() <= SECRET_VALUES
    assert listed.needed_secrets
    keys = dict.fromkeys(listed.secrets, "sandbox")
    secrets.keep_account_secrets("live", gateway, keys, store)
    assert secrets.account_secrets("live", gateway, listed.secrets, listed.needed_secrets, store) == keys
    secrets.forget_account_secrets("live", gateway, store)
    assert store.kept == {}


def test_a_name_that_the_settings_file_would_take_is_no_secrets_name() -> None:
    with pytest.raises(ValueError, match="name"):
        secrets.keep_account_secrets("live", "iyzico", {"merchant_id": "7"}, MemoryKeyStore())


def test_practice_never_touches_the_systems_key_store() -> None:
    with pytest.raises(ValueError, match="practice"):
        secrets.keep_account_secrets("practice", "iyzico", KEYS, MemoryKeyStore())


def test_ledger_and_backup_open_on_another_pc_with_the_recovery_key(tmp_path: Path) -> None:
    here, store = a_pc(tmp_path / "here"), MemoryKeyStore()
    key = secrets.new_ledger_key("live", here, store)
    create(here.ledger, key)
    written_down = secrets.to_recovery_key(key)
    ledger = open_ledger(here.ledger, key)
    ledger.backup(tmp_path / "backup.db")
    ledger.close()

    for number, found in enumerate((here.ledger, tmp_path / "backup.db")):
        there, empty_store = a_pc(tmp_path / f"there {number}"), MemoryKeyStore()
        shutil.copyfile(found, there.ledger)
        with pytest.raises(SecretError) as told:
            secrets.ledger_key("live", there, empty_store)
        assert problem_of(told) == "ledger_key_missing"
        secrets.keep_ledger_key("live", there, secrets.from_recovery_key(written_down.lower()), empty_store)
        open_ledger(there.ledger, secrets.ledger_key("live", there, empty_store)).close()
        other = secrets.from_recovery_key(secrets.to_recovery_key(bytes(32)))
        with pytest.raises(LedgerError, match="ledger_wrong_key"):
            open_ledger(there.ledger, other)


def a_back_end(name: str, priority: float = 5.0) -> type[MemoryKeyStore]:
    return type(name, (MemoryKeyStore,), {"priority": priority})


def offers(monkeypatch: pytest.MonkeyPatch, module: str, **back_ends: type[MemoryKeyStore]) -> None:
    """This system has a keyring module with these back ends."""
    there = ModuleType(module)
    for name, back_end in back_ends.items():
        setattr(there, name, back_end)
    monkeypatch.setitem(sys.modules, module, there)


@pytest.mark.parametrize(
    ("platform", "module", "name"),
    [
        ("win32", "keyring.backends.Windows", "WinVaultKeyring"),
        ("darwin", "keyring.backends.macOS", "Keyring"),
        ("linux", "keyring.backends.SecretService", "Keyring"),
    ],
)
def test_each_system_has_its_one_key_store(
    monkeypatch: pytest.MonkeyPatch, platform: str, module: str, name: str
) -> None:
    offers(monkeypatch, module, **{name: a_back_end(name)})
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setenv("KEYRING_PROPERTY_SCHEME", "leak")
    store = secrets.system_key_store(platform)
    assert type(store).__name__ == name
    assert "KEYRING_PROPERTY_SCHEME" not in os.environ
    assert getattr(store, "persist", None) == ("local machine" if platform == "win32" else None)


def test_where_the_secret_service_is_not_running_kwallet_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    offers(monkeypatch, "keyring.backends.SecretService", Keyring=a_back_end("Keyring", 0))
    offers(monkeypatch, "keyring.backends.kwallet", DBusKeyring=a_back_end("DBusKeyring", 4.9))
    assert type(secrets.system_key_store("linux")).__name__ == "DBusKeyring"


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin", "amiga"])
def test_without_a_key_store_that_encrypts_live_does_not_start(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    for module in ("Windows", "macOS", "SecretService", "kwallet"):
        offers(monkeypatch, f"keyring.backends.{module}")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    with pytest.raises(SecretError) as told:
        secrets.system_key_store(platform)
    assert problem_of(told) == "key_store_missing"


def test_the_allow_list_names_no_store_that_does_not_encrypt() -> None:
    named = " ".join(f"{module}.{name}" for back_ends in secrets.BACK_ENDS.values() for module, name in back_ends)
    for weak in ("fail", "null", "chainer", "plaintext", "alt", "file"):
        assert weak not in named.lower()
