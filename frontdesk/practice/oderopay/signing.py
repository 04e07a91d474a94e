"""ÖderoPay's signatures: SHA-256 over the decoded URL on requests (ÖderoPay notes §3); callback hashes (§7.3)."""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from urllib.parse import unquote, unquote_plus

from frontdesk.practice.exchange import Request

HEADERS = ("x-api-key", "x-rnd-key", "x-auth-version", "x-signature")


def request_signatures(base_url: str, target: str, keys: tuple[str, str], random_key: str, body: str) -> set[str]:
    """The signatures that clients make for this URL; two only where a literal plus sign is decoded both ways (§3.5).

    `target` is path and query as sent, `keys` the API key and the secret key; `body` is empty but for POST and PUT.
    """
    url = base_url + target
    texts = {decoded + keys[0] + keys[1] + random_key + body for decoded in (unquote(url), unquote_plus(url))}
    return {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts}


def refusal(
    request: Request, keys: tuple[str, str], base_urls: Iterable[str], *, any_case: bool
) -> tuple[str, str] | None:
    """Code and words when the request is not properly signed, else None; the check order of §19."""
    missing = [name for name in HEADERS if not request.headers.get(name)]
    if missing:
        return "1001", f"{missing[0]} header is missing"
    if request.headers["x-auth-version"].lower() not in ("v1", "1"):
        return "1001", "x-auth-version is not known"
    if not hmac.compare_digest(request.headers["x-api-key"].encode(), keys[0].encode()):
        return "1002", "API key is not known"
    body = request.body.decode("utf-8", "replace") if request.method in ("POST", "PUT") else ""
    given = request.headers["x-signature"]
    for base_url in base_urls:
        for expected in request_signatures(base_url, request.target, keys, request.headers["x-rnd-key"], body):
            if hmac.compare_digest(given.encode(), expected.encode()) or (any_case and given == expected.upper()):
                return None
    return "1003", "Signature is not equal!"


V1_PARTS = ("status", "completeStatus", "paymentId", "conversationData", "conversationId", "callbackStatus")
V2_PARTS = "status:callbackStatus:completeStatus:paymentId:conversationData:conversationId:mdStatus"


def callback_hash_v1(callback_key: str, fields: dict[str, str]) -> str:
    """Hex over the callback key and six fields joined by ###."""
    text = "###".join([callback_key, *(fields.get(name, "") for name in V1_PARTS)])
    return hashlib.sha256(text.encode()).hexdigest()


def callback_hash_v2(callback_key: str, fields: dict[str, str]) -> str:
    """Hex over the callback key followed directly by the fields that hashParams names."""
    names = fields.get("hashParams", V2_PARTS).split(":")
    text = callback_key + "".join(fields.get(name, "") for name in names)
    return hashlib.sha256(text.encode()).hexdigest()
