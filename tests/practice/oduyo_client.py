"""A client of Ödüyo as its notes describe it, for the practice tests: form login, bare headers, JSON bodies.

It shares no code with the practice, so that the notes are read by a second hand.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from urllib.parse import urlencode, urlsplit

from frontdesk.practice import oduyo
from frontdesk.practice.exchange import Request, Response
from frontdesk.practice.ground import Ground
from tests.practice.clients import CALLBACK, Answer, Browser, Fields, Given, parsed

ODUYO_CARD: Fields = {
    "holder_name": "DENIZ ORNEK",
    "number": "4111111111111111",
    "expiry_month": "03",
    "expiry_year": "2044",
    "cvc": "000",
}
TRY, USD, EUR = 949, 840, 978


class Oduyo:
    """A merchant's desk at the practice Ödüyo. An answer's body is what stands in `data`, or the whole refusal."""

    def __init__(self, account: dict[str, str], send: Callable[[Request], Response]) -> None:
        self.account, self.send, self.session = account, send, ""
        self.path = urlsplit(account["base_url"]).path

    def asks_to_log_in(self, **changed: str) -> Answer:
        account = self.account
        fields = {
            "username": account["username"],
            "oduyo_api_key": account["api_key"],
            "password": account["password"],
        }
        headers = {"content-type": "application/x-www-form-urlencoded"}
        return parsed(
            self.send(Request("POST", self.path + "/ws/login", headers, urlencode(fields | changed).encode()))
        )

    def logs_in(self) -> None:
        self.session = str(self.asks_to_log_in().part("data")["session_id"])

    def sends(self, path: str, fields: Given | None, **changed: str) -> Answer:
        """One call as it comes back, envelope and all. `changed` replaces headers."""
        headers = {"apikey": self.account["api_key"], "authorization": self.session, "content-type": "application/json"}
        body = b"" if fields is None else json.dumps(fields, ensure_ascii=False, default=_two_places).encode()
        return parsed(self.send(Request("POST", f"{self.path}/{path}", headers | changed, body)))

    def call(self, path: str, fields: Given) -> Answer:
        """One call, logged in at need, with what stands in `data`."""
        if not self.session:
            self.logs_in()
        answer = self.sends(path, fields)
        inner = answer.body.get("data")
        return replace(answer, body=inner) if isinstance(inner, dict) else answer

    def order(self, amount: str = "5000.00", **changed: object) -> Fields:
        """The notes' own example (§5): one item, single charge, TRY."""
        fields: Fields = {
            "price": Decimal(amount),
            "paid_price": Decimal(amount),
            "installment_count": 1,
            "currency_type": TRY,
            "name": "Deniz",
            "surname": "Örnek",
            "client_ip": "203.0.113.10",
            "callback_url": CALLBACK,
            "card": ODUYO_CARD,
            "items": [{"name": "Depozito 412", "price": Decimal(amount), "quantity": 1}],
        }
        return fields | changed

    def starts(self, amount: str = "5000.00", *, number: str = "4111111111111111", **changed: object) -> Answer:
        card = ODUYO_CARD | {"number": number}
        return self.call("gateway/payment_3d", self.order(amount, card=card) | changed)

    def confirms(self, payment: object) -> Answer:
        return self.call("gateway/payment_3d_complete", {"payment_id": payment})

    def cancels(self, payment: object) -> Answer:
        return self.call("gateway/cancel", {"payment_id": payment})

    def refunds(self, payment: object, **more: object) -> Answer:
        return self.call("gateway/refund", {"payment_id": payment} | more)

    def status(self, payment: object) -> tuple[object, object]:
        """callback_status and complete_status."""
        answer = self.call("gateway/local_status", {"payment_id": payment})
        return answer["callback_status"], answer["complete_status"]

    def rows(self, path: str = "payment/payment_select", /, **changed: object) -> list[dict[str, object]]:
        everything: Fields = {"filters": "", "params": "", "limit": "100", "offset": "0", "sorting": ""}
        return self.call(path, everything | changed).rows("data")

    def charges(self, guest: Browser, amount: str = "5000.00", *, number: str = "4111111111111111") -> object:
        """A whole deposit, from start to confirm; the payment's id."""
        started = self.starts(amount, number=number, pos_alias="garanti-1")
        guest.presses(guest.opens(started.text("html_form")), "code", "123456")
        assert self.confirms(started["payment_id"])["result"] is True
        return started["payment_id"]


def _two_places(value: object) -> float:
    assert isinstance(value, Decimal)
    return float(value)


def oduyo_in_memory(ground: Ground) -> Oduyo:
    return Oduyo(ground.accounts["oduyo"], lambda request: oduyo.handle(ground, request))


def guest_in_memory(ground: Ground) -> Browser:
    return Browser(lambda request: oduyo.handle(ground, request))
