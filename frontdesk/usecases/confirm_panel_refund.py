"""Verb: a part was given back in the merchant's panel; the gateway is asked, and only its word is written down (rule
18). It also settles a refund of ours that stays unknown because the gateway tells of a part without its sum."""

from frontdesk.domain.asking import LAST_STRIKE_AFTER, given_back_of, judge
from frontdesk.domain.attempt import Attempt
from frontdesk.domain.crash_point import crash_point
from frontdesk.domain.gateway import Found, NotSent
from frontdesk.domain.hold import Hold
from frontdesk.domain.money import Money
from frontdesk.domain.outcomes import flagged, settled
from frontdesk.ledger.database import LedgerError
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.question import adopt, judged, look
from frontdesk.usecases.settle import facts_of, new_attempt, stopped


async def confirm_panel_refund(desk: Desk, hold_id: int, amount: Money) -> Outcome:
    """`amount` is what staff say was given back in the panel, beside what the ledger knows. Recorded as a refund where
    the gateway tells of that sum, or of a part without its sum (then as sent, unconfirmed). Where it tells of none
    nothing is changed; another sum needs a person.

    While a refund of ours is open and cannot be matched, `amount` is all that the panel shows beside what the ledger
    knows: 0 where nothing else was given back, ours included where it went through."""
    hold = desk.ledger.held_stay(hold_id).hold
    ours = _open_refund(desk, hold)
    problem = _not_confirmable(hold, amount, least=0 if ours is not None else 1)
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
    if ours is not None:
        return await _settle(desk, hold, ours, found, amount)
    told = given_back_of(found)
    if not _is_ours(hold, found) or (
        told is not None and told.minor not in {hold.refunded, hold.refunded + amount.minor}
    ):
        return (await adopt(desk, hold, found))._replace(verb="refund")
    unconfirmed = told is None and found.partly_refunded and hold.refunded == 0 and amount < hold.refundable
    if not unconfirmed and (told is None or told.minor == hold.refunded):
        return stopped(desk, "refund", hold_id, "panel_refund_not_seen")
    return await _record(desk, hold, amount, unconfirmed=unconfirmed)


def _open_refund(desk: Desk, hold: Hold) -> Attempt | None:
    rows = desk.ledger.attempts_of(hold.id)
    return next((row for row in rows if row.kind == "refund" and row.state == "unknown"), None)


def _not_confirmable(hold: Hold, amount: Money, least: int) -> str:
    in_doubt = hold.state == "attention" and hold.attention == "refund_unmatched" and hold.captured > 0
    if hold.state not in {"captured", "charged"} and not in_doubt:
        return "hold_undecided" if hold.state in {"unknown", "attention"} else "wrong_hold_state"
    if amount.code != hold.currency:
        return "other_currency"
    if amount.minor < least:
        return "nothing_to_refund"
    return "above_refundable" if amount > hold.refundable else ""


def _is_ours(hold: Hold, found: Found) -> bool:
    same = found.payment_id in {"", hold.payment_id} and found.amount in {None, hold.money}
    return same and found.state in {"captured", "charged"}


async def _settle(desk: Desk, hold: Hold, ours: Attempt, found: Found, amount: Money) -> Outcome:
    """Settle our open refund by the panel's figure. Rules 11 and 12 want proof before a refund is not_done: it is the
    sum in the panel, stated by a person whose name is in the journal, together with the gateway's own word, which must
    tell of that sum, or of a part whose sum it leaves out. Not earlier than the schedule itself might prove it (rule
    9): until then ours may still be on its way. What the gateway can prove alone needs no person."""
    verdict = judge(ours, hold, found, completes=False, completed=False)
    if verdict.proves == "approved" or not _is_ours(hold, found):
        return (await judged(desk, ours.id, found))._replace(verb="refund")
    total = hold.refunded + amount.minor
    told = given_back_of(found)
    shown = told.minor == total if told is not None else found.partly_refunded and 0 < total < hold.captured
    if not shown:
        return stopped(desk, "refund", hold.id, "panel_refund_not_seen")
    # Where every refund is told with its key, ours is not among them: it would have been found by its own.
    listed = bool(found.refunds) and all(refund.key for refund in found.refunds)
    went_through = amount.minor >= ours.amount and not listed
    if not went_through and desk.now() < max(ours.begun_at, desk.started_at) + LAST_STRIKE_AFTER:
        return stopped(desk, "refund", hold.id, "attempt_open")
    return await _settle_by_panel(desk, hold, ours, amount, went_through=went_through, unconfirmed=told is None)


async def _settle_by_panel(
    desk: Desk, hold: Hold, ours: Attempt, amount: Money, *, went_through: bool, unconfirmed: bool
) -> Outcome:
    """The hold with all that the panel shows as given back, and our refund as a part of it or as not done, in one
    transaction. `said_by` in the journal's line is who read the panel, who need not be who began the refund."""
    now = desk.now()
    refunded = hold.refunded + amount.minor
    known = hold._replace(
        state="refunded" if refunded >= hold.captured else hold.was,
        refunded=refunded,
        owed=max(0, hold.owed - amount.minor),
        attention="",
        problem="",
        asked_at=now,
    )
    attempt = ours._replace(
        state="approved" if went_through else "not_done",
        settled_at=now,
        asked=ours.asked + 1,
        asked_at=now,
        problem="",
        gateway_code="",
    )
    facts = {**facts_of(known, attempt), "amount": str(amount.minor), "where": "panel", "said_by": desk.clerk.name}
    facts["ours"] = "yes" if went_through else "no"
    if unconfirmed:
        facts["sum"] = "as_sent"
    try:
        await desk.ledger.record(flagged(known), attempt, "refund_by_panel", facts, now)
    except LedgerError as error:
        return stopped(desk, "refund", hold.id, error.problem)
    crash_point("panel:recorded")
    desk.on_change(hold.id)
    return Outcome("done", "refund", desk.ledger.held_stay(hold.id), amount)


async def _record(desk: Desk, hold: Hold, amount: Money, *, unconfirmed: bool) -> Outcome:
    """Begun and approved in one transaction: nothing is sent, so there is nothing to ask about later."""
    now = desk.now()
    standing = hold.was if hold.state == "attention" else hold.state
    before = flagged(hold._replace(state=standing, was=standing, attention="", problem="", asked_at=now))
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
