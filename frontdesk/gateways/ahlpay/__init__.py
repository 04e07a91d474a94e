"""AHL Pay: holds with and without 3DS, capture, release, refund, inquiry, lists and the provider's menu, as its wire
notes describe them. What the notes assume stands in the profile."""

from collections.abc import Callable, Mapping

from frontdesk.gateways.ahlpay.gateway import AhlPay
from frontdesk.gateways.ahlpay.profile import HOSTS, LIVE_HOSTS, AhlPayKeys, AhlPayProfile
from frontdesk.gateways.ahlpay.settings import SETTINGS, keys_of, profile_of
from frontdesk.gateways.listed import Listed

__all__ = ["LISTED", "AhlPay", "AhlPayKeys", "AhlPayProfile", "from_values"]


def from_values(values: Mapping[str, str], nonce: Callable[[], str]) -> AhlPay:  # noqa: ARG001 -- see AhlPay
    """An account from its settings; raises SettingError."""
    profile = profile_of(values)
    return AhlPay(keys_of(values), profile)


# The sample card: notes §10, one that its integrators use; its code is 000.
LISTED = Listed(
    name="ahlpay",
    title="AHL Pay",
    build=from_values,
    hosts=HOSTS,
    live_hosts=LIVE_HOSTS,
    secrets={"password": "Password of the API user: ", "hash_password": "Hash password (sent by SMS): "},
    sample_card="4355 0843 5508 4358",
    settings=SETTINGS,
    asked={"email": "E-mail of the API user: ", "member_id": "Member number (empty for 1): "},
)
