"""The practice gateways over real HTTP: ports, faults on the line, the control address, the whole 3D Secure chain."""

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from frontdesk.practice.exchange import Request, Response
from frontdesk.practice.server import Practice, start
from tests.practice.clients import CALLBACK, Browser, Fields, Iyzico, Oderopay

TYPED = {"holder": "DENIZ ORNEK", "number": "5528790000000008", "month": "11", "year": "2044", "cvc": "000"}


@pytest.fixture
def practice() -> Iterator[Practice]:
    with start() as running:
        yield running


def over_http(url: str, request: Request) -> Response:
    """One request on a fresh connection."""
    line = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    try:
        line.request(request.method, request.target, request.body or None, dict(request.headers))
        answer = line.getresponse()
        return Response(answer.status, answer.read(), headers=tuple(answer.getheaders()))
    finally:
        line.close()


def iyzico_desk(practice: Practice) -> Iyzico:
    account = practice.accounts["iyzico"]
    return Iyzico(account, lambda request: over_http(account["base_url"], request))


def oderopay_desk(practice: Practice) -> Oderopay:
    account = practice.accounts["oderopay"]
    return Oderopay(account, lambda request: over_http(account["base_url"], request))


def controls(practice: Practice, method: str, path: str, body: object = None) -> Fields:
    raw = b"" if body is None else json.dumps(body).encode()
    told: Fields = json.loads(over_http(practice.control_url, Request(method, path, {}, raw)).body)
    return told


def test_a_hosted_form_over_http(practice: Practice) -> None:
    iyz, guest = iyzico_desk(practice), Browser()
    order = iyz.order() | {"callbackUrl": CALLBACK}
    form = iyz.call("POST", "/payment/iyzipos/checkoutform/initialize/preauth/ecom", order)
    page = guest.gets(form.text("paymentPageUrl"))
    assert page.action.startswith(practice.accounts["iyzico"]["base_url"])
    bank = guest.moves_on(guest.posts(page.action, page.fields | TYPED | {"do": "pay"}))
    assert guest.presses(bank, "code", "123456").form == {"token": form["token"]}
    result = iyz.call("POST", "/payment/iyzipos/checkoutform/auth/ecom/detail", {"token": form["token"]})
    assert (result["paymentStatus"], result["phase"]) == ("SUCCESS", "PRE_AUTH")


def test_a_card_is_deleted_by_a_body_over_http(practice: Practice) -> None:
    iyz = iyzico_desk(practice)
    kept = iyz.holds(registerCard=1)
    keys: Fields = {name: kept[name] for name in ("cardUserKey", "cardToken")}
    assert iyz.call("DELETE", "/cardstorage/card", keys)["status"] == "success"
    assert iyz.call("POST", "/cardstorage/cards", keys)["cardDetails"] == []


def test_a_hold_from_place_to_refund_at_both_gateways(practice: Practice) -> None:
    iyz, odero = iyzico_desk(practice), oderopay_desk(practice)
    held = iyz.holds()["paymentId"]
    assert iyz.captures(held, "850.5")["phase"] == "POST_AUTH"
    assert iyz.refunds(held, "850.5")["status"] == "success"
    other = odero.holds()["id"]
    assert odero.captures(other, 1250.5)["paymentPhase"] == "POST_AUTH"
    assert odero.gives_back(other)["refundType"] == "CANCEL"
    told = controls(practice, "GET", "/bank")["authorisations"]
    assert isinstance(told, list)
    assert [one["state"] for one in told] == ["refunded", "refunded"]


def test_three_d_secure_over_http(practice: Practice) -> None:
    guest = Browser()
    iyz, odero = iyzico_desk(practice), oderopay_desk(practice)
    started = iyz.starts_challenge()
    page = guest.presses(guest.opens(started.text("threeDSHtmlContent")), "code", "000000")
    back = guest.presses(page, "code", "123456")
    assert back.form
    assert iyz.completes(back.form["paymentId"])["phase"] == "PRE_AUTH"
    controls(practice, "POST", "/faults", {"kind": "challenge", "charset": "windows-1254", "return": "303"})
    back = guest.presses(guest.opens(odero.starts_challenge().text("htmlContent")), "code", "123456")
    assert back.form
    assert odero.completes(back.form["paymentId"])["paymentPhase"] == "PRE_AUTH"
    told = controls(practice, "GET", "/bank")["challenges"]
    assert isinstance(told, list)
    assert all(one["letters_intact"] for one in told)


@pytest.mark.parametrize("kind", ["lose_answer", "drop_before"])
def test_an_answer_that_is_lost(practice: Practice, kind: str) -> None:
    controls(practice, "POST", "/faults", {"account": "iyzico", "operation": "place", "kind": kind})
    with pytest.raises(ConnectionError):
        iyzico_desk(practice).holds()
    assert practice.bank.executions["iyzico", "place"] == (1 if kind == "lose_answer" else 0)


