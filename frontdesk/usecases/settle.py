"""The money step every verb shares: begin (committed before the first byte), send, read, record in one
transaction."""

import json
from collections.abc import Generator, Mapping

from frontdesk.domain.attempt import OPEN_ATTEMPTS, Attempt, AttemptKind
from frontdesk.domain.crash_point import crash_point
from frontdesk.domain.gateway import (
    Answer,
    AnswerConversation,
    Approved,
    Challenge,
    HoldReference,
    NotSent,
    Refused,
    Unknown,
    WireRequest,
    WireResponse,
)
from frontdesk.domain.hold import Hold
from frontdesk.domain.money import Money
from frontdesk.domain.outcomes import RUNNING, After, after_answer, unclear
from frontdesk.ledger.database import AttemptOpen, HoldChanged, HoldUndecided, IllegalStep, LedgerError, MayBlockTwice
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.kept_part import squared


def new_attempt(desk: Desk, hold: Hold, kind: AttemptKind, amount: Money, *, key: str = "", by: str = "") -> Attempt:
    """A row about to be begun; without a key it gets a fresh one."""
    return Attempt(
        id=0,
        hold_id=hold.id,
        account=hold.account,
        kind=kind,
        state="begun",
        key=key or desk.new_key(),
        currency=amount.code,
        amount=amount.minor,
        by=by,
        clerk=desk.clerk.name,
        begun_at=desk.now(),
        settled_at=0,
        problem="",
        gateway_code="",
        asked=0,
        asked_at=0,
        ask_at=0,
        strikes=0,
        struck_at=0,
    )


def reference(desk: Desk, hold: Hold) -> HoldReference:
    """What the gateway needs to know the payment again."""
    return HoldReference(
        key=hold.key,
        payment_id=hold.payment_id,
        amount=hold.money,
        captured=hold.captured_money,
        references=json.loads(hold.references or "{}"),
        purpose="hold" if hold.purpose == "hold" else "sale",
        buyer_ip=desk.house.public_ip,
        capture_open=any(
            row.kind == "capture" and row.state in OPEN_ATTEMPTS for row in desk.ledger.attempts_of(hold.id)
        ),
    )


def stopped(desk: Desk, kind: AttemptKind, hold_id: int, problem: str) -> Outcome:
    """The desk refused before anything was begun."""
    return Outcome("stopped", kind, desk.ledger.held_stay(hold_id) if hold_id else None, problem=problem)


async def ready(desk: Desk, kind: AttemptKind, account: str, amount: Money, hold_id: int = 0) -> Outcome | None:
    """Rule 6: the login comes before the attempt begins; where there is none, nothing is begun."""
    stop = await desk.ready(account)
    if stop is None:
        return None
    held = desk.ledger.held_stay(hold_id) if hold_id else None
    if isinstance(stop, NotSent):
        return Outcome("not_sent", kind, held, amount, stop.problem)
    problem = stop.problem if isinstance(stop, Refused) else "bank_not_reached"
    return Outcome("stopped", kind, held, amount, problem, code=stop.code)


async def begin(
    desk: Desk, hold: Hold, attempt: Attempt, reason: str = "", *, store: bool = False
) -> tuple[Hold, Attempt] | Outcome:
    """Commit the attempt, or say why it may not begin. The database has the last word (rule 3); `reason` is for a
    place that may block the guest twice (rule 4), `store` says that its card is to be kept."""
    stop = await ready(desk, attempt.kind, attempt.account, Money(attempt.amount, attempt.currency), hold.id)
    if stop is not None:
        return stop
    # The login may have taken its time, and what is counted from the sending (rule 9) is counted from here.
    attempt = attempt._replace(begun_at=desk.now())
    if attempt.kind != "complete":
        hold = hold._replace(was=hold.state)
    hold = hold._replace(state=RUNNING[attempt.kind], problem="")
    crash_point(f"{attempt.kind}:before_begin")
    try:
        facts = facts_of(hold, attempt, store=store)
        begun = await desk.ledger.begin(hold, attempt, f"{attempt.kind}_begun", facts, reason)
    except MayBlockTwice as twice:
        return stopped(desk, attempt.kind, hold.id, "may_block_twice")._replace(others=twice.holds)
    except AttemptOpen:
        return stopped(desk, attempt.kind, hold.id, "attempt_open")
    except HoldUndecided:
        return stopped(desk, attempt.kind, hold.id, "hold_undecided")
    except HoldChanged:
        return stopped(desk, attempt.kind, hold.id, "hold_changed")
    except LedgerError as error:
        return stopped(desk, attempt.kind, hold.id, error.problem)
    crash_point(f"{attempt.kind}:begun")
    desk.on_change(hold.id)
    return begun


async def send(desk: Desk, attempt: Attempt, conversation: AnswerConversation) -> tuple[Outcome, Answer]:
    """Send a begun attempt once and record what came of it. A conversation that raises may have been sent already:
    that is unclear like any other answer that cannot be read."""
    answer: Answer
    tally = _Tally()
    try:
        answer = await desk.carry(attempt.account, _counted(conversation, tally))
    except Exception as trouble:  # noqa: BLE001 -- a begun attempt must never be left behind
        desk.on_trouble(trouble)
        answer = Unknown("gateway_unclear")
    crash_point(f"{attempt.kind}:answered")
    hold = desk.ledger.held_stay(attempt.hold_id).hold
    after = after_answer(hold, attempt, answer, desk.now())._replace(sends=tally.sends)
    return await record(desk, after), answer


