"""ÖderoPay's look-ups: payments, report search, refunds, BIN, instalments (ÖderoPay notes §9, §10, §11)."""

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
    payment_answer,
    refund_answer,
    report_answer,
)
from frontdesk.practice.oderopay.cards import find_bin
from frontdesk.practice.oderopay.errors import Refusal, declined
from frontdesk.practice.oderopay.fields import Asked, digits, text
from frontdesk.practice.wire_json import Json, amount, minor_units

type Query = dict[str, list[str]]


def payment(asked: Asked) -> Data | Refusal:
    """GET /payment/v1/card-payments/{id}, the short form with paymentPhase (§9.1)."""
    return _told(asked, payment_answer)


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
    shown = asked.ground.bank.shown("oderopay")
    found = next((one for one in shown if one.number == asked.wanted), None)
    return tell(found) if found else errors.NO_PAYMENT


def search(asked: Asked) -> Data | Refusal:
    """GET /payment-reporting/v1/payments, newest first, pages counted from 0 (§9.3)."""
    query = asked.query
    page, size = _first_number(query, "page", 0), _first_number(query, "size", 10)
    if page is None or size is None or size < 1:
        return errors.invalid("page, size")
    found = [one for one in reversed(asked.ground.bank.shown("oderopay")) if _matches(one, query)]
    items: list[Json] = [report_answer(one) for one in found[page * size : (page + 1) * size]]
    return {"items": items, "page": page, "size": size, "totalSize": len(found)}


def _first_number(query: Query, name: str, default: int) -> int | None:
    return digits(query[name][0]) if query.get(name) else default


def _matches(payment: Authorisation, query: Query) -> bool:
    by_id = any(query.get(name) for name in ("paymentIds", "paymentId", "paymentTransactionIds", "conversationId"))
    checks: dict[str, Callable[[str], bool]] = _equal_checks(payment) | _range_checks(payment)
    for name, values in query.items():
        if not values or (by_id and name in ("minCreatedDate", "maxCreatedDate")):
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


def bin_look_up(asked: Asked) -> Data | Refusal:
    """GET /installment/v1/bins/{bin} (§11)."""
    return _bin("" if asked.wanted is None else str(asked.wanted))


def _bin(given: str) -> Data | Refusal:
    """What a BIN of six or eight digits belongs to."""
    card = find_bin(given) if digits(given) is not None and len(given) in (6, 8) else None
    if card is None:
        return declined("BIN_NOT_FOUND")
    return {
        "binNumber": given,
        "cardType": card.kind,
        "cardAssociation": card.scheme,
        "cardBrand": card.family,
        "bankName": card.bank,
        "bankCode": card.bank_code,
        "commercial": False,
    }


def installments(asked: Asked) -> Data | Refusal:
    """By query or by body (§11): single payment only; debit and prepaid cards ask for 3D Secure."""
    fields = asked.fields or {name: values[0] for name, values in asked.query.items() if values}
    price, given = minor_units(fields.get("price")), text(fields, "binNumber")
    if price is None or price <= 0:
        return errors.invalid("price")
    one: Data = {"price": amount(price)}
    if given:
        known = _bin(given)
        if isinstance(known, Refusal):
            return known
        one |= known | {"force3ds": known["cardType"] != "CREDIT_CARD"}
    else:
        one |= {"binNumber": None, "force3ds": False, "commercial": False}
    one["installmentPrices"] = [
        {"installmentNumber": 1, "installmentPrice": amount(price), "totalPrice": amount(price)}
    ]
    return {"items": [one]}
