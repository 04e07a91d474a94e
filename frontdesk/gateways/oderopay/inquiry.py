"""The truth about one payment: the short form tells its phase, the report form its refunds, the search finds it by
our key when its id never arrived (notes §9). The phase is never derived from the report."""

from dataclasses import replace
from typing import Literal
from urllib.parse import quote

from frontdesk.domain.gateway import Found, FoundRefund, FoundState, HoldReference, Refused, WireResponse
from frontdesk.domain.money import Money
from frontdesk.gateways.answers import BadAnswerError, Fields, about, amount, label, must, number, objects, text, total
from frontdesk.gateways.oderopay.profile import OderoPayProfile
from frontdesk.gateways.oderopay.read import card_facts, kept_card, payment_id_of, references
from frontdesk.gateways.oderopay.refusals import data_of, is_missing, says_missing

_PAGE_STATES: dict[str, FoundState] = {
    "INIT_THREEDS": "page_open",
    "CALLBACK_THREEDS": "page_returned",
    "FAILURE": "declined",
}
_PHASES: dict[str, FoundState] = {"PRE_AUTH": "held", "POST_AUTH": "captured", "AUTH": "charged"}


def search_target(key: str) -> str:
    """A page large enough to show whether there are several (§9.3)."""
    return f"/payment-reporting/v1/payments?conversationId={quote(key, safe='')}&page=0&size=10"


def short_target(payment_id: str) -> str:
    return f"/payment/v1/card-payments/{payment_id}"


def report_target(payment_id: str) -> str:
    return f"/payment-reporting/v1/payments/{payment_id}"


def searched(response: WireResponse, key: str) -> str | Refused:
    """The id of the one payment of our key, "" when there is none. Our key is sent once: several are no answer."""
    data = data_of(response, "ask")
    if isinstance(data, Refused):
        return data
    items = objects(data, "items")
    ours = [item for item in items if text(item, "conversationId") == key]
    must(len(ours) <= 1 and (number(data, "totalSize") or 0) <= 1, "several_payments")
    must(len(ours) == len(items) and (bool(ours) or not number(data, "totalSize")))
    if not ours:
        return ""
    payment_id = payment_id_of(ours[0], "id")
    must(payment_id != "", "answer_unreadable")
    return payment_id


def short_form(
    response: WireResponse, hold: HoldReference, payment_id: str, profile: OderoPayProfile
) -> Found | Literal["missing"] | Refused:
    """The payment with its phase (§9.1); "missing" when there is no such payment, or no such path on this account."""
    if is_missing(response):
        return "missing"
    data = data_of(response, "ask")
    if isinstance(data, Refused):
        return data
    status = _status(data, hold, payment_id)
    if status in _PAGE_STATES:
        return Found(_PAGE_STATES[status], payment_id)
    must(status == "SUCCESS", "gateway_unclear")
    code, phase = hold.amount.code, text(data, "paymentPhase")
    must(phase in _PHASES)
    state = _PHASES[phase]
    paid, price = amount(data, "paidPrice", code), amount(data, "price", code)
    if state == "captured":
        must(price in {hold.amount, paid, None} and paid is not None and paid <= hold.amount)
    else:
        must(paid == price == hold.amount)
    is_told = state != "captured" or profile.tells_captured
    return Found(
        state,
        payment_id,
        amount=hold.amount,
        captured=paid if state != "held" and is_told else None,
        auth_code=label(data, "authCode"),
        host_reference=label(data, "hostReference"),
        references=references(data),
        card=card_facts(data),
        stored=kept_card(data) if "keeps_card" in hold.references else None,
    )


def _status(data: Fields, hold: HoldReference, payment_id: str) -> str:
    """The status of a payment that is ours: id, key and currency agree."""
    must(payment_id_of(data, "id") == payment_id and text(data, "conversationId") == hold.key)
    must(text(data, "currency") == hold.amount.code)
    return text(data, "paymentStatus")


def report_form(
    response: WireResponse, hold: HoldReference, payment_id: str, told: Found | Literal["missing"]
) -> Found | Refused:
    """The short form with its refunds, from the report (§9.2). Where the short form is missing the report alone
    cannot tell a hold from a capture: what is settled on the card stays unknown then."""
    if told == "missing" and says_missing(response):
        return Found("not_found")
    data = data_of(response, "ask")
    if isinstance(data, Refused):
        return data
    status = _status(data, hold, payment_id)
    if told == "missing":
        with about(payment_id):
            must(status in _PAGE_STATES, "gateway_unclear")
        return Found(_PAGE_STATES[status], payment_id)
    must(status == "SUCCESS", "in_progress")
    refunds = _refunds(data, hold.amount.code)
    given_back = total([refund.amount for refund in refunds], hold.amount.code)
    must(given_back <= (told.captured or hold.amount))
    state = told.state
    if state == "held" and refunds:
        must(given_back == hold.amount)
        state = "released"
    return replace(told, state=state, refunds=refunds, refunded=given_back)


def _refunds(data: Fields, code: str) -> tuple[FoundRefund, ...]:
    """Refunds of the payment are cancels, those of its item are refunds (§10.1). A refund of the item that only
    repeats one of the payment, by key and sum, counts once."""
    whole = _listed(objects(data, "paymentRefunds"), "price", "cancel", code)
    parts = [
        refund
        for line in objects(data, "paymentTransactions")
        for refund in _listed(objects(line, "paymentTransactionRefunds"), "refundPrice", "refund", code)
    ]
    repeated = {(refund.key, refund.amount) for refund in whole if refund.key}
    return (*whole, *(refund for refund in parts if (refund.key, refund.amount) not in repeated))


def _listed(entries: tuple[Fields, ...], price: str, by: Literal["cancel", "refund"], code: str) -> list[FoundRefund]:
    found = []
    for entry in entries:
        status = text(entry, "refundStatus")
        if status == "FAILURE":
            continue
        must(status == "SUCCESS", "in_progress")
        money: Money | None = amount(entry, price, code)
        if money is None:
            raise BadAnswerError("mismatch")
        found.append(FoundRefund(text(entry, "conversationId"), money, by))
    return found
