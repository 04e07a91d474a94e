"""Ödüyo as it answers when all is well, written from its wire notes. No answer to a money verb carries a sum; the list
of payments does."""

import base64
import json
from collections.abc import Mapping
from typing import Any

from frontdesk.domain.gateway import Gateway, HoldReference, WireRequest, WireResponse
from frontdesk.domain.money import Money
from frontdesk.gateways.oduyo.gateway import Oduyo
from frontdesk.gateways.oduyo.profile import OduyoKeys, OduyoProfile
from tests.gateways.dialect import PAGE, Dialect
from tests.gateways.samples import answer, hold
from tests.gateways.verbs import Conversation
from tests.kit.in_memory import run_in_memory

ODUYO_URL = "https://www.sahilotel.example/api/v1"
ODUYO_KEYS = OduyoKeys("resepsiyon", "pw-Deniz!42", "apikey-sahil-0017")
SESSION = "k3v9sessionofthedesk"
ORDER_ID = "44451c5a76"
RETURN = "https://return.frontdesk.invalid/3ds/9f2c"
VERBS = ("start", "complete", "refund", "cancel")
SECRETS = ("pw-Deniz", "apikey-sahil", SESSION)

CHARGED = hold(payment_id="48213", purpose="sale", references={"pos_alias": "garanti-1"})


def oduyo(**profile: Any) -> Oduyo:  # noqa: ANN401 -- any field of a profile
    """An account whose session stands."""
    return with_session(Oduyo(ODUYO_KEYS, OduyoProfile(ODUYO_URL, **profile)))


def with_session[T: Gateway](gateway: T, now: int = 0) -> T:
    login = gateway.prepare(now)
    if login is not None:
        run_in_memory(login, lambda _request: answer(logged_in()))
    return gateway


def logged_in(session: str = SESSION) -> dict[str, Any]:
    return {"status": True, "data": {"session_id": session}}


def told(data: object, status: int = 200) -> WireResponse:
    return answer({"status": True, "data": data}, status)


def statuses(callback: str | None, complete: str | None, **more: object) -> WireResponse:
    """An answer of local_status (§7)."""
    return told({"callback_status": callback, "complete_status": complete, **more})


def listed(**changes: object) -> dict[str, Any]:
    """A row of payment_select (§10): all of it text."""
    return {
        "id": "731",
        "paymentsend_id": "a1B2c3D4e5F6g7H20261121140003",
        "orderid": ORDER_ID,
        "status": "3D-SUCCESS",
        "payment_type": "3d",
        "total_with_commison": "1500.0000",
        "total_without_commison": "1500.0000",
        "currency_type": "tl",
        "installment_number": "1",
        "masked_card": "552879******0008",
        "card_type1": "paraf",
        "card_type2": "mastercard",
        "transaction_bank": "Halkbank",
        "partial": "0",
        "created_in": "2026-11-21 14:00:03",
        **changes,
    }


def started(**changes: object) -> dict[str, Any]:
    return {
        "html_form": PAGE,
        "payment_id": 48213,
        "pos_alias": "garanti-1",
        "card_brand": "bonus",
        "commission_rate": "2.99",
        **changes,
    }


def confirmed(**changes: object) -> dict[str, Any]:
    return {
        "result": True,
        "payment_id": 48213,
        "message": "Ödeme alındı",
        "installment_count": 1,
        "order_id": ORDER_ID,
        "auth_code": "S76905",
        **changes,
    }


def given_back(**changes: object) -> dict[str, Any]:
    return {
        "result": True,
        "payment id": 48213,
        "message": "İşlem başarılı",
        "order_id": ORDER_ID,
        "ref_no": "R-118204",
        **changes,
    }


def instalments(**changes: object) -> dict[str, Any]:
    """One POS of get_installments (§10)."""
    single = {"installment_no": 1, "installment_price": "1500.00", "total_price": "1544.85", "pos_alias": "garanti-1"}
    return {
        "price": "1500.00",
        "currency_type": "TRY",
        "bank_name": "Halk Bankası",
        "bank_id": "1",
        "force_3ds": "1",
        "cvc_required": 1,
        "pos_alias": "garanti-1",
        "installments": {"paraf": {"1": single}},
        **changes,
    }


def _good(verb: str, request: WireRequest) -> dict[str, Any]:
    match request.target:
        case "/ws/login":
            return {"session_id": SESSION}
        case "/gateway/payment_3d":
            return started()
        case "/gateway/payment_3d_complete":
            return confirmed()
        case "/gateway/cancel" | "/gateway/refund":
            return given_back()
        case "/gateway/local_status":
            word = {"complete": "waiting", "part refund": "partial_refunded"}.get(verb, "completed")
            return {"callback_status": "completed", "complete_status": word}
        case "/gateway/get_installments":
            return instalments()
        case _:
            return listed()


def _answer(request: WireRequest, fields: Mapping[str, Any], status: int) -> WireResponse:
    """Lists are lists; everything else is one object (A2)."""
    return told([dict(fields)] if request.target.endswith("_select") else dict(fields), status)


def refusal(code: str, group: str, status: int) -> WireResponse:
    """A no in Ödüyo's shapes (§3): it has neither codes nor groups, only texts."""
    text = f"{code} {group}".strip() or "Bad Request"
    if status == 200:
        return told({"result": False, "message": text})
    return answer({"status": False, **({"error": text} if status == 400 else {"message": text})}, status)


class OduyoDialect(Dialect):
    """Its one way to place is the sale with a bank page; every verb begins with a session that stands."""

    __slots__ = ()

    def begin(self, verb: str, amount: Money | None = None) -> Conversation:
        with_session(self.gateway)
        return super().begin("sale start" if verb in {"start", "sale"} else verb, amount)


ODUYO = OduyoDialect(
    name="oduyo",
    gateway=oduyo(),
    held=CHARGED,
    good=_good,
    answer=_answer,
    refusal=refusal,
    sum_field={"complete": "total_with_commison"},
    id_field={"complete": "payment_id", "refund": "payment id", "part refund": "payment id", "cancel": "payment id"},
)


def body(request: WireRequest) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(request.body)
    return found


def returned_whole(**changes: Any) -> HoldReference:  # noqa: ANN401 -- any field of a hold
    """The deposit at check-out: all of it was charged."""
    return CHARGED._replace(captured=CHARGED.amount, **changes)


def page(html: str, charset: str = "utf-8") -> str:
    return base64.b64encode(html.encode(charset)).decode()
