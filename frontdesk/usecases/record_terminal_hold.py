"""Verb: write down a hold that was taken on a bank's terminal. No gateway is called, now or later."""

from typing import NamedTuple

from frontdesk.domain.attempt import Attempt
from frontdesk.domain.card import looks_like_card_number
from frontdesk.domain.crash_point import crash_point
from frontdesk.domain.hold import Hold, Stay
from frontdesk.domain.money import Money
from frontdesk.domain.terminal import TERMINAL, lapse_by_hand
from frontdesk.ledger.database import LedgerError, MayBlockTwice
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.settle import facts_of, new_attempt

# So much of a slip's text is kept.
LONGEST = 60


class TerminalWish(NamedTuple):
    """What stands on the slip. `approval` is the bank's approval code; `lapses_on` the Istanbul day (ISO) on which the
    hold ends as the bank or the terminal told it, "" where nobody knows; `reference` the slip's or the terminal's own
    number. `reason` says why the guest may knowingly be blocked twice."""

    stay: Stay
    amount: Money
    approval: str
    lapses_on: str = ""
    bank: str = ""
    last4: str = ""
    scheme: str = ""
    reference: str = ""
    reason: str = ""


async def record_terminal_hold(desk: Desk, wish: TerminalWish) -> Outcome:
    """Written as held at once, with an approved attempt that was never sent. Rule 4 holds here as everywhere, and the
    same slip is not written down twice unasked."""
    problem = _not_possible(desk, wish)
    if problem:
        return Outcome("stopped", "place", amount=wish.amount, problem=problem)
    hold = _hold(desk, wish)
    attempt = _attempt(desk, hold)
    crash_point("terminal:before_record")
    try:
        held = await desk.ledger.record_by_hand(wish.stay, hold, attempt, wish.reason, facts_of(hold, attempt))
    except MayBlockTwice as twice:
        return Outcome("stopped", "place", amount=wish.amount, problem="may_block_twice", others=twice.holds)
    except LedgerError as error:
        return Outcome("stopped", "place", amount=wish.amount, problem=error.problem)
    crash_point("terminal:recorded")
    desk.on_change(held.hold.id)
    return Outcome("done", "place", held, wish.amount)


def _not_possible(desk: Desk, wish: TerminalWish) -> str:
    typed = (wish.approval, wish.bank, wish.reference, wish.scheme)
    if any(looks_like_card_number(text) for text in typed):
        return "card_number_typed"
    if not wish.approval.strip():
        return "approval_missing"
    if wish.last4 and not (len(wish.last4) == 4 and wish.last4.isascii() and wish.last4.isdigit()):
        return "last4_wrong"
    if wish.amount.minor <= 0:
        return "nothing"
    return "lapse_passed" if lapse_by_hand(wish.lapses_on, desk.now()).at <= desk.now() else ""


def _attempt(desk: Desk, hold: Hold) -> Attempt:
    attempt = new_attempt(desk, hold, "place", hold.money, key=hold.key)
    return attempt._replace(state="approved", settled_at=attempt.begun_at)


def _hold(desk: Desk, wish: TerminalWish) -> Hold:
    now = desk.now()
    lapse = lapse_by_hand(wish.lapses_on, now)
    return Hold(
        id=0,
        stay_id=wish.stay.id,
        account=TERMINAL,
        state="held",
        was="placing",
        purpose="hold",
        currency=wish.amount.code,
        amount=wish.amount.minor,
        captured=0,
        refunded=0,
        owed=0,
        key=desk.new_key(),
        payment_id="",
        threeds=False,
        scheme=wish.scheme,
        bin="",
        last4=wish.last4,
        card_kind="",
        bank=wish.bank.strip()[:LONGEST],
        auth_code=wish.approval.strip()[:LONGEST],
        host_reference=wish.reference.strip()[:LONGEST],
        references="{}",
        placed_at=now,
        held_at=now,
        lapses_at=lapse.at,
        lapse_grade=lapse.grade,
        safe_until=lapse.safe_until,
        asked_at=0,
        ended="",
        attention="",
        problem="",
        clerk=desk.clerk.name,
        version=0,
        entry="terminal",
    )
