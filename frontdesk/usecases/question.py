"""The question every verb shares: ask the gateway what became of an unclear attempt, and let only proof settle it."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Literal

from frontdesk.domain.asking import OFFLINE_GAP, Verdict, given_back_of, is_too_long, judge, next_question, struck
from frontdesk.domain.attempt import OPEN_ATTEMPTS, Attempt
from frontdesk.domain.crash_point import crash_point
from frontdesk.domain.gateway import Found, NotSent, Refused, Unknown
from frontdesk.domain.hold import Hold, HoldState
from frontdesk.domain.outcomes import After, after_refusal, flagged, held_since, settled, with_answer
from frontdesk.domain.terminal import account_problem
from frontdesk.ledger.database import LedgerError
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.kept_part import squared
from frontdesk.usecases.settle import begin, new_attempt, record, reference, send

# Answers to a question that say another thing than the order; they may be a listing that lags behind.
CONTRADICTIONS = frozenset({"mismatch", "several_payments"})
# States in which the gateway's clear word is taken over; unknown without an open attempt comes of a restore.
UNDECIDED = frozenset({"attention", "unknown"})


async def look(desk: Desk, hold: Hold) -> Found | Refused | Unknown | NotSent:
    """What the gateway says of a hold, now. An account that is no longer on this desk cannot be asked."""
    problem = account_problem(hold, desk.accounts)
    if problem:
        return NotSent(problem)
    return await desk.run(hold.account, desk.accounts[hold.account].gateway.inquire(reference(desk, hold)))


def completes_page(desk: Desk, hold: Hold) -> bool:
    """Whether this hold's page must be completed before anything is held; what the guest does on the gateway's own
    card page is done there (rule 13)."""
    return desk.accounts[hold.account].gateway.abilities.completes and hold.entry != "hosted"


async def ask_attempt(desk: Desk, attempt_id: int) -> Outcome:
    """Ask once about one unknown attempt, record what it proves, and plan the next question."""
    asked = desk.ledger.attempt(attempt_id)
    held = desk.ledger.held_stay(asked.hold_id)
    if attempt_id in desk.being_asked or asked.state != "unknown":
        return _as_it_stands(desk, asked)
    desk.being_asked.add(attempt_id)
    try:
        return await _ask(desk, attempt_id, held.hold)
    finally:
        desk.being_asked.discard(attempt_id)


async def ask_all_of(desk: Desk, rows: Iterable[Attempt], ask: Callable[[Attempt], Awaitable[None]]) -> None:
    """Ask about each row, those of one account one after the other (its rate limit), the accounts side by side."""
    accounts: dict[str, list[Attempt]] = {}
    for row in rows:
        accounts.setdefault(row.account, []).append(row)

    async def ask_each(mine: list[Attempt]) -> None:
        for row in mine:
            await ask(row)

    await desk.together([ask_each(mine) for mine in accounts.values()])


async def _ask(desk: Desk, attempt_id: int, hold: Hold) -> Outcome:
    found = await look(desk, hold)
    crash_point("ask:answered")
    return await judged(desk, attempt_id, found)


async def judged(desk: Desk, attempt_id: int, found: Found | Refused | Unknown | NotSent) -> Outcome:
    """Record what an answer to a question proves about an unknown attempt, and plan the next question."""
    attempt = desk.ledger.attempt(attempt_id)
    hold = desk.ledger.held_stay(attempt.hold_id).hold
    if attempt.state != "unknown":
        return _as_it_stands(desk, attempt)
    if isinstance(found, NotSent) and not (is_too_long(attempt.begun_at, desk.now()) and hold.state != "attention"):
        # A question that never left counts for nothing and is put again soon, as the line may be back any moment.
        held = desk.ledger.held_stay(hold.id)
        return Outcome("checking", attempt.kind, held, hold.money, found.problem, ask_at=desk.now() + OFFLINE_GAP)
    if not isinstance(found, Found):
        return await record(desk, _no_answer(attempt, hold, found, desk.now()))
    completes = completes_page(desk, hold)
    completed = any(row.kind == "complete" and row.state != "not_sent" for row in desk.ledger.attempts_of(hold.id))
    verdict = judge(attempt, hold, found, completes=completes, completed=completed)
    if verdict.proves == "strike" and _cannot_be_found(desk, attempt, hold, found):
        verdict = Verdict("attention", "known_payment_missing")
    after = _after(desk, attempt, hold, found, verdict)
    return await _release_if_stopped(desk, await record(desk, after), after)


def _cannot_be_found(desk: Desk, attempt: Attempt, hold: Hold, found: Found) -> bool:
    """Where a payment is found by its id alone, one without an id cannot have been shown to the guest: unless the
    ledger was put back since, and the id was known and is forgotten. Then no answer proves that nothing was taken."""
    if found.state != "not_found" or hold.payment_id or attempt.begun_at > desk.restored_at:
        return False
    return desk.accounts[hold.account].gateway.abilities.finds_by == "id"


def _as_it_stands(desk: Desk, attempt: Attempt) -> Outcome:
    """What is known of an attempt that somebody else is asking about, or that is not to be asked about."""
    result: Literal["checking", "done"] = "checking" if attempt.state in OPEN_ATTEMPTS else "done"
    held = desk.ledger.held_stay(attempt.hold_id)
    return Outcome(result, attempt.kind, held, held.hold.money, attempt.problem, ask_at=attempt.ask_at)


def _no_answer(attempt: Attempt, hold: Hold, found: Refused | Unknown | NotSent, now: int) -> After:
    """Nothing was learned. What still contradicts the order when it is asked again is for a person (rule 5)."""
    if not isinstance(found, Unknown):
        return _ask_later(attempt, hold, now, 0, "ask_unclear")
    later = _ask_later(attempt, hold, now, found.retry_after, "ask_unclear")
    if found.problem not in CONTRADICTIONS or not attempt.asked:
        return later
    return _for_a_person(later, found.problem)


def _ask_later(attempt: Attempt, hold: Hold, now: int, wait: int, event: str) -> After:
    asked = attempt.asked + 1
    attempt = attempt._replace(asked=asked, asked_at=now, ask_at=next_question(asked, attempt.begun_at, now, wait))
    hold = hold._replace(asked_at=now)
    if is_too_long(attempt.begun_at, now) and hold.state != "attention":
        hold = hold._replace(state="attention", attention="unknown_too_long")
    return After(hold, attempt, event, "attention" if hold.state == "attention" else "checking")


def _for_a_person(after: After, problem: str) -> After:
    return after._replace(
        hold=after.hold._replace(state="attention", attention=problem), event="needs_decision", result="attention"
    )


def _after(desk: Desk, attempt: Attempt, hold: Hold, found: Found, verdict: Verdict) -> After:
    now = desk.now()
    undecided = hold.state == "attention"
    if found.payment_id and not hold.payment_id:
        # Once acknowledged, a later "not found" is for a person (rule 9), and an earlier one was a listing that lagged.
        hold, attempt = hold._replace(payment_id=found.payment_id), attempt._replace(strikes=0, struck_at=0)
    if verdict.proves == "approved":
        done = attempt._replace(
            state="approved", settled_at=now, by=verdict.by or attempt.by, problem="", gateway_code="", asked_at=now
        )
        known = with_answer(hold, found)._replace(asked_at=now, attention="" if undecided else hold.attention)
        if attempt.kind not in {"place", "sale", "complete"}:
            unconfirmed = attempt.kind == "capture" and found.captured is None
            return settled(known, done, "", now)._replace(as_sent=unconfirmed)
        taken = found.captured.minor if found.captured is not None else 0
        after = settled(known._replace(captured=taken), done, found.state, now)._replace(stored=found.stored)
        return _given_back_since(after, found)
    if verdict.proves == "refused":
        no = attempt._replace(state="refused", settled_at=now, problem=verdict.problem, asked_at=now)
        return After(
            flagged(after_refusal(hold._replace(asked_at=now, attention=""), no)),
            no,
            f"{attempt.kind}_refused",
            "refused",
        )
    if verdict.proves == "attention":
        return _for_a_person(_ask_later(attempt, hold, now, 0, "needs_decision"), verdict.problem)
    if verdict.proves == "wait":
        return _ask_later(attempt._replace(strikes=0, struck_at=0), hold, now, 0, "still_open")
    return _strike(desk, attempt, hold, now, page=verdict.proves == "page_strike")


def _given_back_since(after: After, found: Found) -> After:
    """A place of which the desk learns late may have been given back meanwhile: in the merchant's panel, or between a
    backup and its restore. Money that is back is not shown as charged."""
    hold = after.hold
    if hold.state not in {"charged", "captured"}:
        return after
    told = given_back_of(found)
    if found.partly_refunded or (told is not None and told.minor > hold.captured):
        return _for_a_person(after._replace(hold=hold._replace(was=hold.state)), "refund_unmatched")
    if told is None or told.minor == 0:
        return after
    hold = hold._replace(refunded=told.minor)
    if told.minor < hold.captured:
        return after._replace(hold=hold)
    return after._replace(hold=hold._replace(state="refunded", attention=""), result="done")


def _strike(desk: Desk, attempt: Attempt, hold: Hold, now: int, *, page: bool) -> After:
    if page:
        # Rule 14: two equal answers, whenever they come, since nothing was ever completed.
        proven = attempt.strikes > 0
        attempt = attempt._replace(strikes=attempt.strikes + 1, struck_at=attempt.struck_at or now)
    else:
        attempt, proven = struck(attempt, now, desk.started_at)
    if not proven:
        return _ask_later(attempt, hold, now, 0, "not_yet_proven")
    attempt = attempt._replace(state="not_done", settled_at=now, asked=attempt.asked + 1, asked_at=now)
    placing = attempt.kind in {"place", "sale", "complete"}
    hold = hold._replace(state="abandoned" if placing else hold.was, asked_at=now, attention="")
    return After(flagged(hold), attempt, f"{attempt.kind}_not_done", "done")


async def _release_if_stopped(desk: Desk, outcome: Outcome, after: After) -> Outcome:
    """Rule 15: what is found held after staff stopped the page, or after its deadline, is released."""
    hold = after.hold
    placed = after.attempt.kind in {"place", "complete"} and after.attempt.state == "approved"
    if not (placed and hold.state == "held" and hold.is_stopped):
        return outcome
    return await release_found(desk, desk.ledger.held_stay(hold.id).hold)


async def release_found(desk: Desk, hold: Hold) -> Outcome:
    """Release what the gateway was just found to hold."""
    begun = await begin(desk, hold, new_attempt(desk, hold, "release", hold.money))
    if isinstance(begun, Outcome):
        return begun
    hold, attempt = begun
    gateway = desk.accounts[hold.account].gateway
    outcome, _ = await send(desk, attempt, gateway.release(reference(desk, hold), attempt.key))
    return outcome


async def adopt(desk: Desk, hold: Hold, found: Found) -> Outcome:
    """The gateway's word about a hold on which nothing of ours is open. What agrees is noted; what was undecided
    and is now clear is taken over; anything else needs a person."""
    now = desk.now()
    given_back = any(row.kind == "release" and row.state == "approved" for row in desk.ledger.attempts_of(hold.id))
    # A listing that lags behind must not make a hold of what was released.
    taken = None if given_back and found.state == "held" else _agreed(hold, found)
    if taken is None:
        taken = _doubted(hold, found)
        event = "needs_decision"
    elif taken.state == hold.state:
        event = "asked"
    else:
        # What was never acknowledged to us has no payment id yet, and nothing can be asked for without one.
        taken, event = with_answer(taken, found), "adopted"
    facts: dict[str, str] = {"found": found.state}
    if event == "adopted" and found.captured is None and taken.captured > hold.captured:
        facts["sum"] = "as_sent"
    taken, owed = squared(desk, taken) if event == "adopted" else (taken, None)
    try:
        await desk.ledger.note(taken._replace(asked_at=now), event, facts, desk.clerk.name, now, owing=owed)
    except LedgerError as error:
        return Outcome("stopped", "ask", desk.ledger.held_stay(hold.id), hold.money, error.problem)
    desk.on_change(hold.id)
    result: Literal["done", "attention"] = "attention" if taken.attention and event != "asked" else "done"
    return Outcome(
        result, "ask", desk.ledger.held_stay(hold.id), hold.money, taken.attention if result == "attention" else ""
    )


def _doubted(hold: Hold, found: Found) -> Hold:
    """The hold for a person, with where it stood as far as that was known."""
    problem = "known_payment_missing" if found.state == "not_found" else "bank_says_otherwise"
    if found.partly_refunded and found.refunded is None:
        problem = "refund_unmatched"
    was = hold.was if hold.state in UNDECIDED else hold.state
    return hold._replace(state="attention", was=was, attention=problem)


def _agreed(hold: Hold, found: Found) -> Hold | None:
    """The hold as the gateway tells it, or None where ledger and gateway cannot both be right."""
    nothing_held = found.state in {"not_found", "declined", "page_open", "page_returned"}
    if hold.state in {"declined", "abandoned"}:
        return hold if nothing_held else None
    if hold.payment_id and found.payment_id not in {"", hold.payment_id}:
        return None
    if found.amount is not None and found.amount != hold.money:
        return None
    if found.state == "released":
        ours = hold.state in {"held", "released", "lapsed", *UNDECIDED}
        return hold._replace(state="released", attention="") if ours else None
    if found.state == "held":
        if hold.state == "held":
            return hold
        undecided = hold.state in UNDECIDED and not hold.captured
        return _found_held(hold) if undecided else None
    if found.state in {"captured", "charged"}:
        return _agreed_capture(hold, found)
    return None


def _found_held(hold: Hold) -> Hold:
    hold = hold._replace(state="held", attention="", problem="")
    return hold if hold.held_at else held_since(hold, hold.placed_at)


def _agreed_capture(hold: Hold, found: Found) -> Hold | None:
    taken = found.captured
    if taken is None:
        taken = hold.captured_money if hold.captured else found.amount
    if taken is None and found.state == "charged":
        # A charge takes what was sent; a sum that is not told is no mismatch (rule 5).
        taken = hold.money
    if taken is None:
        return None
    told = given_back_of(found)
    if told is None and found.partly_refunded:
        # How much is not told: it agrees with a part that the ledger knows, and with nothing else.
        told = hold.refunded_money if 0 < hold.refunded < taken.minor else None
        if told is None:
            return None
    given_back = told.minor if told is not None else 0
    if hold.state in {"captured", "charged", "refunded"}:
        same = taken.minor == hold.captured and given_back == hold.refunded
        return hold if same else None
    # Nor may it forget what was already known to be taken or given back.
    if hold.state not in UNDECIDED or taken.minor < hold.captured or given_back < hold.refunded:
        return None
    state: HoldState = "refunded" if given_back >= taken.minor else _taken_state(hold, found)
    owed = max(0, hold.owed - (given_back - hold.refunded))
    # However late it comes to light, and however often it is asked about, a person is told.
    return flagged(hold._replace(state=state, captured=taken.minor, refunded=given_back, owed=owed, attention=""))


def _taken_state(hold: Hold, found: Found) -> HoldState:
    """A deposit stands charged until it is kept, and so do a hold that was charged instead and a sale that staff had
    stopped; anything else that was taken is captured."""
    stopped = hold.purpose == "sale" and hold.is_stopped
    is_charge = hold.purpose == "deposit" or (hold.purpose == "hold" and found.state == "charged") or stopped
    return "charged" if (is_charge and hold.was != "captured") or hold.was == "charged" else "captured"
