"""The bodies ÖderoPay is sent (notes §6 to §10). Amounts are JSON numbers; marketplace and wallet fields stay out."""

from frontdesk.domain.card import Card
from frontdesk.domain.gateway import HoldReference, PlaceOrder
from frontdesk.domain.money import Money
from frontdesk.gateways.wire import Amount, Part, known, to_body

_PHASES = {"hold": "PRE_AUTH", "sale": "AUTH"}


def place(order: PlaceOrder) -> bytes:
    """Hold or sale; with a return address the start of 3DS (§6.1, §7.1)."""
    card, price = order.card, Amount(order.amount)
    assert isinstance(card, Card)
    body: dict[str, Part] = {
        "card": {
            "cardHolderName": card.holder,
            "cardNumber": card.number,
            "cvc": card.cvv,
            "expireMonth": f"{card.expiry_month:02d}",
            "expireYear": f"{card.expiry_year:04d}",
        },
        "conversationId": order.key,
        "currency": order.amount.code,
        "installment": 1,
        "items": [{**known({"externalId": order.reference, "name": order.item}), "price": price}],
        "paidPrice": price,
        "paymentGroup": "LISTING_OR_SUBSCRIPTION",
        "paymentPhase": _PHASES[order.purpose],
        "price": price,
        "walletPrice": 0,
        "callbackUrl": order.return_address,
    }
    return to_body(known(body))


def complete(payment_id: str) -> bytes:
    """§7.4."""
    return to_body({"paymentId": int(payment_id)})


def capture(amount: Money) -> bytes:
    """The sum is always sent: without one the whole hold might be captured (§8)."""
    return to_body({"paidPrice": Amount(amount)})


def give_back(hold: HoldReference, key: str) -> bytes:
    """Release, cancel or refund of the whole: there is no amount (§10.1)."""
    return to_body({"conversationId": key, "paymentId": int(hold.payment_id)})


def give_back_part(hold: HoldReference, amount: Money, key: str) -> bytes:
    """§10.3."""
    return to_body({"conversationId": key, "paymentId": int(hold.payment_id), "refundPrice": Amount(amount)})
