"""`frontdesk webhooks` over real HTTP: what it keeps, what it refuses, and that nobody learns why."""

import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from socket import socket

import pytest

from frontdesk.commands import webhooks
from frontdesk.domain.told import Notice
from frontdesk.settings import paths, secrets, store
from frontdesk.settings.inbox import MOST
from frontdesk.settings.logs import EventLog
from frontdesk.settings.store import AccountSettings
from tests.commands.receiving import ACCOUNTS, LONGEST, SECRET, Running, a_body, receiver, signature, signed
from tests.settings.key_stores import MemoryKeyStore

PATH = "/iyzico"
NOTICE = Notice(
    "5d0c7a52-1111-4222-8333-944455556666", "THREE_DS_AUTH", "SUCCESS", "hold-7f3a-2", "40010002", "", 1781300170
)
ANYWHERE = "0.0.0.0"  # noqa: S104 -- what is refused without the word
IMPATIENT = "receiver.PATIENCE = 0.3"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("receiver")


@pytest.fixture(scope="module")
def shared(home: Path) -> Iterator[Running]:
    """One receiver for all that it refuses."""
    with receiver(home) as running:
        yield running


@pytest.fixture
def stranger(shared: Running) -> Iterator[Running]:
    """Whatever the test does, nothing of it may come into the inbox."""
    yield shared
    assert shared.inbox.waiting() == ()


def test_the_worked_example_of_the_notes_is_signed_alike() -> None:
    assert signature(a_body()) == "1a13fe2b11bc34e151f5b5175f04ab160a100ca72793354b52aaccafdbcae4b7"


def test_a_verified_notice_is_in_the_inbox_when_it_is_answered(tmp_path: Path) -> None:
    with receiver(tmp_path) as running:
        status, headers, body = running.is_posted(a_body(), signed(a_body()))
        assert (status, headers, body) == (204, {}, b"")
        (name,) = running.inbox.waiting()
        arrived = running.inbox.open(name)
        assert arrived is not None
        assert (arrived.account, arrived.notice) == ("iyzico", NOTICE)


def test_a_notice_that_comes_again_is_one_whoever_knows_it(tmp_path: Path) -> None:
    with receiver(tmp_path) as running:
        assert [running.takes(), running.takes()] == [204, 204]
        assert running.takes(iyziReferenceCode="another") == 204
    with receiver(tmp_path) as running:
        assert running.takes() == 204
        assert len(running.inbox.waiting()) == 2
        for name in running.inbox.waiting():
            running.inbox.put_away(name)
        assert running.takes() == 204
        assert running.inbox.waiting() == ()


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (a_body(), {}),
        (a_body(), {"X-IYZ-SIGNATURE-V3": ""}),
        (a_body(), {"X-IYZ-SIGNATURE-V3": signature(a_body(), "another secret")}),
        (a_body(), {"X-IYZ-SIGNATURE-V3": "0" * 64}),
        (a_body(), {"X-IYZ-SIGNATURE": signature(a_body())}),
        (a_body(), {"X-IYZ-SIGNATURE-V3": "ü" * 64}),
        (a_body(paymentId=40010003), signed(a_body())),
        (a_body(status="FAILURE"), signed(a_body())),
        (a_body(paymentConversationId="hold-7f3a-9"), signed(a_body())),
        (b"", signed(a_body())),
        (b"\xff\xfe", signed(a_body())),
        (b"[]", signed(a_body())),
        (b"[" * 20_000, signed(a_body())),
        (b'{"iyziEventType": 1e9999}', signed(a_body())),
        (a_body()[:-1], signed(a_body())),
    ],
)
def test_what_is_not_signed_is_refused_without_a_hint(stranger: Running, body: bytes, headers: dict[str, str]) -> None:
    plain = {name: text.encode().decode("latin-1") for name, text in headers.items()}
    assert stranger.is_posted(body, plain) == (400, {"content-length": "0"}, b"")


def test_a_signed_text_that_fits_no_file_is_refused_alike(stranger: Running) -> None:
    for swollen in (a_body(status="S" * 5000), a_body(paymentConversationId="\ud800")):
        headers = signed(swollen) if b"\\ud8" not in swollen else signed(a_body())
        assert stranger.is_posted(swollen, headers) == (400, {"content-length": "0"}, b"")


@pytest.mark.parametrize(
    "path", ["/nobody", "/", "/iyzico/", "/iyzico/more", "//iyzico", "/oderopay", "/%2e%2e", "/a%00b"]
)
def test_only_an_account_that_takes_webhooks_is_there(stranger: Running, path: str) -> None:
    assert stranger.is_posted(a_body(), signed(a_body()), path)[0] == 404


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_only_a_post_is_taken(stranger: Running, method: str) -> None:
    assert stranger.is_posted(a_body(), signed(a_body()), method=method)[0] == 405


