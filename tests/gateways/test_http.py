"""The driver on a real line to a server that fails: never sent, or unclear, nothing in between (fault rows 1 to 26)."""

import asyncio
import gzip
import socket
import threading
from collections.abc import Generator
from typing import cast

import pytest

from frontdesk.domain.gateway import Answer, Gateway, NotSent, Refused, Unknown, WireRequest, WireResponse
from frontdesk.gateways.http import MOST_BYTES, Driver
from tests.gateways.dialects import DIALECTS
from tests.gateways.line import at, carry, every_call, outcome, some_calls, well
from tests.kit.fault_server import Visit, closed_port, fault_server

BY_NAME = {dialect.name: dialect for dialect in DIALECTS}


@every_call
def test_all_is_well(name: str, verb: str) -> None:
    dialect = BY_NAME[name]
    with fault_server(well(dialect, verb)) as server:
        told = carry(at(name, server.url), verb)
    assert not isinstance(told, NotSent | Unknown | Refused), told
    first = server.visits[0].received
    assert b"\r\naccept-encoding: identity\r\n" in first.lower()
    assert b"user-agent" not in first.lower()
    # Two questions of one inquiry travel on two connections.
    assert len(server.visits) == (2 if verb == "inquire" else 1)


@every_call
def test_row_1_connection_refused_is_not_sent(name: str, verb: str) -> None:
    assert carry(at(name, f"http://127.0.0.1:{closed_port()}"), verb) == NotSent()


@every_call
def test_row_2_no_such_host_is_not_sent(name: str, verb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_name(*_args: object, **_kwargs: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", no_name)
    assert carry(at(name, "https://gateway.invalid"), verb, Driver("live")) == NotSent()


@every_call
@pytest.mark.parametrize(
    "base_url", ["http://127.0.0.1:99999", "http://[::1", "http://", "ftp://127.0.0.1", "http://u:p@127.0.0.1"]
)
def test_row_5_a_bad_address_is_not_sent(name: str, verb: str, base_url: str) -> None:
    gateway = cast("Gateway", Moving(base_url))
    told = asyncio.run(Driver("practice").run(gateway, BY_NAME[name].begin(verb), 5))
    assert told == NotSent()


def test_row_5_a_header_that_our_own_side_refuses_is_not_sent() -> None:
    def conversation() -> Generator[WireRequest, WireResponse, Answer]:
        yield WireRequest("POST", "/payment/preauth", (("x-rnd-key", "two\nlines"),), b"{}")
        return Refused("never")

    with fault_server(lambda visit: visit.until_it_leaves()) as server:
        told = asyncio.run(Driver("practice").run(at("iyzico", server.url).gateway, conversation(), 5))
    assert told == NotSent()
    assert [visit.received for visit in server.visits if visit.received] == []


@every_call
def test_row_6_reset_right_after_the_handshake_is_unclear(name: str, verb: str) -> None:
    def script(visit: Visit) -> None:
        visit.received = visit.line.recv(1)
        visit.reset()

    assert outcome(name, verb, script) == Unknown("line_cut")


def test_row_6_reset_before_a_byte_is_not_sent_or_unclear_whichever_the_line_showed() -> None:
    assert outcome("iyzico", "place", Visit.reset) in (NotSent(), Unknown("line_cut"))


@every_call
def test_row_7_closed_after_the_whole_request_is_unclear(name: str, verb: str) -> None:
    def script(visit: Visit) -> None:
        visit.read_request()

    assert outcome(name, verb, script) == Unknown("line_cut")


@every_call
def test_row_8_reset_after_the_whole_request_is_unclear(name: str, verb: str) -> None:
    def script(visit: Visit) -> None:
        visit.read_request()
        visit.reset()

    assert outcome(name, verb, script) == Unknown("line_cut")


@some_calls
def test_row_9_no_answer_is_unclear_at_the_outer_limit(name: str, verb: str) -> None:
    def script(visit: Visit) -> None:
        visit.read_request()
        visit.until_it_leaves()

    assert outcome(name, verb, script, limit=0.2) == Unknown("no_answer")


def test_row_10_a_request_that_stalls_half_way_is_unclear() -> None:
    def conversation() -> Generator[WireRequest, WireResponse, Answer]:
        yield WireRequest("POST", "/payment/preauth", (), b"x" * 50_000_000)
        return Refused("never")

    stop = threading.Event()

    def script(visit: Visit) -> None:
        stop.wait(20)

    with fault_server(script) as server:
        told = asyncio.run(Driver("practice").run(at("iyzico", server.url).gateway, conversation(), 0.3))
        stop.set()
    assert told == Unknown("no_answer")


@some_calls
def test_row_11_a_drop_at_a_time_is_unclear_at_the_outer_limit(name: str, verb: str) -> None:
    def script(visit: Visit) -> None:
        visit.read_request()
        visit.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        for _ in range(1000):
            visit.send(b" ")
            threading.Event().wait(0.02)

    assert outcome(name, verb, script, limit=0.3) == Unknown("no_answer")


@every_call
def test_row_12_an_answer_cut_off_is_unclear(name: str, verb: str) -> None:
    def script(visit: Visit) -> None:
        visit.read_request()
        visit.send(b'HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{"status":"success"')

    assert outcome(name, verb, script) == Unknown("line_cut")


@every_call
@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"SMTP ready\r\n\r\n", "line_cut"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", "line_cut"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd", "answer_unreadable"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 4\r\n\r\nabcd", "answer_unreadable"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "line_cut"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 200_000 + b"\r\n\r\n", "line_cut"),
    ],
    ids=["status line", "length", "bad gzip", "unknown packing", "bad chunk", "endless header"],
)
def test_row_13_garbage_is_unclear(name: str, verb: str, raw: bytes, problem: str) -> None:
    def script(visit: Visit) -> None:
        visit.read_request()
        visit.send(raw)

    assert outcome(name, verb, script) == Unknown(problem)


