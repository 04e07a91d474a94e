"""Verb: give captured money back, whole or in part, by cancel or refund (rule 17)."""

from typing import Literal

from frontdesk.domain.abilities import Abilities
from frontdesk.domain.asking import given_back_of
from frontdesk.domain.attempt import Attempt
from frontdesk.domain.gateway import Found, NotSent
from frontdesk.domain.hold import Hold
from frontdesk.domain.money import Money
from frontdesk.domain.terminal import account_problem
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.kept_part import kept_part
from frontdesk.usecases.question import adopt, look
from frontdesk.usecases.settle import begin, new_attempt, reference, send, stopped

ISTANBUL = 3 * 3600
Way = Literal["cancel", "refund"]


async def refund_capture(desk: Desk, hold_id: int, amount: Money) -> Outcome:
    """Never more than what is left. What was charged where nothing is held, and anything after a restore, is asked
    about first: what was given back in the merchant's panel, or since the backup, would be given back twice. Cancel or
    refund is chosen by the Istanbul day and never trusted: after a refusal the gateway is asked, and the other way is a
    second attempt."""
    hold = desk.ledger.held_stay(hold_id).hold
    problem = account_problem(hold, desk.accounts)
    if problem:
        return stopped(desk, "refund", hold_id, problem)
    can = desk.accounts[hold.account].gateway.abilities
    problem = _not_refundable(hold, amount, can)
    if problem:
        return stopped(desk, "refund", hold_id, problem)
    kept = kept_part(desk, hold) if hold.state == "charged" else None
    if kept is not None and kept.step == "sale_open":
        return stopped(desk, "refund", hold_id, "part_sale_open")
    restored = hold.placed_at <= desk.restored_at and hold.asked_at <= desk.restored_at
    if restored or hold.purpose == "deposit" or not can.holds:
        differs = await _differs(desk, hold, amount)
        if differs is not None:
            return differs
    ways = _ways(desk, hold, amount, can)
    outcome = await _give_back(desk, desk.ledger.held_stay(hold_id).hold, amount, ways[0])
    if outcome.result != "refused" or len(ways) == 1:
        return outcome
    refused = desk.ledger.held_stay(hold_id).hold
    found = await look(desk, refused)
    hold = desk.ledger.held_stay(hold_id).hold
    if hold.version != refused.version or not _is_whole(found):
        return outcome
    return await _give_back(desk, hold, amount, ways[1])


async def _differs(desk: Desk, hold: Hold, amount: Money) -> Outcome | None:
    """None where the gateway tells of the same money as the ledger."""
    found = await look(desk, hold)
    held = desk.ledger.held_stay(hold.id)
    if isinstance(found, NotSent):
        return Outcome("not_sent", "refund", held, amount, found.problem)
    if not isinstance(found, Found):
        return stopped(desk, "refund", hold.id, "bank_not_reached")
    if held.hold.version != hold.version:
        return stopped(desk, "refund", hold.id, "hold_changed")
    asked = await adopt(desk, hold, found)
    return None if asked.result == "done" else asked._replace(verb="refund")


def _is_whole(found: object) -> bool:
    """Everything that was taken is still taken."""
    if not isinstance(found, Found) or found.state not in {"captured", "charged"} or found.partly_refunded:
        return False
    given_back = given_back_of(found)
    return given_back is None or given_back.minor == 0


def _not_refundable(hold: Hold, amount: Money, can: Abilities) -> str:
    if hold.state not in {"captured", "charged"}:
        return "hold_undecided" if hold.state in {"unknown", "attention"} else "wrong_hold_state"
    if amount.code != hold.currency:
        return "other_currency"
    if amount.minor <= 0:
        return "nothing_to_refund"
    if amount > hold.refundable:
        return "above_refundable"
    return "no_part_refund_here" if amount != hold.captured_money and not can.refund_part else ""


def _ways(desk: Desk, hold: Hold, amount: Money, can: Abilities) -> tuple[Way, ...]:
    """The ways worth trying, the likelier first. A cancel gives back the whole, so a part is always a refund."""
    whole = amount == hold.captured_money and hold.refunded == 0
    if "cancel" not in can.refund_by or not whole:
        return ("refund",)
    if len(can.refund_by) == 1:
        return ("cancel",)
    taken = [row.settled_at for row in desk.ledger.attempts_of(hold.id) if row.state == "approved"]
    # Nothing of ours was approved where the capture was found at the gateway: then its day is not known.
    same_day = (max(taken, default=0) + ISTANBUL) // 86_400 == (desk.now() + ISTANBUL) // 86_400
    return ("cancel", "refund") if same_day else ("refund", "cancel")


def way_back(desk: Desk, hold: Hold) -> Literal["cancel", "refund", "gateway", ""]:
    """How what is left of a charge would be given back now, for the words before it: what is tried first, or that the
    gateway chooses itself; "" where its account is not there or nothing is left."""
    account = desk.accounts.get(hold.account)
    if account is None or hold.refundable.minor <= 0:
        return ""
    can = account.gateway.abilities
    return "gateway" if can.cancel_window == "gateway_decides" else _ways(desk, hold, hold.refundable, can)[0]


async def _give_back(desk: Desk, hold: Hold, amount: Money, way: Way) -> Outcome:
    begun: tuple[Hold, Attempt] | Outcome = await begin(desk, hold, new_attempt(desk, hold, "refund", amount, by=way))
    if isinstance(begun, Outcome):
        return begun
    hold, attempt = begun
    gateway = desk.accounts[hold.account].gateway
    outcome, _ = await send(desk, attempt, gateway.refund(reference(desk, hold), amount, attempt.key, way))
    return outcome
