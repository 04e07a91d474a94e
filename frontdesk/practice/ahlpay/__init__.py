"""The practice AHL Pay: the services of the notes that have a path (AHL Pay notes §7, §13); all others answer 404.

Checks go in this order: path, token, JSON types and missing fields, merchant, hash, amount, rnd, order, state, card.
"""

from collections.abc import Callable
from typing import NamedTuple

from frontdesk.practice import challenge_pages
from frontdesk.practice.ahlpay import errors, fields, hashing, links, lookups, payments, sessions, three_d
from frontdesk.practice.ahlpay.answers import Outcome, finish
from frontdesk.practice.ahlpay.errors import NO_PATH, Refusal, malformed
from frontdesk.practice.ahlpay.fields import Asked, Field, problems, read_body
from frontdesk.practice.ahlpay.standing import NAME, State, Ways, new_account, recall, remember, state, ways
from frontdesk.practice.delivery import REFUSED, deliver
from frontdesk.practice.exchange import Request, Response
from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Dialect, Ground


class Service(NamedTuple):
    """One path. `amount` names the member that is an amount; `hashed` tells what stands for it in the hash.

    `hashed` is None for a service without a hash, else the name of the fourth part, empty for none (§6.3).
    """

    operation: str
    call: Callable[[Asked], Outcome]
    shape: tuple[Field, ...] = ()
    hashed: str | None = None
    amount: str = ""


def _paying(operation: str, call: Callable[[Asked], Outcome], shape: tuple[Field, ...]) -> Service:
    return Service(operation, call, shape, "totalAmount", "totalAmount")


LOGIN = "/api/Security/AuthenticationMerchant"
PAYMENT = "/api/Payment/"
BIN = PAYMENT + "BinList/"
SERVICES: dict[tuple[str, str], Service] = {
    ("POST", LOGIN): Service("login", sessions.login, fields.LOGIN),
    ("POST", PAYMENT + "PreAuth"): _paying("place", payments.hold, fields.PAYMENT),
    ("POST", PAYMENT + "PaymentNon3D"): _paying("sale", payments.sale, fields.NO_CVV_PAYMENT),
    ("POST", PAYMENT + "Payment3DWithEventRedirect"): _paying("init", three_d.start, fields.THREEDS),
    ("POST", PAYMENT + "Payment3d"): _paying("init", three_d.start_silently, fields.THREEDS),
    ("POST", PAYMENT + "Payment3dBySecure"): _paying("init", three_d.start, fields.THREEDS),
    ("POST", PAYMENT + "StartIFrame"): _paying("hosted", three_d.start_frame, fields.IFRAME),
    ("POST", PAYMENT + "PostAuth"): Service("capture", payments.capture, fields.CAPTURE, "paidamount", "paidamount"),
    ("POST", PAYMENT + "Void"): _paying("release", payments.void, fields.UNDO),
    ("POST", PAYMENT + "Refund"): _paying("refund", payments.refund, fields.UNDO),
    ("POST", PAYMENT + "PaymentInquiry"): Service("inquire", lookups.inquiry, fields.INQUIRY, ""),
    ("POST", PAYMENT + "InstallmentInquiry"): Service("installments", lookups.installments, fields.INSTALLMENTS),
    ("POST", PAYMENT + "CommissionInquiry"): Service("installments", lookups.installments, fields.COMMISSION),
    ("POST", PAYMENT + "CreateLinkPayment"): Service("hosted", links.create, fields.LINK, None, "totalAmount"),
    ("POST", PAYMENT + "GetCreateLinkPayment"): Service("hosted_result", links.listed, fields.LINKS),
    ("POST", "/api/Transaction/List"): Service("day_list", lookups.transactions, fields.DAY_LIST),
    ("GET", PAYMENT + "BinList"): Service("bin", lookups.bin_list),
    ("GET", BIN): Service("bin", lookups.bin_of),
    ("GET", "/api/MerchantVposBank/List"): Service("lists", lookups.pos_banks, fields.OF_MERCHANT),
}


def handle(ground: Ground, request: Request) -> Response:
    """Answer one request to the gateway or to a page of the pretend bank."""
    ground.bank.settle()
    if ground.faults.down(NAME):
        return REFUSED
    if request.path in (three_d.ENTRY, three_d.CODE, three_d.BRIDGE):
        return challenge_pages.handle(ground, three_d.leg(ground), request)
    if request.path == links.PAGE:
        return links.page(ground, request)
    head, _, last = request.path.rpartition("/")
    service = SERVICES.get((request.method, BIN if head + "/" == BIN else request.path))
    if service is None or not last:
        return NO_PATH
    if service.operation != "login" and not sessions.let_in(ground, request):
        return errors.UNAUTHORISED  # from the door: nothing is counted, and no fault is met
    ground.bank.requests[NAME, service.operation] += 1
    fault = ground.faults.take(NAME, service.operation)
    return deliver(ground, NAME, fault, lambda: _answer(ground, request, service, fault))


def _answer(ground: Ground, request: Request, service: Service, fault: Fault) -> Response:
    if fault.kind == "rate_limit":
        return errors.TOO_MANY
    body = read_body(request)
    if body is None:
        return errors.validation_problem({"$": "The JSON value could not be converted to an object."})
    wrong = problems(body, service.shape, strict=ways(ground).strict)
    if wrong:
        return errors.validation_problem(wrong)
    asked = Asked(ground, body, request.path.rpartition("/")[2], fault)
    return finish(ground, _refusal(asked, service) or service.call(asked), fault)


def _refusal(asked: Asked, service: Service) -> Refusal | None:
    """What is wrong before the service itself looks at the call."""
    ground, body = asked.ground, asked.body
    account = ground.accounts[NAME]
    named = {one.name for one in service.shape}
    if "merchantId" in named and body.number("merchantId") != int(account["merchant_id"]):
        return errors.NOT_OURS
    if body.get("memberId") is not None and body.number("memberId") != int(account["member_id"]):
        return malformed("memberId")
    if "userCode" in named and body.text("userCode") != account["email"]:
        return malformed("userCode")
    if service.hashed is not None and not _hash_right(asked, service.hashed):
        return errors.HASH_WRONG
    if service.amount and body.amount(service.amount) is None:
        return malformed(service.amount)
    return None if _rnd_is_new(asked, service) else errors.RND_USED


def _hash_right(asked: Asked, fourth: str) -> bool:
    """Whether the hash is right, or is not looked at (§6.2, §13.4)."""
    ground, body = asked.ground, asked.body
    if ways(ground).hash_mode == "doc" and asked.service != "Payment3dBySecure":
        return True
    given, total = body.text("hash"), body.text(fourth) if fourth else ""
    account = ground.accounts[NAME]
    parts = (account["hash_password"], body.text("rnd"), body.text("orderId"), total, account["merchant_id"])
    return hashing.same(given, hashing.recipe(*parts)) or (not fourth and given == "")


def _rnd_is_new(asked: Asked, service: Service) -> bool:
    """Whether this rnd has not been met with this order on this service; the inquiry repeats the start's (A14)."""
    if not service.hashed or not ways(asked.ground).strict:
        return True
    place = (asked.service, asked.body.text("orderId"), asked.body.text("rnd"))
    seen = state(asked.ground).seen
    new = place not in seen
    seen.add(place)
    return new


DIALECT = Dialect(NAME, new_account, handle, Ways(), State, remember, recall)
