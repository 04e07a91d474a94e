"""iyzico's look-ups of what happened: payment detail, reporting, day list (iyzico notes §12)."""

import re

from frontdesk.practice.bank import Authorisation, Movement
from frontdesk.practice.ground import Ground
from frontdesk.practice.iyzico.answers import Reply, line_answers, local_time, payment_fields, phase
from frontdesk.practice.iyzico.errors import Refusal, refused
from frontdesk.practice.iyzico.fields import Asked
from frontdesk.practice.iyzico.signing import SIX
from frontdesk.practice.iyzico.ways import ways
from frontdesk.practice.wire_json import Json, amount

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def connectivity(_asked: Asked) -> Reply:
    """GET /payment/test: the bare envelope."""
    return Reply({})


def detail(asked: Asked) -> Reply | Refusal:
    """POST /payment/detail: the newest payment of that id or conversation id; cancels and refunds do not show."""
    found = _wanted(asked)
    if found is None:
        return refused("11")
    if not found:
        return refused("5087")
    payment = found[-1]
    return Reply(looked_up(asked.ground, payment), SIX)


def _wanted(asked: Asked) -> list[Authorisation] | None:
    """Payments that the two ids ask for, as look-ups show them; None when neither was sent."""
    number, key = asked.body.text("paymentId"), asked.body.text("paymentConversationId")
    if not number and not key:
        return None
    shown = asked.ground.bank.shown("iyzico")
    if number:
        return [one for one in shown if one.number == asked.body.number("paymentId")]
    return [one for one in shown if one.order.key == key]


def looked_up(ground: Ground, payment: Authorisation) -> dict[str, Json]:
    """The payment answer as a look-up gives it, with its status."""
    fields = payment_fields(ground, payment)
    if payment.threeds and payment.md_status is not None:
        fields["mdStatus"] = payment.md_status
    return fields | {"paymentStatus": _status(payment)}


def _status(payment: Authorisation) -> str:
    words = {"challenge": "INIT_THREEDS", "verified": "CALLBACK_THREEDS", "refused": "FAILURE"}
    return words.get(payment.state, "SUCCESS")


def report(asked: Asked) -> Reply | Refusal:
    """GET /v2/reporting/payment/details: cancels and refunds too; unknown ids give an empty list. Unsigned."""
    found = _wanted(asked)
    if found is None:
        return refused("11")
    return Reply({"payments": [_reported(payment) for payment in found]})


def _reported(payment: Authorisation) -> dict[str, Json]:
    order, card = payment.order, payment.order.card
    paid = payment.taken if payment.captures else order.amount
    refunds = [one for one in payment.refunds if one.kind == "refund"]
    cancels = [*payment.releases, *(one for one in payment.refunds if one.kind == "cancel")]
    lines = line_answers(payment, paid)
    for line in lines:
        if isinstance(line, dict):
            number = int(str(line["paymentTransactionId"]))
            line["paymentTransactionId"] = number
            line["refunds"] = [
                _reported_refund(order.currency, one)
                for one in refunds
                if one.line == number or (one.line is None and line is lines[0])
            ]
    status = {"challenge": 2, "refused": 2, "verified": 3}.get(payment.state, 1)
    fields: dict[str, Json] = {
        "paymentId": payment.number,
        "paymentStatus": status,
        "paymentRefundStatus": _refund_status(payment),
        "price": amount(order.price),
        "paidPrice": amount(paid),
        "installment": order.installment,
        "paymentConversationId": order.key,
        "fraudStatus": payment.fraud_status,
        "cardAssociation": card.scheme,
        "binNumber": card.masked[:6],
        "lastFourDigits": card.last_four,
        "basketId": str(payment.number + 1_000_000),  # iyzico shows a number of its own here (§12.2)
        "currency": order.currency,
        "connectorName": "mock",
        "acquirerBankName": "MOCK",
        "threeDS": payment.threeds,
        "phase": phase(payment),
        "createdDate": _zulu(payment.created),
        "updatedDate": _zulu(payment.changed),
        "orderId": payment.reference.partition("-")[0],
        "cancels": [_reported_cancel(order.currency, one) for one in cancels],
        "itemTransactions": lines,
    }
    if not card.foreign:
        fields |= {"cardType": card.kind, "cardFamily": card.family}
    if status == 1:
        fields |= {"authCode": payment.auth_code, "hostReference": payment.reference}
    if payment.md_status is not None:
        fields["mdStatus"] = payment.md_status
    return fields


