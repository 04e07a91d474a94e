"""Ödüyo: a deposit is a sale with 3DS and its return, as its wire notes describe it; nothing can be held."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from frontdesk.gateways.listed import Listed

if TYPE_CHECKING:
    from frontdesk.gateways.oduyo.gateway import Oduyo

SETTINGS = frozenset(
    {
        "base_url",
        "username",
        "password",
        "api_key",
        "pos_alias",
        "card_brand",
        "client_ip",
        "partial_refund_field",
        "cancels",
        "currencies",
        "expiry_year_digits",
        "session_name",
        "session_prefix",
        "session_minutes",
        "return_id",
        "at_the_bank",
        "list_order",
        "list_sum",
        "bin_digits",
    }
)


def _build(values: Mapping[str, str], nonce: Callable[[], str]) -> "Oduyo":  # noqa: ARG001 -- nothing here is drawn
    """An account from its settings; raises SettingError. Imported late: titles are wanted before the first paint."""
    from frontdesk.gateways.oduyo.gateway import Oduyo
    from frontdesk.gateways.oduyo.settings import keys_of, profile_of

    return Oduyo(keys_of(values), profile_of(values))


# No hosts: every merchant has its own site, and there is no test system (notes §1, A25). The sample card is that of the
# notes' own start (§5).
LISTED = Listed(
    name="oduyo",
    title="Ödüyo",
    build=_build,
    hosts={},
    live_hosts=frozenset(),
    secrets={"password": "Password: ", "api_key": "API key (APIKEY page of the panel): "},
    sample_card="4111 1111 1111 1111",
    settings=SETTINGS,
    asked={"base_url": "Address of the site's API (https://…/api/v1): ", "username": "User name: "},
)
