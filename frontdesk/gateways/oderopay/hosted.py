"""The hosted page: the guest types the card on ÖderoPay's page, and what was done there is read back (notes §13)."""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from frontdesk.domain.gateway import Challenge, HoldReference, PlaceOrder, Refused, ReturnedPage, WireResponse
from frontdesk.domain.problems import BANK_GROUPS
from frontdesk.domain.stored_card import StoredCard
from frontdesk.gateways.answers import amount, must, text, web_address
from frontdesk.gateways.oderopay.read import keeps_card, kept_card, payment_id_of
from frontdesk.gateways.oderopay.refusals import data_of, is_missing
from frontdesk.gateways.signing import same

PAGES = "/payment/v1/checkout-payments"
# A token becomes part of an address.
_TOKEN = re.compile(r"[\w.~-]{1,200}", re.ASCII)
# The page itself goes on from each of these; it is never completed by us.
_OPEN = frozenset({"", "INIT_THREEDS", "CALLBACK_THREEDS", "WAITING"})


class Paid(NamedTuple):
    """The guest paid on the page; the payment itself is looked up by its id."""

    payment_id: str
    stored: StoredCard | None


def started(response: WireResponse, order: PlaceOrder, base_url: str) -> Challenge | Refused:
    """The address of the page and its token."""
    data = data_of(response, "place")
    if isinstance(data, Refused):
        return data
    token = text(data, "token")
    must(is_token(token), "answer_unreadable")
    kept = {"token": token, **keeps_card(order)}
    return Challenge(html="", base_url=base_url, url=web_address(data, "pageUrl"), references=kept)


def is_token(told: str) -> bool:
    return _TOKEN.fullmatch(told) is not None and told.strip(".") != ""


def returned(fields: Mapping[str, str], token: str) -> ReturnedPage:
    """The browser brings the token back and nothing else: whose page it was, not what was done on it."""
    return ReturnedPage("already_done" if same(fields.get("token", ""), token) else "untrusted")


def result(response: WireResponse, hold: HoldReference) -> Paid | Literal["page_open", "declined"] | Refused:
    """What was done on the page. What it answers before the guest has paid is not documented: not found, and a
    refusal of the question without a bank's group, decide nothing and leave it open."""
    if is_missing(response):
        return "page_open"
    data = data_of(response, "ask")
    if isinstance(data, Refused):
        if data.group in BANK_GROUPS or data.problem == "bank_declined":
            return "declined"
        return "page_open" if data.problem == "request_refused" else data
    must(text(data, "conversationId") in {hold.key, ""})
    status = text(data, "paymentStatus")
    if status in _OPEN:
        return "page_open"
    if status == "FAILURE":
        return "declined"
    must(status == "SUCCESS", "gateway_unclear")
    payment_id, code = payment_id_of(data, "id"), hold.amount.code
    must(payment_id != "" and text(data, "conversationId") == hold.key and text(data, "currency") == code)
    must(amount(data, "paidPrice", code) == hold.amount)
    return Paid(payment_id, kept_card(data) if "keeps_card" in hold.references else None)
