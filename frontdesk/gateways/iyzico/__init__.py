"""iyzico: holds with and without 3DS, on a stored card or the hosted form, capture, release, refund, inquiry, lists and
webhooks, as its wire notes describe them."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from frontdesk.gateways.listed import Listed

if TYPE_CHECKING:
    from frontdesk.gateways.iyzico.gateway import Iyzico

# The addresses of the API (notes §2).
HOSTS = {"live": "https://api.iyzipay.com", "test": "https://sandbox-api.iyzipay.com"}

# Hosts where money is real; refused outside live accounts before a socket opens (notes §2).
LIVE_HOSTS = frozenset({"api.iyzipay.com"})

SETTINGS = frozenset(
    {
        "base_url",
        "api_key",
        "secret_key",
        "plain",
        "margin",
        "bank_margins",
        "exact_only",
        "part_refunds",
        "bin_digits",
        "stored_cards",
        "hold_instalments",
    }
)


def _build(values: Mapping[str, str], nonce: Callable[[], str]) -> "Iyzico":
    """An account from its settings; raises SettingError. Imported late: titles are wanted before the first paint."""
    from frontdesk.gateways.iyzico.gateway import Iyzico
    from frontdesk.gateways.iyzico.settings import keys_of, profile_of

    return Iyzico(keys_of(values), profile_of(values), nonce)


# The sample card: notes §17.
LISTED = Listed(
    name="iyzico",
    title="iyzico",
    build=_build,
    hosts=HOSTS,
    live_hosts=LIVE_HOSTS,
    secrets={"api_key": "API key: ", "secret_key": "Secret key: "},
    sample_card="5528 7900 0000 0008",
    settings=SETTINGS,
)
