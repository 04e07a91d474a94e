"""`frontdesk practice [--json] [--stop-with-parent]`: the practice gateways in a process of their own.

With --json exactly one line goes to standard output, {"control": URL, "accounts": {name: {"base_url", "api_key",
"secret_key"}}}; without it the same facts in words. Serves until SIGTERM or SIGINT, and with --stop-with-parent also
until standard input ends, so that a desk that was killed leaves nothing behind. Exit code 0, or 2 for a wrong argument.
"""

import json
import os
import signal
import sys
import threading
from types import FrameType

from frontdesk.practice.server import Practice, start

_KNOWN = {"--json", "--stop-with-parent"}


def run(arguments: list[str]) -> int:
    """Serve until told to stop."""
    unknown = [one for one in arguments if one not in _KNOWN]
    if unknown:
        sys.stderr.write((__doc__ or "").strip() + "\n")
        return 0 if unknown == ["--help"] else 2
    stopped = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopped.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    with start() as practice:
        sys.stdout.write(_as_json(practice) if "--json" in arguments else _in_words(practice))
        sys.stdout.flush()
        if "--stop-with-parent" in arguments:
            threading.Thread(target=_watch_parent, args=(stopped,), daemon=True).start()
        while not stopped.wait(1.0):  # a wait without an end would not notice Ctrl+C on Windows
            pass
    return 0


def _watch_parent(stopped: threading.Event) -> None:
    # Not sys.stdin.buffer: its lock, held by a waiting thread, would end the interpreter's own shutdown with an error.
    while os.read(sys.stdin.fileno(), 4096):
        pass
    stopped.set()


def _as_json(practice: Practice) -> str:
    accounts = {name: account._asdict() for name, account in practice.accounts.items()}
    return json.dumps({"control": practice.control_url, "accounts": accounts}) + "\n"


def _in_words(practice: Practice) -> str:
    lines = [f"control      {practice.control_url}"]
    for name, account in practice.accounts.items():
        lines += ["", name, *(f"  {field:<10} {value}" for field, value in account._asdict().items())]
    return "\n".join(lines) + "\n"
