"""The driver: runs a gateway's conversation over httpx and sorts what can go wrong on the line.

Provably never sent is NotSent; everything else unclear is Unknown (money-safety rule 2). Proof is the connection's
own trace: until the first header is written, nothing has left. Every request has a fresh connection, is sent once,
follows no redirect, and reads no proxy or key log from the environment. Import this module in a worker thread after
the first paint: it pulls httpx.
"""

import asyncio
import logging
import ssl
import sys
import zlib
from collections.abc import Generator, Mapping
from typing import Any

from frontdesk.domain.gateway import Gateway, NotSent, Unknown, WireRequest, WireResponse
from frontdesk.gateways.accounts import Kind, is_allowed
from frontdesk.gateways.answers import BadAnswerError
from frontdesk.gateways.scrub import scrub

# httpx would import its command line, with click and rich, where those are installed (measured: 70 ms).
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]

import httpx  # noqa: E402 -- only after its command line is out of the way

# An answer is at most this long, on the wire and unpacked.
MOST_BYTES = 1 << 20
_CONNECT_SECONDS = 15.0
_UNPACK = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}

_log = logging.getLogger(__name__)
# At INFO httpx prints every URL, at DEBUG httpcore prints requests.
for _noisy in ("httpx", "httpcore"):
    logging.getLogger(_noisy).setLevel(logging.WARNING)


class _Line:
    """Follows one request on its connection: `began` once a header may have left, `headers_left` once all have."""

    def __init__(self) -> None:
        self.began = False
        self.headers_left = False
        self._stream: Any = None

    async def __call__(self, event: str, info: Mapping[str, Any]) -> None:
        if event.endswith("send_request_headers.started"):
            # A proxy's CONNECT uses the same events; the request itself has not left by then.
            self.began = info["request"].method != b"CONNECT"
        elif event.endswith("send_request_headers.complete"):
            self.headers_left = self.began
        elif event.endswith("connect_tcp.complete"):
            self._stream = info["return_value"]

    async def close(self) -> None:
        """httpcore leaves the socket open when a TLS handshake is cancelled (1.0.9)."""
        if self._stream is not None:
            await self._stream.aclose()


class Driver:
    """Carries conversations for one kind of account. `proxy` is a setting (http or https URL), never used by practice;
    `ssl_context` replaces the one made from the system's certificate authorities."""

    def __init__(
        self,
        kind: Kind,
        proxy: str | None = None,
        ssl_context: ssl.SSLContext | None = None,
        connect_seconds: float = _CONNECT_SECONDS,
    ) -> None:
        self._kind = kind
        self._proxy = proxy if kind != "practice" else None
        self._ssl_context = ssl_context
        self._connect_seconds = connect_seconds
        # Plain HTTP needs none, but httpx would read the system's authorities for every call.
        self._no_tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

    def warm(self) -> None:
        """Import what the first request would, and read the certificate authorities. Call it in a worker thread."""
        import anyio._backends._asyncio  # noqa: F401 -- imported by the first connection otherwise
        import httpcore  # noqa: F401

        if self._kind != "practice":
            self._context()

    async def run[T](
        self, gateway: Gateway, conversation: Generator[WireRequest, WireResponse, T], limit: float
    ) -> T | NotSent | Unknown:
        """Run a conversation to its answer, at most `limit` seconds in all. A cancelled call raises CancelledError;
        its caller shields it, for what was sent stays sent. Whatever happens, the conversation is closed."""
        try:
            return await self._converse(gateway, conversation, limit)
        finally:
            conversation.close()

    async def _converse[T](
        self, gateway: Gateway, conversation: Generator[WireRequest, WireResponse, T], limit: float
    ) -> T | NotSent | Unknown:
        deadline = asyncio.get_running_loop().time() + limit
        try:
            request, is_first = next(conversation), True
        except StopIteration as over:
            # What needs no question is answered at once.
            known: T = over.value
            return known
        while True:
            response = await self._send(gateway, request, deadline)
            if isinstance(response, NotSent):
                return response if is_first else Unknown("line_cut")
            if isinstance(response, Unknown):
                return response
            path = scrub(request.target.partition("?")[0])
            _log.info("%s %s: %d", request.method, path, response.status)
            try:
                request, is_first = conversation.send(response), False
            except StopIteration as over:
                answer: T = over.value
                return answer
            except Exception as error:  # noqa: BLE001 -- a reader's own mistake must not undo what was sent
                _log.error("an answer of %s could not be read: %s", path, type(error).__name__)
                return Unknown("answer_unreadable")

    async def _send(self, gateway: Gateway, request: WireRequest, deadline: float) -> WireResponse | NotSent | Unknown:
        """One request on a connection of its own."""
        url = _url(gateway.base_url, request.target)
        if url is None:
            return NotSent()
        if not is_allowed(self._kind, gateway.name, url.scheme, url.host):
            return NotSent("host_not_allowed")
        line = _Line()
        try:
            async with asyncio.timeout_at(deadline):
                return await self._exchange(url, request, line, deadline - asyncio.get_running_loop().time())
        except TimeoutError:
            return Unknown("no_answer") if line.began else NotSent()
        except BadAnswerError as bad:
            return bad.unknown()
        except Exception as error:  # noqa: BLE001 -- on the line anything may fail; sorted by what had left
            return _sorted(error, line)
        finally:
            await line.close()

    async def _exchange(self, url: httpx.URL, request: WireRequest, line: _Line, left: float) -> WireResponse:
        prepared = httpx.Request(
            request.method,
            url,
            headers=[("Accept-Encoding", "identity"), ("Connection", "close"), *request.headers],
            content=request.body or None,
            extensions={
                "timeout": {
                    "connect": self._connect_seconds,
                    "read": left,
                    "write": left,
                    "pool": self._connect_seconds,
                },
                "trace": line,
            },
        )
        context = self._context() if url.scheme == "https" else self._no_tls
        async with httpx.AsyncHTTPTransport(verify=context, trust_env=False, retries=0, proxy=self._proxy) as transport:
            response = await transport.handle_async_request(prepared)
            try:
                return await _read(response)
            finally:
                await response.aclose()

    def _context(self) -> ssl.SSLContext:
        """One context for all calls, of the system's authorities. Not create_default_context: that honours
        SSLKEYLOGFILE."""
        if self._ssl_context is None:
            import truststore

            self._ssl_context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            self._ssl_context.minimum_version = ssl.TLSVersion.TLSv1_2
        return self._ssl_context


