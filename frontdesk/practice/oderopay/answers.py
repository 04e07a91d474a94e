"""ÖderoPay's answers: the payment answer of §6.2, refunds of §10, the report form of §9.2, and spoilt ones."""

from datetime import UTC, datetime

from frontdesk.practice.bank import ISTANBUL, Authorisation, Movement
from frontdesk.practice.delivery import json_response, with_eight_decimals
from frontdesk.practice.exchange import Response
from frontdesk.practice.faults import Fault
from frontdesk.practice.oderopay.errors import Refusal
from frontdesk.practice.oderopay.vault import Keys
from frontdesk.practice.wire_json import Json, Number, amount, minor_units

type Data = dict[str, Json]

STATUS = {"challenge": "INIT_THREEDS", "verified": "CALLBACK_THREEDS", "refused": "FAILURE"}


def finish(answer: Data | Refusal, fault: Fault) -> Response:
    """The whole answer, told otherwise where the fault says so; no result at all is 204 without a body (§4)."""
    if isinstance(answer, Refusal):
        return json_response(answer.body(), answer.status)
    if not answer:
        return Response(204)
    _spoil(answer, fault)
    body: Json = {"data": answer}
    return json_response(with_eight_decimals(body) if fault.kind == "eight_decimals" else body)


def _spoil(data: Data, fault: Fault) -> None:
    items = data.get("items")
    for one in items if isinstance(items, list) else [data]:
        if not isinstance(one, dict):
            continue
        match fault.kind:
            case "wrong_amount":
                name = next((field for field in ("paidPrice", "refundPrice") if field in one), "")
                told = one.get(name)
                if isinstance(told, Number):
                    one[name] = amount((minor_units(told.text) or 0) + 100)
            case "wrong_currency" if "currency" in one:
                one["currency"] = "EUR" if one["currency"] == "TRY" else "TRY"
            case "wrong_id":
                name = "paymentId" if "paymentId" in one else "id"
                known = one.get(name)
                if isinstance(known, int):
                    one[name] = known + 1
            case "unknown_words":
                one |= {"cardType": "CHARGE_CARD", "connectorType": "SOMEPOS", "loyalty": {"tier": "GOLD"}}


def local_time(moment: float) -> str:
    """ISO local time of Istanbul without a zone (§4)."""
    return datetime.fromtimestamp(moment + ISTANBUL, UTC).strftime("%Y-%m-%dT%H:%M:%S")


def phase(payment: Authorisation) -> str:
    return "AUTH" if payment.order.sale else "POST_AUTH" if payment.captures else "PRE_AUTH"


def paid(payment: Authorisation) -> int:
    """What paidPrice shows: the hold, or what was captured of it (§8)."""
    return payment.taken if payment.captures else payment.order.amount


def payment_answer(payment: Authorisation, keys: Keys | None) -> Data:
    """PaymentResponse (§6.2); `keys` are the stored card's, where there is one."""
    order, card = payment.order, payment.order.card
    return {
        "id": payment.number,
        "createdDate": local_time(payment.created),
        "price": amount(order.price),
        "paidPrice": amount(paid(payment)),
        "walletPrice": amount(0),
        "currency": order.currency,
        "buyerId": None,
        "installment": order.installment,
        "conversationId": order.key or None,
        "paymentType": "CARD_PAYMENT",
        "paymentGroup": order.group,
        "paymentStatus": STATUS.get(payment.state, "SUCCESS"),
        "connectorType": "TOKENPOS",
        "paymentPhase": phase(payment),
        "isThreeDS": payment.threeds,
        "merchantCommissionRate": amount(0),
        "merchantCommissionRateAmount": amount(0),
        "pfCommissionRateAmount": amount(0),
        "cardUserKey": keys.user if keys else None,
        "cardToken": keys.token if keys else None,
        "paidWithStoredCard": keys is not None and keys.used,
        "binNumber": card.masked[:6],
        "lastFourDigits": card.last_four,
        "cardType": card.kind,
        "cardAssociation": card.scheme,
        "cardBrand": card.family,
        "paymentTransactions": [_item_answer(payment, place) for place in range(len(payment.lines))],
    }


