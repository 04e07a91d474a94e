"""AHL Pay's payments: hold and sale without 3D Secure, capture, void, refund (AHL Pay notes §7.1, §7.3 to 7.5, §7.13).

An order number is used up by any attempt, whatever became of it (§12).
"""

from frontdesk.practice.ahlpay import errors
from frontdesk.practice.ahlpay.answers import (
    CURRENCIES,
    NUMBERS,
    Outcome,
    Reply,
    local,
    payment_data,
    stamped,
    stamped_move,
    without_approval,
)
from frontdesk.practice.ahlpay.cards import find_card, refused_at_sight, scripted, unknown_card
from frontdesk.practice.ahlpay.errors import Refusal, declined, malformed
from frontdesk.practice.ahlpay.fields import Asked
from frontdesk.practice.ahlpay.standing import NAME, state, ways
from frontdesk.practice.bank import Authorisation, Movement, Order
from frontdesk.practice.exchange import Response, html
from frontdesk.practice.ground import Ground

_ERROR_PAGE = "<!doctype html><html><head><title>500</title></head><body><h1>Internal Server Error</h1></body></html>"


def hold(asked: Asked) -> Outcome:
    """POST PreAuth: a hold at once (§7.1)."""
    return _pay(asked, ("PreAuth",))


def sale(asked: Asked) -> Outcome:
    """POST PaymentNon3D: a sale at once (§7.13)."""
    return _pay(asked, ("Auth",))


def _pay(asked: Asked, kinds: tuple[str, ...]) -> Outcome:
    ground, rnd = asked.ground, asked.body.text("rnd")
    order = begin(asked, kinds)
    if not isinstance(order, Order):
        return order
    code = "" if asked.fault.kind == "decline" else scripted(order.card, "decline")
    if code is not None:
        return refuse(ground, order, declined(code or asked.fault.code))
    return Reply(payment_data(ground, stamped(ground, ground.bank.open(order, threeds=False)), rnd))


def refuse(ground: Ground, order: Order, no: Refusal) -> Refusal:
    """Remember that the bank declined this order."""
    ground.bank.refuse(order, no.code, None)
    return no


def begin(asked: Asked, kinds: tuple[str, ...]) -> Order | Refusal | Response:
    """The order of a new payment, its number used up from here on, or what is wrong with it."""
    ground, body = asked.ground, asked.body
    wrong = _wrong_words(asked, kinds)
    if wrong:
        return wrong
    if used(ground, body.text("orderId")):
        return errors.ORDER_USED
    state(ground).burnt.add(body.text("orderId"))
    number = body.text("cardNumber")
    card = find_card(number) or unknown_card(number)
    amount = body.amount("totalAmount") or 0
    order = Order(
        NAME,
        body.text("orderId"),
        amount,
        amount,
        CURRENCIES[body.text("currency")],
        card,
        ((body.text("orderId"), body.text("description"), amount),),
        sale=body.text("txnType") == "Auth",
        installment=body.number("installmentCount") or 0,
        holder=body.text("cardHolderName"),
    )
    if card.script == "error_500":
        return html(_ERROR_PAGE, status=500)
    code = _at_sight(asked, number)
    return refuse(ground, order, declined(code)) if code else order


def _wrong_words(asked: Asked, kinds: tuple[str, ...]) -> Refusal | None:
    ground, body = asked.ground, asked.body
    if body.text("txnType") not in kinds:
        return malformed("txnType")
    if body.text("currency") not in ways(ground).currencies.split() or body.text("currency") not in CURRENCIES:
        return malformed("currency")
    parts = body.number("installmentCount")
    if parts is None or parts > 12 or (parts > 1 and body.text("txnType") == "PreAuth"):
        return malformed("installmentCount")
    if not body.text("orderId").strip():
        return malformed("orderId")
    month, year = body.text("expiryDateMonth"), body.text("expiryDateYear")
    if len(month) != 2 or not 1 <= (body.number("expiryDateMonth") or 0) <= 12:
        return malformed("expiryDateMonth")
    if len(year) != 4 or body.number("expiryDateYear") is None:
        return malformed("expiryDateYear")
    if body.get("cvv") is None and not ways(ground).no_cvv:
        return malformed("cvv")
    return None


def _at_sight(asked: Asked, number: str) -> str | None:
    body, now = asked.body, local(asked.ground.bank.now())
    expiry = (body.number("expiryDateYear") or 0, body.number("expiryDateMonth") or 0)
    cvv = None if body.get("cvv") is None else body.text("cvv")
    return refused_at_sight(number, cvv, expiry, (now.year, now.month))


