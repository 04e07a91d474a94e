"""The one-payment listener answers its own address once, and nobody else (reliability bar B7.9)."""

import socket
import threading
from collections.abc import Iterator

import psutil  # type: ignore[import-untyped]
import pytest

from frontdesk.ui.bankview.listener import MOST_BYTES, Heard, ReturnListener

PATH = "/3ds/0123456789abcdef0123456789abcdef"
FORM = "application/x-www-form-urlencoded"


class Ears:
    """Keeps what was heard; wait() returns once something was."""

    def __init__(self) -> None:
        self.all: list[Heard] = []
        self._some = threading.Event()

    def __call__(self, heard: Heard) -> None:
        self.all.append(heard)
        self._some.set()

    def wait(self) -> Heard:
        assert self._some.wait(10), "nothing was heard"
        return self.all[0]


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
def listener(ears: Ears) -> Iterator[ReturnListener]:
    listener = ReturnListener(PATH, ears)
    yield listener
    listener.close()
    assert not listener.listening


def send(listener: ReturnListener, raw: bytes) -> bytes:
    """What comes back until the listener hangs up."""
    with socket.create_connection(("127.0.0.1", listener.port), timeout=10) as line:
        line.sendall(raw)
        line.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: line.recv(65536), b""))


def post(listener: ReturnListener, body: bytes = b"status=ok", path: str = PATH, **headers: str) -> bytes:
    lines = {"Host": f"127.0.0.1:{listener.port}", "Content-Type": FORM, "Content-Length": str(len(body))}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = f"POST {path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return send(listener, head.encode("latin-1") + b"\r\n" + body)


def test_the_return_is_heard_and_the_browser_gets_a_page(listener: ReturnListener, ears: Ears) -> None:
    answer = post(listener, path=f"{PATH}?a=1")

    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b"no-store" in answer
    assert ears.wait() == Heard(FORM, b"status=ok")


def test_it_stops_listening_after_the_first_hit(listener: ReturnListener, ears: Ears) -> None:
    post(listener)
    ears.wait()
    listener.close()

    with pytest.raises(ConnectionRefusedError):
        post(listener)
    assert len(ears.all) == 1


@pytest.mark.parametrize(
    ("what", "raw"),
    [
        ("another path", b"POST /3ds/other HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n\r\n"),
        ("a longer path", b"POST {path}0 HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n\r\n"),
        ("a foreign host", b"POST {path} HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\n\r\n"),
        ("no host", b"POST {path} HTTP/1.1\r\nContent-Length: 0\r\n\r\n"),
        ("a get", b"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n"),
        ("chunks", b"POST {path} HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        ("a length of words", b"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: many\r\n\r\n"),
        ("a negative length", b"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: -1\r\n\r\n"),
        ("a body that ends early", b"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 9\r\n\r\nabc"),
        ("no request", b"\x16\x03\x01\x00\xa5\r\n\r\n"),
        ("a head without end", b"POST {path} HTTP/1.1\r\nX: " + b"x" * 70_000),
        ("nothing", b""),
    ],
)
def test_anything_else_is_not_heard(listener: ReturnListener, ears: Ears, what: str, raw: bytes) -> None:
    raw = raw.replace(b"{path}", PATH.encode()).replace(b"{host}", f"127.0.0.1:{listener.port}".encode())

    try:
        answer = send(listener, raw)
    except ConnectionResetError:  # it hung up on a head that is too long
        answer = b""

    assert b" 200 " not in answer
    assert b"status" not in answer
    post(listener, b"status=real")
    assert ears.wait().body == b"status=real"


def test_a_return_may_be_a_megabyte_and_no_more(listener: ReturnListener, ears: Ears) -> None:
    assert post(listener, Content_Length=str(MOST_BYTES + 1)).startswith(b"HTTP/1.1 413 ")
    assert ears.all == []

    post(listener, b"a=" + b"x" * (MOST_BYTES - 2))

    assert len(ears.wait().body) == MOST_BYTES


def test_only_this_machine_can_reach_it(listener: ReturnListener) -> None:
    mine = [line.laddr.ip for line in psutil.Process().net_connections("inet") if line.laddr.port == listener.port]

    assert mine == ["127.0.0.1"]


def test_what_was_heard_does_not_show_itself() -> None:
    assert "secret" not in repr(Heard(FORM, b"secret"))
