"""A cold start of practice to a painted board with 10,000 holds, against a bare PySide6 window with an empty
table."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import monotonic

from frontdesk.ledger.database import create, open_ledger
from frontdesk.settings import paths, secrets, store
from tests.benchmarks.ground import a_desk, ratio
from tests.benchmarks.money import hold_held

HOLDS = 10_000
PAIRS = 9


def measure(folder: Path) -> dict[str, float]:
    """`start`: from exec to painted. `memory_painted` and `memory_idle`: of the desk's process, against the bare
    window's."""
    fill(folder)
    desks, bares = [], []
    for _ in range(PAIRS + 1):
        bares.append(_child("tests.benchmarks.bare_window", folder))
        desks.append(_child("tests.benchmarks.desk_window", folder))
    # The first pair warms the disk's cache for both.
    bare_memory = median(child["painted"][1] for child in bares[1:])
    return {
        "start": ratio([child["painted"][0] for child in desks[1:]], [child["painted"][0] for child in bares[1:]]),
        "start_ms": round(median(child["painted"][0] for child in desks[1:]) * 1000),
        "memory_painted": round(median(child["painted"][1] for child in desks[1:]) / bare_memory, 3),
        "memory_idle": round(median(child["idle"][1] for child in desks[1:]) / bare_memory, 3),
    }


def fill(folder: Path) -> None:
    """A practice ledger with 10,000 open holds, made through the ledger's own door."""
    place = paths.folders("practice", {paths.ROOT_VARIABLE: str(folder)})
    paths.prepare(place)
    key = secrets.new_ledger_key("practice", place)
    create(place.ledger, key)
    store.save(place.settings, store.defaults("practice")._replace(has_ledger=True))
    ledger = open_ledger(place.ledger, key)
    desk = a_desk(ledger, {})

    async def holds() -> None:
        for number in range(HOLDS):
            await hold_held(ledger, desk, number)

    asyncio.run(holds())
    ledger.close()


def _child(module: str, folder: Path) -> dict[str, tuple[float, int]]:
    """Each word the child told: seconds since its exec, and its memory in bytes."""
    environment = {**os.environ, paths.ROOT_VARIABLE: str(folder)}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    started = monotonic()
    done = subprocess.run(
        [sys.executable, "-m", module], env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    told = [line.split() for line in done.stdout.splitlines()]
    return {word: (float(at) - started, int(memory)) for word, at, memory in told}
