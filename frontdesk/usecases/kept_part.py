"""Keeping a part of a charged deposit (money-safety rule 18): a sale of the part first, then the whole deposit is
returned.

The sale comes first because every step after it is in the house's own hands. Were the deposit returned first, a card
that then refuses, or a guest who has gone, would leave the house with nothing. After the sale the guest is owed the
whole deposit, and the desk knows it: it stands as `owed`, it can be returned without guest and card, and it can neither
be kept as well nor forgotten.
"""

import json
from typing import Literal, NamedTuple

from frontdesk.domain.hold import HeldStay, Hold
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
    sale_id = ""
    for line in desk.ledger.journal_of(deposit.id):
        if line.event == "part_sale_begun":
            sale_id = json.loads(line.facts)["sale"]
    if not sale_id:
        return None
    sale = desk.ledger.held_stay(int(sale_id))
    return KeptPart(sale, _step(deposit, sale.hold))


def deposit_of(desk: Desk, sale_id: int) -> int:
    """The deposit of which this sale keeps a part, 0 where it keeps none."""
    told = (json.loads(line.facts or "{}") for line in desk.ledger.journal_of(sale_id) if line.event == "sale_begun")
    return next((int(facts["part_of"]) for facts in told if facts.get("part_of", "").isdigit()), 0)


def part_problem(kept: KeptPart | None) -> str:
    """Why the deposit may neither be kept nor be kept in part (again), "" where it may."""
    if kept is None or kept.step == "failed":
        return ""
    return "part_sale_open" if kept.step in {"sale_open", "undecided"} else "part_owed"


def _step(deposit: Hold, sale: Hold) -> PartStep:
    if sale.state in {"placing", "challenge", "unknown"}:
        return "sale_open"
    if sale.state == "attention":
        return "undecided"
    if sale.state in {"declined", "abandoned", "released", "refunded"}:
        return "failed"
    if deposit.owed <= 0:
        return "done"
    return "return" if deposit.state == "charged" else "returning"
