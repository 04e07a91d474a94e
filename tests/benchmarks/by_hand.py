"""One placing call at each gateway as somebody would write it with json and hashlib alone: the dictionary, its bytes,
the signature and the headers; then the answer parsed, its signature verified where it has one, and the few fields
compared that tell whether the money is held. Imports nothing of the gateways: it is what they are measured against."""

import base64
import hashlib
import hmac
import json
from typing import Any
from urllib.parse import unquote, urlsplit

from frontdesk.domain.card import Card
from frontdesk.domain.gateway import PlaceOrder

type Headers = dict[str, str]
type Sent = tuple[bytes, Headers]


def card_of(order: PlaceOrder) -> Card:
    assert isinstance(order.card, Card)
    return order.card


def iyzico_body(order: PlaceOrder) -> bytes:
    card, buyer = card_of(order), order.buyer
    price = str(order.amount.minor / 100)
    address = {
        "contactName": f"{buyer.name} {buyer.surname}",
        "address": buyer.address,
        "city": buyer.city,
        "country": buyer.country,
        "zipCode": buyer.postcode,
    }
    return json.dumps(
        {
            "locale": order.language,
            "conversationId": order.key,
            "price": price,
            "paidPrice": price,
            "currency": order.amount.code,
            "basketId": "dep-" + order.key.replace("-", "")[:16],
            "paymentGroup": "PRODUCT",
            "buyer": {
                "id": buyer.id,
                "name": buyer.name,
                "surname": buyer.surname,
                "identityNumber": buyer.identity,
                "email": buyer.email,
                "gsmNumber": buyer.phone,
                "registrationAddress": buyer.address,
                "city": buyer.city,
                "country": buyer.country,
                "ip": buyer.ip,
                "zipCode": buyer.postcode,
            },
            "billingAddress": address,
            "shippingAddress": address,
            "basketItems": [
                {
                    "id": order.reference,
                    "name": order.item,
                    "category1": order.item,
                    "itemType": "VIRTUAL",
                    "price": price,
                }
            ],
            "installment": 1,
            "paymentChannel": "WEB",
            "paymentCard": {
                "cardHolderName": card.holder,
                "cardNumber": card.number,
                "expireMonth": f"{card.expiry_month:02d}",
                "expireYear": f"{card.expiry_year:04d}",
                "cvc": card.cvv,
                "registerCard": 0,
            },
        },
        ensure_ascii=False,
    ).encode()


def iyzico_request(order: PlaceOrder, api_key: str, secret: str, url: str, random_key: str) -> Sent:
    body = iyzico_body(order)
    told = (random_key + urlsplit(url).path).encode() + body
    signature = hmac.new(secret.encode(), told, hashlib.sha256).hexdigest()
    token = base64.b64encode(f"apiKey:{api_key}&randomKey:{random_key}&signature:{signature}".encode()).decode()
    return body, {
        "Accept": "application/json",
        "Authorization": f"IYZWSv2 {token}",
        "x-iyzi-rnd": random_key,
        "Content-Type": "application/json",
    }


def iyzico_answer(raw: bytes, order: PlaceOrder, secret: str) -> str:
    """The payment id of a hold that stands."""
    told: dict[str, Any] = json.loads(raw)
    assert told["status"] == "success"
    names = ("paymentId", "currency", "basketId", "conversationId", "paidPrice", "price")
    values = ":".join(f"{told[name]:g}" if isinstance(told[name], float) else str(told[name]) for name in names)
    ours = hmac.new(secret.encode(), values.encode(), hashlib.sha256).hexdigest()
    assert hmac.compare_digest(told["signature"], ours)
    assert told["conversationId"] == order.key
    assert told["currency"] == order.amount.code
    assert round(told["paidPrice"] * 100) == order.amount.minor
    assert told["phase"] == "PRE_AUTH"
    assert told["fraudStatus"] == 1
    return str(told["paymentId"])


