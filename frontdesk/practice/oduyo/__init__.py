"""The practice Ödüyo: one merchant's site with its API under /api/v1, and the bank's pages (Ödüyo notes §15).

Operations: login, init (payment_3d), complete, sale (payment), inquire (local_status), release (cancel), refund,
installments, day_list (payment_select and payment_return_select), lists (bank_list_select), hosted (payment links),
callback (the browser's return). The bank counts a cancel as a refund, like every return of money that had moved.
"""

from collections.abc import Callable

from frontdesk.practice.delivery import REFUSED, deliver
from frontdesk.practice.exchange import Request, Response
from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Dialect, Ground, new_key
from frontdesk.practice.oduyo import errors, installments, links, lists, payments, sessions, three_d
from frontdesk.practice.oduyo.answers import finish
from frontdesk.practice.oduyo.errors import Refusal
from frontdesk.practice.oduyo.fields import Asked, read_fields
from frontdesk.practice.oduyo.switches import State, Ways, recall, remember, ways_of
from frontdesk.practice.wire_json import Json

type Call = Callable[[Asked], Json | Refusal]

# Path under the API: operation, what answers it. Every documented call is a POST (§1).
ROUTES: dict[str, tuple[str, Call]] = {
    "gateway/payment_3d": ("init", payments.start),
    "gateway/payment_3d_complete": ("complete", payments.confirm),
    "gateway/local_status": ("inquire", payments.status),
    "gateway/cancel": ("release", payments.cancel),
    "gateway/refund": ("refund", payments.refund),
    "gateway/payment": ("sale", payments.sell),
    "gateway/get_installments": ("installments", installments.installments),
    "payment/payment_select": ("day_list", lists.payments),
    "payment_return/payment_return_select": ("day_list", lists.returns),
    "bank_list/bank_list_select": ("lists", lists.poses),
    "pay/get_link": ("hosted", links.make),
    "payLink/getlink": ("hosted", links.read),
}
_LOGIN = "ws/login"


def handle(ground: Ground, request: Request) -> Response:
    """Answer one request to the merchant's site or to a page of the pretend bank."""
    ground.bank.settle()
    if ground.faults.down("oduyo"):
        return REFUSED
    three_d.collect(ground)
    if request.path in three_d.PAGES:
        return three_d.page(ground, request)
    name = request.path.removeprefix(three_d.API + "/") if request.path.startswith(three_d.API + "/") else ""
    operation, call = ROUTES.get(name, ("login" if name == _LOGIN else "", None))
    if not operation or request.method != "POST":
        return links.page(ground, request) or finish(errors.NO_PATH, ways_of(ground), gateway=False)
    ground.bank.requests["oduyo", operation] += 1
    fault = ground.faults.take("oduyo", operation)
    return deliver(ground, "oduyo", fault, lambda: _answer(ground, request, name, call, fault))


def _answer(ground: Ground, request: Request, name: str, call: Call | None, fault: Fault) -> Response:
    ways = ways_of(ground)
    if fault.kind == "rate_limit":
        return finish(errors.TOO_MANY, ways, gateway=False)
    if call is None:
        return sessions.login(ground, request)
    if not sessions.is_known(ground, request):
        return finish(errors.UNAUTHORISED, ways, gateway=False)
    fields = read_fields(request)
    answer = fields if isinstance(fields, Refusal) else call(Asked(ground, ways, fields, fault))
    # get_installments has a switch of its own for list or object.
    return finish(answer, ways, gateway=name.startswith("gateway/") and call is not installments.installments)


def _new_account() -> dict[str, str]:
    return {"username": "ornek-otel", "password": new_key(), "api_key": new_key("oduyo-")}


DIALECT = Dialect("oduyo", _new_account, handle, Ways(), State, remember, recall, path=three_d.API)
