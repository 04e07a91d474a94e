"""Verb: what charging a card would cost the house, as the gateway estimates it before anything is sent."""

from typing import NamedTuple

from frontdesk.domain.card import LOOKED_UP
from frontdesk.domain.gateway import NotSent, Refused, Unknown
from frontdesk.domain.money import Money
from frontdesk.domain.told import Cost
from frontdesk.usecases.desk import Desk


class Estimate(NamedTuple):
    """`cost` None with the `problem` that kept it from being known. An estimate that fails stops nothing."""

    cost: Cost | None = None
    problem: str = ""
    code: str = ""


async def estimate_cost(desk: Desk, account: str, amount: Money, digits: str) -> Estimate:
    """Only the first eight digits of a card ever leave for this."""
    known = desk.accounts.get(account)
    if known is None:
        return Estimate(problem="unknown_account")
    if not known.gateway.abilities.costs:
        return Estimate(problem="service_not_here")
    try:
        conversation = known.gateway.estimate(amount, digits[:LOOKED_UP])
    except ValueError:
        return Estimate(problem="service_needs_more")
    told = await desk.run(account, conversation)
    if isinstance(told, NotSent):
        return Estimate(problem=told.problem)
    if isinstance(told, Refused):
        return Estimate(problem=told.problem, code=told.code)
    return Estimate(problem="bank_not_reached", code=told.code) if isinstance(told, Unknown) else Estimate(told)
