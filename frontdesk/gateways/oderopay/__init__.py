"""ÖderoPay: holds with and without 3DS, capture, release, refund, inquiry and BIN, as its wire notes describe them."""

from collections.abc import Callable, Mapping

from frontdesk.gateways.oderopay.gateway import OderoPay
from frontdesk.gateways.oderopay.profile import HOSTS, LIVE_HOSTS, OderoPayKeys, OderoPayProfile
from frontdesk.gateways.setting_values import address, only, required, switch, whole_number

_SETTINGS = frozenset(
    {
        "base_url",
        "api_key",
        "secret_key",
        "callback_key",
        "merchant_id",
        "plain",
        "bank_pos",
        "part_refunds",
        "bin_digits",
    }
)

__all__ = ["HOSTS", "LIVE_HOSTS", "OderoPay", "OderoPayKeys", "OderoPayProfile", "from_values"]


def from_values(values: Mapping[str, str], nonce: Callable[[], str]) -> OderoPay:
    """An account from its settings; raises SettingError."""
    only(values, _SETTINGS)
    keys = OderoPayKeys(
        required(values, "api_key"), required(values, "secret_key"), values.get("callback_key", "").strip()
    )
    profile = OderoPayProfile(
        base_url=address(values, "base_url"),
        merchant_id=values.get("merchant_id", "").strip(),
        plain=switch(values, "plain", default=True),
        bank_pos=switch(values, "bank_pos", default=True),
        part_refunds=switch(values, "part_refunds", default=False),
        bin_digits=whole_number(values, "bin_digits", 6, 8),
    )
    return OderoPay(keys, profile, nonce)
