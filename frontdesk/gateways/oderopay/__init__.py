"""ÖderoPay: holds with and without 3DS, on a stored card or the hosted page, capture, release, refund, inquiry and
lists, as its wire notes describe them."""

from collections.abc import Callable, Mapping

from frontdesk.gateways.listed import Listed
from frontdesk.gateways.oderopay.gateway import OderoPay
from frontdesk.gateways.oderopay.profile import HOSTS, LIVE_HOSTS, OderoPayKeys, OderoPayProfile
from frontdesk.gateways.setting_values import address, bin_digits, instalment_counts, only, required, switch

__all__ = ["LISTED", "OderoPay", "OderoPayKeys", "OderoPayProfile", "from_values"]

_SETTINGS = frozenset(
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


def from_values(values: Mapping[str, str], nonce: Callable[[], str]) -> OderoPay:
    """An account from its settings; raises SettingError."""
    only(values, _SETTINGS)
    keys = OderoPayKeys(
        required(values, "api_key"),
        required(values, "secret_key"),
        values.get("callback_key", "").strip(),
        values.get("webhook_key", "").strip(),
    )
    profile = OderoPayProfile(
        base_url=address(values, "base_url"),
        merchant_id=values.get("merchant_id", "").strip(),
        plain=switch(values, "plain", default=True),
        bank_pos=switch(values, "bank_pos", default=True),
        part_refunds=switch(values, "part_refunds", default=False),
        tells_captured=switch(values, "tells_captured", default=True),
        pos_alias=values.get("pos_alias", "").strip(),
        hold_instalments=instalment_counts(values, "hold_instalments"),
        bin_digits=bin_digits(values, 6),
    )
    return OderoPay(keys, profile, nonce)


# The sample card: notes §17.1.
LISTED = Listed(
    name="oderopay",
    title="ÖderoPay",
    build=from_values,
    hosts=HOSTS,
    live_hosts=LIVE_HOSTS,
    secrets={
        "api_key": "API key: ",
        "secret_key": "Secret key: ",
        "callback_key": "Callback key (empty for none): ",
        "webhook_key": "Webhook key (empty for none): ",
    },
    sample_card="5258 6400 0000 0001",
    settings=_SETTINGS,
)
