"""Verb: block a deposit on a card, with or without 3D Secure."""

from frontdesk.domain.card import Card
from frontdesk.usecases.desk import Desk, HoldWish, Outcome
from frontdesk.usecases.placing import place


async def place_hold(desk: Desk, wish: HoldWish, card: Card) -> Outcome:
    """Nothing is collected; the card is wiped once it was sent. A challenge outcome carries the bank page to show."""
    return await place(desk, wish, card, "hold")
