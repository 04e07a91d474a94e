"""What Ödüyo's answers to the money verbs say. None of them carries a sum: what was charged is read from the list."""

import base64
import binascii
from typing import Literal

from frontdesk.domain.gateway import Approved, Challenge, HoldReference, Refused, ReturnedPage, WireResponse
from frontdesk.domain.money import Money
from frontdesk.gateways.answers import BadAnswerError, Fields, about, ident, label, must, number, plain
from frontdesk.gateways.oduyo.build import is_payment_id
from frontdesk.gateways.oduyo.refusals import data_of, flag, result_of

# Both spellings of the id in the answers of cancel and refund; the blank is taken for a slip of the notes' source (§3).
_ID_NAMES = ("payment_id", "payment id")
_CHARSETS = ("utf-8", "windows-1254")
_LONGEST_REFERENCE = 60


def ids_told(fields: Fields) -> set[str]:
    """Every payment id an answer names; a bad one is a bad answer."""
    told = {ident(fields, name) for name in _ID_NAMES} - {""}
    must(all(map(is_payment_id, told)), "answer_unreadable")
    return {str(int(one)) for one in told}


def started(response: WireResponse, base_url: str) -> Challenge | Refused:
    """The start of 3DS (§5). Without the payment's id the page is not shown: nothing could ever be asked about it, and
    as long as nobody sees the page no money moves."""
    data = data_of(response, "start")
    if isinstance(data, Refused):
        return data
    ids = ids_told(data)
    page = data.get("html_form")
    if page is None or page == "" or flag(data, "result") is False:
        # Without a page the start failed (§5).
        return Refused("threeds_not_available", payment_id=min(ids, default=""))
    must(len(ids) == 1, "answer_unreadable")
    payment_id = ids.pop()
    with about(payment_id):
        return Challenge(_page(page), base_url, payment_id, references=references(data))


def _page(content: object) -> str:
    """The form, in base64 of UTF-8 or of windows-1254. It may hold the whole card: nobody keeps it (§5)."""
    must(isinstance(content, str) and content.strip() != "", "answer_unreadable")
    try:
        raw = base64.b64decode("".join(str(content).split()), validate=True)
    except (binascii.Error, ValueError):
        raise BadAnswerError("answer_unreadable") from None
    for charset in _CHARSETS:
        try:
            return raw.decode(charset)
        except UnicodeDecodeError:
            continue
    raise BadAnswerError("answer_unreadable")


def references(data: Fields) -> dict[str, str]:
    """POS, card family and commission rate (percent as told, A23): they explain what the deposit costs the house."""
    told = {name: shown(data, name) for name in ("pos_alias", "card_brand", "commission_rate")}
    return {name: value for name, value in told.items() if value}


def shown(fields: Fields, name: str) -> str:
    """A text or a number that decides nothing, as it is told; "" when it is not a decent one (A19)."""
    try:
        told = label(fields, name) or plain(number(fields, name))
    except BadAnswerError:
        return ""
    return told if len(told) <= _LONGEST_REFERENCE else ""


def returned(payment_id: str, hold: HoldReference) -> ReturnedPage:
    """The form the bank page brought back: unsigned, every field optional, so nothing in it is believed (A3). One that
    names another payment is not ours; for anything else only asking counts."""
    if not hold.payment_id or payment_id not in {"", hold.payment_id}:
        return ReturnedPage("untrusted")
    return ReturnedPage("ask", hold.payment_id)


def confirmed(response: WireResponse, hold: HoldReference) -> Approved | Refused:
    """§8. The answer has no sum: as sent, until the list tells it."""
    data = result_of(response, "complete")
    if isinstance(data, Refused):
        return data
    must(ids_told(data) == {hold.payment_id})
    order_id = ident(data, "order_id")
    return Approved(
        phase="charged",
        amount=hold.amount,
        payment_id=hold.payment_id,
        as_sent=True,
        auth_code=label(data, "auth_code"),
        references={"order_id": order_id} if order_id else {},
    )


def given_back(
    response: WireResponse, hold: HoldReference, amount: Money, by: Literal["cancel", "refund"]
) -> Approved | Refused:
    """§9. `ref_no` is the bank's number for the cancel or refund; there is no sum in the answer."""
    data = result_of(response, "give_back")
    if isinstance(data, Refused):
        return data
    must(ids_told(data) == {hold.payment_id})
    order_id = hold.references.get("order_id", "")
    must(not order_id or ident(data, "order_id") in {"", order_id})
    told = ident(data, "order_id") or order_id
    return Approved(
        phase="refunded",
        amount=amount,
        payment_id=hold.payment_id,
        as_sent=True,
        by=by,
        host_reference=label(data, "ref_no"),
        references={"order_id": told} if told else {},
    )
