"""One command for each thing a developer does with Front Desk; everything it needs it sets up by itself.

    python3 packaging/dev.py run        set up, then open the desk on the practice gateways
    python3 packaging/dev.py test       set up, then run every test and every check
    python3 packaging/dev.py lint       the checks that only read the sources
    python3 packaging/dev.py tour       the guided tour: the real windows, driven and photographed
    python3 packaging/dev.py bench      the benchmarks; prints one JSON object last
    python3 packaging/dev.py fuzz       hostile answers to every reader of every gateway (--cases N, --seed S)
    python3 packaging/dev.py lock       renew the locked list of packages
    python3 packaging/dev.py abilities  write the README's table of abilities anew

Starts on Python 3.8 or newer, with the standard library alone, and finds the Python that the desk itself needs. What
follows the command goes to the program (`run --help`, `test tests/ledger -k recovery`, `tour --out DIR`).

This file imports next to nothing, because a second `run` passes through it on its way to the desk.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

HOUSE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


# Modules of the tests that are programs of their own.
PROGRAMS = {"bench": "tests.benchmarks", "fuzz": "tests.gateways.fuzz"}


def main(words: list[str]) -> int:
    """Do what `words` say; returns the exit code."""
    command, rest = (words[0], words[1:]) if words else ("help", [])
    if command == "run":
        return run(rest)
    if command not in ("test", "lint", "tour", "bench", "fuzz", "lock", "abilities"):
        print((__doc__ or "").rstrip())
        return 0 if command in ("help", "-h", "--help") else 2
    if command == "lock":
        import lock

        return lock.renew(HOUSE)
    import checks
    import environment

    python = environment.ready(HOUSE, for_tests=command != "tour")
    if not python:
        return 1
    if command == "tour":
        return tour(python, rest)
    if command == "abilities":
        import subprocess

        import child

        words = [python, os.path.join(HOUSE, "packaging", "abilities_table.py")]
        return subprocess.call(words, cwd=HOUSE, env=child.environment())
    if command in PROGRAMS:
        return checks.module(HOUSE, python, PROGRAMS[command], rest)
    return checks.lint(HOUSE, python) if command == "lint" else checks.test(HOUSE, python, rest)


def run(rest: list[str]) -> int:
    """Open the desk in practice, or take the tour off screen where no window can open."""
    import stamp

    python = stamp.venv_python(HOUSE)
    if not stamp.is_ready(HOUSE, for_tests=False):
        import environment

        python = environment.ready(HOUSE, for_tests=False)
        if not python:
            return 1
    if not has_display():
        print("There is no display here, so the guided tour runs off screen instead of the desk.", flush=True)
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        return tour(python, [])
    return become([python, "-m", "frontdesk", "--practice", *rest])


def tour(python: str, rest: list[str]) -> int:
    """Take the tour; without --out its pictures go to build/tour."""
    import subprocess

    import child

    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if not any(word == "--out" or word.startswith("--out=") for word in rest):
        rest = ["--out", os.path.join(HOUSE, "build", "tour"), *rest]
    code = subprocess.call([python, "-m", "frontdesk", "tour", *rest], env=child.environment())
    at = next(i for i, word in enumerate(rest) if word.startswith("--out"))
    folder = rest[at].partition("=")[2] or rest[min(at + 1, len(rest) - 1)]
    said = "The pictures are in " if code == 0 else "The tour did not end well; what it has is in "
    print(said + os.path.abspath(folder), flush=True)
    return code


def has_display() -> bool:
    """Whether a window can be seen by somebody."""
    if not sys.platform.startswith("linux"):
        return True
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if platform in ("linuxfb", "eglfs", "vnc", "vkkhrdisplay"):
        return True
    if platform in ("offscreen", "minimal", "minimalegl"):
        return False
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def become(words: list[str]) -> NoReturn:
    """Turn into another program; on Windows, where that loses the console, start it and wait."""
    for name in ("PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE"):
        os.environ.pop(name, None)
    if os.name == "nt":
        import subprocess

        sys.exit(subprocess.call(words))
    sys.stdout.flush()
    os.execv(words[0], words)  # noqa: S606 -- the desk takes this process over


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
