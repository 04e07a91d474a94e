"""The courier of a running practice: posts notices over plain HTTP, to this computer only, when they fall due."""

import socket
import threading
from urllib.parse import urlsplit

from frontdesk.practice.ground import Ground
from frontdesk.practice.notices import NO_ANSWER, Notice, delivered, due_notices

PATIENCE = 10.0  # seconds
_NEAR = ("127.0.0.1", "localhost", "::1")


class Courier:
    """One thread. It sleeps until a notice is queued or falls due, or somebody sets `ground.notices.woken`."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._is_over = False
        self._thread = threading.Thread(target=self._work, name="practice courier", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._is_over = True
        self._ground.notices.woken.set()
        self._thread.join(PATIENCE)

    def _work(self) -> None:
        notices, bank = self._ground.notices, self._ground.bank
        while not self._is_over:
            notices.woken.clear()
            for notice in due_notices(self._ground):
                if not self._is_over:
                    delivered(self._ground, notice, post(notice))
            waiting = notices.waiting()
            notices.woken.wait(max(0.0, waiting[0].due - bank.now()) if waiting else None)


def post(notice: Notice) -> int:
    """One try: the status of the answer, or NO_ANSWER, also for an address that is none or is not on this computer."""
    try:
        return _post(notice)
    except (OSError, ValueError):
        return NO_ANSWER


def _post(notice: Notice) -> int:
    parts = urlsplit(notice.url)
    if parts.scheme != "http" or parts.hostname not in _NEAR:
        return NO_ANSWER
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = [f"POST {target} HTTP/1.1", f"Host: {parts.netloc}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in notice.headers]
    lines.append(f"Content-Length: {len(notice.body)}")
    head = "\r\n".join([*lines, "", ""]).encode("ascii")
    with socket.create_connection((parts.hostname, parts.port or 80), timeout=PATIENCE) as line:
        line.sendall(head + notice.body)
        with line.makefile("rb") as stream:
            words = stream.readline(1024).split()
    return int(words[1]) if len(words) > 1 and words[0].startswith(b"HTTP/") and words[1].isdigit() else NO_ANSWER
