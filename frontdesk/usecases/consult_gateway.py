"""Verb: ask one entry of a provider's menu. Shown to people, never acted upon."""

from collections.abc import Mapping
from typing import NamedTuple

from frontdesk.domain.abilities import Service
from frontdesk.domain.card import LOOKED_UP
from frontdesk.domain.gateway import NotSent, Refused, Unknown
from frontdesk.domain.told import Rows
from frontdesk.usecases.desk import Desk


class Consulted(NamedTuple):
    """`problem` says why there are no rows; "" with no rows means that the gateway has none. `code` is the gateway's
    own."""

    rows: Rows = ()
    problem: str = ""
    code: str = ""


async def consult_gateway(desk: Desk, account: str, service: Service, asked: Mapping[str, str]) -> Consulted:
    """`asked` as in Gateway.consult; what a service needs stands in domain.abilities.NEEDS."""
    known = desk.accounts.get(account)
    if known is None:
        return Consulted(problem="unknown_account")
    if known.gateway.abilities.service(service) != "here":
        return Consulted(problem="service_not_here")
    put = {name: text[:LOOKED_UP] if name == "bin" else text for name, text in asked.items()}
    try:
        conversation = known.gateway.consult(service, put)
    except ValueError:
        return Consulted(problem="service_needs_more")
    told = await desk.run(account, conversation)
    if isinstance(told, NotSent):
        return Consulted(problem=told.problem)
    if isinstance(told, Refused):
        return Consulted(problem=told.problem, code=told.code)
    if isinstance(told, Unknown):
        return Consulted(problem="bank_not_reached", code=told.code)
    return Consulted(told)
