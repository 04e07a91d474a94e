"""`frontdesk webhooks [--practice | --test] [--host ADDRESS] [--port NUMBER] [--behind PREFIX]`: take the gateways'
webhooks, check their signatures and leave them in the desk's inbox, until stopped.

It listens on 127.0.0.1, port 8471, for the house's own TLS proxy to pass requests on; a gateway's address is
https://<the house>/<PREFIX>/<account>. With --behind the proxy's prefix stays in the path. Another address than this
computer's own is served only with --beyond-this-computer beside it: what arrives there is not encrypted.

Live and test take their keys from the system's key store, as the desk does. In practice the keys are new with each
start of the practice gateways: --accounts-from-stdin reads the line that `frontdesk practice --json` prints. With
--stop-with-parent beside it the receiver ends when nobody holds its standard input open any more.

The ledger is never opened, and the desk may run or not. Exit code 0, 1 when it could not begin, 2 for words it does not
know.
"""

import ipaddress
import json
import os
import re
import signal
import sys
import threading
import uuid
from collections.abc import Callable, Mapping
from time import time
from types import FrameType
from typing import NamedTuple

from frontdesk.domain.gateway import Gateway
from frontdesk.gateways.accounts import GATEWAYS, build
from frontdesk.gateways.setting_values import SettingError
from frontdesk.settings import paths, secrets, store
from frontdesk.settings.environment import AccountKind
from frontdesk.settings.inbox import Inbox
from frontdesk.settings.logs import EventLog

PORT = 8471
MOST_LINE = 1 << 20
_PREFIX = re.compile(r"(/[A-Za-z0-9._~-]+)*")


class Asked(NamedTuple):
    """The words of the command. `behind` is "" or begins with a slash and ends without one."""

    kind: AccountKind = "live"
    host: str = "127.0.0.1"
    port: int = PORT
    behind: str = ""
    beyond: bool = False
    from_stdin: bool = False
    with_parent: bool = False


def run(arguments: list[str]) -> int:
    """Serve until told to stop."""
    asked = _asked(arguments)
    if asked is None:
        print((__doc__ or "").strip())
        return 0 if arguments == ["--help"] else 2
    if not _is_near(asked.host) and not asked.beyond:
        print(
            f"{asked.host} is not this computer's own address; with --beyond-this-computer it is served all the same."
        )
        return 1
    log = EventLog(paths.folders(asked.kind).webhook_log, _now)
    try:
        paths.prepare(paths.folders(asked.kind))
        accounts = _from_stdin() if asked.from_stdin else _kept(asked.kind)
    except (secrets.SecretError, store.SettingsError, OSError, ValueError) as error:
        print(f"It could not begin: {getattr(error, 'problem', type(error).__name__)}.")
        return 1
    gateways = _with_webhooks(accounts, log)
    if not gateways:
        print("No account here takes webhooks: add one with `frontdesk account add`, or see its abilities.")
        return 1
    return _serve(asked, gateways, log)


def _serve(asked: Asked, gateways: Mapping[str, Gateway], log: EventLog) -> int:
    from frontdesk.commands.receiver import Receiver, application, server

    def listening(port: int) -> None:
        log.write("receiver_started", {"kind": asked.kind})
        if not _is_near(asked.host):
            print("WARNING: this address is open to the network, and what arrives at it is not encrypted.")
        host = f"[{asked.host}]" if ":" in asked.host else asked.host
        for name in gateways:
            print(f"http://{host}:{port}{asked.behind}/{name}")
        sys.stdout.flush()

    receiver = Receiver(gateways, Inbox(paths.folders(asked.kind).inbox), log, _now)
    serving = server(application(receiver, asked.behind), asked.host, asked.port, listening)

    def stop(_number: int, _frame: FrameType | None) -> None:
        # uvicorn hands on the signal that ended it; in between, and before it listens, it is ours.
        serving.should_exit = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    if asked.with_parent:
        threading.Thread(target=_watch_parent, args=(lambda: stop(0, None),), daemon=True).start()
    try:
        serving.run()
    except SystemExit:
        print(f"It could not begin: port {asked.port} of {asked.host} is taken or not allowed.")
        return 1
    log.write("receiver_stopped")
    return 0


def _watch_parent(stop: Callable[[], None]) -> None:
    # Not sys.stdin.buffer: its lock, held by a waiting thread, would end the interpreter's own shutdown with an error.
    while os.read(sys.stdin.fileno(), 4096):
        pass
    stop()


def _asked(arguments: list[str]) -> Asked | None:
    """None for words it does not know."""
    asked, words = Asked(), iter(arguments)
    for word in words:
        match word:
            case "--practice" | "--test" if asked.kind == "live":
                asked = asked._replace(kind="practice" if word == "--practice" else "test")
            case "--beyond-this-computer":
                asked = asked._replace(beyond=True)
            case "--accounts-from-stdin":
                asked = asked._replace(from_stdin=True)
            case "--stop-with-parent":
                asked = asked._replace(with_parent=True)
            case "--host":
                asked = asked._replace(host=next(words, ""))
            case "--port":
                port = next(words, "")
                asked = asked._replace(port=int(port) if port.isascii() and port.isdigit() and len(port) < 6 else -1)
            case "--behind":
                behind = f"/{next(words, ' ').strip('/')}".rstrip("/")
                asked = asked._replace(behind=behind)
            case _:
                return None
    good = bool(asked.host) and 0 <= asked.port < 65536 and _PREFIX.fullmatch(asked.behind) is not None
    # A practice desk's keys are nowhere to be found, and no other's may come this way.
    good = good and (asked.from_stdin or not asked.with_parent)
    return asked if good and asked.from_stdin == (asked.kind == "practice") else None


def _is_near(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _now() -> int:
    return int(time())


def _kept(kind: AccountKind) -> dict[str, tuple[str, dict[str, str]]]:
    """Name to gateway and values of the desk's accounts, with their keys. Raises SecretError, SettingsError,
    OSError."""
    found = {}
    for account in store.load(paths.folders(kind).settings, kind).accounts:
        listed = GATEWAYS.get(account.gateway)
        if listed is not None:
            keys = secrets.account_secrets(kind, account.name, listed.secrets, listed.needed_secrets)
            found[account.name] = (account.gateway, {**account.values, **keys})
    return found


def _from_stdin() -> dict[str, tuple[str, dict[str, str]]]:
    """The accounts of the practice gateways, each by its gateway's name. Raises ValueError."""
    try:
        accounts = json.loads(sys.stdin.readline(MOST_LINE))["accounts"]
        return {
            name: (name, {field: str(value) for field, value in values.items()}) for name, values in accounts.items()
        }
    except (AttributeError, KeyError, TypeError):
        raise ValueError("accounts") from None


def _with_webhooks(accounts: Mapping[str, tuple[str, dict[str, str]]], log: EventLog) -> dict[str, Gateway]:
    """The accounts whose gateway signs webhooks. One whose keys are missing is named in the log; the others go on."""
    found = {}
    for name, (gateway, values) in accounts.items():
        try:
            built = build(gateway, values, lambda: uuid.uuid4().hex)
        except (KeyError, SettingError) as error:
            log.trouble("account", error, {"account": name})
            continue
        if built.abilities.webhook:
            found[name] = built
    return found