def test_a_body_that_says_it_is_huge_is_not_read(stranger: Running) -> None:
    with closing(stranger.calls(b"POST /iyzico HTTP/1.1\r\nHost: h\r\nContent-Length: 65537\r\n\r\n")) as line:
        assert line.recv(64).startswith(b"HTTP/1.1 413 ")
    with closing(stranger.calls(b"POST /iyzico HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999\r\n\r\n")) as line:
        assert line.recv(64).startswith(b"HTTP/1.1 413 ")


def test_a_body_that_grows_huge_is_left(stranger: Running) -> None:
    head = b"POST /iyzico HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
    part = b"8000\r\n" + b"x" * 0x8000 + b"\r\n"
    with closing(stranger.calls(head + 3 * part)) as line:
        assert line.recv(64).startswith(b"HTTP/1.1 413 ")


def test_what_is_no_http_is_refused_and_the_next_one_is_served(stranger: Running) -> None:
    for nonsense in (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"POST", b"POST /iyzico HTTP/1.1\r\nHost : h"):
        with closing(stranger.calls(nonsense + b"\r\n\r\n")) as line:
            assert line.recv(64).startswith(b"HTTP/1.1 400 ")
    assert stranger.is_posted(b"")[0] == 400


def test_who_sends_slowly_is_cut_off_and_holds_up_nobody(tmp_path: Path) -> None:
    whole = b"POST /iyzico HTTP/1.1\r\nHost: h\r\nX-IYZ-SIGNATURE-V3: " + signature(a_body()).encode()
    with receiver(tmp_path, patches=IMPATIENT) as running:
        slow = [
            running.calls(part)
            for part in (
                b"",
                b"POST /iyz",
                whole,
                whole + f"\r\nContent-Length: {len(a_body())}\r\n\r\n".encode() + a_body()[:-1],
                whole + b"\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
            )
        ]
        assert running.takes(iyziReferenceCode="meanwhile") == 204
        for line in slow:
            with closing(line):
                assert _is_cut(line)
        assert len(running.inbox.waiting()) == 1
        assert running.takes() == 204


def _is_cut(line: socket) -> bool:
    try:
        return line.recv(64) == b""
    except ConnectionResetError:
        return True


def test_a_full_inbox_asks_the_gateway_to_come_again(tmp_path: Path) -> None:
    folder = tmp_path / "practice" / "inbox"
    folder.mkdir(parents=True)
    for number in range(MOST):
        (folder / f"iyzico-{number}.json").touch()
    with receiver(tmp_path) as running:
        assert running.takes() == 503
        (folder / "iyzico-0.json").unlink()
        assert running.takes() == 204


def test_a_flood_of_signed_notices_is_written_at_a_bounded_rate(tmp_path: Path) -> None:
    with receiver(tmp_path, patches="receiver.MOST_A_MINUTE = 2") as running:
        assert [running.takes(iyziReferenceCode=f"flood-{number}") for number in range(4)] == [204, 204, 503, 503]
        assert len(running.inbox.waiting()) == 2


def test_a_disk_that_takes_nothing_asks_the_gateway_to_come_again(tmp_path: Path) -> None:
    with receiver(tmp_path) as running:
        running.place.inbox.write_text("a file where the folder belongs", encoding="utf-8")
        assert running.takes() == 503
        running.place.inbox.unlink()
        assert running.takes() == 204
        assert [line["event"] for line in running.log() if "error" in line] == ["webhook"]


def test_the_log_tells_what_happened_and_nothing_of_what_was_sent(tmp_path: Path) -> None:
    with receiver(tmp_path) as running:
        running.takes()
        running.takes()
        running.is_posted(b'{"card": "5528790000000008"}', {"X-IYZ-SIGNATURE-V3": "5528790000000008"})
        told = [(line.get("code"), line.get("result")) for line in running.log() if line["event"] == "webhook"]
        assert told == [(204, "kept"), (204, "known"), (400, "not_signed")]
        text = running.place.webhook_log.read_text("utf-8")
    for word in ("5528", "hold-7f3a", "40010002", SECRET, signature(a_body())):
        assert word not in text


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_told_and_has_opened_neither_ledger_nor_window(tmp_path: Path, number: signal.Signals) -> None:
    with receiver(tmp_path) as running:
        running.takes()
        with closing(running.calls(b"POST /iyzico HTTP/1.1\r\n")):
            assert running.ends(number) == (0, "loaded\n", "")
        assert not running.place.ledger.exists()


