"""Verb: propose the account that a card should go to, with the reason. Asks nobody: what is known decides, the end of
each account's last call with it."""

from collections.abc import Mapping
from types import MappingProxyType

from frontdesk.domain import routing
from frontdesk.domain.routing import Candidate, Proposal, Wanted
from frontdesk.domain.told import Cost
from frontdesk.usecases.desk import Desk

NO_COSTS: Mapping[str, Cost] = MappingProxyType({})


def propose_account(desk: Desk, wanted: Wanted, costs: Mapping[str, Cost] = NO_COSTS) -> tuple[Proposal, ...]:
    """Every account of the desk, the best first. `costs` are estimates for this very charge, by account."""
    candidates = [
        Candidate(
            account.name,
            account.gateway.abilities,
            costs.get(account.name),
            desk.reached.get(account.name) is not False,
        )
        for account in desk.accounts.values()
    ]
    return routing.propose(candidates, wanted)
