"""The running practice posts its notices by itself, over HTTP and to this computer only."""

import json
import queue
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from frontdesk.practice.courier import post
from frontdesk.practice.notices import NO_ANSWER, Notice
from frontdesk.practice.server import Practice, start
from tests.practice.test_server import controls, iyzico_desk


class Desk(ThreadingHTTPServer):
    """The merchant's address. `answers` are the next statuses; `heard` is what arrived, (path, headers, body)."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Ear)
        self.answers: list[int] = []
        self.heard: queue.Queue[tuple[str, dict[str, str], bytes]] = queue.Queue()
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/webhooks/iyzico?house=1"

    def hears(self) -> dict[str, object]:
        """The next notice, within twenty seconds."""
        body: dict[str, object] = json.loads(self.heard.get(timeout=20)[2])
        return body


class Ear(BaseHTTPRequestHandler):
    server: Desk

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(self.server.answers.pop(0) if self.server.answers else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()
        self.server.heard.put((self.path, dict(self.headers.items()), body))

    def log_message(self, format: str, *args: object) -> None:
        return None


@pytest.fixture
def desk() -> Iterator[Desk]:
    with Desk() as listening:
        yield listening
        listening.shutdown()


@pytest.fixture
def practice(desk: Desk) -> Iterator[Practice]:
    with start() as running:
        controls(running, "POST", "/settings", {"iyzico": {"webhook_url": desk.url}})
        yield running


def notices(practice: Practice) -> list[dict[str, object]]:
    told = controls(practice, "GET", "/bank")["notices"]
    assert isinstance(told, list)
    return told


def over(practice: Practice) -> list[dict[str, object]]:
    """The notices once none is under way: closing waits for the courier."""
    practice.close()
    return [{"tries": one.tries, "status": one.status, "over": one.over} for one in practice.ground.notices.all()]


def test_the_clocks_move_sends_what_falls_due(practice: Practice, desk: Desk) -> None:
    held = iyzico_desk(practice).holds()
    (waiting,) = notices(practice)
    assert (waiting["event"], waiting["tries"], waiting["status"]) == ("API_AUTH", 0, None)
    assert waiting["payment_id"] == held["paymentId"]
    controls(practice, "POST", "/clock", {"advance": 15})
    path, headers, body = desk.heard.get(timeout=20)
    assert path == "/webhooks/iyzico?house=1"
    assert headers["Content-Type"] == "application/json"
    assert len(headers["X-IYZ-SIGNATURE-V3"]) == 64
    assert json.loads(body)["status"] == "SUCCESS"
    assert over(practice) == [{"tries": 1, "status": 200, "over": True}]


def test_a_desk_that_fails_is_told_again(practice: Practice, desk: Desk) -> None:
    desk.answers = [500]
    iyzico_desk(practice).holds()
    controls(practice, "POST", "/clock", {"advance": 15})
    first = desk.hears()
    assert any(notices(practice)[0]["tries"] == 1 for _ in range(10_000))  # the answer is out before it is noted
    controls(practice, "POST", "/clock", {"advance": 900})
    assert desk.hears() == first
    assert over(practice) == [{"tries": 2, "status": 200, "over": True}]


def test_real_time_wakes_it_too(practice: Practice, desk: Desk) -> None:
    iyzico_desk(practice).holds()
    controls(practice, "POST", "/clock", {"advance": 11.8})
    assert desk.hears()["iyziEventType"] == "API_AUTH"


def test_what_an_address_may_answer(desk: Desk) -> None:
    notice = Notice(1, "iyzico", "API_AUTH", "1", desk.url, (), b"{}", 0, 900)
    desk.answers = [201]
    assert post(notice) == 201
    elsewhere = "https://127.0.0.1/hook", "http://desk.example/hook", "ftp://127.0.0.1/hook"
    for url in (*elsewhere, "http://127.0.0.1:many/", "http://127.0.0.1:9/çıkış", "http://[", "desk"):
        assert post(notice._replace(url=url)) == NO_ANSWER
    desk.shutdown()
    desk.server_close()
    assert post(notice) == NO_ANSWER
