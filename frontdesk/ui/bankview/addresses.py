"""Which addresses a bank page may open. Free of Qt.

The card's bank may be any host, so there is no list of hosts (three-d-secure B2). What is refused is refused by kind of
address: live opens only https outside the house; practice opens nothing but 127.0.0.1.
"""

import ipaddress
from typing import Literal
from urllib.parse import urlsplit

AccountKind = Literal["practice", "test", "live"]

_INSIDE_NAMES = ("localhost", "local", "localdomain", "internal", "intranet", "lan", "home.arpa", "corp", "private")
_FRAME_SCHEMES = frozenset({"https", "http", "about", "data", "blob"})


def may_open(address: str, kind: AccountKind) -> bool:
    """Whether the page or a pop-up may go to `address`. First page, about:blank and the return are not asked."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".")
        _ = parts.port
    except ValueError:
        return False
    if parts.scheme not in {"https", "http"} or not host:
        return False
    if kind == "practice":
        return host == "127.0.0.1"
    return kind == "test" or (parts.scheme == "https" and not is_inside(host))


def may_frame(address: str) -> bool:
    """Whether a frame inside the page may show `address`; banks build frames of all these kinds."""
    return address.split(":", 1)[0].lower() in _FRAME_SCHEMES


def may_fetch(address: str, kind: AccountKind) -> bool:
    """Whether a page may load a picture, script or other part from `address`: practice never leaves the machine."""
    return kind != "practice" or address.startswith(("data:", "blob:", "about:")) or may_open(address, kind)


def is_inside(host: str) -> bool:
    """Whether `host` names a machine of the house: loopback, private and link-local numbers, names without a dot.

    Numbers are what the engine made of them; its own spelling has no octal or hexadecimal forms left.
    """
    try:
        number = ipaddress.ip_address(host.strip("[]").split("%", 1)[0])
    except ValueError:
        name = host.lower().rstrip(".")
        return "." not in name or name.endswith(tuple(f".{inside}" for inside in _INSIDE_NAMES))
    mapped = number.ipv4_mapped or number.sixtofour if isinstance(number, ipaddress.IPv6Address) else None
    return not (mapped or number).is_global or number.is_multicast
