"""Building, signing and reading one placing call at each gateway: CPU time per call against the same by hand (see
by_hand), over the same orders and the same answers. Nothing is sent."""

import base64
import gc
import hashlib
import hmac
import json
import sys
import uuid
from collections.abc import Callable
from time import process_time
from typing import Any, Literal, NamedTuple

from frontdesk.domain.card import Card
from frontdesk.domain.gateway import Approved, Buyer, Challenge, Gateway, PlaceOrder, WireRequest, WireResponse
from frontdesk.domain.money import Money
from frontdesk.gateways.accounts import build
from tests.benchmarks import by_hand
from tests.benchmarks.by_hand import Sent
from tests.benchmarks.ground import ratio

CALLS = 200
ROUNDS = 21
NONCE = "1735689600000ab12cd34"
API_KEY, SECRET = "bench-api-key-000001", "bench-secret-0000001"
EMAIL, MERCHANT, TOKEN, SESSION = "pos.api@ornekotel.test", 900451, "bench.token.0001", "bench-session-0001"
SIGNED = {"Authorization", "x-signature"}
BUYER = Buyer(
    "stay-0", "Deniz", "Örnek", "11111111110", "deniz@example.com", "+905000000000", "Liman Cad. 5", "İzmir", "Turkey",
    "35000", "192.0.2.10",
)  # fmt: skip
PAGE = "<!doctype html><html><body>" + "<input type='hidden' name='MD' value='x'>" * 40 + "</body></html>"


class Side(NamedTuple):
    """One gateway both ways: `answer` is what it replies to an order, as bytes; `by_hand` does the call bare."""

    gateway: Gateway
    answer: Callable[[PlaceOrder], bytes]
    request: Callable[[PlaceOrder], Sent]
    read: Callable[[bytes, PlaceOrder], str]
    threeds: bool = False


def measure() -> dict[str, float]:
    return {f"gateway_call_{name}": _ratio(side) for name, side in sides().items()}


def _ratio(side: Side) -> float:
    orders = [an_order(threeds=side.threeds) for _ in range(CALLS)]
    answers = [side.answer(order) for order in orders]
    must_agree(side, orders[0], answers[0])
    ours, theirs = [], []
    gc.collect()
    for _ in range(ROUNDS):
        start = process_time()
        for order, raw in zip(orders, answers, strict=True):
            whole_call(side.gateway, order, raw)
        ours.append(process_time() - start)
        start = process_time()
        for order, raw in zip(orders, answers, strict=True):
            side.request(order)
            side.read(raw, order)
        theirs.append(process_time() - start)
    return ratio(ours[1:], theirs[1:])


def whole_call(gateway: Gateway, order: PlaceOrder, raw: bytes) -> object:
    conversation = gateway.place(order)
    next(conversation)
    try:
        conversation.send(WireResponse(200, {}, raw))
    except StopIteration as over:
        return over.value
    raise AssertionError("one call is one request")


def must_agree(side: Side, order: PlaceOrder, raw: bytes) -> None:
    """Both send the same request and both understand the answer; else nothing is compared."""
    body, headers = side.request(order)
    sent: WireRequest = next(side.gateway.place(order))
    assert json.loads(sent.body) == json.loads(body)
    # A signature over the same fields spelled in other bytes is another signature; its header must stand there.
    told = dict(sent.headers)
    assert told.keys() == headers.keys()
    assert all(told[name] == value for name, value in headers.items() if name not in SIGNED)
    assert isinstance(whole_call(side.gateway, order, raw), Approved | Challenge)
    assert side.read(raw, order)


def an_order(*, threeds: bool) -> PlaceOrder:
    card = Card("5528790000000008", 11, 2031, "000", "DENIZ ORNEK")
    address = "https://return.invalid/3ds/0" if threeds else ""
    purpose: Literal["hold", "sale"] = "sale" if threeds else "hold"
    amount = Money(500_050, "TRY")
    return PlaceOrder(str(uuid.uuid4()), purpose, amount, card, BUYER, "204 depozito", "RZV-1", "tr", address)


def sides() -> dict[str, Side]:
    return {"iyzico": _iyzico(), "oderopay": _oderopay(), "ahlpay": _ahlpay(), "oduyo": _oduyo()}


def _account(gateway: str, **values: str) -> Gateway:
    return build(gateway, {"base_url": "https://bench.invalid", **values}, lambda: NONCE)


