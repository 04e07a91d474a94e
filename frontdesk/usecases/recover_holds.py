"""Verb: after a crash or a restore, turn what cannot be trusted into questions, and tell what was settled."""

from typing import NamedTuple

from frontdesk.domain.attempt import Attempt
from frontdesk.domain.hold import HeldStay
from frontdesk.domain.outcomes import unclear
from frontdesk.domain.terminal import TERMINAL
from frontdesk.ledger.database import Ledger
from frontdesk.usecases.desk import Desk
from frontdesk.usecases.question import ask_all_of, ask_attempt
from frontdesk.usecases.settle import record


class Story(NamedTuple):
    """What the first questions after a start settled, and what is still being asked about."""

    settled: tuple[HeldStay, ...]
    still_open: tuple[HeldStay, ...]


async def recover(desk: Desk) -> Story:
    """Never sends money: a begun attempt becomes unknown and is asked about; a completion is never sent by recovery
    (rule 13)."""
    await reopen(desk)
    rows = desk.ledger.open_attempts()

    async def ask(row: Attempt) -> None:
        try:
            await ask_attempt(desk, row.id)
        except Exception as trouble:  # noqa: BLE001 -- one bad row never stops the rest (rule 8)
            desk.on_trouble(trouble)

    await ask_all_of(desk, (row for row in rows if row.state == "unknown"), ask)
    still_open = {row.hold_id for row in desk.ledger.open_attempts()}
    concerned = dict.fromkeys(row.hold_id for row in rows)
    return Story(
        tuple(desk.ledger.held_stay(hold_id) for hold_id in concerned if hold_id not in still_open),
        tuple(desk.ledger.held_stay(hold_id) for hold_id in concerned if hold_id in still_open),
    )


async def reopen(desk: Desk) -> None:
    """Every attempt that was under way when the program ended becomes unknown; a bank page that was open has
    ended."""
    rows = desk.ledger.open_attempts()
    completing = {row.hold_id for row in rows if row.kind == "complete"}
    for row in rows:
        try:
            if row.state == "begun":
                await _unknown(desk, row, "program_ended")
            elif row.state == "challenged" and row.hold_id not in completing:
                await _unknown(desk, row, "page_ended")
        except Exception as trouble:  # noqa: BLE001 -- one bad row never stops the rest (rule 8)
            desk.on_trouble(trouble)


async def _unknown(desk: Desk, attempt: Attempt, problem: str) -> None:
    hold = desk.ledger.held_stay(attempt.hold_id).hold
    if problem == "page_ended" and not hold.ended:
        hold = hold._replace(ended="crash")
    await record(desk, unclear(hold, attempt, problem, desk.now()))


async def distrust(ledger: Ledger, now: int) -> int:
    """After a restore every open hold is unknown until it was asked about (money-safety, "After a restore"): a
    ledger of yesterday does not know what was captured since. Nobody can be asked about a terminal's hold: it stays as
    it was written down, and somebody has to look. Returns how many."""
    count, after = 0, None
    while rows := ledger.board("open", after, now=now, today=""):
        after = (rows[-1].hold.urgency, rows[-1].hold.id)
        for held in rows:
            if held.hold.account == TERMINAL:
                flagged = held.hold._replace(attention="terminal_restored")
                await ledger.note(flagged, "look_at_terminal", {}, "", now)
                count += 1
            elif held.hold.state in {"held", "charged"}:
                doubted = held.hold._replace(state="unknown", was=held.hold.state, problem="restored")
                await ledger.note(doubted, "restored", {}, "", now)
                count += 1
    return count
