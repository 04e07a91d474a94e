"""Verb: keep a part of a charged deposit by a sale of its own, after which the whole deposit is returned (rule 18)."""

from frontdesk.domain.hold import Hold
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.kept_part import kept_part, part_problem
from frontdesk.usecases.placing import AnyCard, place
from frontdesk.usecases.wish import HoldWish


async def keep_part(desk: Desk, deposit_id: int, wish: HoldWish, card: AnyCard) -> Outcome:
    """The first step; the second is refund_capture of the whole deposit, once kept_part says "return". The sale belongs
    to the deposit's stay whatever the wish says, and both journals tell of each other."""
    held = desk.ledger.held_stay(deposit_id)
    problem = _not_in_part(desk, held.hold, wish)
    if problem:
        return Outcome("stopped", "sale", held, wish.amount, problem)
    return await place(desk, wish._replace(stay=held.stay, part_of=deposit_id), card, "sale")


def _not_in_part(desk: Desk, deposit: Hold, wish: HoldWish) -> str:
    if deposit.state != "charged" or deposit.purpose == "sale":
        return "hold_undecided" if deposit.state in {"unknown", "attention"} else "wrong_hold_state"
    if wish.amount.code != deposit.currency:
        return "other_currency"
    if wish.amount >= deposit.refundable:
        return "above_refundable"
    kept = kept_part(desk, deposit)
    if wish.again and (kept is None or kept.sale.hold.id != wish.again):
        return "wrong_hold_state"
    return part_problem(kept)
