"""iyzico's answers: the payment answer of §5.2, its signature, and what faults make of it."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from frontdesk.practice.bank import DAY, ISTANBUL, Authorisation, Line
from frontdesk.practice.delivery import json_response, with_eight_decimals
from frontdesk.practice.exchange import Response
from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Ground
from frontdesk.practice.iyzico.errors import Refusal, failure
from frontdesk.practice.iyzico.fields import Body
from frontdesk.practice.iyzico.signing import answer_signature
from frontdesk.practice.iyzico.ways import state
from frontdesk.practice.wire_json import Json, Number, amount, minor_units


class Reply(NamedTuple):
    """A success to send: the payload behind the envelope, and the names that its signature covers (none: unsigned)."""

    payload: dict[str, Json]
    signed: tuple[str, ...] = ()


def finish(ground: Ground, body: Body, reply: Reply | Refusal, fault: Fault) -> Response:
    """The whole answer, told otherwise where the fault says so, and signed after that."""
    now_ms = int(ground.bank.now() * 1000)
    if isinstance(reply, Refusal):
        answer = failure(reply, body.locale, now_ms, body.conversation)
        return json_response(answer, ground.switches.failure_status)
    answer = {"status": "success", "locale": body.locale, "systemTime": now_ms}
    if body.conversation is not None:
        answer["conversationId"] = body.conversation
    answer |= reply.payload
    _spoil(ground, answer, fault)
    if reply.signed and fault.kind != "missing_signature":
        signature = answer_signature(ground.accounts["iyzico"]["secret_key"], answer, reply.signed)
        answer["signature"] = spoilt(signature) if fault.kind == "wrong_signature" else signature
    if fault.kind == "eight_decimals":
        return json_response(with_eight_decimals(answer))
    return json_response(answer)


def spoilt(signature: str) -> str:
    """Another signature of the same form."""
    return ("0" if signature[0] != "0" else "1") + signature[1:]


def _spoil(ground: Ground, answer: dict[str, Json], fault: Fault) -> None:
    payments = answer.get("payments")
    for one in payments if isinstance(payments, list) else [answer]:
        if not isinstance(one, dict):
            continue
        match fault.kind:
            case "wrong_amount":
                name = "paidPrice" if "paidPrice" in one else "price"
                told = one.get(name)
                if isinstance(told, Number):
                    one[name] = amount((minor_units(told.text) or 0) + 100)
            case "wrong_currency" if "currency" in one:
                one["currency"] = "EUR" if one["currency"] == "TRY" else "TRY"
            case "wrong_id" if "paymentId" in one:
                told = one["paymentId"]
                one["paymentId"] = told + 1 if isinstance(told, int) else str(int(str(told)) + 1)
            case "fraud_review" if "fraudStatus" in one:
                _review(ground, one)
            case "unknown_words":
                one |= {"cardType": "CHARGE_CARD", "loyaltyTier": "GOLD", "settlement": {"route": "LATER"}}


def _review(ground: Ground, answer: dict[str, Json]) -> None:
    """Put the payment under fraud review, here and in every later look-up."""
    payment = ground.bank.find("iyzico", int(str(answer["paymentId"])))
    if payment:
        ground.bank.amend(payment._replace(fraud_status=0))
    answer["fraudStatus"] = 0


def payment_fields(ground: Ground, payment: Authorisation) -> dict[str, Json]:
    """The members that every payment answer has, from price to phase (§5.2)."""
    bin_digits, stored = ground.switches.bin_digits, state(ground).vault.used.get(payment.number)
    order, card = payment.order, payment.order.card
    paid = payment.taken if payment.captures else order.amount
    held = payment.state not in ("challenge", "verified", "refused")
    fields: dict[str, Json] = {
        "price": amount(order.price),
        "paidPrice": amount(paid),
        "installment": order.installment,
        "paymentId": str(payment.number),
        "fraudStatus": payment.fraud_status,
        **_commission(order.price, paid),
    }
    if not card.foreign:
        fields["cardType"] = card.kind
    fields |= {"cardAssociation": card.scheme}
    if not card.foreign:
        fields["cardFamily"] = card.family
    fields |= {"binNumber": (card.masked[:6] + "00")[:bin_digits], "lastFourDigits": card.last_four}
    if stored and held:
        fields |= {"cardUserKey": stored.user_key, "cardToken": stored.token}
    if order.basket is not None:
        fields["basketId"] = order.basket
    fields |= {"currency": order.currency, "itemTransactions": line_answers(payment, paid)}
    if held:
        fields["authCode"] = payment.auth_code
    fields["phase"] = phase(payment)
    if held:
        fields["hostReference"] = payment.reference
    return fields


def phase(payment: Authorisation) -> str:
    """AUTH for a sale, POST_AUTH once captured, else PRE_AUTH; a cancel leaves no trace here (§12.1)."""
    return "AUTH" if payment.order.sale else "POST_AUTH" if payment.captures else "PRE_AUTH"


def line_answers(payment: Authorisation, paid: int) -> list[Json]:
    """itemTransactions, the paid amount spread over the lines by price; the last one takes what rounding left."""
    lines, left = payment.lines, paid
    answers: list[Json] = []
    for place, line in enumerate(lines):
        share = left if place == len(lines) - 1 else paid * line.price // payment.order.price
        left -= share
        answers.append(_line_answer(payment, line, share))
    return answers


def line_share(payment: Authorisation, number: int) -> int:
    """Minor units that were taken for one line."""
    left = payment.taken
    for line in payment.lines[:-1]:
        share = payment.taken * line.price // payment.order.price
        left -= share
        if line.number == number:
            return share
    return left


def _line_answer(payment: Authorisation, line: Line, paid: int) -> dict[str, Json]:
    resolved = datetime.fromtimestamp(payment.created + ISTANBUL + 7 * DAY, UTC).strftime("%Y-%m-%d 00:00:00")
    fees = _fees(paid)
    payout = amount(max(paid - sum(fees), 0))
    zero = amount(0)
    return {
        "itemId": line.item,
        "paymentTransactionId": str(line.number),
        "transactionStatus": 2 if payment.fraud_status == 1 else 0,
        "price": amount(line.price),
        "paidPrice": amount(paid),
        **_commission(line.price, paid),
        "blockageRate": zero,
        "blockageRateAmountMerchant": zero,
        "blockageRateAmountSubMerchant": zero,
        "blockageResolvedDate": resolved,
        "subMerchantPrice": zero,
        "subMerchantPayoutRate": zero,
        "subMerchantPayoutAmount": zero,
        "merchantPayoutAmount": payout,
        "convertedPayout": {
            "paidPrice": amount(paid),
            "iyziCommissionRateAmount": amount(fees[0]),
            "iyziCommissionFee": amount(fees[1]),
            "blockageRateAmountMerchant": zero,
            "blockageRateAmountSubMerchant": zero,
            "subMerchantPayoutAmount": zero,
            "merchantPayoutAmount": payout,
            "iyziConversionRate": zero,
            "iyziConversionRateAmount": zero,
            "currency": payment.order.currency,
        },
    }


def _fees(paid: int) -> tuple[int, int]:
    return (paid * 349 + 5000) // 10_000, 25


def _commission(price: int, paid: int) -> dict[str, Json]:
    """merchantCommissionRate is (paidPrice − price) ÷ price × 100, negative after a smaller capture (§8)."""
    rate = (paid - price) * 100 * 10**6 // price
    text = f"{'-' if rate < 0 else ''}{abs(rate) // 10**6}.{abs(rate) % 10**6:06d}".rstrip("0").rstrip(".")
    return {
        "merchantCommissionRate": Number(text),
        "merchantCommissionRateAmount": amount(paid - price),
        "iyziCommissionRateAmount": amount(_fees(paid)[0]),
        "iyziCommissionFee": amount(_fees(paid)[1]),
    }


def local_time(moment: float) -> datetime:
    """Istanbul's clock, which iyzico prints even where it writes a Z (§12.2)."""
    return datetime.fromtimestamp(moment, UTC) + timedelta(seconds=ISTANBUL)
