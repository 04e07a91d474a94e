"""Ödüyo: a deposit is a sale with 3DS and its return, as its wire notes describe it; nothing can be held."""

from collections.abc import Callable, Mapping
from ipaddress import IPv4Address

from frontdesk.gateways.listed import Listed
from frontdesk.gateways.oduyo.gateway import Oduyo
from frontdesk.gateways.oduyo.profile import CURRENCY_TYPES, OduyoKeys, OduyoProfile
from frontdesk.gateways.setting_values import SettingError, address, only, required, switch

__all__ = ["LISTED", "Oduyo", "OduyoKeys", "OduyoProfile", "from_values"]

_SETTINGS = frozenset(
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
    }
)


def from_values(values: Mapping[str, str], nonce: Callable[[], str]) -> Oduyo:  # noqa: ARG001 -- nothing is signed
    """An account from its settings; raises SettingError."""
    only(values, _SETTINGS)
    keys = OduyoKeys(_login_text(values, "username"), _login_text(values, "password"), required(values, "api_key"))
    profile = OduyoProfile(
        base_url=address(values, "base_url"),
        pos_alias=_word(values, "pos_alias"),
        card_brand=_word(values, "card_brand"),
        client_ip=_public_address(values, "client_ip"),
        partial_refund_field=_field_name(values, "partial_refund_field"),
        cancels=switch(values, "cancels", default=True),
        currency_types=_currencies(values, "currencies"),
    )
    if profile.card_brand and not profile.pos_alias:
        # A family chooses among those of one POS; without the POS it would silently not count.
        raise SettingError("card_brand")
    return Oduyo(keys, profile)


def _login_text(values: Mapping[str, str], name: str) -> str:
    """What is typed into the site's own login; letters of any language."""
    value = values.get(name, "").strip()
    if not value or not value.isprintable():
        raise SettingError(name)
    return value


def _word(values: Mapping[str, str], name: str) -> str:
    value = values.get(name, "").strip()
    if not value.isprintable():
        raise SettingError(name)
    return value


def _field_name(values: Mapping[str, str], name: str) -> str:
    value = values.get(name, "").strip()
    if value and (not value.isascii() or not value.isidentifier() or value == "payment_id"):
        raise SettingError(name)
    return value


def _public_address(values: Mapping[str, str], name: str) -> str:
    value = values.get(name, "").strip()
    try:
        return str(IPv4Address(value)) if value else ""
    except ValueError:
        raise SettingError(name) from None


def _currencies(values: Mapping[str, str], name: str) -> dict[str, int]:
    """`TRY, EUR` are the currencies of the account; `TRY: 1, EUR: 3` where its site counts them in another way (A4)."""
    found: dict[str, int] = {}
    for part in filter(str.strip, values.get(name, "").split(",")):
        code, _, told = (piece.strip() for piece in part.partition(":"))
        code = code.upper()
        if code not in CURRENCY_TYPES or (told and not (told.isascii() and told.isdigit() and len(told) < 6)):
            raise SettingError(name)
        found[code] = int(told) if told else CURRENCY_TYPES[code]
    return found or dict(CURRENCY_TYPES)


# No hosts: every merchant has its own site, and there is no test system (notes §1, A25). The sample card is that of the
# notes' own start (§5).
LISTED = Listed(
    name="oduyo",
    title="Ödüyo",
    build=from_values,
    hosts={},
    live_hosts=frozenset(),
    secrets={"password": "Password: ", "api_key": "API key (APIKEY page of the panel): "},
    sample_card="4111 1111 1111 1111",
    asked={"base_url": "Address of the site's API (https://…/api/v1): ", "username": "User name: "},
)
