"""What the benchmarks stand on: interleaved pairs, a practice process, a desk without a window, sample holds."""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter, time

from frontdesk.domain.card import Card
from frontdesk.domain.clerk import Clerk
from frontdesk.domain.hold import Stay
from frontdesk.domain.house import SAMPLE_HOUSE
from frontdesk.domain.money import Money
from frontdesk.gateways.accounts import build
from frontdesk.ledger.database import Ledger, create, open_ledger
from frontdesk.usecases.desk import Account, Desk
from frontdesk.usecases.wish import HoldWish

KEY = bytes(range(32))
NUMBERS = {"iyzico": "5528790000000008", "oderopay": "5258640000000001"}


def ratio(ours: list[float], theirs: list[float]) -> float:
    """Median of the pairs' ratios: each pair ran one after the other, so a slow moment slows both."""
    return round(median(mine / other for mine, other in zip(ours, theirs, strict=True)), 3)


def timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


@contextmanager
def practice_accounts() -> Iterator[dict[str, dict[str, str]]]:
    """The practice gateways whose hold is one call, in a process of their own."""
    words = [sys.executable, "-m", "frontdesk", "practice", "--json", "--stop-with-parent"]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    ) as child:
        assert child.stdout is not None
        try:
            accounts = json.loads(child.stdout.readline())["accounts"]
            yield {name: accounts[name] for name in NUMBERS}
        finally:
            child.terminate()


def new_ledger(folder: Path, name: str = "ledger") -> Ledger:
    path = folder / name
    create(path, KEY)
    return open_ledger(path, KEY)


async def _no_pause(seconds: float) -> None:
    raise AssertionError(f"nothing in a benchmark waits {seconds} s")


def a_desk(ledger: Ledger, accounts: dict[str, dict[str, str]]) -> Desk:
    desk = Desk(
        kind="practice",
        ledger=ledger,
        house=SAMPLE_HOUSE,
        clerk=Clerk("Derya Örnek"),
        now=lambda: int(time()),
        new_key=lambda: str(uuid.uuid4()),
        new_return_address=lambda: "https://return.invalid/3ds/0",
        pause=_no_pause,
    )
    for name, values in accounts.items():
        desk.accounts[name] = Account(name, name, build(name, values, lambda: uuid.uuid4().hex))
    return desk


def a_stay(number: int) -> Stay:
    return Stay(0, "Deniz", f"Örnek {number}", str(100 + number % 300), f"RZV-{number:06}", "2026-11-21", "2026-11-24")


def a_wish(number: int, account: str) -> HoldWish:
    return HoldWish(
        a_stay(number), account, Money(500_000, "TRY"), threeds=False, identity="11111111110", reason="ölçüm"
    )


def a_card(account: str) -> Card:
    """A documented test card of the gateway that is always approved."""
    return Card(NUMBERS[account], 11, 2031, "000", "DENIZ ORNEK")
