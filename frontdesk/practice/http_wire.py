"""HTTP/1.1 on one socket: just enough for any client, and able to misbehave on purpose.

The standard library's server is not used because importing it takes longer than the whole start of the practice, and
because a cut in mid-answer or a silent connection is simpler to make here.
"""

import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from io import BufferedReader
from threading import Event

from frontdesk.practice.exchange import Request, Response

_LONGEST_LINE = 64 * 1024
_MOST_HEADERS = 200
_LARGEST_BODY = 8 * 1024 * 1024


class BadRequestError(Exception):
    """What arrived is no HTTP request."""


def serve(connection: socket.socket, answer: Callable[[Request], Response], released: Callable[[], Event]) -> None:
    """Answer requests on one connection until either side ends it. `released` gives the event that ends a hang."""
    with suppress(OSError), connection, connection.makefile("rb") as stream:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            while _serve_one(connection, stream, answer, released):
                pass
        except BadRequestError:
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


def _serve_one(
    connection: socket.socket,
    stream: BufferedReader,
    answer: Callable[[Request], Response],
    released: Callable[[], Event],
) -> bool:
    """Read and answer one request; False when the connection is over."""
    request = read_request(stream, connection)
    if request is None:
        return False
    letting_go = released()
    response = answer(request)
    if response.delay:
        letting_go.wait(response.delay)
    return _send(connection, request, response, letting_go)


def _send(connection: socket.socket, request: Request, response: Response, letting_go: Event) -> bool:
    """Deliver the answer; False when the connection is over."""
    if response.way == "hang":
        letting_go.wait()
        return False
    if response.way in ("drop", "refuse"):
        _reset(connection)
        return False
    keep = response.way == "send" and "close" not in request.headers.get("connection", "").lower()
    wire = head(response, keep=keep) + (b"" if request.method == "HEAD" else response.body)
    connection.sendall(wire[: len(wire) - max(1, len(response.body) // 2)] if response.way == "truncate" else wire)
    return keep


def _reset(connection: socket.socket) -> None:
    """End the connection with RST, as a crashed server or a cutting firewall does."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii" if _POSIX else "hh", 1, 0))


_POSIX = hasattr(socket, "AF_UNIX")


def head(response: Response, *, keep: bool) -> bytes:
    """Status line and headers."""
    try:
        reason = HTTPStatus(response.status).phrase
    except ValueError:
        reason = "Unknown"
    lines = [f"HTTP/1.1 {response.status} {reason}"]
    if response.body:
        lines.append(f"Content-Type: {response.content_type}")
    if response.status != 204:
        lines.append(f"Content-Length: {len(response.body)}")
    lines += [f"{name}: {value}" for name, value in response.headers]
    lines.append("Connection: keep-alive" if keep else "Connection: close")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def read_request(stream: BufferedReader, connection: socket.socket) -> Request | None:
    """The next request; None when the client is done. Raises BadRequestError and OSError."""
    line = stream.readline(_LONGEST_LINE)
    while line in (b"\r\n", b"\n"):
        line = stream.readline(_LONGEST_LINE)
    if not line:
        return None
    words = line.decode("latin-1").split()
    if len(words) != 3 or not words[2].startswith("HTTP/"):
        raise BadRequestError
    method, target, version = words
    headers = _headers(stream)
    if version == "HTTP/1.0":
        headers.setdefault("connection", "close")
    if "://" in target[:8]:
        target = "/" + target.split("/", 3)[3] if target.count("/") > 2 else "/"
    if headers.get("expect", "").lower() == "100-continue":
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
    if "chunked" in headers.get("transfer-encoding", "").lower():
        return Request(method, target, headers, _chunks(stream))
    length = headers.get("content-length", "0")
    if not length.isdigit() or int(length) > _LARGEST_BODY:
        raise BadRequestError
    body = stream.read(int(length))
    if len(body) != int(length):
        return None
    return Request(method, target, headers, body)


def _headers(stream: BufferedReader) -> dict[str, str]:
    headers: dict[str, str] = {}
    for _ in range(_MOST_HEADERS):
        line = stream.readline(_LONGEST_LINE).decode("latin-1")
        if line in ("\r\n", "\n", ""):
            return headers
        name, colon, value = line.partition(":")
        if not colon:
            raise BadRequestError
        headers[name.strip().lower()] = value.strip()
    raise BadRequestError


def _chunks(stream: BufferedReader) -> bytes:
    body = bytearray()
    while True:
        try:
            size = int(stream.readline(_LONGEST_LINE).partition(b";")[0], 16)
        except ValueError:
            raise BadRequestError from None
        body += stream.read(size)
        if len(body) > _LARGEST_BODY:
            raise BadRequestError
        if size == 0:
            while stream.readline(_LONGEST_LINE) not in (b"\r\n", b"\n", b""):
                pass
            return bytes(body)
        stream.readline(_LONGEST_LINE)