def _url(base_url: str, target: str) -> httpx.URL | None:
    """The address of a request, None when it could not be sent exactly as it was signed."""
    try:
        url = httpx.URL(base_url + target)
        is_exact = target.startswith("/") and url.raw_path.endswith(target.encode("ascii"))
        # Told here: a host that is no name in any alphabet raises only when it is read.
        is_named = bool(url.host) and "%" not in url.host and not url.userinfo
    except (httpx.InvalidURL, ValueError):
        return None
    return url if is_exact and is_named and url.scheme in {"http", "https"} else None


async def _read(response: httpx.Response) -> WireResponse:
    """The whole answer, unless it is longer than MOST_BYTES. Unpacked here, with the same cap: a few KB can unpack to
    GB."""
    told = response.headers.get("content-length", "")
    if told.isascii() and told.isdigit() and int(told[:20]) > MOST_BYTES:
        raise BadAnswerError("answer_too_large")
    body = bytearray()
    async for piece in response.aiter_raw():
        body += piece
        if len(body) > MOST_BYTES:
            raise BadAnswerError("answer_too_large")
    headers = {name.lower(): value for name, value in response.headers.items()}
    packed = headers.get("content-encoding", "").strip().lower()
    return WireResponse(response.status_code, headers, _unpacked(bytes(body), packed))


def _unpacked(body: bytes, packed: str) -> bytes:
    if packed in {"", "identity"}:
        return body
    if packed not in _UNPACK:
        raise BadAnswerError("answer_unreadable")
    unpacker = zlib.decompressobj(_UNPACK[packed])
    try:
        plain = unpacker.decompress(body, MOST_BYTES)
    except zlib.error:
        raise BadAnswerError("answer_unreadable") from None
    if unpacker.unconsumed_tail:
        raise BadAnswerError("answer_too_large")
    if not unpacker.eof:
        raise BadAnswerError("line_cut")
    return plain


def _sorted(error: Exception, line: _Line) -> NotSent | Unknown:
    """What a failure on the line means. Only its kind is logged: its text may quote the request."""
    _log.warning("the line failed: %s, request %s", type(error).__name__, "may have left" if line.began else "not sent")
    if not line.began:
        return NotSent("certificate" if _is_certificate(error) else "not_sent")
    if isinstance(error, httpx.LocalProtocolError) and not line.headers_left:
        # Our own side refused a header before it wrote one.
        return NotSent()
    return Unknown("no_answer" if isinstance(error, httpx.ReadTimeout) else "line_cut")


def _is_certificate(error: BaseException | None) -> bool:
    """A certificate that was refused stands somewhere down the chain of causes."""
    for _ in range(10):
        if error is None:
            return False
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False