def shares(payment: Authorisation, whole: int) -> list[int]:
    """An amount spread over the items by price; the last one takes what rounding left."""
    parts = [whole * line.price // payment.order.price for line in payment.lines]
    parts[-1] += whole - sum(parts)
    return parts


def _item_answer(payment: Authorisation, place: int) -> Data:
    line, share = payment.lines[place], shares(payment, paid(payment))[place]
    return {
        "id": line.number,
        "externalId": line.item or None,
        "name": line.name or None,
        "price": amount(line.price),
        "paidPrice": amount(share),
        "walletPrice": amount(0),
        "merchantCommissionRate": amount(0),
        "merchantCommissionRateAmount": amount(0),
        "merchantPayoutAmount": amount(share),
        "subMerchantId": None,
        "subMerchantPrice": None,
        "subMerchantPayoutRate": None,
        "subMerchantPayoutAmount": None,
        "pfCommissionRateAmount": amount(0),
        "transactionStatus": "WAITING_FOR_APPROVAL",
        "blockageResolvedDate": None,
        "payout": None,
    }


def refund_answer(payment: Authorisation, movement: Movement, status: str = "SUCCESS") -> Data:
    """PaymentRefundResponse (§10.1): CANCEL has an id and no list, REFUND a list and no id."""
    cancel = movement.kind in ("release", "cancel")
    return {
        "id": movement.number if cancel else None,
        "conversationId": movement.key or None,
        "createdDate": local_time(movement.at),
        "status": status,
        "refundPrice": amount(movement.amount),
        "refundBankPrice": amount(movement.amount),
        "refundWalletPrice": amount(0),
        "refundType": "CANCEL" if cancel else "REFUND",
        "refundDestinationType": "CARD",
        "currency": payment.order.currency,
        "paymentId": payment.number,
        "paymentTransactionRefunds": [] if cancel else [*item_refunds(payment, movement, status)],
    }


def item_refunds(payment: Authorisation, movement: Movement, status: str = "SUCCESS") -> list[Data]:
    """One movement as item refunds (§10.2): its own item, or each item's share of a refund of the whole."""
    parts = [
        (line.number, share)
        for line, share in zip(payment.lines, shares(payment, movement.amount), strict=True)
        if movement.line is None or line.number == movement.line
    ]
    return [
        {
            "id": movement.number if place == 0 else movement.number * 1000 + place,
            "conversationId": movement.key or None,
            "createdDate": local_time(movement.at),
            "status": status,
            "isAfterSettlement": False,
            "refundPrice": amount(movement.amount if movement.line else share),
            "refundBankPrice": amount(movement.amount if movement.line else share),
            "refundWalletPrice": amount(0),
            "currency": payment.order.currency,
            "paymentTransactionId": line,
            "paymentId": payment.number,
            "refundDestinationType": "CARD",
        }
        for place, (line, share) in enumerate(parts)
    ]


def report_answer(payment: Authorisation) -> Data:
    """PaymentDetailResponse (§9.2), which has no paymentPhase; a released hold is listed as a refund."""
    order = payment.order
    whole = [*payment.releases, *(one for one in payment.refunds if one.kind == "cancel" or one.line is None)]
    return {
        "id": payment.number,
        "createdDate": local_time(payment.created),
        "updatedDate": local_time(payment.changed),
        "orderId": f"OD-{payment.number}",
        "price": amount(order.price),
        "paidPrice": amount(paid(payment)),
        "walletPrice": amount(0),
        "paymentType": "CARD_PAYMENT",
        "connectorType": "TOKENPOS",
        "currency": order.currency,
        "paymentStatus": STATUS.get(payment.state, "SUCCESS"),
        "conversationId": order.key or None,
        "paymentCard": _report_card(payment),
        "paymentRefunds": [_report_refund(one) for one in whole],
        "paymentTransactions": [_report_item(payment, place) for place in range(len(payment.lines))],
        "paymentCommission": _NO_COMMISSION,
    }


_NO_COMMISSION: Data = {
    "pfCommissionRateAmount": amount(0),
    "merchantCommissionRate": amount(0),
    "merchantCommissionRateAmount": amount(0),
}


def _report_card(payment: Authorisation) -> Data:
    order, card = payment.order, payment.order.card
    error: Json = None
    if payment.error:
        code, group = payment.error
        error = {"errorCode": code, "errorName": group, "errorGroup": group, "errorMessage": None}
    return {
        "cardType": card.kind,
        "cardAssociation": card.scheme,
        "cardBrand": card.family,
        "cardHolderName": order.holder,
        "binNumber": card.masked[:6],
        "lastFourDigits": card.last_four,
        "installment": order.installment,
        "isThreeDS": payment.threeds,
        "mdStatus": payment.md_status,
        "error": error,
        **_NO_COMMISSION,
    }


def _report_refund(movement: Movement) -> Data:
    return {
        "id": movement.number,
        "createdDate": local_time(movement.at),
        "refundStatus": "SUCCESS",
        "refundDestinationType": "CARD",
        "price": amount(movement.amount),
        "refundBankPrice": amount(movement.amount),
        "refundWalletPrice": amount(0),
        "conversationId": movement.key or None,
        "paymentType": "CARD_PAYMENT",
        "error": None,
    }


def _report_item(payment: Authorisation, place: int) -> Data:
    line = payment.lines[place]
    refunds: list[Json] = [
        {**one, "refundStatus": one["status"], "paymentType": "CARD_PAYMENT", "error": None}
        for movement in payment.refunds
        if movement.kind == "refund"
        for one in item_refunds(payment, movement)
        if one["paymentTransactionId"] == line.number
    ]
    item = _item_answer(payment, place)
    return {name: value for name, value in item.items() if name not in ("name", "payout")} | {
        "createdDate": local_time(payment.created),
        "transactionStatusDate": local_time(payment.created),
        "paymentTransactionCard": None,
        "paymentTransactionRefunds": refunds,
    }
