"""The truth about one payment: its two statuses by id, its sum from the list by order number (notes §7, §8, §10)."""

from frontdesk.domain.gateway import Found, FoundRefund, HoldReference, Refused, WireResponse
from frontdesk.domain.money import Money
from frontdesk.gateways.answers import BadAnswerError, Fields, amount, ident, label, must
from frontdesk.gateways.oduyo.profile import OduyoProfile
from frontdesk.gateways.oduyo.read import ids_told
from frontdesk.gateways.oduyo.refusals import data_of

_NOT_BEGUN = frozenset({"error", "payment_failure"})
_NOT_DONE = frozenset({"error", "failure"})
# What a row's status says where no money was taken on the bank page (§10).
_UNPAID = frozenset({"3D-ERROR", "3D-POST"})
_LONGEST_WORD = 40


def told(response: WireResponse, hold: HoldReference, profile: OduyoProfile) -> Found | Refused:
    """The decision table of §7. `already_returned` beside `waiting` is waited about and never confirmed by the program;
    words the notes do not have leave it open, and are told as they are."""
    data = data_of(response, "ask")
    if isinstance(data, Refused):
        return Found("not_found") if data.problem == "payment_not_found" else data
    must(ids_told(data) <= {hold.payment_id})
    if not {"callback_status", "complete_status"} & data.keys():
        raise BadAnswerError("answer_unreadable")
    callback, complete = _word(data, "callback_status"), _word(data, "complete_status")
    if complete in {"completed", "cancelled", "refunded", "partial_refunded"}:
        return _charged(hold, complete)
    if complete in _NOT_DONE or (callback in _NOT_BEGUN and complete == "waiting"):
        return Found("declined", hold.payment_id)
    if complete == "waiting" and callback == "completed":
        return Found("page_returned", hold.payment_id, proof="authenticated")
    if complete == "waiting" and callback in {*profile.at_the_bank, "already_returned"}:
        return Found("page_open", hold.payment_id)
    raise BadAnswerError("gateway_unclear", code=f"{callback}/{complete}", payment_id=hold.payment_id)


def _word(data: Fields, name: str) -> str:
    value = data.get(name)
    if value is None:
        return ""
    must(isinstance(value, str) and len(value) <= _LONGEST_WORD, "answer_unreadable")
    return label(data, name).strip().lower()


def _charged(hold: HoldReference, complete: str) -> Found:
    """Money was taken. Cancel and refund give back the whole; how much a part was is not told (§9). Nor is the sum that
    was charged: the list may tell it."""
    whole = hold.captured if hold.captured.minor else hold.amount
    if complete == "partial_refunded":
        return Found("charged", hold.payment_id, partly_refunded=True)
    if complete == "completed":
        return Found("charged", hold.payment_id, refunded=Money(0, whole.code))
    refund = FoundRefund("", whole, "cancel" if complete == "cancelled" else "refund")
    return Found("charged", hold.payment_id, refunds=(refund,), refunded=whole)


def sum_of_order(rows: tuple[Fields, ...], order_id: str, hold: HoldReference, profile: OduyoProfile) -> Money | None:
    """The sum of our order as the list has it, None where it does not tell (A17). Raises BadAnswerError where it tells
    another sum or currency than the order's."""
    sums = {row_sum(row, profile) for row in rows if _order_of(row, profile) == order_id} - {None}
    if not sums:
        return None
    must(sums == {hold.amount})
    return hold.amount


def _order_of(row: Fields, profile: OduyoProfile) -> str:
    try:
        return ident(row, profile.list_order)
    except BadAnswerError:
        return ""


def row_sum(row: Fields, profile: OduyoProfile) -> Money | None:
    """The sum of a row; None where sum or currency is missing or is not one. Raises BadAnswerError for a sum below zero
    or with a fraction of the smallest coin: that is another sum than any order's."""
    code = profile.list_currencies.get(str(row.get("currency_type")).lower(), "")
    try:
        return amount(row, profile.list_sum, code) if code else None
    except BadAnswerError as bad:
        if bad.problem == "mismatch":
            raise
        return None


def never_shown(rows: tuple[Fields, ...], hold: HoldReference, profile: OduyoProfile) -> Found:
    """A payment whose id never reached us: its bank page never did either, so nobody could pass it, and what is not
    passed is not charged (§4). That the page was never shown is known only where the start was sent by this very
    process; after a restore it may have been. Then a payment of the same sum may be ours: a person compares. Raises
    BadAnswerError."""
    maybe_ours = [
        row for row in rows if label(row, "status") not in _UNPAID and row_sum(row, profile) in {hold.amount, None}
    ]
    must(not maybe_ours, "several_payments")
    return Found("not_found")
