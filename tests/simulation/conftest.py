"""Histories live in memory."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.simulation.histories import memory_folder


@pytest.fixture
def folder() -> Iterator[Path]:
    with memory_folder() as made:
        yield Path(made)
