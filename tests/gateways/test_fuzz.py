"""Hostile answers: whatever a gateway sends, a verb ends in one of its own answers and raises nothing."""

import copy
import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from frontdesk.domain.gateway import Approved, CardFacts, Challenge, Found, Refused, Unknown, WireRequest, WireResponse
from tests.gateways.dialects import DIALECTS, MONEY_VERBS, Dialect
from tests.gateways.samples import lira
from tests.kit.in_memory import run_in_memory

BY_NAME = {dialect.name: dialect for dialect in DIALECTS}
ROUNDS = 300
VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1,
    1e308,
    10**40,
    0.1 + 0.2,
    "",
    "0",
    "success",
    "SUCCESS",
    "PRE_AUTH",
    "POST_AUTH",
    "\ud800",
    "x" * 5000,
    "../../v2",
    [],
    [None],
    [[]],
    {},
    {"a": {}},
    [{}],
)


def paths(value: object, here: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every place in a JSON value."""
    found = [here] if here else []
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in inside:
        found += paths(part, (*here, name))
    return found


def mutated(raw: bytes, seed: random.Random) -> bytes:
    """The answer with something wrong: a value replaced or taken away, a byte changed, a piece cut, doubled, nested."""
    if seed.random() < 0.75:
        answer = json.loads(raw)
        for _ in range(seed.randint(1, 3)):
            *way, last = seed.choice(paths(answer))
            target = answer
            for name in way:
                target = target[name]
            if seed.random() < 0.2 and isinstance(target, dict):
                del target[last]
            else:
                target[last] = copy.deepcopy(seed.choice(VALUES))
            if not paths(answer):
                break
        return json.dumps(answer).encode()
    start, end = sorted(seed.randrange(len(raw)) for _ in range(2))
    piece = raw[start:end]
    ways: tuple[Callable[[], bytes], ...] = (
        lambda: raw[:start],
        lambda: raw[:start] + bytes([seed.randrange(256)]) + raw[start + 1 :],
        lambda: raw[:end] + piece + raw[end:],
        lambda: b'{"a":' * seed.choice([1, 500, 50_000]) + raw,
        lambda: b"[" * 100_000 + raw,
        lambda: raw.replace(b"1500", seed.choice([b"NaN", b"1e999999", b"9" * 9000, b"-1500", b"1500.001"])),
        lambda: raw.replace(b'":', b'":' + seed.choice([b"-", b"Infinity,", b'"', b"//"]), 1),
    )
    return seed.choice(ways)()


@pytest.mark.parametrize("name", sorted(BY_NAME))
@pytest.mark.parametrize("verb", [*MONEY_VERBS, "inquire", "bin"])
def test_a_hostile_answer_raises_nothing(name: str, verb: str) -> None:
    dialect = BY_NAME[name]
    for number in range(ROUNDS):
        seed = random.Random(f"{name}/{verb}/{number}")  # repeatable: the number is in the message of a failure
        told = run_in_memory(dialect.begin(verb), hostile(dialect, verb, seed))
        assert isinstance(told, Unknown | Refused | Approved | Challenge | Found | CardFacts), number
        if isinstance(told, Approved):
            # What was changed decided nothing: the sum, the payment and what became of it are the order's own.
            assert told.amount == (lira(85_050) if verb == "capture" else dialect.held.amount), number
            assert told.payment_id == dialect.held.payment_id, number


def hostile(dialect: Dialect, verb: str, seed: random.Random) -> Callable[[WireRequest], WireResponse]:
    """One of its answers is mutated; mostly the first, at times the second of an inquiry."""
    good = dialect.bank(verb)
    step = seed.randrange(2) if verb == "inquire" else 0
    seen: list[WireRequest] = []

    def handle(request: WireRequest) -> WireResponse:
        response = good(request)
        seen.append(request)
        if len(seen) - 1 != step:
            return response
        status = seed.choice([200, 200, 200, 200, 201, 400, 404, 422])
        return WireResponse(status, {"retry-after": seed.choice(["", "5", "x"])}, mutated(response.body, seed))

    return handle
