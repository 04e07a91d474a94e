"""The one clock of a test, shared by desk and bank, and conversations run without an event loop.

A coroutine of the kit waits by yielding seconds; whoever drives it moves the clock.
"""

from collections.abc import Coroutine, Generator, Sequence
from heapq import heappop, heappush
from typing import cast

NOON = 1_790_000_000  # 2026-09-21, 17:13 in Istanbul
type Waiting[T] = Coroutine[float, None, T]


class Nap(float):
    """A wait that may be woken from, unlike one for an answer."""


class _Wait:
    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def __await__(self) -> Generator[float, None, None]:
        yield self._seconds


class Clock:
    """UTC seconds that pass only when a test says so."""

    def __init__(self, start: float = NOON) -> None:
        self._time = start

    def time(self) -> float:
        return self._time

    def now(self) -> int:
        return int(self._time)

    def moves_to(self, moment: float) -> None:
        self._time = max(self._time, moment)

    def is_put_back(self, seconds: float) -> None:
        self._time -= seconds

    async def wait(self, seconds: float) -> None:
        await _Wait(seconds)

    async def nap(self, seconds: float) -> None:
        await _Wait(Nap(seconds))

    async def together(self, works: Sequence[Coroutine[object, object, None]]) -> None:
        """Several works side by side, each going on when its own wait is over."""
        due = [(self._time, order, cast("Waiting[None]", work)) for order, work in enumerate(works)]
        try:
            while due:
                moment, order, work = heappop(due)
                if moment > self._time:
                    heappush(due, (moment, order, work))
                    await self.wait(moment - self._time)
                    continue
                try:
                    heappush(due, (self._time + work.send(None), order, work))
                except StopIteration:
                    continue
        finally:
            for one in works:
                one.close()

    def runs[T](self, work: Waiting[T]) -> T:
        """Run to the end; every wait takes its time at once."""
        while True:
            try:
                seconds = work.send(None)
            except StopIteration as over:
                answer: T = over.value
                return answer
            self.moves_to(self._time + seconds)


class Flight[T]:
    """A verb under way, moved from one call on the line to the next while other things happen at the counter."""

    def __init__(self, clock: Clock, work: Waiting[T]) -> None:
        self._clock = clock
        self._work = work
        self.is_over = False
        self.outcome: T | None = None

    def goes_on(self, steps: int = 1) -> bool:
        """True while there is more to come."""
        for _ in range(steps):
            if self.is_over:
                return False
            try:
                self._clock.moves_to(self._clock.time() + self._work.send(None))
            except StopIteration as over:
                self.is_over, self.outcome = True, over.value
        return not self.is_over

    def lands(self) -> T:
        while self.goes_on():
            pass
        assert self.outcome is not None
        return self.outcome

    def is_dropped(self) -> None:
        self._work.close()
        self.is_over = True
