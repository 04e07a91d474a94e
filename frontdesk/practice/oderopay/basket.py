"""What is to be paid, checked: amounts, items, phase, currency, POS (ÖderoPay notes §6.1, the validations of §19)."""

from typing import NamedTuple

from frontdesk.practice.bank import Order
from frontdesk.practice.oderopay.errors import (
    ITEM_SUM,
    NO_MARKETPLACE,
    NO_PREAUTH_POS,
    NO_WALLET,
    Refusal,
    declined,
    invalid,
)
from frontdesk.practice.oderopay.fields import Fields, number, text, without_nulls
from frontdesk.practice.oderopay.presented import Presented
from frontdesk.practice.oderopay.ways import Ways
from frontdesk.practice.wire_json import minor_units

CURRENCIES = ("TRY", "USD", "EUR")
GROUPS = ("PRODUCT", "LISTING_OR_SUBSCRIPTION", "OTHER", "SUBSCRIPTION")
NO_CALLBACK = "NO_CALLBACK_URL"  # what the mobile libraries send to the hosted page (§13)

type Items = tuple[tuple[str, str, int], ...]


class Basket(NamedTuple):
    """A payment request but for its card. Amounts are minor units."""

    key: str
    hold: bool
    price: int
    paid: int
    currency: str
    items: Items
    installment: int
    group: str

    def order(self, presented: Presented, *, sale: bool = False) -> Order:
        """The order at the bank; `sale` takes what was asked for as a hold."""
        return Order(
            "oderopay",
            self.key,
            self.paid,
            self.price,
            self.currency,
            presented.card,
            self.items,
            sale=sale or not self.hold,
            installment=self.installment,
            holder=presented.holder,
            group=self.group,
        )


def read_basket(fields: Fields, ways: Ways, *, callbacks: tuple[str, ...] = ()) -> Basket | Refusal:
    """The basket, or the first thing wrong with it. `callbacks`: how a callbackUrl may begin, where one is needed.

    A hold through a POS that is no bank's is refused by the invented validation code 2005, without a group; one through
    a bank's POS that lacks the right by 10058, group NOT_PERMITTED_TO_TERMINAL (both assumed: §6.1, §16).
    """
    hold = text(fields, "paymentPhase") == "PRE_AUTH"
    items = _items(fields, hold)
    wrong = _wrong_words(fields, hold, callbacks) or (items if isinstance(items, Refusal) else None)
    wrong = wrong or _wrong_amounts(fields, hold)
    if wrong or isinstance(items, Refusal):
        return wrong or ITEM_SUM
    price, paid = minor_units(fields.get("price")) or 0, minor_units(fields.get("paidPrice")) or 0
    if sum(one[2] for one in items) != price:
        return ITEM_SUM
    pos = ways.pos_kind(text(fields, "posAlias"))
    if hold and pos != "bank":
        return declined("NOT_PERMITTED_TO_TERMINAL") if pos == "no-holds" else NO_PREAUTH_POS
    return Basket(
        text(fields, "conversationId"),
        hold,
        price,
        paid,
        text(fields, "currency"),
        items,
        number(fields, "installment") or 1,
        text(fields, "paymentGroup"),
    )


def _wrong_amounts(fields: Fields, hold: bool) -> Refusal | None:
    for name in ("price", "paidPrice"):
        if (minor_units(fields.get(name)) or 0) <= 0:
            return invalid(name)
    return NO_WALLET if hold and minor_units(fields.get("walletPrice", 0)) != 0 else None


def _wrong_words(fields: Fields, hold: bool, callbacks: tuple[str, ...]) -> Refusal | None:
    if text(fields, "currency") not in CURRENCIES:
        return invalid("currency")
    hosted = NO_CALLBACK in callbacks  # the hosted page may leave the instalment out (§13)
    if not 1 <= (number(fields, "installment") or (1 if hosted and "installment" not in fields else 0)) <= 12:
        return invalid("installment")
    if text(fields, "paymentGroup") not in GROUPS:
        return invalid("paymentGroup")
    if not hold and text(fields, "paymentPhase") not in ("", "AUTH"):
        return invalid("paymentPhase")
    if hold and text(fields, "paymentGroup") == "PRODUCT":
        return NO_MARKETPLACE
    if callbacks and not text(fields, "callbackUrl").startswith(callbacks):
        return invalid("callbackUrl")
    return None


def _items(fields: Fields, hold: bool) -> Items | Refusal:
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
