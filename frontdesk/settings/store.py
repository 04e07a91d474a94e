"""The house and its gateway accounts, in one readable file. No secret is in it: those are in the system's key store."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, get_args

from frontdesk.domain.house import SAMPLE_HOUSE, House, Language, Notation, Trade
from frontdesk.settings.environment import AccountKind
from frontdesk.settings.files import write_whole

# Values of an account that must never stand in a file.
SECRET_VALUES = frozenset(
    {"api_key", "secret_key", "callback_key", "webhook_key", "password", "hash_password", "token"}
)
CHOICES: dict[str, tuple[str, ...]] = {
    "trade": get_args(Trade),
    "language": get_args(Language),
    "notation": get_args(Notation),
}
NEW_HOUSE = House(
    name="",
    trade="hotel",
    language="tr",
    notation="tr",
    currency="TRY",
    email="",
    phone="",
    address="",
    city="",
    country="Turkey",
    postcode="",
    public_ip="",
    clerks=(),
    deposit=0,
)


class SettingsError(Exception):
    """The settings file is not what this program writes; it is left as it is."""


class AccountSettings(NamedTuple):
    """`name` is what holds and attempts carry, `gateway` which dialect it speaks, `values` what it needs besides its
    keys."""

    name: str
    gateway: str
    values: Mapping[str, str]


class Settings(NamedTuple):
    """`has_ledger`: a ledger was made, so that a missing one is never mistaken for the first start. `recovery_written`:
    somebody said that the recovery key is written down, so it is shown no more. `restored_at`: when the ledger was
    taken over from another file, UTC seconds, 0 for never."""

    house: House
    accounts: tuple[AccountSettings, ...] = ()
    has_ledger: bool = False
    recovery_written: bool = False
    restored_at: int = 0


def defaults(kind: AccountKind) -> Settings:
    """Practice starts in a sample house; test and live in one that has yet to be named."""
    return Settings(SAMPLE_HOUSE if kind == "practice" else NEW_HOUSE)


def load(path: Path, kind: AccountKind) -> Settings:
    """The settings as saved, or the defaults before the first save. Raises SettingsError where the file is damaged, and
    OSError where it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return defaults(kind)
    except UnicodeDecodeError as error:
        raise SettingsError("not a text") from error
    try:
        told = json.loads(text)
    except json.JSONDecodeError as error:
        raise SettingsError(f"line {error.lineno}") from error
    return _settings(_fields(told, "settings"), kind)


def save(path: Path, settings: Settings) -> None:
    """Wholly or not at all. Raises ValueError for a secret among an account's values, OSError where it cannot be
    written."""
    names = [account.name for account in settings.accounts]
    if len(set(names)) != len(names):
        raise ValueError("two accounts of one name")
    for account in settings.accounts:
        if SECRET_VALUES & set(account.values):
            raise ValueError("a secret belongs in the key store")
    told = {
        "house": settings.house._asdict(),
        "accounts": [account._asdict() for account in settings.accounts],
        "has_ledger": settings.has_ledger,
        "recovery_written": settings.recovery_written,
        "restored_at": settings.restored_at,
    }
    write_whole(path, json.dumps(told, ensure_ascii=False, indent=2) + "\n")


def with_account(settings: Settings, account: AccountSettings) -> Settings:
    """The settings with an account added, or changed where its name is known."""
    others = tuple(known for known in settings.accounts if known.name != account.name)
    return settings._replace(accounts=(*others, account))


def without_account(settings: Settings, name: str) -> Settings:
    """The settings without the account of that name."""
    return settings._replace(accounts=tuple(known for known in settings.accounts if known.name != name))


def _settings(told: Mapping[str, object], kind: AccountKind) -> Settings:
    accounts = told.get("accounts", [])
    if not isinstance(accounts, list):
        raise SettingsError("accounts")
    flags = [told.get(name, False) for name in ("has_ledger", "recovery_written")]
    if not all(isinstance(flag, bool) for flag in flags):
        raise SettingsError("has_ledger")
    restored_at = told.get("restored_at", 0)
    if type(restored_at) is not int:
        raise SettingsError("restored_at")
    house = _house(_fields(told.get("house", {}), "house"), defaults(kind).house)
    known = tuple(_account(account) for account in accounts)
    return Settings(house, known, flags[0] is True, flags[1] is True, restored_at)


def _house(told: Mapping[str, object], default: House) -> House:
    """Fields that an older program did not know keep their default."""
    fields: dict[str, object] = {}
    for name, standard in default._asdict().items():
        value = told.get(name, standard)
        if isinstance(standard, tuple):
            value = tuple(value) if isinstance(value, list | tuple) else value
            fits = isinstance(value, tuple) and all(isinstance(part, str) for part in value)
        else:
            fits = type(value) is type(standard) and value in CHOICES.get(name, (value,))
        if not fits:
            raise SettingsError(f"house.{name}")
        fields[name] = value
    return default._replace(**fields)  # type: ignore[arg-type]


def _account(told: object) -> AccountSettings:
    fields = _fields(told, "accounts")
    name, gateway, values = fields.get("name"), fields.get("gateway"), fields.get("values", {})
    if not isinstance(name, str) or not isinstance(gateway, str) or not isinstance(values, dict) or not name:
        raise SettingsError("accounts")
    if not all(isinstance(key, str) and isinstance(value, str) for key, value in values.items()):
        raise SettingsError(f"accounts.{name}")
    return AccountSettings(name, gateway, values)


def _fields(told: object, where: str) -> Mapping[str, object]:
    if not isinstance(told, dict):
        raise SettingsError(where)
    return told
