"""ÖderoPay: holds with and without 3DS, on a stored card or the hosted page, capture, release, refund, inquiry and
lists, as its wire notes describe them."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from frontdesk.gateways.listed import Listed

if TYPE_CHECKING:
    from frontdesk.gateways.oderopay.gateway import OderoPay

# The addresses of the API (notes §2).
HOSTS = {"live": "https://api-gateway.oderopay.com.tr", "test": "https://sandbox-api-gateway.oderopay.com.tr"}

# Hosts where money is real, with the older names and the sister service (notes §2).
LIVE_HOSTS = frozenset({"api-gateway.oderopay.com.tr", "api-gateway.tokenpay.com.tr", "api-gateway.odero.az"})

SETTINGS = frozenset(
    {
        "base_url",
        "api_key",
        "secret_key",
        "callback_key",
        "webhook_key",
        "merchant_id",
        "pos_alias",
        "hold_instalments",
        "plain",
        "bank_pos",
        "part_refunds",
        "tells_captured",
        "bin_digits",
    }
)


def _build(values: Mapping[str, str], nonce: Callable[[], str]) -> "OderoPay":
    """An account from its settings; raises SettingError. Imported late: titles are wanted before the first paint."""
    from frontdesk.gateways.oderopay.gateway import OderoPay
    from frontdesk.gateways.oderopay.settings import keys_of, profile_of

    return OderoPay(keys_of(values), profile_of(values), nonce)


# The sample card: notes §17.1.
LISTED = Listed(
    name="oderopay",
    title="ÖderoPay",
    build=_build,
    hosts=HOSTS,
    live_hosts=LIVE_HOSTS,
    secrets={
        "api_key": "API key: ",
        "secret_key": "Secret key: ",
        "callback_key": "Callback key (empty for none): ",
        "webhook_key": "Webhook key (empty for none): ",
    },
    sample_card="5258 6400 0000 0001",
    settings=SETTINGS,
)
