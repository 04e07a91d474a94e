"""The truth about one payment: /payment/detail first, which is signed but blind to cancels, then reporting, which
lists cancels and refunds but is not signed (notes §12). Both must tell of the same payment and the same sums, else
nothing is known."""

from dataclasses import replace
from typing import Literal, NamedTuple
from urllib.parse import quote

from frontdesk.domain.gateway import Found, FoundRefund, FoundState, HoldReference, Refused, WireResponse
from frontdesk.domain.money import Money
from frontdesk.domain.problems import BANK_GROUPS
from frontdesk.gateways.answers import (
    BadAnswerError,
    Fields,
    about,
    amount,
    ident,
    label,
    must,
    number,
    objects,
    opened,
    text,
    total,
)
from frontdesk.gateways.iyzico.build import known_basket
from frontdesk.gateways.iyzico.profile import IyzicoKeys, IyzicoProfile
from frontdesk.gateways.iyzico.read import card_facts, check_payment_signature, kept_card, references
from frontdesk.gateways.iyzico.refusals import refusal

_NOT_FOUND = "5087"
# paymentStatus of /payment/detail (§12.1); others exist for other products and decide nothing here.
_PAGE_STATES: dict[str, FoundState] = {
    "INIT_THREEDS": "page_open",
    "CALLBACK_THREEDS": "page_returned",
    "FAILURE": "declined",
}
_PHASES: dict[str, FoundState] = {"PRE_AUTH": "held", "POST_AUTH": "captured", "AUTH": "charged"}


class Detail(NamedTuple):
    """What the signed answer says; `reporting` must agree with it."""

    state: FoundState
    payment_id: str
    paid: Money
    found: Found


def reporting_target(hold: HoldReference) -> str:
    """By payment id when it is known; else by our key, which shows whether there are several (§12.2)."""
    name, value = ("paymentId", hold.payment_id) if hold.payment_id else ("paymentConversationId", hold.key)
    return f"/v2/reporting/payment/details?{name}={quote(value, safe='')}&locale=tr"


def detail(
    response: WireResponse, question: str, hold: HoldReference, keys: IyzicoKeys
) -> Detail | Literal["not_found", "declined"] | Refused:
    """/payment/detail. `question` is the conversationId of the query, which the answer carries and signs."""
    fields = opened(response)
    if label(fields, "status") == "failure":
        return _failed(fields, response, question)
    if (no := refusal(fields, response, question, "ask")) is not None:
        return no
    check_payment_signature(fields, keys)
    payment_id, code = ident(fields, "paymentId"), hold.amount.code
    must(ident(fields, "conversationId") == question and payment_id != "" and hold.payment_id in {"", payment_id})
    must(text(fields, "currency") == code and ident(fields, "basketId") in {known_basket(hold), ""})
    status = text(fields, "paymentStatus")
    paid, price = amount(fields, "paidPrice", code), amount(fields, "price", code)
    if status in _PAGE_STATES:
        state = _PAGE_STATES[status]
        must(paid in {hold.amount, None})
        return Detail(state, payment_id, hold.amount, Found(state, payment_id))
    must(status == "SUCCESS", "gateway_unclear")
    must(number(fields, "fraudStatus") == 1, "under_review")
    must(text(fields, "phase") in _PHASES and paid is not None)
    state = _PHASES[text(fields, "phase")]
    assert paid is not None
    must(price in {hold.amount, paid} if state == "captured" else price == paid == hold.amount)
    found = Found(
        state,
        payment_id,
        amount=hold.amount,
        captured=None if state == "held" else paid,
        auth_code=label(fields, "authCode"),
        host_reference=label(fields, "hostReference"),
        references=references(fields, known_basket(hold)),
        card=card_facts(fields),
        stored=kept_card(fields) if "keeps_card" in hold.references else None,
    )
    return Detail(state, payment_id, paid, found)


