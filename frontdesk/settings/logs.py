"""The program's own log: what happened, in words of the program, so that a line can be sent to support as it is.

Only listed facts are written, and only where they look as such facts do: a name, a number, a code. Text from guests,
gateways, banks or exceptions never passes, and neither does anything with enough digits in a row to be a card number.
"""

import json
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path

CAP = 1_000_000
KEPT = 5
_EVENT = re.compile(r"[a-z][a-z0-9_]{0,47}")
_NAME = re.compile(r"[A-Za-z0-9_.+:-]{0,64}")
_LONG_NUMBER = re.compile(r"\d{9,}")
FACTS = frozenset(
    {
        "account",
        "attempt",
        "code",
        "error",
        "gateway",
        "hold",
        "kind",
        "milliseconds",
        "problem",
        "result",
        "seconds",
        "state",
        "status",
        "system",
        "verb",
        "version",
        "where",
    }
)
WITHHELD = "?"


class EventLog:
    """One line a step, as JSON, in a file that starts afresh at `cap` bytes; `kept` older ones stay. `now` gives UTC
    seconds."""

    def __init__(self, path: Path, now: Callable[[], int], cap: int = CAP, kept: int = KEPT) -> None:
        self.path = path
        self._now = now
        self._cap = cap
        self._kept = kept

    def write(self, event: str, facts: Mapping[str, str | int] | None = None) -> None:
        """Write one line. Raises ValueError for an event or a fact that is not the program's own; a disk that takes
        no more lines never stops a payment, so it is passed over."""
        line = log_line(self._now(), event, facts or {})
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if self.path.exists() and self.path.stat().st_size + len(line) > self._cap:
                self._move_on()
            handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(handle, "ab") as file:
                file.write(line)
        except OSError:
            return

    def trouble(self, event: str, error: BaseException, facts: Mapping[str, str | int] | None = None) -> None:
        """An exception by its kind and place in the program; never its text, which may quote anything."""
        self.write(event, {**(facts or {}), "error": type(error).__name__, "where": _where(error)})

    def _move_on(self) -> None:
        for number in range(self._kept, 0, -1):
            older = self._numbered(number - 1)
            if older.exists():
                older.replace(self._numbered(number))

    def _numbered(self, number: int) -> Path:
        return self.path.with_name(f"{self.path.name}.{number}") if number else self.path


def log_line(at: int, event: str, facts: Mapping[str, str | int]) -> bytes:
    """One line of the log. Raises ValueError for an event or a fact name that is not listed; a value that looks like
    no fact is written as "?"."""
    if not _EVENT.fullmatch(event):
        raise ValueError("not the name of an event")
    unknown = set(facts) - FACTS
    if unknown:
        raise ValueError(f"facts that may not be logged: {sorted(unknown)}")
    told = {name: _shown(value) for name, value in sorted(facts.items())}
    return json.dumps({"at": at, "event": event, **told}).encode() + b"\n"


def _shown(value: str | int) -> str | int:
    if not _NAME.fullmatch(str(value)) or _LONG_NUMBER.search(re.sub(r"[.+:_-]", "", str(value))):
        return WITHHELD
    return value


def _where(error: BaseException) -> str:
    """The innermost line of the program that the exception passed: `ledger.database:120`."""
    trace, found = error.__traceback__, ""
    while trace is not None:
        name = str(trace.tb_frame.f_globals.get("__name__", ""))
        if name.startswith("frontdesk."):
            found = f"{name.removeprefix('frontdesk.')}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found
