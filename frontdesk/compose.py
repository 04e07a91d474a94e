"""Build the desk by hand and hand it down. No rule about money stands here.

The order is that of a start: `open_desk` before the first paint (ledger and settings alone), `connect` after it in
a worker thread (gateways, the line, the practice process), `Opened.close` at the end.
"""

import os
import sys
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from time import time
from typing import TYPE_CHECKING, Literal

from frontdesk.domain.clerk import Clerk
from frontdesk.settings import paths, secrets, store
from frontdesk.settings.files import write_whole
from frontdesk.settings.paths import Folders
from frontdesk.settings.store import AccountSettings, Settings
from frontdesk.usecases.desk import Account, AccountKind, Desk, Line

if TYPE_CHECKING:
    import asyncio

    from frontdesk.domain.house import House, Language
    from frontdesk.ledger.database import Ledger
    from frontdesk.settings.logs import EventLog
    from frontdesk.ui.main_window import MainWindow
    from frontdesk.ui.start import Parts, Unopened
    from frontdesk.ui.theme import Looks

# So long a second program waits for the first one's ledger before it says so; a desk that is just closing needs less.
SECOND_PROGRAM_SECONDS = 1.0


class Trouble(Exception):  # noqa: N818 - it is told to the clerk in one sentence, not a fault of the program
    """The desk cannot be opened; `problem` is a code of domain.problems. Nothing was overwritten. `language` is the
    house's, as far as its settings could be read."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.language: Language | Literal[""] = ""


class Opened:
    """A desk and what it stands on. `recovery_key` is set in test and live, until somebody said that it
    is written down."""

    def __init__(self, desk: Desk, place: Folders, settings: Settings, log: "EventLog", recovery_key: str) -> None:
        self.desk = desk
        self.place = place
        self.settings = settings
        self.log = log
        self.recovery_key = recovery_key
        self.practice: Practice | None = None

    def close(self) -> None:
        self.desk.ledger.close()
        if self.practice is not None:
            self.practice.close()


class Practice:
    """The practice gateways, in a process of their own that ends with the desk."""

    def __init__(self, keep: Path) -> None:
        import json
        import subprocess

        words = [sys.executable, "-m", "frontdesk", "practice", "--json", "--stop-with-parent", "--keep", str(keep)]
        hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        self._child = subprocess.Popen(  # noqa: S603 -- the program itself
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", creationflags=hidden
        )
        assert self._child.stdout is not None
        told = json.loads(self._child.stdout.readline())
        self.control: str = told["control"]
        self.accounts: dict[str, dict[str, str]] = told["accounts"]

    def close(self) -> None:
        """End it; nothing of it is left behind."""
        import subprocess

        self._child.terminate()
        try:
            self._child.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.communicate()


def open_desk(kind: AccountKind) -> Opened:
    """The desk with its ledger, before anything slow is imported. Raises Trouble."""
    from frontdesk.settings.logs import EventLog

    place = paths.folders(kind)
    try:
        paths.prepare(place)
        settings = store.load(place.settings, kind)
    except (OSError, store.SettingsError):
        raise Trouble("settings_unreadable") from None
    try:
        ledger, recovery_key = _open_ledger(kind, place, settings)
    except Trouble as trouble:
        trouble.language = settings.house.language
        raise
    if not settings.has_ledger and not ledger.is_read_only:
        settings = settings._replace(has_ledger=True)
        try:
            store.save(place.settings, settings)
        except OSError:
            # A disk that takes no more opens all the same: the key that is kept tells a lost ledger from a first start.
            settings = settings._replace(has_ledger=False)
    clerks = settings.house.clerks
    pauses = Pauses()
    desk = Desk(
        kind=kind,
        ledger=ledger,
        house=settings.house,
        clerk=Clerk(clerks[0] if clerks else ""),
        now=lambda: int(time()),
        new_key=_new_key,
        new_return_address=_new_return_address,
        pause=pauses.pause,
    )
    desk.wake = pauses.wake
    desk.restored_at = settings.restored_at
    desk.rest = _rest
    desk.together = _together
    opened = Opened(desk, place, settings, EventLog(place.log, desk.now), recovery_key)
    desk.save_house = lambda house: _save_house(opened, house)
    desk.on_trouble = lambda trouble: opened.log.trouble("question", trouble)
    return opened


def _open_ledger(kind: AccountKind, place: Folders, settings: Settings) -> "tuple[Ledger, str]":
    """The ledger, and the recovery key as long as nobody said it is written down. A first start makes key and
    ledger; any other never does: a missing or foreign file is said, not replaced."""
    from frontdesk.ledger.database import LedgerError, create, open_ledger

    try:
        if not settings.has_ledger and not place.ledger.exists():
            create(place.ledger, _first_key(kind, place))
            place.first_start.unlink(missing_ok=True)
        key = secrets.ledger_key(kind, place)
        ledger = open_ledger(place.ledger, key, wait=SECOND_PROGRAM_SECONDS)
    except (LedgerError, secrets.SecretError) as error:
        raise Trouble(error.problem) from None
    except OSError:
        raise Trouble("ledger_read_only") from None
    is_written = kind == "practice" or settings.recovery_written
    return ledger, "" if is_written else secrets.to_recovery_key(key)


def _first_key(kind: AccountKind, place: Folders) -> bytes:
    """A key that an interrupted first start left behind is used again; any other key without its ledger means that
    the ledger is missing."""
    was_interrupted = place.first_start.exists()
    place.first_start.touch()
    try:
        return secrets.new_ledger_key(kind, place)
    except FileExistsError:
        if was_interrupted:
            return secrets.ledger_key(kind, place)
        place.first_start.unlink()
        raise Trouble("ledger_missing") from None


def _nonce() -> str:
    return _new_key().replace("-", "")


def connect(opened: Opened) -> Line:
    """Gateways and the line to them; in a worker thread after the first paint. Practice starts its gateways here."""
    from frontdesk.gateways.accounts import GATEWAYS, build
    from frontdesk.gateways.http import Driver
    from frontdesk.gateways.setting_values import SettingError

    desk = opened.desk
    if desk.kind == "practice":
        opened.practice = Practice(opened.place.root / "practice-bank.json")
        accounts = [AccountSettings(name, name, values) for name, values in opened.practice.accounts.items()]
    else:
        accounts = [_with_keys(desk.kind, account) for account in opened.settings.accounts]
    for account in accounts:
        try:
            gateway = build(account.gateway, account.values, _nonce)
        except (KeyError, SettingError) as error:
            # Its keys are missing or its settings are not understood: the other accounts go on.
            opened.log.trouble("account", error, {"account": account.name})
            continue
        known = GATEWAYS[account.gateway]
        sample = known.sample_card if desk.kind == "practice" else ""
        desk.accounts[account.name] = Account(account.name, known.title, gateway, sample)
    driver = Driver(desk.kind)
    driver.warm()
    return driver


def _with_keys(kind: AccountKind, account: AccountSettings) -> AccountSettings:
    """What the key store keeps of an account; nothing of a gateway that this program does not know."""
    from frontdesk.gateways.accounts import GATEWAYS

    known = GATEWAYS.get(account.gateway)
    if known is None:
        return account
    keys = secrets.account_secrets(kind, account.name, known.secrets, known.needed_secrets)
    return account._replace(values={**account.values, **keys})


def _new_key() -> str:
    """Random, never a counter: a restored backup would repeat it (money-safety, "Key")."""
    import uuid

    return str(uuid.uuid4())


def _new_return_address() -> str:
    from frontdesk.ui.bankview.returns import new_return_address

    return new_return_address()


async def _rest(seconds: float) -> None:
    import asyncio

    await asyncio.sleep(seconds)


async def _together(works: "Sequence[Coroutine[object, object, None]]") -> None:
    import asyncio

    await asyncio.gather(*works)


class Pauses:
    """Waits some seconds or until woken; the event belongs to the loop that first waits."""

    def __init__(self) -> None:
        self._woken: asyncio.Event | None = None

    async def pause(self, seconds: float) -> None:
        import asyncio
        import contextlib

        if self._woken is None:
            self._woken = asyncio.Event()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), seconds)
        self._woken.clear()

    def wake(self) -> None:
        if self._woken is not None:
            self._woken.set()


def open_window(kind: AccountKind, on_painted: "Callable[[MainWindow], None] | None" = None) -> int:
    """The desk with its window, from here to its end; the exit code. The environment is cleaned before Qt is
    imported."""
    from frontdesk.settings.environment import LiveRefusesRoot, prepare

    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    refused = False
    try:
        prepare(os.environ, kind, is_root)
    except LiveRefusesRoot:
        refused = True
        prepare(os.environ, "test", is_root)
    from frontdesk.ui.start import Unopened, run

    if refused:
        sys.stderr.write("Front Desk does not open live accounts as root: WebEngine would run without its sandbox.\n")
        return run(lambda: Unopened("live_refuses_root"))
    if is_root:
        sys.stderr.write(f"As root, so WebEngine runs without its sandbox ({kind}; live accounts refuse this).\n")
    return run(lambda: parts(kind), on_painted)


def parts(kind: AccountKind) -> "Parts | Unopened":
    """What the window is built of, or why it cannot be."""
    from frontdesk.ui.start import Unopened

    try:
        return parts_of(open_desk(kind))
    except Trouble as trouble:
        return Unopened(trouble.problem, trouble.language)


def parts_of(opened: Opened) -> "Parts":
    """What the window of an open desk is built of."""
    from frontdesk.ui.start import Parts

    looks = opened.place.root / "looks.json"
    return Parts(
        desk=opened.desk,
        titles=_titles(opened),
        looks=_looks(looks),
        save_looks=lambda worn: _save_looks(looks, worn),
        log=opened.log.trouble,
        log_name=opened.place.log.name,
        recovery_key=opened.recovery_key,
        recovery_written=lambda: _recovery_written(opened),
        connect=lambda: connect(opened),
        inbox=opened.place.inbox,
        close=opened.close,
    )


def _titles(opened: Opened) -> dict[str, str]:
    """What staff call each account, before any of them is built; practice has one of each gateway."""
    from frontdesk.gateways.accounts import GATEWAYS

    titles = {name: listed.title for name, listed in GATEWAYS.items()}
    if opened.desk.kind == "practice":
        return titles
    return {account.name: titles.get(account.gateway, account.name) for account in opened.settings.accounts}


def _looks(path: Path) -> "Looks":
    """What this PC was set to, or the system's looks where nothing readable is kept."""
    from frontdesk.ui.theme import Looks

    if not path.exists():
        return Looks()
    import json

    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return Looks(str(told["scheme"]), int(told["scale"]))  # type: ignore[arg-type]
    except (OSError, ValueError, KeyError, TypeError):
        return Looks()


def _save_looks(path: Path, worn: "Looks") -> None:
    import json

    write_whole(path, json.dumps(worn._asdict()))


def _recovery_written(opened: Opened) -> None:
    opened.settings = opened.settings._replace(recovery_written=True)
    store.save(opened.place.settings, opened.settings)


def _save_house(opened: Opened, house: "House") -> None:
    opened.settings = opened.settings._replace(house=house)
    store.save(opened.place.settings, opened.settings)
