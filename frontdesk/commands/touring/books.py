"""The two books that must agree: what the ledger says of every hold, and what the bank really did.

Amounts are minor units. What the desk is still asking the bank about may stand either way at the bank, but never twice.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from frontdesk.domain.attempt import Attempt
from frontdesk.domain.hold import Hold
from frontdesk.domain.terminal import TERMINAL
from frontdesk.ledger.database import Ledger

UNDECIDED = frozenset(
    {"placing", "challenge", "capturing", "releasing", "refunding", "unknown", "attention"},
)
NOTHING_HELD = frozenset({"declined", "abandoned"})
# Its calls carry no key of the desk's (Ödüyo notes §5): in both books a payment goes by its number.
WITHOUT_KEYS = frozenset({"oduyo"})


class Payment(NamedTuple):
    """One payment, told by either book. `placed` and `releases` count how often it was really done; `refunds` sorted;
    `sale` money was taken at once. `payment_id` is "" where the gateway knows a payment by the desk's own key."""

    account: str
    key: str
    payment_id: str
    amount: int
    currency: str
    placed: int
    captures: tuple[int, ...]
    releases: int
    refunds: tuple[int, ...]
    sale: bool = False


class Entry(NamedTuple):
    """A payment of the ledger and whether the desk knows how it stands."""

    payment: Payment
    decided: bool
    state: str


def of_ledger(ledger: Ledger) -> tuple[Entry, ...]:
    """Every hold, in the order of their making; one that was written down from a bank's own terminal is not this
    bank's."""
    entries = []
    for hold_id in range(1, 1_000_000):
        try:
            hold = ledger.held_stay(hold_id).hold
        except KeyError:
            break
        if hold.account != TERMINAL:
            entries.append(_entry(hold, ledger.attempts_of(hold_id)))
    return tuple(entries)


def _entry(hold: Hold, attempts: Iterable[Attempt]) -> Entry:
    done = [row for row in attempts if row.state == "approved"]
    captures = tuple(row.amount for row in done if row.kind == "capture")
    payment = Payment(
        hold.account,
        hold.payment_id if hold.account in WITHOUT_KEYS else hold.key,
        "" if hold.payment_id == hold.key else hold.payment_id,
        hold.amount,
        hold.currency,
        int(hold.state not in NOTHING_HELD),
        captures,
        sum(row.kind == "release" for row in done),
        tuple(sorted(row.amount for row in done if row.kind == "refund")),
        sale=hold.captured > 0 and not captures,
    )
    return Entry(payment, hold.state not in UNDECIDED, hold.state)


def of_bank(told: Mapping[str, Any]) -> tuple[Payment, ...]:
    """Every authorisation of `GET /bank`, a movement as often as it was executed."""
    return tuple(_payment(one) for one in told["authorisations"])


def _payment(one: Mapping[str, Any]) -> Payment:
    return Payment(
        one["account"],
        one["payment_id"] if one["account"] in WITHOUT_KEYS else one["key"],
        one["payment_id"],
        int(one["amount"]),
        one["currency"],
        int(one["executed"]["place"]),
        _amounts(one["captures"]),
        len(_amounts(one["releases"])),
        tuple(sorted(_amounts(one["refunds"]))),
        sale=bool(one["sale"]),
    )


def _amounts(movements: Iterable[Mapping[str, Any]]) -> tuple[int, ...]:
    return tuple(int(one["amount"]) for one in movements for _ in range(int(one["executed"])))


def differences(ledger: Iterable[Entry], bank: Iterable[Payment]) -> tuple[str, ...]:
    """Every way in which the books disagree, a line each; none when they agree."""
    rest: dict[tuple[str, str], list[Payment]] = {}
    for payment in bank:
        rest.setdefault((payment.account, payment.key), []).append(payment)
    found: list[str] = []
    for entry in ledger:
        there = [one for one in rest.pop((entry.payment.account, entry.payment.key), []) if one.placed]
        found += _compared(entry, there)
    for strangers in rest.values():
        found += [f"{_name(one)}: the bank holds it, the ledger knows nothing of it" for one in strangers if one.placed]
    return tuple(found)


def _compared(entry: Entry, there: list[Payment]) -> list[str]:
    ours = entry.payment
    if sum(one.placed for one in there) > 1:
        return [f"{_name(ours)}: executed twice at the bank"]
    if not entry.decided:
        return [f"{_name(ours)}: {what}" for one in there for what in _twice(one)]
    if not ours.placed:
        return [f"{_name(ours)}: {entry.state} in the ledger, but held at the bank"] if there else []
    if not there:
        return [f"{_name(ours)}: {entry.state} in the ledger, unknown at the bank"]
    theirs = there[0] if ours.payment_id else there[0]._replace(payment_id="")
    pairs = zip(Payment._fields, ours, theirs, strict=True)
    return [
        f"{_name(ours)}: {field} is {one} in the ledger, {other} at the bank"
        for field, one, other in pairs
        if one != other
    ]


def _twice(payment: Payment) -> list[str]:
    """What an open question must never have led to."""
    many = {"captures": len(payment.captures), "releases": payment.releases}
    return [f"{count} {what} at the bank" for what, count in many.items() if count > 1]


def _name(payment: Payment) -> str:
    return f"{payment.account} {payment.payment_id or payment.key[:8]}"


def sums(payments: Iterable[Payment]) -> dict[str, int]:
    """How many payments hold or took money, and what is held, and was charged at once, captured, released and given
    back in all."""
    total: Counter[str] = Counter(payments=0, held=0, charged=0, captured=0, released=0, refunded=0)
    for one in payments:
        if one.placed:
            total["payments"] += 1
            total["held"] += one.amount if not one.sale and not one.captures and not one.releases else 0
            total["charged"] += one.amount if one.sale else 0
            total["captured"] += sum(one.captures)
            total["released"] += one.amount * one.releases
            total["refunded"] += sum(one.refunds)
    return dict(total)


class Comparison(NamedTuple):
    """Both books in sums, without what is still being asked about, and where they differ."""

    ledger: dict[str, int]
    bank: dict[str, int]
    checking: int
    differences: tuple[str, ...]


def compare(ledger: Iterable[Entry], bank: Iterable[Payment]) -> Comparison:
    """The two books side by side."""
    entries, payments = tuple(ledger), tuple(bank)
    asked = {(one.payment.account, one.payment.key) for one in entries if not one.decided}
    settled = [one for one in payments if (one.account, one.key) not in asked]
    ours = sums(one.payment for one in entries if one.decided)
    return Comparison(ours, sums(settled), len(asked), differences(entries, payments))