def _refund_status(payment: Authorisation) -> str:
    if payment.state in ("released", "refunded"):
        return "TOTALLY_REFUNDED"
    return "PARTIALLY_REFUNDED" if payment.refunds else "NOT_REFUNDED"


def _reported_cancel(currency: str, movement: Movement) -> dict[str, Json]:
    return {
        "refundId": movement.number,
        "cancelConversationId": movement.key,
        "refundPrice": amount(movement.amount),
        "refundStatus": 1,
        "createdDate": _zulu(movement.at),
        "currencyCode": currency,
        "authCode": movement.auth_code,
        "hostReference": movement.reference,
    }


def _reported_refund(currency: str, movement: Movement) -> dict[str, Json]:
    return {
        "refundTxId": movement.number,
        "refundConversationId": movement.key,
        "refundPrice": amount(movement.amount),
        "refundStatus": 1,
        "isAfterSettlement": False,
        "createdDate": _zulu(movement.at),
        "currencyCode": currency,
        "authCode": movement.auth_code,
        "hostReference": movement.reference,
    }


def _zulu(moment: float) -> str:
    return local_time(moment).strftime("%Y-%m-%dT%H:%M:%SZ")


def day_list(asked: Asked) -> Reply | Refusal:
    """GET /v2/reporting/payment/transactions of one Istanbul day, pages counted from 1."""
    page, day = asked.body.number("page") or 1, asked.body.text("transactionDate")
    if not _DAY.fullmatch(day):
        return refused("11")
    on_a_page = ways(asked.ground).report_rows
    rows: list[tuple[float, dict[str, Json]]] = []
    for payment in asked.ground.bank.shown("iyzico"):
        if payment.state in ("challenge", "verified"):
            continue
        # The states of a payment's lines: approved, rejected (notes §5.2).
        status = -1 if payment.state == "refused" else 2
        rows.append((payment.created, _day_row(payment, "PAYMENT", payment.number, payment.order.amount, status)))
        for one in (*payment.releases, *payment.refunds):
            kind = "REFUND" if one.kind == "refund" else "CANCEL"
            rows.append((one.at, _day_row(payment, kind, one.number, one.amount, 2) | {"conversationId": one.key}))
    listed: list[Json] = [
        row | {"transactionDate": local_time(at).strftime("%Y-%m-%d %H:%M:%S")}
        for at, row in sorted(rows, key=lambda entry: entry[0])
        if local_time(at).strftime("%Y-%m-%d") == day
    ]
    pages = max(1, -(-len(listed) // on_a_page))
    shown = listed[(page - 1) * on_a_page : page * on_a_page]
    return Reply({"transactions": shown, "currentPage": page, "totalPageCount": pages})


def _day_row(payment: Authorisation, kind: str, number: int, moved: int, status: int) -> dict[str, Json]:
    order = payment.order
    return {
        "transactionType": kind,
        "transactionId": number,
        "transactionStatus": status,
        "afterSettlement": 0,
        "paymentTxId": payment.lines[0].number,
        "paymentId": payment.number,
        "conversationId": order.key,
        "paymentPhase": phase(payment),
        "price": amount(order.price),
        "paidPrice": amount(moved),
        "transactionCurrency": order.currency,
        "installment": order.installment,
        "threeDS": 1 if payment.threeds else 0,
        "authCode": payment.auth_code,
        "hostReference": payment.reference,
        "basketId": order.basket,
    }