def used(ground: Ground, order: str) -> bool:
    """Whether an attempt has used up this order number."""
    return order in state(ground).burnt or find(ground, order) is not None


def find(ground: Ground, order: str) -> Authorisation | None:
    """The payment of an order number, as it really stands."""
    return next((one for one in ground.bank.all(NAME) if one.order.key == order), None)


def capture(asked: Asked) -> Outcome:
    """POST PostAuth: once, with the hold's authCode, within the bank's margin (§7.3, §11, §13.8)."""
    ground, body, fault = asked.ground, asked.body, asked.fault
    payment, paid = find(ground, body.text("orderId")), body.amount("paidamount") or 0
    if payment is None:
        return errors.NOT_FOUND
    if payment.state not in ("held", "lapsed"):
        return errors.WRONG_STATE
    if body.text("authCode") != payment.auth_code or payment.state == "lapsed":
        return declined("12")
    if not _within_margin(ground, payment.order.amount, paid):
        return errors.OUTSIDE_MARGIN
    code = fault.code if fault.kind == "decline" else scripted(payment.order.card, "capture")
    if code or (ground.switches.amount_fixed and paid != payment.order.amount):
        return declined(code or "13")
    done, move = stamped_move(ground, payment, ground.bank.capture(payment, paid, payment.order.key))
    if done.order.card.script == "capture_drops":
        return Response(0, way="drop")
    return Reply(payment_data(ground, done, body.text("rnd"), move))


def _within_margin(ground: Ground, held: int, paid: int) -> bool:
    told = ways(ground)
    most = held * (10_000 + told.margin_up_bp) // 10_000
    least = -(-held * (10_000 - told.margin_down_bp) // 10_000) if told.margin_lower else 1
    return least <= paid <= most


def void(asked: Asked) -> Outcome:
    """POST Void: lifts a hold on any day, undoes what was taken on the same day; the figure is not read (§7.4, A26)."""
    ground, body, fault = asked.ground, asked.body, asked.fault
    payment = find(ground, body.text("orderId"))
    wrong = _wrong_undo(asked, "Void", payment)
    if wrong or payment is None:
        return wrong or errors.NOTHING_TO_VOID
    if payment.state not in ("held", "captured", "sold") or payment.refunds:
        return declined("12") if payment.state == "lapsed" else errors.WRONG_STATE
    if fault.kind == "decline":
        return declined(fault.code)
    if payment.state == "held":
        if ground.switches.void_refused:
            return declined("12")
        stamped_move(ground, payment, ground.bank.release(payment, body.text("rnd")))
        return Reply(None)
    taken_at = payment.captures[-1].at if payment.captures else payment.created
    if not ground.bank.same_day(taken_at, ground.bank.now()):
        return errors.DAY_OVER
    stamped_move(ground, payment, ground.bank.refund(payment, payment.taken, body.text("rnd"), cancel=True))
    return Reply(None)


def refund(asked: Asked) -> Outcome:
    """POST Refund: any part of what was taken and not yet given back (§7.5, A27)."""
    ground, body, fault = asked.ground, asked.body, asked.fault
    payment, amount = find(ground, body.text("orderId")), body.amount("totalAmount") or 0
    wrong = _wrong_undo(asked, "Refund", payment)
    if wrong or payment is None:
        return wrong or errors.NOT_FOUND
    if payment.state not in ("captured", "sold"):
        return errors.WRONG_STATE
    if amount > payment.taken - payment.given_back:
        return errors.ABOVE_REST
    if fault.kind == "decline":
        return declined(fault.code)
    rnd = body.text("rnd")
    if fault.kind == "refund_failure_200":
        unmade = Movement(0, "refund", amount, rnd, ground.bank.now(), "", "")
        return Reply(without_approval(payment_data(ground, payment, rnd, unmade), "05"))
    done, move = stamped_move(ground, payment, ground.bank.refund(payment, amount, rnd))
    return Reply(payment_data(ground, done, rnd, move))


def _wrong_undo(asked: Asked, kind: str, payment: Authorisation | None) -> Refusal | None:
    body = asked.body
    if body.text("txnType") != kind:
        return malformed("txnType")
    if payment and body.text("currency") != NUMBERS.get(payment.order.currency, ""):
        return malformed("currency")
    return None
