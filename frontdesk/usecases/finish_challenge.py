"""Verb: the bank page ended. Complete what was authenticated, ask about everything else (money-safety rules 13 to
15)."""

from frontdesk.domain.attempt import Attempt
from frontdesk.domain.challenge import PAGE_SECONDS, PageEnd
from frontdesk.domain.gateway import ReturnedPage
from frontdesk.domain.hold import Hold
from frontdesk.domain.outcomes import unclear
from frontdesk.domain.problems import LEDGER
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.question import ask_attempt
from frontdesk.usecases.settle import begin, new_attempt, record, reference, send, stopped, write_down

# A completion that provably never left may be sent again, while its payment is still on screen.
TRIES = 3
BETWEEN_TRIES = 2.0


async def finish_challenge(desk: Desk, hold_id: int, end: PageEnd) -> Outcome:
    """The first end of a page counts; a later one only asks. No page event settles anything."""
    await write_down(desk)
    hold = desk.ledger.held_stay(hold_id).hold
    place = _challenged(desk, hold_id)
    if place is not None and place.id in desk.unwritten:
        return stopped(desk, "complete", hold_id, "attempt_open")
    if place is None or hold.state != "challenge":
        return stopped(desk, "complete", hold_id, "wrong_hold_state")
    if any(row.state in {"begun", "unknown"} for row in desk.ledger.attempts_of(hold_id)):
        return stopped(desk, "complete", hold_id, "attempt_open")
    page = _read(desk, hold, end)
    hold = _ended(hold, end, page)
    if page.proof == "authenticated" and desk.accounts[hold.account].gateway.abilities.completes:
        outcome = await _complete(desk, hold, place, page)
        if outcome is not None:
            return outcome
        hold = _ended(desk.ledger.held_stay(hold_id).hold, end, page)
    ended = await record(desk, unclear(hold, place, "page_ended", desk.now()))
    return await ask_attempt(desk, place.id) if ended.problem not in LEDGER else ended


def _ended(hold: Hold, end: PageEnd, page: ReturnedPage) -> Hold:
    return hold._replace(ended=end.how, payment_id=hold.payment_id or page.payment_id)


def _challenged(desk: Desk, hold_id: int) -> Attempt | None:
    rows = [row for row in desk.ledger.attempts_of(hold_id) if row.state == "challenged"]
    return rows[-1] if rows else None


def _read(desk: Desk, hold: Hold, end: PageEnd) -> ReturnedPage:
    if end.how != "returned" or not end.fields:
        return ReturnedPage("failed")
    return desk.accounts[hold.account].gateway.read_return(end.fields, reference(desk, hold))


async def _complete(desk: Desk, hold: Hold, place: Attempt, page: ReturnedPage) -> Outcome | None:
    """None when the completion provably never left, could not be begun on a full disk, or came too late: then the
    page's end is asked about."""
    gateway = desk.accounts[hold.account].gateway
    for tried in range(TRIES):
        if tried:
            await desk.pause(BETWEEN_TRIES)
        if desk.now() > place.asked_at + PAGE_SECONDS:
            return None
        hold = hold._replace(version=desk.ledger.held_stay(hold.id).hold.version)
        begun = await begin(desk, hold, new_attempt(desk, hold, "complete", hold.money, key=hold.key))
        if isinstance(begun, Outcome):
            return begun if begun.problem not in LEDGER else None
        hold, attempt = begun
        outcome, _ = await send(desk, attempt, gateway.complete(reference(desk, hold), page))
        if outcome.result == "checking" and outcome.problem not in LEDGER:
            return await ask_attempt(desk, attempt.id)
        if outcome.result != "not_sent":
            return outcome
        hold = desk.ledger.held_stay(hold.id).hold
    return None