def test_it_ends_with_whoever_holds_its_standard_input(tmp_path: Path) -> None:
    with receiver(tmp_path, "--stop-with-parent") as running:
        assert running.takes() == 204
        assert running.process.communicate(timeout=LONGEST) == ("loaded\n", "")
        assert running.process.returncode == 0


def test_behind_a_proxys_prefix(tmp_path: Path) -> None:
    with receiver(tmp_path, "--behind", "hotel/hooks/") as running:
        assert running.urls["iyzico"].endswith("/hotel/hooks/iyzico")
        assert running.takes() == 204
        assert running.is_posted(a_body(), signed(a_body()), "/iyzico")[0] == 404


def test_a_port_that_is_taken_is_told_in_one_sentence(tmp_path: Path, shared: Running) -> None:
    with receiver(tmp_path, "--port", str(shared.port)) as running:
        assert running.process.wait(20) == 1
        assert running.process.stderr
        assert running.process.stderr.read() == ""
        assert str(shared.port) in next(iter(running.urls.values()))


def test_beyond_this_computer_only_with_the_word_and_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(paths.ROOT_VARIABLE, str(tmp_path))
    for address in (ANYWHERE, "192.0.2.7", "::", "hotel.example"):
        assert webhooks.run(["--host", address]) == 1
        assert "--beyond-this-computer" in capsys.readouterr().out
    with receiver(tmp_path, "--host", ANYWHERE, "--beyond-this-computer") as running:
        (first,) = running.urls.values()
        assert first.startswith("WARNING")
        assert running.ends()[0] == 0
    with receiver(tmp_path, "--host", "localhost") as running:
        assert running.takes() == 204


@pytest.mark.parametrize(
    "words",
    [
        ["--sabotage"],
        ["--port"],
        ["--port", "99999"],
        ["--port", "http"],
        ["--behind", "a b"],
        ["--behind"],
        ["--host"],
        ["--practice"],
        ["--accounts-from-stdin"],
        ["--stop-with-parent"],
        ["--test", "--practice"],
        ["--help"],
    ],
)
def test_words_it_does_not_serve_for(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert webhooks.run(words) == (0 if words == ["--help"] else 2)
    assert "frontdesk webhooks" in capsys.readouterr().out


@pytest.mark.parametrize("line", ["", "{", "[]", "{}", '{"accounts": 4}', '{"accounts": {"iyzico": 4}}'])
def test_accounts_that_cannot_be_read_begin_nothing(
    tmp_path: Path, line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(paths.ROOT_VARIABLE, str(tmp_path))
    read, write = os.pipe()
    os.write(write, f"{line}\n".encode())
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as told:
        monkeypatch.setattr(sys, "stdin", told)
        assert webhooks.run(["--practice", "--accounts-from-stdin"]) == 1
    assert "It could not begin" in capsys.readouterr().out


def test_live_and_test_take_the_desks_own_accounts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(paths.ROOT_VARIABLE, str(tmp_path))
    kept = MemoryKeyStore()
    monkeypatch.setattr(secrets, "system_key_store", lambda: kept)
    assert webhooks.run(["--test"]) == 1
    assert "No account here takes webhooks" in capsys.readouterr().out
    place = paths.folders("test")
    accounts = [
        AccountSettings("front", "iyzico", {"base_url": "https://sandbox-api.iyzipay.com"}),
        AccountSettings("keyless", "iyzico", {"base_url": "https://sandbox-api.iyzipay.com"}),
        AccountSettings("old", "a gateway of another version", {}),
    ]
    store.save(place.settings, store.defaults("test")._replace(accounts=tuple(accounts)))
    secrets.keep_account_secrets("test", "front", {"api_key": "k", "secret_key": SECRET})
    log = EventLog(place.webhook_log, lambda: 0)
    gateways = webhooks._with_webhooks(webhooks._kept("test"), log)
    assert list(gateways) == ["front"]
    headers = {name.lower(): text for name, text in signed(a_body()).items()}
    assert gateways["front"].read_notice(headers, a_body()) == NOTICE
    assert json.loads(place.webhook_log.read_text("utf-8"))["account"] == "keyless"


def test_a_gateway_that_signs_no_webhooks_has_no_address(tmp_path: Path) -> None:
    only = {"oderopay": ACCOUNTS["oderopay"]}
    with receiver(tmp_path, accounts=only) as running:
        assert "No account here takes webhooks" in next(iter(running.urls.values()))
        assert running.process.wait(20) == 1
