"""One local bank and one process with the real view for all tests of the bank page."""

from collections.abc import Iterator

import pytest

from tests.web.bank import Bank, open_bank
from tests.web.driver import Engine, open_engine


@pytest.fixture(scope="package")
def bank() -> Iterator[Bank]:
    with open_bank() as bank:
        yield bank


@pytest.fixture(scope="package")
def engine(bank: Bank) -> Iterator[Engine]:
    with open_engine(bank) as engine:
        yield engine
