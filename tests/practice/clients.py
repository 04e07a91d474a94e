"""Clients of the two real gateways as their notes describe them, and a guest's browser, for the practice tests.

They sign on their own, so that the practice's recipes are checked against a second hand.
"""

import base64
import hashlib
import hmac
import html
import itertools
import json
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from frontdesk.practice import iyzico, oderopay
from frontdesk.practice.exchange import Request, Response
from frontdesk.practice.ground import Ground

CALLBACK = "http://127.0.0.1:9/3ds/a-guess-proof-token"
type Fields = dict[str, object]
type Given = Mapping[str, object]
type Send = Callable[[Request], Response]

_turn = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Answer:
    """A parsed answer; amounts are Decimal."""

    status: int
    body: dict[str, object]
    way: str = "send"

    def __getitem__(self, name: str) -> object:
        return self.body[name]

    def text(self, name: str) -> str:
        value = self.body[name]
        assert isinstance(value, str)
        return value

    def part(self, name: str) -> dict[str, object]:
        value = self.body[name]
        assert isinstance(value, dict)
        return value

    def rows(self, name: str) -> list[dict[str, object]]:
        value = self.body[name]
        assert isinstance(value, list)
        return value


def parsed(response: Response) -> Answer:
    body = json.loads(response.body, parse_float=Decimal) if response.body else {}
    return Answer(response.status, body, response.way)


CARD: Fields = {
    "cardHolderName": "DENIZ ORNEK",
    "cardNumber": "5528790000000008",
    "expireMonth": "11",
    "expireYear": "2044",
    "cvc": "000",
}


class Iyzico:
    """A merchant's desk at the practice iyzico."""

    def __init__(self, account: dict[str, str], send: Send) -> None:
        self.account, self.send = account, send

    def call(self, method: str, target: str, fields: Given | None = None, *, raw: bytes | None = None) -> Answer:
        """Sign with IYZWSv2 and send."""
        return parsed(self.send(self.signed(method, target, fields, raw=raw)))

    def signed(self, method: str, target: str, fields: Given | None = None, *, raw: bytes | None = None) -> Request:
        body = raw if raw is not None else b"" if fields is None else json.dumps(fields, ensure_ascii=False).encode()
        nonce = f"nonce{next(_turn)}"
        text = nonce.encode() + target.partition("?")[0].encode() + body
        signature = hmac.new(self.account["secret_key"].encode(), text, hashlib.sha256).hexdigest()
        token = f"apiKey:{self.account['api_key']}&randomKey:{nonce}&signature:{signature}"
        header = "IYZWSv2 " + base64.b64encode(token.encode()).decode()
        return Request(method, target, {"authorization": header, "content-type": "application/json"}, body)

    def order(self, amount: str = "1500.0", key: str = "hold-7f3a-1", **card: object) -> Fields:
        """A hold request with one line, for the documented Halkbank card unless another is named."""
        address = {"contactName": "Deniz Örnek", "address": "Liman Cad. 5", "city": "İzmir", "country": "Turkey"}
        buyer = {
            "id": "guest-118",
            "name": "Deniz",
            "surname": "Örnek",
            "identityNumber": "11111111110",
            "email": "deniz@example.com",
            "gsmNumber": "+905000000000",
            "registrationAddress": "Liman Cad. 5",
            "city": "İzmir",
            "country": "Turkey",
            "ip": "192.0.2.10",
        }
        line = {"id": "room-204", "name": "Oda depozitosu", "category1": "Depozito", "itemType": "VIRTUAL"}
        return {
            "locale": "tr",
            "conversationId": key,
            "price": amount,
            "paidPrice": amount,
            "currency": "TRY",
            "installment": 1,
            "basketId": "dep-7f3a",
            "paymentCard": CARD | card,
            "buyer": buyer,
            "billingAddress": address,
            "shippingAddress": address,
            "basketItems": [line | {"price": amount}],
        }

    def holds(self, amount: str = "1500.0", key: str = "hold-7f3a-1", **card: object) -> Answer:
        return self.call("POST", "/payment/preauth", self.order(amount, key, **card))

    def starts_challenge(self, amount: str = "1500.0", key: str = "hold-7f3a-2", **card: object) -> Answer:
        fields = self.order(amount, key, **card) | {"callbackUrl": CALLBACK}
        return self.call("POST", "/payment/3dsecure/initialize/preauth", fields)

    def completes(self, payment: object, amount: str = "1500.0", basket: str = "dep-7f3a") -> Answer:
        fields: Fields = {"paymentId": payment, "paidPrice": amount, "basketId": basket, "currency": "TRY"}
        return self.call("POST", "/payment/v2/3dsecure/auth", fields)

    def captures(self, payment: object, amount: str, key: str = "hold-7f3a-cap-1") -> Answer:
        fields: Fields = {"conversationId": key, "paymentId": payment, "paidPrice": amount, "currency": "TRY"}
        return self.call("POST", "/payment/postauth", fields)

    def cancels(self, payment: object, key: str = "hold-7f3a-cxl-1") -> Answer:
        return self.call("POST", "/payment/cancel", {"conversationId": key, "paymentId": payment})

    def refunds(self, payment: object, amount: str, key: str = "hold-7f3a-ref-1") -> Answer:
        fields: Fields = {"conversationId": key, "paymentId": payment, "price": amount, "currency": "TRY"}
        return self.call("POST", "/v2/payment/refund", fields)

    def asks(self, **by: object) -> Answer:
        return self.call("POST", "/payment/detail", dict(by))

    def reads_report(self, **by: str) -> list[dict[str, object]]:
        return self.call("GET", "/v2/reporting/payment/details?" + urlencode(by)).rows("payments")


