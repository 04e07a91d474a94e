"""The ledger's key and the gateways' keys: in the system's key store, and nowhere else.

Practice is the exception: its key lies in a file beside its ledger, since nothing in it is worth a secret.
Only back ends that really encrypt are let in, one for each system; what the environment or a configuration file asks
keyring to use instead is not looked at (a plain-text back end chosen there once kept Signal's key in the open).
"""

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Protocol, cast

from frontdesk.settings.environment import AccountKind
from frontdesk.settings.files import write_once
from frontdesk.settings.paths import Folders
from frontdesk.settings.recovery_key import RecoveryKeyError, from_recovery_key, to_recovery_key
from frontdesk.settings.store import SECRET_VALUES

__all__ = [
    "KeyStore",
    "RecoveryKeyError",
    "SecretError",
    "account_secrets",
    "forget_account_secrets",
    "from_recovery_key",
    "keep_account_secrets",
    "keep_ledger_key",
    "ledger_key",
    "new_ledger_key",
    "system_key_store",
    "to_recovery_key",
]
KEY_BYTES = 32
LEDGER_ENTRY = "ledger key"
BACK_ENDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "win32": (("keyring.backends.Windows", "WinVaultKeyring"),),
    "darwin": (("keyring.backends.macOS", "Keyring"),),
    "linux": (("keyring.backends.SecretService", "Keyring"), ("keyring.backends.kwallet", "DBusKeyring")),
}


class KeyStore(Protocol):
    """What is used of a keyring back end."""

    def get_password(self, service: str, username: str, /) -> str | None: ...
    def set_password(self, service: str, username: str, password: str, /) -> None: ...
    def delete_password(self, service: str, username: str, /) -> None: ...


class SecretError(Exception):
    """`problem` is key_store_missing (there is none, it is locked, or it does not give back what it was given) or
    ledger_key_missing (it has none for this ledger)."""

    def __init__(self, problem: str, detail: str = "") -> None:
        super().__init__(f"{problem}: {detail}" if detail else problem)
        self.problem = problem


def system_key_store(platform: str = sys.platform) -> KeyStore:
    """The one key store this system is allowed to use. Raises SecretError."""
    for name in [name for name in os.environ if name.startswith("KEYRING_PROPERTY_")]:
        # keyring would set any attribute of the back end from these.
        del os.environ[name]
    for module, kind in BACK_ENDS.get(platform, ()):
        back_end = _usable(module, kind)
        if back_end is not None:
            if platform == "win32":
                # Windows would otherwise carry the key to every PC of the user's domain.
                back_end.persist = "local machine"  # type: ignore[attr-defined]
            return back_end
    raise SecretError("key_store_missing")


def _usable(module: str, name: str) -> KeyStore | None:
    """The back end where its parts are installed and its service runs; asking for the priority is how keyring finds
    out."""
    try:
        kind = getattr(import_module(module), name)
        return cast("KeyStore", kind()) if kind.priority > 0 else None
    except Exception:  # noqa: BLE001 -- each system's own errors; every one of them means: not here
        return None


def new_ledger_key(kind: AccountKind, place: Folders, store: KeyStore | None = None) -> bytes:
    """A fresh key, kept and read back before any ledger is made with it. Raises SecretError, and FileExistsError
    where a key is known already: a second one would lock the first ledger for ever."""
    if _kept(kind, place, store) is not None:
        raise FileExistsError("ledger key")
    key = os.urandom(KEY_BYTES)
    keep_ledger_key(kind, place, key, store)
    return key


def keep_ledger_key(kind: AccountKind, place: Folders, key: bytes, store: KeyStore | None = None) -> None:
    """Keep a key, new or recovered, and read it back. Raises SecretError."""
    if kind == "practice":
        write_once(place.ledger_key, key.hex() + "\n")
    else:
        _keep(_the(store), _service(kind), LEDGER_ENTRY, key.hex())
    if _kept(kind, place, store) != key:
        raise SecretError("key_store_missing", "read back differently")


def ledger_key(kind: AccountKind, place: Folders, store: KeyStore | None = None) -> bytes:
    """Raises SecretError: ledger_key_missing where none is kept."""
    key = _kept(kind, place, store)
    if key is None:
        raise SecretError("ledger_key_missing")
    return key


def _kept(kind: AccountKind, place: Folders, store: KeyStore | None) -> bytes | None:
    if kind == "practice":
        try:
            text: str | None = place.ledger_key.read_text(encoding="ascii", errors="replace")
        except FileNotFoundError:
            return None
    else:
        text = _asked(lambda: _the(store).get_password(_service(kind), LEDGER_ENTRY))
    if text is None:
        return None
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise SecretError("ledger_key_missing", "not a key")
    return key


def keep_account_secrets(
    kind: AccountKind, account: str, values: Mapping[str, str], store: KeyStore | None = None
) -> None:
    """Keep an account's keys, by the names its gateway gives them, and read them back; any other that it had is
    forgotten. Raises SecretError, and ValueError for a name that settings would let into their file."""
    if not SECRET_VALUES.issuperset(values):
        raise ValueError("not a name of a secret")
    service = _service(kind)
    given = {name: value for name, value in values.items() if value}
    for name, value in given.items():
        _keep(_the(store), service, f"{account} {name}", value)
    _forget(store, service, account, SECRET_VALUES - given.keys())


def account_secrets(
    kind: AccountKind, account: str, names: Iterable[str], needed: Iterable[str], store: KeyStore | None = None
) -> dict[str, str]:
    """Those of an account's keys that are kept; empty where one that is `needed` is not. Raises SecretError."""
    kept = {
        name: _asked(lambda name=name: _the(store).get_password(_service(kind), f"{account} {name}"))  # type: ignore[misc]
        for name in names
    }
    is_whole = all(kept.get(name) for name in needed)
    return {name: value for name, value in kept.items() if value} if is_whole else {}


def forget_account_secrets(kind: AccountKind, account: str, store: KeyStore | None = None) -> None:
    """Raises SecretError. What is not there is already forgotten."""
    _forget(store, _service(kind), account, SECRET_VALUES)


def _forget(store: KeyStore | None, service: str, account: str, names: Iterable[str]) -> None:
    for name in names:
        entry = f"{account} {name}"
        if _asked(lambda entry=entry: _the(store).get_password(service, entry)):  # type: ignore[misc]
            _asked(lambda entry=entry: _the(store).delete_password(service, entry))  # type: ignore[misc]


def _keep(store: KeyStore, service: str, entry: str, value: str) -> None:
    """The real value is read back: some stores take a short trial and cut or drop what matters."""
    _asked(lambda: store.set_password(service, entry, value))
    if _asked(lambda: store.get_password(service, entry)) != value:
        raise SecretError("key_store_missing", "read back differently")


def _asked[T](question: Callable[[], T]) -> T:
    try:
        return question()
    except SecretError:
        raise
    except Exception as error:  # noqa: BLE001 -- each system's own errors
        # The store's own text may name the entry; its kind is enough.
        raise SecretError("key_store_missing", type(error).__name__) from None


def _the(store: KeyStore | None) -> KeyStore:
    return system_key_store() if store is None else store


def _service(kind: AccountKind) -> str:
    if kind == "practice":
        raise ValueError("practice keeps nothing in the system's key store")
    return f"Front Desk {kind}"
