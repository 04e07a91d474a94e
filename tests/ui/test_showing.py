"""Moments are Istanbul's, as the days are, whatever zone the PC is set to."""

import time
from collections.abc import Iterator

import pytest

from frontdesk.ui import showing
from tests.kit.screens import dressed

LATE = 1_795_467_540  # 23 November 2026, 20:59 UTC
MINUTE = 60


@pytest.fixture(params=["UTC0", "TST+11", "TST-13"])
def at_a_pc_elsewhere(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    tzset = getattr(time, "tzset", lambda: None)  # Windows reads its own zone
    with monkeypatch.context() as pc:
        pc.setenv("TZ", request.param)
        tzset()
        yield
    tzset()


@pytest.mark.usefixtures("at_a_pc_elsewhere")
def test_a_moment_is_told_at_istanbuls_clock() -> None:
    dressed("tr")
    assert showing.moment(LATE) == "23 Kas 23:59"
    assert showing.moment(LATE + MINUTE) == "24 Kas 00:00"
    assert showing.clock(LATE) == "23:59"


@pytest.mark.usefixtures("at_a_pc_elsewhere")
def test_the_day_changes_at_istanbuls_midnight() -> None:
    dressed("en")
    assert showing.recently(LATE - MINUTE, LATE) == "23:58"
    assert showing.recently(LATE, LATE + MINUTE) == "23 Nov 23:59"
