"""The site's own lists (notes §10): payments, cancels and refunds, POSes. Only harmless columns are asked for, and only
those are read: the others hold card expiry dates, bank logs and the secrets of POSes."""

from datetime import UTC, datetime, timedelta
from typing import Literal, NamedTuple

from frontdesk.domain.gateway import Refused, WireResponse
from frontdesk.domain.money import Money
from frontdesk.domain.told import ListedPayment, Rows
from frontdesk.gateways.answers import BadAnswerError, Fields, label, objects
from frontdesk.gateways.istanbul import days_later, utc_seconds
from frontdesk.gateways.oduyo.inquiry import row_sum
from frontdesk.gateways.oduyo.profile import OduyoProfile
from frontdesk.gateways.oduyo.read import shown
from frontdesk.gateways.oduyo.refusals import envelope

PAYMENTS = "/payment/payment_select"
RETURNS = "/payment_return/payment_return_select"
POSES = "/bank_list/bank_list_select"

# The first column of each is its primary key, which paging goes by.
PAYMENT_COLUMNS = (
    "id",
    "orderid",
    "status",
    "payment_type",
    "total_with_commison",
    "total_without_commison",
    "currency_type",
    "installment_number",
    "masked_card",
    "card_type1",
    "card_type2",
    "transaction_bank",
    "partial",
    "created_in",
)
POS_COLUMNS = ("bank_id", "name", "method", "model", "status", "bank_code", "default_bank")

# The names the menu shows them under.
_PAYMENT_NAMES = {
    "id": "id",
    "orderid": "order",
    "status": "status",
    "payment_type": "type",
    "total_with_commison": "amount",
    "total_without_commison": "net",
    "currency_type": "currency",
    "installment_number": "count",
    "card_type1": "family",
    "card_type2": "scheme",
    "transaction_bank": "bank",
    "partial": "partial",
    "created_in": "at",
}
_POS_NAMES = {
    "bank_id": "id",
    "name": "bank",
    "method": "method",
    "model": "model",
    "bank_code": "code",
    "default_bank": "default",
}
_POS_STATUS = {"1": "active", "2": "passive"}
_STATES: dict[str, Literal["charged", "failed"]] = {"3D-SUCCESS": "charged", "3D-ERROR": "failed"}


class Query(NamedTuple):
    """One list asked for: where, which columns, and filters of field, operator and value."""

    target: str
    columns: tuple[str, ...]
    filters: tuple[tuple[str, str, str], ...] = ()


def of_order(order_id: str, profile: OduyoProfile) -> Query:
    return Query(PAYMENTS, PAYMENT_COLUMNS, ((profile.list_order, "=", order_id),))


def of_days(target: str, first: str, last: str) -> Query:
    """Rows written from the beginning of `first` to the end of `last` (ISO days), by the site's clock."""
    span = (("created_in", ">=", f"{first} 00:00:00"), ("created_in", "<=", f"{last} 23:59:59"))
    return Query(target, PAYMENT_COLUMNS, span)


def since_yesterday(now: int) -> Query:
    """What was paid yesterday, today, and by a clock that is ahead; `now` UTC seconds, 0 where no time is known: then
    everything."""
    if not now:
        return Query(PAYMENTS, PAYMENT_COLUMNS)
    today = (datetime.fromtimestamp(now, UTC) + timedelta(hours=3)).date().isoformat()
    return of_days(PAYMENTS, days_later(today, -1), days_later(today, 1))


def page_of(response: WireResponse) -> tuple[Fields, ...] | Refused:
    """The rows of one page: a list under `data`; a single object is one row; "no record" is none (§3, §10)."""
    fields = envelope(response, "ask")
    if isinstance(fields, Refused):
        return () if fields.problem == "payment_not_found" else fields
    data = fields.get("data")
    if isinstance(data, dict):
        return (data,) if data else ()
    if data is None:
        raise BadAnswerError("answer_unreadable")
    return objects(fields, "data")


def payment_row(row: Fields) -> dict[str, str]:
    """One payment, cancel or refund as the menu shows it."""
    told = {name: shown(row, column) for column, name in _PAYMENT_NAMES.items()}
    told["last4"] = _last4(row)
    return {name: value for name, value in told.items() if value}


def pos_rows(rows: tuple[Fields, ...]) -> Rows:
    found = []
    for row in rows:
        told = {name: shown(row, column) for column, name in _POS_NAMES.items()}
        told["status"] = _POS_STATUS.get(shown(row, "status"), "")
        found.append({name: value for name, value in told.items() if value})
    return tuple(found)


def payment_line(row: Fields, profile: OduyoProfile) -> ListedPayment:
    return _line(row, profile, "payment")


def return_line(row: Fields, profile: OduyoProfile) -> ListedPayment:
    """A row that calls itself a cancel is one; the notes' sample of a refund does so too (§10), so which of the two it
    was is no more than a hint."""
    return _line(row, profile, "cancel" if label(row, "payment_type") == "cancel" else "refund")


def _line(row: Fields, profile: OduyoProfile, kind: Literal["payment", "cancel", "refund"]) -> ListedPayment:
    """One line of the day. Its id is not the id of the gateway group as far as anybody says, so `payment_id` stays
    empty, and `key` is the order number: the `order_id` among the references of a hold (A17)."""
    return ListedPayment(
        kind=kind,
        payment_id="",
        key=shown(row, profile.list_order),
        amount=_sum(row, profile),
        state=_STATES.get(label(row, "status"), "") if kind == "payment" else "refunded",
        at=_at(row),
        last4=_last4(row),
    )


def _sum(row: Fields, profile: OduyoProfile) -> Money | None:
    try:
        return row_sum(row, profile)
    except BadAnswerError:
        return None


def _last4(row: Fields) -> str:
    last = label(row, "masked_card")[-4:]
    return last if last.isascii() and last.isdigit() else ""


def _at(row: Fields) -> int:
    try:
        return utc_seconds(label(row, "created_in"))
    except BadAnswerError:
        return 0
