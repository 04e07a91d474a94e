"""How a hosted form's attempt ends, with the bank's page or without it (iyzico notes §15)."""

import uuid

from frontdesk.practice.bank import Authorisation
from frontdesk.practice.ground import Ground
from frontdesk.practice.iyzico import webhooks
from frontdesk.practice.iyzico.issuer import issuer_refusal
from frontdesk.practice.iyzico.ways import Form, state


def form_of(ground: Ground, payment: Authorisation) -> Form | None:
    """The hosted form on which this payment was tried."""
    return next((one for one in state(ground).forms.values() if payment.number in one.attempts), None)


def complete(ground: Ground, form: Form, payment: Authorisation, md_status: int, *, approved: bool) -> None:
    """The bank's page is over: iyzico completes by itself, the merchant is not asked. An attempt that was given up for
    a later one fails."""
    bank = ground.bank
    approved = approved and payment.number == form.payment
    no = issuer_refusal(payment.order, ground.faults.take("iyzico", "complete", ("decline",))) if approved else None
    if not approved:
        ended = bank.failed(payment, "10220", "DECLINED", md_status)
    elif no:
        ended = bank.failed(payment, no.code, no.group, md_status)
    else:
        ended = bank.completed(bank.verified(payment, md_status))
    settle(ground, form, ended)


def callback_fields(ground: Ground, form: Form) -> list[tuple[str, str]]:
    """What the browser posts to the merchant: the token, or under the fault `wrong_id` another one."""
    fault = ground.faults.take("iyzico", "callback", ("wrong_id",))
    return [("token", str(uuid.uuid4()) if fault.kind else form.token)]


def settle(ground: Ground, form: Form, payment: Authorisation) -> None:
    """The attempt stands or has failed: store the card that waited for it, and tell the merchant."""
    taken = payment.state != "refused"
    if taken:
        state(ground).vault.paid(payment.number)
    webhooks.tell(ground, webhooks.HOSTED, payment, "SUCCESS" if taken else "FAILURE", form.token)
