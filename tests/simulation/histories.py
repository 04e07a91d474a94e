"""Many walks, each in a folder of its own that goes away with it."""

from collections import Counter as Tally
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.kit.invariants import assert_ledger_equals_bank
from tests.kit.power_cut import PowerCut
from tests.simulation.steps import STEPS, WEIGHTS
from tests.simulation.walk import Walk

LENGTH = 25
MEMORY = Path("/dev/shm")  # noqa: S108 -- Linux's own; elsewhere the system's folder is used


class BrokenError(AssertionError):
    """An invariant broke; the text holds seed and history, so that it can be replayed."""


def memory_folder() -> TemporaryDirectory[str]:
    """In memory where the system has a file system for it: a commit there costs a tenth."""
    return TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None)


def run_histories(seeds: Iterable[int], steps: int = LENGTH, tally: Tally[str] | None = None) -> Iterator[str]:
    """What broke, a text for each history that did. `tally` gathers what the histories did."""
    for seed in seeds:
        with memory_folder() as folder:
            walk = Walk(seed, Path(folder, "desk"))
            try:
                goes(walk, steps)
            except BrokenError as broken:
                yield str(broken)
            if tally is not None:
                tally.update(walk.tally)


def goes(walk: Walk, steps: int) -> None:
    """Raises BrokenError at the first step after which ledger and bank cannot both be right."""
    try:
        for _ in range(steps):
            _one_step(walk)
        _ends_well(walk)
    except (AssertionError, Exception) as broken:
        told = "\n  ".join(walk.trace)
        raise BrokenError(f"seed {walk.seed}: {type(broken).__name__}: {broken}\n  {told}") from broken
    finally:
        walk.clerk.ledger.close()


def _one_step(walk: Walk) -> None:
    # Neither lasts: a history without line or disk teaches little.
    if walk.clerk.is_full and walk.dice.random() < 0.4:
        walk.clerk.disk_has_room()
    if walk.clerk.line.is_cut and walk.dice.random() < 0.3:
        walk.clerk.line.is_cut = False
    step = walk.dice.choices(STEPS, WEIGHTS)[0]
    name = step.__name__
    walk.tally["steps"] += 1
    walk.tally[name] += 1
    walk.trace.append(name)
    if walk.dice.random() < 0.12:
        with PowerCut(walk.dice.randrange(14)) as cut:
            walk.trace[-1] = f"{name}: {step(walk)}"
        if cut.was_cut:
            walk.tally["power cuts"] += 1
            walk.trace[-1] = f"{name}: power cut at {cut.point}"
            walk.restarts()
    else:
        walk.trace[-1] = f"{name}: {step(walk)}"
    assert_ledger_equals_bank(walk.clerk)


def _ends_well(walk: Walk) -> None:
    """The bank answers again: everything is settled but what waits for the guest or a person."""
    walk.trace.append("the end")
    for flight in walk.flights:
        flight.lands()
    walk.clerk.bank_behaves()
    walk.has_room_and_line()
    for seconds in (30, 700, 700, 4000):
        walk.clerk.time_passes(seconds)
    assert_ledger_equals_bank(walk.clerk)
    for row in walk.clerk.ledger.open_attempts():
        hold = walk.hold(row.hold_id)
        on_screen = row.state == "challenged"
        assert on_screen or hold.state == "attention" or walk.waits_for_guest(hold), row
