"""The pretend bank behind both practice gateways: what was really held, captured, released and given back.

It keeps no card number, only the masked card and the name of the script that a documented test card plays. The gateways
decide whether an operation is allowed, in their own order and words; the bank executes it and remembers how often.
Amounts are minor units, times are UTC seconds. Every method is safe to call from any thread; a gateway that looks and
then acts holds `lock` meanwhile.
"""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

type State = Literal["challenge", "verified", "held", "captured", "sold", "released", "refunded", "lapsed", "refused"]

DAY = 86_400.0
ISTANBUL = 3 * 3600.0  # UTC+3 all year


class Card(NamedTuple):
    """A card as the bank remembers it. `script` names what a documented test card does, empty for plain success."""

    masked: str
    scheme: str
    kind: str
    family: str
    bank: str
    bank_code: int
    foreign: bool = False
    script: str = ""

    @property
    def last_four(self) -> str:
        return self.masked[-4:]


class Line(NamedTuple):
    """One basket line; `number` is the gateway's own id of it."""

    number: int
    item: str
    name: str
    price: int


class Movement(NamedTuple):
    """One executed capture, release or refund. `executed` counts how often the bank did exactly this."""

    number: int
    kind: Literal["capture", "release", "cancel", "refund"]
    amount: int
    key: str
    at: float
    auth_code: str
    reference: str
    line: int | None = None
    executed: int = 1


class Order(NamedTuple):
    """What a gateway asks the bank for. `key` is the conversation id, `price` the basket total, `amount` the charge."""

    account: str
    key: str
    amount: int
    price: int
    currency: str
    card: Card
    items: tuple[tuple[str, str, int], ...]
    sale: bool = False
    basket: str | None = None
    installment: int = 1
    holder: str = ""
    group: str = ""


class Authorisation(NamedTuple):
    """One card payment at the bank, as it stands now."""

    order: Order
    number: int
    state: State
    lines: tuple[Line, ...]
    created: float
    changed: float
    auth_code: str
    reference: str
    threeds: bool = False
    md_status: int | None = None
    fraud_status: int = 1
    error: tuple[str, str | None] | None = None
    captures: tuple[Movement, ...] = ()
    releases: tuple[Movement, ...] = ()
    refunds: tuple[Movement, ...] = ()

    @property
    def taken(self) -> int:
        """Minor units that left the card: the capture, or the whole of a sale."""
        return self.order.amount if self.order.sale else sum(one.amount * one.executed for one in self.captures)

    @property
    def given_back(self) -> int:
        return sum(one.amount * one.executed for one in self.refunds)


