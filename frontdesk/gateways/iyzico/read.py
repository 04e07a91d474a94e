"""What iyzico's answers say. Every reader raises BadAnswerError for what is not clearly yes or no."""

import base64
import binascii
from collections.abc import Mapping
from decimal import Decimal
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
    plain,
    text,
)
from frontdesk.gateways.iyzico.build import basket_id
from frontdesk.gateways.iyzico.profile import IyzicoKeys, IyzicoProfile
from frontdesk.gateways.iyzico.refusals import Verb, refusal
from frontdesk.gateways.signing import iyzico_answer, same

_SCHEMES = {"VISA": "visa", "MASTER_CARD": "mastercard", "AMERICAN_EXPRESS": "amex", "TROY": "troy"}
_KINDS: dict[str, Literal["credit", "debit", "prepaid", ""]] = {
    "CREDIT_CARD": "credit",
    "DEBIT_CARD": "debit",
    "PREPAID_CARD": "prepaid",
}


class Expected(NamedTuple):
    """The order an answer is compared with. `sent` is the conversationId of the request, `paid` the sum it is about,
    `held` the sum of the hold, `payment_id` "" where none is known yet, `keeps_card` whether iyzico was asked to keep
    the card."""

    verb: Verb
    sent: str
    paid: Money
    held: Money
    basket_id: str
    payment_id: str = ""
    purpose: Literal["hold", "sale"] = "hold"
    keeps_card: bool = False


def check_payment_signature(fields: Fields, keys: IyzicoKeys) -> None:
    """The six signed values of a payment answer (§11.1)."""
    values = [ident(fields, name) for name in ("paymentId", "currency", "basketId", "conversationId")]
    values += [plain(number(fields, name)) for name in ("paidPrice", "price")]
    must(same(label(fields, "signature"), iyzico_answer(keys.secret_key, values)), "wrong_signature")


def payment(response: WireResponse, expected: Expected, keys: IyzicoKeys, profile: IyzicoProfile) -> Approved | Refused:
    """A hold, sale, completion or capture. Accepted only under the policy of §6: signature, ids, sum, currency,
    phase, fraud."""
    fields = opened(response)
    no = refusal(fields, response, expected.sent, expected.verb)
    if no is not None:
        return no
    check_payment_signature(fields, keys)
    must(ident(fields, "conversationId") == expected.sent)
    payment_id = ident(fields, "paymentId")
    must(payment_id != "" and expected.payment_id in {"", payment_id})
    with about(payment_id):
        return _agreed(fields, expected, payment_id, profile)


def _agreed(fields: Fields, expected: Expected, payment_id: str, profile: IyzicoProfile) -> Approved:
    """A signed success about our payment, if it also tells of our order."""
    code = expected.paid.code
    must(text(fields, "currency") == code and ident(fields, "basketId") == expected.basket_id)
    must(amount(fields, "paidPrice", code) == expected.paid)
    # A capture keeps the price of its hold; whether it always does is an open question (§8, §23.2).
    must(amount(fields, "price", code) in {expected.held, expected.paid})
    must(number(fields, "fraudStatus") == 1, "under_review")
    if expected.verb == "complete":
        must(ident(fields, "mdStatus") in profile.md_accepted | {""})
    return Approved(
        phase=_phase(fields, expected),
        amount=expected.paid,
        payment_id=payment_id,
        auth_code=label(fields, "authCode"),
        host_reference=label(fields, "hostReference"),
        references=references(fields, expected.basket_id),
        card=card_facts(fields),
        stored=kept_card(fields) if expected.keeps_card else None,
    )


def _phase(fields: Fields, expected: Expected) -> Literal["held", "charged", "captured"]:
    phase = text(fields, "phase")
    if expected.verb == "capture":
        must(phase == "POST_AUTH")
        return "captured"
    if phase == "AUTH":
        # Also where a hold was asked for: the desk records it as charged and calls a person (money-safety rule 5).
        return "charged"
    must(phase == "PRE_AUTH" and expected.purpose == "hold")
    return "held"


def references(fields: Fields, basket: str) -> dict[str, str]:
    """What later calls and people need: our basket id and the id of the one line."""
    lines = objects(fields, "itemTransactions")
    transaction_id = ident(lines[0], "paymentTransactionId") if lines else ""
    return {"basket_id": basket, **({"transaction_id": transaction_id} if transaction_id else {})}


def card_facts(fields: Fields) -> CardFacts:
    """What an answer tells of its card. Where it was issued is told by a BIN look-up alone (§13): the card type, absent
    for foreign cards (§5.2), may be absent for other reasons in a payment."""
    return CardFacts(
        bin=label(fields, "binNumber"),
        last4=label(fields, "lastFourDigits"),
        scheme=_SCHEMES.get(label(fields, "cardAssociation"), ""),
        kind=_KINDS.get(label(fields, "cardType"), ""),
        bank=label(fields, "bankName") or label(fields, "cardBankName"),
        family=label(fields, "cardFamily") or label(fields, "cardFamilyName"),
        commercial=fields.get("commercial") == 1,
    )


