"""The list of gateways. A new one is a line here, and an account is built from plain values without knowing its
kind."""

from collections.abc import Callable, Mapping

from frontdesk.domain.gateway import Gateway
from frontdesk.gateways import iyzico, oderopay

Build = Callable[[Mapping[str, str], Callable[[], str]], Gateway]

GATEWAYS: dict[str, Build] = {
    "iyzico": iyzico.from_values,
    "oderopay": oderopay.from_values,
}

# Where each gateway answers, by kind of account (iyzico notes §2, ÖderoPay notes §2).
HOSTS: dict[str, dict[str, str]] = {"iyzico": iyzico.HOSTS, "oderopay": oderopay.HOSTS}

# What must never stand in a file, by gateway; a callback key is optional (ÖderoPay notes §22.2).
SECRETS: dict[str, tuple[str, ...]] = {
    "iyzico": ("api_key", "secret_key"),
    "oderopay": ("api_key", "secret_key", "callback_key"),
}

# Where money is real. Outside live accounts the driver refuses these before a socket opens.
LIVE_HOSTS: frozenset[str] = iyzico.LIVE_HOSTS | oderopay.LIVE_HOSTS


def build(gateway: str, values: Mapping[str, str], nonce: Callable[[], str]) -> Gateway:
    """An account of a gateway of the list. `values`: base_url, api_key, secret_key and the gateway's own settings;
    `nonce` gives a fresh random text for every request. Raises KeyError for an unknown gateway, SettingError for a
    setting that is missing, unknown or unreadable (it names the setting, never its value)."""
    return GATEWAYS[gateway](values, nonce)
