"""Verb: the bank page ended. Complete what was authenticated, ask about everything else (money-safety rules 13 to
15)."""

from frontdesk.domain.attempt import Attempt
from frontdesk.domain.challenge import PAGE_SECONDS, PageEnd
from frontdesk.domain.crash_point import crash_point
from frontdesk.domain.gateway import Found, ReturnedPage
from frontdesk.domain.hold import Hold
from frontdesk.domain.outcomes import unclear, with_answer
from frontdesk.domain.problems import LEDGER
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.question import ask_attempt, completes_page, judged, look
from frontdesk.usecases.settle import begin, new_attempt, ready, record, reference, send, stopped, write_down

# A completion that provably never left may be sent again, while its payment is still on screen.
TRIES = 3
# What a gateway says of a return whose hash is not the one expected.
UNVERIFIED = "mismatch"
BETWEEN_TRIES = 2.0
# Seconds before each question about a return that proves nothing.
ASKED_AFTER = (0, 2, 5, 15)
# What else was done with the hold while its page was being read.
MEANWHILE = frozenset({"attempt_open", "hold_undecided", "hold_changed"})


async def finish_challenge(desk: Desk, hold_id: int, end: PageEnd) -> Outcome:
    """The first end of a page counts; a later one only asks. No page event settles anything."""
    await write_down(desk)
    hold = desk.ledger.held_stay(hold_id).hold
    place = _challenged(desk, hold_id)
    if hold_id in desk.finishing or (place is not None and place.id in desk.unwritten):
        return stopped(desk, "complete", hold_id, "attempt_open")
    if place is None or hold.state != "challenge":
        return stopped(desk, "complete", hold_id, "wrong_hold_state")
    if any(row.state in {"begun", "unknown"} for row in desk.ledger.attempts_of(hold_id)):
        return stopped(desk, "complete", hold_id, "attempt_open")
    desk.finishing.add(hold_id)
    try:
        return await _finish(desk, hold, place, end)
    finally:
        desk.finishing.discard(hold_id)


async def _finish(desk: Desk, hold: Hold, place: Attempt, end: PageEnd) -> Outcome:
    page = _read(desk, hold, end)
    found: Found | None = None
    hold = _ended(hold, end, page)
    if completes_page(desk, hold) and end.how == "returned":
        if page.proof in {"ask", "untrusted"}:
            found = await _asked(desk, hold, place)
        if found is not None and _is_authenticated(hold, found):
            page, hold = page._replace(proof="authenticated", payment_id=found.payment_id), with_answer(hold, found)
        if page.proof == "authenticated":
            outcome = await _complete(desk, hold, place, page)
            if outcome is not None:
                return outcome
            hold, found = _ended(desk.ledger.held_stay(hold.id).hold, end, page), None
    after = unclear(hold, place, "page_ended", desk.now())
    # A hash that does not fit decides nothing where its formula is a guess, but is kept (AHL Pay notes §6.5).
    ended = await record(desk, after._replace(remark="unverified_return" if page.detail == UNVERIFIED else ""))
    if ended.problem in LEDGER:
        return ended
    return await (judged(desk, place.id, found) if found is not None else ask_attempt(desk, place.id))


async def _asked(desk: Desk, hold: Hold, place: Attempt) -> Found | None:
    """What the gateway says of a page whose return proves nothing, asked while the page's time lasts and as long as it
    knows of no return itself (Ödüyo notes §14, rule 13)."""
    found = None
    for wait in ASKED_AFTER:
        if wait:
            await desk.rest(wait)
        if desk.now() > place.asked_at + PAGE_SECONDS:
            return None
        told = await look(desk, hold)
        crash_point("page:asked")
        found = told if isinstance(told, Found) else None
        if found is not None and found.state != "page_open" and (found.state != "page_returned" or found.proof):
            return found
    return found


def _is_authenticated(hold: Hold, found: Found) -> bool:
    """The gateway's own word about this payment, at this sum."""
    is_ours = hold.payment_id in {"", found.payment_id} and found.amount in {None, hold.money}
    return is_ours and found.state == "page_returned" and found.proof == "authenticated"


def _ended(hold: Hold, end: PageEnd, page: ReturnedPage) -> Hold:
    told = "" if page.proof == "untrusted" else page.payment_id
    return hold._replace(ended=end.how, payment_id=hold.payment_id or told)


def _challenged(desk: Desk, hold_id: int) -> Attempt | None:
    rows = [row for row in desk.ledger.attempts_of(hold_id) if row.state == "challenged"]
    return rows[-1] if rows else None


def _read(desk: Desk, hold: Hold, end: PageEnd) -> ReturnedPage:
    if end.how != "returned":
        return ReturnedPage("failed")
    if not end.fields:
        return ReturnedPage("untrusted")
    return desk.accounts[hold.account].gateway.read_return(end.fields, reference(desk, hold))


async def _complete(desk: Desk, hold: Hold, place: Attempt, page: ReturnedPage) -> Outcome | None:
    """None when the completion provably never left, could not be begun (a full disk, a login that is refused), or came
    too late: then the page's end is asked about."""
    gateway = desk.accounts[hold.account].gateway
    for tried in range(TRIES):
        if tried:
            await desk.rest(BETWEEN_TRIES)
        # A login may take its time, and the page's time goes on meanwhile.
        stop = await ready(desk, "complete", hold.account, hold.money, hold.id)
        if stop is not None and stop.result == "not_sent":
            continue
        if stop is not None or desk.now() > place.asked_at + PAGE_SECONDS:
            return None
        hold = hold._replace(version=desk.ledger.held_stay(hold.id).hold.version)
        begun = await begin(desk, hold, new_attempt(desk, hold, "complete", hold.money, key=hold.key))
        if isinstance(begun, Outcome):
            return begun if begun.problem in MEANWHILE else None
        hold, attempt = begun
        outcome, _ = await send(desk, attempt, gateway.complete(reference(desk, hold), page))
        if outcome.result == "checking" and outcome.problem not in LEDGER:
            return await ask_attempt(desk, attempt.id)
        if outcome.result != "not_sent":
            return outcome
        hold = desk.ledger.held_stay(hold.id).hold
    return None
