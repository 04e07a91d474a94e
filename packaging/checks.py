"""Every check of `test` and `lint`: each by name, with how long it took, none left out because another failed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

import child
import wheel_check

# A check that takes longer is taken to hang: its programs are ended and it has failed.
LIMIT_S = 540

READING = {
    "style": ("ruff", "check"),
    "layout": ("ruff", "format", "--check"),
    "types": ("mypy",),
    "floors": ("lint-imports",),
}


def lint(house: str, python: str) -> int:
    """The checks that only read the sources; the exit code."""
    steps = _reading_steps(house, python)
    steps["house rules"] = lambda: passes(house, [python, "-m", "pytest", "-q", "tests/house"])
    return _run(steps)


def test(house: str, python: str, rest: list[str]) -> int:
    """Every check and test; with words for pytest, only the tests they choose. The exit code."""
    if rest:
        return subprocess.call([python, "-m", "pytest", *rest], cwd=house, env=child.environment())
    with tempfile.TemporaryDirectory(prefix="frontdesk-wheel-") as scratch:
        steps = _reading_steps(house, python)
        steps["wheel"] = lambda: wheel_check.build(house, python, scratch)
        steps["practice gateways of the wheel"] = lambda: wheel_check.serves(scratch)
        steps["tour of the wheel"] = lambda: passes(scratch, *wheel_check.tour(scratch))
        # Two workers for two cores; a file stays with one, so that its servers and its web view are started once.
        words = [python, "-m", "pytest", "-n", "2", "--dist", "loadfile", "--durations", "10"]
        steps["tests"] = lambda: passes(house, words)
        return _run(steps)


def module(house: str, python: str, name: str, rest: list[str]) -> int:
    """A module of the tests that is a program of its own (the benchmarks, the fuzz); the exit code."""
    return subprocess.call([python, "-m", name, *rest], cwd=house, env=child.environment())


def passes(folder: str, words: list[str], more: dict[str, str] | None = None) -> bool:
    """Run it in `folder` where the developer sees it, and end it with all it started when it hangs."""
    own_group = os.name != "nt"
    running = subprocess.Popen(
        words, cwd=folder, env=dict(child.environment(), **(more or {})), start_new_session=own_group
    )
    try:
        return running.wait(LIMIT_S) == 0
    except (subprocess.TimeoutExpired, KeyboardInterrupt) as stopped:
        if own_group:
            os.killpg(running.pid, signal.SIGKILL)
        else:
            running.kill()
        running.wait()
        if isinstance(stopped, KeyboardInterrupt):
            raise
        print(f"It took longer than {LIMIT_S} seconds and was ended.")
        return False


def _reading_steps(house: str, python: str) -> dict[str, Callable[[], bool]]:
    tools = os.path.dirname(python)

    def step(words: tuple[str, ...]) -> Callable[[], bool]:
        return lambda: passes(house, [os.path.join(tools, words[0]), *words[1:]])

    return {name: step(words) for name, words in READING.items()}


def _run(steps: dict[str, Callable[[], bool]]) -> int:
    results = []
    for name, step in steps.items():
        print(f"\n--- {name}", flush=True)
        start = time.monotonic()
        good = step()
        results.append((name, good, time.monotonic() - start))
    print()
    for name, good, seconds in results:
        print(f"{'passed' if good else 'FAILED'}  {seconds:7.1f} s  {name}")
    failed = sum(not good for _, good, _ in results)
    print(f"checks: {len(results) - failed} passed, {failed} failed")
    sys.stdout.flush()
    return 1 if failed else 0
