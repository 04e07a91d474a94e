"""A webhook: the guest approved, the way back from the bank's page is lost, and the gateway's notice makes the desk
ask. The receiver runs beside the tour, in a process of its own."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from time import monotonic

from frontdesk.commands.touring import bank_hands, samples
from frontdesk.commands.touring.counter import (
    answers,
    back_to_board,
    chooses,
    figures,
    fills_stay,
    opens_new_hold,
    shows_result,
)
from frontdesk.commands.touring.guide import LOOK_S, USUAL_S, Guide
from frontdesk.commands.touring.hands import StepFailedError, choose, press
from frontdesk.commands.touring.samples import Guest

# After so many questions without an answer the schedule leaves a minute for the notice (domain/asking.GAPS).
ASKED = 5
# iyzico's notices come so long after the event (iyzico notes §16).
NOTICE_S = 15
END_S = 10


async def walk(guide: Guide) -> None:
    async with receiver(await guide.practice_accounts()) as address:
        await guide.tell_bank("/settings", {"iyzico": {"webhook_url": address}})
        await a_return_is_lost(guide)
        await the_notice_comes(guide)
        await guide.tell_bank("/settings", {"iyzico": {"webhook_url": ""}})


@asynccontextmanager
async def receiver(accounts: Mapping[str, object]) -> AsyncIterator[str]:
    """`frontdesk webhooks` for the practice accounts; its address for iyzico. It ends with this block, and should the
    tour be ended meanwhile, with the tour."""
    words = [sys.executable, "-m", "frontdesk", "webhooks", "--practice", "--accounts-from-stdin", "--stop-with-parent"]
    child = subprocess.Popen(  # noqa: ASYNC220, S603 -- the program itself; begun in a moment
        [*words, "--port", "0"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert child.stdin
    assert child.stdout
    try:
        child.stdin.write(json.dumps({"accounts": accounts}) + "\n")
        child.stdin.flush()
        address = (await asyncio.to_thread(child.stdout.readline)).strip()
        if not address.endswith("/iyzico"):
            raise StepFailedError(f"the receiver of webhooks did not begin: {address}")
        yield address
    finally:
        child.terminate()
        try:
            child.communicate(timeout=END_S)
        except subprocess.TimeoutExpired:
            child.kill()
            child.communicate()


async def a_return_is_lost(guide: Guide) -> None:
    """The page goes nowhere, staff say so, and for a while nobody answers the desk's questions."""
    guest = samples.WEBHOOK
    screen = await opens_new_hold(guide)
    await fills_stay(screen, guest, figures(guide, guest.amount))
    choose(screen.way.box, "hosted")
    choose(screen.account.box, guest.account)
    press(screen.go)
    page = await bank_hands.see_card_form(guide)
    await bank_hands.type_card(page, guest)
    await bank_hands.confirm(page)
    bank = await bank_hands.see_code_field(guide)
    await bank_hands.type_code(bank, samples.CODE)
    await guide.tell_bank("/faults", {"kind": "hang", "account": guest.account, "operation": "callback"})
    await bank_hands.confirm(bank)
    await it_is_held(guide, guest)
    # The page hangs on its way back; now the gateway's own answers are lost too.
    await guide.tell_bank("/faults", {"kind": "status", "account": guest.account, "operation": "*", "times": 0})
    press(bank.stuck)
    await guide.dialog()
    await guide.picture("bank-page-stuck")
    await answers(guide, yes=True)
    result = await shows_result(guide)
    hold_id = guide.hold_of(guest.full_name).hold.id
    while guide.desk.ledger.attempts_of(hold_id)[-1].asked < ASKED:
        press(result.ask)
        await guide.until(lambda: not guide.window.busy() and result.ask.isEnabled(), "the bank does not answer")
    await guide.picture("result-return-lost")
    await guide.tell_bank("/faults", {"clear": True})
    await back_to_board(guide)


async def it_is_held(guide: Guide, guest: Guest) -> None:
    """At the bank; the desk does not know yet."""
    wanted = guide.hold_of(guest.full_name).hold.key
    deadline = monotonic() + USUAL_S
    while not any(one.key == wanted and one.placed for one in await guide.bank()):
        if monotonic() > deadline:
            raise StepFailedError(f"the bank never held anything of {guest.full_name}")
        await asyncio.sleep(LOOK_S)


async def the_notice_comes(guide: Guide) -> None:
    """The notice proves nothing; because of it the desk asks, and the answer settles it."""
    guest = samples.WEBHOOK
    await chooses(guide, guest.full_name)
    await guide.picture("board-return-lost")
    await guide.time_passes(NOTICE_S)
    await guide.until(lambda: guide.state_of(guest.full_name) == "held", "the notice makes the desk ask")
    hold_id = guide.hold_of(guest.full_name).hold.id
    events = [line.event for line in guide.desk.ledger.journal_of(hold_id)]
    if "notice_came" not in events:
        raise StepFailedError("the desk asked without the notice")
    board = guide.window.board
    await guide.until(lambda: board.side.button("capture").isVisible(), "the board shows it")
    await guide.picture("board-webhook")
