"""A desk in a process of its own, over real HTTP, that stops at a named point of the money path and waits to be killed.

Standard input: one JSON line {"folder", "accounts", "gateway", "verb", "hold", "point"}. Standard output: "here" when
the point is reached, or "over" when the verb ended without it.
"""

import asyncio
import json
import sys
import time
import uuid
from collections.abc import Coroutine
from pathlib import Path

from frontdesk.domain.challenge import PageEnd
from frontdesk.domain.clerk import Clerk
from frontdesk.domain.crash_point import watchers
from frontdesk.domain.hold import Stay
from frontdesk.domain.house import SAMPLE_HOUSE
from frontdesk.domain.money import Money
from frontdesk.gateways.accounts import build
from frontdesk.gateways.http import Driver
from frontdesk.ledger.database import open_ledger
from frontdesk.usecases.capture_hold import capture_hold
from frontdesk.usecases.charge_deposit import charge_deposit
from frontdesk.usecases.desk import Account, Desk, Outcome
from frontdesk.usecases.finish_challenge import finish_challenge
from frontdesk.usecases.place_hold import place_hold
from frontdesk.usecases.refund_capture import refund_capture
from frontdesk.usecases.release_hold import release_hold
from frontdesk.usecases.wish import HoldWish
from tests.kit.back_room import KEY
from tests.kit.counter import CARDS, IDENTITY, a_card

HELD, TAKEN = Money(500_000, "TRY"), Money(120_000, "TRY")
type Accounts = dict[str, dict[str, str]]


def a_desk(folder: Path, accounts: Accounts, ahead: int = 0) -> Desk:
    """`ahead`: seconds by which this desk's clock is ahead of the computer's."""
    desk = Desk(
        kind="practice",
        ledger=open_ledger(folder / "ledger.db", KEY),
        house=SAMPLE_HOUSE,
        clerk=Clerk("Derya Örnek"),
        now=lambda: int(time.time()) + ahead,
        new_key=lambda: str(uuid.uuid4()),
        new_return_address=lambda: "https://return.example/once",
        pause=asyncio.sleep,
    )
    for name, values in accounts.items():
        desk.accounts[name] = Account(name, name, build(name, values, desk.new_key))
    desk.line = Driver("practice")
    return desk


def a_verb(desk: Desk, verb: str, gateway: str, hold_id: int) -> Coroutine[object, object, Outcome]:
    if verb in {"place", "charge"}:
        stay = Stay(0, "Deniz", "Örnek", "204", "", "2026-09-20", "2026-09-25")
        wish = HoldWish(stay, gateway, HELD, verb == "charge", IDENTITY)
        return (charge_deposit if verb == "charge" else place_hold)(desk, wish, a_card(CARDS[gateway][0]))
    if verb == "finish":
        return finish_challenge(desk, hold_id, PageEnd("returned"))
    if verb == "return":
        return refund_capture(desk, hold_id, HELD)
    if verb == "capture":
        return capture_hold(desk, hold_id, TAKEN)
    if verb == "release":
        return release_hold(desk, hold_id)
    return refund_capture(desk, hold_id, TAKEN)


def _stops_at(point: str) -> None:
    def watch(name: str) -> None:
        if name == point:
            sys.stdout.write("here\n")
            sys.stdout.flush()
            time.sleep(600)  # killed long before; a parent that died leaves no desk behind for ever

    watchers.append(watch)


def main() -> None:
    told = json.loads(sys.stdin.readline())
    desk = a_desk(Path(told["folder"]), told["accounts"])
    _stops_at(told["point"])
    asyncio.run(a_verb(desk, told["verb"], told["gateway"], told["hold"]))
    sys.stdout.write("over\n")


if __name__ == "__main__":
    main()
