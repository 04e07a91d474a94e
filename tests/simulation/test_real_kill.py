"""The process is really killed in the middle of a verb; another one opens the file it left, log and all, and asks."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import pytest

from frontdesk.ledger.database import create
from frontdesk.practice.server import Practice, start
from frontdesk.usecases.question import ask_attempt
from frontdesk.usecases.recover_holds import recover
from tests.kit.back_room import KEY
from tests.kit.page_guest import goes_through
from tests.simulation.killed_desk import Accounts, a_desk, a_verb

CHECKOUT = Path(__file__).parents[2]
ELEVEN_MINUTES = 660


def _killed_at(folder: Path, accounts: Accounts, gateway: str, verb: str, point: str, hold: int = 0) -> None:
    told = {"folder": str(folder), "accounts": accounts, "gateway": gateway, "verb": verb, "point": point, "hold": hold}
    words = [sys.executable, "-m", "tests.simulation.killed_desk"]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", cwd=CHECKOUT
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(json.dumps(told) + "\n")
        child.stdin.flush()
        reached = child.stdout.readline()
        child.kill()
    assert reached == "here\n"


BEFORE: dict[str, tuple[str, ...]] = {
    "place": (),
    "capture": ("place",),
    "release": ("place",),
    "refund": ("place", "capture"),
    "charge": (),
    "finish": ("charge",),
    "return": ("charge", "finish"),
}


async def _prepared(folder: Path, practice: Practice, gateway: str, verb: str) -> None:
    desk = a_desk(folder, {gateway: practice.accounts[gateway]})
    for before in BEFORE[verb]:
        outcome = await a_verb(desk, before, gateway, 1)
        assert outcome.result == ("challenge" if before == "charge" else "done")
        if outcome.page is not None:
            goes_through(practice.ground, gateway, outcome.page, "123456")
    desk.ledger.close()


async def _settled(folder: Path, accounts: Accounts) -> str:
    """The state of the one hold once the desk has started again, and eleven minutes and again as much have passed."""
    state = ""
    for ahead in (0, ELEVEN_MINUTES, 2 * ELEVEN_MINUTES):
        desk = a_desk(folder, accounts, ahead)
        desk.started_at -= ahead  # the same start, seen later
        await recover(desk)
        for row in desk.ledger.open_attempts():
            await ask_attempt(desk, row.id)
        state = desk.ledger.held_stay(1).hold.state
        desk.ledger.close()
    return state


def _bank(practice: Practice) -> tuple[str, ...]:
    return tuple(one.state for one in practice.bank.all())


@pytest.mark.parametrize(
    ("verb", "point", "gateway", "bank", "state"),
    [
        ("place", "place:begun", "iyzico", (), "abandoned"),
        ("place", "place:answered", "oderopay", ("held",), "held"),
        ("capture", "capture:answered", "iyzico", ("captured",), "captured"),
        ("release", "release:begun", "oderopay", ("held",), "held"),
        ("refund", "refund:recorded", "iyzico", ("refunded",), "refunded"),
        ("place", "place:answered", "ahlpay", ("held",), "held"),
        ("capture", "capture:answered", "ahlpay", ("captured",), "captured"),
        ("release", "release:begun", "ahlpay", ("held",), "held"),
        ("charge", "sale:answered", "oduyo", ("challenge",), "abandoned"),
        ("finish", "page:asked", "oduyo", ("verified",), "abandoned"),
        ("finish", "complete:answered", "oduyo", ("sold",), "charged"),
        ("return", "refund:answered", "oduyo", ("refunded",), "refunded"),
    ],
)
def test_a_killed_desk_loses_nothing(
    tmp_path: Path, verb: str, point: str, gateway: str, bank: tuple[str, ...], state: str
) -> None:
    create(tmp_path / "ledger.db", KEY)
    with start() as practice:
        accounts = {gateway: practice.accounts[gateway]}
        asyncio.run(_prepared(tmp_path, practice, gateway, verb))
        _killed_at(tmp_path, accounts, gateway, verb, point, 1)
        assert _bank(practice) == bank
        assert asyncio.run(_settled(tmp_path, accounts)) == state
        assert _bank(practice) == bank
        assert max(practice.bank.executions.values(), default=0) <= 1
