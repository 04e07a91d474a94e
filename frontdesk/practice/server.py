"""The practice gateways over real HTTP on 127.0.0.1: one port for each account and one for control.

`start()` runs them in threads of this process and hands back a `Practice`; `frontdesk practice` does so in a process of
its own. For a simulation without sockets use `dialects.new_ground()` and each dialect's `handle`.
"""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self

from frontdesk.practice import control, http_wire
from frontdesk.practice.bank import Bank
from frontdesk.practice.courier import Courier
from frontdesk.practice.dialects import new_ground
from frontdesk.practice.exchange import Request, Response
from frontdesk.practice.ground import Dialect

_HOST = "127.0.0.1"
_BACKLOG = 64


class Listener:
    """One port. `open` and `shut` may alternate; the port number stays the same."""

    def __init__(self, answer: Callable[[Request], Response], released: Callable[[], threading.Event]) -> None:
        self._answer, self._released = answer, released
        self._socket: socket.socket | None = None
        self._accepting: threading.Thread | None = None
        self.port = 0
        self.open()

    @property
    def url(self) -> str:
        return f"http://{_HOST}:{self.port}"

    def open(self) -> None:
        if self._socket is None:
            self._socket = socket.create_server((_HOST, self.port), backlog=_BACKLOG)
            self.port = self._socket.getsockname()[1]
            self._accepting = threading.Thread(
                target=self._accept, args=(self._socket,), name="practice port", daemon=True
            )
            self._accepting.start()

    def shut(self) -> None:
        """From here on the port refuses connections; requests under way are still answered."""
        listening, self._socket = self._socket, None
        if listening is None or self._accepting is None:
            return
        # Closing a socket does not wake another thread's accept() on every system; a last caller does.
        with suppress(OSError), socket.create_connection((_HOST, self.port), timeout=5):
            self._accepting.join(5)

    def _accept(self, listening: socket.socket) -> None:
        while True:
            connection, _ = listening.accept()
            if self._socket is not listening:
                connection.close()
                listening.close()
                return
            threading.Thread(
                target=http_wire.serve,
                args=(connection, self._answer, self._released),
                name="practice connection",
                daemon=True,
            ).start()


class Practice:
    """Running practice gateways. A context manager: leaving it closes the ports."""

    def __init__(self, bank: Bank | None = None) -> None:
        self.ground = new_ground(bank)
        self._listeners = {name: self._listen(one) for name, one in self.ground.dialects.items()}
        self._courier = Courier(self.ground)
        self._control = Listener(self.control, self._released)

    @property
    def control_url(self) -> str:
        return self._control.url

    @property
    def accounts(self) -> dict[str, dict[str, str]]:
        return self.ground.accounts

    @property
    def bank(self) -> Bank:
        return self.ground.bank

    def _listen(self, dialect: Dialect) -> Listener:
        listener = Listener(lambda request: dialect.handle(self.ground, request), self._released)
        self.ground.accounts[dialect.name]["base_url"] = listener.url + dialect.path
        return listener

    def control(self, request: Request) -> Response:
        """One request to the control address; the ports are open or closed as it demands before it is answered."""
        answer = control.handle(self.ground, request)
        for name, listener in self._listeners.items():
            if self.ground.faults.down(name):
                listener.shut()
            else:
                listener.open()
        return answer

    def close(self) -> None:
        for listener in (*self._listeners.values(), self._control):
            listener.shut()
        self._courier.close()
        self.ground.faults.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, what: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _released(self) -> threading.Event:
        return self.ground.faults.released


def start(bank: Bank | None = None) -> Practice:
    """Open the ports and serve, in threads of this process, until `close()`."""
    return Practice(bank)
