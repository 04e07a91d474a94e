"""Verb: give a hold back uncaptured. Asked about first; only what the gateway says is held is released (rule 16)."""

from frontdesk.domain.gateway import Found, NotSent
from frontdesk.domain.terminal import TERMINAL
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.question import adopt, look, release_found
from frontdesk.usecases.settle import stopped


async def release_hold(desk: Desk, hold_id: int) -> Outcome:
    """A release that the gateway already shows is recorded, not sent again."""
    held = desk.ledger.held_stay(hold_id)
    if held.hold.account == TERMINAL:
        return stopped(desk, "release", hold_id, "terminal_by_hand")
    if held.hold.state != "held":
        undecided = held.hold.state in {"unknown", "attention"}
        return stopped(desk, "release", hold_id, "hold_undecided" if undecided else "wrong_hold_state")
    found = await look(desk, held.hold)
    hold = desk.ledger.held_stay(hold_id).hold
    if isinstance(found, NotSent):
        return Outcome("not_sent", "release", held, held.hold.money, found.problem)
    if not isinstance(found, Found):
        return stopped(desk, "release", hold_id, "bank_not_reached")
    if hold.state != "held":
        return stopped(desk, "release", hold_id, "hold_changed")
    if found.state == "held":
        return await release_found(desk, hold)
    return (await adopt(desk, hold, found))._replace(verb="release")
