"""ÖderoPay's money operations: payment or hold, 3D Secure, capture, refunds (ÖderoPay notes §6, §7, §8, §10, §19)."""

import base64

from frontdesk.practice.bank import Authorisation, Movement, Order
from frontdesk.practice.challenge_pages import Leg, forward_page
from frontdesk.practice.challenges import Challenge, read_scenario
from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Ground
from frontdesk.practice.oderopay import errors
from frontdesk.practice.oderopay.answers import Data, item_refunds, payment_answer, refund_answer, shares
from frontdesk.practice.oderopay.cards import scripted
from frontdesk.practice.oderopay.errors import Refusal, declined
from frontdesk.practice.oderopay.fields import Asked, Fields, number, part, read_order, text
from frontdesk.practice.oderopay.signing import V2_PARTS, callback_hash_v1, callback_hash_v2
from frontdesk.practice.wire_json import minor_units

ENTRY, CODE = "/_acs/entry", "/_acs/code"
BRIDGE = "/payment/v1/card-payments/3ds-verify"


def pay(asked: Asked) -> Data | Refusal:
    """POST /payment/v1/card-payments: a hold with paymentPhase PRE_AUTH, else a sale."""
    ground, fields, fault = asked.ground, asked.fields, asked.fault
    order = read_order(fields, ground.bank.now(), threeds=False)
    if isinstance(order, Refusal):
        return order
    no = _issuer_refusal(order, fault, threeds=False)
    if no:
        ground.bank.refuse(order, no.code, no.group)
        return no
    return payment_answer(ground.bank.open(order, threeds=False))


def _issuer_refusal(order: Order, fault: Fault, *, threeds: bool) -> Refusal | None:
    if fault.kind == "decline":
        return declined(fault.group or "", fault.code)
    steps = ["decline", *([] if threeds else ["plain"]), *([] if order.sale else ["hold"])]
    group = scripted(order.card, *steps)
    if group is None and not threeds and order.card.script.startswith(("md ", "init_fails")):
        group = "DECLINED"
    return declined(group) if group else None


def start_challenge(asked: Asked) -> Data | Refusal:
    """POST …/3ds-init: answers with the first page, in Craftgate's shape also with the payment id (§7.1)."""
    ground, fields, fault = asked.ground, asked.fields, asked.fault
    order = read_order(fields, ground.bank.now(), threeds=True)
    if isinstance(order, Refusal):
        return order
    if fault.kind == "decline":
        return declined(fault.group or "", fault.code)
    if order.card.script == "init_fails":
        return declined("THREEDS_INIT_ERROR")
    payment = ground.bank.open(order, threeds=True)
    scenario = read_scenario(ground.faults.take("oderopay", "init", ("challenge",)).scenario)
    if order.card.script.startswith("md ") and not scenario.md_status:
        scenario = scenario._replace(md_status=order.card.script.removeprefix("md "))
    if number(part(fields, "additionalParams"), "threeDSCallbackVersion") == 2 and not scenario.hash_version:
        scenario = scenario._replace(hash_version="2")
    callback, merchant = text(fields, "callbackUrl"), ground.switches.merchant
    challenge = ground.challenges.open(payment, callback, merchant, scenario, ground.bank.now())
    page = forward_page("3D Secure", ground.accounts["oderopay"]["base_url"] + ENTRY, {"ref": challenge.token})
    answer: Data = {"htmlContent": base64.b64encode(page.encode("ascii", "xmlcharrefreplace")).decode()}
    if ground.switches.init_payment_id:
        answer |= {
            "paymentId": payment.number,
            "paymentStatus": "INIT_THREEDS",
            "additionalAction": "SHOW_HTML_CONTENT",
            "redirectUrl": None,
        }
    return answer


def leg(ground: Ground) -> Leg:
    """Where the pages of a challenge live on this gateway, and how it concludes one."""
    base = ground.accounts["oderopay"]["base_url"]
    return Leg("oderopay", "ref", base + ENTRY, base + CODE, lambda _challenge: base + BRIDGE, conclude)


def conclude(ground: Ground, challenge: Challenge) -> list[tuple[str, str]]:
    """The bank's result reaches the gateway: record it once, and give the callback's fields (§7.3)."""
    payment = ground.bank.find("oderopay", challenge.payment.number) or challenge.payment
    scenario = challenge.scenario
    md_status = int(scenario.md_status or "1") if challenge.outcome == "approved" else 0
    if payment.state == "challenge":
        if 1 <= md_status <= 4:
            payment = ground.bank.verified(payment, md_status)
            if scenario.complete_status == "COMPLETED":
                ground.bank.completed(payment)
        else:
            ground.bank.failed(payment, errors.CODES["DECLINED"], "DECLINED", md_status)
    fault = ground.faults.take("oderopay", "callback", ("wrong_signature", "missing_signature", "wrong_id"))
    fields = {"status": "FAILURE", "conversationId": payment.order.key}
    if challenge.returns:
        fields["callbackStatus"] = "ALREADY_RETURNED"
    elif 1 <= md_status <= 4:
        fields |= {
            "status": "SUCCESS",
            "paymentId": str(payment.number + (1 if fault.kind == "wrong_id" else 0)),
            "completeStatus": scenario.complete_status,
        }
        if scenario.conversation_data:
            fields["conversationData"] = scenario.conversation_data
    key = ground.switches.callback_key
    if key and fault.kind != "missing_signature":
        fields = with_hash(
            key + ("?" if fault.kind == "wrong_signature" else ""), fields, scenario.hash_version, md_status
        )
    return list(fields.items())


def with_hash(key: str, fields: dict[str, str], version: str, md_status: int) -> dict[str, str]:
    """The callback's fields with Craftgate's hash, version 1 unless 2 was asked for."""
    whole = {"callbackStatus": "", "conversationData": ""} | fields
    if version == "2":
        whole |= {"mdStatus": str(md_status), "hashParams": V2_PARTS}
        return whole | {"hash": callback_hash_v2(key, whole)}
    return whole | {"hash": callback_hash_v1(key, whole)}


def complete_challenge(asked: Asked) -> Data | Refusal:
    """POST …/3ds-complete: only now is the money held (§7.4)."""
    ground, fields, fault = asked.ground, asked.fields, asked.fault
    wanted = number(fields, "paymentId")
    if wanted is None:
        return errors.invalid("paymentId")
    payment = ground.bank.find("oderopay", wanted)
    if payment is None:
        return errors.NO_PAYMENT
    if payment.state != "verified":
        if ground.switches.repeat_complete and payment.threeds and payment.state in ("held", "sold", "captured"):
            return payment_answer(payment)
        return errors.NOT_AWAITED if payment.state != "challenge" else errors.NOT_COMPLETED
    if payment.md_status != 1 and not ground.switches.half_threeds:
        ground.bank.failed(payment, errors.WEAK_CHALLENGE.code, None, payment.md_status)
        return errors.WEAK_CHALLENGE
    no = _issuer_refusal(payment.order, fault, threeds=True)
    if no:
        ground.bank.failed(payment, no.code, no.group, payment.md_status)
        return no
    return payment_answer(ground.bank.completed(payment))


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
    return payment_answer(ground.bank.capture(payment, paid, payment.order.key))


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
        return refund_answer(done, done.releases[-1])
    moment = payment.captures[-1].at if payment.captures else payment.created
    cancel = not payment.refunds and ground.bank.same_day(moment, now)
    done = ground.bank.refund(payment, payment.taken - payment.given_back, key, cancel=cancel)
    return refund_answer(done, done.refunds[-1])


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
    return item_refunds(done, done.refunds[-1])[0]
