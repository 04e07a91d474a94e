"""The practice ÖderoPay: the calls of the endpoint index (ÖderoPay notes §5) that a front desk makes, over the pretend bank.

Checks go in the order of §19: path, headers, key, signature, JSON, fields, id, state, card.
"""

from collections.abc import Callable

from frontdesk.practice import challenge_pages
from frontdesk.practice.bank import Authorisation
from frontdesk.practice.delivery import deliver, json_response
from frontdesk.practice.exchange import Request, Response
from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Ground
from frontdesk.practice.oderopay import errors, lookups, payments, signing
from frontdesk.practice.oderopay.answers import Data, finish, payment_answer, report_answer
from frontdesk.practice.oderopay.errors import Refusal
from frontdesk.practice.oderopay.fields import Fields, digits, number, read_fields

PAYMENTS = "/payment/v1/card-payments"
REFUNDS = "/payment/v1/refunds"
ITEM_REFUNDS = "/payment/v1/refund-transactions"
REPORTS = "/payment-reporting/v1/payments"
BINS = "/installment/v1/bins"
INSTALLMENTS = "/installment/v1/installments"

type Call = Callable[[Ground, Fields, Fault], Data | Refusal]

_POSTS: dict[str, tuple[str, Call]] = {
    PAYMENTS: ("place", payments.pay),
    PAYMENTS + "/3ds-init": ("init", payments.start_challenge),
    PAYMENTS + "/3ds-complete": ("complete", payments.complete_challenge),
    REFUNDS: ("refund", payments.give_back),
    ITEM_REFUNDS: ("refund", payments.refund_item),
    ITEM_REFUNDS + "/byPaymentId": ("refund", payments.refund_by_payment),
    INSTALLMENTS + "/retrieve": ("installments", lambda ground, fields, fault: lookups.installments(fields)),
}


def handle(ground: Ground, request: Request) -> Response:
    """Answer one request to the gateway or to a page of the pretend bank."""
    ground.bank.settle()
    if request.path in (payments.ENTRY, payments.CODE, payments.BRIDGE):
        return challenge_pages.handle(ground, payments.leg(ground), request)
    operation, call = _route(ground, request)
    if call is None:
        return finish(errors.NO_PATH, Fault(""))
    ground.bank.requests["oderopay", operation] += 1
    fault = ground.faults.take("oderopay", operation)
    return deliver(ground, "oderopay", fault, lambda: _answer(ground, request, call, fault))


def _answer(ground: Ground, request: Request, call: Call, fault: Fault) -> Response:
    account, switches = ground.accounts["oderopay"], ground.switches
    if fault.kind == "rate_limit":
        return json_response(errors.declined("TOO_MANY_REQUESTS").body(), 429)
    bases = [account.base_url, account.base_url.replace("127.0.0.1", "localhost"), *switches.base_urls.split()]
    unsigned = signing.refusal(request, (account.api_key, account.secret_key), bases, any_case=switches.any_case)
    if unsigned:
        return finish(errors.unauthorised(*unsigned), fault)
    fields = read_fields(request)
    return finish(fields if isinstance(fields, Refusal) else call(ground, fields, fault), fault)


def _route(ground: Ground, request: Request) -> tuple[str, Call | None]:
    """The operation's name and what answers it; a call of None is an unknown address."""
    if request.method == "POST" and request.path in _POSTS:
        operation, call = _POSTS[request.path]
        return _told_apart(ground, request, operation), call
    parent, _, last = request.path.rpartition("/")
    if request.method == "POST" and last == "post-auth" and parent.startswith(PAYMENTS + "/"):
        return "capture", _capture(digits(parent.removeprefix(PAYMENTS + "/")))
    if request.method == "GET":
        return _look_up(request, parent, last)
    return "", None


def _told_apart(ground: Ground, request: Request, operation: str) -> str:
    """One address serves several verbs: a payment is a hold or a sale, a refund of an uncaptured hold is its release."""
    if operation not in ("place", "refund"):
        return operation
    fields = read_fields(request)
    if isinstance(fields, Refusal):
        return operation
    if operation == "place":
        return "place" if fields.get("paymentPhase") == "PRE_AUTH" else "sale"
    payment = ground.bank.find("oderopay", number(fields, "paymentId"))
    return "release" if payment and payment.state == "held" and request.path == REFUNDS else "refund"


def _capture(wanted: int | None) -> Call:
    def call(ground: Ground, fields: Fields, fault: Fault) -> Data | Refusal:
        payment = ground.bank.find("oderopay", wanted)
        if payment is None:
            return errors.NO_PAYMENT
        return payments.capture(ground, payment, fields, fault)

    return call


def _look_up(request: Request, parent: str, last: str) -> tuple[str, Call | None]:
    query = lookups.query_of(request)
    if request.path == REPORTS:
        return "inquire", lambda ground, fields, fault: lookups.search(ground, query)
    if request.path == ITEM_REFUNDS:
        return "inquire", lambda ground, fields, fault: lookups.search_item_refunds(ground, query)
    if request.path == INSTALLMENTS:
        asked: Fields = {name: values[0] for name, values in query.items() if values}
        return "installments", lambda ground, fields, fault: lookups.installments(asked)
    if parent == BINS:
        return "bin", lambda ground, fields, fault: lookups.bin_look_up(last)
    wanted = digits(last)
    if parent == REFUNDS and wanted is not None:
        return "inquire", lambda ground, fields, fault: lookups.refund(ground, wanted)
    if parent == ITEM_REFUNDS and wanted is not None:
        return "inquire", lambda ground, fields, fault: lookups.item_refund(ground, wanted)
    if parent == PAYMENTS and wanted is not None:
        return "inquire", _shown(wanted, payment_answer)
    if parent == REPORTS and wanted is not None:
        return "inquire", _shown(wanted, report_answer)
    if parent.startswith(REPORTS + "/") and last in ("refunds", "transactions"):
        tell = lookups.report_refunds if last == "refunds" else lookups.report_transactions
        return "inquire", _shown(digits(parent.removeprefix(REPORTS + "/")), tell)
    return "", None


def _shown(wanted: int | None, tell: Callable[[Authorisation], Data]) -> Call:
    def call(ground: Ground, fields: Fields, fault: Fault) -> Data | Refusal:
        payment = lookups.shown_payment(ground, wanted)
        return tell(payment) if payment else errors.NO_PAYMENT

    return call
