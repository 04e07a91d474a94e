"""Reading and checking iyzico's request bodies (iyzico notes §6, §7 and the check order of §21)."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from frontdesk.practice.bank import ISTANBUL, Order
from frontdesk.practice.card_numbers import passes_luhn
from frontdesk.practice.exchange import Request
from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Ground
from frontdesk.practice.iyzico.cards import find_card
from frontdesk.practice.iyzico.errors import Refusal, missing, refused
from frontdesk.practice.wire_json import minor_units, read

CURRENCIES = ("TRY", "USD", "EUR", "GBP", "NOK", "CHF")
LONGEST_CONVERSATION = 255  # the real limit is not published (§4)
_INSTALLMENTS = (1, 2, 3, 4, 6, 9, 12)


class Body(NamedTuple):
    """A request body with the envelope's fields at hand."""

    fields: dict[str, object]
    locale: str = "tr"
    conversation: str | None = None

    def text(self, name: str) -> str:
        return text(self.fields, name)

    def amount(self, name: str) -> int | None:
        return minor_units(self.fields.get(name))

    def number(self, name: str) -> int | None:
        """An id, given as digits or as a JSON number."""
        return digits(self.text(name))


class Asked(NamedTuple):
    """One properly signed call: where it is made, what it says, and the fault that meets it."""

    ground: Ground
    body: Body
    fault: Fault


def digits(given: str) -> int | None:
    return int(given) if given.isascii() and given.isdigit() and len(given) <= 18 else None


def text(fields: dict[str, object], name: str) -> str:
    """The field as text, a JSON number too; empty when absent, null or no plain value."""
    value = fields.get(name)
    return (
        value.strip()
        if isinstance(value, str)
        else ""
        if value is None or isinstance(value, bool | dict | list)
        else str(value)
    )


def part(fields: dict[str, object], name: str) -> dict[str, object]:
    value = fields.get(name)
    return value if isinstance(value, dict) else {}


def read_body(request: Request) -> Body | Refusal:
    """The JSON object of a POST; the query of a GET, whose body is only ever signed (§3.2)."""
    if request.method == "GET":
        fields: object = {name: values[0] for name, values in request.query().items()}
    else:
        try:
            fields = read(request.body)
        except ValueError:
            return refused("11")
    if not isinstance(fields, dict):
        return refused("11")
    conversation = None if fields.get("conversationId") is None else text(fields, "conversationId")
    if conversation is not None and len(conversation) > LONGEST_CONVERSATION:
        return refused("20")
    return Body(fields, "en" if fields.get("locale") == "en" else "tr", conversation)


def read_order(body: Body, now: float, *, sale: bool, threeds: bool) -> Order | Refusal:
    """The order in a hold, sale or 3DS start, or the first thing wrong with it in §21's order."""
    wrong = _missing_field(body, threeds) or _wrong_card(part(body.fields, "paymentCard"), now)
    if wrong:
        return wrong
    items = _items(body)
    price, amount = body.amount("price"), body.amount("paidPrice")
    if isinstance(items, Refusal):
        return items
    if price is None or amount is None or price <= 0 or amount <= 0:
        return refused("11")
    if sum(one[2] for one in items) != price:
        return refused("5062")
    card_fields = part(body.fields, "paymentCard")
    card = find_card(_card_number(card_fields))
    currency = body.text("currency") or "TRY"
    installment = digits(body.text("installment") or "1")
    if currency not in CURRENCIES or installment not in _INSTALLMENTS:
        return refused("11")
    if card is None:
        return refused("10215")
    if currency != "TRY" and not card.foreign:
        return refused("5184")
    basket = body.text("basketId") or None
    holder = text(card_fields, "cardHolderName")
    key = body.conversation or ""
    return Order("iyzico", key, amount, price, currency, card, items, sale, basket, installment, holder)


def _missing_field(body: Body, threeds: bool) -> Refusal | None:
    card, buyer, address = (part(body.fields, name) for name in ("paymentCard", "buyer", "billingAddress"))
    if not body.text("price"):
        return refused("5004")
    if not body.text("paidPrice"):
        return missing("paidPrice")
    if not (card and buyer and address):
        return refused("11")
    named = (
        (buyer, "email", "3"),
        (buyer, "identityNumber", "8"),
        (card, "cardHolderName", "16"),
        *([(body.fields, "callbackUrl", "23")] if threeds else []),
    )
    stored = bool(text(card, "cardUserKey") or text(card, "cardToken")) and not text(card, "cardNumber")
    for group, name, code in named:
        if not text(group, name) and not (stored and group is card):
            return refused(code)
    if "gsmNumber" in buyer and not text(buyer, "gsmNumber"):
        return refused("1000")  # an empty or null member spoils the real gateway's signature check (§6.3, §20 no. 4)
    return _stored_card(card) if stored else _unnamed_field(card, buyer, address)


def _unnamed_field(card: dict[str, object], buyer: dict[str, object], address: dict[str, object]) -> Refusal | None:
    """Fields without a code of their own: 24 names them."""
    for group, names in (
        (buyer, "id name surname registrationAddress city country"),
        (address, "contactName address city country"),
        (card, "cardNumber expireMonth expireYear cvc"),
    ):
        for name in names.split():
            if not text(group, name):
                return missing(name)
    return None


def _stored_card(card: dict[str, object]) -> Refusal:
    """No card is ever stored here, so a stored card is never found (§14)."""
    if not text(card, "cardUserKey"):
        return refused("5111")
    return refused("3005") if text(card, "cardToken") else refused("3002")


def _items(body: Body) -> tuple[tuple[str, str, int], ...] | Refusal:
    given = body.fields.get("basketItems")
    if not isinstance(given, list) or not given:
        return refused("11")
    items: list[tuple[str, str, int]] = []
    physical = False
    for one in given:
        if not isinstance(one, dict):
            return refused("11")
        for name in ("id", "name", "category1", "itemType", "price"):
            if not text(one, name):
                return missing(name)
        price = minor_units(one.get("price"))
        if price is None or price <= 0 or text(one, "itemType") not in ("PHYSICAL", "VIRTUAL"):
            return refused("11")
        physical |= text(one, "itemType") == "PHYSICAL"
        items.append((text(one, "id"), text(one, "name"), price))
    if physical and not part(body.fields, "shippingAddress"):
        return missing("shippingAddress")
    return tuple(items)


def _card_number(card: dict[str, object]) -> str:
    return text(card, "cardNumber").replace(" ", "")


def _wrong_card(card: dict[str, object], now: float) -> Refusal | None:
    number, cvc = _card_number(card), text(card, "cvc")
    if not (number.isascii() and number.isdigit() and 13 <= len(number) <= 19 and passes_luhn(number)):
        return refused("12")
    month, year = digits(text(card, "expireMonth")), digits(text(card, "expireYear"))
    if month is None or not 1 <= month <= 12:
        return refused("13")
    if year is None or len(text(card, "expireYear")) not in (2, 4):
        return refused("14")
    today = datetime.fromtimestamp(now, UTC) + timedelta(seconds=ISTANBUL)
    if (year if year > 99 else 2000 + year, month) < (today.year, today.month):
        return refused("17")
    return None if cvc.isascii() and cvc.isdigit() and len(cvc) in (3, 4) else refused("15")
