"""AHL Pay's look-ups: inquiry, day list, instalments, commission, BINs, POS banks (AHL Pay notes §7.6 to §7.12)."""

from collections.abc import Iterator
from datetime import date

from frontdesk.practice.ahlpay import errors
from frontdesk.practice.ahlpay.answers import NUMBERS, Data, Outcome, Reply, local, payment_data, without_approval
from frontdesk.practice.ahlpay.cards import bins, find_bin
from frontdesk.practice.ahlpay.errors import NO_PATH, bank_words, malformed
from frontdesk.practice.ahlpay.fields import Asked
from frontdesk.practice.ahlpay.standing import EMAIL, MERCHANT_NAME, NAME, ways
from frontdesk.practice.bank import Authorisation, Card, Movement
from frontdesk.practice.wire_json import Json, Number, amount

_MOST_ROWS = 1000
_RATES = {0: 0, 2: 3, 3: 4, 6: 7, 9: 10, 12: 13}  # instalments → percent that the customer pays; invented but for the 3


def inquiry(asked: Asked) -> Outcome:
    """POST PaymentInquiry, by order number: the only truth about an attempt (§7.6)."""
    wanted = asked.body.text("orderId")
    shown = asked.ground.bank.shown(NAME)
    payment = next((one for one in shown if one.order.key == wanted), None)
    if payment is None or asked.fault.kind == "not_found":
        return errors.NOT_FOUND
    data = _inquired(asked, payment)
    if payment.state != "refused":
        return Reply(data)
    code = payment.error[0] if payment.error else "99"
    return errors.Refusal(code, bank_words(code), data)


def _inquired(asked: Asked, payment: Authorisation) -> Data:
    """The fields of §7.1 with kind, status and currency (A28); what was captured once there is a capture."""
    move = payment.captures[-1] if payment.captures else None
    if payment.order.card.script == "odd_kurus" and move is None:
        payment = payment._replace(order=payment.order._replace(amount=payment.order.amount + 1))
    whole = payment_data(asked.ground, payment, asked.body.text("rnd"), move)
    for name in ("vposId", "extraData", "transId", "icaNumber", "origin", "callbackUrl"):
        del whole[name]
    whole |= {
        "txnType": "Auth" if payment.order.sale else "PreAuth",
        "txnStatus": status(payment),
        "currency": NUMBERS.get(payment.order.currency, ""),
    }
    if payment.state == "challenge":
        return without_approval(whole, "", "İşlem sonuç bekliyor.")
    if payment.state == "refused":
        return without_approval(whole, payment.error[0] if payment.error else "99")
    return whole


def status(payment: Authorisation) -> str:
    """The word of §8.2. A hold that lapsed at the issuer still reads as a hold: this gateway is not told of it."""
    match payment.state:
        case "challenge" | "verified":
            return "PENDING"
        case "refused":
            return "FAIL"
        case "released":
            return "VOID"
        case "held" | "lapsed":
            return "PREAUTH"
    if payment.refunds:
        whole = payment.given_back >= payment.taken
        return "VOID" if payment.refunds[-1].kind == "cancel" else "REFUND" if whole else "PARTIALREFUND"
    return "AUTH" if payment.order.sale else "POSTAUTH"


# --- the day list


def transactions(asked: Asked) -> Outcome:
    """POST Transaction/List: one row for each step, oldest first unless `orderByDesc`; pages from 0 (§7.7)."""
    body = asked.body
    first, last = _day(body.text("startDate")), _day(body.text("endDate"))
    page, size = body.number("page"), body.number("size")
    if first is None or last is None:
        return malformed("startDate, endDate")
    if page is None or size is None or not 1 <= size <= _MOST_ROWS:
        return malformed("page, size")
    rows = [
        row
        for moment, row in sorted(_rows(asked), key=lambda entry: entry[0])
        if first <= local(moment).date() <= last and _wanted(asked, row)
    ]
    if body.get("orderByDesc"):
        rows.reverse()
    listed: list[Json] = [*rows[page * size : (page + 1) * size]]
    return Reply(listed)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _rows(asked: Asked) -> Iterator[tuple[float, Data]]:
    for payment in asked.ground.bank.shown(NAME):
        word = {"challenge": "PENDING", "refused": "FAIL"}.get(payment.state)
        kind = "Auth" if payment.order.sale else "PreAuth"
        yield payment.created, _row(asked, payment, kind, word or kind.upper())
        for move in (*payment.captures, *payment.releases, *payment.refunds):
            kind = {"capture": "PostAuth", "refund": "Refund"}.get(move.kind, "Void")
            yield move.at, _row(asked, payment, kind, kind.upper(), move)


