"""The list of gateways. A new one is a line here, and an account is built from plain values without knowing its
kind."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal

from frontdesk.gateways import ahlpay, iyzico, oderopay, oduyo
from frontdesk.gateways.listed import Listed

if TYPE_CHECKING:
    from frontdesk.domain.gateway import Gateway

GATEWAYS: dict[str, Listed] = {one.name: one for one in (iyzico.LISTED, oderopay.LISTED, ahlpay.LISTED, oduyo.LISTED)}

# Where money is real. Outside live accounts the driver refuses these before a socket opens.
LIVE_HOSTS: frozenset[str] = frozenset().union(*(one.live_hosts for one in GATEWAYS.values()))

# Gateways without a test system: whatever address such an account has, money may be real there.
WITHOUT_TEST_SYSTEM: frozenset[str] = frozenset(one.name for one in GATEWAYS.values() if "test" not in one.hosts)

Kind = Literal["practice", "test", "live"]


def is_allowed(kind: Kind, gateway: str, scheme: str, host: str) -> bool:
    """Practice reaches this machine only; test never a live host, and of a gateway without a test system this machine
    only; both others speak TLS but to this machine."""
    host = host.rstrip(".").lower()
    is_here = _is_loopback(host)
    if kind == "practice":
        return is_here
    if kind == "test":
        is_test = host not in LIVE_HOSTS and gateway not in WITHOUT_TEST_SYSTEM
        return is_here or (is_test and scheme == "https")
    return scheme == "https"


def _is_loopback(host: str) -> bool:
    from ipaddress import ip_address  # not before the first paint

    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def build(gateway: str, values: Mapping[str, str], nonce: Callable[[], str]) -> "Gateway":
    """An account of a gateway of the list. `values`: base_url, the account's keys and the gateway's own settings;
    `nonce` gives a fresh random text for every request. Raises KeyError for an unknown gateway, SettingError for a
    setting that is missing, unknown or unreadable (it names the setting, never its value)."""
    return GATEWAYS[gateway].build(values, nonce)
