"""Makes `.venv`: the right Python, exactly the locked packages, the desk itself, compiled, and the libraries of Qt."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import child
import libraries
import python_finder
import stamp


def ready(house: str, for_tests: bool) -> str:
    """The environment's Python with everything in place, or "" after having said what is in the way."""
    python = stamp.venv_python(house)
    if not stamp.packages_ready(house, for_tests) and not _packages(house, for_tests):
        return ""
    if not stamp.is_ready(house, for_tests):
        if not libraries.complete(python):
            return ""
        stamp.libraries_done(house)
    return python


def _packages(house: str, for_tests: bool) -> bool:
    python = stamp.venv_python(house)
    on_top = for_tests and stamp.packages_ready(house, for_tests=False)
    stamp.forget(house)
    if not on_top and not _fresh(house):
        return False
    lock = os.path.join(house, "packaging", stamp.TEST_LOCK if for_tests else stamp.LOCK)
    print("Installing the locked packages; the first time some 300 MB are fetched.", flush=True)
    if not _pip(python, "install", "--require-hashes", "--only-binary", ":all:", "--no-compile", "-r", lock):
        print("The packages could not be installed; the lines above say why. Run the same command again to go on.")
        return False
    # From the sources where they lie; hatchling is in the lock, so nothing is fetched for it.
    project = ("--no-index", "--no-deps", "--no-build-isolation", "--no-compile", "--editable", house)
    if not _pip(python, "install", *project):
        print("The desk itself could not be installed into .venv; the lines above say why.")
        return False
    _compile(house, python)
    stamp.packages_done(house, for_tests)
    return True


def _fresh(house: str) -> bool:
    """Make an empty environment in place of whatever is there."""
    base = python_finder.find(house)
    if not base:
        return False
    print(f"Making .venv with {base}", flush=True)
    folder = os.path.join(house, ".venv")
    try:
        if os.path.isdir(folder):
            shutil.rmtree(folder)
    except OSError as error:
        print(f"The old .venv cannot be removed ({error.strerror}). Close the desk and any terminal that uses it.")
        return False
    return child.succeeds([base, "-m", "venv", folder])


def _pip(python: str, *words: str) -> bool:
    environment = child.environment()
    for name in ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIRE_HASHES", "PIP_NO_BINARY", "PIP_CONSTRAINT"):
        environment.pop(name, None)
    environment.update(PIP_USER="0", PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_NO_INPUT="1")
    quiet = () if sys.stdout.isatty() else ("--quiet",)
    return subprocess.call([python, "-m", "pip", *words, *quiet], env=environment) == 0


def _compile(house: str, python: str) -> None:
    """Environments without compiled code cost every start 25 to 40 ms."""
    print("Compiling", flush=True)
    packages = os.path.dirname(child.answer([python, "-c", "import pip; print(pip.__path__[0])"]).strip())
    words = [python, "-m", "compileall", "-q", "-j", "0", packages, os.path.join(house, "frontdesk")]
    # Some packages carry files for other versions of Python, which cannot be compiled and need not be.
    subprocess.call(words, env=child.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
