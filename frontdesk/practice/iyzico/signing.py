"""iyzico's signatures: IYZWSv2 on requests (iyzico notes §3) and HMAC over listed values on answers (§11)."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence

from frontdesk.practice.exchange import Request
from frontdesk.practice.wire_json import Json, Number, trimmed

SIX = ("paymentId", "currency", "basketId", "conversationId", "paidPrice", "price")
START = ("paymentId", "conversationId")
REFUND = ("paymentId", "price", "currency", "conversationId")
FORM_START = ("conversationId", "token")
EIGHT = ("paymentStatus", "paymentId", "currency", "basketId", "conversationId", "paidPrice", "price", "token")
CALLBACK = ("conversationData", "conversationId", "mdStatus", "paymentId", "status")


def request_signature(secret_key: str, random_key: str, path: str, body: bytes) -> str:
    """Lower-case hex over random key, path without query, and the very bytes that were received (§3.1)."""
    message = random_key.encode() + path.encode() + body
    return hmac.new(secret_key.encode(), message, hashlib.sha256).hexdigest()


def refusal(request: Request, api_key: str, secret_key: str) -> str | None:
    """Error code 1000 or 1001 when the request is not properly signed, else None (§3.6, §21)."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme != "IYZWSv2":
        return "1000"
    try:
        text = base64.b64decode(token, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return "1000"
    parts = dict(part.partition(":")[::2] for part in text.split("&"))
    if not hmac.compare_digest(parts.get("apiKey", "").encode(), api_key.encode()):
        return "1001"
    expected = request_signature(secret_key, parts.get("randomKey", ""), request.path, request.body)
    given = parts.get("signature", "")
    return None if hmac.compare_digest(given.encode(), expected.encode()) else "1000"


def values_signature(secret_key: str, values: Sequence[str]) -> str:
    """The values joined by colons, hashed (§11.1)."""
    return hmac.new(secret_key.encode(), ":".join(values).encode(), hashlib.sha256).hexdigest()


def answer_signature(secret_key: str, answer: dict[str, Json], names: Sequence[str]) -> str:
    """Over the answer's own values; a missing one is empty, prices are trimmed (§11.1)."""
    return values_signature(secret_key, [_plain(answer.get(name)) for name in names])


def _plain(value: Json) -> str:
    if isinstance(value, Number):
        return trimmed(value)
    return "" if value is None else str(value)
