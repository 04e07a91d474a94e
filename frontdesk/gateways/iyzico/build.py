"""The bodies iyzico is sent (notes §6 to §15). Unknown fields are left out: empty texts break the signature (§20.4)."""

from frontdesk.domain.card import Card
from frontdesk.domain.gateway import Buyer, HoldReference, PlaceOrder
from frontdesk.domain.money import Money
from frontdesk.domain.stored_card import StoredCard
from frontdesk.gateways.wire import Part, known, to_body, with_a_decimal

_DEFAULT_LANGUAGE = "tr"


def basket_id(key: str) -> str:
    """Our basket id for a payment, always the same for its key: completion v2 and every signature need it (notes
    §7.5, §11)."""
    return "dep-" + key.replace("-", "")[:16]


def place(order: PlaceOrder) -> bytes:
    """Hold or sale; with a return address the start of 3DS (§6, §7.1)."""
    body: dict[str, Part] = {
        **_order(order),
        "installment": order.instalments,
        "paymentChannel": "WEB",
        "paymentCard": _card(order),
        "callbackUrl": order.return_address,
    }
    return to_body(known(body))


def form(order: PlaceOrder, *, force_threeds: bool) -> bytes:
    """The hosted form (§15): the order without its card. A known guest is offered the cards kept for him."""
    body: dict[str, Part] = {
        **_order(order),
        "enabledInstallments": [order.instalments],
        "callbackUrl": order.return_address,
        "cardUserKey": order.card_user,
    }
    if force_threeds:
        body["forceThreeDS"] = 1
    return to_body(known(body))


def _order(order: PlaceOrder) -> dict[str, Part]:
    """One VIRTUAL line whose price is price and paidPrice (§6.5)."""
    price = with_a_decimal(order.amount)
    address = _address(order.buyer)
    line = {"id": order.reference or "deposit", "name": order.item, "category1": order.item, "itemType": "VIRTUAL"}
    return {
        "locale": order.language,
        "conversationId": order.key,
        "price": price,
        "paidPrice": price,
        "currency": order.amount.code,
        "basketId": basket_id(order.key),
        "paymentGroup": "PRODUCT",
        "buyer": _buyer(order.buyer),
        "billingAddress": address,
        "shippingAddress": address,
        "basketItems": [{**known(line), "price": price}],
    }


def _card(order: PlaceOrder) -> dict[str, Part]:
    """The card of the order: typed, with the wish to keep it, or one that iyzico keeps already (§6.2, §14)."""
    card = order.card
    if isinstance(card, StoredCard):
        return {"cardUserKey": card.user, "cardToken": card.token}
    assert isinstance(card, Card)
    return known(
        {
            "cardHolderName": card.holder,
            "cardNumber": card.number,
            "expireMonth": f"{card.expiry_month:02d}",
            "expireYear": f"{card.expiry_year:04d}",
            "cvc": card.cvv,
            "registerCard": 1 if order.store else 0,
            # Appends the card to those kept for this guest.
            "cardUserKey": order.card_user if order.store else "",
        }
    )


def _buyer(buyer: Buyer) -> dict[str, Part]:
    return known(
        {
            "id": buyer.id,
            "name": buyer.name,
            "surname": buyer.surname,
            "identityNumber": buyer.identity,
            "email": buyer.email,
            "gsmNumber": buyer.phone,
            "registrationAddress": buyer.address,
            "city": buyer.city,
            "country": buyer.country,
            "ip": buyer.ip,
            "zipCode": buyer.postcode,
        }
    )


def _address(buyer: Buyer) -> dict[str, Part]:
    return known(
        {
            "contactName": f"{buyer.name} {buyer.surname}".strip(),
            "address": buyer.address,
            "city": buyer.city,
            "country": buyer.country,
            "zipCode": buyer.postcode,
        }
    )


def complete(hold: HoldReference, payment_id: str) -> bytes:
    """Completion v2: sum, basket and currency as at the start (§7.5)."""
    return _follow_up(
        hold.key,
        paymentId=payment_id,
        paidPrice=with_a_decimal(hold.amount),
        basketId=known_basket(hold),
        currency=hold.amount.code,
    )


def capture(hold: HoldReference, amount: Money, key: str) -> bytes:
    """§8; `ip` was required once and is sent when known."""
    return _follow_up(
        key, paymentId=hold.payment_id, paidPrice=with_a_decimal(amount), currency=amount.code, ip=hold.buyer_ip
    )


def cancel(hold: HoldReference, key: str) -> bytes:
    """Whole payment only, no amount (§9)."""
    return _follow_up(key, paymentId=hold.payment_id, ip=hold.buyer_ip)


def refund(hold: HoldReference, amount: Money, key: str) -> bytes:
    """By amount, v2 (§10.2)."""
    return _follow_up(
        key, paymentId=hold.payment_id, price=with_a_decimal(amount), currency=amount.code, ip=hold.buyer_ip
    )


def detail(hold: HoldReference, question: str) -> bytes:
    """By payment id, or by the key of the original payment when no id ever arrived (§12.1)."""
    if hold.payment_id:
        return _follow_up(question, paymentId=hold.payment_id)
    return _follow_up(question, paymentConversationId=hold.key)


def form_result(token: str, question: str) -> bytes:
    """§15."""
    return _follow_up(question, token=token)


def look_up_bin(digits: str, question: str) -> bytes:
    return _follow_up(question, binNumber=digits)


def instalments(amount: Money, digits: str, question: str) -> bytes:
    """§13; without first digits every card family is told."""
    return _follow_up(question, binNumber=digits, price=with_a_decimal(amount))


def list_cards(user: str, question: str) -> bytes:
    """§14."""
    return _follow_up(question, cardUserKey=user)


def delete_card(card: StoredCard, question: str) -> bytes:
    """§14."""
    return _follow_up(question, cardUserKey=card.user, cardToken=card.token)


def known_basket(hold: HoldReference) -> str:
    return hold.references.get("basket_id") or basket_id(hold.key)


def _follow_up(conversation_id: str, **fields: str) -> bytes:
    return to_body(known({"locale": _DEFAULT_LANGUAGE, "conversationId": conversation_id, **fields}))
