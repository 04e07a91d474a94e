"""Verb: read the inbox of webhooks, and ask the bank because of them.

A notice proves nothing: late, doubled or out of order, all it does is that a question is put which a clerk could put
too. Beside the line in the journal nothing in the ledger changes before the gateway itself has answered.
"""

import json
from collections.abc import Awaitable, Callable, Iterable
from typing import NamedTuple

from frontdesk.domain.asking import next_question
from frontdesk.domain.attempt import OPEN_ATTEMPTS, Attempt
from frontdesk.domain.hold import Hold
from frontdesk.domain.told import Notice
from frontdesk.settings.inbox import Arrived, Inbox
from frontdesk.usecases.desk import Desk, Outcome

LOOK_PAUSE = 3.0
TROUBLE_PAUSE = 60.0
TIDY_EVERY = 3600
# Seconds between two questions that notices bring about: of one hold, and of any (iyzico notes §2: the rate limit).
SAME_HOLD = 60
ANY_HOLD_PAUSE = 1.5
# So many files are opened in one round, so that a flood never holds the window up.
MOST_A_ROUND = 50
# So many questions in one round; what came meanwhile is then looked at first, unknown attempts before all else.
MOST_QUESTIONS = 3
# So many lines about notices stand in one hold's journal.
MOST_LINES = 20
# How far the PC's clock and the gateway's may be apart, in seconds.
CLOCKS_APART = 120
# A question that could not be put is tried again for so long.
LONGEST_TRIED = 86_400
# How both gateways that send notices spell a clear outcome (iyzico notes §16.2, ÖderoPay notes §14).
YES, NO = "SUCCESS", "FAILURE"
NOTHING_HELD = frozenset({"declined", "abandoned"})

Ask = Callable[[Desk, int], Awaitable[Outcome]]


class Named(NamedTuple):
    """A waiting notice and the hold that it names, 0 for none."""

    arrived: Arrived
    hold_id: int


class Reading:
    """What one desk remembers of its inbox between two rounds: notices by file name, and when a hold was last asked
    about because of one (UTC seconds)."""

    def __init__(self) -> None:
        self.waiting: dict[str, Named] = {}
        self.asked: dict[int, int] = {}
        self.tidied_at = 0


async def keep_reading(desk: Desk, inbox: Inbox, ask: Ask) -> None:
    """Runs as long as the desk. A folder or a ledger that cannot be read for a while never ends it."""
    reading = Reading()
    while True:
        pause = LOOK_PAUSE
        try:
            await read_notices(desk, inbox, reading, ask)
        except Exception as trouble:  # noqa: BLE001 -- the next notice must be read once the disk can be read again
            desk.on_trouble(trouble)
            pause = TROUBLE_PAUSE
        await desk.rest(pause)


async def read_notices(desk: Desk, inbox: Inbox, reading: Reading, ask: Ask) -> None:
    """One round. Notices whose hold was asked about a moment ago stay in the inbox until it may be asked about again:
    then one question serves them all. A ledger that takes no more lines leaves everything where it is."""
    if desk.ledger.problem:
        return
    if not 0 <= desk.now() - reading.tidied_at < TIDY_EVERY:
        reading.tidied_at = desk.now()
        inbox.tidy(desk.now())
        # The gateway's number of a payment may come to light after the notice that names it.
        for orphan in inbox.orphans():
            if _hold_named(desk, orphan):
                inbox.bring_back(orphan)
    _open(desk, inbox, reading)
    holds: dict[int, list[str]] = {}
    for name, told in reading.waiting.items():
        holds.setdefault(told.hold_id, []).append(name)
    urgent: list[tuple[bool, int]] = []
    for hold_id, mine in holds.items():
        if 0 <= desk.now() - reading.asked.get(hold_id, -SAME_HOLD) < SAME_HOLD:
            continue
        came = [reading.waiting[name].arrived for name in mine]
        await _note(desk, hold_id, came)
        hold, rows = desk.ledger.held_stay(hold_id).hold, desk.ledger.attempts_of(hold_id)
        if _is_worth_a_question(hold, rows, came, desk.now()):
            urgent.append((not any(row.state == "unknown" for row in rows), hold_id))
        else:
            _put_away(inbox, reading, mine)
    for place, (_, hold_id) in enumerate(sorted(urgent)[:MOST_QUESTIONS]):
        if place:
            await desk.rest(ANY_HOLD_PAUSE)
        await _ask(desk, inbox, reading, ask, hold_id, holds[hold_id])


