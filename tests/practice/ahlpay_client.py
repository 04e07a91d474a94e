"""A client of AHL Pay as its notes describe it, and a guest who may end at okUrl or failUrl.

It hashes on its own, so that the practice's recipe is checked against a second hand.
"""

import hashlib
import itertools
import json
from urllib.parse import parse_qsl, urlsplit

from frontdesk.practice import ahlpay
from frontdesk.practice.exchange import Request, Response
from frontdesk.practice.ground import Ground
from tests.practice.clients import CALLBACK, Answer, Browser, Fields, Page, Send, parsed

OK, FAIL = CALLBACK + "/ok", CALLBACK + "/fail"
ORDER = "51d0c7be-2f64-4f0a-8e39-7ab4d95c6e02"
APPROVED = "4155650000000007"

_turn = itertools.count(1)


def sha512(text: str) -> str:
    """Upper-case hex over UTF-16 little-endian (§6.1)."""
    pairs = ((ord(letter) & 255, ord(letter) >> 8) for letter in text)
    return hashlib.sha512(bytes(itertools.chain.from_iterable(pairs))).hexdigest().upper()


class AhlPay:
    """A merchant's desk at the practice AHL Pay; logged in at the first call."""

    def __init__(self, account: dict[str, str], send: Send) -> None:
        self.account, self.send, self.token = account, send, ""

    def logs_in(self) -> Answer:
        fields: Fields = {"email": self.account["email"], "password": self.account["password"]}
        answer = parsed(self.send(self.post("/api/Security/AuthenticationMerchant", fields)))
        self.token = str(answer.part("data")["token"])
        return answer

    def post(self, path: str, fields: object) -> Request:
        headers = {"content-type": "application/json; charset=utf-8", "authorization": f"Bearer {self.token}"}
        return Request("POST", path, headers, json.dumps(fields, ensure_ascii=False).encode())

    def sends(self, path: str, fields: object) -> Response:
        if not self.token:
            self.logs_in()
        return self.send(self.post(path, fields))

    def call(self, service: str, fields: Fields, total: str = "totalAmount") -> Answer:
        """Hash with this field's text as the fourth part, and send. A hash that is already there is left."""
        return parsed(self.sends(f"/api/Payment/{service}", self.hashed(fields, total)))

    def hashed(self, fields: Fields, total: str = "totalAmount") -> Fields:
        parts = [str(fields[name]) for name in ("rnd", "orderId", *([total] if total else []), "merchantId")]
        return {"hash": sha512(self.account["hash_password"] + "".join(parts))} | fields

    def gets(self, target: str) -> Answer:
        if not self.token:
            self.logs_in()
        return parsed(self.send(Request("GET", target, {"authorization": f"Bearer {self.token}"})))

    @property
    def door(self) -> Fields:
        return {"memberId": int(self.account["member_id"]), "merchantId": int(self.account["merchant_id"])}

    def order(self, amount: str = "150000", /, **changes: object) -> Fields:
        """The body of §7.1, for the approved card unless another is named."""
        fields: Fields = {
            "cardNumber": APPROVED,
            "expiryDateMonth": "12",
            "expiryDateYear": "2030",
            "cvv": "123",
            "cardHolderName": "DENIZ ORNEK",
            "totalAmount": amount,
            "userCode": self.account["email"],
            "txnType": "PreAuth",
            "installmentCount": "0",
            "currency": "949",
            "orderId": ORDER,
            "rnd": new_rnd(),
            "webUrl": "ornekotel.example",
            "description": "Depozito F-2026-0412",
            "requestIp": "203.0.113.24",
        }
        return fields | self.door | changes

    def holds(self, amount: str = "150000", /, **changes: object) -> Answer:
        return self.call("PreAuth", self.order(amount, **changes))

    def sells(self, amount: str = "150000", /, **changes: object) -> Answer:
        return self.call("PaymentNon3D", self.order(amount, txnType="Auth", **changes))

    def starts_challenge(self, amount: str = "150000", /, **changes: object) -> Answer:
        """A start by the service named `service`, else by the redirecting one."""
        service = str(changes.pop("service", "Payment3DWithEventRedirect"))
        fields = self.order(amount) | {"okUrl": OK, "failUrl": FAIL} | changes
        return self.call(service, fields)

    def captures(self, auth_code: object, amount: str, order: str = ORDER) -> Answer:
        fields: Fields = {"orderId": order, "authCode": auth_code, "paidamount": amount, "rnd": new_rnd()}
        return self.call("PostAuth", fields | {"merchantId": self.door["merchantId"]}, "paidamount")

    def undo(self, kind: str, amount: str, order: str = ORDER) -> Fields:
        """The body of Void and Refund (§7.4)."""
        return self.door | {
            "userCode": self.account["email"],
            "txnType": kind,
            "orderId": order,
            "totalAmount": amount,
            "currency": "949",
            "rnd": new_rnd(),
            "description": "Depozito iade F-2026-0412",
            "requestIp": "203.0.113.24",
        }

    def voids(self, amount: str = "150000", order: str = ORDER) -> Answer:
        return self.call("Void", self.undo("Void", amount, order))

    def refunds(self, amount: str, order: str = ORDER) -> Answer:
        return self.call("Refund", self.undo("Refund", amount, order))

    def asks(self, order: str = ORDER, rnd: str = "") -> Answer:
        fields: Fields = self.door | {"orderId": order, "rnd": rnd or new_rnd()}
        return self.call("PaymentInquiry", fields, "")

    def status(self, order: str = ORDER) -> str:
        """The word of the inquiry; the error code when it is not found."""
        answer = self.asks(order)
        return str(answer.part("data")["txnStatus"]) if answer["data"] else answer.text("errorCode")

    def days(self, **changes: object) -> list[dict[str, object]]:
        fields: Fields = {
            "startDate": "2026-06-12",
            "endDate": "2026-06-12",
            "size": 50,
            "page": 0,
            "orderBy": "CreateDate",
            "merchantId": self.door["merchantId"],
            "transactionType": [],
            **dict.fromkeys(("citizenshipNumber", "orderId", "cardNumber", "authCode", "responseCode", "bankCode")),
        }
        return parsed(self.sends("/api/Transaction/List", fields | changes)).rows("data")


def new_rnd() -> str:
    """22 digits that no call before had (§5.6)."""
    return f"2026061212000000{next(_turn):06d}"


def ahlpay_in_memory(ground: Ground) -> AhlPay:
    return AhlPay(ground.accounts["ahlpay"], lambda request: ahlpay.handle(ground, request))


class Guest(Browser):
    """A browser whose last page tells at which address of the merchant it ended."""

    def opens(self, content: str) -> Page:
        """The HTML text of a start, up to the first page that does not move on by itself."""
        return self.moves_on(Page("", content))

    def passes(self, started: Answer, code: str = "123456") -> Page:
        """The whole way with this code."""
        return self.presses(self.opens(started.text("data")), "code", code)

    def posts(self, url: str, fields: dict[str, str], charset: str = "utf-8") -> Page:
        return Page(url, form=fields) if url.startswith(CALLBACK) else super().posts(url, fields, charset)

    def gets(self, url: str) -> Page:
        if url.startswith(CALLBACK):
            return Page(url.partition("?")[0], form=dict(parse_qsl(urlsplit(url).query, keep_blank_values=True)))
        return super().gets(url)
