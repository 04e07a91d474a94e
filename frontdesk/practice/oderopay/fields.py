"""Reading and checking ÖderoPay's request bodies and queries (ÖderoPay notes §6.1, §9.3 and the validations of §19)."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from frontdesk.practice.bank import ISTANBUL, Order
from frontdesk.practice.card_numbers import passes_luhn
from frontdesk.practice.exchange import Request
from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Ground
from frontdesk.practice.oderopay.cards import find_card
from frontdesk.practice.oderopay.errors import (
    EXPIRE_YEAR,
    ITEM_SUM,
    NO_CARD,
    NO_JSON,
    NO_MARKETPLACE,
    NO_PREAUTH_POS,
    NO_WALLET,
    Refusal,
    declined,
    invalid,
)
from frontdesk.practice.wire_json import minor_units, read

CURRENCIES = ("TRY", "USD", "EUR")
GROUPS = ("PRODUCT", "LISTING_OR_SUBSCRIPTION", "OTHER", "SUBSCRIPTION")
NON_BANK_POS = ("epara-pos", "odeme-kurulusu-pos")  # aliases that stand for a payment institution's POS (§6.1 posAlias)

LISTS = ("paymentIds", "paymentTransactionIds", "paymentTxIds", "subMerchantIds", "itemExternalIds")

type Fields = dict[str, object]


class Asked(NamedTuple):
    """One properly signed call: JSON body, query (lists split at commas), and the id inside the path, if any."""

    ground: Ground
    fields: Fields
    query: dict[str, list[str]]
    wanted: int | None
    fault: Fault


def read_fields(request: Request) -> Fields | Refusal:
    """The JSON object of a POST without its nulls, which equal absent (§3.5); empty for a GET."""
    if request.method not in ("POST", "PUT"):
        return {}
    try:
        body = read(request.body)
    except ValueError:
        return NO_JSON
    return without_nulls(body) if isinstance(body, dict) else NO_JSON


def read_query(request: Request) -> dict[str, list[str]]:
    """Every name with its values; lists come comma-separated or as repeated names (§3.5)."""
    return {
        name: [one for value in values for one in (value.split(",") if name in LISTS else [value]) if one]
        for name, values in request.query().items()
    }


def without_nulls(fields: Fields) -> Fields:
    return {name: value for name, value in fields.items() if value is not None}


def text(fields: Fields, name: str) -> str:
    """The field as text; empty when absent or no plain value."""
    value = fields.get(name)
    if isinstance(value, str):
        return value.strip()
    return "" if value is None or isinstance(value, bool | dict | list) else str(value)


def digits(given: str) -> int | None:
    return int(given) if given.isascii() and given.isdigit() and len(given) <= 19 else None


def number(fields: Fields, name: str) -> int | None:
    return digits(text(fields, name))


def part(fields: Fields, name: str) -> Fields:
    value = fields.get(name)
    return without_nulls(value) if isinstance(value, dict) else {}


def read_order(fields: Fields, now: float, *, threeds: bool) -> Order | Refusal:
    """The order in a payment or 3ds-init request, or the first thing wrong with it."""
    hold = text(fields, "paymentPhase") == "PRE_AUTH"
    items = _items(fields, hold)
    wrong = _wrong_words(fields, threeds) or (items if isinstance(items, Refusal) else None)
    card_fields = part(fields, "card")
    wrong = wrong or _wrong_amounts(fields, hold) or _wrong_card(card_fields, now)
    if wrong or isinstance(items, Refusal):
        return wrong or NO_JSON
    price, paid = minor_units(fields.get("price")) or 0, minor_units(fields.get("paidPrice")) or 0
    if sum(one[2] for one in items) != price:
        return ITEM_SUM
    card = find_card(text(card_fields, "cardNumber"))
    if card is None:
        return declined("INVALID_CARD_NUMBER")
    return Order(
        "oderopay",
        text(fields, "conversationId"),
        paid,
        price,
        text(fields, "currency"),
        card,
        items,
        sale=not hold,
        installment=number(fields, "installment") or 1,
        holder=text(card_fields, "cardHolderName"),
        group=text(fields, "paymentGroup"),
    )


def _wrong_amounts(fields: Fields, hold: bool) -> Refusal | None:
    for name in ("price", "paidPrice"):
        if (minor_units(fields.get(name)) or 0) <= 0:
            return invalid(name)
    if hold and minor_units(fields.get("walletPrice", 0)) != 0:
        return NO_WALLET
    return NO_PREAUTH_POS if hold and text(fields, "posAlias") in NON_BANK_POS else None


def _wrong_words(fields: Fields, threeds: bool) -> Refusal | None:
    if text(fields, "currency") not in CURRENCIES:
        return invalid("currency")
    if not 1 <= (number(fields, "installment") or 0) <= 12:
        return invalid("installment")
    if text(fields, "paymentGroup") not in GROUPS:
        return invalid("paymentGroup")
    phase = text(fields, "paymentPhase") or "AUTH"
    if phase not in ("AUTH", "PRE_AUTH"):
        return invalid("paymentPhase")
    if phase == "PRE_AUTH" and text(fields, "paymentGroup") == "PRODUCT":
        return NO_MARKETPLACE
    callback = text(fields, "callbackUrl")
    if threeds and not callback.startswith(("http://", "https://")):
        return invalid("callbackUrl")
    return None


def _items(fields: Fields, hold: bool) -> tuple[tuple[str, str, int], ...] | Refusal:
    given = fields.get("items")
    if not isinstance(given, list) or not given:
        return invalid("items")
    items: list[tuple[str, str, int]] = []
    for one in given:
        known = without_nulls(one) if isinstance(one, dict) else {}
        price = minor_units(known.get("price"))
        if price is None or price <= 0:
            return invalid("items.price")
        if hold and any(name.lower().startswith("submerchant") for name in known):
            return NO_MARKETPLACE
        items.append((text(known, "externalId"), text(known, "name"), price))
    return tuple(items)


def _wrong_card(card: Fields, now: float) -> Refusal | None:
    clear, stored = text(card, "cardNumber"), text(card, "cardToken")
    if stored and not clear:
        return NO_CARD if text(card, "cardUserKey") else invalid("card.cardUserKey")
    if not clear or stored:
        return invalid("card")
    month, year, cvc = number(card, "expireMonth") or 0, text(card, "expireYear"), text(card, "cvc")
    today = datetime.fromtimestamp(now, UTC) + timedelta(seconds=ISTANBUL)
    if not (digits(clear) is not None and 13 <= len(clear) <= 19 and passes_luhn(clear)):
        return invalid("card.cardNumber")
    if not text(card, "cardHolderName"):
        return invalid("card.cardHolderName")
    if not 1 <= month <= 12:
        return invalid("card.expireMonth")
    if len(year) != 4 or (digits(year) or 0, month) < (today.year, today.month):
        return EXPIRE_YEAR
    wanted = 4 if clear.startswith(("34", "37")) else 3
    return None if len(cvc) == wanted and digits(cvc) is not None else invalid("card.cvc")
