"""Verb: a part was given back in the merchant's panel; the gateway is asked, and only its word is written down (rule
18)."""

from frontdesk.domain.asking import given_back_of
from frontdesk.domain.crash_point import crash_point
from frontdesk.domain.gateway import Found, NotSent
from frontdesk.domain.hold import Hold
from frontdesk.domain.money import Money
from frontdesk.domain.outcomes import settled
from frontdesk.ledger.database import LedgerError
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.question import adopt, look
from frontdesk.usecases.settle import facts_of, new_attempt, stopped


async def confirm_panel_refund(desk: Desk, hold_id: int, amount: Money) -> Outcome:
    """`amount` is what staff say was given back in the panel, beside what the ledger knows. Recorded as a refund where
    the gateway tells of that sum, or of a part without its sum (then as sent, unconfirmed). Where it tells of none
    nothing is changed; another sum needs a person."""
    hold = desk.ledger.held_stay(hold_id).hold
    problem = _not_confirmable(hold, amount)
    if problem:
        return stopped(desk, "refund", hold_id, problem)
    found = await look(desk, hold)
    crash_point("panel:asked")
    held = desk.ledger.held_stay(hold_id)
    if isinstance(found, NotSent):
        return Outcome("not_sent", "refund", held, amount, found.problem)
    if not isinstance(found, Found):
        return stopped(desk, "refund", hold_id, "bank_not_reached")
    if held.hold.version != hold.version:
        return stopped(desk, "refund", hold_id, "hold_changed")
    told = given_back_of(found)
    if not _is_ours(hold, found) or (
        told is not None and told.minor not in {hold.refunded, hold.refunded + amount.minor}
    ):
        return (await adopt(desk, hold, found))._replace(verb="refund")
    unconfirmed = told is None and found.partly_refunded and hold.refunded == 0 and amount < hold.refundable
    if not unconfirmed and (told is None or told.minor == hold.refunded):
        return stopped(desk, "refund", hold_id, "panel_refund_not_seen")
    return await _record(desk, hold, amount, unconfirmed=unconfirmed)


def _not_confirmable(hold: Hold, amount: Money) -> str:
    in_doubt = hold.state == "attention" and hold.attention == "refund_unmatched" and hold.captured > 0
    if hold.state not in {"captured", "charged"} and not in_doubt:
        return "hold_undecided" if hold.state in {"unknown", "attention"} else "wrong_hold_state"
    if amount.code != hold.currency:
        return "other_currency"
    if amount.minor <= 0:
        return "nothing_to_refund"
    return "above_refundable" if amount > hold.refundable else ""


def _is_ours(hold: Hold, found: Found) -> bool:
    same = found.payment_id in {"", hold.payment_id} and found.amount in {None, hold.money}
    return same and found.state in {"captured", "charged"}


async def _record(desk: Desk, hold: Hold, amount: Money, *, unconfirmed: bool) -> Outcome:
    """Begun and approved in one transaction: nothing is sent, so there is nothing to ask about later."""
    now = desk.now()
    standing = hold.was if hold.state == "attention" else hold.state
    before = hold._replace(state=standing, was=standing, attention="", problem="", asked_at=now)
    attempt = new_attempt(desk, before, "refund", amount, by="refund")
    after = settled(before, attempt._replace(state="approved", settled_at=now), "refunded", now)
    facts = {**facts_of(after.hold, after.attempt), "where": "panel"}
    if unconfirmed:
        facts["sum"] = "as_sent"
    try:
        await desk.ledger.record_elsewhere(before, after.hold, after.attempt, "panel_refunded", facts)
    except LedgerError as error:
        return stopped(desk, "refund", hold.id, error.problem)
    crash_point("panel:recorded")
    desk.on_change(hold.id)
    return Outcome("done", "refund", desk.ledger.held_stay(hold.id), amount)
