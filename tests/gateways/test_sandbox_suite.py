"""The suite for the gateways' own test systems works: run against the practice gateways over real HTTP, by the same
variables, it passes; without them it says why it asks nobody; and it is no part of any other run."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from frontdesk.gateways.accounts import GATEWAYS
from frontdesk.practice.server import start
from tests.house.sources import HOUSE
from tests.sandbox import conftest
from tests.sandbox.account import PREFIX

QUIET = ("-q", "-p", "no:randomly", "-p", "no:cacheprovider")


def suite(given: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """The suite in a process of its own, with these variables and no others of its kind."""
    others = {name: value for name, value in os.environ.items() if not name.startswith((PREFIX, "PYTEST_"))}
    return subprocess.run(
        [sys.executable, "-m", "pytest", *QUIET, "tests/sandbox", *words],
        cwd=HOUSE,
        env=others | given,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


def test_it_passes_at_the_practice_gateways() -> None:
    with start() as practice:
        given = {
            f"{PREFIX}{name.upper()}_{setting.upper()}": value
            for name, account in practice.accounts.items()
            for setting, value in account.items()
        }
        done = suite(given)
    assert done.returncode == 0, done.stdout
    assert "skipped" not in done.stdout
    for name in set(GATEWAYS) - {"oduyo"}:
        assert f"measured: {name}: a capture of 101 % of the hold:" in done.stdout


def test_without_keys_it_says_in_one_sentence_whom_it_does_not_ask() -> None:
    done = suite({})
    assert done.returncode == 0, done.stdout
    for listed in GATEWAYS.values():
        assert f"{listed.title} is not asked, because the environment does not give {PREFIX}" in done.stdout


def test_a_live_host_is_refused_before_a_socket_opens() -> None:
    (live,) = GATEWAYS["iyzico"].live_hosts
    keys = {"API_KEY": "k", "SECRET_KEY": "s", "BASE_URL": f"https://{live}"}
    done = suite({f"{PREFIX}IYZICO_{name}": value for name, value in keys.items()}, "-k", "placed_found and iyzico")
    assert done.returncode == 1, done.stdout
    assert "host_not_allowed" in done.stdout


@pytest.mark.parametrize(
    ("asked", "is_left_out"), [("tests", True), ("tests/gateways", True), ("tests/sandbox", False), (".", True)]
)
def test_it_is_no_part_of_another_run(asked: str, is_left_out: bool) -> None:
    config = SimpleNamespace(args=[asked], invocation_params=SimpleNamespace(dir=HOUSE))
    told = conftest.pytest_ignore_collect(Path(conftest.__file__), cast("pytest.Config", config))
    assert told is (True if is_left_out else None)
