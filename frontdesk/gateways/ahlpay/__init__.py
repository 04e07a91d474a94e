"""AHL Pay: holds with and without 3DS, capture, release, refund, inquiry, lists and the provider's menu, as its wire
notes describe them. What the notes assume stands in the profile."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from frontdesk.gateways.listed import Listed

if TYPE_CHECKING:
    from frontdesk.gateways.ahlpay.gateway import AhlPay

# The addresses of the API (notes §2).
HOSTS = {"live": "https://ahlsanalpos.ahlpay.com.tr", "test": "https://testahlsanalpos.ahlpay.com.tr"}

# Hosts where money is real (notes §2).
LIVE_HOSTS = frozenset({"ahlsanalpos.ahlpay.com.tr"})

SETTINGS = frozenset(
    {
        "base_url",
        "email",
        "password",
        "hash_password",
        "member_id",
        "merchant_id",
        "threeds_path",
        "preauth_path",
        "plain",
        "single_payment",
        "hold_instalments",
        "currencies",
        "web_url",
        "request_ip",
        "token_ttl",
        "inquiry_rnd",
        "inquiry_hash",
        "inquiry_must",
        "rnd_echoed",
        "status_words",
        "not_found",
        "void_amount_mode",
        "part_refunds",
        "exact_only",
        "margin",
        "margin_down",
        "bank_margins",
        "report_amounts",
        "order_desc",
        "bin_digits",
        "bin_enabled",
        "bin_path",
        "links_path",
    }
)


def _build(values: Mapping[str, str], nonce: Callable[[], str]) -> "AhlPay":  # noqa: ARG001 -- nothing here is drawn
    """An account from its settings; raises SettingError. Imported late: titles are wanted before the first paint."""
    from frontdesk.gateways.ahlpay.gateway import AhlPay
    from frontdesk.gateways.ahlpay.settings import keys_of, profile_of

    return AhlPay(keys_of(values), profile_of(values))


# The sample card: notes §10, one that its integrators use; its code is 000.
LISTED = Listed(
    name="ahlpay",
    title="AHL Pay",
    build=_build,
    hosts=HOSTS,
    live_hosts=LIVE_HOSTS,
    secrets={"password": "Password of the API user: ", "hash_password": "Hash password (sent by SMS): "},
    sample_card="4355 0843 5508 4358",
    settings=SETTINGS,
    asked={"email": "E-mail of the API user: ", "member_id": "Member number (empty for 1): "},
)