ODERO_CARD: Fields = {
    "cardHolderName": "Ayşe Güneş",
    "cardNumber": "5258640000000001",
    "cvc": "000",
    "expireMonth": "07",
    "expireYear": "2044",
}


class Oderopay:
    """A merchant's desk at the practice ÖderoPay. An answer's body is what stands in `data`, or `errors`."""

    def __init__(self, account: dict[str, str], send: Send) -> None:
        self.account, self.send = account, send

    def call(self, method: str, target: str, fields: Given | None = None) -> Answer:
        answer = parsed(self.send(self.signed(method, target, fields)))
        inner = answer.body.get("data", answer.body.get("errors", answer.body))
        assert isinstance(inner, dict)
        return replace(answer, body=inner)

    def signed(self, method: str, target: str, fields: Given | None = None) -> Request:
        account, nonce = self.account, f"nonce{next(_turn)}"
        body = "" if fields is None else json.dumps(fields, ensure_ascii=False, separators=(",", ":"), default=float)
        text = unquote(account["base_url"] + target) + account["api_key"] + account["secret_key"] + nonce + body
        headers = {
            "x-api-key": account["api_key"],
            "x-rnd-key": nonce,
            "x-auth-version": "v1",
            "x-signature": base64.b64encode(hashlib.sha256(text.encode()).digest()).decode(),
            "content-type": "application/json",
        }
        return Request(method, target, headers, body.encode())

    def order(self, amount: float = 1500.5, key: str = "RZV-2026-000184", **card: object) -> Fields:
        return {
            "conversationId": key,
            "price": amount,
            "paidPrice": amount,
            "walletPrice": 0,
            "installment": 1,
            "currency": "TRY",
            "paymentGroup": "LISTING_OR_SUBSCRIPTION",
            "paymentPhase": "PRE_AUTH",
            "card": ODERO_CARD | card,
            "items": [{"externalId": "DEP-184", "name": "Oda 204 depozito", "price": amount}],
        }

    def holds(self, amount: float = 1500.5, key: str = "RZV-2026-000184", **card: object) -> Answer:
        return self.call("POST", "/payment/v1/card-payments", self.order(amount, key, **card))

    def sells(self, amount: float = 1500.5) -> Answer:
        return self.call("POST", "/payment/v1/card-payments", self.order(amount) | {"paymentPhase": "AUTH"})

    def starts_challenge(self, amount: float = 1500.5, key: str = "RZV-2026-000184", **card: object) -> Answer:
        fields = self.order(amount, key, **card) | {"callbackUrl": CALLBACK}
        return self.call("POST", "/payment/v1/card-payments/3ds-init", fields)

    def completes(self, payment: object) -> Answer:
        return self.call("POST", "/payment/v1/card-payments/3ds-complete", {"paymentId": payment})

    def captures(self, payment: object, amount: float) -> Answer:
        return self.call("POST", f"/payment/v1/card-payments/{payment}/post-auth", {"paidPrice": amount})

    def gives_back(self, payment: object) -> Answer:
        return self.call("POST", "/payment/v1/refunds", {"paymentId": payment})

    def reads(self, payment: object) -> Answer:
        return self.call("GET", f"/payment/v1/card-payments/{payment}")

    def searches(self, key: str) -> list[dict[str, object]]:
        target = f"/payment-reporting/v1/payments?conversationId={quote(key, safe='')}&page=0&size=10"
        return self.call("GET", target).rows("items")


