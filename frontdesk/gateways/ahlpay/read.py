"""What AHL Pay's answers to the money verbs say. Every reader raises BadAnswerError for what is not clearly yes or
no."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from frontdesk.domain.card import scheme_of
from frontdesk.domain.gateway import (
    Approved,
    CardFacts,
    Challenge,
    HoldReference,
    Refused,
    ReturnedPage,
    WireResponse,
)
from frontdesk.domain.money import Money
from frontdesk.gateways.ahlpay.build import FAIL, MARK, OK, TXN_TYPES
from frontdesk.gateways.ahlpay.profile import CURRENCY_NUMBERS, AhlPayKeys, AhlPayProfile
from frontdesk.gateways.ahlpay.refusals import APPROVED, BANK_CODES, envelope, refusal
from frontdesk.gateways.answers import BadAnswerError, Fields, about, ident, label, must, text
from frontdesk.gateways.signing import same

# Under these names the hold's own codes stand in its references: a capture brings codes of its own (A23).
HOLD_AUTH_CODE = "hold_auth_code"
HOLD_HOST_REFERENCE = "hold_host_reference"
_MOST_DIGITS = 15


class Expected(NamedTuple):
    """The order an answer is compared with: the verb's own sum and key, our order number, the merchant's."""

    profile: AhlPayProfile
    merchant_id: int
    order_id: str
    key: str
    amount: Money


def placed(
    response: WireResponse, expected: Expected, purpose: Literal["hold", "sale"], *, can_return: bool, base_url: str
) -> Approved | Refused | Challenge:
    """A hold, a sale or the start of 3DS. The JSON type of `data` says what came (A8): a text is a page to show, an
    object the result of a payment that was made without one."""
    told = envelope(response)
    if isinstance(told, Refused):
        return told
    if not told.good:
        return refusal(told)
    if isinstance(told.data, str):
        must(told.data.strip() != "", "answer_unreadable")
        # A page nobody asked for cannot come back to the desk; it is not shown, so nothing can be held by it.
        return Challenge(told.data, base_url) if can_return else Refused("needs_threeds")
    data = _result(told.data, expected)
    with about(expected.order_id):
        must(sum_of(data, expected.profile, expected.amount.code) == expected.amount)
        # The note's answer names no type; one that names another is asked about (money-safety rule 5).
        must(text(data, "txnType") in {TXN_TYPES[purpose], ""})
        auth_code, host_reference = label(data, "authCode"), label(data, "hostReferenceNumber")
        return Approved(
            phase="held" if purpose == "hold" else "charged",
            amount=expected.amount,
            payment_id=expected.order_id,
            auth_code=auth_code,
            host_reference=host_reference,
            references=hold_codes(auth_code, host_reference) if purpose == "hold" else {},
            card=card_of(data),
        )


def captured(response: WireResponse, expected: Expected) -> Approved | Refused:
    """§7.3."""
    told = envelope(response)
    if isinstance(told, Refused):
        return told
    if not told.good:
        return refusal(told)
    data = _result(told.data, expected)
    must(sum_of(data, expected.profile, expected.amount.code) == expected.amount)
    return Approved(
        phase="captured",
        amount=expected.amount,
        payment_id=expected.order_id,
        auth_code=label(data, "authCode"),
        host_reference=label(data, "hostReferenceNumber"),
        card=card_of(data),
    )


def given_back(
    response: WireResponse, expected: Expected, phase: Literal["released", "refunded"], by: Literal["cancel", "refund"]
) -> Approved | Refused:
    """§7.4 and §7.5. `data` may be null: then nothing confirms the sum, and it stands as sent. An object is that of
    every payment answer, and must agree in everything."""
    told = envelope(response)
    if isinstance(told, Refused):
        return told
    if not told.good:
        return refusal(told)
    data = _result(told.data, expected) if told.data is not None else {}
    # The sentinel of a Void is no sum: where it comes back it confirms nothing.
    is_echo = by == "cancel" and text_of_sum(data, expected.profile) == expected.profile.void_sentinel
    as_sent = told.data is None or is_echo
    must(as_sent or sum_of(data, expected.profile, expected.amount.code) == expected.amount)
    return Approved(
        phase=phase,
        amount=expected.amount,
        payment_id=expected.order_id,
        as_sent=as_sent,
        by=by,
        host_reference=label(data, "hostReferenceNumber"),
    )


def _result(data: object, expected: Expected) -> Fields:
    """The object of a success about our order (§7.1)."""
    if not isinstance(data, dict):
        raise BadAnswerError("answer_unreadable")
    code = ident(data, "responseCode")
    if code != APPROVED:
        raise BadAnswerError("gateway_unclear", code=code)
    must(text(data, "orderId") == expected.order_id)
    must(is_merchant(data, expected.merchant_id))
    must(is_currency(data, expected.amount.code))
    if expected.profile.rnd_echoed:
        must(text(data, "rnd") in {expected.profile.rnd(expected.key), ""})
    return data


def is_merchant(data: Fields, merchant_id: int) -> bool:
    """A text in payment answers, a number in lists (§5.5)."""
    told = ident(data, "merchantId")
    return told == "" or (told.isascii() and told.isdigit() and int(told) == merchant_id)


def is_currency(data: Fields, code: str) -> bool:
    return text(data, "currency") in {CURRENCY_NUMBERS[code], ""}


def text_of_sum(data: Fields, profile: AhlPayProfile) -> str:
    """The figure an answer tells, as it stands there: the first of the profile's names that has one (A9)."""
    return next((told for name in profile.amount_fields if (told := text(data, name))), "")


