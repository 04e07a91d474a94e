"""ÖderoPay's hosted payment page as the merchant's program sees it: init, and what became of it (ÖderoPay notes §13).

The notes give the fields and the order of events. Assumed here: a page lives 60 minutes unless expireAfterMinutes says
otherwise; a card in the request is passed over; a cardUserKey that no stored card has is refused like a missing card.
The result before the guest is done is an error without a group, so that nothing can be taken for a payment: 2107 while
the page is open, 2108 once the guest has left or its time is up without a payment, 2114 for a token that is none. From
the moment a card is being tried the payment is found by the ordinary look-ups as well, in the state that it is really
in; afterwards the result is that payment, a refused one as paymentStatus FAILURE.
"""

import json
import uuid

from frontdesk.practice.oderopay import errors
from frontdesk.practice.oderopay.answers import Data
from frontdesk.practice.oderopay.basket import NO_CALLBACK, Basket, read_basket
from frontdesk.practice.oderopay.errors import Refusal
from frontdesk.practice.oderopay.fields import Asked, Fields, minutes, text
from frontdesk.practice.oderopay.placing import HTTP, told
from frontdesk.practice.oderopay.presented import KEY_LENGTH
from frontdesk.practice.oderopay.vault import HostedPage, vault_of
from frontdesk.practice.oderopay.ways import Ways, base_url_of, ways_of

PAGE = "/checkout/"
LIFE_MINUTES = 60
CALLBACKS = (*HTTP, NO_CALLBACK)
UNPAID = ("challenge", "verified", "refused")  # states at the bank in which no money is held or taken


def start(asked: Asked) -> Data | Refusal:
    """POST /payment/v1/checkout-payments/init: the address of a page on which the guest types the card."""
    ground, fields = asked.ground, asked.fields
    basket = read_basket(fields, ways_of(ground), callbacks=CALLBACKS)
    if isinstance(basket, Refusal):
        return basket
    life = minutes(fields, "expireAfterMinutes", LIFE_MINUTES)
    if life is None:
        return errors.invalid("expireAfterMinutes")
    user = text(fields, "cardUserKey")
    if user and len(user) != KEY_LENGTH:
        return errors.invalid("cardUserKey")
    if user and not vault_of(ground).knows_user(user):
        return errors.NO_CARD
    without_card = {name: value for name, value in fields.items() if name != "card"}
    asked_text = json.dumps(without_card, ensure_ascii=False, default=str)
    page = HostedPage(str(uuid.uuid4()), asked_text, ground.bank.now() + life * 60)
    vault_of(ground).keep_page(page)
    ground.bank.changed.set()
    return {"token": page.token, "pageUrl": base_url_of(ground) + PAGE + page.token}


def result(asked: Asked) -> Data | Refusal:
    """GET /payment/v1/checkout-payments/{token}: the payment answer of §6.2 once the guest is done."""
    ground = asked.ground
    page = vault_of(ground).pages.get(asked.name)
    if page is None or asked.fault.kind == "not_found":
        return errors.NO_PAGE
    over = page.ended or page.expires <= ground.bank.now()
    payment = next((one for one in ground.bank.shown("oderopay") if one.number == page.payment), None)
    if payment and (over or payment.state not in UNPAID):
        return told(ground, payment)
    return errors.PAGE_ENDED if over and not page.payment else errors.PAGE_OPEN


def basket_of(page: HostedPage) -> Basket:
    """What is to be paid on the page; start() has checked it."""
    basket = read_basket(fields_of(page), Ways(pos_aliases=""), callbacks=CALLBACKS)
    assert isinstance(basket, Basket)
    return basket


def fields_of(page: HostedPage) -> Fields:
    fields: Fields = json.loads(page.asked)
    return fields
