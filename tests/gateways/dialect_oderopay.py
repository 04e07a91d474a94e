"""ÖderoPay as it answers when all is well, in the words of its notes: `data` around all of it."""

import json
from collections.abc import Mapping
from typing import Any

from frontdesk.domain.gateway import WireRequest, WireResponse
from tests.gateways.dialect import CARD_ROW, COUNTS, PAGE, PAGE_URL, QUESTION, Dialect
from tests.gateways.samples import KEY, answer, hold, oderopay
from tests.gateways.verbs import STORED, TOKEN, VERB_KEY


def oderopay_payment(verb: str, paid: float = 1500.0) -> dict[str, Any]:
    """The payload of a payment answer (ÖderoPay notes §6.2)."""
    return {
        "id": 7001,
        "createdDate": "2026-07-16T14:29:41",
        "price": 1500.0,
        "paidPrice": paid,
        "walletPrice": 0,
        "currency": "TRY",
        "installment": 1,
        "conversationId": KEY,
        "paymentType": "CARD_PAYMENT",
        "paymentGroup": "LISTING_OR_SUBSCRIPTION",
        "paymentStatus": "SUCCESS",
        "connectorType": "TOKENPOS",
        "paymentPhase": {"capture": "POST_AUTH", "sale": "AUTH"}.get(verb, "PRE_AUTH"),
        "isThreeDS": verb == "complete",
        "binNumber": "525864",
        "lastFourDigits": "0001",
        "cardType": "CREDIT_CARD",
        "cardAssociation": "MASTER_CARD",
        "cardBrand": "World",
        "paymentTransactions": [{"id": 91001, "externalId": "DEP-184", "paidPrice": paid}],
    }


def oderopay_reported(**changes: object) -> dict[str, Any]:
    """One payment of the report form (§9.2)."""
    return {
        "id": 7001,
        "price": 1500.0,
        "paidPrice": 1500.0,
        "currency": "TRY",
        "paymentStatus": "SUCCESS",
        "conversationId": KEY,
        "paymentRefunds": [],
        "paymentTransactions": [{"id": 91001, "paymentTransactionRefunds": []}],
        **changes,
    }


def oderopay_given_back(key: str, kind: str) -> dict[str, Any]:
    return {
        "id": 33001 if kind == "CANCEL" else None,
        "conversationId": key,
        "status": "SUCCESS",
        "refundPrice": 1500.0,
        "refundBankPrice": 1500.0,
        "refundWalletPrice": 0,
        "refundType": kind,
        "refundDestinationType": "CARD",
        "currency": "TRY",
        "paymentId": 7001,
        "paymentTransactionRefunds": [],
    }


_ODEROPAY_MORE: dict[str, dict[str, Any]] = {
    "hosted start": {"token": TOKEN, "pageUrl": PAGE_URL},
    "list_cards": {"items": [{**CARD_ROW, "cardUserKey": STORED.user}], "page": 0, "size": 100, "totalSize": 1},
    "delete_card": {},
    "day": {"items": [oderopay_reported(createdDate="2026-06-13T00:33:20")], "totalSize": 1},
    "instalments": {"items": [{"binNumber": "552879", "force3ds": False, "installmentPrices": COUNTS}]},
}


def _oderopay_good(verb: str, request: WireRequest) -> dict[str, Any]:
    if verb in _ODEROPAY_MORE:
        return _ODEROPAY_MORE[verb]
    if "?conversationId=" in request.target:
        return {"items": [oderopay_reported()], "totalSize": 1}
    if request.target.startswith("/payment-reporting/"):
        return oderopay_reported()
    if verb == "bin":
        return {"binNumber": "552879", "cardType": "CREDIT_CARD", "bankName": "Halk Bankası", "commercial": False}
    if verb == "start":
        return {"htmlContent": PAGE}
    if verb in {"release", "refund", "part refund", "cancel"}:
        told = oderopay_given_back(VERB_KEY, "REFUND" if verb.endswith("refund") else "CANCEL")
        return {**told, "refundPrice": json.loads(request.body).get("refundPrice", 1500.0)}
    if verb == "capture":
        return oderopay_payment(verb, json.loads(request.body)["paidPrice"])
    return oderopay_payment(verb)


def _oderopay_answer(request: WireRequest, fields: Mapping[str, Any], status: int) -> WireResponse:
    return answer({"data": dict(fields)}, status)


def _oderopay_refusal(code: str, group: str, status: int) -> WireResponse:
    return answer(
        {"errors": {"errorCode": code, "errorDescription": "Kart limiti", "errorGroup": group or None}}, status
    )


ODEROPAY = Dialect(
    name="oderopay",
    gateway=oderopay(QUESTION),
    held=hold(payment_id="7001"),
    good=_oderopay_good,
    answer=_oderopay_answer,
    refusal=_oderopay_refusal,
    sum_field={
        **dict.fromkeys(("place", "sale", "complete", "capture"), "paidPrice"),
        **dict.fromkeys(("release", "refund", "part refund", "cancel"), "refundPrice"),
    },
    id_field={
        **dict.fromkeys(("complete", "capture", "inquire"), "id"),
        **dict.fromkeys(("release", "refund", "part refund", "cancel"), "paymentId"),
    },
)
