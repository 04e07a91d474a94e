"""Ödüyo: a deposit is a sale with 3DS and its return, as its wire notes describe it; nothing can be held."""

from collections.abc import Callable, Mapping

from frontdesk.gateways.listed import Listed
from frontdesk.gateways.oduyo.gateway import Oduyo
from frontdesk.gateways.oduyo.profile import OduyoKeys, OduyoProfile
from frontdesk.gateways.oduyo.settings import SETTINGS, keys_of, profile_of

__all__ = ["LISTED", "Oduyo", "OduyoKeys", "OduyoProfile", "from_values"]


def from_values(values: Mapping[str, str], nonce: Callable[[], str]) -> Oduyo:  # noqa: ARG001 -- nothing is signed
    """An account from its settings; raises SettingError."""
    profile = profile_of(values)
    return Oduyo(keys_of(values), profile)


# No hosts: every merchant has its own site, and there is no test system (notes §1, A25). The sample card is that of the
# notes' own start (§5).
LISTED = Listed(
    name="oduyo",
    title="Ödüyo",
    build=from_values,
    hosts={},
    live_hosts=frozenset(),
    secrets={"password": "Password: ", "api_key": "API key (APIKEY page of the panel): "},
    sample_card="4111 1111 1111 1111",
    settings=SETTINGS,
    asked={"base_url": "Address of the site's API (https://…/api/v1): ", "username": "User name: "},
)
