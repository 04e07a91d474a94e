"""iyzico's look-ups before a payment: BIN and instalments (iyzico notes §13)."""

from frontdesk.practice.bank import Card
from frontdesk.practice.iyzico.answers import Reply
from frontdesk.practice.iyzico.cards import find_bin, one_of_each_family
from frontdesk.practice.iyzico.errors import Refusal, refused
from frontdesk.practice.iyzico.fields import Asked
from frontdesk.practice.wire_json import Json, amount

# Instalments of the practice banks and what they add, in hundredths of a percent of the price.
RATES = {1: 0, 2: 250, 3: 350, 6: 650, 9: 950, 12: 1250}


def bin_check(asked: Asked) -> Reply | Refusal:
    """POST /payment/bin/check; a BIN that is not Turkish answers with nothing but itself."""
    digits = asked.body.text("binNumber")
    if asked.body.number("binNumber") is None or len(digits) not in (6, 8):
        return refused("5007")
    card = find_bin(digits)
    if card is None or card.foreign:
        return Reply({"binNumber": digits})
    return Reply(
        {
            "binNumber": digits,
            "cardType": card.kind,
            "cardAssociation": card.scheme,
            "cardFamily": card.family,
            "bankName": card.bank,
            "bankCode": card.bank_code,
            "commercial": 0,
        }
    )


def installments(asked: Asked) -> Reply | Refusal:
    """POST /payment/iyzipos/installment: what one BIN offers, or without a BIN each Turkish card family (§13)."""
    price, digits = asked.body.amount("price"), asked.body.text("binNumber")
    if price is None or price <= 0:
        return refused("5004")
    if digits and (asked.body.number("binNumber") is None or len(digits) not in (6, 8)):
        return refused("5007")
    if not digits:
        return Reply({"installmentDetails": [_offer(price, card, {}) for card in one_of_each_family()]})
    return Reply({"installmentDetails": [_offer(price, find_bin(digits), {"binNumber": digits})]})


def _offer(price: int, card: Card | None, found: dict[str, Json]) -> dict[str, Json]:
    """One entry. Foreign and unknown cards pay at once and lack the members of card and bank; Turkish debit cards pay
    at once and only with 3D Secure (§6, §13)."""
    if card is None or card.foreign:
        return found | {"price": amount(price), "force3ds": 0, "installmentPrices": [_part(price, 1)]}
    debit = card.kind == "DEBIT_CARD"
    counts = [1] if debit else list(RATES)
    return found | {
        "price": amount(price),
        "cardType": card.kind,
        "cardAssociation": card.scheme,
        "cardFamilyName": card.family,
        "force3ds": 1 if debit else 0,
        "bankCode": card.bank_code,
        "bankName": card.bank,
        "forceCvc": 0,
        "commercial": 0,
        "dccEnabled": 0,
        "agricultureEnabled": 0,
        "installmentPrices": [_part(price, count) for count in counts],
    }


def _part(price: int, count: int) -> dict[str, Json]:
    total = price + (price * RATES[count] + 5000) // 10_000
    return {
        "installmentPrice": amount((total + count // 2) // count),
        "totalPrice": amount(total),
        "installmentNumber": count,
    }
