"""The login of a merchant (notes §4). The token lives here, in memory, and is never shown."""

import base64
import binascii
import json
from dataclasses import dataclass, field

from frontdesk.domain.gateway import Refused, WireRequest, WireResponse
from frontdesk.gateways.ahlpay.profile import AhlPayKeys, AhlPayProfile
from frontdesk.gateways.ahlpay.refusals import envelope, is_door
from frontdesk.gateways.answers import BadAnswerError, ident, label, must
from frontdesk.gateways.wire import to_body

LOGIN_PATH = "/api/Security/AuthenticationMerchant"
JSON_HEADERS = (("Content-Type", "application/json; charset=utf-8"), ("Accept", "application/json"))
_LONGEST_TOKEN = 8000


@dataclass(frozen=True, slots=True)
class Session:
    """A token that stood at its login. `ends` is UTC seconds where the token itself tells it, else 0."""

    authorization: str = field(repr=False)
    merchant_id: int
    ends: int = 0

    def good_until(self, taken_at: int, profile: AhlPayProfile) -> int:
        """UTC seconds; a token that tells no end is trusted for the profile's time (A5)."""
        return self.ends - profile.token_margin if self.ends else taken_at + profile.token_seconds


def login_request(keys: AhlPayKeys) -> WireRequest:
    return WireRequest("POST", LOGIN_PATH, JSON_HEADERS, to_body({"email": keys.email, "password": keys.password}))


def logged_in(response: WireResponse, wanted: str) -> Session | Refused:
    """The session; `wanted` is the merchant number that it must be for, "" for any (A2)."""
    if is_door(response):
        return Refused("wrong_keys")
    told = envelope(response)
    if isinstance(told, Refused):
        return told
    if not told.good:
        # Nothing but the login can be refused here, whatever the code is (§9.2).
        return Refused("wrong_keys", told.code)
    data = told.data
    if not isinstance(data, dict):
        raise BadAnswerError("answer_unreadable")
    token, merchant = data.get("token"), ident(data, "merchantId")
    if not isinstance(token, str) or not 0 < len(token) <= _LONGEST_TOKEN or not _is_header_text(token):
        raise BadAnswerError("answer_unreadable")
    must(merchant.isascii() and merchant.isdigit() and int(merchant) > 0, "answer_unreadable")
    if wanted and int(wanted) != int(merchant):
        return Refused("other_merchant")
    scheme = label(data, "tokenType") or "Bearer"
    must(_is_header_text(scheme), "answer_unreadable")
    return Session(f"{scheme} {token}", int(merchant), _end_of(token))


def _is_header_text(text: str) -> bool:
    return text.isascii() and text.isprintable() and " " not in text


def _end_of(token: str) -> int:
    """`exp` of a JWT, 0 for any other token. Not verified: it only says when to log in again."""
    parts = token.split(".")
    if len(parts) != 3:
        return 0
    try:
        claims = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return 0
    end = claims.get("exp") if isinstance(claims, dict) else None
    return end if type(end) is int and 0 < end < 10**11 else 0
