"""An account of iyzico from its plain values; raises SettingError."""

from collections.abc import Mapping

from frontdesk.domain.abilities import Margin
from frontdesk.gateways.iyzico import SETTINGS
from frontdesk.gateways.iyzico.profile import IyzicoKeys, IyzicoProfile
from frontdesk.gateways.setting_values import (
    address,
    bin_digits,
    instalment_counts,
    margins,
    only,
    required,
    switch,
    whole_number,
)


def keys_of(values: Mapping[str, str]) -> IyzicoKeys:
    return IyzicoKeys(required(values, "api_key"), required(values, "secret_key"))


def profile_of(values: Mapping[str, str]) -> IyzicoProfile:
    """Raises SettingError, also for a setting that is not known."""
    only(values, SETTINGS)
    return IyzicoProfile(
        base_url=address(values, "base_url"),
        plain=switch(values, "plain", default=True),
        margin=Margin(100 * whole_number(values, "margin", 0, 100)),
        bank_margins=margins(values, "bank_margins"),
        exact_only=switch(values, "exact_only", default=False),
        part_refunds=switch(values, "part_refunds", default=True),
        bin_digits=bin_digits(values, 8),
        stored_cards=switch(values, "stored_cards", default=True),
        hold_instalments=instalment_counts(values, "hold_instalments"),
    )
