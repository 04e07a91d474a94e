"""The practice iyzico: the calls of the endpoint table (iyzico notes §1) that a front desk makes."""

from collections.abc import Callable

from frontdesk.practice import challenge_pages
from frontdesk.practice.delivery import REFUSED, deliver, json_response
from frontdesk.practice.exchange import Request, Response
from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Dialect, Ground, new_key
from frontdesk.practice.iyzico import (
    hosted,
    hosted_pages,
    lookups,
    payments,
    rates,
    signing,
    stored_cards,
    three_d,
)
from frontdesk.practice.iyzico.answers import Reply, finish
from frontdesk.practice.iyzico.errors import Refusal, failure, rate_limited, refused
from frontdesk.practice.iyzico.fields import Asked, Body, read_body
from frontdesk.practice.iyzico.ways import State, Ways, recall, remember

type Call = Callable[[Asked], Reply | Refusal]

ROUTES: dict[tuple[str, str], tuple[str, Call]] = {
    ("GET", "/payment/test"): ("test", lookups.connectivity),
    ("POST", "/payment/preauth"): ("place", payments.hold),
    ("POST", "/payment/auth"): ("sale", payments.sale),
    ("POST", "/payment/3dsecure/initialize/preauth"): ("init", three_d.start_hold),
    ("POST", "/payment/3dsecure/initialize"): ("init", three_d.start_sale),
    ("POST", "/payment/v2/3dsecure/auth"): ("complete", three_d.complete_v2),
    ("POST", "/payment/3dsecure/auth"): ("complete", three_d.complete_v1),
    ("POST", "/payment/postauth"): ("capture", payments.capture),
    ("POST", "/payment/cancel"): ("release", payments.cancel),
    ("POST", "/payment/refund"): ("refund", payments.refund_line),
    ("POST", "/v2/payment/refund"): ("refund", payments.refund_amount),
    ("POST", "/payment/detail"): ("inquire", lookups.detail),
    ("GET", "/v2/reporting/payment/details"): ("inquire", lookups.report),
    ("GET", "/v2/reporting/payment/transactions"): ("day_list", lookups.day_list),
    ("POST", "/payment/bin/check"): ("bin", rates.bin_check),
    ("POST", "/payment/iyzipos/installment"): ("installments", rates.installments),
    ("POST", "/cardstorage/card"): ("store_card", stored_cards.store),
    ("POST", "/cardstorage/cards"): ("list_cards", stored_cards.listing),
    ("DELETE", "/cardstorage/card"): ("delete_card", stored_cards.delete),
    ("POST", "/payment/iyzipos/checkoutform/initialize/preauth/ecom"): ("hosted", hosted.open_hold),
    ("POST", "/payment/iyzipos/checkoutform/initialize/auth/ecom"): ("hosted", hosted.open_sale),
    ("POST", "/payment/iyzipos/checkoutform/auth/ecom/detail"): ("hosted_result", hosted.result),
}


def handle(ground: Ground, request: Request) -> Response:
    """Answer one request to the gateway or to a page of the pretend bank."""
    ground.bank.settle()
    if ground.faults.down("iyzico"):
        return REFUSED
    if request.path in (three_d.ENTRY, three_d.CONFIRM) or request.path.startswith(three_d.BRIDGE):
        return challenge_pages.handle(ground, three_d.leg(ground), request)
    if request.path == hosted_pages.PAGE:
        return hosted_pages.handle(ground, request)
    operation, call = ROUTES.get((request.method, request.path), ("", None))
    if call is None:
        now_ms = int(ground.bank.now() * 1000)
        return json_response(failure(refused("11"), "tr", now_ms, None), 404)
    ground.bank.requests["iyzico", operation] += 1
    fault = ground.faults.take("iyzico", operation)
    return deliver(ground, "iyzico", fault, lambda: _answer(ground, request, call, fault))


def _answer(ground: Ground, request: Request, call: Call, fault: Fault) -> Response:
    body = read_body(request)
    envelope = body if isinstance(body, Body) else Body({})
    if fault.kind == "rate_limit":
        return json_response(rate_limited(envelope.locale))
    account = ground.accounts["iyzico"]
    code = signing.refusal(request, account["api_key"], account["secret_key"])
    if code:
        return finish(ground, envelope, refused(code), fault)
    if isinstance(body, Refusal):
        return finish(ground, envelope, body, fault)
    return finish(ground, body, call(Asked(ground, body, fault)), fault)


def _new_account() -> dict[str, str]:
    return {"api_key": new_key("sandbox-"), "secret_key": new_key("sandbox-")}


DIALECT = Dialect("iyzico", _new_account, handle, Ways(), State, remember, recall)
