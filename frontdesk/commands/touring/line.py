"""The line to the gateways with an outer limit that the tour can shorten for one step."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager

from frontdesk.domain.gateway import Gateway, NotSent, Unknown, WireRequest, WireResponse
from frontdesk.usecases.desk import Line


class TourLine:
    """`short` is the outer limit in seconds while the tour is impatient; otherwise the account's own counts."""

    def __init__(self, line: Line, short: float) -> None:
        self._line, self._short, self._impatient = line, short, False

    async def run[T](
        self, gateway: Gateway, conversation: Generator[WireRequest, WireResponse, T], limit: float
    ) -> T | NotSent | Unknown:
        return await self._line.run(gateway, conversation, self._short if self._impatient else limit)

    @contextmanager
    def impatient(self) -> Iterator[None]:
        """The answer that never comes is not waited for as long as at a real desk."""
        self._impatient = True
        try:
            yield
        finally:
            self._impatient = False
