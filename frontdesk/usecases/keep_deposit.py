"""Verb: keep what is left of a charged deposit, or of a sale that staff had stopped and that was taken all the same. No
money moves; it is settled as captured."""

from frontdesk.domain.crash_point import crash_point
from frontdesk.domain.hold import HeldStay
from frontdesk.ledger.database import LedgerError
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.kept_part import keep_problem, kept_part, squared


async def keep_deposit(desk: Desk, hold_id: int) -> Outcome:
    """Not while a part of it is being kept by a sale, nor where the deposit of a part was kept already: the guest would
    pay twice. It can still be given back later. A sale that kept a part makes its deposit owed from here on."""
    held = desk.ledger.held_stay(hold_id)
    hold = held.hold
    if hold.state != "charged":
        undecided = hold.state in {"unknown", "attention"}
        return _stopped(held, "hold_undecided" if undecided else "wrong_hold_state")
    problem = keep_problem(desk, hold, kept_part(desk, hold))
    if problem:
        return _stopped(held, problem)
    kept = hold.refundable
    facts = {"amount": str(kept.minor), "currency": kept.code}
    crash_point("keep:before_note")
    # A part that was sold and given back again leaves the deposit as owed; keeping it all ends that.
    settled, owed = squared(desk, hold._replace(state="captured", owed=0, attention="", problem=""))
    try:
        await desk.ledger.note(settled, "kept", facts, desk.clerk.name, desk.now(), owing=owed)
    except LedgerError as error:
        return _stopped(desk.ledger.held_stay(hold_id), error.problem)
    crash_point("keep:noted")
    desk.on_change(hold_id)
    return Outcome("done", "keep", desk.ledger.held_stay(hold_id), kept)


def _stopped(held: HeldStay, problem: str) -> Outcome:
    return Outcome("stopped", "keep", held, held.hold.refundable, problem)
