"""The tour's clock: a Friday afternoon at the counter, whatever day it is outside, so that the pictures stay alike."""

from datetime import UTC, datetime
from time import time

# 14:20 in Istanbul.
FRIDAY = datetime(2026, 11, 20, 11, 20, tzinfo=UTC)
MINUTE, HOUR, DAY = 60, 3_600, 86_400


class Clock:
    """Runs on from where it was set. `ahead` is how many seconds it is before the PC's own clock."""

    def __init__(self, ahead: float) -> None:
        self.ahead = ahead

    def now(self) -> int:
        """UTC seconds."""
        return int(time() + self.ahead)

    def set(self, moment: float) -> None:
        self.ahead = moment - time()

    def skip(self, seconds: float) -> None:
        self.ahead += seconds

    @property
    def iso(self) -> str:
        """The moment as the practice bank's clock takes it."""
        return datetime.fromtimestamp(time() + self.ahead, UTC).isoformat()