def test_an_answer_cut_in_the_middle(practice: Practice) -> None:
    controls(practice, "POST", "/faults", {"operation": "place", "kind": "truncate"})
    with pytest.raises(http.client.IncompleteRead):
        iyzico_desk(practice).holds()


def test_an_answer_that_hangs_until_faults_are_lifted(practice: Practice) -> None:
    controls(practice, "POST", "/faults", {"operation": "place", "kind": "hang"})
    ended: list[BaseException] = []

    def asks() -> None:
        try:
            iyzico_desk(practice).holds()
        except ConnectionError as cut:
            ended.append(cut)

    asking = threading.Thread(target=asks)
    asking.start()
    while not practice.bank.requests["iyzico", "place"]:
        asking.join(0.01)
    assert asking.is_alive()
    controls(practice, "DELETE", "/faults")
    asking.join(20)
    assert ended


def test_a_port_that_is_closed_and_opened_again(practice: Practice) -> None:
    iyz = iyzico_desk(practice)
    before = practice.accounts["iyzico"]["base_url"]
    controls(practice, "POST", "/faults", {"account": "iyzico", "kind": "down"})
    with pytest.raises(ConnectionRefusedError):
        iyz.holds()
    assert oderopay_desk(practice).holds()["paymentStatus"] == "SUCCESS"
    controls(practice, "DELETE", "/faults")
    assert practice.accounts["iyzico"]["base_url"] == before
    assert iyz.holds()["status"] == "success"


def test_a_connection_that_was_open_when_the_port_closed_is_cut(practice: Practice) -> None:
    iyz = iyzico_desk(practice)
    request = iyz.signed("GET", "/payment/test")
    line = http.client.HTTPConnection(urlsplit(practice.accounts["iyzico"]["base_url"]).netloc, timeout=20)
    line.request("GET", request.target, headers=dict(request.headers))
    assert line.getresponse().read()
    controls(practice, "POST", "/faults", {"kind": "down"})
    line.request("GET", request.target, headers=dict(request.headers))
    with pytest.raises(ConnectionError):
        line.getresponse()
    line.close()


def test_one_connection_serves_many_requests(practice: Practice) -> None:
    line = http.client.HTTPConnection(urlsplit(practice.control_url).netloc, timeout=20)
    for _ in range(3):
        line.request("GET", "/bank")
        answer = line.getresponse()
        assert (answer.status, answer.version) == (200, 11)
        assert json.loads(answer.read())["authorisations"] == []
    line.close()


def raw_exchange(url: str, sent: bytes) -> bytes:
    """Bytes out, bytes in until the server closes."""
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname, parts.port), timeout=20) as line:
        line.sendall(sent)
        answer = b""
        while part := line.recv(65536):
            answer += part
        return answer


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /bank HTTP/1.0\r\n\r\n",
        b"\r\nGET /bank HTTP/1.1\r\nConnection: close\r\n\r\n",
        b"GET http://127.0.0.1/bank HTTP/1.1\r\nConnection: close\r\n\r\n",
        b"POST /faults HTTP/1.1\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\n\r\n",
        b"POST /faults HTTP/1.1\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n[]",
    ],
)
def test_ways_of_speaking_http(practice: Practice, sent: bytes) -> None:
    assert b"HTTP/1.1 200 OK\r\n" in raw_exchange(practice.control_url, sent)


@pytest.mark.parametrize(
    "sent",
    [
        b"HELLO\r\n\r\n",
        b"GET /bank HTTP/1.1\r\nno colon\r\n\r\n",
        b"POST /faults HTTP/1.1\r\nContent-Length: many\r\n\r\n",
        b"POST /faults HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /bank HTTP/1.1\r\n" + b"a: b\r\n" * 300 + b"\r\n",
    ],
)
def test_what_is_no_http_is_refused(practice: Practice, sent: bytes) -> None:
    assert raw_exchange(practice.control_url, sent).startswith(b"HTTP/1.1 400 ")


def test_eight_desks_at_once(practice: Practice) -> None:
    def works() -> None:
        desk = iyzico_desk(practice)
        for turn in range(5):
            held = desk.holds(key=f"{threading.get_ident()}-{turn}")["paymentId"]
            desk.captures(held, "10")

    desks = [threading.Thread(target=works) for _ in range(8)]
    for one in desks:
        one.start()
    for one in desks:
        one.join(60)
    assert practice.bank.executions["iyzico", "capture"] == 40
    assert len({one.number for one in practice.bank.all()}) == 40


def test_closing_twice_does_no_harm() -> None:
    practice = start()
    practice.close()
    practice.close()
    with pytest.raises(ConnectionRefusedError):
        over_http(practice.control_url, Request("GET", "/bank", {}))