def sum_of(data: Fields, profile: AhlPayProfile, code: str) -> Money | None:
    """The sum of a payment answer: digits of minor units (§5.3), None where none is told. Any mark, sign or letter in
    it, and a JSON number, is unreadable: it might be lira."""
    told = text_of_sum(data, profile)
    if not told:
        return None
    must(told.isascii() and told.isdigit() and len(told) <= _MOST_DIGITS, "answer_unreadable")
    return Money(int(told), code)


def hold_codes(auth_code: str, host_reference: str) -> dict[str, str]:
    """What a capture must name, kept with the hold."""
    codes = {HOLD_AUTH_CODE: auth_code, HOLD_HOST_REFERENCE: host_reference}
    return {name: code for name, code in codes.items() if code}


def card_of(data: Fields) -> CardFacts:
    """The masked number: the first six and the last four digits, where it looks like one."""
    masked = label(data, "cardNumber") or label(data, "maskedPan")
    digits = masked.isascii() and masked[:6].isdigit() and masked[-4:].isdigit()
    if not digits or not 12 <= len(masked) <= 19 or masked.isdigit():
        return CardFacts()
    return CardFacts(bin=masked[:6], last4=masked[-4:], scheme=scheme_of(masked[:6]))


def returned(fields: Mapping[str, str], hold: HoldReference, keys: AhlPayKeys, profile: AhlPayProfile) -> ReturnedPage:
    """The form that the bank page brought back (§7.2.2). It proves nothing, whatever it says: money moves on the
    page, and the inquiry alone tells. Another order's form is told apart."""
    order_id, end = fields.get("orderId", ""), fields.get(MARK, "")
    is_ours = order_id == hold.key or (not order_id and end in {OK, FAIL})
    if not is_ours or fields.get("rnd", "") not in {profile.rnd(hold.key), ""}:
        return ReturnedPage("untrusted")
    detail = signed(fields, keys, profile)
    code = fields.get("responseCode", "")
    if code in BANK_CODES or (not code and end == FAIL):
        return ReturnedPage("failed", detail=detail)
    return ReturnedPage("already_done", detail=detail)


def signed(
    fields: Mapping[str, str], keys: AhlPayKeys, profile: AhlPayProfile
) -> Literal["unsigned", "signed", "mismatch"]:
    """§6.5: how the responseHash stands to the candidate (A18). Advisory: the formula is not documented."""
    told = fields.get("responseHash", "").strip()
    if not told:
        return "unsigned"
    parts = (fields.get(name, "") for name in ("rnd", "orderId", "totalAmount", "merchantId"))
    ours = profile.hash_of(keys.hash_password, *parts)
    return "signed" if same(told.upper(), ours) else "mismatch"
