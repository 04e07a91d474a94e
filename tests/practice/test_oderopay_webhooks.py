"""Craftgate-shaped notices of the practice ÖderoPay, behind a switch (ÖderoPay notes §14)."""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Ground
from frontdesk.practice.notices import NO_ANSWER, Notice, delivered, due_notices
from frontdesk.practice.oderopay import webhooks
from frontdesk.practice.oderopay.ways import ways_of
from frontdesk.practice.server import start
from tests.practice.clients import CALLBACK, Browser, Oderopay

INBOX, KEY = "http://127.0.0.1:9/notices", "whk-41c7be90d2"


@pytest.fixture
def heard(ground: Ground) -> Ground:
    """The ground whose merchant has an inbox."""
    ground.ways["oderopay"] = ways_of(ground)._replace(webhook_url=INBOX, webhook_key=KEY)
    return ground


def told(ground: Ground) -> list[tuple[str, str, str]]:
    """Event, status and payload of every notice, each checked against its own signature."""
    return [sound(one) for one in ground.notices.all()]


def sound(notice: Notice) -> tuple[str, str, str]:
    body = json.loads(notice.body)
    text = f"{body['eventType']}{body['eventTimestamp']}{body['status']}{body['payloadId']}"
    expected = base64.b64encode(hmac.new(KEY.encode(), text.encode(), hashlib.sha256).digest()).decode()
    assert dict(notice.headers)["x-cg-signature-v1"] == expected
    return body["eventType"], body["status"], body["payloadId"]


def test_the_notes_worked_example_to_the_byte() -> None:
    signature = webhooks.signature(KEY, "API_AUTH", 1784201400, "SUCCESS", "7001")
    assert signature == "yyqGUMwJ+F74RaaGeYjpwOIehxZfRJgHwOMohQ5tlRk="
    assert webhooks.body_text("API_AUTH", 1784201400, "SUCCESS", "7001") == (
        '{"eventType":"API_AUTH","eventTime":"2026-07-16T14:30:00","eventTimestamp":1784201400,'
        '"status":"SUCCESS","payloadId":"7001"}'
    )


def test_none_are_sent_by_default(ground: Ground, odero: Oderopay) -> None:
    odero.holds()
    ground.ways["oderopay"] = ways_of(ground)._replace(webhook_url=INBOX)
    odero.gives_back(odero.holds()["id"])
    assert ground.notices.all() == []


def test_payments_and_refunds_are_told_and_captures_are_not(heard: Ground, odero: Oderopay) -> None:
    held, freed = odero.holds()["id"], odero.holds()["id"]
    odero.holds(cardNumber="4102090000000000")
    odero.captures(held, 1250.5)
    cancel, refund = odero.gives_back(freed)["id"], odero.gives_back(held)["id"]
    sold = odero.sells()
    line = sold.rows("paymentTransactions")[0]["id"]
    odero.call(
        "POST",
        "/payment/v1/refund-transactions",
        {"paymentTransactionId": line, "refundPrice": 1, "conversationId": "c"},
    )
    notices = told(heard)
    refused = odero.searches("RZV-2026-000184")[1]["id"]
    assert notices[:6] == [
        ("API_AUTH", "SUCCESS", str(held)),
        ("API_AUTH", "SUCCESS", str(freed)),
        ("API_AUTH", "FAILURE", str(refused)),
        ("REFUND", "SUCCESS", str(cancel)),
        ("REFUND", "SUCCESS", str(refund)),
        ("API_AUTH", "SUCCESS", str(sold["id"])),
    ]
    assert notices[6][:2] == ("REFUND_TX", "SUCCESS")


def challenged(odero: Oderopay, guest: Browser, code: str = "123456", card: str = "5258640000000001") -> str:
    """The payment's id after the bank's page."""
    page = guest.opens(odero.starts_challenge(cardNumber=card).text("htmlContent"))
    guest.presses(page, "code", code)
    return str(odero.searches("RZV-2026-000184")[0]["id"])


def test_a_challenge_is_told_twice_on_a_3d_model_pos(heard: Ground, odero: Oderopay, odero_guest: Browser) -> None:
    number = challenged(odero, odero_guest)
    odero.completes(number)
    assert told(heard) == [("THREEDS_VERIFY", "SUCCESS", number), ("API_AUTH", "SUCCESS", number)]


