"""What ÖderoPay's answers say. Every reader raises BadAnswerError for what is not clearly yes or no."""

import base64
import binascii
from collections.abc import Mapping
from typing import Literal, NamedTuple

from frontdesk.domain.gateway import (
    Approved,
    CardFacts,
    Challenge,
    HoldReference,
    PlaceOrder,
    Refused,
    ReturnedPage,
    WireResponse,
)
from frontdesk.domain.money import Money
from frontdesk.domain.stored_card import StoredCard
from frontdesk.gateways.answers import BadAnswerError, Fields, about, amount, ident, label, must, number, objects, text
from frontdesk.gateways.oderopay.profile import OderoPayKeys, OderoPayProfile
from frontdesk.gateways.oderopay.refusals import Verb, data_of
from frontdesk.gateways.signing import oderopay_callback, same

_SCHEMES = {"VISA": "visa", "MASTER_CARD": "mastercard", "AMEX": "amex", "TROY": "troy"}
_KINDS: dict[str, Literal["credit", "debit", "prepaid", ""]] = {
    "CREDIT_CARD": "credit",
    "DEBIT_CARD": "debit",
    "PREPAID_CARD": "prepaid",
}
_LONGEST_ID = 19


class Expected(NamedTuple):
    """The order an answer is compared with. `held` is the sum of the hold, `payment_id` "" where none is known yet,
    `keeps_card` whether ÖderoPay was asked to keep the card."""

    verb: Verb
    key: str
    held: Money
    payment_id: str = ""
    purpose: Literal["hold", "sale"] = "hold"
    keeps_card: bool = False


def payment_id_of(fields: Fields, name: str) -> str:
    """A payment id: digits, "" when missing. It becomes part of an address, so nothing else is let through."""
    found = ident(fields, name)
    must(is_payment_id(found) or found == "", "answer_unreadable")
    return found


def is_payment_id(told: str) -> bool:
    return told.isascii() and told.isdigit() and len(told) <= _LONGEST_ID


def placed(response: WireResponse, expected: Expected) -> Approved | Refused:
    """A hold, a sale or the completion of one (§6.2, §7.4)."""
    data = data_of(response, expected.verb)
    if isinstance(data, Refused):
        return data
    payment_id = payment_id_of(data, "id")
    must(text(data, "conversationId") == expected.key)
    must(payment_id != "" and expected.payment_id in {"", payment_id})
    with about(payment_id):
        return _agreed(data, expected, payment_id)


def _agreed(data: Fields, expected: Expected, payment_id: str) -> Approved:
    """A success about our payment, if it also tells of our order."""
    code, phase = expected.held.code, text(data, "paymentPhase")
    must(text(data, "paymentStatus") == "SUCCESS", "gateway_unclear")
    must(text(data, "currency") == code)
    must(amount(data, "paidPrice", code) == amount(data, "price", code) == expected.held)
    must(number(data, "walletPrice") in {None, 0})
    must(expected.verb != "complete" or data.get("isThreeDS") is not False)
    must(phase == "AUTH" or (phase == "PRE_AUTH" and expected.purpose == "hold"))
    return Approved(
        # A sale where a hold was asked for is recorded as charged and calls a person (money-safety rule 5).
        phase="held" if phase == "PRE_AUTH" else "charged",
        amount=expected.held,
        payment_id=payment_id,
        auth_code=label(data, "authCode"),
        host_reference=label(data, "hostReference"),
        references=references(data),
        card=card_facts(data),
        stored=kept_card(data) if expected.keeps_card else None,
    )


def captured(response: WireResponse, hold: HoldReference, money: Money, profile: OderoPayProfile) -> Approved | Refused:
    """§8. Where the answer has no captured sum, the sum is the one we sent, unconfirmed."""
    data = data_of(response, "capture")
    if isinstance(data, Refused):
        return data
    code = money.code
    must(payment_id_of(data, "id") == hold.payment_id)
    must(text(data, "conversationId") in {hold.key, ""})
    must(text(data, "paymentStatus") == "SUCCESS", "gateway_unclear")
    must(text(data, "paymentPhase") == "POST_AUTH" and text(data, "currency") in {code, ""})
    told = amount(data, "paidPrice", code) if profile.tells_captured else None
    must(told in {money, None})
    return Approved(
        phase="captured",
        amount=money,
        payment_id=hold.payment_id,
        as_sent=told is None,
        auth_code=label(data, "authCode"),
        host_reference=label(data, "hostReference"),
        references=references(data),
        card=card_facts(data),
    )


def references(data: Fields) -> dict[str, str]:
    """The id of the one item, for people and the panel."""
    lines = objects(data, "paymentTransactions")
    transaction_id = ident(lines[0], "id") if lines else ""
    return {"transaction_id": transaction_id} if transaction_id else {}


def card_facts(data: Fields) -> CardFacts:
    """Where a card was issued is told by a BIN look-up alone, and there by its bank (§11)."""
    return CardFacts(
        bin=label(data, "binNumber"),
        last4=label(data, "lastFourDigits"),
        scheme=_SCHEMES.get(label(data, "cardAssociation"), ""),
        kind=_KINDS.get(label(data, "cardType"), ""),
        bank=label(data, "bankName") or label(data, "cardBankName"),
        family=label(data, "cardBrand"),
        commercial=data.get("commercial") is True,
    )


