"""Hostile answers to every reader: whatever a gateway sends, a verb ends in one of its own answers and raises nothing.
Twenty thousand each: `dev.py fuzz`."""

import random
from collections.abc import Generator

import pytest

from frontdesk.domain.gateway import Approved, WireRequest, WireResponse
from tests.gateways import fuzz
from tests.gateways.contract import PARTIES
from tests.gateways.samples import card, lira
from tests.gateways.verbs import VERBS

ROUNDS = 300
READERS = fuzz.readers()


@pytest.mark.parametrize("reader", READERS)
def test_a_hostile_answer_raises_nothing(reader: str, request: pytest.FixtureRequest) -> None:
    found = [str(one) for one in fuzz.findings(reader, ROUNDS, request.node.name)]
    assert found == []


def test_every_verb_of_every_gateway_has_its_reader() -> None:
    wanted = {
        f"{name}/{verb}" for name, party in PARTIES.items() for verb in VERBS if VERBS[verb].there(party.abilities)
    }
    assert wanted < set(READERS)
    assert {f"{name}/return" for name in PARTIES} < set(READERS)


def test_a_case_is_drawn_from_its_seed_alone() -> None:
    def heard(reader: str) -> list[bytes]:
        said: list[bytes] = []
        READERS[reader](random.Random("the same"), said)
        return said

    for reader in ("iyzico/inquire", "ahlpay/capture", "oduyo/complete", "oderopay/notice"):
        assert heard(reader) == heard(reader)


def test_a_finding_names_how_to_see_it_again_and_is_masked(monkeypatch: pytest.MonkeyPatch) -> None:
    def case(_seed: random.Random, said: list[bytes]) -> None:
        said.append(f'{{"cardNumber":"{card().number}"}}'.encode())
        raise KeyError(card().number)

    monkeypatch.setattr(fuzz, "readers", lambda: {"iyzico/place": case})
    (one,) = fuzz.findings("iyzico/place", 1, "s")
    assert "iyzico/place, seed s, case 0" in str(one)
    assert "KeyError" in str(one)
    assert card().number not in str(one)


@pytest.mark.parametrize(
    "told", [KeyError("x"), Approved("held", lira(1), "7001")], ids=["an exception", "another sum than the order's"]
)
def test_the_fuzz_sees_what_it_looks_for(told: object, monkeypatch: pytest.MonkeyPatch) -> None:
    def place(*_words: object) -> Generator[WireRequest, WireResponse, object]:
        yield WireRequest("POST", "/", ())
        if isinstance(told, Exception):
            raise told
        return told

    monkeypatch.setattr("frontdesk.gateways.oderopay.gateway.OderoPay.place", place)
    assert len(list(fuzz.findings("oderopay/place", 3, "s"))) == 3