def test_a_challenge_that_fails(heard: Ground, odero: Oderopay, odero_guest: Browser) -> None:
    failed = challenged(odero, odero_guest, "111111")
    declined = challenged(odero, odero_guest, card="4102990000000001")
    odero.completes(declined)
    assert told(heard) == [
        ("THREEDS_VERIFY", "FAILURE", failed),
        ("THREEDS_VERIFY", "SUCCESS", declined),
        ("API_AUTH", "FAILURE", declined),
    ]


def test_a_3d_pay_pos_tells_once(heard: Ground, odero: Oderopay, odero_guest: Browser) -> None:
    heard.faults.add(Fault("challenge", scenario={"complete_status": "COMPLETED"}))
    number = challenged(odero, odero_guest)
    assert told(heard) == [("API_VERIFY_AND_AUTH", "SUCCESS", number)]


@pytest.mark.parametrize("threeds", [True, False])
def test_the_hosted_page_is_told_by_its_token(
    heard: Ground, odero: Oderopay, odero_guest: Browser, threeds: bool
) -> None:
    order = {name: value for name, value in odero.order().items() if name != "card"} | {"callbackUrl": CALLBACK}
    opened = odero.call("POST", "/payment/v1/checkout-payments/init", order)
    typed = {"holder": "Ayşe Güneş", "number": "5258640000000001", "month": "07", "year": "2044", "cvc": "000"}
    page = odero_guest.posts(opened.text("pageUrl"), typed | ({"threeds": "1"} if threeds else {}))
    if threeds:
        odero_guest.presses(odero_guest.moves_on(page), "code", "123456")
    assert told(heard) == [("CHECKOUTFORM_AUTH", "SUCCESS", opened["token"])]


def test_the_schedule_first_after_30_seconds_then_five_more_tries(heard: Ground, odero: Oderopay) -> None:
    odero.holds()
    assert due_notices(heard) == []
    for pause in (30, 10, 30, 180, 600, 1800):
        heard.bank.advance(pause - 1)
        assert due_notices(heard) == []
        heard.bank.advance(1)
        (due,) = due_notices(heard)
        delivered(heard, due, 500 if pause == 600 else NO_ANSWER)
    heard.bank.advance(86_400)
    assert due_notices(heard) == []
    assert [(one.tries, one.over) for one in heard.notices.all()] == [(6, True)]


def test_any_2xx_ends_it(heard: Ground, odero: Oderopay) -> None:
    odero.holds()
    heard.bank.advance(30)
    delivered(heard, due_notices(heard)[0], 204)
    assert heard.notices.waiting() == []


def test_spoilt_doubled_and_late_notices(heard: Ground, odero: Oderopay) -> None:
    for kind in ("wrong_signature", "missing_signature", "duplicate", "out_of_order"):
        heard.faults.add(Fault(kind, "oderopay", "webhook"))
        odero.holds()
    wrong, missing, once, twice, late = heard.notices.all()
    with pytest.raises(AssertionError):
        sound(wrong)
    assert "x-cg-signature-v1" not in dict(missing.headers)
    assert (once.body, once.headers) == (twice.body, twice.headers)
    assert late.due - once.due == 60


class Inbox(HTTPServer):
    """A merchant's receiver: what it is posted, each with its signature."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Receiver)
        self.posted: list[tuple[str, bytes]] = []
        self.arrived = threading.Event()


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        assert isinstance(self.server, Inbox)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.posted.append((self.headers["x-cg-signature-v1"], body))
        self.send_response(200)
        self.end_headers()
        self.server.arrived.set()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with Inbox() as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        yield server
        server.shutdown()
        serving.join(20)


def test_a_notice_over_real_http(inbox: Inbox) -> None:
    with start() as practice:
        address = f"http://127.0.0.1:{inbox.server_port}/notices"
        ground = practice.ground
        ground.ways["oderopay"] = ways_of(ground)._replace(webhook_url=address, webhook_key=KEY)
        odero = Oderopay(
            practice.accounts["oderopay"], lambda request: ground.dialects["oderopay"].handle(ground, request)
        )
        held = odero.holds()["id"]
        ground.bank.advance(31)
        ground.notices.woken.set()
        assert inbox.arrived.wait(20)
    ((signature, body),) = inbox.posted
    (notice,) = ground.notices.all()
    assert (notice.body, dict(notice.headers)["x-cg-signature-v1"]) == (body, signature)
    assert sound(notice) == ("API_AUTH", "SUCCESS", str(held))
