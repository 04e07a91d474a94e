"""A gateway's own list of a day against what the ledger knows of it, in both directions. Pure: it compares and decides
nothing."""

import json
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from frontdesk.domain.attempt import OPEN_ATTEMPTS, Attempt, AttemptState
from frontdesk.domain.hold import HeldStay
from frontdesk.domain.money import Money
from frontdesk.domain.told import ListedPayment

Verdict = Literal["agrees", "only_gateway", "only_ledger", "sum_differs", "sum_not_told", "state_differs", "not_listed"]
# A line that the ledger's attempt came to nothing about: the gateway may not show money there.
_NOTHING: frozenset[AttemptState] = frozenset({"refused", "not_done"})
_GIVES_BACK = frozenset({"release", "refund"})
# Ödüyo's lists know a payment by its order number alone (Ödüyo notes §10).
_ORDER = "order_id"


class Movement(NamedTuple):
    """One attempt with its hold. `is_inside`: it began on the day itself, and not just before or after it. `charged`:
    the money was taken by the place itself, without a capture."""

    attempt: Attempt
    held: HeldStay
    is_inside: bool
    charged: bool

    @property
    def names(self) -> frozenset[str]:
        """What the gateway may call the payment by."""
        hold = self.held.hold
        order: str = json.loads(hold.references or "{}").get(_ORDER, "")
        return frozenset({hold.key, hold.payment_id, order} - {""})


class DayRow(NamedTuple):
    """not_listed: this gateway's list has no line of its own for a capture, so nothing is proven and nothing wrong."""

    verdict: Verdict
    listed: ListedPayment | None
    movement: Movement | None


def compare(
    listed: Sequence[ListedPayment], movements: Iterable[Movement], *, lists_captures: bool
) -> tuple[DayRow, ...]:
    """One row for each line of the gateway that stands for money, and for each step of the ledger's day."""
    free = list(listed)
    rows: list[DayRow] = []
    for movement in movements:
        own = _own_line(free, movement)
        if own is not None:
            free.remove(own)
        row = _row(own, movement, listed, lists_captures=lists_captures)
        if row is not None:
            rows.append(row)
    # What came to nothing at the gateway is no money, and the ledger need not know of it.
    rows += [DayRow("only_gateway", line, None) for line in free if line.state != "failed"]
    return tuple(rows)


def _own_line(lines: Sequence[ListedPayment], movement: Movement) -> ListedPayment | None:
    """The line that this step made: by its own key, else by its payment, and then rather the one with its sum."""
    kind, money = movement.attempt.kind, _money(movement)
    of_kind = [line for line in lines if (line.kind != "payment") == (kind in _GIVES_BACK)]
    if kind in _GIVES_BACK:
        by_key = [line for line in of_kind if line.key and line.key == movement.attempt.key]
        mine = by_key or [line for line in of_kind if _is_of(line, movement)]
    else:
        mine = [
            line for line in of_kind if _is_of(line, movement) and (line.state == "captured") == (kind == "capture")
        ]
        if not mine and kind != "capture":
            mine = [line for line in of_kind if _is_of(line, movement)]
    good = [line for line in mine if line.state != "failed"] or mine
    return next((line for line in good if line.amount == money), good[0] if good else None)


def _is_of(line: ListedPayment, movement: Movement) -> bool:
    return not movement.names.isdisjoint({line.payment_id, line.key} - {""})


def _money(movement: Movement) -> Money:
    return Money(movement.attempt.amount, movement.attempt.currency)


def _row(
    own: ListedPayment | None, movement: Movement, listed: Sequence[ListedPayment], *, lists_captures: bool
) -> DayRow | None:
    """None where there is nothing to say: nothing happened on either side, or it belongs to the day beside this one."""
    state, kind = movement.attempt.state, movement.attempt.kind
    if own is not None:
        return _told(own, movement)
    if state != "approved" or not movement.is_inside:
        return None
    if kind != "capture":
        return DayRow("only_ledger", None, movement)
    payment = next((line for line in listed if line.kind == "payment" and _is_of(line, movement)), None)
    return _capture(payment, movement, lists_captures=lists_captures)


def _capture(payment: ListedPayment | None, movement: Movement, *, lists_captures: bool) -> DayRow:
    """A capture without a line of its own: the payment's line may show it, by its state or by the sum that was taken
    instead of the one that was held."""
    if payment is None or payment.state in {"", "charged"}:
        shows = payment is not None and payment.amount == _money(movement) != movement.held.hold.money
        return DayRow("agrees" if shows else "only_ledger" if lists_captures else "not_listed", payment, movement)
    if payment.state != "captured":
        return DayRow("state_differs", payment, movement)
    if payment.amount == _money(movement):
        return DayRow("agrees", payment, movement)
    is_told = payment.amount not in {None, movement.held.hold.money}
    return DayRow("sum_differs" if is_told else "sum_not_told", payment, movement)


def _told(own: ListedPayment, movement: Movement) -> DayRow | None:
    """What a line says of the step that made it."""
    state = movement.attempt.state
    if state in _NOTHING and own.state == "failed":
        return None
    if state in _NOTHING or state in OPEN_ATTEMPTS or own.state not in _expected(own, movement):
        return DayRow("state_differs", own, movement)
    if own.amount is None:
        return DayRow("sum_not_told", own, movement)
    return DayRow("agrees" if own.amount in _sums(movement) else "sum_differs", own, movement)


def _expected(own: ListedPayment, movement: Movement) -> frozenset[str]:
    """States that a line may tell: what the step made, what became of the payment since, or nothing."""
    kind, hold = movement.attempt.kind, movement.held.hold
    if kind == "release":
        return frozenset({"", "released"})
    if kind == "refund":
        # Where a taken payment is given back by a cancel, the list may call it what it calls the cancel of a hold.
        return frozenset({"", "refunded", "released"} if own.kind == "cancel" else {"", "refunded"})
    if kind == "capture":
        return frozenset({"", "captured"})
    if movement.charged:
        # Gateways call the same taken money charged or captured.
        return frozenset({"", "charged", "captured", hold.state})
    return frozenset({"", "held", hold.state} | ({"captured"} if hold.captured else set()))


def _sums(movement: Movement) -> frozenset[Money]:
    """A payment's line may show what was taken in the end instead of what was held."""
    hold = movement.held.hold
    is_place = movement.attempt.kind in {"place", "sale"}
    return frozenset({_money(movement)} | ({hold.captured_money} if is_place and hold.captured else set()))
