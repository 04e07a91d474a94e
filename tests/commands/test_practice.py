"""`frontdesk practice` as the desk starts it: a child process that tells where it listens and ends when told."""

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from frontdesk.commands.practice import run
from frontdesk.practice.exchange import Request, Response
from tests.practice.clients import Iyzico

PROGRAM = [sys.executable, "-c", "import sys; from frontdesk.commands.practice import run; sys.exit(run(sys.argv[1:]))"]


@contextmanager
def child(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        [*PROGRAM, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=dict(os.environ)
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def over_http(account: dict[str, str]) -> Iyzico:
    def send(request: Request) -> Response:
        url = account["base_url"] + request.target
        asking = urllib.request.Request(url, request.body, dict(request.headers), method=request.method)
        with urllib.request.urlopen(asking, timeout=20) as answer:
            return Response(answer.status, answer.read())

    return Iyzico(account, send)


def first_line(process: subprocess.Popen[bytes]) -> str:
    assert process.stdout
    return process.stdout.readline().decode()


# What `--json` tells of each account (issue 3, point 5).
ACCOUNTS = {
    "iyzico": {"base_url", "api_key", "secret_key"},
    "oderopay": {"base_url", "api_key", "secret_key"},
    "ahlpay": {"base_url", "email", "password", "hash_password", "member_id", "merchant_id"},
    "oduyo": {"base_url", "username", "password", "api_key"},
}


def test_one_line_of_json_then_service_until_terminated() -> None:
    with child("--json") as process:
        told = json.loads(first_line(process))
        assert set(told) == {"control", "accounts"}
        assert {name: set(account) for name, account in told["accounts"].items()} == ACCOUNTS
        for account in told["accounts"].values():
            assert account["base_url"].startswith("http://127.0.0.1:")
            assert account.get("secret_key", "sandbox-").startswith("sandbox-")
        with urllib.request.urlopen(told["control"] + "/bank", timeout=20) as answer:
            assert json.load(answer)["authorisations"] == []
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        assert process.stdout
        assert process.stdout.read() == b""


def test_it_ends_with_the_desk_that_started_it() -> None:
    with child("--json", "--stop-with-parent") as process:
        first_line(process)
        assert process.stdin
        process.stdin.close()
        assert process.wait(20) == 0


def test_in_words_without_json() -> None:
    with child() as process:
        assert first_line(process).startswith("control         http://127.0.0.1:")
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


def test_every_process_has_its_own_keys() -> None:
    with child("--json") as first, child("--json") as second:
        one, other = json.loads(first_line(first)), json.loads(first_line(second))
        assert one["accounts"]["iyzico"]["api_key"] != other["accounts"]["iyzico"]["api_key"]


def test_the_bank_remembers_what_a_killed_process_did(tmp_path: Path) -> None:
    keep = tmp_path / "bank.json"
    with child("--json", "--keep", str(keep)) as process:
        account = json.loads(first_line(process))["accounts"]["iyzico"]
        desk = over_http(account)
        held = desk.holds()["paymentId"]
        while not keep.exists() or str(held) not in keep.read_text("utf-8"):
            assert process.poll() is None
        process.kill()
    with child("--json", "--keep", str(keep)) as process:
        again = over_http(json.loads(first_line(process))["accounts"]["iyzico"])
        assert again.captures(held, "850.5")["phase"] == "POST_AUTH"


@pytest.mark.parametrize(("word", "code"), [("--help", 0), ("--sabotage", 2), ("--keep", 2)])
def test_words_it_does_not_serve_for(word: str, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([word]) == code
    assert "--stop-with-parent" in capsys.readouterr().err