def _failed(fields: Fields, response: WireResponse, question: str) -> Literal["not_found", "declined"] | Refused:
    """5087 is "not found"; a failure that carries the payment's own failure is "declined"; any other refuses the
    question."""
    echoed = ident(fields, "conversationId")
    must(echoed in {"", question})
    if ident(fields, "errorCode") == _NOT_FOUND:
        return "not_found"
    if label(fields, "paymentStatus") == "FAILURE" and label(fields, "errorGroup") in BANK_GROUPS:
        return "declined"
    refused = refusal(fields, response, question, "ask")
    if refused is None:
        raise BadAnswerError("answer_unreadable")
    return refused


def report(response: WireResponse) -> tuple[Fields, ...] | Refused:
    """The payments that reporting lists; none for an unknown id."""
    fields = opened(response)
    no = refusal(fields, response, "", "ask")
    return no if no is not None else objects(fields, "payments")


def merged(told: Detail, payments: tuple[Fields, ...], hold: HoldReference, profile: IyzicoProfile) -> Found:
    """Detail and reporting made one. Reporting may lag behind: what it does not list yet is asked about again."""
    must(len(payments) < 2, "several_payments")
    with about(told.payment_id):
        must(payments != (), "in_progress")
        return _merged(told, payments[0], hold, profile)


def _merged(told: Detail, payment: Fields, hold: HoldReference, profile: IyzicoProfile) -> Found:
    code = hold.amount.code
    must(ident(payment, "paymentId") == told.payment_id)
    must(ident(payment, "paymentConversationId") in {"", hold.key})
    md_status = ident(payment, "mdStatus")
    if told.state == "page_returned":
        # The proof that a completion needs when the return itself was lost (money-safety rule 13).
        return replace(told.found, proof=_proof(md_status, profile))
    must(text(payment, "currency") == code and amount(payment, "paidPrice", code) == told.paid)
    must(ident(payment, "paymentStatus") == "1")
    if payment.get("threeDS") is True:
        must(md_status in profile.md_accepted | {""})
    refunds = _refunds(payment, code, profile)
    given_back = total([refund.amount for refund in refunds], code)
    phase = text(payment, "phase")
    # The phase that reporting shows after a cancel is assumed, not known (§12.2).
    must(bool(refunds) or phase == "" or _PHASES.get(phase) == told.state)
    _must_agree(label(payment, "paymentRefundStatus"), given_back, told.paid)
    if told.state != "held":
        return _with_refunds(told.found, told.state, refunds, given_back)
    if not refunds:
        return told.found
    must(given_back == told.paid)
    return _with_refunds(told.found, "released", refunds, given_back)


def _refunds(payment: Fields, code: str, profile: IyzicoProfile) -> tuple[FoundRefund, ...]:
    cancels = (
        FoundRefund(ident(entry, "cancelConversationId"), money, "cancel")
        for entry in objects(payment, "cancels")
        if (money := _given_back(entry, code, profile)) is not None
    )
    refunds = (
        FoundRefund(ident(entry, "refundConversationId"), money, "refund")
        for line in objects(payment, "itemTransactions")
        for entry in objects(line, "refunds")
        if (money := _given_back(entry, code, profile)) is not None
    )
    return (*cancels, *refunds)


def _given_back(entry: Fields, code: str, profile: IyzicoProfile) -> Money | None:
    status = ident(entry, "refundStatus")
    if status in profile.refunds_failed:
        return None
    must(status in profile.refunds_done, "in_progress")
    must(text(entry, "currencyCode") in {code, ""})
    money = amount(entry, "refundPrice", code)
    must(money is not None)
    return money


def _must_agree(status: str, given_back: Money, paid: Money) -> None:
    """The sum of the lists against the payment's own word (§12.2); a list that lags behind is no answer."""
    must(given_back <= paid)
    if status == "NOT_REFUNDED":
        must(given_back.minor == 0)
    elif status == "TOTALLY_REFUNDED":
        must(given_back == paid)
    elif status == "PARTIALLY_REFUNDED":
        must(0 < given_back.minor < paid.minor)


def _proof(md_status: str, profile: IyzicoProfile) -> Literal["", "authenticated", "failed"]:
    if not md_status:
        return ""
    return "authenticated" if md_status in profile.md_accepted else "failed"


def _with_refunds(found: Found, state: FoundState, refunds: tuple[FoundRefund, ...], given_back: Money) -> Found:
    return replace(found, state=state, refunds=refunds, refunded=given_back)
