"""Ödüyo's list services: payments, cancels and refunds, POSes (Ödüyo notes §10).

Every value is a text, as in the samples. The rows hold more than a client should ask for: `space1` looks like a card
expiry, `space4` like a raw bank log, a POS's `info` like its secrets. All three are made up here.
"""

from frontdesk.practice.bank import Authorisation, Movement
from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Ground
from frontdesk.practice.oduyo.answers import local_time, order_id, paymentsend_id
from frontdesk.practice.oduyo.errors import Refusal
from frontdesk.practice.oduyo.fields import Asked
from frontdesk.practice.oduyo.filters import Row, select
from frontdesk.practice.oduyo.pos import POSES, Pos, commission, find, in_percent
from frontdesk.practice.oduyo.switches import Route, state_of
from frontdesk.practice.wire_json import Json, write

EXPIRY, BANK_LOG, POS_SECRET = "12/2026", "<CC5Response>sample of a raw bank log</CC5Response>", "practice-pos-password"

PAYMENT_COLUMNS = (
    *("id", "paymentsend_id", "orderid", "status", "payment_type", "total_with_commison", "total_without_commison"),
    *("currency_type", "installment_number", "masked_card", "card_type1", "card_type2", "transaction_bank"),
    *("transaction_data", "partial", "payment_ip", "pos_id", "created_in", "updated_in"),
    *("space1", "space2", "space3", "space4", "space5", "space6", "space7"),
)
BANK_COLUMNS = ("bank_id", "name", "method", "model", "info", "status", "bank_code", "default_bank")

_CURRENCY = {"TRY": "tl", "USD": "usd", "EUR": "eur"}


def payments(asked: Asked) -> Json | Refusal:
    """POST payment/payment_select. A row's id counts from 1 and is not the gateway group's payment_id (A17)."""
    places = _places(asked.ground)
    shown = [] if asked.fault.kind == "not_found" else asked.ground.bank.shown("oduyo")
    rows = [_payment_row(asked.ground, one, places[one.number], asked.fault) for one in shown]
    return select(rows, PAYMENT_COLUMNS, "id", asked.fields)


def returns(asked: Asked) -> Json | Refusal:
    """POST payment_return/payment_return_select: one row for each cancel and refund."""
    found = [(one, move) for one in asked.ground.bank.shown("oduyo") for move in one.refunds]
    first = min((move.number for _, move in found), default=0)
    rows = [
        _payment_row(asked.ground, one, move.number - first + 1, asked.fault) | _return_part(one, move)
        for one, move in sorted(found, key=lambda pair: pair[1].number)
    ]
    return select(rows, PAYMENT_COLUMNS, "id", asked.fields)


def poses(asked: Asked) -> Json | Refusal:
    """POST bank_list/bank_list_select. There is no pos_alias column (§10)."""
    return select([_pos_row(one) for one in POSES], BANK_COLUMNS, "bank_id", asked.fields)


def _places(ground: Ground) -> dict[int, int]:
    return {one.number: place for place, one in enumerate(ground.bank.all("oduyo"), 1)}


def _status(payment: Authorisation) -> str:
    if payment.state in ("challenge", "verified"):
        return "3D-POST"
    word = "ERROR" if payment.state == "refused" else "SUCCESS"
    return f"3D-{word}" if payment.threeds else word


def _four_places(minor: int, fault: Fault) -> str:
    told = minor + (100 if fault.kind == "wrong_amount" else 0)
    return f"{told // 100}.{told % 100:02d}{'000000' if fault.kind == 'eight_decimals' else '00'}"


def _payment_row(ground: Ground, payment: Authorisation, place: int, fault: Fault) -> Row:
    order = payment.order
    route = state_of(ground).routes.get(payment.number, Route("", "", 0, ""))
    pos = find(route.pos)
    currency = _CURRENCY[order.currency]
    if fault.kind == "wrong_currency":
        currency = "eur" if currency == "tl" else "tl"
    number = payment.number + (1 if fault.kind == "wrong_id" else 0)
    return dict.fromkeys(PAYMENT_COLUMNS, None) | {
        "id": str(place),
        "paymentsend_id": paymentsend_id(payment.number, payment.created),
        "orderid": order_id(number),
        "status": "ASKIDA" if fault.kind == "unknown_words" else _status(payment),
        "payment_type": "3d" if payment.threeds else "non_3d",
        "total_with_commison": _four_places(order.amount, fault),
        "total_without_commison": _four_places(order.price, fault),
        "currency_type": currency,
        "installment_number": str(order.installment),
        "masked_card": order.card.masked,
        "card_type1": route.family,
        "card_type2": order.card.scheme,
        "transaction_bank": pos.name if pos else "",
        "transaction_data": f"Sipariş No: {order_id(payment.number)} Banka Onay Kodu: {payment.auth_code}",
        "partial": "1" if payment.state == "sold" and payment.refunds else "0",
        "payment_ip": route.client_ip,
        "pos_id": str(pos.number) if pos else "",
        "created_in": local_time(payment.created),
        "updated_in": local_time(payment.changed),
        "space1": EXPIRY,
        "space4": BANK_LOG,
    }


def _return_part(payment: Authorisation, movement: Movement) -> Row:
    """What a cancel or refund row says otherwise: the sample calls both `cancel`, and has the amount in its text."""
    when = local_time(movement.at)
    amount = f"{movement.amount // 100}.{movement.amount % 100:02d}"
    words = (
        f"İade Tutarı: {amount} Sipariş No: {order_id(payment.number)} Banka Sipariş No: {payment.auth_code} "
        f"Referans No: {movement.number} Tarih: {when}"
    )
    return {"payment_type": "cancel", "transaction_data": words, "created_in": when, "updated_in": when}


def _pos_row(pos: Pos) -> Row:
    rates: Row = {
        f"{family}_{count}": in_percent(commission(single, count))
        for family, single in pos.families
        for count in pos.counts
    }
    info: Row = {
        "terminal_id": "30691297",
        "username": "PROVAUT",
        "password": POS_SECRET,
        "store_key": POS_SECRET,
        **rates,
        "bank_block_day_1": "1",
        "bank_expiry_day_1": "30",
    }
    return {
        "bank_id": str(pos.number),
        "name": pos.name,
        "method": pos.method,
        "model": pos.model,
        "info": write(info),
        "status": "1" if pos.active else "2",
        "bank_code": pos.bank_code,
        "default_bank": "1" if pos.default else "0",
    }
