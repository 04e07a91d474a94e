"""Masking: what may be logged of a text that came from, or goes to, a gateway. Card numbers, CVVs, keys and pages
never stay."""

import re

from frontdesk.domain.card import passes_luhn

MASK = "••••"
# Names whose values are never shown, in JSON, form, query and header spelling, plain or escaped inside another text.
_NAMES = (
    "cardnumber|card_number|pan|cvc|cvc2|cvv|cvv2|cv2|expiremonth|expireyear|cardholdername|identitynumber|gsmnumber|email"
    "|apikey|api_key|secretkey|secret_key|callback_key|x-api-key|x-signature|x-rnd-key|x-iyzi-rnd|authorization|signature|hash"
    "|threedshtmlcontent|htmlcontent|cardtoken|carduserkey|password|hash_password|hashpassword|token|usercode"
    "|expirydatemonth|expirydateyear|oduyo_api_key|session_id|html_form|holder_name|expiry_month|expiry_year|space[1-7]"
)
_JSON = re.compile(rf'(\\*"(?:{_NAMES})\\*"\s*:\s*)(\\*"(?:[^"\\]|\\.)*?\\*"|[^\s,}}\]]+)', re.IGNORECASE)
_FORM = re.compile(rf"(\b(?:{_NAMES})=)([^&\s\"']*)", re.IGNORECASE)
_HEADER = re.compile(rf"(\b(?:{_NAMES}):[ \t]*)([^\r\n]*)", re.IGNORECASE)
# The token of a hosted page is a part of its path (ÖderoPay notes §13).
_PATH = re.compile(r"(/checkout-payments/)(?!init\b)[^/?#\s\"']+", re.IGNORECASE)
# Digits with blanks, dashes, dots or their URL spellings between them.
_DIGIT_RUN = re.compile(r"(?<!\d)\d(?:(?:[ .\-+\u00a0]|%20|%2D)?\d){11,22}(?!\d)", re.IGNORECASE)
_NOT_DIGITS = re.compile(r"%20|%2D|\D", re.IGNORECASE)


def scrub(text: str | bytes) -> str:
    """The text with every secret replaced by dots. Bytes are read as UTF-8, then as they can be."""
    shown = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    for pattern in (_JSON, _FORM, _HEADER, _PATH):
        shown = pattern.sub(lambda found: found[1] + MASK, shown)
    return _DIGIT_RUN.sub(_masked_run, shown)


def _masked_run(found: re.Match[str]) -> str:
    """A run of digits that holds a card number anywhere: 12 to 19 digits that pass Luhn."""
    digits = _NOT_DIGITS.sub("", found[0])
    starts = range(len(digits) - 11)
    if any(
        passes_luhn(digits[start:end])
        for start in starts
        for end in range(start + 12, min(start + 19, len(digits)) + 1)
    ):
        return MASK
    return found[0]
