"""The webhook receiver's answers, and the server under them. It knows signatures and an inbox, no ledger and no window.

204  verified, and in the inbox (or there before)      405  not a POST
400  not signed by this account's key, or unreadable   413  longer than any notice
404  no account of that name takes webhooks            503  not now: the gateway comes again by itself
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import aclosing
from socket import socket
from time import monotonic

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from uvicorn import Config, Server
from uvicorn.protocols.http.h11_impl import H11Protocol

from frontdesk.domain.gateway import Gateway
from frontdesk.settings.inbox import Arrived, Inbox
from frontdesk.settings.logs import EventLog

MOST_BYTES = 64 * 1024
# Notices written to the disk a minute, of all accounts: many more than any desk has payments.
MOST_A_MINUTE = 120
# A connection lives so long, whatever it sends and however slowly, in seconds.
PATIENCE = 20.0
MOST_CONNECTIONS = 64
# So long an answer under way may take when the receiver is told to stop, in seconds.
LAST_ANSWERS = 3


class Receiver:
    """What a request may meet. `now` gives UTC seconds, `steady` seconds that no clock change moves."""

    def __init__(
        self,
        gateways: Mapping[str, Gateway],
        inbox: Inbox,
        log: EventLog,
        now: Callable[[], int],
        steady: Callable[[], float] = monotonic,
    ) -> None:
        self._gateways = gateways
        self._inbox = inbox
        self._log = log
        self._now = now
        self._steady = steady
        self._minute_began, self._written = steady(), 0

    async def answer(self, request: Request) -> Response:
        """One delivery. Why it was not taken is for the log: a stranger learns nothing from the answer."""
        account = str(request.path_params["account"])
        gateway = self._gateways.get(account)
        if gateway is None:
            return Response(status_code=404)
        try:
            body = await _body(request)
            if body is None:
                return self._told(account, 413, "too_large")
            status, result = self._taken(account, gateway, dict(request.headers), body)
        except ClientDisconnect:
            return self._told(account, 400, "left_early")
        except Exception as trouble:  # noqa: BLE001 -- its text may quote the notice; the gateway comes again
            self._log.trouble("webhook", trouble, {"account": account})
            return Response(status_code=503)
        return self._told(account, status, result)

    def _told(self, account: str, status: int, result: str) -> Response:
        self._log.write("webhook", {"account": account, "code": status, "result": result})
        return Response(status_code=status)

    def _taken(self, account: str, gateway: Gateway, headers: Mapping[str, str], body: bytes) -> tuple[int, str]:
        notice = gateway.read_notice(headers, body)
        if notice is None:
            return 400, "not_signed"
        if not self._has_room():
            return 503, "too_many"
        result = self._inbox.keep(Arrived(account, notice, self._now()))
        if result == "kept":
            self._written += 1
        return {"kept": 204, "known": 204, "full": 503, "unfit": 400}[result], result

    def _has_room(self) -> bool:
        if self._steady() - self._minute_began >= 60:
            self._minute_began, self._written = self._steady(), 0
        return self._written < MOST_A_MINUTE


async def _body(request: Request) -> bytes | None:
    """The body, None as soon as it is known to be too large."""
    length = request.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and (len(length) > 9 or int(length) > MOST_BYTES):
        return None
    body = b""
    async with aclosing(request.stream()) as parts:
        async for part in parts:
            body += part
            if len(body) > MOST_BYTES:
                return None
    return body


def application(receiver: Receiver, behind: str) -> Starlette:
    """POST <behind>/<account> and nothing else."""
    app = Starlette(routes=[Route(f"{behind}/{{account}}", receiver.answer, methods=["POST"])])
    app.router.redirect_slashes = False
    return app


class Impatient(H11Protocol):
    """A connection that is cut when its time is over: uvicorn itself waits for ever for the end of a request."""

    _end: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._end = self.loop.call_later(PATIENCE, transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._end is not None:
            self._end.cancel()
        super().connection_lost(exc)


class Announced(Server):
    """A server that says where it listens, once it does. `port` is then the real one, also where 0 was asked for."""

    def __init__(self, config: Config, listening: Callable[[int], None]) -> None:
        super().__init__(config)
        self._listening = listening

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        for server in self.servers:
            for one in server.sockets[:1]:
                self._listening(int(one.getsockname()[1]))


def server(app: Starlette, host: str, port: int, listening: Callable[[int], None]) -> Announced:
    """Not yet running. It names neither itself nor a client, and trusts no header about where a request came from."""
    # Its own lines could name what a stranger sent.
    logging.getLogger("uvicorn").addHandler(logging.NullHandler())
    logging.getLogger("uvicorn").propagate = False
    config = Config(
        app,
        host,
        port,
        loop="asyncio",
        http=Impatient,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_graceful_shutdown=LAST_ANSWERS,
    )
    return Announced(config, listening)
