"""A hosted-page hold and a stored card at the practice ÖderoPay over real HTTP, every form posted by hand."""

import html
import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPResponse
from urllib.parse import urlencode, urlsplit

import pytest

from frontdesk.practice.exchange import Request, Response
from frontdesk.practice.server import Practice, start
from tests.practice.clients import CALLBACK, Fields, Oderopay


@pytest.fixture
def practice() -> Iterator[Practice]:
    with start() as running:
        yield running


def desk(practice: Practice) -> Oderopay:
    account = practice.accounts["oderopay"]

    def send(request: Request) -> Response:
        url = account["base_url"] + request.target
        asked = urllib.request.Request(url, request.body or None, dict(request.headers), method=request.method)
        with urllib.request.urlopen(asked, timeout=20) as answer:
            assert isinstance(answer, HTTPResponse)
            return Response(answer.status, answer.read())

    return Oderopay(account, send)


def loads(url: str, form: dict[str, str] | None = None) -> str:
    body = None if form is None else urlencode(form).encode()
    with urllib.request.urlopen(urllib.request.Request(url, body), timeout=20) as answer:
        assert answer.headers.get_content_charset() == "utf-8"
        assert answer.headers["Cache-Control"] == "no-store"
        text: bytes = answer.read()
        return text.decode()


def form_of(page: str) -> tuple[str, dict[str, str]]:
    """Where the page's form goes, and what stands hidden in it."""
    action = re.search(r'<form[^>]*action="([^"]*)"', page)
    assert action
    hidden = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page)
    return html.unescape(action[1]), {html.unescape(name): html.unescape(value) for name, value in hidden}


def test_a_hosted_hold_from_init_to_capture_and_a_second_one_with_the_stored_card(practice: Practice) -> None:
    odero = desk(practice)
    order = {name: value for name, value in odero.order().items() if name != "card"} | {"callbackUrl": CALLBACK}
    opened = odero.call("POST", "/payment/v1/checkout-payments/init", order)
    assert urlsplit(opened.text("pageUrl")).netloc == urlsplit(practice.accounts["oderopay"]["base_url"]).netloc
    action, _ = form_of(loads(opened.text("pageUrl")))
    typed = {"holder": "Ayşe Güneş", "number": "5258 6400 0000 0001", "month": "07", "year": "2044", "cvc": "000"}
    page = loads(action, typed | {"threeds": "1", "store": "1", "do": "pay"})
    while 'id="code"' not in page:
        page = loads(*form_of(page))
    action, hidden = form_of(page)
    page = loads(action, hidden | {"code": "123456", "do": "code"})
    while (step := form_of(page))[0] != CALLBACK:
        page = loads(*step)
    assert step[1] == {"token": opened["token"]}
    held = odero.call("GET", f"/payment/v1/checkout-payments/{step[1]['token']}")
    assert (held["paymentPhase"], held["isThreeDS"], held["lastFourDigits"]) == ("PRE_AUTH", True, "0001")
    assert odero.captures(held["id"], 1250.5)["paymentPhase"] == "POST_AUTH"
    keys: Fields = {"cardUserKey": held["cardUserKey"], "cardToken": held["cardToken"]}
    again = odero.call("POST", "/payment/v1/card-payments", odero.order(key="RZV-2") | {"card": keys})
    assert again["paidWithStoredCard"] is True
    target = f"/payment/v1/cards?cardUserKey={keys['cardUserKey']}&cardToken={keys['cardToken']}"
    assert odero.call("DELETE", target).status == 204
    with pytest.raises(urllib.error.HTTPError) as missing:
        odero.call("DELETE", target)
    with missing.value:
        assert json.loads(missing.value.read())["errors"]["errorCode"] == "2404"
    assert practice.bank.executions["oderopay", "complete"] == 1
