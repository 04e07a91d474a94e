"""iyzico: holds with and without 3DS, capture, release, refund, inquiry and BIN, as its wire notes describe them."""

from collections.abc import Callable, Mapping

from frontdesk.gateways.iyzico.gateway import Iyzico
from frontdesk.gateways.iyzico.profile import HOSTS, LIVE_HOSTS, IyzicoKeys, IyzicoProfile
from frontdesk.gateways.setting_values import address, only, required, switch, whole_number

_SETTINGS = frozenset(
    {"base_url", "api_key", "secret_key", "plain", "margin", "exact_only", "part_refunds", "bin_digits"}
)

__all__ = ["HOSTS", "LIVE_HOSTS", "Iyzico", "IyzicoKeys", "IyzicoProfile", "from_values"]


def from_values(values: Mapping[str, str], nonce: Callable[[], str]) -> Iyzico:
    """An account from its settings; raises SettingError."""
    only(values, _SETTINGS)
    profile = IyzicoProfile(
        base_url=address(values, "base_url"),
        plain=switch(values, "plain", default=True),
        margin=whole_number(values, "margin", 0, 100),
        exact_only=switch(values, "exact_only", default=False),
        part_refunds=switch(values, "part_refunds", default=True),
        bin_digits=whole_number(values, "bin_digits", 8, 8),
    )
    return Iyzico(IyzicoKeys(required(values, "api_key"), required(values, "secret_key")), profile, nonce)
