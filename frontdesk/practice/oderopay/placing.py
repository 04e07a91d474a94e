"""Payments and holds without 3D Secure, and what a card's issuer says to them (ÖderoPay notes §6, §12, §17)."""

from frontdesk.practice.bank import Authorisation, Order
from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Ground
from frontdesk.practice.oderopay import webhooks
from frontdesk.practice.oderopay.answers import Data, payment_answer
from frontdesk.practice.oderopay.basket import Basket, read_basket
from frontdesk.practice.oderopay.cards import scripted
from frontdesk.practice.oderopay.errors import Refusal, declined
from frontdesk.practice.oderopay.fields import Asked, part
from frontdesk.practice.oderopay.presented import Presented, read_card
from frontdesk.practice.oderopay.vault import vault_of
from frontdesk.practice.oderopay.ways import ways_of

HTTP = ("http://", "https://")


def pay(asked: Asked) -> Data | Refusal:
    """POST /payment/v1/card-payments: a hold with paymentPhase PRE_AUTH, else a sale."""
    ground = asked.ground
    read = read_payment(asked)
    if isinstance(read, Refusal):
        return read
    basket, presented = read
    order = basket.order(presented)
    no = refusal_at_issuer(ground, order, presented, asked.fault, threeds=False)
    payment = place(ground, order, presented, no)
    webhooks.tell(ground, webhooks.API, payment)
    return no or told(ground, payment)


def read_payment(asked: Asked, *, callbacks: tuple[str, ...] = ()) -> tuple[Basket, Presented] | Refusal:
    """Basket and card of a payment or 3ds-init request, or the first thing wrong with them."""
    basket = read_basket(asked.fields, ways_of(asked.ground), callbacks=callbacks)
    if isinstance(basket, Refusal):
        return basket
    presented = read_card(part(asked.fields, "card"), vault_of(asked.ground), asked.ground.bank.now())
    return presented if isinstance(presented, Refusal) else (basket, presented)


def place(ground: Ground, order: Order, presented: Presented, no: Refusal | None) -> Authorisation:
    """Hold or take the money; a payment that the issuer refuses (`no`) is remembered as a failure."""
    if no:
        return ground.bank.refuse(order, no.code, no.group)
    payment = ground.bank.open(order, threeds=False)
    vault_of(ground).paid(payment.number, presented.stored)
    return payment


def told(ground: Ground, payment: Authorisation) -> Data:
    """PaymentResponse with the stored card's keys, if the payment has any (§6.2, §12)."""
    return payment_answer(payment, vault_of(ground).keys.get(payment.number))


def refusal_at_issuer(
    ground: Ground, order: Order, presented: Presented, fault: Fault, *, threeds: bool
) -> Refusal | None:
    """What the bank has against the payment, asked before a plain one and before a challenge is opened."""
    if fault.kind == "decline":
        return declined(fault.group or "", fault.code)
    if presented.expired:
        return declined("EXPIRED_CARD")
    if not presented.coded and ways_of(ground).cvc_required:
        return declined("CVC_REQUIRED")
    if order.installment > 1 and order.card.kind != "CREDIT_CARD":
        return declined("DEBIT_CARDS_INSTALLMENT_NOT_ALLOWED")
    if threeds:
        return declined("THREEDS_INIT_ERROR") if order.card.script == "init_fails" else None
    if ways_of(ground).force_3ds:
        return declined("REQUIRES_3DS" if order.card.kind == "CREDIT_CARD" else "DEBIT_CARDS_REQUIRES_3DS")
    return scripted_refusal(order, threeds=False)


def scripted_refusal(order: Order, *, threeds: bool) -> Refusal | None:
    """What the test card's script has against the payment, asked when the money is to be held or taken."""
    steps = ["decline", *([] if threeds else ["plain"]), *([] if order.sale else ["hold"])]
    group = scripted(order.card, *steps)
    if group is None and not threeds and order.card.script.startswith(("md ", "init_fails")):
        group = "DECLINED"
    return declined(group) if group else None
