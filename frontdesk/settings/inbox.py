"""The inbox of verified webhooks, between the receiver and the desk: a folder of small files, one a notice.

A file's name is the notice's own, so a notice that is delivered again meets its first delivery: among those that wait,
or among those that the desk has read. No body, no header and no card is in it.
"""

import hashlib
import json
import os
import re
from pathlib import Path
from typing import Literal, NamedTuple

from frontdesk.domain.told import Notice
from frontdesk.settings.files import name_once, write_once

# Notices that wait for the desk; with these the inbox is full and gateways are told to come again.
MOST = 2000
# Notices that were read, and those whose payment nobody here knows (a house's web shop may share the account): so long,
# and no more of them.
KEPT_SECONDS = 30 * 86_400
MOST_KEPT = 5000
MOST_ORPHANS = 500
MOST_BYTES = 4096
_LEFT_BEHIND = 3600
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")
_TEXTS = tuple(name for name in Notice._fields if name != "at")


class Arrived(NamedTuple):
    """A notice with the account it came for and when it came (UTC seconds)."""

    account: str
    notice: Notice
    at: int


class Inbox:
    """The folder of one kind of account. The receiver keeps, the desk reads and puts away; each may come and go."""

    def __init__(self, folder: Path, most: int = MOST) -> None:
        self._folder = folder
        self._read = folder / "read"
        self._orphans = folder / "orphans"
        self._most = most

    def keep(self, arrived: Arrived) -> Literal["kept", "known", "full", "unfit"]:
        """Wholly on disk when this returns `kept`, else not at all; `unfit` is too long or no text. Raises OSError."""
        text = _written(arrived)
        if text is None:
            return "unfit"
        name = name_of(arrived.account, arrived.notice)
        if any((folder / name).exists() for folder in (self._folder, self._read, self._orphans)):
            return "known"
        if len(self.waiting()) >= self._most:
            return "full"
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = self._folder / f"{name}.{os.urandom(8).hex()}.new"
        try:
            write_once(unfinished, text)
            name_once(unfinished, self._folder / name)
            return "kept"
        except FileExistsError:
            # Two deliveries at one moment are one notice.
            return "known"
        finally:
            unfinished.unlink(missing_ok=True)

    def waiting(self) -> tuple[str, ...]:
        """The names of what the desk has not read yet. One look at a folder: cheap enough for every few seconds."""
        return _names(self._folder)

    def orphans(self) -> tuple[Arrived, ...]:
        """Notices of payments that are not in the ledger, the latest last."""
        found = (_opened(self._orphans / name) for name in _names(self._orphans))
        return tuple(sorted((one for one in found if one is not None), key=lambda one: one.at))

    def open(self, name: str) -> Arrived | None:
        """None for a file that is gone or that no receiver wrote."""
        return _opened(self._folder / name)

    def put_away(self, name: str, *, orphan: bool = False) -> None:
        """Read, and known from now on. Raises OSError."""
        folder = self._orphans if orphan else self._read
        folder.mkdir(exist_ok=True, mode=0o700)
        try:
            (self._folder / name).replace(folder / name)
        except FileNotFoundError:
            return

    def bring_back(self, orphan: Arrived) -> None:
        """A notice whose payment is known after all waits again. Raises OSError."""
        name = name_of(orphan.account, orphan.notice)
        (self._orphans / name).replace(self._folder / name)

    def tidy(self, now: int) -> None:
        """Forget what was put away long ago, and what an interrupted receiver left unfinished. `now` in UTC seconds.
        Raises OSError."""
        for folder, most in ((self._read, MOST_KEPT), (self._orphans, MOST_ORPHANS)):
            aged = sorted((_age(folder / name, now), name) for name in _names(folder))
            for place, (age, name) in enumerate(aged):
                if age > KEPT_SECONDS or place >= most:
                    (folder / name).unlink(missing_ok=True)
        for left in self._folder.glob("*.new"):
            if _age(left, now) > _LEFT_BEHIND:
                left.unlink(missing_ok=True)


def name_of(account: str, notice: Notice) -> str:
    """The file of a notice: the same for every delivery of it, another for every other account."""
    digest = hashlib.sha256(f"{account}\0{notice.reference}".encode()).hexdigest()
    return f"{_UNSAFE.sub('_', account)[:32]}-{digest[:40]}.json"


def _names(folder: Path) -> tuple[str, ...]:
    try:
        return tuple(sorted(file.name for file in folder.iterdir() if file.suffix == ".json"))
    except FileNotFoundError:
        return ()


def _age(path: Path, now: int) -> float:
    try:
        return now - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _written(arrived: Arrived) -> str | None:
    told = {"account": arrived.account, "arrived_at": arrived.at, **arrived.notice._asdict()}
    text = json.dumps(told, ensure_ascii=False) + "\n"
    return text if _is_text(text) and len(text.encode()) <= MOST_BYTES else None


def _opened(path: Path) -> Arrived | None:
    try:
        with path.open("rb") as file:
            text = file.read(MOST_BYTES + 1)
        told = json.loads(text) if len(text) <= MOST_BYTES else None
    except (FileNotFoundError, ValueError, RecursionError):
        return None
    if not isinstance(told, dict):
        return None
    texts, times = [told.get(name) for name in ("account", *_TEXTS)], [told.get("arrived_at"), told.get("at")]
    if not (all(_is_text(text) for text in texts) and all(type(time) is int for time in times)):
        return None
    return Arrived(told["account"], Notice._make(told[name] for name in Notice._fields), told["arrived_at"])


def _is_text(told: object) -> bool:
    """Half a letter can be spelled in JSON, and neither a file nor the ledger takes it."""
    return isinstance(told, str) and not any("\ud800" <= letter <= "\udfff" for letter in told)
