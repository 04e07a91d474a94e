"""Verbs: what was done on a bank's terminal with a hold that was written down by hand, written down as well. The person
at the desk is the only source, so a slip's number or another reference is demanded and kept with their name."""

from typing import Literal

from frontdesk.domain.attempt import Attempt
from frontdesk.domain.card import looks_like_card_number
from frontdesk.domain.crash_point import crash_point
from frontdesk.domain.hold import Hold
from frontdesk.domain.money import Money
from frontdesk.domain.outcomes import settled
from frontdesk.domain.terminal import TERMINAL
from frontdesk.ledger.database import LedgerError
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.settle import facts_of, new_attempt, stopped

Kind = Literal["capture", "release", "refund"]
PHASES = {"capture": "captured", "release": "released", "refund": "refunded"}
LONGEST = 60


async def capture_by_hand(
    desk: Desk, hold_id: int, amount: Money, slip: str, *, knowingly_above: bool = False
) -> Outcome:
    """The terminal took `amount` of the hold. More than the hold is written down only knowingly: it happened, or it is
    a slip of the fingers."""
    hold = desk.ledger.held_stay(hold_id).hold
    problem = _not_here(hold, "held", slip) or _wrong_sum(hold, amount)
    if not problem and amount > hold.money and not knowingly_above:
        problem = "above_hold"
    return stopped(desk, "capture", hold_id, problem) if problem else await _done(desk, hold, "capture", amount, slip)


async def release_by_hand(desk: Desk, hold_id: int, slip: str) -> Outcome:
    """The terminal or the bank let the hold go."""
    hold = desk.ledger.held_stay(hold_id).hold
    problem = _not_here(hold, "held", slip)
    return (
        stopped(desk, "release", hold_id, problem) if problem else await _done(desk, hold, "release", hold.money, slip)
    )


async def refund_by_hand(desk: Desk, hold_id: int, amount: Money, slip: str) -> Outcome:
    """The terminal gave `amount` back; never more than what is left."""
    hold = desk.ledger.held_stay(hold_id).hold
    problem = _not_here(hold, "captured", slip) or _wrong_sum(hold, amount)
    if not problem and amount > hold.refundable:
        problem = "above_refundable"
    return stopped(desk, "refund", hold_id, problem) if problem else await _done(desk, hold, "refund", amount, slip)


async def confirm_by_hand(desk: Desk, hold_id: int) -> Outcome:
    """Somebody looked at the terminal, and the hold stands as it is written: what asking is for a gateway."""
    hold = desk.ledger.held_stay(hold_id).hold
    if hold.account != TERMINAL:
        return stopped(desk, "place", hold_id, "wrong_hold_state")._replace(verb="ask")
    now = desk.now()
    try:
        seen = hold._replace(asked_at=now, attention="")
        await desk.ledger.note(seen, "confirmed_by_hand", {}, desk.clerk.name, now)
    except LedgerError as error:
        return stopped(desk, "place", hold_id, error.problem)._replace(verb="ask")
    desk.on_change(hold_id)
    return Outcome("done", "ask", desk.ledger.held_stay(hold_id), hold.money)


def _not_here(hold: Hold, state: str, slip: str) -> str:
    if hold.account != TERMINAL or hold.state != state:
        return "wrong_hold_state"
    if looks_like_card_number(slip):
        return "card_number_typed"
    return "" if slip.strip() else "slip_missing"


def _wrong_sum(hold: Hold, amount: Money) -> str:
    if amount.code != hold.currency:
        return "other_currency"
    return "" if amount.minor > 0 else "nothing"


async def _done(desk: Desk, hold: Hold, kind: Kind, amount: Money, slip: str) -> Outcome:
    """Begun and approved in one transaction: nothing is sent, so there is nothing to ask about."""
    now = desk.now()
    before = hold._replace(was=hold.state, problem="", attention="")
    attempt: Attempt = new_attempt(desk, before, kind, amount, by="refund" if kind == "refund" else "")
    after = settled(before, attempt._replace(state="approved", settled_at=now), PHASES[kind], now)
    facts = {**facts_of(after.hold, after.attempt), "slip": slip.strip()[:LONGEST]}
    crash_point(f"terminal:before_{kind}")
    try:
        await desk.ledger.record_elsewhere(before, after.hold, after.attempt, f"{PHASES[kind]}_by_hand", facts)
    except LedgerError as error:
        return stopped(desk, kind, hold.id, error.problem)
    crash_point(f"terminal:{kind}")
    desk.on_change(hold.id)
    return Outcome("done", kind, desk.ledger.held_stay(hold.id), amount)
