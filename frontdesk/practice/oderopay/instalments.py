"""What a BIN is, and what its card may pay in instalments (ÖderoPay notes §11)."""

from frontdesk.practice.bank import Card
from frontdesk.practice.oderopay import errors
from frontdesk.practice.oderopay.answers import Data
from frontdesk.practice.oderopay.basket import CURRENCIES
from frontdesk.practice.oderopay.cards import families, find_bin
from frontdesk.practice.oderopay.errors import Refusal, declined
from frontdesk.practice.oderopay.fields import Asked, digits, text
from frontdesk.practice.oderopay.ways import ways_of
from frontdesk.practice.wire_json import Json, amount, minor_units

# How many instalments there are (§6.1), and what the practice merchant adds for them, in hundredths of a per cent.
SURCHARGES = {1: 0, 2: 249, 3: 359, 6: 699, 9: 1039, 12: 1399}


def bin_look_up(asked: Asked) -> Data | Refusal:
    """GET /installment/v1/bins/{bin}: six digits, or eight (§11)."""
    return _bin("" if asked.wanted is None else str(asked.wanted))


def _bin(given: str) -> Data | Refusal:
    card = find_bin(given) if digits(given) is not None and len(given) in (6, 8) else None
    return declined("BIN_NOT_FOUND") if card is None else _card_told(given, card)


def _card_told(bin_number: str | None, card: Card) -> Data:
    return {
        "binNumber": bin_number,
        "cardType": card.kind,
        "cardAssociation": card.scheme,
        "cardBrand": card.family,
        "bankName": card.bank,
        "bankCode": card.bank_code,
        "commercial": False,
    }


def installments(asked: Asked) -> Data | Refusal:
    """By query or by body. Without a BIN one entry for each card family of the house's POSes (assumed)."""
    fields = asked.fields or {name: values[0] for name, values in asked.query.items() if values}
    price, given = minor_units(fields.get("price")), text(fields, "binNumber")
    currency = text(fields, "currency") or "TRY"
    if price is None or price <= 0:
        return errors.invalid("price")
    if currency not in CURRENCIES:
        return errors.invalid("currency")
    if not given:
        items: list[Json] = [_entry(asked, _card_told(None, card), price, currency) for card in families()]
        return {"items": items}
    known = _bin(given)
    return known if isinstance(known, Refusal) else {"items": [_entry(asked, known, price, currency)]}


def _entry(asked: Asked, card: Data, price: int, currency: str) -> Data:
    """Several instalments are for credit cards in lira; a card that is none asks for 3D Secure."""
    credit = card["cardType"] == "CREDIT_CARD"
    several = credit and currency == "TRY" and card["cardAssociation"] != "AMEX"
    force = not credit or ways_of(asked.ground).force_3ds
    return card | {
        "price": amount(price),
        "force3ds": force,
        "installmentPrices": [_share(price, count) for count in SURCHARGES if several or count == 1],
    }


def _share(price: int, count: int) -> Data:
    total = (price * (10_000 + SURCHARGES[count]) + 5_000) // 10_000
    return {
        "installmentNumber": count,
        "installmentPrice": amount((total + count // 2) // count),
        "totalPrice": amount(total),
    }
