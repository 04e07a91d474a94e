"""An Ödüyo account from its plain values. Every assumption that a site may turn out to differ in is one setting; its
reason stands in the profile."""

from collections.abc import Mapping
from ipaddress import IPv4Address

from frontdesk.gateways.oduyo import SETTINGS
from frontdesk.gateways.oduyo.profile import CURRENCY_TYPES, OduyoKeys, OduyoProfile
from frontdesk.gateways.setting_values import SettingError, address, bin_digits, only, required, switch, whole_number

_DEFAULTS = OduyoProfile("")


def keys_of(values: Mapping[str, str]) -> OduyoKeys:
    return OduyoKeys(_typed(values, "username"), _typed(values, "password"), required(values, "api_key"))


def profile_of(values: Mapping[str, str]) -> OduyoProfile:
    """Raises SettingError."""
    only(values, SETTINGS)
    session_name = _field_name(values, "session_name", "")
    at_the_bank = _word(values, "at_the_bank").lower()
    year_digits = whole_number(values, "expiry_year_digits", _DEFAULTS.expiry_year_digits, 4)
    if year_digits not in {2, 4}:
        raise SettingError("expiry_year_digits")
    profile = OduyoProfile(
        base_url=address(values, "base_url"),
        pos_alias=_word(values, "pos_alias"),
        card_brand=_word(values, "card_brand"),
        client_ip=_public_address(values, "client_ip"),
        partial_refund_field=_field_name(values, "partial_refund_field", ""),
        cancels=switch(values, "cancels", default=True),
        currency_types=_currencies(values, "currencies"),
        expiry_year_digits=year_digits,
        session_names=((session_name,) if session_name else ()) + _DEFAULTS.session_names,
        session_prefix=_prefix(values, "session_prefix"),
        session_seconds=60 * whole_number(values, "session_minutes", _DEFAULTS.session_seconds // 60, 24 * 60),
        return_id=_field_name(values, "return_id", _DEFAULTS.return_id),
        at_the_bank=_DEFAULTS.at_the_bank | {at_the_bank},
        list_order=_field_name(values, "list_order", _DEFAULTS.list_order),
        list_sum=_field_name(values, "list_sum", _DEFAULTS.list_sum),
        bin_digits=bin_digits(values, _DEFAULTS.bin_digits),
    )
    if profile.card_brand and not profile.pos_alias:
        # A family chooses among those of one POS; without the POS it would silently not count.
        raise SettingError("card_brand")
    if profile.at_the_bank & {"completed", "error", "payment_failure"}:
        # A word that says how the page ended cannot also say that it is open.
        raise SettingError("at_the_bank")
    return profile


def _typed(values: Mapping[str, str], name: str) -> str:
    """What is typed into the site's own login; letters of any language."""
    value = _word(values, name)
    if not value:
        raise SettingError(name)
    return value


def _word(values: Mapping[str, str], name: str) -> str:
    value = values.get(name, "").strip()
    if not value.isprintable():
        raise SettingError(name)
    return value


def _prefix(values: Mapping[str, str], name: str) -> str:
    """`Bearer` stands before the session with a blank between."""
    value = _word(values, name)
    if not value.isascii():
        raise SettingError(name)
    return f"{value} " if value else ""


def _field_name(values: Mapping[str, str], name: str, default: str) -> str:
    value = values.get(name, "").strip()
    if value and not (value.isascii() and value.isidentifier()):
        raise SettingError(name)
    if name == "partial_refund_field" and value == "payment_id":
        raise SettingError(name)
    return value or default


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
