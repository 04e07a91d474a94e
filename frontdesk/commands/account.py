"""`frontdesk account …`: the gateway accounts of this desk. Keys are typed unseen and go to the system's key store
alone.

    frontdesk account list [--test]
    frontdesk account add GATEWAY [NAME] [--test] [--set name=value …]
    frontdesk account remove NAME [--test]

NAME is what holds carry (default: the gateway's). `--set` gives further settings of the account, such as margin=15 or
base_url=https://…. Exit code 0, 1 when it could not be done, 2 for words it does not know. GATEWAY is one of:
"""

import getpass
import uuid
from urllib.parse import urlsplit

from frontdesk.domain.gateway import Gateway
from frontdesk.domain.terminal import TERMINAL
from frontdesk.gateways.accounts import GATEWAYS, WITHOUT_TEST_SYSTEM, build, is_allowed
from frontdesk.gateways.setting_values import SettingError
from frontdesk.settings import paths, secrets, store
from frontdesk.settings.environment import AccountKind
from frontdesk.settings.store import AccountSettings


def run(arguments: list[str]) -> int:
    """List, add or remove an account of live, or with --test of the gateways' own test systems."""
    kind: AccountKind = "test" if "--test" in arguments else "live"
    words = [word for word in arguments if word != "--test"]
    place = paths.folders(kind)
    try:
        if words == ["list"]:
            return _list(place, kind)
        if len(words) > 1 and words[0] == "add" and words[1] in GATEWAYS:
            return _add(place, kind, words[1:])
        if len(words) == 2 and words[0] == "remove":
            return _remove(place, kind, words[1])
    except (secrets.SecretError, store.SettingsError, OSError) as error:
        print(f"It could not be done: {getattr(error, 'problem', type(error).__name__)}. Nothing was changed.")
        return 1
    except (EOFError, KeyboardInterrupt):
        print("\nGiven up. Nothing was changed.")
        return 1
    return _usage()


def _usage() -> int:
    print((__doc__ or "").strip(), ", ".join(GATEWAYS))
    return 2


def _list(place: paths.Folders, kind: AccountKind) -> int:
    accounts = store.load(place.settings, kind).accounts
    if not accounts:
        print(f"There is no {kind} account yet: `frontdesk account add GATEWAY`, one of {', '.join(GATEWAYS)}.")
    for account in accounts:
        known = "keys are kept" if _has_keys(kind, account) else "KEYS ARE MISSING"
        print(f"{account.name:<16} {account.gateway:<10} {account.values.get('base_url', '')}  {known}")
    return 0


def _has_keys(kind: AccountKind, account: AccountSettings) -> bool:
    listed = GATEWAYS.get(account.gateway)
    return listed is not None and bool(
        secrets.account_secrets(kind, account.name, listed.secrets, listed.needed_secrets)
    )


def _add(place: paths.Folders, kind: AccountKind, words: list[str]) -> int:
    gateway, rest = words[0], words[1:]
    name = rest.pop(0) if rest and not rest[0].startswith("--") and "=" not in rest[0] else gateway
    given = _settings(rest)
    if given is None:
        return _usage()
    if name == TERMINAL:
        print(f"The name {TERMINAL} stands for holds of a bank's terminal. Choose another. Nothing was changed.")
        return 1
    listed = GATEWAYS[gateway]
    unknown = sorted(given.keys() - listed.settings)
    if unknown:
        print(f"{listed.title} has no setting {', '.join(unknown)}. Nothing was changed. It has:")
        print(", ".join(sorted(listed.settings - listed.secrets.keys())))
        return 1
    host = {"base_url": listed.hosts[kind]} if kind in listed.hosts else {}
    values = {**host, **given}
    values |= {name: input(question).strip() for name, question in listed.asked.items() if name not in values}
    asked = {secret: getpass.getpass(question).strip() for secret, question in listed.secrets.items()}
    keys = {secret: key for secret, key in asked.items() if key}
    try:
        account = build(gateway, {**values, **keys}, lambda: uuid.uuid4().hex)
    except SettingError as error:
        print(f"The setting {error.setting} is missing, unknown or unreadable. Nothing was changed.")
        return 1
    if not _may_be_reached(kind, account):
        return 1
    paths.prepare(place)
    secrets.keep_account_secrets(kind, name, keys)
    settings = store.load(place.settings, kind)
    store.save(place.settings, store.with_account(settings, AccountSettings(name, gateway, values)))
    print(f"The account {name} is ready.")
    return 0


def _may_be_reached(kind: AccountKind, account: Gateway) -> bool:
    """The driver's own rule, said before the account is kept instead of at its first call."""
    parts = urlsplit(account.base_url)
    if is_allowed(kind, account.name, parts.scheme, parts.hostname or ""):
        return True
    if kind == "test" and account.name in WITHOUT_TEST_SYSTEM:
        print(
            f"{GATEWAYS[account.name].title} has no test system: at that address money is real. Add it without --test,"
        )
        print("or try it with `frontdesk --practice`. Nothing was changed.")
    elif parts.scheme != "https":
        print("The address must begin with https://. Nothing was changed.")
    else:
        print("At that address money is real: a test account may not use it. Nothing was changed.")
    return False


def _settings(words: list[str]) -> dict[str, str] | None:
    """`--set name=value …` as given; None for anything else, and for a key: keys never stand among the words of a
    command, where every program of the PC can read them."""
    pairs = dict(word.partition("=")[::2] for word in words if word != "--set")
    known = all(word == "--set" or ("=" in word and not word.startswith("-")) for word in words)
    return pairs if known and store.SECRET_VALUES.isdisjoint(pairs) else None


def _remove(place: paths.Folders, kind: AccountKind, name: str) -> int:
    settings = store.load(place.settings, kind)
    if name not in {account.name for account in settings.accounts}:
        print(f"There is no account {name}.")
        return 1
    store.save(place.settings, store.without_account(settings, name))
    secrets.forget_account_secrets(kind, name)
    print(f"The account {name} is removed. Its holds stay in the ledger.")
    return 0
