"""Finds a Python that can run the desk: 3.13 or 3.12, 64 bit, with venv. Every candidate is asked by running it."""

from __future__ import annotations

import glob
import os
import re
import shutil
import sys
from collections.abc import Iterator

import child
import libraries

WANTED = ("3.13", "3.12")

_QUESTION = """
import struct, sys, sysconfig
fits = (3, 12) <= sys.version_info < (3, 14) and sys.implementation.name == "cpython"
fits = fits and struct.calcsize("P") == 8 and not sysconfig.get_config_var("Py_GIL_DISABLED")
try:
    import ensurepip, ssl, venv
except ImportError:
    print("bare" if fits else "no")
else:
    print("yes" if fits else "no")
print(getattr(sys, "_base_executable", None) or sys.executable)
"""


def find(house: str) -> str:
    """The Python to make `.venv` with, or "" after having said plainly that there is none."""
    bare = ""
    for words in _candidates():
        answer, path = candidate_answer(words)
        if answer == "yes":
            return path
        bare = bare or (path if answer == "bare" else "")
    if bare and _given_its_venv(bare):
        return bare
    python = "" if bare else _fetched_by_uv(house)
    if not python:
        print("There is no Python 3.12 or 3.13 here that can run the desk.")
        print("Install one (its installer, your system's packages, pyenv or uv), then run the same command again.")
    return python


def _given_its_venv(python: str) -> bool:
    """Debian and Ubuntu keep a part of each Python, which makes environments, in a package of its own."""
    if child.answer([python, "-c", "import ensurepip; print('there')"]):
        return True
    print(f"{python} lacks its venv module.")
    version = child.answer([python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]).strip()
    libraries.install([f"python{version}-venv"])
    return bool(child.answer([python, "-c", "import ensurepip; print('there')"]))


def _candidates() -> Iterator[list[str]]:
    yield [sys.executable]
    for version in WANTED:
        if os.name == "nt":
            yield ["py", "-" + version]
        yield ["python" + version]
        for folder in ("/usr/local/bin", "/usr/bin", "/opt/homebrew/bin"):
            yield [f"{folder}/python{version}"]
        yield [f"/Library/Frameworks/Python.framework/Versions/{version}/bin/python{version}"]
        for path in held_by_pyenv(version):
            yield [path]
    yield ["python3"]
    yield ["python"]


def held_by_pyenv(version: str) -> list[str]:
    """The interpreters of this version in every pyenv on the machine, newest first."""
    found: list[str] = []
    for root in _pyenv_roots():
        for name in ("bin/python3", "bin/python", "python.exe"):
            found += glob.glob(os.path.join(glob.escape(root), "versions", version + ".*", *name.split("/")))
    return sorted(set(found), key=_patch_level, reverse=True)


def _patch_level(path: str) -> tuple[int, ...]:
    digits = re.search(r"versions.(\d+)\.(\d+)\.(\d+)", path)
    return tuple(int(part) for part in digits.groups()) if digits else ()


def _pyenv_roots() -> list[str]:
    """By its variables, its executable, its shims on PATH, its own answer, and where it lies by default."""
    roots = [os.environ.get(name, "") for name in ("PYENV_ROOT", "PYENV", "PYENV_HOME")]
    folders = os.environ.get("PATH", "").split(os.pathsep)
    roots += [os.path.dirname(folder.rstrip("/\\")) for folder in folders if re.search(r"[/\\]shims[/\\]?$", folder)]
    pyenv = shutil.which("pyenv")
    if pyenv:
        for path in (pyenv, os.path.realpath(pyenv)):
            roots.append(os.path.dirname(os.path.dirname(path)))
        roots.append(child.answer([pyenv, "root"]).strip())
    roots.append(os.path.join(os.path.expanduser("~"), ".pyenv"))
    seen = dict.fromkeys(root for root in roots if root and os.path.isdir(os.path.join(root, "versions")))
    return list(seen)


def _fetched_by_uv(house: str) -> str:
    """A Python from uv: one that it holds, else one it fetches into the checkout; uv too is fetched if need be."""
    print("No suitable Python on this machine; asking uv for one.", flush=True)
    uv = uv_program(house)
    if not uv:
        return ""
    place = {"UV_PYTHON_INSTALL_DIR": os.path.join(house, ".python"), "UV_NO_CONFIG": "1"}
    for version in WANTED:
        child.succeeds([uv, "python", "install", "--no-bin", version], **place)
        held = child.answer([uv, "python", "find", "--no-project", version], **place).strip()
        answer, path = candidate_answer([held])
        if answer == "yes":
            return path
    return ""


def uv_program(house: str) -> str:
    """The path of uv: the one on PATH, else the locked one, installed into `.uv` for this checkout; "" if neither."""
    there = shutil.which("uv")
    if there:
        return there
    folder = os.path.join(house, ".uv")
    scripts, ending = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
    uv = os.path.join(folder, scripts, "uv" + ending)
    lock = os.path.join(house, "packaging", "requirements-uv.txt")
    install = ["-m", "pip", "install", "--quiet", "--require-hashes", "--only-binary", ":all:", "-r", lock]
    if not os.path.exists(uv):
        base = getattr(sys, "_base_executable", None) or sys.executable
        inside = os.path.join(folder, scripts, "python" + ending)
        made = _given_its_venv(base) and child.succeeds([base, "-m", "venv", "--clear", folder])
        if not made or not child.succeeds([inside, *install]):
            return ""
    return uv if os.path.exists(uv) else ""


def candidate_answer(words: list[str]) -> tuple[str, str]:
    """("yes" | "bare" | "no" | "", path of the interpreter) as the candidate itself tells."""
    if not words[0]:
        return "", ""
    lines = child.answer([*words, "-c", _QUESTION]).split("\n")
    return (lines[0], lines[1].strip()) if len(lines) >= 2 else ("", "")
