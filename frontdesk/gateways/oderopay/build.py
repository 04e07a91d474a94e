"""The bodies ÖderoPay is sent (notes §6 to §13). Amounts are JSON numbers; marketplace and wallet fields stay out."""

from frontdesk.domain.card import Card
from frontdesk.domain.gateway import HoldReference, PlaceOrder
from frontdesk.domain.money import Money
from frontdesk.domain.stored_card import StoredCard
from frontdesk.gateways.wire import Amount, Part, known, to_body

_PHASES = {"hold": "PRE_AUTH", "sale": "AUTH"}


def place(order: PlaceOrder, pos_alias: str) -> bytes:
    """Hold or sale; with a return address the start of 3DS; without a card the hosted page (§6.1, §7.1, §13)."""
    price = Amount(order.amount)
    body: dict[str, Part] = {
        **({"card": _card(order)} if order.card is not None else {}),
        "conversationId": order.key,
        "currency": order.amount.code,
        "installment": order.instalments,
        "items": [{**known({"externalId": order.reference, "name": order.item}), "price": price}],
        "paidPrice": price,
        "paymentGroup": "LISTING_OR_SUBSCRIPTION",
        "paymentPhase": _PHASES[order.purpose],
        "price": price,
        "walletPrice": 0,
        "callbackUrl": order.return_address,
        "posAlias": pos_alias,
        # On the page a known guest is offered the cards kept for him.
        "cardUserKey": order.card_user if order.card is None else "",
    }
    return to_body(known(body))


def _card(order: PlaceOrder) -> dict[str, Part]:
    """The card of the order: typed, with the wish to keep it, or one that is kept already (§6.1, §12)."""
    card = order.card
    if isinstance(card, StoredCard):
        return {"cardUserKey": card.user, "cardToken": card.token}
    assert isinstance(card, Card)
    typed: dict[str, Part] = {
        "cardHolderName": card.holder,
        "cardNumber": card.number,
        "cvc": card.cvv,
        "expireMonth": f"{card.expiry_month:02d}",
        "expireYear": f"{card.expiry_year:04d}",
    }
    if order.store:
        # The user's key appends the card to those kept for this guest; the first storing has none.
        typed |= known({"storeCardAfterSuccessPayment": True, "cardUserKey": order.card_user})
    return typed


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