def _row(asked: Asked, payment: Authorisation, kind: str, word: str, move: Movement | None = None) -> Data:
    """Amounts are numbers in lira here (§5.3); the fields from `txnStatus` on are ours (A30)."""
    code = "00" if word not in ("FAIL", "PENDING") else payment.error[0] if payment.error else None
    order, moment = payment.order, move.at if move else payment.created
    figure = amount(move.amount if move else order.amount)
    return {
        "responseCode": code,
        "bankResponseCode": code,
        "bankCode": f"{order.card.bank_code:04d}" if order.card.bank_code else None,
        "bankName": order.card.bank or None,
        "merchantId": int(asked.ground.accounts[NAME]["merchant_id"]),
        "merchantName": MERCHANT_NAME,
        "memberId": int(asked.ground.accounts[NAME]["member_id"]),
        "maskedPan": order.card.masked,
        "cardHolderName": order.holder,
        "totalAmount": figure,
        "amount": figure,
        "userCode": EMAIL,
        "txnType": kind,
        "txnStatus": word,
        "orderId": order.key,
        "authCode": (move or payment).auth_code if code == "00" else "",
        "createDate": f"{local(moment):%Y-%m-%dT%H:%M:%S}",
    }


def _wanted(asked: Asked, row: Data) -> bool:
    kinds = asked.body.texts("transactionType")
    if kinds and row["txnType"] not in kinds:
        return False
    columns = {"cardNumber": "maskedPan"}
    names = ("orderId", "cardNumber", "responseCode", "authCode", "bankCode")
    asked_for = {columns.get(name, name): asked.body.text(name) for name in names}
    return all(not text or str(row[name]) == text for name, text in asked_for.items())


# --- instalments, commission, BINs


def installments(asked: Asked) -> Outcome:
    """POST InstallmentInquiry and CommissionInquiry, which take the same question (§7.8, §7.9)."""
    minor = asked.body.amount("amount")
    if minor is None:
        return malformed("amount")
    digits = asked.body.text("bin")
    if not (digits.isascii() and digits.isdigit() and len(digits) in (6, 8)):
        return malformed("bin")
    kind = asked.body.text("txnType")
    if kind not in ("Auth", "PreAuth"):
        return malformed("txnType")
    rates = {0: 0} if kind == "PreAuth" else _RATES
    items: list[Json] = [_installment(minor, number, percent) for number, percent in rates.items()]
    return Reply(items)


def _installment(minor: int, number: int, percent: int) -> Data:
    fee = (minor * percent + 50) // 100
    return {
        "customerCommission": Number(str(percent)),
        "customerAdditionalCommission": 0,
        "amount": amount(minor),
        "totalAmount": amount(minor + fee),
        "totalCommissionAmount": amount(fee),
        "installmentNumber": number,
    }


def bin_list(asked: Asked) -> Outcome:
    """GET BinList: every BIN of the documented cards, in the sibling platform's fields (§7.10)."""
    if not ways(asked.ground).bin_list:
        return NO_PATH
    items: list[Json] = [_bin(digits, card) for digits, card in bins()]
    return Reply(items)


def bin_of(asked: Asked) -> Outcome:
    """GET BinList/{bin}: a list of one, or an empty one."""
    card = find_bin(asked.service)
    if not ways(asked.ground).bin_list:
        return NO_PATH
    if len(asked.service) not in (6, 8) or not asked.service.isdigit():
        return malformed("bin")
    return Reply([_bin(asked.service[:6], card)] if card else [])


def _bin(digits: str, card: Card) -> Data:
    return {
        "isBusinessCard": False,
        "cardType": card.kind,
        "bankName": card.bank,
        "prefixNo": digits,
        "eftCode": f"{card.bank_code:04d}",
        "brand": f"{card.bank_code % 1000:03d}",
        "brandName": card.family,
        "network": card.scheme,
        "avoidPreauthInstall": True,
        "avoidAuthInstall": False,
    }


def pos_banks(asked: Asked) -> Outcome:
    """GET MerchantVposBank/List: the merchant's virtual POSes; the fields of an item are ours (§7.12)."""
    merchant = int(asked.ground.accounts[NAME]["merchant_id"])
    one: Data = {
        "vposId": "0",
        "merchantId": merchant,
        "bankCode": "0111",
        "bankName": "QNB BANK A.Ş.",
        "isActive": True,
    }
    return Reply([one])
