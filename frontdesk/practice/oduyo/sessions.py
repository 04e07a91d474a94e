"""Ödüyo's login and what every other call must carry (Ödüyo notes §2)."""

import hmac
import secrets

from frontdesk.practice.delivery import json_response
from frontdesk.practice.exchange import Request, Response
from frontdesk.practice.ground import Ground
from frontdesk.practice.oduyo.answers import finish
from frontdesk.practice.oduyo.errors import BAD_REQUEST, UNAUTHORISED, Refusal
from frontdesk.practice.oduyo.switches import state_of, ways_of

_FIELDS = {"username": "username", "password": "password", "oduyo_api_key": "api_key"}


def login(ground: Ground, request: Request) -> Response:
    """POST ws/login, form encoded. The session id stands where the switch `login_answer` says."""
    ways = ways_of(ground)
    opened = _opened(ground, request)
    if isinstance(opened, Refusal):
        return finish(opened, ways, gateway=False)
    if ways.login_answer == "top":
        return json_response({"status": True, "session_id": opened})
    return finish(opened if ways.login_answer == "bare" else {ways.login_answer: opened}, ways, gateway=False)


def _opened(ground: Ground, request: Request) -> str | Refusal:
    if "application/x-www-form-urlencoded" not in request.headers.get("content-type", ""):
        return BAD_REQUEST
    given, account = request.form(), ground.accounts["oduyo"]
    if any(not given.get(field) for field in _FIELDS):
        return BAD_REQUEST
    if not all(_same(given[field], account[name]) for field, name in _FIELDS.items()):
        return UNAUTHORISED
    session = secrets.token_hex(16)
    state_of(ground).sessions[session] = ground.bank.now() + 60 * ways_of(ground).session_minutes
    return session


def is_known(ground: Ground, request: Request) -> bool:
    """Whether the request carries the API key and a living session, both bare (A18)."""
    key, session = request.headers.get("apikey", ""), request.headers.get("authorization", "")
    ends = state_of(ground).sessions.get(session, 0.0)
    return _same(key, ground.accounts["oduyo"]["api_key"]) and ground.bank.now() < ends


def _same(given: str, known: str) -> bool:
    return hmac.compare_digest(given.encode(), known.encode())
