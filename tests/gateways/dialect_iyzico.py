"""iyzico as it answers when all is well, in the words of its notes; what the notes say is signed, is signed."""

import json
from collections.abc import Mapping
from typing import Any

from frontdesk.domain.gateway import WireRequest, WireResponse
from frontdesk.gateways.signing import iyzico_answer
from tests.gateways.dialect import CARD_ROW, COUNTS, PAGE, PAGE_URL, QUESTION, Dialect
from tests.gateways.samples import IYZICO_KEYS, KEY, answer, hold, iyzico
from tests.gateways.verbs import STORED, TOKEN

_SIX = ("paymentId", "currency", "basketId", "conversationId", "paidPrice", "price")
_SIGNED = {
    "/payment/iyzipos/checkoutform/initialize/preauth/ecom": ("conversationId", "token"),
    "/payment/iyzipos/checkoutform/auth/ecom/detail": ("paymentStatus", *_SIX, "token"),
    "/payment/3dsecure/initialize": ("paymentId", "conversationId"),
    "/payment/3dsecure/initialize/preauth": ("paymentId", "conversationId"),
    "/v2/payment/refund": ("paymentId", "price", "currency", "conversationId"),
    **dict.fromkeys(("/payment/preauth", "/payment/auth", "/payment/v2/3dsecure/auth"), _SIX),
    **dict.fromkeys(("/payment/postauth", "/payment/detail"), _SIX),
}


def _iyzico_good(verb: str, request: WireRequest) -> dict[str, Any]:
    if verb == "day":
        return {"status": "success", "transactions": [_IYZICO_LINE], "currentPage": 1, "totalPageCount": 1}
    if request.method == "GET":
        return {"status": "success", "locale": "tr", "payments": [iyzico_reported()]}
    sent = json.loads(request.body)
    common = {
        "status": "success",
        "locale": "tr",
        "systemTime": 1781300000456,
        "conversationId": sent["conversationId"],
    }
    if verb == "bin":
        return {**common, "binNumber": sent["binNumber"], "cardType": "CREDIT_CARD", "bankName": "Halk Bankası"}
    if verb == "start":
        return {**common, "paymentId": "40010001", "threeDSHtmlContent": PAGE}
    if verb in _IYZICO_MORE and request.target != "/payment/detail":
        return {**common, **_IYZICO_MORE[verb]}
    if verb in {"release", "cancel"}:
        return {**common, "paymentId": sent["paymentId"], "price": 1500, "currency": "TRY", "authCode": "551820"}
    if verb in {"refund", "part refund"}:
        price = float(sent["price"])
        return {**common, "paymentId": sent["paymentId"], "price": price, "currency": sent["currency"]}
    return {**common, **iyzico_payment(verb, sent.get("paidPrice", "1500.0"))}


def iyzico_payment(verb: str, paid: str) -> dict[str, Any]:
    """The payload of a payment answer (iyzico notes §5.2)."""
    phase = {"capture": "POST_AUTH", "sale": "AUTH"}.get(verb, "PRE_AUTH")
    return {
        "price": 1500,
        "paidPrice": float(paid),
        "installment": 1,
        "paymentId": "40010001",
        "fraudStatus": 1,
        "cardType": "CREDIT_CARD",
        "cardAssociation": "MASTER_CARD",
        "cardFamily": "Paraf",
        "binNumber": "552879",
        "lastFourDigits": "0008",
        "basketId": "dep-5f0c4be27a1d4c7e",
        "currency": "TRY",
        "itemTransactions": [{"itemId": "room-204", "paymentTransactionId": "50010001", "paidPrice": float(paid)}],
        "authCode": "418207",
        "phase": phase,
        "hostReference": "mock00007iyzihostrfn",
        **({"mdStatus": 1} if verb == "complete" else {}),
        **({"paymentStatus": "SUCCESS"} if verb in {"inquire", "hosted result"} else {}),
    }


_IYZICO_LINE = {
    "transactionType": "PAYMENT",
    "transactionDate": "2026-06-13 00:33:20",
    "transactionId": 900001,
    "transactionStatus": 1,
    "paymentId": 40010001,
    "conversationId": KEY,
    "paymentPhase": "PRE_AUTH",
    "price": 1500,
    "paidPrice": 1500,
    "transactionCurrency": "TRY",
}
_IYZICO_MORE: dict[str, dict[str, Any]] = {
    "hosted start": {"token": TOKEN, "paymentPageUrl": PAGE_URL},
    "hosted result": {**iyzico_payment("hosted result", "1500.0"), "token": TOKEN},
    "list_cards": {"cardUserKey": STORED.user, "cardDetails": [CARD_ROW]},
    "delete_card": {},
    "instalments": {"installmentDetails": [{"binNumber": "552879", "force3ds": 0, "installmentPrices": COUNTS}]},
}


def iyzico_reported(**changes: object) -> dict[str, Any]:
    """One payment of reporting (§12.2)."""
    return {
        "paymentId": 40010001,
        "paymentStatus": 1,
        "paymentRefundStatus": "NOT_REFUNDED",
        "price": 1500,
        "paidPrice": 1500,
        "paymentConversationId": KEY,
        "currency": "TRY",
        "threeDS": False,
        "phase": "PRE_AUTH",
        "cancels": [],
        "itemTransactions": [{"paymentTransactionId": 50010001, "refunds": []}],
        **changes,
    }


def iyzico_signed(target: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The answer with the signature of its own values, where this answer carries one."""
    names = _SIGNED.get(target.partition("?")[0], ())
    if not names or fields.get("status") != "success" or "signature" in fields:
        return dict(fields)
    values = [_spelled(fields.get(name)) for name in names]
    return {**fields, "signature": iyzico_answer(IYZICO_KEYS.secret_key, values)}


def _spelled(value: object) -> str:
    """A value as it is signed: prices lose surplus zeros and a dangling dot (§11.1)."""
    if value is None:
        return ""
    text = json.dumps(value) if isinstance(value, int | float) else str(value)
    return text.rstrip("0").rstrip(".") if isinstance(value, float) else text


def _iyzico_answer(request: WireRequest, fields: Mapping[str, Any], status: int) -> WireResponse:
    return answer(iyzico_signed(request.target, fields), status)


def _iyzico_refusal(code: str, group: str, status: int) -> WireResponse:
    fields = {"status": "failure", "errorCode": code, "errorMessage": "Kart limiti yetersiz", "locale": "tr"}
    return answer({**fields, **({"errorGroup": group} if group else {})}, status)


IYZICO = Dialect(
    name="iyzico",
    gateway=iyzico(QUESTION),
    held=hold(),
    good=_iyzico_good,
    answer=_iyzico_answer,
    refusal=_iyzico_refusal,
    sum_field={
        **dict.fromkeys(("place", "sale", "complete", "capture"), "paidPrice"),
        "refund": "price",
        "part refund": "price",
        "release": "price",
    },
    id_field={
        **dict.fromkeys(("complete", "capture", "release", "refund", "part refund", "cancel", "inquire"), "paymentId")
    },
)
