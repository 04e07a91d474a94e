"""iyzico: holds with and without 3DS, on a stored card or the hosted form, capture, release, refund, inquiry, lists and
webhooks, as its wire notes describe them."""

from collections.abc import Callable, Mapping

from frontdesk.domain.abilities import Margin
from frontdesk.gateways.iyzico.gateway import Iyzico
from frontdesk.gateways.iyzico.profile import HOSTS, LIVE_HOSTS, IyzicoKeys, IyzicoProfile
from frontdesk.gateways.listed import Listed
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

__all__ = ["LISTED", "Iyzico", "IyzicoKeys", "IyzicoProfile", "from_values"]

_SETTINGS = frozenset(
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


def from_values(values: Mapping[str, str], nonce: Callable[[], str]) -> Iyzico:
    """An account from its settings; raises SettingError."""
    only(values, _SETTINGS)
    profile = IyzicoProfile(
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
    return Iyzico(IyzicoKeys(required(values, "api_key"), required(values, "secret_key")), profile, nonce)


# The sample card: notes §17.
LISTED = Listed(
    name="iyzico",
    title="iyzico",
    build=from_values,
    hosts=HOSTS,
    live_hosts=LIVE_HOSTS,
    secrets={"api_key": "API key: ", "secret_key": "Secret key: "},
    sample_card="5528 7900 0000 0008",
    settings=_SETTINGS,
)
