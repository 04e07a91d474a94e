"""What a hold, sale, 3DS start or hosted form orders: basket, buyer, card (iyzico notes §6, §7; checks as in §21)."""

from typing import NamedTuple

from frontdesk.practice.bank import Card, Order
from frontdesk.practice.iyzico.errors import Refusal, missing, refused
from frontdesk.practice.iyzico.fields import Body, digits, part, text
from frontdesk.practice.iyzico.presented import Presented, present
from frontdesk.practice.iyzico.vault import Registration, Vault
from frontdesk.practice.wire_json import minor_units

CURRENCIES = ("TRY", "USD", "EUR", "GBP", "NOK", "CHF")
INSTALLMENTS = (1, 2, 3, 4, 6, 9, 12)


class Basket(NamedTuple):
    """What is to be paid, before it is known with which card."""

    key: str
    amount: int
    price: int
    currency: str
    items: tuple[tuple[str, str, int], ...]
    basket: str | None

    def order(self, card: Card, holder: str, installment: int, *, sale: bool) -> Order:
        key, amount, price, currency, items, basket = self
        return Order("iyzico", key, amount, price, currency, card, items, sale, basket, installment, holder)


class Ordered(NamedTuple):
    """An order with the card that pays it, and what to store once it is paid."""

    order: Order
    presented: Presented
    registration: Registration | None


def read_order(body: Body, vault: Vault, now: float, *, sale: bool, threeds: bool) -> Ordered | Refusal:
    """The order in a hold, sale or 3DS start, or the first thing wrong with it in §21's order."""
    card_fields = part(body.fields, "paymentCard")
    wrong = _missing_field(body, card_fields, threeds)
    if wrong:
        return wrong
    presented = present(card_fields, vault, now)
    if isinstance(presented, Refusal):
        return presented
    basket = read_basket(body)
    if isinstance(basket, Refusal):
        return basket
    installment = digits(body.text("installment") or "1")
    if installment not in INSTALLMENTS:
        return refused("11")
    no = card_refusal(presented.card, basket.currency, installment)
    if no or presented.card is None:
        return no or refused("10215")
    order = basket.order(presented.card, presented.holder, installment, sale=sale)
    stores = not presented.stored and text(card_fields, "registerCard") == "1"
    return Ordered(order, presented, _registration(body, presented, order.card) if stores else None)


def card_refusal(card: Card | None, currency: str, installment: int) -> Refusal | None:
    """What this card cannot pay at all: unknown, a Turkish card abroad, a debit card by instalments."""
    if card is None:
        return refused("10215")
    if currency != "TRY" and not card.foreign:
        return refused("5184")
    return refused("10218") if installment > 1 and card.kind == "DEBIT_CARD" else None


def read_basket(body: Body) -> Basket | Refusal:
    """Lines, sums and currency."""
    items = _items(body)
    price, amount = body.amount("price"), body.amount("paidPrice")
    if isinstance(items, Refusal):
        return items
    if price is None or amount is None or price <= 0 or amount <= 0:
        return refused("11")
    if sum(one[2] for one in items) != price:
        return refused("5062")
    currency = body.text("currency") or "TRY"
    if currency not in CURRENCIES:
        return refused("11")
    return Basket(body.conversation or "", amount, price, currency, items, body.text("basketId") or None)


def _missing_field(body: Body, card: dict[str, object], threeds: bool) -> Refusal | None:
    buyer, address = part(body.fields, "buyer"), part(body.fields, "billingAddress")
    unpriced = missing_price(body)
    if unpriced:
        return unpriced
    if not (card and buyer and address):
        return refused("11")
    stored = is_stored(card)
    named = (
        (buyer, "email", "3"),
        (buyer, "identityNumber", "8"),
        *([] if stored else [(card, "cardHolderName", "16")]),
        *([(body.fields, "callbackUrl", "23")] if threeds else []),
    )
    for group, name, code in named:
        if not text(group, name):
            return refused(code)
    if "gsmNumber" in buyer and not text(buyer, "gsmNumber"):
        return refused("1000")  # an empty or null member spoils the real gateway's signature check (§6.3, §20 no. 4)
    return missing_person(buyer, address) or (
        None if stored else _unnamed(((card, "cardNumber expireMonth expireYear cvc"),))
    )


def missing_price(body: Body) -> Refusal | None:
    if not body.text("price"):
        return refused("5004")
    return None if body.text("paidPrice") else missing("paidPrice")


def missing_person(buyer: dict[str, object], address: dict[str, object]) -> Refusal | None:
    """Fields without a code of their own: 24 names them."""
    people = "id name surname registrationAddress city country", "contactName address city country"
    return _unnamed(((buyer, people[0]), (address, people[1])))


def _unnamed(groups: tuple[tuple[dict[str, object], str], ...]) -> Refusal | None:
    for group, names in groups:
        for name in names.split():
            if not text(group, name):
                return missing(name)
    return None


def is_stored(card: dict[str, object]) -> bool:
    """Whether keys stand in place of the card's own fields. A user key beside a card number appends that card (§14)."""
    return bool(text(card, "cardUserKey") or text(card, "cardToken")) and not text(card, "cardNumber")


def _registration(body: Body, presented: Presented, card: Card) -> Registration:
    fields, buyer = part(body.fields, "paymentCard"), part(body.fields, "buyer")
    return Registration(
        text(fields, "cardUserKey"),
        text(buyer, "email"),
        text(buyer, "id"),
        text(fields, "cardAlias"),
        card,
        presented.holder,
        presented.month,
        presented.year,
    )


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
