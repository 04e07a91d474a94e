"""Notices: what a gateway posts to the merchant by itself some seconds after an event (webhooks).

A dialect queues them; the courier (courier.py) or a simulator posts what `due_notices` gives and tells `delivered` how
it went. Times are on the bank's clock.
"""

import threading
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from frontdesk.practice.ground import Ground

MOST_TRIES = 3
NO_ANSWER = 0  # as a status: nobody listened, or the answer never came


class Notice(NamedTuple):
    """One notice. `headers` and `body` are posted to `url` as they stand, every time. `again` is how many seconds after
    a failed try the next one is due; `pauses` stands in its place where they differ, one for each try after the
    first. `only_200` counts no other 2xx as received. `status` is the last try's."""

    number: int
    account: str
    event: str
    payment_id: str
    url: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    due: float
    again: float = 0.0
    pauses: tuple[float, ...] = ()
    only_200: bool = False
    tries: int = 0
    status: int | None = None
    over: bool = False


class NoticeBook:
    """The notices of all gateways. `woken` is set when there may be something new to deliver."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[int, Notice] = {}
        self._last = 0
        self.woken = threading.Event()

    def queue(self, notice: Notice) -> None:
        """Take a notice; its number is given here."""
        with self._lock:
            self._last += 1  # never used again, so that a try under way at a reset meets no other notice
            self._known[self._last] = notice._replace(number=self._last)
        self.woken.set()

    def record(self, notice: Notice, status: int, now: float) -> None:
        """One try was made. Unless it was the last one or was received, the next is due later."""
        received = status == 200 if notice.only_200 else 200 <= status < 300
        tries = notice.tries + 1
        pauses = notice.pauses or (notice.again,) * (MOST_TRIES - 1)
        over = received or tries > len(pauses)
        with self._lock:
            if notice.number in self._known:  # not after a reset
                self._known[notice.number] = notice._replace(
                    tries=tries, status=status, over=over, due=now + (0.0 if over else pauses[tries - 1])
                )

    def all(self) -> list[Notice]:
        """In the order of their events."""
        with self._lock:
            return list(self._known.values())

    def waiting(self) -> list[Notice]:
        """Those still to be posted, the earliest due first."""
        return sorted((one for one in self.all() if not one.over), key=lambda one: (one.due, one.number))

    def clear(self) -> None:
        with self._lock:
            self._known.clear()


def due_notices(ground: "Ground") -> list[Notice]:
    """What is to be posted now, in this order. Each is to be followed by `delivered`."""
    now = ground.bank.now()
    return [one for one in ground.notices.waiting() if one.due <= now]


def delivered(ground: "Ground", notice: Notice, status: int) -> None:
    """The merchant answered this notice with an HTTP status, or NO_ANSWER."""
    ground.notices.record(notice, status, ground.bank.now())
