"""Verb: take all or a part of a hold at check-out, once."""

from frontdesk.domain.capture_range import capture_range, range_problem
from frontdesk.domain.money import Money
from frontdesk.domain.problems import LEDGER
from frontdesk.domain.terminal import account_problem
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.question import ask_attempt
from frontdesk.usecases.settle import begin, new_attempt, reference, send, stopped


async def capture_hold(desk: Desk, hold_id: int, amount: Money) -> Outcome:
    """The amount is checked against the range before anything is sent. A refusal is asked about before the hold
    shows held again."""
    hold = desk.ledger.held_stay(hold_id).hold
    problem: str | None = account_problem(hold, desk.accounts)
    if problem:
        return stopped(desk, "capture", hold_id, problem)
    gateway = desk.accounts[hold.account].gateway
    problem = range_problem(amount, capture_range(hold.money, gateway.abilities, hold.bank))
    if problem and problem != "below_floor":
        return stopped(desk, "capture", hold_id, problem)
    if hold.state != "held":
        return stopped(desk, "capture", hold_id, undecided_or_wrong(hold.state))
    begun = await begin(desk, hold, new_attempt(desk, hold, "capture", amount))
    if isinstance(begun, Outcome):
        return begun
    hold, attempt = begun
    outcome, _ = await send(desk, attempt, gateway.capture(reference(desk, hold), amount, attempt.key))
    if outcome.result != "checking" or outcome.problem in LEDGER:
        return outcome
    return await ask_attempt(desk, attempt.id)


def undecided_or_wrong(state: str) -> str:
    """An open question is another complaint than a hold that was settled long ago."""
    return "hold_undecided" if state in {"unknown", "attention"} else "wrong_hold_state"