class Bank:
    """One pretend bank for all accounts. `clock` gives UTC seconds; `advance` and `set_clock` move the bank's time."""

    def __init__(self, clock: Callable[[], float] = time.time, dice: random.Random | None = None) -> None:
        self.lock = threading.RLock()
        self._clock = clock
        self._dice = dice or random.SystemRandom()
        self.lapse_days = 30.0
        self.changed = threading.Event()  # set at every change, for whoever keeps the bank's memory
        self.reset()
        self.changed.clear()

    def reset(self) -> None:
        """Forget everything and put the clock right. Ids go on from a new random start, so none is met twice."""
        with self.lock:
            self._offset = 0.0
            self.changed.set()
            self._known: dict[tuple[str, int], Authorisation] = {}
            self._shadows: dict[tuple[str, int], tuple[float, Authorisation | None]] = {}
            self._due: list[tuple[float, Callable[[], object]]] = []
            self._next: dict[str, int] = {}
            self.requests: Counter[tuple[str, str]] = Counter()
            self.executions: Counter[tuple[str, str]] = Counter()

    # --- memory between two runs

    @property
    def clock_offset(self) -> float:
        """Seconds by which the bank's clock was moved."""
        return self._offset

    def numbers(self) -> dict[str, int]:
        """The next number of each series."""
        with self.lock:
            return dict(self._next)

    def restore(self, clock_offset: float, numbers: dict[str, int], payments: list[Authorisation]) -> None:
        """Know these payments again, and go on with these numbers."""
        with self.lock:
            self._offset = clock_offset
            self._next = dict(numbers)
            self._known = {(one.order.account, one.number): one for one in payments}
            self.changed.clear()
        self.settle()

    # --- time

    def now(self) -> float:
        return self._clock() + self._offset

    def advance(self, seconds: float) -> None:
        with self.lock:
            self._offset += seconds
        self.settle()

    def set_clock(self, now: float) -> None:
        with self.lock:
            self._offset = now - self._clock()
        self.settle()

    def later(self, seconds: float, act: Callable[[], object]) -> None:
        """Run `act` once the bank's clock has moved on by so many seconds; noticed at the next call that settles."""
        with self.lock:
            self._due.append((self.now() + seconds, act))

    def settle(self) -> None:
        """Do what has fallen due: delayed executions, and holds that lapsed."""
        with self.lock:
            ready = [entry for entry in self._due if entry[0] <= self.now()]
            self._due = [entry for entry in self._due if entry[0] > self.now()]
            for _, act in sorted(ready, key=lambda entry: entry[0]):
                act()
            oldest = self.now() - self.lapse_days * DAY
            for held in [one for one in self._known.values() if one.created < oldest and one.state == "held"]:
                self._put(held._replace(state="lapsed"))

    def same_day(self, first: float, second: float) -> bool:
        """Whether two moments fall on one calendar day in Istanbul, where the banks' day ends."""
        return (first + ISTANBUL) // DAY == (second + ISTANBUL) // DAY

    # --- executing

    def open(self, order: Order, *, threeds: bool) -> Authorisation:
        """A new authorisation: a hold or a sale at once, or, with 3D Secure, one that waits for the challenge."""
        with self.lock:
            number = self._take_number(order.account)
            lines = tuple(
                Line(self._take_number(order.account + " line"), item, name, price) for item, name, price in order.items
            )
            state: State = "challenge" if threeds else "sold" if order.sale else "held"
            now = self.now()
            made = Authorisation(
                order, number, state, lines, now, now, self.auth_code(), self.reference(), threeds=threeds
            )
            self._count(order.account, "init" if threeds else "sale" if order.sale else "place")
            return self._put(made)

    def refuse(self, order: Order, code: str, group: str | None) -> Authorisation:
        """Remember a payment that the issuer declined."""
        with self.lock:
            made = self.open(order, threeds=False)
            self.executions[order.account, "sale" if order.sale else "place"] -= 1
            return self._put(made._replace(state="refused", error=(code, group)))

    def verified(self, payment: Authorisation, md_status: int) -> Authorisation:
        """The cardholder came back from the challenge with this md status, and completion is awaited."""
        return self._put(payment._replace(state="verified", md_status=md_status))

    def failed(self, payment: Authorisation, code: str, group: str | None, md_status: int | None) -> Authorisation:
        return self._put(payment._replace(state="refused", error=(code, group), md_status=md_status))

    def completed(self, payment: Authorisation) -> Authorisation:
        """The challenge is over and the money is held, or taken in a sale."""
        with self.lock:
            sale = payment.order.sale
            self._count(payment.order.account, "complete")
            return self._put(payment._replace(state="sold" if sale else "held"))

    def capture(self, payment: Authorisation, amount: int, key: str) -> Authorisation:
        with self.lock:
            self._count(payment.order.account, "capture")
            done = self._movement(payment, "capture", amount, key)
            return self._put(
                payment._replace(
                    state="captured",
                    captures=(*payment.captures, done),
                    auth_code=done.auth_code,
                    reference=done.reference,
                )
            )

    def release(self, payment: Authorisation, key: str) -> Authorisation:
        with self.lock:
            self._count(payment.order.account, "release")
            done = self._movement(payment, "release", payment.order.amount, key)
            return self._put(payment._replace(state="released", releases=(*payment.releases, done)))

    def refund(
        self, payment: Authorisation, amount: int, key: str, *, cancel: bool = False, line: int | None = None
    ) -> Authorisation:
        """Give back part or all of what was taken; `cancel` when it is undone before the bank's day end."""
        with self.lock:
            self._count(payment.order.account, "refund")
            done = self._movement(payment, "cancel" if cancel else "refund", amount, key, line)
            whole = payment.given_back + amount >= payment.taken
            return self._put(
                payment._replace(
                    state="refunded" if whole else payment.state,
                    refunds=(*payment.refunds, done),
                )
            )

    def amend(self, payment: Authorisation) -> Authorisation:
        """Store a record that a fault has altered."""
        return self._put(payment)

    # --- looking

    def find(self, account: str, number: int | None) -> Authorisation | None:
        """The payment as it really stands."""
        with self.lock:
            return None if number is None else self._known.get((account, number))

    def find_line(self, account: str, line: int | None) -> Authorisation | None:
        with self.lock:
            return next((one for one in self.all(account) if any(part.number == line for part in one.lines)), None)

    def all(self, account: str | None = None) -> Iterator[Authorisation]:
        """Every payment, oldest first."""
        with self.lock:
            return iter([one for one in self._known.values() if account in (None, one.order.account)])

    def shown(self, account: str) -> list[Authorisation]:
        """Payments as look-ups show them: a change that is still within its visibility lag is not seen yet."""
        with self.lock:
            shadows = {place: old for place, (until, old) in self._shadows.items() if until > self.now()}
            seen = [(place, shadows.get(place, one)) for place, one in self._known.items()]
            return [one for (owner, _), one in seen if owner == account and one is not None]

    def hide(self, account: str, number: int, before: Authorisation | None, seconds: float) -> None:
        """Let look-ups see `before` (None: nothing at all) until the bank's clock has moved on by so many seconds."""
        with self.lock:
            self._shadows[account, number] = (self.now() + seconds, before)

    # --- numbers

    def auth_code(self) -> str:
        return f"{self._dice.randrange(1_000_000):06d}"

    def reference(self) -> str:
        return f"mock{self._dice.randrange(10, 100_000):05d}iyzihostrfn"

    def _take_number(self, series: str) -> int:
        start = self._next.get(series) or self._dice.randrange(10_000_000, 80_000_000)
        self._next[series] = start + 1
        return start

    def _movement(
        self,
        payment: Authorisation,
        kind: Literal["capture", "release", "cancel", "refund"],
        amount: int,
        key: str,
        line: int | None = None,
    ) -> Movement:
        place = 2 + len(payment.captures) + len(payment.releases) + len(payment.refunds)
        reference = f"{payment.reference.partition('-')[0]}-{place:02d}"
        number = self._take_number(payment.order.account + " movement")
        return Movement(number, kind, amount, key, self.now(), self.auth_code(), reference, line)

    def _count(self, account: str, operation: str) -> None:
        self.executions[account, operation] += 1

    def _put(self, payment: Authorisation) -> Authorisation:
        with self.lock:
            kept = payment._replace(changed=self.now())
            self.changed.set()
            self._known[kept.order.account, kept.number] = kept
            return kept
