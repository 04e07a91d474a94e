"""A local bank for the bank view: http and https on 127.0.0.1, with every way a page can send the browser back.

Written from three-d-secure §5 and §8. Host names end in .test and are mapped inside the engine. What a page does is in
its address, so one server serves all tests: `to` is the return address, `how` the way back, `charset` the page's.
"""

import hashlib
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qs, unquote_to_bytes, urlencode, urlsplit

import trustme

from tests.web import bank_pages

LETTERS = "ŞşĞğİıÇçÖöÜü"
HOSTS = ("gw.site.test", "acs.bank.test", "acquirer.test", "127.0.0.1")


class Seen(NamedTuple):
    """One request as it came in: what a test may ask about."""

    method: str
    host: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    def text(self, name: str, charset: str) -> str:
        """A field of an urlencoded body, read in the charset of the page that held the form."""
        pairs = (pair.partition(b"=") for pair in self.body.split(b"&"))
        found = {key.decode(): value for key, _, value in pairs}
        return unquote_to_bytes(found[name].replace(b"+", b" ")).decode(charset)


class Reply(NamedTuple):
    """`body` is encoded in `charset`, which is announced. Status 0 cuts the line."""

    body: str = ""
    status: int = 200
    charset: str = "utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    kind: str = "text/html"


class Bank:
    """Both servers and what they saw. `release` ends the pages that never answer."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []
        self.release = threading.Event()
        authority = trustme.CA()
        leaf = authority.issue_cert(*HOSTS)
        der = ssl.PEM_cert_to_DER_cert(leaf.cert_chain_pems[0].bytes().decode())
        self.certificate = hashlib.sha256(der).hexdigest()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        leaf.configure_cert(context)
        self._servers = [_Server(self, None), _Server(self, context)]
        for server in self._servers:
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        self.http_port, self.https_port = (server.server_port for server in self._servers)

    def at(self, path: str, host: str = "127.0.0.1", scheme: str = "http", **query: str) -> str:
        """An address of this bank."""
        port = self.https_port if scheme == "https" else self.http_port
        return f"{scheme}://{host}:{port}{path}" + (f"?{urlencode(query)}" if query else "")

    def requests(self, path: str) -> list[Seen]:
        return [seen for seen in self.seen if seen.path == path]

    def close(self) -> None:
        self.release.set()
        for server in self._servers:
            server.shutdown()
            server.server_close()


@contextmanager
def open_bank() -> Iterator[Bank]:
    """A bank that serves until the block ends."""
    bank = Bank()
    try:
        yield bank
    finally:
        bank.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, bank: Bank, context: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.bank = bank
        if context is not None:
            self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up or refuses the certificate is part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    timeout = 30

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        seen = Seen(self.command, headers.get("host", "").split(":")[0], parts.path, query, headers, body)
        self.server.bank.seen.append(seen)
        if parts.path == "/never":
            self.server.bank.release.wait(30)
        page = PAGES.get("/" + parts.path.split("/")[1])
        self._send(page(seen) if page else Reply(f"<p id=here>{parts.path}", 200))

    def _send(self, reply: Reply) -> None:
        if not reply.status:
            self.close_connection = True
            return
        content = reply.body.encode(reply.charset)
        self.send_response(reply.status)
        self.send_header("Content-Type", f"{reply.kind}; charset={reply.charset}")
        self.send_header("Content-Length", str(len(content)))
        for name, value in reply.headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


def _back(seen: Seen) -> Reply:
    """/back: the gateway's bridge, sends the browser to the return address in the way asked for."""
    to, how = seen.query["to"], seen.query["how"]
    if how in {"302", "303", "307"}:
        place = to if how == "307" else f"{to}?{urlencode({'status': 'başarı'})}"
        return Reply("", int(how), headers=(("Location", place),))
    return Reply(bank_pages.back(to, how), charset=seen.query.get("charset", "utf-8"))


def _code(seen: Seen) -> Reply:
    """/code: the page that asks for the code; its form goes to /coded with the letters that it shows."""
    charset = seen.query.get("charset", "utf-8")
    query = urlencode({"charset": charset, "to": seen.query["to"]})
    return Reply(bank_pages.code(f"/coded?{query}", LETTERS), charset=charset)


def _coded(seen: Seen) -> Reply:
    charset = seen.query["charset"]
    if seen.text("code", charset) != "123456":
        return _code(seen)
    fields = {"status": "ok", "name": seen.text("name", charset)}
    return Reply(bank_pages.form(seen.query["to"], fields), charset=charset)


def _cookies_echo(seen: Seen) -> Reply:
    return Reply(f"<p id=here>{seen.headers.get('cookie', '')}</p><script>parent.postMessage('here', '*')</script>")


def _same_place(seen: Seen) -> Reply:
    """/same: a form that posts to its own address, which answers with a redirect to itself."""
    if seen.method == "POST":
        return Reply(status=303, headers=(("Location", seen.path),))
    return Reply(bank_pages.form(seen.path, {"code": "123456"}, then="<p id=here>here"))


PAGES: dict[str, Callable[[Seen], Reply]] = {
    "/back": _back,
    "/code": _code,
    "/coded": _coded,
    "/frame": lambda seen: Reply(bank_pages.frame(f"/back?{urlencode(seen.query)}")),
    "/popup": lambda seen: Reply(bank_pages.popup(f"/back?{urlencode(seen.query)}")),
    "/page": lambda seen: Reply(f"<title>page</title><p id=here>here</p><script>{seen.query.get('js', '')}</script>"),
    "/same": _same_place,
    "/hop": lambda seen: Reply(bank_pages.form(seen.query["next"], {"PaReq": "x"})),
    "/download": lambda _: Reply("x", headers=(("Content-Disposition", "attachment; filename=x"),), kind="text/plain"),
    "/password": lambda _: Reply("no", 401, headers=(("WWW-Authenticate", 'Basic realm="bank"'),)),
    "/strict": lambda seen: Reply(
        bank_pages.form(seen.query["to"], {"status": "ok"}),
        headers=(("Content-Security-Policy", f"form-action 'self' {seen.query['to']}; upgrade-insecure-requests"),),
    ),
    "/wander": lambda seen: Reply(f"<script>location.href = '{seen.path}/on'</script>"),
    "/broken": lambda _: Reply("<p id=here>the bank is tired</p>", 500),
    "/cut": lambda _: Reply(status=0),
    "/cookies": lambda _: Reply("<p id=here>set</p>", headers=(("Set-Cookie", "guest=1; Path=/"),)),
    "/cookies-echo": _cookies_echo,
}
