"""What is clearly no, over every gateway: the refusals that its notes list, in the words of the desk's problems, and
wrong keys. What a note does not list is no refusal: see test_contract_unclear."""

import json

import pytest

from frontdesk.domain.gateway import Refused, Unknown
from frontdesk.domain.problems import REFUSALS, UNCLEAR
from tests.gateways.code_tables import CODES, Told
from tests.gateways.contract import PARTIES, every_call, every_gateway, money_call
from tests.gateways.verbs import VERBS
from tests.house.sources import HOUSE

CONVERSATIONS = ("place", "sale start", "capture", "release", "refund", "cancel")
# A completion may have been done before, so each gateway's table names what its no means there.
NAMED_ALONE = ("complete",)
LISTED = [
    (name, verb, told)
    for name, table in CODES.items()
    for told in table
    for verb in (*CONVERSATIONS, *NAMED_ALONE)
    if VERBS[verb].there(PARTIES[name].abilities)
    if verb in (told.verbs or CONVERSATIONS)
]


def test_every_gateway_has_its_table() -> None:
    assert set(CODES) == {party.name for party in PARTIES.values()}


@pytest.mark.parametrize(("name", "verb", "told"), LISTED)
def test_every_documented_code_means_what_its_table_says(name: str, verb: str, told: Told) -> None:
    """Through the whole conversation: whatever follows a no (a question, a second look) is answered as if nothing had
    happened."""
    party = PARTIES[name]
    found = party.ask(verb, party.after(told.answer, verb))
    if told.problem in REFUSALS:
        assert isinstance(found, Refused), found
        assert (found.problem, found.code) == (told.problem, told.code)
    elif verb == "sale start" and isinstance(found, Refused):
        # A bank's failure at the start: no page was delivered, and nobody can pass one.
        assert found.problem == "threeds_not_available"
    else:
        assert isinstance(found, Unknown), found
        assert (found.problem, found.code) == (told.problem, told.code)


@pytest.mark.parametrize("name", sorted(CODES))
def test_each_is_said_to_staff_in_both_languages(name: str) -> None:
    words = json.loads((HOUSE / "resources/words/problems.json").read_text(encoding="utf-8"))
    for told in CODES[name]:
        assert told.problem in REFUSALS | UNCLEAR, told
        for part in ("title", "what", "next"):
            entry = words[f"{told.problem}.{part}"]
            assert entry["tr"].strip(), told
            assert entry["en"].strip(), told
            assert entry["tr"] != entry["en"], told


@money_call
def test_a_listed_refusal_is_a_clear_no(name: str, verb: str) -> None:
    party = PARTIES[name]
    for words, problem in party.clear.items():
        told = party.ask(verb, party.after(party.dialect.refusal(*words), verb))
        assert isinstance(told, Refused), (words, told)
        # A card that is kept travels without its code, and may be refused for that alone.
        assert told.problem == problem or (verb == "stored place" and told.problem == "stored_card_needs_cvv")


@every_call
def test_wrong_keys_are_named(name: str, verb: str) -> None:
    """Also where the door is tried once more with a fresh session (money-safety rule 6)."""
    party = PARTIES[name]
    told = party.ask(verb, lambda _request: party.shut)
    assert isinstance(told, Refused), told
    assert told.problem == "wrong_keys"


@every_gateway
def test_a_refusal_says_nothing_of_what_the_answer_said(name: str) -> None:
    party = PARTIES[name]
    for words in party.clear:
        for verb in ("place", "refund", "sale start"):
            if VERBS[verb].there(party.abilities):
                assert "yetersiz" not in repr(party.ask(verb, party.no(words)))