def _open(desk: Desk, inbox: Inbox, reading: Reading) -> None:
    """Read what is new; a notice of nothing that is in the ledger is put away at once, and kept apart."""
    names = inbox.waiting()
    reading.waiting = {name: told for name, told in reading.waiting.items() if name in set(names)}
    for name in [name for name in names if name not in reading.waiting][:MOST_A_ROUND]:
        arrived = inbox.open(name)
        hold_id = _hold_named(desk, arrived) if arrived is not None else 0
        if arrived is not None and hold_id:
            reading.waiting[name] = Named(arrived, hold_id)
        else:
            inbox.put_away(name, orphan=arrived is not None)


def _hold_named(desk: Desk, arrived: Arrived) -> int:
    notice = arrived.notice
    return desk.ledger.hold_named(arrived.account, key=notice.key, payment_id=notice.payment_id, token=notice.token)


async def _ask(desk: Desk, inbox: Inbox, reading: Reading, ask: Ask, hold_id: int, names: list[str]) -> None:
    """One question for all notices of a hold. One that raises never stops the rest."""
    now = desk.now()
    reading.asked = {one: at for one, at in reading.asked.items() if 0 <= now - at < SAME_HOLD} | {hold_id: now}
    since = min(reading.waiting[name].arrived.at for name in names)
    try:
        outcome = await ask(desk, hold_id)
    except Exception as trouble:  # noqa: BLE001 -- as rule 8 has it for the questions of the schedule
        desk.on_trouble(trouble)
        return
    if not _was_not_answered(outcome) or now - since >= LONGEST_TRIED:
        _put_away(inbox, reading, names)


def _put_away(inbox: Inbox, reading: Reading, names: Iterable[str]) -> None:
    for name in names:
        inbox.put_away(name)
        reading.waiting.pop(name, None)


def _was_not_answered(outcome: Outcome) -> bool:
    """An unknown attempt is on the schedule anyhow; about anything else nobody asks again by himself."""
    return outcome.result in {"not_sent", "stopped"}


async def _note(desk: Desk, hold_id: int, told: Iterable[Arrived]) -> None:
    """A line for each notice that has none yet, up to a number: what a notice is called is not signed, so that one may
    come again under a thousand names."""
    lines = [line.facts for line in desk.ledger.journal_of(hold_id) if line.event == "notice_came"]
    known = {json.loads(facts or "{}").get("reference", "") for facts in lines}
    for notice in [one.notice for one in told if one.notice.reference not in known][: MOST_LINES - len(lines)]:
        facts = {"event": notice.event, "status": notice.status, "reference": notice.reference}
        await desk.ledger.remark(hold_id, "notice_came", facts, desk.now())
        desk.on_change(hold_id)


def _is_worth_a_question(hold: Hold, rows: tuple[Attempt, ...], told: Iterable[Arrived], now: int) -> bool:
    """A bank page on screen and a call under way are left alone: their own answer comes first. An unknown attempt is
    asked about at once; anything else only where a notice tells of something newer than what is known."""
    # A completion may be unknown beside the bank page that it completes.
    unknown = [row for row in rows if row.state == "unknown"]
    if unknown or any(row.state in OPEN_ATTEMPTS for row in rows):
        return any(not _must_wait(row, now) for row in unknown)
    if hold.state in {"unknown", "attention"}:
        return True
    return any(_is_news(hold, rows, one.notice) for one in told)


def _must_wait(row: Attempt, now: int) -> bool:
    """The gateway itself said when to come again (Retry-After): the question is planned for later than the schedule
    would have it."""
    planned = next_question(row.asked, row.begun_at, row.asked_at) if row.asked else now
    return row.ask_at > max(planned, now)


def _is_news(hold: Hold, rows: tuple[Attempt, ...], notice: Notice) -> bool:
    """Whether it is not older than the last question, and either says the contrary of what is known or is not the echo
    of an attempt whose answer is here. A time that was not told may be any."""
    if notice.at and hold.asked_at > notice.at + CLOCKS_APART:
        return False
    if notice.status == (YES if hold.state in NOTHING_HELD else NO):
        return True
    return not any(
        row.state in {"approved", "refused"}
        and row.begun_at - CLOCKS_APART <= notice.at <= row.settled_at + CLOCKS_APART
        for row in rows
    )
