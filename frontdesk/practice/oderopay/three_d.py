"""ÖderoPay's 3D Secure: init, the pages' part in it, the callback, completion (ÖderoPay notes §7)."""

import base64

from frontdesk.practice.bank import Authorisation, Order
from frontdesk.practice.challenge_pages import Leg, forward_page
from frontdesk.practice.challenges import Challenge, read_scenario
from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Ground
from frontdesk.practice.oderopay import errors, webhooks
from frontdesk.practice.oderopay.answers import Data
from frontdesk.practice.oderopay.errors import Refusal, declined
from frontdesk.practice.oderopay.fields import Asked, number, part, text
from frontdesk.practice.oderopay.placing import HTTP, read_payment, refusal_at_issuer, scripted_refusal, told
from frontdesk.practice.oderopay.signing import V2_PARTS, callback_hash_v1, callback_hash_v2
from frontdesk.practice.oderopay.vault import HostedPage, StoredCard, vault_of
from frontdesk.practice.oderopay.ways import base_url_of

ENTRY, CODE = "/_acs/entry", "/_acs/code"
BRIDGE = "/payment/v1/card-payments/3ds-verify"


def start_challenge(asked: Asked) -> Data | Refusal:
    """POST …/3ds-init: answers with the first page, in Craftgate's shape also with the payment id (§7.1)."""
    ground = asked.ground
    read = read_payment(asked, callbacks=HTTP)
    if isinstance(read, Refusal):
        return read
    basket, presented = read
    order = basket.order(presented)
    no = refusal_at_issuer(ground, order, presented, asked.fault, threeds=True)
    if no:
        return no
    version = "2" if number(part(asked.fields, "additionalParams"), "threeDSCallbackVersion") == 2 else ""
    challenge = open_challenge(ground, order, presented.stored, text(asked.fields, "callbackUrl"), version)
    page = first_page(ground, challenge)
    answer: Data = {"htmlContent": base64.b64encode(page.encode("ascii", "xmlcharrefreplace")).decode()}
    if ground.switches.init_payment_id:
        answer |= {
            "paymentId": challenge.payment.number,
            "paymentStatus": "INIT_THREEDS",
            "additionalAction": "SHOW_HTML_CONTENT",
            "redirectUrl": None,
        }
    return answer


def open_challenge(
    ground: Ground, order: Order, card: StoredCard | None, callback: str, hash_version: str = ""
) -> Challenge:
    """A payment that waits for its challenge; `card` is the one it pays with, or is to be stored when it succeeds."""
    payment = ground.bank.open(order, threeds=True)
    if card is not None:
        vault_of(ground).under_way[payment.number] = card
    scenario = read_scenario(ground.faults.take("oderopay", "init", ("challenge",)).scenario)
    if order.card.script.startswith("md ") and not scenario.md_status:
        scenario = scenario._replace(md_status=order.card.script.removeprefix("md "))
    if hash_version and not scenario.hash_version:
        scenario = scenario._replace(hash_version=hash_version)
    return ground.challenges.open(payment, callback, ground.switches.merchant, scenario, ground.bank.now())


def first_page(ground: Ground, challenge: Challenge) -> str:
    return forward_page("3D Secure", base_url_of(ground) + ENTRY, {"ref": challenge.token})


def leg(ground: Ground) -> Leg:
    """Where the pages of a challenge live on this gateway, and how it concludes one."""
    base = base_url_of(ground)
    return Leg("oderopay", "ref", base + ENTRY, base + CODE, lambda _challenge: base + BRIDGE, conclude)


def conclude(ground: Ground, challenge: Challenge) -> list[tuple[str, str]]:
    """The bank's result reaches the gateway: record it once, and give the callback's fields (§7.3).

    On the hosted page the gateway completes by itself, and the browser goes back to that page (§13).
    """
    payment = ground.bank.find("oderopay", challenge.payment.number) or challenge.payment
    hosted = vault_of(ground).page_of(payment.number)
    scenario = challenge.scenario
    md_status = int(scenario.md_status or "1") if challenge.outcome == "approved" else 0
    if payment.state == "challenge":
        if 1 <= md_status <= 4:
            payment = ground.bank.verified(payment, md_status)
            if hosted:
                complete(ground, payment, ground.faults.take("oderopay", "complete", ("decline",)))
            elif scenario.complete_status == "COMPLETED":
                _take(ground, payment)
        else:
            ground.bank.failed(payment, errors.CODES["DECLINED"], "DECLINED", md_status)
        _tell(ground, payment.number, hosted, scenario.complete_status)
    return [] if hosted else _callback_fields(ground, challenge, payment, md_status)


def _tell(ground: Ground, number: int, hosted: HostedPage | None, complete_status: str) -> None:
    """The notice of what came of a challenge: one of its own on the hosted page and on a 3D Pay POS."""
    payment = ground.bank.find("oderopay", number)
    if payment is None:
        return
    if hosted:
        webhooks.tell(ground, webhooks.HOSTED, payment, hosted.token)
    else:
        webhooks.tell(ground, webhooks.VERIFY_AND_API if complete_status == "COMPLETED" else webhooks.VERIFY, payment)


def _callback_fields(
    ground: Ground, challenge: Challenge, payment: Authorisation, md_status: int
) -> list[tuple[str, str]]:
    scenario = challenge.scenario
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
        spoilt = "?" if fault.kind == "wrong_signature" else ""
        fields = with_hash(key + spoilt, fields, scenario.hash_version, md_status)
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
    ground, fields = asked.ground, asked.fields
    wanted = number(fields, "paymentId")
    if wanted is None:
        return errors.invalid("paymentId")
    payment = ground.bank.find("oderopay", wanted)
    if payment is None:
        return errors.NO_PAYMENT
    if payment.state != "verified":
        if ground.switches.repeat_complete and payment.threeds and payment.state in ("held", "sold", "captured"):
            return told(ground, payment)
        return errors.NOT_AWAITED if payment.state != "challenge" else errors.NOT_COMPLETED
    done = complete(ground, payment, asked.fault)
    webhooks.tell(ground, webhooks.API, payment, well=not isinstance(done, Refusal))
    return done if isinstance(done, Refusal) else told(ground, done)


def complete(ground: Ground, payment: Authorisation, fault: Fault) -> Authorisation | Refusal:
    """Hold or take the money of a verified payment, unless its issuer refuses; its card is stored where asked for."""
    if payment.md_status != 1 and not ground.switches.half_threeds:
        ground.bank.failed(payment, errors.WEAK_CHALLENGE.code, None, payment.md_status)
        return errors.WEAK_CHALLENGE
    decline = declined(fault.group or "", fault.code) if fault.kind == "decline" else None
    no = decline or scripted_refusal(payment.order, threeds=True)
    if no:
        ground.bank.failed(payment, no.code, no.group, payment.md_status)
        return no
    return _take(ground, payment)


def _take(ground: Ground, payment: Authorisation) -> Authorisation:
    vault = vault_of(ground)
    vault.paid(payment.number, vault.under_way.pop(payment.number, None))
    return ground.bank.completed(payment)