@every_call
@pytest.mark.parametrize("status", ["500 Internal", "502 Bad Gateway", "503 Busy", "504 Timeout"])
def test_row_14_an_error_page_may_follow_execution(name: str, verb: str, status: str) -> None:
    def script(visit: Visit) -> None:
        visit.read_request()
        visit.answer(b"<html>bad gateway</html>", status, "Retry-After: 7")

    assert outcome(name, verb, script) == Unknown("server_error", retry_after=7)


@every_call
@pytest.mark.parametrize("way", ["announced", "not announced", "packed"])
def test_row_15_a_flood_is_cut_off(name: str, verb: str, way: str) -> None:
    flood = b" " * (MOST_BYTES * 3)

    def script(visit: Visit) -> None:
        visit.read_request()
        if way == "announced":
            visit.send(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n")
        elif way == "not announced":
            visit.send(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + flood)
        else:
            visit.answer(gzip.compress(flood), "200 OK", "Content-Encoding: gzip")

    told = outcome(name, verb, script)
    assert (
        told in (Unknown("answer_too_large"), Unknown("line_cut"))
        if way == "announced"
        else told == Unknown("answer_too_large")
    )


@every_call
def test_row_15_and_26_a_page_of_the_house_network_is_unclear(name: str, verb: str) -> None:
    def script(visit: Visit) -> None:
        visit.read_request()
        visit.answer("<html>Misafir ağı: giriş yapın</html>".encode())

    assert outcome(name, verb, script) == Unknown("answer_unreadable")


@every_call
def test_a_packed_answer_is_read(name: str, verb: str) -> None:
    bank = BY_NAME[name].refusal("10051", "NOT_SUFFICIENT_FUNDS", 200)

    def script(visit: Visit) -> None:
        visit.read_request()
        visit.answer(gzip.compress(bank.body), "200 OK", "Content-Encoding: gzip")

    told = outcome(name, verb, script)
    assert told == Refused("not_enough_limit", "10051", "NOT_SUFFICIENT_FUNDS")


@every_call
def test_row_20_wrong_keys_are_a_clear_no(name: str, verb: str) -> None:
    code, status = {"iyzico": ("1001", "400 Bad"), "oderopay": ("1002", "401 No")}[name]
    refusal = BY_NAME[name].refusal(code, "", 401)

    def script(visit: Visit) -> None:
        visit.read_request()
        visit.answer(refusal.body, status)

    assert outcome(name, verb, script) == Refused("wrong_keys", code)


@every_call
@pytest.mark.parametrize("status", ["408 Slow", "409 Conflict", "425 Early", "429 Many"])
def test_row_21_not_now_is_unclear_and_says_when(name: str, verb: str, status: str) -> None:
    def script(visit: Visit) -> None:
        visit.read_request()
        visit.answer(b"", status, "Retry-After: 12")

    told = outcome(name, verb, script)
    assert isinstance(told, Unknown)
    assert told.retry_after == 12


@every_call
@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "307 Temporary", "308 Permanent"])
def test_row_22_a_card_is_never_posted_to_another_host(name: str, verb: str, status: str) -> None:
    with fault_server(lambda visit: visit.answer(b"{}")) as other:

        def script(visit: Visit) -> None:
            visit.read_request()
            visit.answer(b"", status, f"Location: {other.url}/payment/preauth")

        assert outcome(name, verb, script) == Unknown("redirected")
    assert other.visits == []


class Moving:
    """An account whose address changes between two steps of a conversation."""

    name = "moving"

    def __init__(self, *urls: str) -> None:
        self._urls = list(urls)

    @property
    def base_url(self) -> str:
        return self._urls.pop(0)


def test_a_later_step_that_never_left_is_unclear() -> None:
    """Something was sent before: the conversation as a whole is not "not sent"."""

    def script(visit: Visit) -> None:
        visit.read_request()
        visit.answer(b"{}")

    with fault_server(script) as server:
        moving = cast("Gateway", Moving(server.url, f"http://127.0.0.1:{closed_port()}"))
        told = asyncio.run(Driver("practice").run(moving, two_steps(), 5))
    assert told == Unknown("line_cut")


def two_steps() -> Generator[WireRequest, WireResponse, Answer]:
    yield WireRequest("POST", "/payment/detail", (), b"{}")
    yield WireRequest("GET", "/v2/reporting", ())
    return Refused("never")
