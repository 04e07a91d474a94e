"""The hosted form: the guest types the card on iyzico's page, and what was done there is read back (notes §15)."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from frontdesk.domain.gateway import Challenge, HoldReference, PlaceOrder, Refused, ReturnedPage, WireResponse
from frontdesk.domain.problems import BANK_GROUPS
from frontdesk.domain.stored_card import StoredCard
from frontdesk.gateways.answers import Fields, amount, ident, label, must, number, opened, plain, text, web_address
from frontdesk.gateways.iyzico.build import basket_id, known_basket
from frontdesk.gateways.iyzico.profile import IyzicoKeys, IyzicoProfile
from frontdesk.gateways.iyzico.read import keeps_card, kept_card
from frontdesk.gateways.iyzico.refusals import refusal
from frontdesk.gateways.signing import iyzico_answer, same

HOLD_FORM = "/payment/iyzipos/checkoutform/initialize/preauth/ecom"
RESULT = "/payment/iyzipos/checkoutform/auth/ecom/detail"
_SIGNED_TEXTS = ("paymentStatus", "paymentId", "currency", "basketId", "conversationId")
# The form itself goes on from each of these; it is never completed by us.
_OPEN = frozenset({"", "INIT_THREEDS", "CALLBACK_THREEDS"})


class Paid(NamedTuple):
    """The guest paid on the form; the payment itself is looked up by its id."""

    payment_id: str
    stored: StoredCard | None


def started(response: WireResponse, order: PlaceOrder, keys: IyzicoKeys, base_url: str) -> Challenge | Refused:
    """The address of the form, signed over conversation id and token."""
    fields = opened(response)
    no = refusal(fields, response, order.key, "place")
    if no is not None:
        return no
    sent, token = ident(fields, "conversationId"), text(fields, "token")
    must(same(label(fields, "signature"), iyzico_answer(keys.secret_key, (sent, token))), "wrong_signature")
    must(sent == order.key and token != "")
    kept = {"basket_id": basket_id(order.key), "token": token, **keeps_card(order)}
    return Challenge(html="", base_url=base_url, url=web_address(fields, "paymentPageUrl"), references=kept)


def returned(fields: Mapping[str, str], token: str) -> ReturnedPage:
    """The browser brings the token back and nothing else: whose form it was, not what was done on it."""
    return ReturnedPage("already_done" if same(fields.get("token", ""), token) else "untrusted")


def result(
    response: WireResponse, question: str, hold: HoldReference, keys: IyzicoKeys, profile: IyzicoProfile
) -> Paid | Literal["page_open", "declined"] | Refused:
    """What was done on the form, signed over eight values. Open until the gateway's clear word."""
    fields = opened(response)
    if label(fields, "status") == "failure":
        return _failed(fields, response, question, hold, profile)
    no = refusal(fields, response, question, "ask")
    if no is not None:
        return no
    token = text(fields, "token")
    values = [ident(fields, name) for name in _SIGNED_TEXTS]
    values += [*(plain(number(fields, name)) for name in ("paidPrice", "price")), token]
    must(same(label(fields, "signature"), iyzico_answer(keys.secret_key, values)), "wrong_signature")
    must(token == hold.references["token"] and ident(fields, "conversationId") in {question, hold.key, ""})
    status = text(fields, "paymentStatus")
    if status in _OPEN:
        return "page_open"
    if status == "FAILURE":
        return "declined"
    must(status == "SUCCESS", "gateway_unclear")
    return _paid(fields, hold)


def _paid(fields: Fields, hold: HoldReference) -> Paid:
    """The payment is ours by its basket, sum and currency; its phase is told by the look-up that follows."""
    payment_id, code = ident(fields, "paymentId"), hold.amount.code
    must(payment_id != "" and text(fields, "currency") == code)
    must(ident(fields, "basketId") in {known_basket(hold), ""} and amount(fields, "paidPrice", code) == hold.amount)
    return Paid(payment_id, kept_card(fields) if "keeps_card" in hold.references else None)


def _failed(
    fields: Fields, response: WireResponse, question: str, hold: HoldReference, profile: IyzicoProfile
) -> Literal["page_open", "declined"] | Refused:
    """A failure that carries the payment's own failure, or a bank's group, speaks of the payment; a bank is never
    asked by a question."""
    echoed = ident(fields, "conversationId")
    if ident(fields, "errorCode") in profile.form_open_codes:
        must(echoed in {"", question, hold.key})
        return "page_open"
    refused = refusal(fields, response, hold.key if echoed == hold.key else question, "ask")
    assert refused is not None  # a failure is no success
    return "declined" if refused.group in BANK_GROUPS else refused
