"""Verb: ask the bank (F5), and the one schedule by which every unknown outcome is asked about (rule 8)."""

from frontdesk.domain.asking import OFFLINE_GAP
from frontdesk.domain.attempt import OPEN_ATTEMPTS, Attempt
from frontdesk.domain.gateway import Found, NotSent
from frontdesk.domain.problems import LEDGER
from frontdesk.domain.terminal import TERMINAL
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.question import adopt, ask_all_of, ask_attempt, look
from frontdesk.usecases.settle import stopped, write_down

LONGEST_PAUSE = 15
SHORTEST_PAUSE = 0.2
ASLEEP = 60
AFTER_TROUBLE = 60
RESTORED_PAUSE = 1.5


async def ask_bank(desk: Desk, hold_id: int) -> Outcome:
    """Is the block still on the card? Asked now, noted with its time."""
    await write_down(desk)
    open_rows = {row.state: row.id for row in desk.ledger.attempts_of(hold_id)}
    if "unknown" in open_rows:
        return (await ask_attempt(desk, open_rows["unknown"]))._replace(verb="ask")
    if not open_rows.keys().isdisjoint({"begun", "challenged"}):
        return stopped(desk, "place", hold_id, "attempt_open")._replace(verb="ask")
    held = desk.ledger.held_stay(hold_id)
    if held.hold.account == TERMINAL:
        return stopped(desk, "place", hold_id, "terminal_by_hand")._replace(verb="ask")
    found = await look(desk, held.hold)
    if isinstance(found, NotSent):
        return Outcome("not_sent", "ask", held, held.hold.money, found.problem)
    if not isinstance(found, Found):
        problem = "wrong_keys" if found.problem == "wrong_keys" else "bank_not_reached"
        return Outcome("stopped", "ask", held, held.hold.money, problem, code=found.code)
    hold = desk.ledger.held_stay(hold_id).hold
    if hold.version != held.hold.version:
        return stopped(desk, "place", hold_id, "hold_changed")._replace(verb="ask")
    return await adopt(desk, hold, found)


async def keep_asking(desk: Desk) -> None:
    """Runs as long as the desk: asks what is due; everything at once when the PC woke up, its clock was put back, or
    the line came back. One row that raises never stops the rest, and neither does a ledger that cannot be read for a
    while."""
    resting: dict[int, int] = {}
    restored = _Walk()
    last = desk.now()
    while True:
        # A clock that was put back has moved every planned question away.
        if desk.ask_all or not 0 <= desk.now() - last <= ASLEEP + LONGEST_PAUSE:
            desk.ask_all = False
            resting.clear()
            restored.rests_until = 0
            await _round(desk, resting, everything=True)
        else:
            await _round(desk, resting, everything=False)
        await _ask_restored(desk, restored)
        last = desk.now()
        if not desk.ask_all:
            await desk.pause(RESTORED_PAUSE if restored.after else _until_next(desk, resting))


async def _round(desk: Desk, resting: dict[int, int], *, everything: bool) -> None:
    """Ask every row that is due and not resting; `resting` says until when a row is left alone (UTC seconds)."""
    now = desk.now()
    try:
        await write_down(desk)
        # What was answered a moment ago is not asked again because another question could not be put.
        rows = (
            (row for row in desk.ledger.open_attempts() if not 0 <= now - row.asked_at < OFFLINE_GAP)
            if everything
            else desk.ledger.due(now)
        )
    except Exception as trouble:  # noqa: BLE001 -- the questions must go on once the ledger can be read again
        desk.on_trouble(trouble)
        return

    async def ask(row: Attempt) -> None:
        try:
            asked = await ask_attempt(desk, row.id)
            # What could not be written down is still due by the ledger: the bank must not be asked every second.
            wait = AFTER_TROUBLE if asked.problem in LEDGER else 1
            resting[row.id] = max(asked.ask_at, desk.now() + wait)
        except Exception as trouble:  # noqa: BLE001 -- one bad row never stops the rest (rule 8)
            resting[row.id] = desk.now() + AFTER_TROUBLE
            desk.on_trouble(trouble)

    await ask_all_of(desk, (row for row in rows if row.state == "unknown" and resting.get(row.id, 0) <= now), ask)


class _Walk:
    """Where the walk over the holds that a restore made unknown is: the board's (urgency, id) of the last one, None
    between two walks; the next one begins at `rests_until` (UTC seconds)."""

    def __init__(self) -> None:
        self.after: tuple[int, int] | None = None
        self.rests_until = 0


async def _ask_restored(desk: Desk, walk: _Walk) -> None:
    """Ask about the next hold that a restore made unknown. One at a time keeps every gateway's rate limit (iyzico
    notes §2); one after the other, so that those which nobody answers for keep no other waiting."""
    if desk.now() < walk.rests_until:
        return
    try:
        for held in desk.ledger.board("asking", walk.after, now=desk.now(), today=""):
            walk.after = (held.hold.urgency, held.hold.id)
            if not any(row.state in OPEN_ATTEMPTS for row in desk.ledger.attempts_of(held.hold.id)):
                await ask_bank(desk, held.hold.id)
                return
    except Exception as trouble:  # noqa: BLE001 -- as above
        desk.on_trouble(trouble)
        walk.rests_until = desk.now() + LONGEST_PAUSE
        return
    walk.after, walk.rests_until = None, desk.now() + AFTER_TROUBLE


def _until_next(desk: Desk, resting: dict[int, int]) -> float:
    """Seconds until the next question."""
    now = desk.now()
    try:
        first = desk.ledger.next_due()
        soon = desk.ledger.due(now + LONGEST_PAUSE) if first and first < now + LONGEST_PAUSE else ()
    except Exception as trouble:  # noqa: BLE001 -- as above
        desk.on_trouble(trouble)
        return LONGEST_PAUSE
    due = min((max(row.ask_at, resting.get(row.id, 0)) for row in soon), default=now + LONGEST_PAUSE)
    return min(max(due - now, SHORTEST_PAUSE), LONGEST_PAUSE)
