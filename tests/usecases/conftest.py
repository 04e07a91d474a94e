"""A clerk at each gateway. After every test ledger and bank must agree, whatever the test was about."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.counter import Counter
from tests.kit.invariants import assert_ledger_equals_bank


def _at(folder: Path, gateway: str) -> Iterator[Counter]:
    clerk = Counter(folder, gateway)
    yield clerk
    assert_ledger_equals_bank(clerk)
    clerk.ledger.close()


@pytest.fixture(params=["iyzico", "oderopay"])
def clerk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Counter]:
    """At either gateway."""
    yield from _at(tmp_path, request.param)


@pytest.fixture
def at_iyzico(tmp_path: Path) -> Iterator[Counter]:
    yield from _at(tmp_path, "iyzico")


@pytest.fixture
def at_oderopay(tmp_path: Path) -> Iterator[Counter]:
    yield from _at(tmp_path, "oderopay")


@pytest.fixture
def at_ahlpay(tmp_path: Path) -> Iterator[Counter]:
    yield from _at(tmp_path, "ahlpay")


@pytest.fixture
def at_oduyo(tmp_path: Path) -> Iterator[Counter]:
    """Where deposits are charged; on a POS of two steps."""
    yield from _at(tmp_path, "oduyo")


@pytest.fixture(params=["ahlpay", "oduyo"])
def with_session(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Counter]:
    """At either gateway that asks for a login."""
    yield from _at(tmp_path, request.param)
