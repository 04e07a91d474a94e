"""The practice AHL Pay over real HTTP: a whole hold with 3D Secure, capture and refund, and the result it brings."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qsl

import pytest

from frontdesk.practice.server import Practice, start
from tests.practice.ahlpay_client import OK, ORDER, AhlPay, Guest
from tests.practice.clients import Fields
from tests.practice.test_server import controls, over_http


@pytest.fixture
def practice() -> Iterator[Practice]:
    with start() as running:
        yield running


@pytest.fixture
def desk(practice: Practice) -> AhlPay:
    account = practice.accounts["ahlpay"]
    return AhlPay(account, lambda request: over_http(account["base_url"], request))


def test_a_whole_hold(practice: Practice, desk: AhlPay) -> None:
    back = Guest().passes(desk.starts_challenge("325000", expiryDateYear="2099"))
    assert back.place == OK
    asked = desk.asks().part("data")
    assert (asked["txnStatus"], asked["totalAmount"]) == ("PREAUTH", "325000")
    taken = desk.captures(asked["authCode"], "298050").part("data")
    assert (taken["totalAmount"], taken["responseCode"]) == ("298050", "00")
    assert desk.refunds("48050")["isSuccess"]
    assert desk.status() == "PARTIALREFUND"
    told = controls(practice, "GET", "/bank")
    executed = told["executed"]
    assert isinstance(executed, dict)
    assert executed["ahlpay"] == {"capture": 1, "complete": 1, "init": 1, "refund": 1}
    assert "4155650000000007" not in repr(told)


def test_what_the_control_address_tells_and_changes(practice: Practice, desk: AhlPay) -> None:
    accounts = controls(practice, "GET", "/")["accounts"]
    assert isinstance(accounts, dict)
    members = {"base_url", "email", "password", "hash_password", "member_id", "merchant_id"}
    assert set(accounts["ahlpay"]) == members
    told: Fields = controls(practice, "POST", "/settings", {"ahlpay": {"margin_up_bp": 0, "hash_mode": "doc"}})
    settings = told["settings"]
    assert isinstance(settings, dict)
    assert settings["ahlpay"]["margin_up_bp"] == 0
    code = desk.holds(expiryDateYear="2099", hash="").part("data")["authCode"]
    assert desk.captures(code, "150001")["errorCode"] == "13"
    desk.logs_in()
    controls(practice, "POST", "/clock", {"advance": 601})
    assert desk.sends("/api/Payment/PaymentInquiry", {}).status == 401
    controls(practice, "POST", "/reset")
    desk.logs_in()
    assert desk.status() == "AH404"


def test_an_answer_lost_after_a_capture_that_was_done(practice: Practice, desk: AhlPay) -> None:
    held = desk.holds(cardNumber="4155650000000965", expiryDateYear="2099").part("data")
    with pytest.raises(ConnectionError):
        desk.captures(held["authCode"], "150000")
    assert desk.status() == "POSTAUTH"


class Listening(BaseHTTPRequestHandler):
    """A merchant's listener that remembers the one form it was brought."""

    heard: dict[str, str]
    came: threading.Event

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.heard |= dict(parse_qsl(body.decode(), keep_blank_values=True)) | {"path": self.path}
        self.send_response(204)
        self.end_headers()
        self.came.set()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def test_the_gateway_posts_the_result_to_this_computer(desk: AhlPay) -> None:
    Listening.heard, Listening.came = {}, threading.Event()
    with HTTPServer(("127.0.0.1", 0), Listening) as merchant:
        listening = threading.Thread(target=merchant.serve_forever)
        listening.start()
        base = f"http://127.0.0.1:{merchant.server_port}"
        urls: Fields = {"okUrl": base + "/ok?attempt=7", "failUrl": base + "/fail", "expiryDateYear": "2099"}
        page = Guest().passes(desk.starts_challenge(service="Payment3d", **urls))
        came = Listening.came.wait(20)
        merchant.shutdown()
        listening.join(20)
    assert came
    assert "bu pencereyi kapatabilirsiniz" in page.text
    assert (Listening.heard["path"], Listening.heard["orderId"]) == ("/ok?attempt=7", ORDER)
    assert Listening.heard["authCode"] == desk.asks().part("data")["authCode"]
