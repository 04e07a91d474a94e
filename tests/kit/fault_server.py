"""A server on this machine that fails in every way a line can fail. One thread; each connection runs one script."""

import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator

type Script = Callable[["Visit"], None]


class Visit:
    """One connection: what arrived, and the ways to answer it."""

    def __init__(self, line: socket.socket) -> None:
        self.line = line
        self.received = b""

    def read_request(self) -> bytes:
        """The whole request: head, and as many bytes of body as it announces."""
        while b"\r\n\r\n" not in self.received:
            self._more()
        head, _, _ = self.received.partition(b"\r\n\r\n")
        length = 0
        for field in head.lower().split(b"\r\n")[1:]:
            name, _, value = field.partition(b":")
            length = int(value) if name == b"content-length" else length
        while len(self.received) < len(head) + 4 + length:
            self._more()
        return self.received

    def _more(self) -> None:
        piece = self.line.recv(65536)
        if not piece:
            raise ConnectionError("the client went away")
        self.received += piece

    def send(self, raw: bytes) -> None:
        self.line.sendall(raw)

    def answer(self, body: bytes, status: str = "200 OK", *headers: str) -> None:
        head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers, "", ""]
        self.send("\r\n".join(head).encode("latin-1") + body)

    def reset(self) -> None:
        """End the connection with RST instead of FIN."""
        self.line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.line.close()

    def until_it_leaves(self) -> None:
        """Wait, reading nothing more, until the client ends the connection."""
        with contextlib.suppress(OSError):
            while self.line.recv(65536):
                pass


class FaultServer:
    """`visits` holds every connection that was accepted; `context` makes it speak TLS."""

    def __init__(self, script: Script, context: ssl.SSLContext | None = None) -> None:
        self._script = script
        self._context = context
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.visits: list[Visit] = []
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http{'s' if self._context else ''}://127.0.0.1:{self.port}"

    def _serve(self) -> None:
        while not self._closing.is_set():
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            with contextlib.closing(line):
                if self._closing.is_set():
                    return
                line.settimeout(20)
                self._visit(line)

    def _visit(self, line: socket.socket) -> None:
        visit = Visit(line)
        self.visits.append(visit)
        # A client that hangs up first is what many of these tests are about.
        with contextlib.suppress(OSError, ssl.SSLError, ValueError):
            if self._context is not None:
                visit.line = self._context.wrap_socket(line, server_side=True)
            self._script(visit)
            with contextlib.suppress(OSError):
                visit.line.shutdown(socket.SHUT_WR)
            visit.until_it_leaves()
        visit.line.close()

    def close(self) -> None:
        """Wake the thread by a last connection, and wait for it."""
        self._closing.set()
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), timeout=5).close()
        self._thread.join(timeout=20)
        self._listener.close()


@contextlib.contextmanager
def fault_server(script: Script, context: ssl.SSLContext | None = None) -> Iterator[FaultServer]:
    server = FaultServer(script, context)
    try:
        yield server
    finally:
        server.close()


def closed_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port