def _iyzico() -> Side:
    def answered(order: PlaceOrder) -> bytes:
        paid = order.amount.minor / 100
        basket = "dep-" + order.key.replace("-", "")[:16]
        told = f"40010001:TRY:{basket}:{order.key}:{paid:g}:{paid:g}"
        signature = hmac.new(SECRET.encode(), told.encode(), hashlib.sha256).hexdigest()
        fields = {
            "status": "success", "locale": "tr", "systemTime": 1781300000456, "conversationId": order.key,
            "price": paid, "paidPrice": paid, "installment": 1, "paymentId": "40010001", "fraudStatus": 1,
            "merchantCommissionRate": 0, "merchantCommissionRateAmount": 0, "iyziCommissionRateAmount": 0.25,
            "iyziCommissionFee": 0.25, "cardType": "CREDIT_CARD", "cardAssociation": "MASTER_CARD",
            "cardFamily": "Paraf", "binNumber": "552879", "lastFourDigits": "0008", "basketId": basket,
            "currency": "TRY", "authCode": "418207", "phase": "PRE_AUTH", "hostReference": "mock00007iyzihostrfn",
            "itemTransactions": [{"itemId": order.reference, "paymentTransactionId": "50010001", "paidPrice": paid}],
            "signature": signature,
        }  # fmt: skip
        return _raw(fields)

    url = "https://bench.invalid/payment/preauth"
    return Side(
        _account("iyzico", api_key=API_KEY, secret_key=SECRET),
        answered,
        lambda order: by_hand.iyzico_request(order, API_KEY, SECRET, url, NONCE),
        lambda raw, order: by_hand.iyzico_answer(raw, order, SECRET),
    )


def _oderopay() -> Side:
    def answered(order: PlaceOrder) -> bytes:
        paid = order.amount.minor / 100
        fields = {
            "id": 7001, "createdDate": "2026-07-16T14:29:41", "price": paid, "paidPrice": paid, "walletPrice": 0,
            "currency": "TRY", "installment": 1, "conversationId": order.key, "paymentType": "CARD_PAYMENT",
            "paymentGroup": "LISTING_OR_SUBSCRIPTION", "paymentStatus": "SUCCESS", "connectorType": "TOKENPOS",
            "paymentPhase": "PRE_AUTH", "isThreeDS": False, "binNumber": "525864", "lastFourDigits": "0001",
            "cardType": "CREDIT_CARD", "cardAssociation": "MASTER_CARD", "cardBrand": "World",
            "paymentTransactions": [{"id": 91001, "externalId": order.reference, "paidPrice": paid}],
        }  # fmt: skip
        return _raw({"data": fields})

    url = "https://bench.invalid/payment/v1/card-payments"
    return Side(
        _account("oderopay", api_key=API_KEY, secret_key=SECRET),
        answered,
        lambda order: by_hand.oderopay_request(order, API_KEY, SECRET, url, NONCE),
        by_hand.oderopay_answer,
    )


def _ahlpay() -> Side:
    def answered(order: PlaceOrder) -> bytes:
        rnd = f"{int.from_bytes(hashlib.sha256(order.key.encode()).digest()) % 10**22:022d}"
        fields = {
            "orderId": order.key, "responseCode": "00", "rnd": rnd, "hostReferenceNumber": "606814004217",
            "authCode": "S48120", "cardNumber": "552879******0008", "installmentCount": "0",
            "totalAmount": str(order.amount.minor), "responseHash": None, "responseMessage": "İşlem başarılıdır.",
            "vposId": "0", "extraData": None, "transId": None, "merchantId": str(MERCHANT), "icaNumber": 0,
            "origin": None, "callbackUrl": None,
        }  # fmt: skip
        return _raw({"isSuccess": True, "message": "İşlem başarılıdır.", "errorCode": None, "data": fields})

    gateway = _account("ahlpay", email=EMAIL, password=SECRET, hash_password=SECRET)
    _log_in(gateway, {"isSuccess": True, "data": {"token": TOKEN, "tokenType": "Bearer", "merchantId": MERCHANT}})
    return Side(
        gateway,
        answered,
        lambda order: by_hand.ahlpay_request(order, EMAIL, SECRET, TOKEN, MERCHANT),
        lambda raw, order: by_hand.ahlpay_answer(raw, order, MERCHANT),
    )


def _oduyo() -> Side:
    def answered(_order: PlaceOrder) -> bytes:
        page = base64.b64encode(PAGE.encode()).decode()
        fields = {
            "html_form": page, "payment_id": 48213, "pos_alias": "garanti-1", "card_brand": "bonus",
            "commission_rate": "2.99",
        }  # fmt: skip
        return _raw({"status": True, "data": fields})

    gateway = _account("oduyo", username="resepsiyon", password=SECRET, api_key=API_KEY)
    _log_in(gateway, {"status": True, "data": {"session_id": SESSION}})
    return Side(
        gateway,
        answered,
        lambda order: by_hand.oduyo_request(order, API_KEY, SESSION),
        lambda raw, _order: by_hand.oduyo_answer(raw),
        threeds=True,
    )


def _log_in(gateway: Gateway, told: dict[str, Any]) -> None:
    login = gateway.prepare(1_773_000_000)
    assert login is not None
    next(login)
    try:
        login.send(WireResponse(200, {}, _raw(told)))
    except StopIteration:
        return


def _raw(fields: dict[str, Any]) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode()


if __name__ == "__main__":
    sys.stdout.write(f"{measure()}\n")
