"""The bodies Ödüyo is sent, all of them JSON (A2). Ids are digit strings here and numbers on the wire."""

from frontdesk.domain.card import Card
from frontdesk.domain.gateway import PlaceOrder
from frontdesk.domain.money import Money
from frontdesk.gateways.oduyo.profile import OduyoProfile
from frontdesk.gateways.wire import Amount, Part, known, to_body

_LONGEST_ID = 18


class Price(Amount):
    """A JSON number with every decimal place: `5000.00` (notes §5)."""

    __slots__ = ()

    def __init__(self, money: Money) -> None:
        self.text = money.plain()


def is_payment_id(told: str) -> bool:
    return told.isascii() and told.isdigit() and 0 < len(told) <= _LONGEST_ID


def start(order: PlaceOrder, profile: OduyoProfile) -> bytes:
    """The sale with a bank page (§5). One item of quantity 1, so that its price means the same by piece and by line
    (A6); no commission is added to money that is to be given back (§11). Raises ValueError."""
    card, code = order.card, order.amount.code
    if order.purpose != "sale":
        raise ValueError("nothing can be held here")
    if not isinstance(card, Card) or not order.return_address or code not in profile.currency_types:
        raise ValueError("a sale here is a typed card with a bank page, in a currency of the account")
    price = Price(order.amount)
    holder = {
        "holder_name": card.holder,
        "number": card.number,
        "expiry_month": f"{card.expiry_month:02d}",
        "expiry_year": f"{card.expiry_year:04d}"[-profile.expiry_year_digits :],
        "cvc": card.cvv,
    }
    body: dict[str, Part] = {
        "pos_alias": profile.pos_alias,
        "card_brand": profile.card_brand if profile.pos_alias else "",
        "price": price,
        "paid_price": price,
        "installment_count": order.instalments,
        "currency_type": profile.currency_types[code],
        "name": order.buyer.name,
        "surname": order.buyer.surname,
        "client_ip": profile.client_ip or order.buyer.ip,
        "callback_url": order.return_address,
        "card": holder,
        "items": [{"name": order.item or order.reference or order.key, "price": price, "quantity": 1}],
    }
    return to_body(known(body))


def about(payment_id: str) -> bytes:
    """Status, confirm, cancel and the refund of the whole take the id and nothing else (§7 to §9)."""
    return to_body({"payment_id": int(payment_id)})


def give_back_part(payment_id: str, amount: Money, field: str) -> bytes:
    """`field` is the amount's name, which the merchant has in writing (A7)."""
    return to_body({"payment_id": int(payment_id), field: Price(amount)})


def instalments(amount: Money, digits: str, profile: OduyoProfile) -> bytes:
    """§10; without `digits` for any card. Raises ValueError for a currency it does not take."""
    if amount.code not in profile.instalment_currencies:
        raise ValueError("lira, dollars and euros alone can be estimated")
    body: dict[str, Part] = {
        "price": Price(amount),
        "currency_type": profile.instalment_currencies[amount.code],
        "bin_no": int(digits) if digits else "",
        "pos_alias": profile.pos_alias,
    }
    return to_body(known(body))


def rows(columns: tuple[str, ...], filters: tuple[tuple[str, str, str], ...], offset: str, limit: int) -> bytes:
    """One page of a list (§10): only the columns named, the misspelling is theirs. `offset` is the id to begin at."""
    told: list[Part] = [{"field": field, "operator": operator, "value": value} for field, operator, value in filters]
    body: dict[str, Part] = {
        "filters": told or "",
        "params": {"colums": columns},
        "limit": str(limit),
        "offset": offset,
        "sorting": [{"field": columns[0], "sort": "ASC"}],
    }
    return to_body(body)