class _Tally:
    """How often the attempt itself was sent: a second time only after a 401 (rule 6)."""

    sends = 0


def _counted(
    conversation: AnswerConversation, tally: _Tally
) -> Generator[WireRequest, WireResponse, Approved | Refused | Challenge | Unknown]:
    try:
        request = next(conversation)
        while True:
            tally.sends += request.moves_money
            request = conversation.send((yield request))
    except StopIteration as over:
        answer: Approved | Refused | Challenge | Unknown = over.value
        return answer
    finally:
        conversation.close()


async def record(desk: Desk, after: After) -> Outcome:
    """Attempt, hold and journal line in one transaction; a settled completion settles its bank page's place with
    itself.
    When the disk is full the attempt stays as it was: what came of it is written as soon as there is room, and is
    asked about like after a crash when the program ends before that."""
    hold, attempt = after.hold, after.attempt
    result, owed = after.result, None
    if attempt.kind in {"sale", "complete"} and attempt.state == "approved":
        hold, owed = squared(desk, hold)
        result = "attention" if hold.attention == "paid_twice" else result
    also = _place_beside(desk, attempt)
    money = Money(attempt.amount, attempt.currency)
    try:
        await desk.ledger.record(
            hold,
            attempt,
            after.event,
            {**facts_of(hold, attempt), **_noted(after), **_card_kept(desk, after)},
            desk.now(),
            also,
            stored=after.stored,
            owing=owed,
        )
    except LedgerError as error:
        if not isinstance(error, HoldChanged | IllegalStep) and _is_never_asked(desk.ledger.attempt(attempt.id)):
            desk.unwritten[attempt.id] = after
        return Outcome("checking", attempt.kind, desk.ledger.held_stay(hold.id), money, error.problem)
    desk.unwritten.pop(attempt.id, None)
    crash_point(f"{attempt.kind}:recorded")
    desk.on_change(hold.id)
    if attempt.state == "unknown":
        desk.wake()
    # A person is told what to decide, not how it began.
    problem = hold.attention if result == "attention" else attempt.problem
    return Outcome(
        result,
        attempt.kind,
        desk.ledger.held_stay(hold.id),
        money,
        problem,
        ask_at=attempt.ask_at,
        code=attempt.gateway_code,
        stored=after.stored,
    )


def _noted(after: After) -> dict[str, str]:
    """What the timeline tells of how it was sent."""
    noted = {
        "sum": "as_sent" if after.as_sent else "",
        "sends": str(after.sends) if after.sends > 1 else "",
        "remark": after.remark,
    }
    return {name: fact for name, fact in noted.items() if fact}


def _card_kept(desk: Desk, after: After) -> dict[str, str]:
    """Whether the gateway keeps the card from now on, where that was asked for with the attempt that is now approved.
    Only an answer that brought the card's keys says so."""
    hold, card = after.hold, after.stored
    if card is not None:
        kept = {"card_kept": "yes", "scheme": card.scheme or hold.scheme, "last4": card.last4 or hold.last4}
        return {name: fact for name, fact in kept.items() if fact}
    if after.attempt.state != "approved" or after.attempt.kind not in {"place", "sale", "complete"}:
        return {}
    begun = [line for line in desk.ledger.journal_of(hold.id) if line.event in {"place_begun", "sale_begun"}]
    return {"card_kept": "no"} if begun and "store" in json.loads(begun[-1].facts or "{}") else {}


def _is_never_asked(row: Attempt) -> bool:
    """Only unknown attempts stand on the schedule of questions."""
    return row.state in {"begun", "challenged"}


async def write_down(desk: Desk) -> None:
    """Write what came of attempts while the disk was full. A bank page that could not be noted was never shown, so it
    has ended."""
    for attempt_id, after in list(desk.unwritten.items()):
        row = desk.ledger.attempt(attempt_id)
        if not _is_never_asked(row):
            del desk.unwritten[attempt_id]
            continue
        hold = after.hold._replace(version=desk.ledger.held_stay(row.hold_id).hold.version)
        if after.result == "challenge":
            await record(desk, unclear(hold._replace(ended="failed"), row, "page_ended", desk.now()))
        else:
            await record(desk, after._replace(hold=hold))


def _place_beside(desk: Desk, attempt: Attempt) -> Attempt | None:
    if attempt.kind != "complete" or attempt.state not in {"approved", "refused", "not_done"}:
        return None
    for row in desk.ledger.attempts_of(attempt.hold_id):
        if row.kind in {"place", "sale"} and row.state in {"challenged", "unknown"}:
            return row._replace(state=attempt.state, settled_at=attempt.settled_at, problem=attempt.problem)
    return None


def facts_of(hold: Hold, attempt: Attempt, *, store: bool = False) -> Mapping[str, str]:
    """What the timeline shows of one step; empty facts are left out. `pos` and `rate` are what a charge really went
    through and cost, where the gateway tells it; `store` that the guest agreed to the card being kept."""
    told: Mapping[str, str] = json.loads(hold.references or "{}")
    facts = {
        "amount": str(attempt.amount),
        "currency": attempt.currency,
        "key": attempt.key,
        "payment_id": hold.payment_id,
        "auth_code": hold.auth_code,
        "host_reference": hold.host_reference,
        "problem": attempt.problem or hold.problem,
        "code": attempt.gateway_code,
        "by": attempt.by,
        "pos": told.get("pos_alias", ""),
        "rate": told.get("commission_rate", ""),
        "store": "asked" if store else "",
    }
    return {name: fact for name, fact in facts.items() if fact}
