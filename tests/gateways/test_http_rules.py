"""Whom the driver may reach, what it logs, and how it ends: over real HTTP on this machine."""

import asyncio
import inspect
import logging
import threading
from collections.abc import Generator

import pytest

from frontdesk.domain.gateway import Answer, Approved, NotSent, Unknown, WireRequest, WireResponse
from frontdesk.gateways.accounts import LIVE_HOSTS
from frontdesk.gateways.http import Driver
from tests.gateways.dialects import DIALECTS, Dialect
from tests.gateways.line import at, carry, every_call, well
from tests.kit.fault_server import Visit, fault_server

BY_NAME = {dialect.name: dialect for dialect in DIALECTS}


@pytest.mark.parametrize("host", sorted(LIVE_HOSTS))
@pytest.mark.parametrize("kind", ["practice", "test"])
def test_money_is_never_real_outside_live(kind: str, host: str) -> None:
    driver = Driver("practice") if kind == "practice" else Driver("test")
    for spelled in (host, host.upper(), host + "."):
        told = carry(at("iyzico", f"https://{spelled}"), "place", driver)
        assert told == NotSent("host_not_allowed")


@pytest.mark.parametrize(
    "base_url", ["https://sandbox-api.iyzipay.com", "http://192.0.2.1", "http://127.0.0.1.example", "http://0.0.0.0"]
)
def test_practice_reaches_this_machine_only(base_url: str) -> None:
    assert carry(at("iyzico", base_url), "place", Driver("practice")) == NotSent("host_not_allowed")


@pytest.mark.parametrize("base_url", ["https://xn--api.example", "https://api.iyzipay.com%2e", "https://%61pi.example"])
def test_a_host_that_is_no_name_is_never_reached(base_url: str) -> None:
    """Nor does it raise: the attempt is begun by then, and must be settled."""
    for kind in ("test", "live"):
        assert carry(at("iyzico", base_url), "place", Driver(kind)) == NotSent()


def test_live_and_test_speak_tls_only() -> None:
    assert carry(at("iyzico", "http://192.0.2.1"), "place", Driver("live")) == NotSent("host_not_allowed")
    assert carry(at("iyzico", "http://127.0.0.1:1"), "place", Driver("live")) == NotSent("host_not_allowed")
    assert carry(at("iyzico", "http://192.0.2.1"), "place", Driver("test")) == NotSent("host_not_allowed")


def test_a_cancelled_call_stays_cancelled_and_its_conversation_is_closed() -> None:
    arrived = threading.Event()

    def script(visit: Visit) -> None:
        visit.read_request()
        arrived.set()
        visit.until_it_leaves()

    async def cancelled(dialect: Dialect) -> Generator[WireRequest, WireResponse, object]:
        conversation = dialect.begin("place")
        task = asyncio.create_task(Driver("practice").run(dialect.gateway, conversation, 30))
        await asyncio.to_thread(arrived.wait, 20)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return conversation

    with fault_server(script) as server:
        conversation = asyncio.run(cancelled(at("iyzico", server.url)))
    assert inspect.getgeneratorstate(conversation) == inspect.GEN_CLOSED


def test_a_mistake_of_a_reader_is_unclear_and_its_text_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    def conversation() -> Generator[WireRequest, WireResponse, Answer]:
        response = yield WireRequest("POST", "/payment/preauth", (), b"5528790000000008")
        raise KeyError(response.body.decode())

    def script(visit: Visit) -> None:
        visit.read_request()
        visit.answer(b"card 5528790000000008")

    with fault_server(script) as server, caplog.at_level(logging.DEBUG):
        told = asyncio.run(Driver("practice").run(at("iyzico", server.url).gateway, conversation(), 5))
    assert told == Unknown("answer_unreadable")
    assert "5528790000000008" not in caplog.text
    assert "KeyError" in caplog.text


@every_call
def test_logs_hold_no_card_no_key_and_no_body(name: str, verb: str, caplog: pytest.LogCaptureFixture) -> None:
    dialect = BY_NAME[name]
    with caplog.at_level(logging.DEBUG), fault_server(well(dialect, verb)) as server:
        carry(at(name, server.url), verb)
    for secret in (
        "5528790000000008",
        "ExampleSecret",
        "ExampleApiKey",
        "sk-Deniz",
        "ak-otel",
        "success",
        "11111111110",
    ):
        assert secret not in caplog.text


def test_an_approval_travels_the_whole_way() -> None:
    dialect = BY_NAME["oderopay"]
    with fault_server(well(dialect, "place")) as server:
        told = carry(at("oderopay", server.url), "place", Driver("test"))
    assert isinstance(told, Approved)
    assert told.payment_id == "7001"


def test_warming_up_imports_and_connects_nothing() -> None:
    Driver("practice").warm()
    Driver("test").warm()
