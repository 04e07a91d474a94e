"""iyzico's money operations: hold, sale, capture, cancel, refund (iyzico notes §6, §8, §9, §10; checks as in §21)."""

from frontdesk.practice.bank import Authorisation
from frontdesk.practice.faults import Fault
from frontdesk.practice.iyzico import webhooks
from frontdesk.practice.iyzico.answers import Reply, line_share, payment_fields
from frontdesk.practice.iyzico.errors import Refusal, refused
from frontdesk.practice.iyzico.fields import Asked
from frontdesk.practice.iyzico.issuer import issuer_refusal, without_cvc
from frontdesk.practice.iyzico.orders import read_order
from frontdesk.practice.iyzico.signing import REFUND, SIX
from frontdesk.practice.iyzico.ways import state
from frontdesk.practice.wire_json import Json, amount


def hold(asked: Asked) -> Reply | Refusal:
    return _authorise(asked, sale=False)


def sale(asked: Asked) -> Reply | Refusal:
    return _authorise(asked, sale=True)


def _authorise(asked: Asked, *, sale: bool) -> Reply | Refusal:
    ground, body, fault = asked
    vault = state(ground).vault
    wanted = read_order(body, vault, ground.bank.now(), sale=sale, threeds=False)
    if isinstance(wanted, Refusal):
        return wanted
    order = wanted.order
    if order.card.kind == "DEBIT_CARD" and not order.card.foreign:
        return refused("10217")
    no = issuer_refusal(order, fault) or without_cvc(ground, wanted)
    if no:
        told = ground.bank.refuse(order, no.code, no.group)
        webhooks.tell(ground, webhooks.API, told, "FAILURE")
        return no
    payment = ground.bank.open(order, threeds=False)
    vault.presented(payment.number, wanted.presented.stored, wanted.registration)
    vault.paid(payment.number)
    webhooks.tell(ground, webhooks.API, payment, "SUCCESS")
    return Reply(payment_fields(ground, payment), SIX)


def capture(asked: Asked) -> Reply | Refusal:
    """POST /payment/postauth."""
    ground, body, fault = asked
    payment = _known(asked)
    if isinstance(payment, Refusal):
        return payment
    mine: tuple[str, Json] = ("paymentId", str(payment.number))
    paid = body.amount("paidPrice")
    if paid is None or paid <= 0 or body.text("currency") not in ("", payment.order.currency):
        return refused("11", mine)
    if payment.state != "held":
        return refused("5082", mine)
    held = payment.order.amount
    if paid * 100 > held * (100 + ground.switches.margin_percent):
        return refused("10248", mine)
    if ground.switches.amount_fixed and paid != held:
        return refused("10012", mine)
    if fault.kind == "decline" or payment.order.card.script == "later_fails":
        return _second_step_fails(fault, mine)
    done = ground.bank.capture(payment, paid, body.conversation or "")
    return Reply(payment_fields(ground, done), SIX)


def cancel(asked: Asked) -> Reply | Refusal:
    """POST /payment/cancel: lifts a hold, or undoes a capture or sale on the same day. Unsigned."""
    ground, body, fault = asked
    payment = _known(asked)
    if isinstance(payment, Refusal):
        return payment
    mine: tuple[str, Json] = ("paymentId", str(payment.number))
    if payment.state in ("released", "refunded"):
        return refused("8514", mine)
    if payment.state not in ("held", "captured", "sold"):
        return refused("5082", mine)
    if fault.kind == "decline" or payment.order.card.script == "later_fails":
        return _second_step_fails(fault, mine)
    key = body.conversation or ""
    if payment.state == "held":
        if ground.switches.void_refused:
            return refused("10012", mine)
        done = ground.bank.release(payment, key)
        movement = done.releases[-1]
    else:
        moment = payment.captures[-1].at if payment.captures else payment.created
        if payment.refunds or not ground.bank.same_day(moment, ground.bank.now()):
            return refused("10012", mine)
        done = ground.bank.refund(payment, payment.taken, key, cancel=True)
        movement = done.refunds[-1]
    return Reply(
        {
            "paymentId": str(payment.number),
            "price": amount(movement.amount),
            "currency": payment.order.currency,
            "authCode": movement.auth_code,
            "hostReference": payment.reference,
            "cancelHostReference": movement.reference,
        }
    )


def refund_line(asked: Asked) -> Reply | Refusal:
    """POST /payment/refund, by paymentTransactionId, up to what was paid for that line."""
    line = asked.body.number("paymentTransactionId")
    payment = asked.ground.bank.find_line("iyzico", line)
    if payment is None or line is None:
        return refused("5087")
    earlier = sum(one.amount for one in payment.refunds if one.line == line)
    reply = _refund(asked, payment, line_share(payment, line) - earlier, line)
    if isinstance(reply, Reply):
        reply.payload["paymentTransactionId"] = str(line)
    return reply


def refund_amount(asked: Asked) -> Reply | Refusal:
    """POST /v2/payment/refund, by paymentId, up to what is left of the whole payment."""
    payment = _known(asked)
    if isinstance(payment, Refusal):
        return payment
    reply = _refund(asked, payment, payment.taken - payment.given_back, _only_line(payment))
    if isinstance(reply, Reply):
        reply.payload["transactionType"] = "REFUND"
    return reply


def _only_line(payment: Authorisation) -> int | None:
    return payment.lines[0].number if len(payment.lines) == 1 else None


def _refund(asked: Asked, payment: Authorisation, left: int, line: int | None) -> Reply | Refusal:
    ground, body, fault = asked
    price = body.amount("price")
    if price is None or price <= 0 or body.text("currency") not in ("", payment.order.currency):
        return refused("11", ("paymentId", str(payment.number)))
    told: tuple[tuple[str, Json], ...] = (
        ("paymentId", str(payment.number)),
        ("price", amount(price)),
        ("retryable", False),
    )
    if payment.state == "released" or any(one.kind == "cancel" for one in payment.refunds):
        return refused("8514", *told)
    if payment.state not in ("captured", "sold", "refunded"):
        return refused("10012", *told)
    if price > min(left, payment.taken - payment.given_back):
        return refused("10248", *told)
    if fault.kind == "refund_failure_200":
        return refused("10246", *told[:2], ("retryable", True))
    if fault.kind == "decline" or payment.order.card.script == "later_fails":
        return _second_step_fails(fault, *told)
    done = ground.bank.refund(payment, price, body.conversation or "", line=line)
    movement = done.refunds[-1]
    return Reply(
        {
            "paymentId": str(payment.number),
            "price": amount(price),
            "currency": payment.order.currency,
            "authCode": movement.auth_code,
            "hostReference": payment.reference,
            "refundHostReference": movement.reference,
            "retryable": False,
        },
        REFUND,
    )


def _second_step_fails(fault: Fault, *more: tuple[str, Json]) -> Refusal:
    """The bank refuses: with the fault's code, or for the card that only authorises with 10012 (§17 has no code)."""
    if fault.kind == "decline":
        return Refusal(fault.code, fault.group, more)
    return refused("10012", *more)


def _known(asked: Asked) -> Authorisation | Refusal:
    payment = asked.ground.bank.find("iyzico", asked.body.number("paymentId"))
    return payment or refused("5087")
