"""The practice ÖderoPay: the calls of the endpoint index (ÖderoPay notes §5) that a front desk makes.

Beside them it serves the pages of the pretend bank and the hosted payment page. Checks go in the order of §19: path,
headers, key, signature, JSON, fields, id, state, card.
"""

from collections.abc import Callable

from frontdesk.practice import challenge_pages
from frontdesk.practice.delivery import REFUSED, deliver, json_response
from frontdesk.practice.exchange import Request, Response
from frontdesk.practice.faults import NONE, Fault
from frontdesk.practice.ground import Dialect, Ground, new_key
from frontdesk.practice.oderopay import (
    errors,
    hosted,
    hosted_page,
    instalments,
    lookups,
    payments,
    placing,
    signing,
    stored_cards,
    three_d,
    vault,
)
from frontdesk.practice.oderopay.answers import Data, finish
from frontdesk.practice.oderopay.errors import Refusal
from frontdesk.practice.oderopay.fields import Asked, number, read_fields, read_query
from frontdesk.practice.oderopay.ways import Ways

PAYMENTS = "/payment/v1/card-payments"
REFUNDS = "/payment/v1/refunds"
ITEM_REFUNDS = "/payment/v1/refund-transactions"
REPORTS = "/payment-reporting/v1/payments"
CARDS = "/payment/v1/cards"
HOSTED = "/payment/v1/checkout-payments"
INSTALLMENTS = "/installment/v1/installments"

type Call = Callable[[Asked], Data | Refusal]

# Method, path with {} where an id stands, operation, what answers it. The first match counts.
ROUTES: tuple[tuple[str, str, str, Call], ...] = (
    ("POST", PAYMENTS, "place", placing.pay),
    ("POST", PAYMENTS + "/3ds-init", "init", three_d.start_challenge),
    ("POST", PAYMENTS + "/3ds-complete", "complete", three_d.complete_challenge),
    ("POST", PAYMENTS + "/{}/post-auth", "capture", payments.capture),
    ("POST", REFUNDS, "refund", payments.give_back),
    ("POST", ITEM_REFUNDS, "refund", payments.refund_item),
    ("POST", ITEM_REFUNDS + "/byPaymentId", "refund", payments.refund_by_payment),
    ("GET", REFUNDS + "/{}", "inquire", lookups.refund),
    ("GET", ITEM_REFUNDS, "inquire", lookups.search_item_refunds),
    ("GET", ITEM_REFUNDS + "/{}", "inquire", lookups.item_refund),
    ("GET", PAYMENTS + "/{}", "inquire", lookups.payment),
    ("GET", REPORTS, "inquire", lookups.search),
    ("GET", REPORTS + "/{}", "inquire", lookups.report),
    ("GET", REPORTS + "/{}/refunds", "inquire", lookups.report_refunds),
    ("GET", REPORTS + "/{}/transactions", "inquire", lookups.report_transactions),
    ("GET", CARDS, "list_cards", stored_cards.search),
    ("DELETE", CARDS, "delete_card", stored_cards.delete),
    ("POST", HOSTED + "/init", "hosted", hosted.start),
    ("GET", HOSTED + "/{}", "hosted_result", hosted.result),
    ("GET", "/installment/v1/bins/{}", "bin", instalments.bin_look_up),
    ("GET", INSTALLMENTS, "installments", instalments.installments),
    ("POST", INSTALLMENTS + "/retrieve", "installments", instalments.installments),
)


def handle(ground: Ground, request: Request) -> Response:
    """Answer one request to the gateway, to a page of the pretend bank, or to the hosted payment page."""
    ground.bank.settle()
    if ground.faults.down("oderopay"):
        return REFUSED
    if request.path in (three_d.ENTRY, three_d.CODE, three_d.BRIDGE):
        return challenge_pages.handle(ground, three_d.leg(ground), request)
    if request.path.startswith(hosted.PAGE):
        return hosted_page.handle(ground, request)
    for method, template, operation, call in ROUTES:
        wanted = _matched(template, request.path) if method == request.method else None
        if wanted is not None:
            told = _told_apart(ground, request, operation)
            ground.bank.requests["oderopay", told] += 1
            fault = ground.faults.take("oderopay", told)
            answer = _answering(ground, request, call, wanted, fault)
            return deliver(ground, "oderopay", fault, answer)
    return finish(errors.NO_PATH, NONE)


def _matched(template: str, path: str) -> str | None:
    """What stands in place of {} in a path that fits, empty where there is no {}; None when it does not fit."""
    before, hole, after = template.partition("{}")
    if not hole:
        return "" if path == template else None
    middle = path.removeprefix(before).removesuffix(after)
    fits = path == before + middle + after and middle and "/" not in middle
    return middle if fits else None


def _answering(ground: Ground, request: Request, call: Call, wanted: str, fault: Fault) -> Callable[[], Response]:
    def answer() -> Response:
        account, switches = ground.accounts["oderopay"], ground.switches
        if fault.kind == "rate_limit":
            return json_response(errors.declined("TOO_MANY_REQUESTS").body(), 429)
        base = account["base_url"]
        bases = [base, base.replace("127.0.0.1", "localhost"), *switches.base_urls.split()]
        keys = (account["api_key"], account["secret_key"])
        unsigned = signing.refusal(request, keys, bases, any_case=switches.any_case)
        if unsigned:
            return finish(errors.unauthorised(*unsigned), fault)
        fields = read_fields(request)
        if isinstance(fields, Refusal):
            return finish(fields, fault)
        return finish(call(Asked(ground, fields, read_query(request), wanted, fault)), fault)

    return answer


def _told_apart(ground: Ground, request: Request, operation: str) -> str:
    """One address serves several verbs: a payment is a hold or a sale, a refund of a held one is its release.

    A search by dates alone is the list of a day.
    """
    if request.path == REPORTS:
        query = read_query(request)
        dated = any(query.get(name) for name in lookups.DATES)
        return "day_list" if dated and not any(query.get(name) for name in lookups.BY_ID) else operation
    if operation not in ("place", "refund"):
        return operation
    fields = read_fields(request)
    if isinstance(fields, Refusal):
        return operation
    if operation == "place":
        return "place" if fields.get("paymentPhase") == "PRE_AUTH" else "sale"
    payment = ground.bank.find("oderopay", number(fields, "paymentId"))
    return "release" if payment and payment.state == "held" and request.path == REFUNDS else "refund"


def _new_account() -> dict[str, str]:
    return {"api_key": new_key("sandbox-"), "secret_key": new_key("sandbox-")}


DIALECT = Dialect("oderopay", _new_account, handle, Ways(), vault.Vault, vault.remember, vault.recall)
