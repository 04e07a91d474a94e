"""iyzico's 3D Secure: start, the browser's return, completion v1 and v2 (iyzico notes §7)."""

import base64
import uuid

from frontdesk.practice.bank import Authorisation, Order
from frontdesk.practice.challenge_pages import Leg, forward_page
from frontdesk.practice.challenges import Challenge, Scenario, read_scenario
from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Ground
from frontdesk.practice.iyzico import webhooks
from frontdesk.practice.iyzico.answers import Reply, payment_fields, spoilt
from frontdesk.practice.iyzico.errors import Refusal, refused
from frontdesk.practice.iyzico.fields import Asked
from frontdesk.practice.iyzico.form_ends import callback_fields, complete, form_of
from frontdesk.practice.iyzico.issuer import issuer_refusal, without_cvc
from frontdesk.practice.iyzico.orders import read_order
from frontdesk.practice.iyzico.signing import CALLBACK, SIX, START, values_signature
from frontdesk.practice.iyzico.ways import state

ENTRY, CONFIRM = "/payment/mock/init3ds", "/payment/mock/confirm3ds"
BRIDGE = "/payment/iyzipos/callback3ds/"


def start_hold(asked: Asked) -> Reply | Refusal:
    return _start(asked, sale=False)


def start_sale(asked: Asked) -> Reply | Refusal:
    return _start(asked, sale=True)


def _start(asked: Asked, *, sale: bool) -> Reply | Refusal:
    ground, body, fault = asked
    vault = state(ground).vault
    wanted = read_order(body, vault, ground.bank.now(), sale=sale, threeds=True)
    if isinstance(wanted, Refusal):
        return wanted
    order = wanted.order
    no = without_cvc(ground, wanted)
    if no or fault.kind == "decline" or order.card.script == "init_fails":
        return no or issuer_refusal(order, fault) or refused("10214")
    challenge = open_challenge(ground, order, body.text("callbackUrl"))
    payment = challenge.payment
    vault.presented(payment.number, wanted.presented.stored, wanted.registration)
    page = base64.b64encode(first_page(ground, challenge).encode("ascii", "xmlcharrefreplace")).decode()
    return Reply({"threeDSHtmlContent": page, "paymentId": str(payment.number)}, START)


def open_challenge(ground: Ground, order: Order, callback_url: str) -> Challenge:
    """A payment that waits for the bank's page, and how that page will behave."""
    payment = ground.bank.open(order, threeds=True)
    scenario = read_scenario(ground.faults.take("iyzico", "init", ("challenge",)).scenario)
    if order.card.script.startswith("md ") and not scenario.md_status:
        scenario = scenario._replace(md_status=order.card.script.removeprefix("md "))
    return ground.challenges.open(payment, callback_url, ground.switches.merchant, scenario, ground.bank.now())


def first_page(ground: Ground, challenge: Challenge) -> str:
    """The sandbox's first page: one form that submits itself to the pretend bank (§7.2)."""
    base = ground.accounts["iyzico"]["base_url"]
    fields = {
        "orderId": challenge.token,
        "bin": challenge.payment.order.card.masked[:6],
        "successUrl": f"{base}{BRIDGE}success/3",
        "failureUrl": f"{base}{BRIDGE}failure/3",
        "confirmationUrl": base + CONFIRM,
        "PaReq": str(uuid.uuid4()),
    }
    title = "iyzico Mock 3D-Secure Processing Page"
    return forward_page(title, base + ENTRY, fields, form_id="iyzico-3ds-form")


def leg(ground: Ground) -> Leg:
    """Where the pages of a challenge live on this gateway, and how it concludes one."""
    base = ground.accounts["iyzico"]["base_url"]
    return Leg(
        "iyzico",
        "orderId",
        base + ENTRY,
        base + CONFIRM,
        lambda challenge: f"{base}{BRIDGE}{'success' if challenge.outcome == 'approved' else 'failure'}/3",
        conclude,
    )


