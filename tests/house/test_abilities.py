"""What the gateways can do is told once, by their code: the README repeats it, and the screens have words for it."""

import json
from collections.abc import Mapping

import abilities_table

from frontdesk.domain.abilities import ABILITIES, NEEDS, SERVICES, Abilities, ServiceState, missing
from frontdesk.domain.money import Money
from frontdesk.domain.routing import Candidate, Proposal, Wanted, card_hints, propose
from frontdesk.domain.told import Cost
from frontdesk.gateways.accounts import GATEWAYS
from tests.house.sources import HOUSE

NOTHING = Abilities(
    holds=True,
    threeds=False,
    plain=False,
    completes=False,
    partial_capture=False,
    refund_part=False,
    exact_only=True,
    currencies=("TRY",),
    buyer_fields=frozenset(),
    limit=60,
    finds_by="id",
)


def said(area: str) -> Mapping[str, object]:
    found: dict[str, object] = json.loads((HOUSE / "resources" / "words" / f"{area}.json").read_text(encoding="utf-8"))
    return found


def test_the_readme_tells_what_the_gateways_say_of_themselves() -> None:
    readme = (HOUSE / "README.md").read_text(encoding="utf-8")
    assert abilities_table.told(readme) == abilities_table.table(), f"write it anew: {abilities_table.COMMAND}"


def test_the_table_has_a_column_for_every_gateway_and_a_row_for_every_ability_and_service() -> None:
    rows = [line.split(" | ") for line in abilities_table.table().splitlines()]
    assert all(len(row) == len(GATEWAYS) + 1 for row in rows)
    assert len(rows) == 2 + len(ABILITIES) + 1 + len(SERVICES)


def test_every_ability_and_every_reason_has_its_words() -> None:
    reasons = set(missing(NOTHING).values()) | set(missing(NOTHING._replace(holds=False)).values())
    states: tuple[ServiceState, ...] = ("here", "used", "sale_only", "not_known")
    wanted = {*ABILITIES, *reasons, *(f"service_{name}" for name in SERVICES), *(f"state_{state}" for state in states)}
    assert said("abilities").keys() == wanted


def test_whatever_is_missing_is_said_and_nothing_else() -> None:
    assert missing(NOTHING).keys() == set(ABILITIES) - {"holds"}
    for name in GATEWAYS:
        can = abilities_table.abilities_of(name, {})
        assert missing(can).keys() <= set(ABILITIES)
        assert ("holds" in missing(can)) is not can.holds


def test_what_a_question_needs_is_said_of_services_that_exist() -> None:
    assert NEEDS.keys() <= set(SERVICES)


def test_every_reason_for_an_account_has_its_words() -> None:
    told = {proposal.reason for proposals in _everything() for proposal in proposals}
    cards = (FACTS._replace(kind="debit", domestic=False), FACTS._replace(kind="prepaid"))
    hints = {hint for card in cards for hint in card_hints(card, charges=True)}
    assert told | hints == said("routing").keys()


GOOD = NOTHING._replace(threeds=True, stored_cards=True, hosted=True)
FACTS = Wanted("TRY").facts


def _everything() -> list[tuple[Proposal, ...]]:
    """Proposals that bring every reason at least once."""
    margin = GOOD._replace(exact_only=False, margin=GOOD.margin._replace(up=1500))
    euro = GOOD._replace(currencies=("EUR",))
    both = GOOD._replace(currencies=("TRY", "EUR"))
    pairs = (
        (GOOD, None),
        (GOOD, GOOD),
        (GOOD, GOOD._replace(holds=False)),
        (GOOD, GOOD._replace(threeds=False)),
        (margin, GOOD),
        (GOOD._replace(refund_part=True), GOOD),
    )
    found = [propose([Candidate(str(i), can) for i, can in enumerate(pair) if can], Wanted("TRY")) for pair in pairs]
    found.append(propose([Candidate("a", both), Candidate("b", euro)], Wanted("EUR")))
    found.append(propose([Candidate("a", GOOD)], Wanted("EUR")))
    found.append(propose([Candidate("a", both)], Wanted("EUR", facts=FACTS._replace(domestic=True))))
    found.append(propose([Candidate("a", NOTHING)], Wanted("TRY", entry="hosted")))
    found.append(propose([Candidate("a", NOTHING)], Wanted("TRY", entry="stored")))
    found.append(propose([Candidate("a", NOTHING)], Wanted("TRY", facts=FACTS._replace(kind="debit"))))
    found.append(propose([Candidate("a", GOOD, _cost(1)), Candidate("b", GOOD, _cost(2))], Wanted("TRY")))
    found.append(propose([Candidate("a", GOOD), Candidate("b", GOOD, is_reached=False)], Wanted("TRY")))
    return found


def _cost(minor: int) -> Cost:
    return Cost("1.5", Money(minor, "TRY"))
