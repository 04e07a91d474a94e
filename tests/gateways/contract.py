"""What the promises are run over: every gateway, some with other settings too, and every verb each has. Which verbs
those are is read from the abilities, never from a name."""

from collections.abc import Iterable

import pytest

from tests.gateways.parties import LISTED, SET_OTHERWISE
from tests.gateways.party import Party
from tests.gateways.verbs import MENU, MONEY, QUESTIONS, VERBS

PARTIES: dict[str, Party] = {party.name: party for party in LISTED} | SET_OTHERWISE


def calls(*kinds: Iterable[str], but: tuple[str, ...] = ()) -> pytest.MarkDecorator:
    """Every verb of these kinds at every gateway that has it."""
    pairs = [
        (name, verb)
        for name, party in PARTIES.items()
        for kind in kinds
        for verb in kind
        if verb not in but and VERBS[verb].there(party.abilities)
    ]
    return pytest.mark.parametrize(("name", "verb"), pairs)


def missing_calls() -> pytest.MarkDecorator:
    """Every verb at every gateway that has it not; a question about a hosted page is one about a payment there."""
    pairs = [
        (name, verb)
        for name, party in PARTIES.items()
        for verb, what in VERBS.items()
        if verb != "hosted result" and not what.there(party.abilities)
    ]
    return pytest.mark.parametrize(("name", "verb"), pairs)


# The menu's own table is told without asking.
ASKED = {verb: what for verb, what in VERBS.items() if verb != "menu system_data"}
every_gateway = pytest.mark.parametrize("name", sorted(PARTIES))
every_call = calls(ASKED)
money_call = calls(MONEY)
# Attempts that are answered with what became of the money, and not with a page.
settled_call = calls(MONEY, but=("start", "sale start", "hosted start"))
question_call = calls(QUESTIONS, MENU, but=("menu system_data",))
