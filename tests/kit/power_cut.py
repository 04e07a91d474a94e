"""The computer goes off at a named point of the money path."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

import pytest

from frontdesk.domain.crash_point import watchers


class PowerCutError(BaseException):
    """No code of the desk may catch this."""


@contextmanager
def points_written_down() -> Iterator[list[str]]:
    """Every point that is reached, in order."""
    reached: list[str] = []
    watchers.append(reached.append)
    try:
        yield reached
    finally:
        watchers.remove(reached.append)


class PowerCut:
    """Armed for the `at`-th point that is reached from now on, or for one of that name. `was_cut` tells if it came."""

    def __init__(self, at: int) -> None:
        self._left = at
        self.was_cut = False
        self.point = ""

    def __enter__(self) -> Self:
        watchers.append(self._watch)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> bool:
        watchers.remove(self._watch)
        return kind is PowerCutError

    def _watch(self, name: str) -> None:
        self._left -= 1
        if self._left < 0 and not self.was_cut:
            self.was_cut, self.point = True, name
            raise PowerCutError(name)


@contextmanager
def power_cut_at(point: str) -> Iterator[None]:
    """The first time that `point` is reached, which must happen."""

    def watch(name: str) -> None:
        if name == point:
            raise PowerCutError(name)

    watchers.append(watch)
    try:
        with pytest.raises(PowerCutError):
            yield
    finally:
        watchers.clear()
