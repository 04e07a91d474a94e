"""Both gateways as they answer when all is well, so that one set of promises can be run over both.

Written from the wire notes: `good` gives the answer's fields for a verb, `answer` signs and wraps them as the real
one does.
"""

import json
from collections.abc import Callable, Generator, Mapping
from typing import Any, NamedTuple

from frontdesk.domain.gateway import Gateway, HoldReference, ReturnedPage, WireRequest, WireResponse
from frontdesk.domain.money import Money
from frontdesk.domain.stored_card import StoredCard
from frontdesk.gateways.signing import iyzico_answer
from tests.gateways.samples import IYZICO_KEYS, KEY, answer, hold, iyzico, lira, oderopay, order

VERB_KEY = "0d3b9a50-91c4-4d0e-8a86-1f4a6c1e7b22"
QUESTION = "b7a0a6de-5b33-4a44-a0ff-8b0a54d9f6aa"
PAGE = "PCFkb2N0eXBlIGh0bWw+PGh0bWw+PC9odG1sPg=="
MONEY_VERBS = ("place", "sale", "start", "complete", "capture", "release", "refund", "cancel")
# What iyzico and ÖderoPay offer beside the verbs that every gateway has.
STORED_VERBS = ("stored place", "list_cards", "delete_card")
HOSTED_VERBS = ("hosted start", "hosted result")
LIST_VERBS = ("day", "instalments")
STORED = StoredCard("cuk-EXAMPLE-0001", "ctk-EXAMPLE-0001", "552879", "0008", "mastercard", "credit")
TOKEN = "0b1c2d3e-0000-4000-8000-00000000beef"
PAGE_URL = "https://pages.invalid/pay?token=0b1c2d3e"
_CARD_ROW = {"cardToken": STORED.token, "binNumber": "552879", "lastFourDigits": "0008", "cardType": "CREDIT_CARD"}
_COUNTS = [{"installmentNumber": 1, "installmentPrice": 1500, "totalPrice": 1500}]

type Conversation = Generator[WireRequest, WireResponse, object]


class Dialect(NamedTuple):
    """One gateway: the verb's conversation, the good fields of an answer to a request, the answer as bytes."""

    name: str
    gateway: Gateway
    held: HoldReference
    good: Callable[[str, WireRequest], dict[str, Any]]
    answer: Callable[[WireRequest, Mapping[str, Any], int], WireResponse]
    refusal: Callable[[str, str, int], WireResponse]
    sum_field: Mapping[str, str]
    id_field: Mapping[str, str]

    def begin(self, verb: str, amount: Money | None = None) -> Conversation:
        gateway, held = self.gateway, self.held
        captured = held._replace(captured=held.amount)
        page = ReturnedPage("authenticated", held.payment_id, "1")
        begun: dict[str, Callable[[], Conversation]] = {
            "place": lambda: gateway.place(order()),
            "sale": lambda: gateway.place(order(purpose="sale")),
            "start": lambda: gateway.place(order(return_address="https://return.invalid/3ds/t")),
            "complete": lambda: gateway.complete(held, page),
            "capture": lambda: gateway.capture(held, amount or lira(85_050), VERB_KEY),
            "release": lambda: gateway.release(held, VERB_KEY),
            "refund": lambda: gateway.refund(captured, amount or held.amount, VERB_KEY, "refund"),
            "cancel": lambda: gateway.refund(captured, held.amount, VERB_KEY, "cancel"),
            "inquire": lambda: gateway.inquire(held),
            "bin": lambda: gateway.look_up_bin("55287900"),
            "stored place": lambda: gateway.place(order(card=STORED)),
            "hosted start": lambda: gateway.place(order(card=None, return_address="https://return.invalid/3ds/t")),
            "hosted result": lambda: gateway.inquire(held._replace(payment_id="", references={"token": TOKEN})),
            "list_cards": lambda: gateway.list_cards(STORED.user),
            "delete_card": lambda: gateway.delete_card(STORED),
            "day": lambda: gateway.list_day("2026-06-13"),
            "instalments": lambda: gateway.consult("instalments", {"bin": "552879", "amount": "150000"}),
        }
        return begun[verb]()

    def bank(
        self, verb: str, changes: Mapping[str, object] | None = None, status: int = 200
    ) -> Callable[[WireRequest], WireResponse]:
        """A gateway that answers well, but for the changes; None takes a field away."""

        def handle(request: WireRequest) -> WireResponse:
            fields = {**self.good(verb, request), **(changes or {})}
            return self.answer(request, {name: value for name, value in fields.items() if value is not None}, status)

        return handle


# ----------------------------------------------------------------------------------------------------------------
# iyzico

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
    if verb == "refund":
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
    "list_cards": {"cardUserKey": STORED.user, "cardDetails": [_CARD_ROW]},
    "delete_card": {},
    "instalments": {"installmentDetails": [{"binNumber": "552879", "force3ds": 0, "installmentPrices": _COUNTS}]},
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
        "release": "price",
    },
    id_field={**dict.fromkeys(("complete", "capture", "release", "refund", "cancel", "inquire"), "paymentId")},
)


# --------------------------------------------------------------------------------------------------------------
# ÖderoPay


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
    "list_cards": {"items": [{**_CARD_ROW, "cardUserKey": STORED.user}], "page": 0, "size": 100, "totalSize": 1},
    "delete_card": {},
    "day": {"items": [oderopay_reported(createdDate="2026-06-13T00:33:20")], "totalSize": 1},
    "instalments": {"items": [{"binNumber": "552879", "force3ds": False, "installmentPrices": _COUNTS}]},
}


def _oderopay_good(verb: str, request: WireRequest) -> dict[str, Any]:
    if verb in _ODEROPAY_MORE:
        return _ODEROPAY_MORE[verb]
    if request.target.startswith("/payment-reporting/"):
        return oderopay_reported()
    if verb == "bin":
        return {"binNumber": "552879", "cardType": "CREDIT_CARD", "bankName": "Halk Bankası", "commercial": False}
    if verb == "start":
        return {"htmlContent": PAGE}
    if verb in {"release", "refund", "cancel"}:
        return oderopay_given_back(VERB_KEY, "REFUND" if verb == "refund" else "CANCEL")
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
        **dict.fromkeys(("release", "refund", "cancel"), "refundPrice"),
    },
    id_field={
        **dict.fromkeys(("complete", "capture", "inquire"), "id"),
        **dict.fromkeys(("release", "refund", "cancel"), "paymentId"),
    },
)

DIALECTS = (IYZICO, ODEROPAY)
