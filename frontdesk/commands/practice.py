"""`frontdesk practice [--json] [--stop-with-parent] [--keep FILE]`: the practice gateways in a process of their own.

With --json exactly one line goes to standard output, {"control": URL, "accounts": {name: {"base_url", …}}}, each
account with what a client of that gateway needs; without it the same facts in words. Serves until SIGTERM or SIGINT,
and with --stop-with-parent also until standard input ends, so that a desk that was killed leaves nothing behind. With
--keep the pretend bank remembers its payments in FILE and knows them again at the next start; ports and keys are new
each time. Exit code 0, or 2 for a wrong argument.
"""

import json
import os
import signal
import sys
import threading
from pathlib import Path
from types import FrameType

from frontdesk.practice.memory import recall, remember
from frontdesk.practice.server import Practice, start

_KNOWN = {"--json", "--stop-with-parent"}


def run(arguments: list[str]) -> int:
    """Serve until told to stop."""
    words, keep = list(arguments), None
    if "--keep" in words[:-1]:
        place = words.index("--keep")
        keep = Path(words[place + 1])
        del words[place : place + 2]
    if set(words) - _KNOWN:
        sys.stderr.write((__doc__ or "").strip() + "\n")
        return 0 if words == ["--help"] else 2
    stopped = threading.Event()
    with start() as practice:
        if keep:
            recall(practice.ground, keep)
        _obey_signals(stopped, practice.bank.changed)
        if "--stop-with-parent" in words:
            threading.Thread(target=_watch_parent, args=(stopped, practice.bank.changed), daemon=True).start()
        sys.stdout.write(_as_json(practice) if "--json" in words else _in_words(practice))
        sys.stdout.flush()
        _serve(practice, stopped, keep)
    return 0


def _serve(practice: Practice, stopped: threading.Event, keep: Path | None) -> None:
    """Wait for the end, and write the bank's memory after every change: a process may be ended without warning."""
    changed = practice.bank.changed
    while not stopped.is_set():
        if not changed.wait(1.0):  # a wait without an end would not notice Ctrl+C on Windows
            continue
        changed.clear()
        if keep:
            try:
                remember(practice.ground, keep)
            except OSError as refused:
                sys.stderr.write(f"The practice bank's memory could not be written: {refused}\n")


def _obey_signals(stopped: threading.Event, wake: threading.Event) -> None:
    def stop(_number: int, _frame: FrameType | None) -> None:
        stopped.set()
        wake.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)


def _watch_parent(stopped: threading.Event, wake: threading.Event) -> None:
    # Not sys.stdin.buffer: its lock, held by a waiting thread, would end the interpreter's own shutdown with an error.
    while os.read(sys.stdin.fileno(), 4096):
        pass
    stopped.set()
    wake.set()


def _as_json(practice: Practice) -> str:
    return json.dumps({"control": practice.control_url, "accounts": practice.accounts}) + "\n"


def _in_words(practice: Practice) -> str:
    lines = [f"control         {practice.control_url}"]
    for name, account in practice.accounts.items():
        lines += ["", name, *(f"  {field:<14}{value}" for field, value in account.items())]
    return "\n".join(lines) + "\n"
