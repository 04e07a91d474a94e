"""What ÖderoPay does with money that is held or taken: capture, release, refunds (ÖderoPay notes §8, §10, §19)."""

from frontdesk.practice.bank import Authorisation, Movement
from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Ground
from frontdesk.practice.oderopay import errors, webhooks
from frontdesk.practice.oderopay.answers import Data, item_refunds, refund_answer, shares
from frontdesk.practice.oderopay.cards import scripted
from frontdesk.practice.oderopay.errors import Refusal, declined
from frontdesk.practice.oderopay.fields import Asked, Fields, number, text
from frontdesk.practice.oderopay.placing import told
from frontdesk.practice.wire_json import minor_units


def capture(asked: Asked) -> Data | Refusal:
    """POST …/{id}/post-auth: once, up to the hold (§8)."""
    ground, fault = asked.ground, asked.fault
    paid = minor_units(asked.fields.get("paidPrice"))
    if paid is None or paid <= 0:
        return errors.invalid("paidPrice")
    payment = ground.bank.find("oderopay", asked.wanted)
    if payment is None:
        return errors.NO_PAYMENT
    if payment.state in ("challenge", "verified"):
        return errors.NOT_COMPLETED
    if payment.state != "held":
        return errors.WRONG_PHASE
    if paid > payment.order.amount:
        return errors.ABOVE_HOLD
    if fault.kind == "decline":
        return declined(fault.group or "", fault.code)
    group = scripted(payment.order.card, "capture")
    if group or (ground.switches.amount_fixed and paid != payment.order.amount):
        return declined(group or "INVALID_TRANSACTION")
    return told(ground, ground.bank.capture(payment, paid, payment.order.key))


def give_back(asked: Asked) -> Data | Refusal:
    """POST /payment/v1/refunds: releases a hold, cancels on the same day, refunds the rest later (§10.1)."""
    ground, fields, fault = asked.ground, asked.fields, asked.fault
    payment = _refundable(ground, fields)
    if isinstance(payment, Refusal):
        return payment
    no = _refund_refusal(payment, fault)
    if no:
        return no
    key, now = text(fields, "conversationId"), ground.bank.now()
    if fault.kind == "refund_failure_200":
        failed = Movement(0, "refund", payment.order.amount, key, now, "", "")
        return refund_answer(payment, failed, "FAILURE") | {"id": None, "paymentTransactionRefunds": []}
    if payment.state == "held":
        if ground.switches.void_refused:
            return declined("INVALID_TRANSACTION")
        done = ground.bank.release(payment, key)
        return _given_back(ground, done, done.releases[-1])
    moment = payment.captures[-1].at if payment.captures else payment.created
    cancel = not payment.refunds and ground.bank.same_day(moment, now)
    done = ground.bank.refund(payment, payment.taken - payment.given_back, key, cancel=cancel)
    return _given_back(ground, done, done.refunds[-1])


def _given_back(ground: Ground, payment: Authorisation, movement: Movement) -> Data:
    webhooks.tell(ground, webhooks.REFUND, payment, str(movement.number))
    return refund_answer(payment, movement)


def _refundable(ground: Ground, fields: Fields) -> Authorisation | Refusal:
    wanted = number(fields, "paymentId")
    if wanted is None:
        return errors.invalid("paymentId")
    payment = ground.bank.find("oderopay", wanted)
    if payment is None:
        return errors.NO_PAYMENT
    if text(fields, "refundDestinationType") not in ("", "CARD", "PROVIDER", "BANK"):
        return errors.invalid("refundDestinationType")
    if payment.state in ("challenge", "verified"):
        return errors.NOT_COMPLETED
    if payment.state == "lapsed":
        return declined("EXPIRED_PROVISION")
    if payment.state == "refused":
        return declined("NON_REFUNDABLE_PAYMENT")
    if payment.state in ("released", "refunded"):
        return declined("MAY_HAVE_ALREADY_REFUNDED")
    return payment


def _refund_refusal(payment: Authorisation, fault: Fault) -> Refusal | None:
    if fault.kind == "decline":
        return declined(fault.group or "", fault.code)
    group = scripted(payment.order.card, "refund")
    return declined(group) if group else None


def refund_item(asked: Asked) -> Data | Refusal:
    """POST /payment/v1/refund-transactions: part of one item, not for payments that began as a hold (§10.2)."""
    ground, fields = asked.ground, asked.fields
    line = number(fields, "paymentTransactionId")
    if line is None:
        return errors.invalid("paymentTransactionId")
    payment = ground.bank.find_line("oderopay", line)
    if payment is None:
        return errors.NO_PAYMENT
    return _refund_part(asked, payment.number, line)


def refund_by_payment(asked: Asked) -> Data | Refusal:
    """POST /payment/v1/refund-transactions/byPaymentId (§10.3), under the same rule for holds."""
    payment = _refundable(asked.ground, asked.fields)
    if isinstance(payment, Refusal):
        return payment
    return _refund_part(asked, payment.number, payment.lines[0].number)


def _refund_part(asked: Asked, wanted: int, line: int) -> Data | Refusal:
    ground, fields, fault = asked.ground, asked.fields, asked.fault
    price = minor_units(fields.get("refundPrice"))
    if price is None or price <= 0:
        return errors.invalid("refundPrice")
    payment = _refundable(ground, fields | {"paymentId": wanted})
    if isinstance(payment, Refusal):
        return payment
    if not payment.order.sale and not (ground.switches.item_refunds and payment.captures):
        return errors.NO_ITEM_REFUND
    place = [one.number for one in payment.lines].index(line)
    left = shares(payment, payment.taken)[place] - sum(one.amount for one in payment.refunds if one.line == line)
    if price > left:
        return errors.ABOVE_REST
    no = _refund_refusal(payment, fault)
    if no:
        return no
    key = text(fields, "conversationId")
    if fault.kind == "refund_failure_200":
        failed = Movement(0, "refund", price, key, ground.bank.now(), "", "", line)
        return item_refunds(payment, failed, "FAILURE")[0]
    done = ground.bank.refund(payment, price, key, line=line)
    webhooks.tell(ground, webhooks.ITEM_REFUND, done, str(done.refunds[-1].number))
    return item_refunds(done, done.refunds[-1])[0]
