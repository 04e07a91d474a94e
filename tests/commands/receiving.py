"""`frontdesk webhooks` as a child process, a gateway that posts to it, and strangers that do too."""

import hashlib
import hmac
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from time import monotonic
from urllib.parse import urlsplit

from frontdesk.settings.inbox import Inbox
from frontdesk.settings.paths import ROOT_VARIABLE, Folders

PROGRAM = """
import sys
from frontdesk.commands import receiver, webhooks
{patches}
code = webhooks.run(sys.argv[1:])
loaded = sorted(name for name in sys.modules if name.startswith(("PySide6", "frontdesk.ledger", "frontdesk.ui")))
print("loaded", *loaded)
sys.exit(code)
"""
SECRET = "sandbox-ExampleSecret00000000000001"
ACCOUNTS: dict[str, dict[str, str]] = {
    "iyzico": {"base_url": "http://127.0.0.1:9", "api_key": "sandbox-key", "secret_key": SECRET},
    "oderopay": {"base_url": "http://127.0.0.1:9", "api_key": "sandbox-key", "secret_key": SECRET},
}
LONGEST = 20.0


def until(condition: Callable[[], bool]) -> None:
    """Look again and again, for as long as anything here may take."""
    given_up, never = monotonic() + LONGEST, Event()
    while not condition():
        assert monotonic() < given_up, "it never came about"
        never.wait(0.01)


def a_body(**told: str | int) -> bytes:
    """The notes' own notice (§16.3), or another with whatever the sentence says."""
    standard: dict[str, str | int] = {
        "paymentConversationId": "hold-7f3a-2",
        "merchantId": 3300001,
        "paymentId": 40010002,
        "status": "SUCCESS",
        "iyziReferenceCode": "5d0c7a52-1111-4222-8333-944455556666",
        "iyziEventType": "THREE_DS_AUTH",
        "iyziEventTime": 1781300170000,
        "iyziPaymentId": 40010002,
    }
    return json.dumps(standard | told).encode()


def signature(body: bytes, secret: str = SECRET) -> str:
    """By the notes' recipe (§16.3)."""
    told = json.loads(body)
    text = f"{secret}{told['iyziEventType']}{told['paymentId']}{told['paymentConversationId']}{told['status']}"
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()


def signed(body: bytes) -> dict[str, str]:
    return {"Content-Type": "application/json", "X-IYZ-SIGNATURE-V3": signature(body)}


class Running:
    """A receiver that listens at `urls`, by account."""

    def __init__(self, process: subprocess.Popen[str], home: Path, urls: dict[str, str]) -> None:
        self.process = process
        self.place = Folders(home / "practice")
        self.inbox = Inbox(self.place.inbox)
        self.urls = urls

    @property
    def port(self) -> int:
        return urlsplit(self.urls["iyzico"]).port or 0

    def is_posted(
        self, body: bytes, headers: Mapping[str, str] | None = None, path: str = "", method: str = "POST"
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (without the date) and body of the answer; signed unless the sentence says otherwise."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST)
        try:
            line.request(method, path or urlsplit(self.urls["iyzico"]).path, body, dict(headers or {}))
            answer = line.getresponse()
            told = {name.lower(): text for name, text in answer.getheaders() if name.lower() != "date"}
            return answer.status, told, answer.read()
        finally:
            line.close()

    def takes(self, **told: str | int) -> int:
        """The status for a notice that is signed as it should be."""
        body = a_body(**told)
        return self.is_posted(body, signed(body))[0]

    def calls(self, beginning: bytes) -> socket.socket:
        """A connection of somebody who sends the beginning of a request and then nothing."""
        line = socket.create_connection(("127.0.0.1", self.port), timeout=LONGEST)
        line.sendall(beginning)
        return line

    def log(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.place.webhook_log.read_text("utf-8").splitlines()]

    def ends(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, str, str]:
        """Exit code and what was said, after a signal."""
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=LONGEST)
        return self.process.returncode, out, err


@contextmanager
def receiver(
    home: Path, *words: str, accounts: Mapping[str, Mapping[str, str]] = ACCOUNTS, patches: str = ""
) -> Iterator[Running]:
    """A practice receiver; `patches` are lines of Python before it begins."""
    command = [sys.executable, "-c", PROGRAM.format(patches=patches)]
    arguments = ["--practice", "--accounts-from-stdin", *(words if "--port" in words else (*words, "--port", "0"))]
    with subprocess.Popen(
        [*command, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, ROOT_VARIABLE: str(home)},
    ) as process:
        try:
            assert process.stdin
            assert process.stdout
            process.stdin.write(json.dumps({"control": "", "accounts": accounts}) + "\n")
            process.stdin.flush()
            first = process.stdout.readline().strip()
            yield Running(process, home, {first.rpartition("/")[2]: first})
        finally:
            process.kill()
