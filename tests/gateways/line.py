"""Calls to a gateway over real HTTP on this machine, each verb of each gateway."""

import asyncio
import inspect
from typing import cast

import pytest

from frontdesk.domain.gateway import Gateway, WireRequest
from frontdesk.gateways.accounts import build
from frontdesk.gateways.http import Driver
from tests.gateways.dialects import DIALECTS, QUESTION, Dialect
from tests.gateways.samples import IYZICO_KEYS, ODERO_KEYS, nonces
from tests.gateways.verbs import Conversation
from tests.kit.fault_server import Script, Visit, fault_server

VERBS = ("place", "complete", "capture", "release", "refund", "inquire")
SLOW_VERBS = ("place", "capture")
KEYS = {
    "iyzico": (IYZICO_KEYS.api_key, IYZICO_KEYS.secret_key),
    "oderopay": (ODERO_KEYS.api_key, ODERO_KEYS.secret_key),
}
BY_NAME = {dialect.name: dialect for dialect in DIALECTS}

every_call = pytest.mark.parametrize(("name", "verb"), [(name, verb) for name in sorted(BY_NAME) for verb in VERBS])
some_calls = pytest.mark.parametrize(
    ("name", "verb"), [(name, verb) for name in sorted(BY_NAME) for verb in SLOW_VERBS]
)


def at(name: str, base_url: str) -> Dialect:
    """The dialect with its account at another address."""
    api_key, secret_key = KEYS[name]
    values = {"base_url": base_url, "api_key": api_key, "secret_key": secret_key}
    return BY_NAME[name]._replace(gateway=build(name, values, nonces(QUESTION)))


def carry(dialect: Dialect, verb: str, driver: Driver | None = None, limit: float = 10.0) -> object:
    async def call() -> object:
        line = driver or Driver("practice", connect_seconds=5)
        conversation = dialect.begin(verb)
        try:
            return await line.run(dialect.gateway, conversation, limit)
        finally:
            assert inspect.getgeneratorstate(conversation) == inspect.GEN_CLOSED

    return asyncio.run(call())


class Elsewhere:
    """An account at another address, as far as a line knows it."""

    name = "elsewhere"

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url


def carry_at(base_url: str, conversation: Conversation, limit: float = 10.0) -> object:
    """What the driver makes of a conversation whose account lies at another address."""
    gateway = cast("Gateway", Elsewhere(base_url))
    return asyncio.run(Driver("practice", connect_seconds=5).run(gateway, conversation, limit))


def outcome(name: str, verb: str, script: Script, limit: float = 10.0) -> object:
    """What the driver makes of one call to a server with this script. The card goes out at most once."""
    with fault_server(script) as server:
        told = carry(at(name, server.url), verb, limit=limit)
    assert len(server.visits) == 1
    return told


def well(dialect: Dialect, verb: str) -> Script:
    """The gateway as it answers when all is well."""
    bank = dialect.bank(verb)

    def script(visit: Visit) -> None:
        head, _, body = visit.read_request().partition(b"\r\n\r\n")
        method, target = head.split(b" ")[:2]
        request = WireRequest("GET" if method == b"GET" else "POST", target.decode(), (), body)
        visit.answer(bank(request).body, "200 OK", "Content-Type: application/json")

    return script
