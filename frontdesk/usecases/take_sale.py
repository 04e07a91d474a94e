"""Verb: take money from a card at once, where a deposit cannot cover a bill."""

from frontdesk.domain.card import Card
from frontdesk.usecases.desk import Desk, HoldWish, Outcome
from frontdesk.usecases.placing import place


async def take_sale(desk: Desk, wish: HoldWish, card: Card) -> Outcome:
    """The amount is collected, not held; given back by refund_capture."""
    return await place(desk, wish, card, "sale")
