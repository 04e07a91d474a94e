"""Verb: ask the bank (F5), and the one schedule by which every unknown outcome is asked about (rule 8)."""

from frontdesk.domain.gateway import Found, NotSent
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.question import adopt, ask_attempt, look
from frontdesk.usecases.settle import stopped

LONGEST_PAUSE = 15.0
ASLEEP = 60
AFTER_TROUBLE = 60


async def ask_bank(desk: Desk, hold_id: int) -> Outcome:
    """Is the block still on the card? Asked now, noted with its time."""
    for attempt in desk.ledger.attempts_of(hold_id):
        if attempt.state == "unknown":
            return (await ask_attempt(desk, attempt.id))._replace(verb="ask")
        if attempt.state in {"begun", "challenged"}:
            return stopped(desk, "place", hold_id, "attempt_open")._replace(verb="ask")
    held = desk.ledger.held_stay(hold_id)
    found = await look(desk, held.hold)
    if isinstance(found, NotSent):
        return Outcome("not_sent", "ask", held, held.hold.money, found.problem)
    if not isinstance(found, Found):
        return Outcome("stopped", "ask", held, held.hold.money, "bank_not_reached", code=found.code)
    hold = desk.ledger.held_stay(hold_id).hold
    if hold.version != held.hold.version:
        return stopped(desk, "place", hold_id, "hold_changed")._replace(verb="ask")
    return await adopt(desk, hold, found)


async def keep_asking(desk: Desk) -> None:
    """Runs as long as the desk: asks what is due; everything at once when the PC woke up or the line came back. One
    row that raises never stops the rest."""
    resting: dict[int, int] = {}
    last = desk.now()
    while True:
        now = desk.now()
        everything = desk.ask_all or now - last > ASLEEP + LONGEST_PAUSE
        desk.ask_all = False
        last = now
        rows = desk.ledger.open_attempts() if everything else desk.ledger.due(now)
        for row in rows:
            if row.state != "unknown" or resting.get(row.id, 0) > now:
                continue
            try:
                await ask_attempt(desk, row.id)
            except Exception as trouble:  # noqa: BLE001 -- one bad row never stops the rest (rule 8)
                resting[row.id] = now + AFTER_TROUBLE
                desk.on_trouble(trouble)
        last = max(last, desk.now())
        due = desk.ledger.next_due()
        await desk.pause(min(max(due - desk.now(), 0.2), LONGEST_PAUSE) if due else LONGEST_PAUSE)
