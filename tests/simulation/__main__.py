"""More histories than a test run takes: `python -m tests.simulation --histories 20000 --seed 1`; with `--points` a
power cut at every point of every verb instead. Ends with 1 when something broke."""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from tests.simulation.crash_flows import cases, cut_at_points
from tests.simulation.histories import LENGTH, memory_folder, run_histories


def main() -> int:
    wanted = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    wanted.add_argument("--histories", type=int, default=1000)
    wanted.add_argument("--steps", type=int, default=LENGTH)
    wanted.add_argument("--seed", type=int, default=1, help="of the first history; the next one has the next seed")
    wanted.add_argument("--points", action="store_true")
    asked = wanted.parse_args()
    return _points() if asked.points else _histories(asked.seed, asked.histories, asked.steps)


def _histories(first: int, count: int, steps: int) -> int:
    began = time.perf_counter()
    broken = 0
    tally: Counter[str] = Counter()
    for told in run_histories(range(first, first + count), steps, tally):
        broken += 1
        sys.stdout.write(told + "\n")
    took = time.perf_counter() - began
    for name, times in sorted(tally.items()):
        sys.stdout.write(f"{times:8} {name}\n")
    sys.stdout.write(f"{count} histories of {steps} steps in {took:.0f} s, {broken} broken\n")
    return 1 if broken else 0


def _points() -> int:
    cut = broken = 0
    for case in cases():
        with memory_folder() as folder:
            try:
                cut += cut_at_points(Path(folder), case, 0, 1)
            except AssertionError as told:
                broken += 1
                sys.stdout.write(f"{told}\n")
    sys.stdout.write(f"{cut} power cuts, {broken} cases broken\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
