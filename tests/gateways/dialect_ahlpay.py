"""AHL Pay as it answers when all is well, in the words of its notes, for the promises that every gateway keeps."""

import json
from collections.abc import Mapping
from typing import Any

from frontdesk.domain.gateway import Refused, Unknown, WireRequest, WireResponse
from frontdesk.domain.told import Ready
from frontdesk.gateways.ahlpay.gateway import AhlPay
from frontdesk.gateways.ahlpay.profile import AhlPayKeys, AhlPayProfile
from tests.gateways.dialect import Dialect
from tests.gateways.samples import KEY, answer, hold
from tests.kit.in_memory import run_in_memory

AHLPAY_KEYS = AhlPayKeys("pos.api@ornekotel.test", "sandbox-ExamplePassword", "K7w!pQ2zLm9#Demo")
AHLPAY_URL = "https://testahlsanalpos.ahlpay.com.tr"
MERCHANT = 900451
NOW = 1_773_000_000
TOKEN = "eyJ0ZXN0Ijoib25seSJ9.bG9jYWw.c2VydmVy"
PAGE = "<!doctype html><html></html>"
AUTH_CODE = "S48120"
DONE = {"isSuccess": True, "message": "İşlem başarılıdır.", "errorCode": None, "requestId": "7c1b4f2e-0f2f"}


def login_data(**changes: object) -> dict[str, Any]:
    """§4.1."""
    return {
        "token": TOKEN,
        "tokenType": "Bearer",
        "fullName": "Örnek Otel API",
        "sessionId": "b7c1f3f0-2f9f-4b2b-9a0e-61c2b3a9d411",
        "merchantName": "Örnek Otel Turizm A.Ş.",
        "merchantId": MERCHANT,
        **changes,
    }


def login_answer(**changes: object) -> WireResponse:
    return answer({**DONE, "data": login_data(**changes)})


def ahlpay(keys: AhlPayKeys = AHLPAY_KEYS, **profile: Any) -> AhlPay:  # noqa: ANN401 -- any field of a profile
    """An account that is logged in."""
    gateway = AhlPay(keys, AhlPayProfile(AHLPAY_URL, **profile))
    log_in(gateway, NOW)
    return gateway


def log_in(gateway: AhlPay, now: int, response: WireResponse | None = None) -> Ready | Refused | Unknown | None:
    """What `prepare` comes to when the login is answered so; None where none was due."""
    conversation = gateway.prepare(now)
    if conversation is None:
        return None
    told = run_in_memory(conversation, lambda _request: response or login_answer())
    assert isinstance(told, Ready | Refused | Unknown)
    return told


def payment(rnd: str, total: str = "150000", **changes: object) -> dict[str, Any]:
    """The `data` of a payment answer (§7.1)."""
    return {
        "orderId": KEY,
        "responseCode": "00",
        "rnd": rnd,
        "hostReferenceNumber": "606814004217",
        "authCode": AUTH_CODE,
        "cardNumber": "415565******0007",
        "installmentCount": "0",
        "totalAmount": total,
        "responseHash": None,
        "responseMessage": "İşlem başarılıdır.",
        "vposId": "0",
        "extraData": None,
        "transId": None,
        "merchantId": str(MERCHANT),
        "icaNumber": 0,
        "origin": None,
        "callbackUrl": None,
        **changes,
    }


def inquired(**changes: object) -> dict[str, Any]:
    """The `data` of an inquiry (§7.6)."""
    return {
        **payment("2026030914253107481920"),
        "txnType": "PreAuth",
        "txnStatus": "PREAUTH",
        "currency": "949",
        **changes,
    }


# One entry of each list (§7.7 to §7.12); the POS banks' fields stand in no note.
LISTS: dict[str, dict[str, Any]] = {
    "/api/Transaction/List": {
        "orderId": KEY,
        "txnType": "PreAuth",
        "txnStatus": "PREAUTH",
        "responseCode": "00",
        "authCode": AUTH_CODE,
        "maskedPan": "552879******0008",
        "bankName": "Halk Bankası",
        "totalAmount": 1500,
        "merchantId": MERCHANT,
        "createDate": "2026-06-13T00:33:20",
    },
    "/api/Payment/InstallmentInquiry": {"installmentNumber": 1, "customerCommission": 2.99, "totalAmount": 1500},
    "/api/Payment/CommissionInquiry": {"installmentNumber": 1, "totalCommissionAmount": 44.85, "totalAmount": 1500},
    "/api/Link/GetCreated": {"linkId": "L-1", "amount": 1500, "isActive": True},
    "/api/MerchantVposBank/List": {"bankName": "Halk Bankası", "vposId": 7, "isActive": True},
}


def _good(verb: str, request: WireRequest) -> dict[str, Any]:
    if request.target == "/api/Security/AuthenticationMerchant":
        return login_data()
    path = request.target.partition("?")[0]
    if path.startswith("/api/Payment/BinList"):
        return {"prefixNo": "552879", "cardType": "C", "bankName": "Halk Bankası", "network": "Mastercard"}
    if path in LISTS:
        return {"rows": [LISTS[path]]}
    sent = json.loads(request.body)
    if verb == "start":
        return {"page": PAGE}
    if verb == "inquire":
        return inquired()
    return payment(sent["rnd"], sent.get("paidamount") or sent["totalAmount"])


def _answer(_request: WireRequest, fields: Mapping[str, Any], status: int) -> WireResponse:
    data = fields.get("page") or fields.get("rows") or dict(fields)
    return answer({**DONE, "data": data}, status)


def _refusal(code: str, _group: str, status: int) -> WireResponse:
    """§7.1: codes are the bank's own two letters; there are no groups."""
    told = {"isSuccess": False, "message": "Kart limiti yetersiz.", "errorCode": code or None, "requestId": "e2a6c0fd"}
    return answer({**told, "data": None}, status)


PLACES = ("place", "sale")
# The hold is known with its code, as a capture must name it.
AHLPAY = Dialect(
    name="ahlpay",
    gateway=ahlpay(bin_enabled=True),
    held=hold(payment_id=KEY, references={"hold_auth_code": AUTH_CODE}),
    good=_good,
    answer=_answer,
    refusal=_refusal,
    sum_field=dict.fromkeys(("place", "sale", "capture", "release", "refund", "part refund", "cancel"), "totalAmount"),
    id_field=dict.fromkeys(
        ("place", "sale", "capture", "release", "refund", "part refund", "cancel", "inquire"), "orderId"
    ),
)
