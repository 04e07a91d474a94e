"""One request and one answer of the practice servers, as plain records: no sockets here."""

from collections.abc import Mapping
from typing import Literal, NamedTuple
from urllib.parse import parse_qsl


class Request(NamedTuple):
    """What arrived. `target` is the raw request target (path and query, undecoded); header names are lower case."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    def query(self) -> dict[str, list[str]]:
        """Every value of every name, percent-decoded, in the order of arrival."""
        found: dict[str, list[str]] = {}
        for name, value in parse_qsl(self.target.partition("?")[2], keep_blank_values=True):
            found.setdefault(name, []).append(value)
        return found

    def form(self, charset: str = "utf-8") -> dict[str, str]:
        """The urlencoded body; bytes that the charset does not know become U+FFFD, so that a mix-up shows."""
        pairs = parse_qsl(self.body.decode("ascii", "replace"), True, encoding=charset, errors="replace")
        return dict(pairs)


type Way = Literal["send", "drop", "truncate", "hang", "refuse"]


class Response(NamedTuple):
    """What to answer, and how it travels.

    `way`: send whole; drop the connection without a byte; truncate in the middle of the body; hang until faults are
    cleared; refuse as a closed port does. `delay` is seconds to wait before any of these.
    """

    status: int
    body: bytes = b""
    content_type: str = "application/json;charset=UTF-8"
    headers: tuple[tuple[str, str], ...] = ()
    way: Way = "send"
    delay: float = 0.0


def html(text: str, charset: str = "utf-8", status: int = 200) -> Response:
    """A page in the charset, never kept by a browser."""
    body = text.encode(charset, "xmlcharrefreplace")
    return Response(status, body, f"text/html; charset={charset}", (("Cache-Control", "no-store"),))
