"""More histories than a test run takes: `python -m tests.simulation --histories 20000 --seed 1`. Ends with 1 when one
broke."""

import argparse
import sys
import time
from collections import Counter

from tests.simulation.histories import LENGTH, run_histories


def main() -> int:
    wanted = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    wanted.add_argument("--histories", type=int, default=1000)
    wanted.add_argument("--steps", type=int, default=LENGTH)
    wanted.add_argument("--seed", type=int, default=1, help="of the first history; the next one has the next seed")
    asked = wanted.parse_args()
    began = time.perf_counter()
    broken = 0
    tally: Counter[str] = Counter()
    for told in run_histories(range(asked.seed, asked.seed + asked.histories), asked.steps, tally):
        broken += 1
        sys.stdout.write(told + "\n")
    took = time.perf_counter() - began
    for name, count in sorted(tally.items()):
        sys.stdout.write(f"{count:8} {name}\n")
    sys.stdout.write(f"{asked.histories} histories of {asked.steps} steps in {took:.0f} s, {broken} broken\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