def kept_card(fields: Fields) -> StoredCard | None:
    """The keys of the card that iyzico keeps now, None when the answer has none (§5.2, §14)."""
    user, token = label(fields, "cardUserKey"), label(fields, "cardToken")
    if not user or not token:
        return None
    facts = card_facts(fields)
    return StoredCard(user, token, facts.bin, facts.last4, facts.scheme, facts.kind, facts.bank, facts.family)


def keeps_card(order: PlaceOrder) -> dict[str, str]:
    """The guest's agreement, kept with the hold: an answer that comes later may bring the keys."""
    return {"keeps_card": "yes"} if order.store else {}


def start(response: WireResponse, order: PlaceOrder, keys: IyzicoKeys, base_url: str) -> Challenge | Refused:
    """The start of 3DS: a bank page, base64, signed over payment and conversation id (§7.1)."""
    fields = opened(response)
    no = refusal(fields, response, order.key, "start")
    if no is not None:
        return no
    payment_id = ident(fields, "paymentId")
    ours = iyzico_answer(keys.secret_key, (payment_id, ident(fields, "conversationId")))
    must(same(label(fields, "signature"), ours), "wrong_signature")
    must(ident(fields, "conversationId") == order.key and payment_id != "")
    html = page(fields.get("threeDSHtmlContent"))
    kept = {"basket_id": basket_id(order.key), **keeps_card(order)}
    return Challenge(html=html, base_url=base_url, payment_id=payment_id, references=kept)


def page(content: object) -> str:
    """The bank's page out of its base64. Banks write old Turkish pages in windows-1254, passed through untouched
    (§7.2)."""
    if not isinstance(content, str) or not content.strip():
        raise BadAnswerError("answer_unreadable")
    try:
        raw = base64.b64decode("".join(content.split()), validate=True)
    except (binascii.Error, ValueError):
        raise BadAnswerError("answer_unreadable") from None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1254", "replace")


def returned(fields: Mapping[str, str], hold: HoldReference, keys: IyzicoKeys, profile: IyzicoProfile) -> ReturnedPage:
    """The form the bank page posted back (§7.3): signed, and about this payment. A failure may come without a payment
    id."""
    names = ("conversationData", "conversationId", "mdStatus", "paymentId", "status")
    values = {name: fields.get(name, "") for name in names}
    signed = same(fields.get("signature", ""), iyzico_answer(keys.secret_key, values.values()))
    is_success = values["status"] == "success"
    ids = {hold.payment_id, values["paymentId"]} - {""}
    if not signed or values["conversationId"] != hold.key or len(ids) > 1 or (is_success and not values["paymentId"]):
        return ReturnedPage("untrusted")
    payment_id = values["paymentId"] or hold.payment_id
    if is_success and values["mdStatus"] in profile.md_accepted:
        return ReturnedPage("authenticated", payment_id, values["mdStatus"])
    return ReturnedPage("failed", payment_id, values["mdStatus"])


def cancelled(
    response: WireResponse, sent: str, hold: HoldReference, verb: Literal["release", "refund"]
) -> Approved | Refused:
    """A release, or the whole return of a capture on its day. Unsigned (§9), so every value must agree with what we
    know."""
    fields = opened(response)
    no = refusal(fields, response, sent, verb)
    if no is not None:
        return no
    must(ident(fields, "conversationId") == sent and ident(fields, "paymentId") == hold.payment_id)
    must(text(fields, "currency") == hold.amount.code)
    told, whole = amount(fields, "price", hold.amount.code), hold.amount if verb == "release" else hold.captured
    # What `price` says of a captured payment is open (§9, §23.1): the hold's own sum is no mismatch, but confirms
    # nothing.
    must(told in {whole, hold.amount})
    return Approved(
        phase="released" if verb == "release" else "refunded",
        amount=whole,
        payment_id=hold.payment_id,
        as_sent=told != whole,
        by="cancel",
        auth_code=label(fields, "authCode"),
        host_reference=label(fields, "cancelHostReference"),
    )


def refunded(
    response: WireResponse, sent: str, hold: HoldReference, money: Money, keys: IyzicoKeys
) -> Approved | Refused:
    """A refund by amount, signed over four values (§10, §11.1)."""
    fields = opened(response)
    no = refusal(fields, response, sent, "refund")
    if no is not None:
        return no
    price: Decimal | None = number(fields, "price")
    values = (ident(fields, "paymentId"), plain(price), text(fields, "currency"), ident(fields, "conversationId"))
    must(same(label(fields, "signature"), iyzico_answer(keys.secret_key, values)), "wrong_signature")
    must(values[3] == sent and values[0] == hold.payment_id and values[2] == money.code)
    must(amount(fields, "price", money.code) == money)
    return Approved(
        phase="refunded",
        amount=money,
        payment_id=hold.payment_id,
        by="refund",
        auth_code=label(fields, "authCode"),
        host_reference=label(fields, "refundHostReference"),
    )


def bin_facts(response: WireResponse, sent: str) -> CardFacts | Refused:
    """§13: card type and bank are told of Turkish cards alone."""
    fields = opened(response)
    no = refusal(fields, response, sent, "ask")
    return no if no is not None else known_origin(card_facts(fields))


def known_origin(facts: CardFacts) -> CardFacts:
    """A look-up by first digits omits type and bank of a foreign card (§13)."""
    return facts._replace(domestic=bool(facts.kind or facts.bank))
