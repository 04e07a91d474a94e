"""The truth about one payment, by our order number (notes §7.6). A success only says that the question was answered;
the decision table stands here, hardened by money-safety rules 5 and 9."""

import re
from dataclasses import replace

from frontdesk.domain.gateway import Found, FoundRefund, FoundState, HoldReference, Refused, WireResponse
from frontdesk.domain.money import Money
from frontdesk.gateways.ahlpay.profile import AhlPayProfile, Word, plain, word_of
from frontdesk.gateways.ahlpay.read import (
    HOLD_AUTH_CODE,
    card_of,
    hold_codes,
    is_currency,
    is_merchant,
    sum_of,
    text_of_sum,
)
from frontdesk.gateways.ahlpay.refusals import APPROVED, BANK_CODES, Envelope, envelope
from frontdesk.gateways.answers import BadAnswerError, Fields, ident, label, must, text

_AFTER_YES = frozenset({"held", "captured", "taken", "said"})


def inquired(response: WireResponse, hold: HoldReference, profile: AhlPayProfile, merchant_id: int) -> Found | Refused:
    told = envelope(response)
    if isinstance(told, Refused):
        return told
    if told.good:
        return _found(_ours(told.data, hold, merchant_id), hold, profile)
    return _not_found(told, hold, profile, merchant_id)


def _ours(data: object, hold: HoldReference, merchant_id: int) -> Fields:
    """What is told of our payment, if it names no other one. Its rnd may be that of a later step."""
    if not isinstance(data, dict):
        raise BadAnswerError("answer_unreadable")
    must(text(data, "orderId") in {hold.key, ""})
    must(is_merchant(data, merchant_id))
    must(is_currency(data, hold.amount.code))
    return data


def _not_found(told: Envelope, hold: HoldReference, profile: AhlPayProfile, merchant_id: int) -> Found:
    """A failure: the bank's no, or no such payment. One that gives neither as its reason may be our own question's (a
    wrong hash, a fault there), and proves nothing."""
    if told.data is not None:
        data = _ours(told.data, hold, merchant_id)
        status, code = word_of(text(data, "txnStatus")), ident(data, "responseCode")
        if profile.statuses.get(status) == "failed" or (status == "" and code in BANK_CODES):
            return Found("declined", hold.key)
        if status or code:
            raise BadAnswerError("gateway_unclear", code=code or told.code)
    if re.search(profile.not_found, plain(told.message)):
        return Found("not_found")
    raise BadAnswerError("gateway_unclear", code=told.code)


def _found(data: Fields, hold: HoldReference, profile: AhlPayProfile) -> Found:
    word = profile.statuses.get(word_of(text(data, "txnStatus")))
    if word is None:
        # A word that is not known is for people: no step follows from it (§7.6).
        raise BadAnswerError("gateway_unclear")
    code = ident(data, "responseCode")
    if word in _AFTER_YES and code not in {APPROVED, ""}:
        raise BadAnswerError("gateway_unclear", code=code)
    if word == "said":
        word = _said(data, hold, profile)
    if word == "open":
        return Found("page_open", hold.key)
    if word == "failed":
        return Found("declined", hold.key)
    must("orderId" not in profile.inquiry_must or text(data, "orderId") == hold.key)
    money = sum_of(data, profile, hold.amount.code)
    must(money is not None or "amount" not in profile.inquiry_must)
    return _told(data, hold, word, money, profile)


def _said(data: Fields, hold: HoldReference, profile: AhlPayProfile) -> Word:
    """A bare success, by the kind of the transaction; where even that is not told, by what is known of the order. It
    decides nothing while it may be a capture's, or a sale's (money-safety rule 9)."""
    kind = profile.statuses.get(word_of(text(data, "txnType")))
    has_status = text(data, "txnStatus") != ""
    if not has_status:
        must(ident(data, "responseCode") == APPROVED and label(data, "authCode") != "", "gateway_unclear")
    if kind in {"captured", "taken", "released", "refunded", "part"}:
        return kind
    must(kind in {"held", "said"}, "gateway_unclear")
    if hold.captured.minor:
        return "captured"
    is_hold = hold.purpose == "hold" and (kind == "held" or not has_status or _was_held(hold))
    must(is_hold and not hold.capture_open, "in_progress")
    return "held"


def _was_held(hold: HoldReference) -> bool:
    """Whether the gateway once told us that this hold stands: then what was taken was taken by a capture."""
    return hold.purpose == "hold" and (bool(hold.captured.minor) or HOLD_AUTH_CODE in hold.references)


def _told(data: Fields, hold: HoldReference, word: Word, money: Money | None, profile: AhlPayProfile) -> Found:
    """The state with its sums; one that contradicts the order is a mismatch."""
    auth_code, host_reference = label(data, "authCode"), label(data, "hostReferenceNumber")
    found = Found(
        "held",
        hold.key,
        amount=money if money == hold.amount else None,
        auth_code=auth_code,
        host_reference=host_reference,
        card=card_of(data),
    )
    if word == "held":
        must(money in {hold.amount, None})
        return replace(found, references=hold_codes(auth_code, host_reference))
    # Had anything been given back, another word would say so (§7.6).
    nothing = Money(0, hold.amount.code)
    if (word == "taken" and not _was_held(hold)) or (word == "captured" and hold.purpose == "sale"):
        must(money in {hold.amount, None})
        return replace(found, state="charged", captured=money, refunded=nothing)
    if word in {"captured", "taken"}:
        return replace(found, state="captured", captured=_captured(hold, money), refunded=nothing)
    is_taken = bool(hold.captured.minor)
    state: FoundState = "captured" if hold.purpose == "hold" else "charged"
    if word == "released":
        is_echo = text_of_sum(data, profile) == profile.void_sentinel
        must(is_echo or money in {hold.amount, None} or (is_taken and money == hold.captured))
        if not is_taken:
            return replace(found, state="released")
        # A cancelled capture is money given back.
        return replace(found, state=state, captured=hold.captured, refunds=(FoundRefund("", hold.captured, "cancel"),))
    captured = hold.captured if is_taken else None
    if word == "part":
        return replace(found, state=state, captured=captured, partly_refunded=True)
    return replace(found, state=state, captured=captured, refunded=captured or money)


def _captured(hold: HoldReference, money: Money | None) -> Money | None:
    """Whether the figure after a capture is the hold's or the capture's is not known (A28): the hold's own is no word
    about the capture, any other one is the captured sum."""
    return money if money != hold.amount or money == hold.captured else None
