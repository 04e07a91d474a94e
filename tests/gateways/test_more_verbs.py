"""What iyzico and ÖderoPay offer beside the verbs of every gateway: stored cards, hosted pages, lists. One set of
promises over both, and hostile answers to each."""

import json
import random
from collections.abc import Callable

import pytest

from frontdesk.domain.gateway import (
    Approved,
    Challenge,
    Found,
    Refused,
    Unknown,
    WireRequest,
    WireResponse,
)
from frontdesk.domain.stored_card import StoredCard
from frontdesk.domain.told import Deleted, ListedPayment
from tests.gateways.dialects import (
    HOSTED_VERBS,
    IYZICO,
    LIST_VERBS,
    MONEY_VERBS,
    ODEROPAY,
    PAGE_URL,
    STORED,
    STORED_VERBS,
    TOKEN,
    Dialect,
)
from tests.gateways.samples import answer, lira, replay
from tests.gateways.test_fuzz import ROUNDS, mutated
from tests.kit.in_memory import run_in_memory

BY_NAME = {dialect.name: dialect for dialect in (IYZICO, ODEROPAY)}
MORE = (*STORED_VERBS, *HOSTED_VERBS, *LIST_VERBS)
ATTEMPTS = (*MONEY_VERBS, "stored place", "hosted start")
QUESTIONS = ("inquire", "bin", "list_cards", "delete_card", "hosted result", "day", "instalments")

every_dialect = pytest.mark.parametrize("name", sorted(BY_NAME))
every_verb = pytest.mark.parametrize("verb", MORE)


def well(name: str, verb: str) -> object:
    return run_in_memory(BY_NAME[name].begin(verb), BY_NAME[name].bank(verb))


@every_dialect
def test_when_all_is_well(name: str) -> None:
    placed = well(name, "stored place")
    assert isinstance(placed, Approved)
    assert (placed.phase, placed.amount) == ("held", lira(150_000))
    page = well(name, "hosted start")
    assert isinstance(page, Challenge)
    assert (page.url, page.html, page.references["token"]) == (PAGE_URL, "", TOKEN)
    found = well(name, "hosted result")
    assert isinstance(found, Found)
    assert (found.state, found.payment_id) == ("held", BY_NAME[name].held.payment_id)
    assert well(name, "list_cards") == (STORED._replace(scheme=""),)
    assert well(name, "delete_card") == Deleted()
    day = well(name, "day")
    assert isinstance(day, tuple)
    assert isinstance(day[0], ListedPayment)
    assert (day[0].amount, day[0].at) == (lira(150_000), 1_781_300_000)
    rows = well(name, "instalments")
    assert isinstance(rows, tuple)
    assert [row["count"] for row in rows] == ["1"]


@every_dialect
def test_an_attempt_is_marked_and_a_question_is_not(name: str) -> None:
    """Every time an attempt is sent is noted (money-safety rule 6)."""
    for verbs, moves in ((ATTEMPTS, True), (QUESTIONS, False)):
        for verb in verbs:
            assert next(BY_NAME[name].begin(verb)).moves_money is moves, verb


@every_dialect
@every_verb
def test_statuses_that_may_follow_execution_are_never_judged(name: str, verb: str) -> None:
    dialect = BY_NAME[name]
    for status, problem in ((302, "redirected"), (429, "too_many_requests"), (503, "server_error")):
        told = run_in_memory(dialect.begin(verb), dialect.bank(verb, None, status))
        assert told == Unknown(problem)


@every_dialect
@every_verb
@pytest.mark.parametrize(
    "nonsense", ["", "[]", "null", "<html>", '{"a":' * 30_000, "{}", '{"status":"maybe"}', "\ufeff{}"]
)
def test_nonsense_is_unreadable(name: str, verb: str, nonsense: str) -> None:
    told = run_in_memory(BY_NAME[name].begin(verb), replay(answer(nonsense)))
    assert told == Unknown("answer_unreadable")


@every_dialect
@every_verb
def test_wrong_keys_are_named(name: str, verb: str) -> None:
    code, status = {"iyzico": ("1000", 200), "oderopay": ("1003", 401)}[name]
    refused = BY_NAME[name].refusal(code, "", status)
    assert run_in_memory(BY_NAME[name].begin(verb), replay(refused)) == Refused("wrong_keys", code)


@every_dialect
@every_verb
def test_a_hostile_answer_raises_nothing(name: str, verb: str) -> None:
    dialect = BY_NAME[name]
    for number in range(ROUNDS):
        seed = random.Random(f"{name}/{verb}/{number}")
        told = run_in_memory(dialect.begin(verb), hostile(dialect, verb, seed))
        assert isinstance(told, Unknown | Refused | Approved | Challenge | Found | Deleted | tuple), number
        if isinstance(told, Approved):
            assert (told.amount, told.payment_id) == (dialect.held.amount, dialect.held.payment_id), number
        if isinstance(told, Challenge):
            assert told.url.startswith("https://"), number
        if isinstance(told, tuple):
            assert all(isinstance(line, ListedPayment | StoredCard | dict) for line in told), number


def hostile(dialect: Dialect, verb: str, seed: random.Random) -> Callable[[WireRequest], WireResponse]:
    """One of the first three answers is mutated."""
    good, seen = dialect.bank(verb), 0
    step = seed.randrange(3) if verb == "hosted result" else 0

    def handle(request: WireRequest) -> WireResponse:
        nonlocal seen
        seen += 1
        raw = good(request).body
        if seen - 1 != step:
            return answer(json.loads(raw))
        return WireResponse(seed.choice([200, 200, 200, 201, 400, 404, 422]), {}, mutated(raw, seed))

    return handle
