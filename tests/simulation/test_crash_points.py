"""The power goes at the named points of every verb. Here each case cuts at some of its points, other ones than its
neighbours do; `python -m tests.simulation --points` cuts at all of them."""

from pathlib import Path
from zlib import crc32

import pytest

from tests.simulation.crash_flows import cases, cut_at_points

EVERY = 6


@pytest.mark.parametrize("case", tuple(cases()), ids="-".join)
def test_the_power_goes_at_points_of_every_verb(folder: Path, case: tuple[str, str, str]) -> None:
    assert cut_at_points(folder, case, crc32(repr(case).encode()), EVERY) > 0
