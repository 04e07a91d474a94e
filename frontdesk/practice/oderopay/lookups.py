"""ÖderoPay's look-ups: payments, report search, refunds (ÖderoPay notes §9, §10)."""

from collections.abc import Callable

from frontdesk.practice.bank import Authorisation, Movement
from frontdesk.practice.ground import Ground
from frontdesk.practice.oderopay import errors
from frontdesk.practice.oderopay.answers import (
    STATUS,
    Data,
    item_refunds,
    local_time,
    paid,
    refund_answer,
    report_answer,
)
from frontdesk.practice.oderopay.errors import Refusal
from frontdesk.practice.oderopay.fields import Asked
from frontdesk.practice.oderopay.paging import Query, page_of
from frontdesk.practice.oderopay.placing import told
from frontdesk.practice.wire_json import Json, minor_units

BY_ID = ("paymentIds", "paymentId", "paymentTransactionIds", "paymentTxIds", "conversationId")
DATES = ("minCreatedDate", "maxCreatedDate")
_DATE_FORM = "0000-00-00T00:00:00"


def payment(asked: Asked) -> Data | Refusal:
    """GET /payment/v1/card-payments/{id}, the short form with paymentPhase (§9.1)."""
    return _told(asked, lambda found: told(asked.ground, found))


def report(asked: Asked) -> Data | Refusal:
    """GET /payment-reporting/v1/payments/{id} (§9.2)."""
    return _told(asked, report_answer)


def report_refunds(asked: Asked) -> Data | Refusal:
    """GET …/payments/{id}/refunds, known from Craftgate (§9.2)."""
    return _told(asked, lambda found: {"items": report_answer(found)["paymentRefunds"]})


def report_transactions(asked: Asked) -> Data | Refusal:
    """GET …/payments/{id}/transactions, known from Craftgate (§9.2)."""
    return _told(asked, lambda found: {"items": report_answer(found)["paymentTransactions"]})


def _told(asked: Asked, tell: Callable[[Authorisation], Data]) -> Data | Refusal:
    found = next((one for one in _shown(asked) if one.number == asked.wanted), None)
    return tell(found) if found else errors.NO_PAYMENT


def _shown(asked: Asked) -> list[Authorisation]:
    return [] if asked.fault.kind == "not_found" else asked.ground.bank.shown("oderopay")


def search(asked: Asked) -> Data | Refusal:
    """GET /payment-reporting/v1/payments, newest first, pages counted from 0 (§9.3).

    Both date limits count as inside. A zone behind a date is not looked at (assumed: what Node's UTC text does to the
    real server is unknown), and a text that is no date at all is refused.
    """
    query = asked.query
    for name in DATES:
        if any(not _is_date(value) for value in query.get(name, [])):
            return errors.invalid(name)
    return page_of(query, reversed(_shown(asked)), _matches, report_answer)


def _is_date(given: str) -> bool:
    form = "".join("0" if letter.isdecimal() else letter for letter in given[:19])
    return form == _DATE_FORM


def _matches(payment: Authorisation, query: Query) -> bool:
    by_id = any(query.get(name) for name in BY_ID)
    checks: dict[str, Callable[[str], bool]] = _equal_checks(payment) | _range_checks(payment)
    for name, values in query.items():
        if not values or (by_id and name in DATES):
            continue
        check = checks.get(name)
        if check and not any(check(value) for value in values):
            return False
    return True


def _equal_checks(payment: Authorisation) -> dict[str, Callable[[str], bool]]:
    order = payment.order
    same: dict[str, set[str]] = {
        "paymentIds": {str(payment.number)},
        "paymentId": {str(payment.number)},
        "paymentTransactionIds": {str(line.number) for line in payment.lines},
        "paymentTxIds": {str(line.number) for line in payment.lines},
        "itemExternalIds": {line.item for line in payment.lines},
        "conversationId": {order.key},
        "paymentStatus": {STATUS.get(payment.state, "SUCCESS")},
        "connectorType": {"TOKENPOS"},
        "currency": {order.currency},
        "binNumber": {order.card.masked[:6]},
        "lastFourDigits": {order.card.last_four},
        "installment": {str(order.installment)},
        "isThreeDS": {str(payment.threeds).lower()},
        "subMerchantIds": set(),
    }
    return {name: known.__contains__ for name, known in same.items()}


def _range_checks(payment: Authorisation) -> dict[str, Callable[[str], bool]]:
    price, taken, when = payment.order.price, paid(payment), local_time(payment.created)
    return {
        "minPrice": lambda text: price >= (minor_units(text) or 0),
        "maxPrice": lambda text: price <= (minor_units(text) or 0),
        "minPaidPrice": lambda text: taken >= (minor_units(text) or 0),
        "maxPaidPrice": lambda text: taken <= (minor_units(text) or 0),
        "minCreatedDate": lambda text: when >= text[:19],
        "maxCreatedDate": lambda text: when <= text[:19],
    }


def _movements(ground: Ground) -> list[tuple[Authorisation, Movement]]:
    return [(one, move) for one in ground.bank.shown("oderopay") for move in (*one.releases, *one.refunds)]


def refund(asked: Asked) -> Data | Refusal:
    """GET /payment/v1/refunds/{refundId}: only cancels have such an id (§10.1)."""
    for found, movement in _movements(asked.ground):
        if movement.number == asked.wanted and movement.kind != "refund":
            return refund_answer(found, movement)
    return errors.NO_REFUND


def _item_refunds(ground: Ground) -> list[Data]:
    every = [item_refunds(found, move) for found, move in _movements(ground) if move.kind == "refund"]
    return [one for part in every for one in part]


def item_refund(asked: Asked) -> Data | Refusal:
    """GET /payment/v1/refund-transactions/{id}."""
    return next((one for one in _item_refunds(asked.ground) if one["id"] == asked.wanted), errors.NO_REFUND)


def search_item_refunds(asked: Asked) -> Data:
    """GET /payment/v1/refund-transactions: a short list with items and size only (§4)."""
    names = ("paymentId", "conversationId", "paymentTransactionId")
    wanted = {name: set(asked.query[name]) for name in names if asked.query.get(name)}
    items: list[Json] = [
        one for one in _item_refunds(asked.ground) if all(str(one[name]) in values for name, values in wanted.items())
    ]
    return {"items": items, "size": len(items)}
