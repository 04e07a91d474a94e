"""An account of ÖderoPay from its plain values; raises SettingError."""

from collections.abc import Mapping

from frontdesk.gateways.oderopay import SETTINGS
from frontdesk.gateways.oderopay.profile import OderoPayKeys, OderoPayProfile
from frontdesk.gateways.setting_values import address, bin_digits, instalment_counts, only, required, switch


def keys_of(values: Mapping[str, str]) -> OderoPayKeys:
    return OderoPayKeys(
        required(values, "api_key"),
        required(values, "secret_key"),
        values.get("callback_key", "").strip(),
        values.get("webhook_key", "").strip(),
    )


def profile_of(values: Mapping[str, str]) -> OderoPayProfile:
    """Raises SettingError, also for a setting that is not known."""
    only(values, SETTINGS)
    return OderoPayProfile(
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
