"""Reading and checking Ödüyo's request bodies (Ödüyo notes §5, §15 "Checks the server makes")."""

import re
from datetime import UTC, datetime
from typing import NamedTuple

from frontdesk.practice.bank import ISTANBUL, Card, Order
from frontdesk.practice.card_numbers import masked, passes_luhn
from frontdesk.practice.exchange import Request
from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Ground
from frontdesk.practice.oduyo.cards import find_card
from frontdesk.practice.oduyo.errors import BAD_REQUEST, Refusal, wrong_sum
from frontdesk.practice.oduyo.pos import Choice, choose
from frontdesk.practice.oduyo.switches import Ways
from frontdesk.practice.wire_json import amount, minor_units, read

CURRENCIES = {949: "TRY", 840: "USD", 978: "EUR"}  # A4; any other reading is refused
_ADDRESS = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3}){3}|[0-9A-Fa-f:]{2,39}")

type Fields = dict[str, object]


class Asked(NamedTuple):
    """One call with a living session. `fields` is its JSON object without nulls."""

    ground: Ground
    ways: Ways
    fields: Fields
    fault: Fault


class Wish(NamedTuple):
    """A payment that passed every check. `no` is the code of what stops it before the bank, empty for nothing.

    `form_card` is what a bank's form carries in its hidden fields; it goes into that page and nowhere else.
    """

    order: Order
    choice: Choice
    client_ip: str
    callback_url: str
    no: str
    form_card: dict[str, str]

    def __repr__(self) -> str:
        return f"Wish(order={self.order!r}, choice={self.choice!r})"


def read_fields(request: Request) -> Fields | Refusal:
    try:
        body = read(request.body)
    except ValueError:
        return BAD_REQUEST
    return _without_nulls(body) if isinstance(body, dict) else BAD_REQUEST


def _without_nulls(fields: Fields) -> Fields:
    return {name: value for name, value in fields.items() if value is not None}


def integer(value: object) -> int | None:
    """A whole number, also as digits in a text."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 19:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def text(fields: Fields, name: str) -> str:
    """The text in a field; empty when absent or anything else."""
    value = fields.get(name)
    return value.strip() if isinstance(value, str) else ""


def money(fields: Fields, name: str) -> int | None:
    """Minor units of a decimal above zero; None for anything else."""
    found = minor_units(fields.get(name))
    return found if found is not None and found > 0 else None


def read_wish(asked: Asked, *, threeds: bool) -> Wish | Refusal:
    """The payment that payment_3d or payment asks for, or the first thing wrong with it."""
    fields = asked.fields
    price, paid, count = money(fields, "price"), money(fields, "paid_price"), integer(fields.get("installment_count"))
    card_fields, items = _card_fields(fields), _items(fields)
    if price is None or paid is None or count is None or card_fields is None or items is None:
        return BAD_REQUEST
    if _wrong_words(asked, threeds=threeds) or count < 1:
        return BAD_REQUEST
    sums = [sum(one for _, one, _ in items), sum(one * quantity for _, one, quantity in items)]
    if price not in sums:
        return wrong_sum(amount(sums[1]).text, amount(price).text)
    currency = CURRENCIES.get(integer(fields.get("currency_type")) or 0)
    if currency is None:
        return BAD_REQUEST
    number = card_fields["number"]
    card = find_card(number) if passes_luhn(number) else None
    known = card or Card(masked(number), "", "", "", "", 0)
    choice = choose(text(fields, "pos_alias"), text(fields, "card_brand").lower(), currency, count, known.family)
    if isinstance(choice, Refusal):
        return choice
    order = Order(
        "oduyo",
        "",
        paid,
        price,
        currency,
        known,
        tuple(("", name, one) for name, one, _ in items),
        sale=True,
        installment=count,
        holder=card_fields["holder_name"],
    )
    no = "card" if card is None else "10054" if _expired(card_fields, asked.ground.bank.now()) else ""
    return Wish(order, choice, text(fields, "client_ip"), text(fields, "callback_url"), no, card_fields)


def _wrong_words(asked: Asked, *, threeds: bool) -> bool:
    """Whether a field beside amounts, card and items is missing or of the wrong type."""
    fields = asked.fields
    texts, integers = ("pos_alias", "card_brand", "name", "surname"), ("customer_id", "buyer_member_id")
    wrong_types = [name for name in texts if name in fields and not isinstance(fields[name], str)]
    wrong_types += [name for name in integers if name in fields and integer(fields[name]) is None]
    if wrong_types or not _ADDRESS.fullmatch(text(fields, "client_ip")):
        return True
    schemes = ("https://",) if asked.ways.https_callback_only else ("https://", "http://")
    return threeds and not text(fields, "callback_url").startswith(schemes)


def _card_fields(fields: Fields) -> dict[str, str] | None:
    """The card by A5: digits, MM, YYYY; None when something is missing or of the wrong type."""
    given = fields.get("card")
    if not isinstance(given, dict):
        return None
    number, cvc = integer(given.get("number")), text(given, "cvc")
    holder, month, year = (text(given, name) for name in ("holder_name", "expiry_month", "expiry_year"))
    shown = "" if number is None else str(number)
    right = (
        holder
        and 13 <= len(shown) <= 19
        and re.fullmatch(r"0[1-9]|1[0-2]", month)
        and re.fullmatch(r"20[0-9]{2}", year)
        and re.fullmatch(r"[0-9]{4}" if shown.startswith(("34", "37")) else r"[0-9]{3}", cvc)
    )
    if not right:
        return None
    return {"holder_name": holder, "number": shown, "expiry_month": month, "expiry_year": year, "cvc": cvc}


def _items(fields: Fields) -> list[tuple[str, int, int]] | None:
    """Name, price and quantity of each item; whether the price is a unit's or the line's is left open (A6)."""
    given = fields.get("items")
    if not isinstance(given, list) or not given:
        return None
    items: list[tuple[str, int, int]] = []
    for one in given:
        known = _without_nulls(one) if isinstance(one, dict) else {}
        name, price, quantity = text(known, "name"), money(known, "price"), integer(known.get("quantity"))
        if not name or price is None or quantity is None or quantity < 1:
            return None
        items.append((name, price, quantity))
    return items


def _expired(card: dict[str, str], now: float) -> bool:
    today = datetime.fromtimestamp(now + ISTANBUL, UTC)
    return (int(card["expiry_year"]), int(card["expiry_month"])) < (today.year, today.month)