def iyzico_in_memory(ground: Ground) -> Iyzico:
    return Iyzico(ground.accounts["iyzico"], lambda request: iyzico.handle(ground, request))


def oderopay_in_memory(ground: Ground) -> Oderopay:
    return Oderopay(ground.accounts["oderopay"], lambda request: oderopay.handle(ground, request))


# --- the guest's browser


class Page(NamedTuple):
    """What a browser stands before. `place` is the address it was sent to, with the form it brought there."""

    place: str
    text: str = ""
    form: dict[str, str] | None = None
    status: int = 200

    @property
    def action(self) -> str:
        found = re.search(r'<form[^>]*action="([^"]*)"', self.text)
        assert found, "there is no form on this page"
        return html.unescape(found[1])

    @property
    def fields(self) -> dict[str, str]:
        pairs = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', self.text)
        return {html.unescape(name): html.unescape(value) for name, value in pairs}

    def asks_for_code(self) -> bool:
        return 'id="code"' in self.text


class Browser:
    """Follows the pages of a challenge as a web view does, and stops at the merchant's callback address."""

    def __init__(self, send: Callable[[Request], Response] | None = None) -> None:
        self._send = send

    def opens(self, content: str) -> Page:
        """A base64 first page, up to the first page that does not move on by itself."""
        return self.moves_on(Page("", base64.b64decode(content).decode()))

    def moves_on(self, page: Page) -> Page:
        for _ in range(10):
            if page.form is not None or 'action="' not in page.text or page.asks_for_code() or "refresh" in page.text:
                return page
            page = self.posts(page.action, page.fields)
        raise AssertionError("the pages go round in circles")

    def presses(self, page: Page, button: str, code: str = "") -> Page:
        """Press a button of the bank's page: code, resend or cancel."""
        charset = re.search(r'<meta charset="([^"]*)"', page.text)
        fields = page.fields | {"code": code, "do": button}
        return self.moves_on(self.posts(page.action, fields, charset[1] if charset else "utf-8"))

    def posts(self, url: str, fields: dict[str, str], charset: str = "utf-8") -> Page:
        if url.startswith(CALLBACK):
            return Page(CALLBACK, form=fields)
        body = urlencode(fields, encoding=charset).encode()
        return self._after(self._request("POST", url, body))

    def gets(self, url: str) -> Page:
        if url.startswith(CALLBACK):
            return Page(CALLBACK, form=dict(parse_qsl(urlsplit(url).query, keep_blank_values=True)))
        return self._after(self._request("GET", url, b""))

    def _after(self, answer: tuple[int, dict[str, str], str]) -> Page:
        status, headers, text = answer
        if status in (302, 303):
            return self.gets(headers["location"])
        away = re.search(r'id="back" href="([^"]*)"', text)
        return self.gets(html.unescape(away[1])) if away else Page("", text, status=status)

    def _request(self, method: str, url: str, body: bytes) -> tuple[int, dict[str, str], str]:
        if self._send:
            parts = urlsplit(url)
            target = parts.path + ("?" + parts.query if parts.query else "")
            response = self._send(Request(method, target, {}, body))
            headers = {name.lower(): value for name, value in response.headers}
            charset = response.content_type.partition("charset=")[2] or "utf-8"
            return response.status, headers, response.body.decode(charset)
        return self._over_http(method, url, body)

    def _over_http(self, method: str, url: str, body: bytes) -> tuple[int, dict[str, str], str]:
        opener = urllib.request.build_opener(_NoRedirect())
        try:
            with opener.open(urllib.request.Request(url, body or None, method=method), timeout=20) as answer:
                charset = answer.headers.get_content_charset() or "utf-8"
                return answer.status, dict(answer.headers.items()), answer.read().decode(charset)
        except urllib.error.HTTPError as refused:
            with refused:
                headers = {name.lower(): value for name, value in refused.headers.items()}
                return refused.code, headers, refused.read().decode()


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None
