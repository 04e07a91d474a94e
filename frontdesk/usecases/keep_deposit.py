"""Verb: keep what is left of a charged deposit. No money moves; the deposit is settled as captured."""

from frontdesk.domain.crash_point import crash_point
from frontdesk.domain.hold import HeldStay
from frontdesk.ledger.database import LedgerError
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.kept_part import kept_part, part_problem


async def keep_deposit(desk: Desk, hold_id: int) -> Outcome:
    """Not while a part of it is being kept by a sale: the guest would pay twice. It can still be given back later."""
    held = desk.ledger.held_stay(hold_id)
    hold = held.hold
    if hold.state != "charged":
        undecided = hold.state in {"unknown", "attention"}
        return _stopped(held, "hold_undecided" if undecided else "wrong_hold_state")
    problem = part_problem(kept_part(desk, hold))
    if problem:
        return _stopped(held, problem)
    kept = hold.refundable
    facts = {"amount": str(kept.minor), "currency": kept.code}
    crash_point("keep:before_note")
    try:
        await desk.ledger.note(
            # A part that was sold and given back again leaves the deposit as owed; keeping it all ends that.
            hold._replace(state="captured", owed=0, attention="", problem=""),
            "kept",
            facts,
            desk.clerk.name,
            desk.now(),
        )
    except LedgerError as error:
        return _stopped(desk.ledger.held_stay(hold_id), error.problem)
    crash_point("keep:noted")
    desk.on_change(hold_id)
    return Outcome("done", "keep", desk.ledger.held_stay(hold_id), kept)


def _stopped(held: HeldStay, problem: str) -> Outcome:
    return Outcome("stopped", "keep", held, held.hold.refundable, problem)
