"""How requests are signed and answers are checked. Pure: random keys are arguments. Sources: iyzico notes §3, §11 and
§16, ÖderoPay notes §3, §7.3 and §14."""

import base64
import hashlib
import hmac
from collections.abc import Iterable, Mapping
from urllib.parse import unquote, urlsplit

_CALLBACK_V1 = ("status", "completeStatus", "paymentId", "conversationData", "conversationId", "callbackStatus")
_CALLBACK_V2 = "status:callbackStatus:completeStatus:paymentId:conversationData:conversationId:mdStatus"


def _bytes(text: str) -> bytes:
    """UTF-8; half a surrogate pair, which a hostile answer may hold, is kept instead of raised about."""
    return text.encode("utf-8", "surrogatepass")


def same(told: str, ours: str) -> bool:
    """Equal, compared in constant time; an empty text never is."""
    return bool(ours) and hmac.compare_digest(_bytes(told), _bytes(ours))


def hmac_hex(secret_key: str, message: bytes) -> str:
    return hmac.new(_bytes(secret_key), message, hashlib.sha256).hexdigest()


def iyzico_authorization(api_key: str, secret_key: str, random_key: str, url: str, body: bytes) -> str:
    """The Authorization header of one request: path without query and the exact body are signed (iyzico notes §3.1)."""
    signature = hmac_hex(secret_key, _bytes(random_key + urlsplit(url).path) + body)
    token = f"apiKey:{api_key}&randomKey:{random_key}&signature:{signature}"
    return "IYZWSv2 " + base64.b64encode(_bytes(token)).decode("ascii")


def iyzico_answer(secret_key: str, values: Iterable[str]) -> str:
    """The signature of an answer or of a return from the bank page, over its own values in the note's order (§11)."""
    return hmac_hex(secret_key, _bytes(":".join(values)))


def iyzico_notice(secret_key: str, *values: str) -> str:
    """X-IYZ-SIGNATURE-V3 of a webhook: the key itself, then the event's values, nothing between (iyzico notes
    §16.3)."""
    return hmac_hex(secret_key, _bytes(secret_key + "".join(values)))


def oderopay_signature(url: str, api_key: str, secret_key: str, random_key: str, body: bytes) -> str:
    """x-signature: a plain SHA-256 over the percent-decoded URL, both keys, the random key and the body (ÖderoPay
    notes §3.2)."""
    text = _bytes(unquote(url) + api_key + secret_key + random_key) + body
    return base64.b64encode(hashlib.sha256(text).digest()).decode("ascii")


def oderopay_callback(callback_key: str, fields: Mapping[str, str]) -> str:
    """The hash a return from the bank page must carry: V2 when it names its fields, else V1 (ÖderoPay notes §7.3).
    Empty for another list of fields than the note's, which no hash equals: the list itself is not hashed, and with
    another one the same text could be told as other values."""
    named = fields.get("hashParams", "")
    if not named:
        parts = [callback_key, *(fields.get(name, "") for name in _CALLBACK_V1)]
        return hashlib.sha256(_bytes("###".join(parts))).hexdigest()
    if named != _CALLBACK_V2:
        return ""
    values = "".join(fields.get(name, "") for name in named.split(":"))
    return hashlib.sha256(_bytes(callback_key + values)).hexdigest()


def ahlpay_hash(hash_password: str, rnd: str, order_id: str, total: str, merchant_id: str) -> str:
    """The hash of a request: SHA-512 over UTF-16LE without a mark, in capitals (AHL Pay notes §6.1). `total` is what
    the note puts fourth for the service, "" for an inquiry. The same recipe over an answer's own values is the
    candidate for its responseHash (§6.5)."""
    told = (hash_password + rnd + order_id + total + merchant_id).encode("utf-16-le", "surrogatepass")
    return hashlib.sha512(told).hexdigest().upper()


def oderopay_notice(webhook_key: str, *values: str) -> str:
    """x-cg-signature-v1 of a webhook, as Craftgate signs it (ÖderoPay notes §14)."""
    digest = hmac.new(_bytes(webhook_key), _bytes("".join(values)), hashlib.sha256).digest()
    return base64.b64encode(digest).decode("ascii")
