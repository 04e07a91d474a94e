"""An account of AHL Pay from its plain values. Every assumption that an owner may have to correct is one setting."""

import re
from collections.abc import Mapping
from typing import get_args

from frontdesk.domain.abilities import Margin
from frontdesk.gateways.ahlpay import SETTINGS
from frontdesk.gateways.ahlpay.profile import (
    CURRENCY_NUMBERS,
    NOT_FOUND,
    REDIRECT_PATH,
    STATUS_WORDS,
    AhlPayKeys,
    AhlPayProfile,
    Word,
    plain,
    word_of,
)
from frontdesk.gateways.setting_values import (
    SettingError,
    address,
    bin_digits,
    instalment_counts,
    margins,
    only,
    required,
    switch,
    whole_number,
)

_MOST_NUMBER = 10**9 - 1
_LONGEST_URL = 255
_WORDS: tuple[Word, ...] = get_args(Word)
# Shorter ones would stand in too many messages.
_SHORTEST_SENTENCE = 8
_MUST = frozenset({"orderId", "amount"})


def keys_of(values: Mapping[str, str]) -> AhlPayKeys:
    return AhlPayKeys(required(values, "email"), _secret(values, "password"), _secret(values, "hash_password"))


def profile_of(values: Mapping[str, str]) -> AhlPayProfile:
    """Raises SettingError for a setting that is missing, unknown or unreadable."""
    only(values, SETTINGS)
    margin_down = values.get("margin_down", "").strip()
    return AhlPayProfile(
        base_url=address(values, "base_url"),
        member_id=whole_number(values, "member_id", 1, _MOST_NUMBER),
        merchant_id=_digits(values, "merchant_id"),
        threeds_path=_path(values, "threeds_path", REDIRECT_PATH),
        preauth_path=_path(values, "preauth_path", "/api/Payment/PreAuth"),
        plain=switch(values, "plain", default=True),
        single_payment=str(whole_number(values, "single_payment", 0, 1)),
        hold_instalments=instalment_counts(values, "hold_instalments"),
        currencies=_currencies(values),
        web_url=_short(values, "web_url", ""),
        request_ip=_short(values, "request_ip", ""),
        token_seconds=whole_number(values, "token_ttl", 600, 86_400),
        inquiry_rnd="own" if _choice(values, "inquiry_rnd", "original", "own") else "original",
        inquiry_hash="empty" if _choice(values, "inquiry_hash", "recipe", "empty") else "recipe",
        inquiry_must=_must(values),
        rnd_echoed=switch(values, "rnd_echoed", default=True),
        statuses=_statuses(values),
        not_found=_not_found(values),
        void_amount_mode="sentinel" if _choice(values, "void_amount_mode", "held", "sentinel") else "held",
        part_refunds=switch(values, "part_refunds", default=True),
        exact_only=switch(values, "exact_only", default=False),
        margin=Margin(
            100 * whole_number(values, "margin", 0, 100),
            100 * whole_number(values, "margin_down", 0, 99) if margin_down else None,
        ),
        bank_margins=margins(values, "bank_margins"),
        report_amounts="lira" if _choice(values, "report_amounts", "informational", "lira") else "informational",
        order_desc=_digits(values, "order_desc"),
        bin_digits=bin_digits(values, 6),
        bin_enabled=switch(values, "bin_enabled", default=False),
        bin_path=_path(values, "bin_path", "/api/Payment/BinList"),
        links_path=_path(values, "links_path", ""),
    )


def _secret(values: Mapping[str, str], name: str) -> str:
    """A password may hold any letter that can be typed; the notes' own example of one is not ASCII (§6.4)."""
    value = values.get(name, "").strip()
    if not value or not value.isprintable():
        raise SettingError(name)
    return value


def _digits(values: Mapping[str, str], name: str) -> str:
    value = values.get(name, "").strip()
    if value and not (value.isascii() and value.isdigit() and len(value) < 10):
        raise SettingError(name)
    return value


def _choice(values: Mapping[str, str], name: str, usual: str, other: str) -> bool:
    """True for the other of two words."""
    value = values.get(name, "").strip().lower()
    if value not in {"", usual, other}:
        raise SettingError(name)
    return value == other


def _path(values: Mapping[str, str], name: str, usual: str) -> str:
    """A path under the account's address, as it is sent."""
    value = values.get(name, "").strip()
    if value and not (
        value.startswith("/") and value.isascii() and value.isprintable() and not set(value) & set(" ?#%")
    ):
        raise SettingError(name)
    return value.rstrip("/") or usual


def _short(values: Mapping[str, str], name: str, usual: str) -> str:
    value = values.get(name, "").strip()
    if len(value) > _LONGEST_URL or not value.isprintable():
        raise SettingError(name)
    return value or usual


def _currencies(values: Mapping[str, str]) -> dict[str, str]:
    """`TRY, USD`: TRY alone until the merchant knows that more are open to him (A11)."""
    codes = [code.strip().upper() for code in values.get("currencies", "").split(",") if code.strip()] or ["TRY"]
    if not set(codes) <= CURRENCY_NUMBERS.keys():
        raise SettingError("currencies")
    return {code: CURRENCY_NUMBERS[code] for code in codes}


def _statuses(values: Mapping[str, str]) -> Mapping[str, Word]:
    """`BLOCKED: held, CLOSED: captured`: what a word of the provider's own means, beside those that are known (A29)."""
    found: dict[str, Word] = dict(STATUS_WORDS)
    for part in filter(str.strip, values.get("status_words", "").split(",")):
        told, _, meaning = (piece.strip() for piece in part.partition(":"))
        word = next((word for word in _WORDS if word == meaning.lower()), None)
        if not word_of(told) or word is None:
            raise SettingError("status_words")
        found[word_of(told)] = word
    return found


def _not_found(values: Mapping[str, str]) -> str:
    """`Böyle bir işlem yok; no record`: sentences, or parts of them, that say so too. Letters of any size."""
    told = [part.strip() for part in values.get("not_found", "").split(";") if part.strip()]
    if not all(part.isprintable() and len(part) >= _SHORTEST_SENTENCE for part in told):
        raise SettingError("not_found")
    return "|".join([NOT_FOUND, *(re.escape(plain(part)) for part in told)])


def _must(values: Mapping[str, str]) -> frozenset[str]:
    """What an inquiry must tell: `orderId, amount`, one of them, or `none`."""
    value = values.get("inquiry_must", "").strip()
    names = frozenset(name.strip() for name in value.split(",") if name.strip())
    if names == {"none"}:
        return frozenset()
    if not names <= _MUST:
        raise SettingError("inquiry_must")
    return names or _MUST
