"""Keeping a part of a charged deposit (money-safety rule 18): a sale of the part first, then the whole deposit is
returned.

The sale comes first because every step after it is in the house's own hands. Were the deposit returned first, a card
that then refuses, or a guest who has gone, would leave the house with nothing. After the sale the guest is owed the
whole deposit, and the desk knows it: it stands as `owed`, it can be returned without guest and card, and it can neither
be kept as well nor forgotten. Where that comes to light too late, the sale itself is owed.
"""

import json
from typing import Literal, NamedTuple

from frontdesk.domain.hold import HeldStay, Hold
from frontdesk.domain.outcomes import flagged
from frontdesk.usecases.desk import Desk

PartStep = Literal["sale_open", "undecided", "failed", "return", "returning", "done"]


class KeptPart(NamedTuple):
    """`sale` keeps the part. sale_open: its outcome is awaited, and the deposit stays · undecided: a person must decide
    about it · failed: it came to nothing, the deposit stands as before · return: collected, now the deposit is to be
    returned · returning: that is under way · done."""

    sale: HeldStay
    step: PartStep


def kept_part(desk: Desk, deposit: Hold) -> KeptPart | None:
    """Where keeping a part of this deposit stands, None where that was never begun."""
    sales = _sales_of(desk, deposit.id)
    if not sales:
        return None
    sale = desk.ledger.held_stay(sales[-1])
    return KeptPart(sale, _step(deposit, sale.hold))


def _sales_of(desk: Desk, deposit_id: int) -> tuple[int, ...]:
    """The sales that were begun to keep a part of this deposit, oldest first."""
    begun = (line for line in desk.ledger.journal_of(deposit_id) if line.event == "part_sale_begun")
    return tuple(int(json.loads(line.facts)["sale"]) for line in begun)


def deposit_of(desk: Desk, sale_id: int) -> int:
    """The deposit of which this sale keeps a part, 0 where it keeps none."""
    told = (json.loads(line.facts or "{}") for line in desk.ledger.journal_of(sale_id) if line.event == "sale_begun")
    return next((int(facts["part_of"]) for facts in told if facts.get("part_of", "").isdigit()), 0)


def part_problem(kept: KeptPart | None) -> str:
    """Why the deposit may neither be kept nor be kept in part (again), "" where it may."""
    if kept is None or kept.step == "failed":
        return ""
    return {"sale_open": "part_sale_open", "undecided": "part_undecided"}.get(kept.step, "part_owed")


def is_paid_twice(desk: Desk, sale: Hold) -> bool:
    """Whether what this sale takes was taken another way already, since it seemed to have come to nothing: its deposit
    was kept whole, or another sale took the part."""
    deposit_id = deposit_of(desk, sale.id) if sale.purpose == "sale" else 0
    if not deposit_id:
        return False
    others = (desk.ledger.held_stay(one).hold for one in _sales_of(desk, deposit_id) if one != sale.id)
    taken = (desk.ledger.held_stay(deposit_id).hold, *(other for other in others if not other.owed))
    return any(one.state == "captured" and one.refundable.minor > 0 for one in taken)


def squared(desk: Desk, sale: Hold) -> tuple[Hold, Hold | None]:
    """A sale whose money is found taken, and the deposit of which it kept a part, None where nothing changes there.
    From here on the whole of the deposit is owed to the guest; where the guest has paid twice by now, the sale is."""
    if sale.purpose != "sale" or sale.state not in {"captured", "charged"}:
        return sale, None
    if is_paid_twice(desk, sale):
        return flagged(sale._replace(owed=sale.refundable.minor)), None
    deposit_id = deposit_of(desk, sale.id)
    # What staff had stopped keeps no part before a person has said so.
    if not deposit_id or sale.state == "charged":
        return sale, None
    deposit = desk.ledger.held_stay(deposit_id).hold
    if deposit.state == "captured" or deposit.refundable.minor <= 0:
        return sale, None
    return sale, deposit._replace(owed=deposit.refundable.minor)


def _step(deposit: Hold, sale: Hold) -> PartStep:
    if sale.state in {"placing", "challenge", "unknown"}:
        return "sale_open"
    stands_charged = sale.state == "charged" or (sale.state == "refunding" and sale.was == "charged")
    if sale.state == "attention" or stands_charged:
        return "undecided"
    if sale.state in {"declined", "abandoned", "released", "refunded"}:
        return "failed"
    if deposit.owed <= 0:
        return "done"
    return "return" if deposit.state == "charged" else "returning"


def keep_problem(desk: Desk, hold: Hold, kept: KeptPart | None) -> str:
    """Why what stands charged may not be kept, "" where it may."""
    return "paid_twice" if is_paid_twice(desk, hold) else part_problem(kept)
