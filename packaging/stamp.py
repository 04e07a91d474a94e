"""Whether `.venv` is the one that the lock describes, told without starting anything.

The stamp is written last, so a set-up that was interrupted leaves none and is done again from the start. It holds the
whole text it depends on: comparing 60 kB is cheaper than importing a hash.
"""

from __future__ import annotations

import os

# Raised when the set-up itself changes, so that older environments are made anew.
VERSION = "1"
LOCK = "requirements.txt"
TEST_LOCK = "requirements-dev.txt"


def venv_python(house: str) -> str:
    """Where the environment's Python is, whether or not it is there."""
    if os.name == "nt":
        return os.path.join(house, ".venv", "Scripts", "python.exe")
    return os.path.join(house, ".venv", "bin", "python")


def is_ready(house: str, for_tests: bool) -> bool:
    """Whether packages and shared libraries were found complete for this very lock, in this very place."""
    return packages_ready(house, for_tests) and _read(_path(house, "libraries")) == VERSION


def packages_ready(house: str, for_tests: bool) -> bool:
    """Whether the packages of the lock are installed; those for tests include those of the desk."""
    return os.path.exists(venv_python(house)) and _read(_path(house, "packages")).startswith(_wanted(house, for_tests))


def packages_done(house: str, for_tests: bool) -> None:
    """Say that the packages are complete."""
    _write(_path(house, "packages"), _wanted(house, for_tests))


def libraries_done(house: str) -> None:
    """Say that Qt and WebEngine found every shared library."""
    _write(_path(house, "libraries"), VERSION)


def forget(house: str) -> None:
    """Called before anything in `.venv` is touched."""
    for what in ("packages", "libraries"):
        if os.path.exists(_path(house, what)):
            os.remove(_path(house, what))


def _wanted(house: str, for_tests: bool) -> str:
    locks = (LOCK, TEST_LOCK) if for_tests else (LOCK,)
    project = _read(os.path.join(house, "pyproject.toml"))
    scripts = project[project.find("[project.scripts]") : project.find("[dependency-groups]")]
    texts = [_read(os.path.join(house, "packaging", name)) for name in locks]
    return "\n".join([VERSION, house, scripts, *texts])


def _path(house: str, what: str) -> str:
    return os.path.join(house, ".venv", "frontdesk-" + what)


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except OSError:
        return ""


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
