"""Verb: charge a deposit at an account that cannot hold; it is returned at check-out (money-safety, "Words")."""

from frontdesk.domain.card import Card
from frontdesk.domain.stored_card import StoredCard
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.placing import place
from frontdesk.usecases.wish import HoldWish


async def charge_deposit(desk: Desk, wish: HoldWish, card: Card | StoredCard | None) -> Outcome:
    """The amount is collected; given back by refund_capture, kept by keep_deposit, in part by keep_part."""
    return await place(desk, wish, card, "deposit")
