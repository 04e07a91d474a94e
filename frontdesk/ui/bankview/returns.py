"""The return from the bank: its address, and the fields it carries. Free of Qt.

A return is a hint and never an outcome: whatever it carries, the gateway is asked (three-d-secure §6).
"""

import re
import secrets
from email.message import Message
from typing import Literal, NamedTuple
from urllib.parse import SplitResult, unquote_to_bytes, urlsplit

# Never resolved: the interceptor acts before any DNS look-up. An account whose gateway refuses it names its own host.
RETURN_HOST = "return.frontdesk.invalid"

# Browsers read all of these labels as windows-1254, so a form of such a page is sent in it.
_TURKISH_LABELS = frozenset(
    {"iso-8859-9", "iso8859-9", "iso_8859-9", "latin5", "l5", "windows-1254", "cp1254", "x-cp1254"}
)
_MOST_FIELDS = 1000

Fields = tuple[tuple[str, str], ...]


def new_return_address(host: str = RETURN_HOST) -> str:
    """An https address that only this payment knows: 128 random bits in its path."""
    return f"https://{host}/3ds/{secrets.token_hex(16)}"


class BankReturn(NamedTuple):
    """The first return of a payment. `fields` in the order sent, empty when they could not be had; `at_monotonic` in
    seconds. Its repr hides the fields."""

    method: Literal["GET", "POST"]
    fields: Fields
    frame: Literal["main", "sub"]
    at_monotonic: float

    def __repr__(self) -> str:
        return f"BankReturn({self.method!r}, {len(self.fields)} fields, {self.frame!r})"


class ReturnTarget(NamedTuple):
    """What is compared, each for itself: the address as text also appears inside the queries of bank addresses."""

    scheme: str
    host: str
    port: int
    path: str

    @classmethod
    def of(cls, address: str) -> "ReturnTarget":
        """Raises ValueError when `address` is no http or https address with a host and a path."""
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname or len(parts.path) < 2:
            raise ValueError("a return address needs scheme, host and path")
        return cls(parts.scheme, parts.hostname, _port(parts), parts.path)

    def matches(self, address: str) -> bool:
        """Whether a request goes to exactly this place; query and fragment may be anything."""
        try:
            parts = urlsplit(address)
            return self == (parts.scheme, parts.hostname, _port(parts), parts.path)
        except ValueError:
            return False


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def read_query(address: str) -> Fields:
    """The fields in the query of an address."""
    return _read_urlencoded(urlsplit(address).query.encode("utf-8"), "")


def read_body(content_type: str, body: bytes) -> Fields:
    """The fields of a POST, urlencoded or multipart. Anything else, and any nonsense, gives no fields."""
    kind = Message()
    kind["Content-Type"] = content_type.replace("\r", " ").replace("\n", " ")
    charset = str(kind.get_param("charset", ""))
    if kind.get_content_type() == "multipart/form-data":
        return _read_multipart(body, str(kind.get_param("boundary", "")), charset)
    if kind.get_content_type() == "application/x-www-form-urlencoded":
        return _read_urlencoded(body, charset)
    return ()


def _read_urlencoded(data: bytes, charset: str) -> Fields:
    pairs = [
        (unquote_to_bytes(name.replace(b"+", b" ")), unquote_to_bytes(value.replace(b"+", b" ")))
        for name, _, value in (piece.partition(b"=") for piece in data.split(b"&")[:_MOST_FIELDS])
        if name
    ]
    return _decode(pairs, charset)


def _read_multipart(body: bytes, boundary: str, charset: str) -> Fields:
    if not boundary:
        return ()
    pairs = []
    for part in body.split(b"--" + boundary.encode("latin-1", "replace"))[1 : _MOST_FIELDS + 1]:
        head, blank, content = part.partition(b"\r\n\r\n")
        named = re.search(rb'(?i)content-disposition:\s*form-data\b[^\r\n]*?;\s*name="([^"\r\n]*)"', head)
        if blank and named and b"filename=" not in head.lower():
            name = named[1].replace(b"%22", b'"').replace(b"%0D%0A", b"\r\n")
            pairs.append((name, content.removesuffix(b"\r\n")))
    return _decode(pairs, charset)


def _decode(pairs: list[tuple[bytes, bytes]], charset: str) -> Fields:
    """In the charset that was announced, the one the form names, UTF-8, or else the one of old Turkish bank pages."""
    named = next((value.decode("ascii", "replace") for name, value in pairs if name == b"_charset_"), "")
    for candidate in (charset, named, "utf-8"):
        codec = candidate.strip().lower()
        if not codec:
            continue
        try:
            return _in_codec(pairs, "cp1254" if codec in _TURKISH_LABELS else codec, "strict")
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return _in_codec(pairs, "cp1254", "replace")


def _in_codec(pairs: list[tuple[bytes, bytes]], codec: str, errors: str) -> Fields:
    return tuple((name.decode(codec, errors), value.decode(codec, errors)) for name, value in pairs)