def conclude(ground: Ground, challenge: Challenge) -> list[tuple[str, str]]:
    """The bank's result reaches the gateway: record it once, and give the callback's fields in the sample's order."""
    payment = ground.bank.find("iyzico", challenge.payment.number) or challenge.payment
    scenario = challenge.scenario
    approved = challenge.outcome == "approved"
    md_status = int(scenario.md_status or "1") if approved else 0
    form = form_of(ground, payment)
    if form:
        if payment.state == "challenge":
            complete(ground, form, payment, md_status, approved=approved)
        return callback_fields(ground, form)
    if payment.state == "challenge":
        if approved:
            ground.bank.verified(payment, md_status)
        else:
            ground.bank.failed(payment, "10220", "DECLINED", md_status)
        webhooks.tell(ground, webhooks.CALLBACK, payment, "CALLBACK_THREEDS" if approved else "FAILURE")
    fault = ground.faults.take("iyzico", "callback", ("wrong_signature", "missing_signature", "wrong_id"))
    number = payment.number + (1 if fault.kind == "wrong_id" else 0)
    fields = {
        "status": "success" if approved else "failure",
        "paymentId": str(number),
        "conversationData": scenario.conversation_data,
        "conversationId": payment.order.key,
        "mdStatus": str(md_status),
    }
    if fault.kind != "missing_signature":
        signature = callback_signature(ground.accounts["iyzico"]["secret_key"], fields)
        fields["signature"] = spoilt(signature) if fault.kind == "wrong_signature" else signature
    return list(fields.items())


def callback_signature(secret_key: str, fields: dict[str, str]) -> str:
    return values_signature(secret_key, [fields.get(name, "") for name in CALLBACK])


def complete_v2(asked: Asked) -> Reply | Refusal:
    """POST /payment/v2/3dsecure/auth: amount, basket and currency must be those of the start (§7.5)."""
    ground, body, fault = asked
    payment = ground.bank.find("iyzico", body.number("paymentId"))
    if payment is None:
        return refused("5087")
    if payment.state == "verified":
        same = (
            body.amount("paidPrice") == payment.order.amount
            and body.text("basketId") == (payment.order.basket or "")
            and body.text("currency") == payment.order.currency
        )
        if not same:
            return refused("11", ("paymentId", str(payment.number)))
    return _complete(ground, payment, fault)


def complete_v1(asked: Asked) -> Reply | Refusal:
    """POST /payment/3dsecure/auth: conversationData must come back when the callback had any (§7.6)."""
    ground, body, fault = asked
    payment = ground.bank.find("iyzico", body.number("paymentId"))
    if payment is None:
        return refused("5087")
    if payment.state == "verified" and body.text("conversationData") != _scenario(ground, payment).conversation_data:
        return refused("11", ("paymentId", str(payment.number)))
    return _complete(ground, payment, fault)


def _scenario(ground: Ground, payment: Authorisation) -> Scenario:
    mine = (one.scenario for one in ground.challenges.all() if one.payment.number == payment.number)
    return next(mine, Scenario())


def _complete(ground: Ground, payment: Authorisation, fault: Fault) -> Reply | Refusal:
    mine = ("paymentId", str(payment.number))
    if payment.state in ("challenge", "refused"):
        return refused("11", mine)
    if payment.state != "verified":
        return refused("8514", mine)
    no = issuer_refusal(payment.order, fault)
    if no:
        ground.bank.failed(payment, no.code, no.group, payment.md_status)
        webhooks.tell(ground, webhooks.AUTH, payment, "FAILURE")
        return no._replace(more=(mine,))
    done = ground.bank.completed(payment)
    state(ground).vault.paid(done.number)
    webhooks.tell(ground, webhooks.AUTH, done, "SUCCESS")
    return Reply(payment_fields(ground, done) | {"mdStatus": done.md_status}, SIX)
