"""Renews the locked lists of packages: every version, a hash for every file, for every platform, and no address."""

from __future__ import annotations

import os
import re

import child
import python_finder

LISTS = {
    "requirements.txt": ("pyproject.toml", "--group", "install"),
    "requirements-dev.txt": ("pyproject.toml", "--group", "install", "--group", "dev"),
    "requirements-uv.txt": ("--group", "uv"),
}
HEADER = "# {what}. Made by `dev.py lock` from pyproject.toml; do not edit.\n"
WHAT = {
    "requirements.txt": "What the desk runs with, and what installs it",
    "requirements-dev.txt": "The same, and what tests and checks need",
    "requirements-uv.txt": "Fetches a Python where the machine has none, and renews these lists",
}


def renew(house: str) -> int:
    """Write the lists anew with the newest versions that pyproject.toml allows; returns the exit code."""
    uv = python_finder.uv_program(house)
    if not uv:
        print("uv, which renews the lock, could not be fetched.")
        return 1
    os.chdir(house)
    for name, sources in LISTS.items():
        target = os.path.join("packaging", name)
        words = [uv, "pip", "compile", *sources, "--output-file", target, "--quiet", "--upgrade", "--universal"]
        words += ["--python-version", "3.12", "--only-binary", ":all:", "--generate-hashes", "--no-header"]
        words += ["--no-emit-index-url", "--no-emit-find-links", "--no-annotate"]
        if name == "requirements-dev.txt":
            words += ["--constraints", os.path.join("packaging", "requirements.txt")]
        # The machine's own lists of wheels must not get in: the lock is for every machine.
        if not child.succeeds(words, UV_NO_CONFIG="1", UV_FIND_LINKS="", UV_EXTRA_INDEX_URL=""):
            return 1
        with open(target, encoding="utf-8") as file:
            text = file.read()
        if re.search(r"://|^-", text, re.MULTILINE) or "--hash=sha256:" not in text:
            print(f"{target} names an address or lacks hashes; it is not fit to be used.")
            return 1
        with open(target, "w", encoding="utf-8") as file:
            file.write(HEADER.format(what=WHAT[name]) + text)
        print(f"{target}: {len(re.findall(r'(?m)^[a-z0-9]', text))} packages")
    return 0