def kept_card(data: Fields) -> StoredCard | None:
    """The keys of the card that ÖderoPay keeps now, None when the answer has none (§6.2, §12)."""
    user, token = label(data, "cardUserKey"), label(data, "cardToken")
    if not user or not token:
        return None
    facts = card_facts(data)
    return StoredCard(user, token, facts.bin, facts.last4, facts.scheme, facts.kind, facts.bank, facts.family)


def keeps_card(order: PlaceOrder) -> dict[str, str]:
    """The guest's agreement, kept with the hold: an answer that comes later may bring the keys."""
    return {"keeps_card": "yes"} if order.store else {}


def started(response: WireResponse, order: PlaceOrder, base_url: str) -> Challenge | Refused:
    """The start of 3DS: a page in base64; the payment id may be missing (§7.1)."""
    data = data_of(response, "place")
    if isinstance(data, Refused):
        return data
    content = data.get("htmlContent")
    must(isinstance(content, str) and content.strip() != "", "answer_unreadable")
    try:
        html = base64.b64decode("".join(str(content).split()), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        raise BadAnswerError("answer_unreadable") from None
    return Challenge(html, base_url, payment_id_of(data, "paymentId"), references=keeps_card(order))


def returned(
    fields: Mapping[str, str], hold: HoldReference, keys: OderoPayKeys, profile: OderoPayProfile
) -> ReturnedPage:
    """The form the bank page posted back (§7.3): a hint, hashed where the account has a callback key."""
    status, payment_id = fields.get("status", ""), fields.get("paymentId", "")
    told_hash = fields.get("hash", "")
    if fields.get("conversationId", "") != hold.key or (payment_id and not is_payment_id(payment_id)):
        return ReturnedPage("untrusted")
    if hold.payment_id and payment_id and payment_id != hold.payment_id:
        return ReturnedPage("untrusted")
    # A failure may come bare; it is only a hint and proves nothing.
    must_be_hashed = bool(keys.callback_key) and (told_hash != "" or status == "SUCCESS")
    if must_be_hashed and not same(told_hash, oderopay_callback(keys.callback_key, fields)):
        return ReturnedPage("untrusted")
    payment_id = payment_id or hold.payment_id
    if fields.get("callbackStatus", "") == "ALREADY_RETURNED":
        return ReturnedPage("already_done", payment_id, "ALREADY_RETURNED")
    md_status = fields.get("mdStatus", "")
    if status != "SUCCESS" or md_status not in profile.md_accepted | {""}:
        return ReturnedPage("failed", payment_id, md_status)
    if fields.get("completeStatus", "") not in {"WAITING", ""}:
        # COMPLETED: the money moved on the page. A status that is not known is asked about just so.
        return ReturnedPage("already_done", payment_id, fields["completeStatus"])
    return ReturnedPage("authenticated", payment_id, md_status) if payment_id else ReturnedPage("untrusted")


def given_back(
    response: WireResponse, hold: HoldReference, key: str, verb: Literal["release", "refund"]
) -> Approved | Refused:
    """The whole given back; a status stands inside the 200 (§10.1)."""
    whole = hold.amount if verb == "release" else hold.captured
    data = _refund_data(response, hold, key, whole)
    if isinstance(data, Refused):
        return data
    kind = text(data, "refundType")
    must(kind in {"CANCEL", "REFUND"})
    is_release = verb == "release" and kind == "CANCEL"
    return Approved(
        # REFUND where a release was meant is named, so that a person is called (money-safety rule 16).
        phase="released" if is_release else "refunded",
        amount=whole,
        payment_id=hold.payment_id,
        by="cancel" if kind == "CANCEL" else "refund",
        host_reference=label(data, "refundHostReference"),
    )


def part_given_back(response: WireResponse, hold: HoldReference, key: str, money: Money) -> Approved | Refused:
    """§10.2 and §10.3: the answer has no type."""
    data = _refund_data(response, hold, key, money)
    if isinstance(data, Refused):
        return data
    reference = label(data, "refundHostReference")
    return Approved("refunded", money, hold.payment_id, by="refund", host_reference=reference)


def _refund_data(response: WireResponse, hold: HoldReference, key: str, money: Money) -> Fields | Refused:
    data = data_of(response, "give_back")
    if isinstance(data, Refused):
        return data
    status = text(data, "status")
    must(status in {"SUCCESS", "WAITING"}, "gateway_unclear")
    must(status == "SUCCESS", "in_progress")
    must(payment_id_of(data, "paymentId") == hold.payment_id and text(data, "conversationId") in {key, ""})
    must(text(data, "currency") in {money.code, ""})
    must(amount(data, "refundPrice", money.code) == money)
    must(number(data, "refundWalletPrice") in {None, 0})
    return data


def bin_facts(response: WireResponse) -> CardFacts | Refused:
    """§11."""
    data = data_of(response, "ask")
    return data if isinstance(data, Refused) else known_origin(card_facts(data))


def known_origin(facts: CardFacts) -> CardFacts:
    """A look-up by first digits names the bank of a Turkish card. What a foreign card looks like is not documented, so
    foreign is never said (§11)."""
    return facts._replace(domestic=True) if facts.bank else facts
