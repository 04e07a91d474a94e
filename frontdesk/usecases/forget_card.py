"""Verb: have a gateway delete a card that it keeps. The gateway first, then the ledger."""

from typing import Literal, NamedTuple

from frontdesk.domain.crash_point import crash_point
from frontdesk.domain.gateway import NotSent, Refused
from frontdesk.domain.stored_card import StoredCard
from frontdesk.domain.told import Deleted
from frontdesk.ledger.database import LedgerError
from frontdesk.usecases.desk import Desk

# The gateway keeps no such card: it is forgotten there already.
UNKNOWN_CARD = "stored_card_unknown"


class Forgotten(NamedTuple):
    """done: neither gateway nor ledger keeps it · refused, not_sent: it stays · checking: the gateway's answer was
    unclear; it stays, and may be forgotten again · stopped: the desk refused before anything was asked, or the ledger
    could not be written afterwards (then it is forgotten again later)."""

    result: Literal["done", "refused", "not_sent", "checking", "stopped"]
    card: StoredCard
    problem: str = ""
    code: str = ""


async def forget_card(desk: Desk, account: str, card: StoredCard) -> Forgotten:
    """Deleting twice does no harm: a gateway that does not know the card has forgotten it."""
    known = desk.accounts.get(account)
    problem = desk.ledger.problem
    if not problem and (known is None or card.user not in desk.ledger.card_users(account)):
        problem = "unknown_account" if known is None else UNKNOWN_CARD
    if known is None or problem:
        return Forgotten("stopped", card, problem)
    if not known.gateway.abilities.stored_cards:
        return Forgotten("stopped", card, "no_stored_cards_here")
    answer = await desk.run(account, known.gateway.delete_card(card))
    crash_point("card:deleted")
    if isinstance(answer, NotSent):
        return Forgotten("not_sent", card, answer.problem)
    if not isinstance(answer, Deleted) and answer.problem != UNKNOWN_CARD:
        result: Literal["refused", "checking"] = "refused" if isinstance(answer, Refused) else "checking"
        return Forgotten(result, card, answer.problem, answer.code)
    try:
        await desk.ledger.forget_card(account, card, desk.clerk.name, desk.now())
    except LedgerError as error:
        return Forgotten("stopped", card, error.problem)
    return Forgotten("done", card)
