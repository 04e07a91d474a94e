"""The one-payment listener on 127.0.0.1, to which the interceptor sends a return whose fields are needed.

It stands in for reading the request's body, which ends the process in PySide6 below 6.12. It trusts nothing: any
program on the PC could post to it, and what it hears only makes the desk ask the gateway (three-d-secure §4).
"""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable
from typing import NamedTuple

MOST_BYTES = 1024 * 1024
MOST_HEAD_BYTES = 64 * 1024
HEAD_SECONDS = 5
BODY_SECONDS = 10
MOST_CONNECTIONS = 16

_NOTHING_HERE = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_TOO_LARGE = b"HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_WAIT_PAGE = b'<!doctype html><meta charset="utf-8"><title>3D Secure</title><p style="font:2em sans-serif">&hellip;</p>'
_PLEASE_WAIT = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\nConnection: close\r\n"
    b"Content-Length: %d\r\n\r\n%s" % (len(_WAIT_PAGE), _WAIT_PAGE)
)


class Heard(NamedTuple):
    """What the browser posted. Its repr hides it."""

    content_type: str
    body: bytes

    def __repr__(self) -> str:
        return f"Heard({len(self.body)} bytes)"


class _Head(NamedTuple):
    method: str
    target: str
    headers: dict[str, str]


class ReturnListener:
    """Listens from construction until the first valid hit or close(). `heard` is called once, in its own thread."""

    def __init__(self, path: str, heard: Callable[[Heard], None]) -> None:
        self._path = path
        self._heard = heard
        self._done = False
        self._connections = 0
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=MOST_CONNECTIONS)
        self.port: int = self._socket.getsockname()[1]
        self._loop = asyncio.SelectorEventLoop()
        self._end = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="bank-return", daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        """Where the interceptor sends the return; the query of the return is added by it."""
        return f"http://127.0.0.1:{self.port}{self._path}"

    @property
    def listening(self) -> bool:
        return self._thread.is_alive()

    def close(self) -> None:
        """Stop listening; returns when the thread has ended. May be called again."""
        if self._thread.is_alive():
            with contextlib.suppress(RuntimeError):  # the loop ended by itself in between
                self._loop.call_soon_threadsafe(self._end.set)
            self._thread.join()

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._answer, sock=self._socket, limit=MOST_HEAD_BYTES)
        await self._end.wait()
        server.close()  # connections still open end with their tasks, which the runner cancels

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections += 1
        try:
            if self._connections <= MOST_CONNECTIONS:
                await self._read_one(reader, writer)
        except (OSError, TimeoutError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # a caller who does not speak properly is a caller we do not answer
        finally:
            self._connections -= 1
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()
            if self._done:
                self._end.set()

    async def _read_one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async with asyncio.timeout(HEAD_SECONDS):
            head = _read_head(await reader.readuntil(b"\r\n\r\n"))
        length = head.headers.get("content-length", "0")
        if not self._is_ours(head) or not length.isdecimal():
            writer.write(_NOTHING_HERE)
        elif int(length) > MOST_BYTES:
            writer.write(_TOO_LARGE)
        else:
            async with asyncio.timeout(BODY_SECONDS):
                body = await reader.readexactly(int(length))
            writer.write(_PLEASE_WAIT)
            if not self._done:
                self._done = True
                self._heard(Heard(head.headers.get("content-type", ""), body))
        await writer.drain()

    def _is_ours(self, head: _Head) -> bool:
        return (
            head.method == "POST"
            and head.target.split("?", 1)[0] == self._path
            and head.headers.get("host") == f"127.0.0.1:{self.port}"
            and "transfer-encoding" not in head.headers
        )


def _read_head(raw: bytes) -> _Head:
    """Raises ValueError when the request line has not three words."""
    first, *rest = raw.decode("latin-1").split("\r\n")
    method, target, _version = first.split(" ")
    pairs = (line.partition(":") for line in rest if line)
    return _Head(method, target, {name.strip().lower(): value.strip() for name, _, value in pairs})
