"""Starting other programs without what would lead another Python astray."""

from __future__ import annotations

import os
import subprocess


def environment() -> dict[str, str]:
    """The environment without what points at another Python, or keeps one from storing compiled code."""
    astray = ("PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "__PYVENV_LAUNCHER__")
    return {name: value for name, value in os.environ.items() if name not in astray}


def succeeds(words: list[str], **more: str) -> bool:
    """Run it where the developer sees what it says; `more` is added to its environment."""
    try:
        return subprocess.call(words, env=dict(environment(), **more)) == 0
    except OSError as error:
        print(f"{words[0]} cannot be started: {error.strerror}")
        return False


def answer(words: list[str], cwd: str | None = None, **more: str) -> str:
    """What it prints, or "" when it cannot be started, fails, or takes more than a minute."""
    try:
        done = subprocess.run(
            words,
            env=dict(environment(), **more),
            cwd=cwd,
            check=False,
            timeout=60,
            encoding="utf-8",
            errors="replace",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout if done.returncode == 0 else ""
