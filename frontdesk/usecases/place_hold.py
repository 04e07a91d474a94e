"""Verb: block a deposit on a card, with or without 3D Secure."""

from frontdesk.domain.card import Card
from frontdesk.domain.stored_card import StoredCard
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.placing import place
from frontdesk.usecases.wish import HoldWish


async def place_hold(desk: Desk, wish: HoldWish, card: Card | StoredCard | None) -> Outcome:
    """Nothing is collected; a typed card is wiped once it was sent. No card where the guest types it on the gateway's
    page. A challenge outcome carries the page to show."""
    return await place(desk, wish, card, "hold")