def oderopay_request(order: PlaceOrder, api_key: str, secret: str, url: str, random_key: str) -> Sent:
    card, price = card_of(order), order.amount.minor / 100
    body = json.dumps(
        {
            "card": {
                "cardHolderName": card.holder,
                "cardNumber": card.number,
                "cvc": card.cvv,
                "expireMonth": f"{card.expiry_month:02d}",
                "expireYear": f"{card.expiry_year:04d}",
            },
            "conversationId": order.key,
            "currency": order.amount.code,
            "installment": 1,
            "items": [{"externalId": order.reference, "name": order.item, "price": price}],
            "paidPrice": price,
            "paymentGroup": "LISTING_OR_SUBSCRIPTION",
            "paymentPhase": "PRE_AUTH",
            "price": price,
            "walletPrice": 0,
        },
        ensure_ascii=False,
    ).encode()
    told = (unquote(url) + api_key + secret + random_key).encode() + body
    signature = base64.b64encode(hashlib.sha256(told).digest()).decode()
    return body, {
        "Accept": "application/json",
        "x-api-key": api_key,
        "x-rnd-key": random_key,
        "x-auth-version": "v1",
        "x-signature": signature,
        "Content-Type": "application/json",
    }


def oderopay_answer(raw: bytes, order: PlaceOrder) -> str:
    told: dict[str, Any] = json.loads(raw)["data"]
    assert told["paymentStatus"] == "SUCCESS"
    assert told["conversationId"] == order.key
    assert told["currency"] == order.amount.code
    assert round(told["paidPrice"] * 100) == order.amount.minor
    assert told["paymentPhase"] == "PRE_AUTH"
    return str(told["id"])


def ahlpay_request(order: PlaceOrder, email: str, password: str, token: str, merchant_id: int) -> Sent:
    """`password` is the hash password; `token` that of the login before."""
    card, total = card_of(order), str(order.amount.minor)
    rnd = f"{int.from_bytes(hashlib.sha256(order.key.encode()).digest()) % 10**22:022d}"
    told = f"{password}{rnd}{order.key}{total}{merchant_id}".encode("utf-16-le")
    body = json.dumps(
        {
            "cardNumber": card.number,
            "expiryDateMonth": f"{card.expiry_month:02d}",
            "expiryDateYear": f"{card.expiry_year:04d}",
            "cvv": card.cvv,
            "cardHolderName": card.holder,
            "merchantId": merchant_id,
            "totalAmount": total,
            "memberId": 1,
            "userCode": email,
            "txnType": "PreAuth",
            "installmentCount": "0",
            "currency": "949",
            "orderId": order.key,
            "rnd": rnd,
            "hash": hashlib.sha512(told).hexdigest().upper(),
            "webUrl": "",
            "description": f"{order.item} {order.reference}",
            "requestIp": order.buyer.ip,
        },
        ensure_ascii=False,
    ).encode()
    return body, {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json; charset=utf-8",
        "Accept": "application/json",
    }


def ahlpay_answer(raw: bytes, order: PlaceOrder, merchant_id: int) -> str:
    told: dict[str, Any] = json.loads(raw)
    assert told["isSuccess"] is True
    data = told["data"]
    assert data["responseCode"] == "00"
    assert data["orderId"] == order.key
    assert data["totalAmount"] == str(order.amount.minor)
    assert data["merchantId"] == str(merchant_id)
    return str(data["authCode"])


def oduyo_request(order: PlaceOrder, api_key: str, session: str) -> Sent:
    """The start of a sale; nothing is signed, the session and the key are headers."""
    card, price = card_of(order), order.amount.minor / 100
    body = json.dumps(
        {
            "price": price,
            "paid_price": price,
            "installment_count": 1,
            "currency_type": 949,
            "name": order.buyer.name,
            "surname": order.buyer.surname,
            "client_ip": order.buyer.ip,
            "callback_url": order.return_address,
            "card": {
                "holder_name": card.holder,
                "number": card.number,
                "expiry_month": f"{card.expiry_month:02d}",
                "expiry_year": f"{card.expiry_year:04d}",
                "cvc": card.cvv,
            },
            "items": [{"name": order.item, "price": price, "quantity": 1}],
        },
        ensure_ascii=False,
    ).encode()
    return body, {
        "Accept": "application/json",
        "Apikey": api_key,
        "Authorization": session,
        "Content-Type": "application/json; charset=utf-8",
    }


def oduyo_answer(raw: bytes) -> str:
    """The page that is shown."""
    told: dict[str, Any] = json.loads(raw)
    assert told["status"] is True
    assert told["data"]["payment_id"] > 0
    return base64.b64decode(told["data"]["html_form"]).decode()
