"""Verb: take money from a card at once, where a deposit cannot cover a bill."""

from frontdesk.domain.card import Card
from frontdesk.domain.stored_card import StoredCard
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.placing import place
from frontdesk.usecases.wish import HoldWish


async def take_sale(desk: Desk, wish: HoldWish, card: Card | StoredCard | None) -> Outcome:
    """The amount is collected, not held; given back by refund_capture."""
    return await place(desk, wish, card, "sale")
