"""AHL Pay's login and bearer tokens (AHL Pay notes §4, §13.2)."""

import base64
import hmac
import secrets

from frontdesk.practice.ahlpay import errors
from frontdesk.practice.ahlpay.answers import Outcome, Reply
from frontdesk.practice.ahlpay.fields import Asked
from frontdesk.practice.ahlpay.standing import MERCHANT_NAME, NAME, state, ways
from frontdesk.practice.exchange import Request
from frontdesk.practice.ground import Ground
from frontdesk.practice.wire_json import Json, write


def login(asked: Asked) -> Outcome:
    """POST AuthenticationMerchant: e-mail and password for a token and the merchant's number."""
    ground, account = asked.ground, asked.ground.accounts[NAME]
    if not (_is(asked.body.text("email"), account["email"]) & _is(asked.body.text("password"), account["password"])):
        return errors.LOGIN_REFUSED
    token = _new_token(ground)
    state(ground).tokens[token] = ground.bank.now()
    return Reply(
        {
            "token": token,
            "tokenType": "Bearer",
            "fullName": "Örnek Otel API",
            "sessionId": secrets.token_hex(16),
            "merchantName": MERCHANT_NAME,
            "merchantId": int(account["merchant_id"]),
        }
    )


def _is(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), right.encode())


def let_in(ground: Ground, request: Request) -> bool:
    """Whether the request carries a token that is known and has not run out on the bank's clock."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    issued = state(ground).tokens.get(token.strip())
    return scheme.lower() == "bearer" and issued is not None and ground.bank.now() < issued + ways(ground).token_ttl


def _new_token(ground: Ground) -> str:
    """Three parts like a JWT's; with `token_tells_end` the middle one is a real one that says when the token ends."""
    end = int(ground.bank.now()) + ways(ground).token_ttl
    told: Json = {"exp": end} if ways(ground).token_tells_end else secrets.token_hex(12)
    parts = [write({"alg": "HS512", "typ": "JWT"}).encode(), write(told).encode(), secrets.token_bytes(32)]
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)
