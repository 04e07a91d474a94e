"""The login and the session that comes of it (notes §2). The session id lives here alone, in memory."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlencode

from frontdesk.domain.gateway import Refused, WireRequest, WireResponse
from frontdesk.gateways.answers import BadAnswerError, Fields, opened
from frontdesk.gateways.oduyo.profile import OduyoKeys, OduyoProfile

_LONGEST = 500
# Keys of an answer that may be shown: nothing that could be a value in disguise.
_PLAIN_KEY = re.compile(r"[A-Za-z_]{1,20}", re.ASCII)


@dataclass(slots=True)
class Session:
    """`token` is "" before the first login. `since` is when it was got and `now` when the desk last spoke of the time,
    both UTC seconds; a login inside a verb has no clock and leaves `since`, so it is only renewed the earlier."""

    token: str = field(default="", repr=False)
    since: int = 0
    now: int = 0

    def is_good(self, seconds: int) -> bool:
        """A clock that was put back ends it too."""
        return bool(self.token) and 0 <= self.now - self.since < seconds


def login(keys: OduyoKeys) -> WireRequest:
    """Form fields, all three as every sample sends them; the key goes as a header too, as with every call (§2)."""
    fields = {"username": keys.username, "oduyo_api_key": keys.api_key, "password": keys.password}
    headers = (
        ("Accept", "application/json"),
        ("Apikey", keys.api_key),
        ("Content-Type", "application/x-www-form-urlencoded"),
    )
    return WireRequest("POST", "/ws/login", headers, urlencode(fields).encode("ascii"))


def session_of(response: WireResponse, profile: OduyoProfile) -> str | Refused:
    """The session id of an answer whose shape is documented nowhere (A1). Refused names status and keys, no values."""
    fields = opened(response)
    token = _found(fields, profile) if response.status < 300 else ""
    if not token:
        names = ",".join(sorted(name for name in fields if _PLAIN_KEY.fullmatch(name))[:5])
        return Refused("wrong_keys", f"{response.status} {names}".strip())
    return token


def _found(fields: Fields, profile: OduyoProfile) -> str:
    if fields.get("status") in (False, 0, "0", "false"):
        return ""
    data = fields.get("data")
    told = [data.get(name) for name in profile.session_names] if isinstance(data, dict) else [data]
    for value in (*told, fields.get(profile.session_names[0])):
        if isinstance(value, str) and value:
            return _as_header(value)
    return ""


def _as_header(value: str) -> str:
    """The id goes bare into a header: nothing but visible ASCII may (A18)."""
    if len(value) > _LONGEST or not value.isascii() or not value.isprintable() or " " in value:
        raise BadAnswerError("answer_unreadable")
    return value
