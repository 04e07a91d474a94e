"""Every reader of every gateway under hostile answers: nothing comes out but the conversation's own answers, and what
is approved is the order's own.

`python -m tests.gateways.fuzz [--cases N] [--seed S] [--only TEXT]`, or `dev.py fuzz`. Each case is drawn from seed,
reader and number alone, so a finding names all it takes to see it again. A reader is one conversation of one gateway
(every verb, login, list and question), its returns from the bank page, or its notices.
"""

import argparse
import json
import os
import random
import sys
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from time import perf_counter
from typing import NamedTuple

from frontdesk.domain.gateway import (
    Approved,
    Challenge,
    Found,
    Refused,
    ReturnedPage,
    Unknown,
    WireRequest,
    WireResponse,
)
from frontdesk.domain.problems import REFUSALS, UNCLEAR
from frontdesk.domain.stored_card import StoredCard
from frontdesk.domain.told import ListedPayment, Notice
from frontdesk.gateways.scrub import scrub
from tests.gateways import hostile
from tests.gateways.contract import PARTIES
from tests.gateways.party import Bank, Party
from tests.gateways.verbs import CAPTURED, PART, VERBS

CASES = 20_000
SHOWN = 2_000
PLACES = frozenset({"place", "sale", "start", "sale start", "stored place"})
type Case = Callable[[random.Random, list[bytes]], None]


class Finding(NamedTuple):
    """What a case brought to light: how it can be seen again, and the bytes, masked."""

    seed: str
    reader: str
    number: int
    what: str
    heard: tuple[str, ...]

    def __str__(self) -> str:
        told = "\n".join(f"  answer {at}: {text}" for at, text in enumerate(self.heard, 1))
        return f"{self.reader}, seed {self.seed}, case {self.number}\n{told}\n{self.what}"


def readers() -> dict[str, Case]:
    """By name: gateway and what is read."""
    found: dict[str, Case] = {}
    for name, party in PARTIES.items():
        can = party.abilities
        for verb, what in VERBS.items():
            if what.there(can):
                found[f"{name}/{verb}"] = _conversation(party, verb)
        found[f"{name}/return"] = _return(party)
        if party.notice is not None:
            found[f"{name}/notice"] = _notice(party)
    return found


def _conversation(party: Party, verb: str) -> Case:
    return lambda seed, heard: look(party, verb, party.ask(verb, _bad(party, verb, seed, heard)))


def _bad(party: Party, verb: str, seed: random.Random, heard: list[bytes]) -> Bank:
    """One answer of the conversation is bad, or from one on all of them; at times the door is shut first, so that the
    login on the way is one of them, or the state that is found is another."""
    good, step, all_after = party.bank(verb), seed.choice([0, 0, 0, 1, 1, 2, 3]), seed.random() < 0.2
    if VERBS[verb].told == (Found,) and seed.random() < 0.4:
        good = seed.choice(list(party.found.values()))
    shut = seed.random() < 0.1
    seen = 0

    def handle(request: WireRequest) -> WireResponse:
        nonlocal seen
        at, seen = seen, seen + 1
        if shut and at == 0:
            heard.append(party.shut.body)
            return party.shut
        told = good(request)
        if at == step or (all_after and at > step):
            told = _signed(party, verb, request, seed) or hostile.response(told.body, seed)
        heard.append(told.body)
        return told

    return handle


def _signed(party: Party, verb: str, request: WireRequest, seed: random.Random) -> WireResponse | None:
    """Now and then an answer with something wrong in it under the gateway's own right signature: what is behind the
    check must stand by itself too. None for the others, and for values that cannot be signed."""
    if seed.random() < 0.7:
        return None
    fields = party.dialect.good(VERBS[verb].like or verb, request)
    try:
        return party.dialect.answer(request, json.loads(hostile.other_values(fields, seed)), 200)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def look(party: Party, verb: str, told: object) -> None:
    """Raises AssertionError for an answer that this conversation may not come to."""
    assert isinstance(told, (*VERBS[verb].told, Refused, Unknown)), told
    if isinstance(told, Refused):
        assert told.problem in REFUSALS, told
    if isinstance(told, Unknown):
        assert told.problem in UNCLEAR, told
        assert 0 <= told.retry_after <= 3600, told
    if isinstance(told, Approved):
        assert told.amount == {"capture": CAPTURED, "part refund": PART}.get(verb, party.held.amount), told
        # The answer to a place is the first word of the payment's id; where it is not signed, it is as it is told.
        assert told.payment_id == party.held.payment_id or (verb in PLACES and told.payment_id), told
    if isinstance(told, Challenge) and told.html == "":
        assert told.url.startswith(("https://", "http://127.0.0.1", "http://localhost", "http://[::1]")), told.url
    if isinstance(told, Found):
        assert told.amount in {party.held.amount, None}, told
        assert told.refunded is None or told.refunded <= party.held.amount, told
    if isinstance(told, tuple) and type(told) is tuple:
        assert all(isinstance(line, ListedPayment | StoredCard | dict) for line in told), told


def _return(party: Party) -> Case:
    def case(seed: random.Random, heard: list[bytes]) -> None:
        told = hostile.form(dict(party.returned), seed)
        heard.append(repr(told).encode())
        page = party.ready().read_return(told, party.held)
        assert isinstance(page, ReturnedPage)
        assert page.proof != "authenticated" or page.payment_id == party.held.payment_id, page

    return case


def _notice(party: Party) -> Case:
    """Whatever was changed is not signed by the house's key; what is read all the same tells what was signed."""
    assert party.notice is not None
    headers, body = party.notice
    right = party.account().read_notice(headers, body)
    assert isinstance(right, Notice)

    def case(seed: random.Random, heard: list[bytes]) -> None:
        told = hostile.form(dict(headers), seed) if seed.random() < 0.3 else dict(headers)
        raw = hostile.mutated(body, seed)
        heard.extend((repr(told).encode(), raw))
        notice = party.account().read_notice(told, raw)
        assert notice is None or (notice.event, notice.status, notice.payment_id) == (
            right.event,
            right.status,
            right.payment_id,
        ), notice

    return case


def findings(reader: str, cases: int, seed: str) -> Iterator[Finding]:
    case = readers()[reader]
    for number in range(cases):
        heard: list[bytes] = []
        try:
            case(random.Random(f"{seed}/{reader}/{number}"), heard)
        except Exception:  # noqa: BLE001 -- any exception at all is what is looked for
            shown = tuple(scrub(repr(raw[:SHOWN])) for raw in heard)
            yield Finding(seed, reader, number, scrub(traceback.format_exc(limit=-4)), shown)


def _first(told: tuple[str, int, str]) -> tuple[str, list[Finding]]:
    return told[0], list(islice(findings(*told), 3))


def main(words: list[str]) -> int:
    """Prints what it finds, at most three a reader; the exit code is 1 where it found anything."""
    parser = argparse.ArgumentParser(prog="fuzz", description="Hostile answers to every reader of every gateway.")
    parser.add_argument("--cases", type=int, default=CASES, help=f"for each reader (default {CASES})")
    parser.add_argument("--seed", default="frontdesk", help="any text; the same text draws the same cases")
    parser.add_argument("--only", default="", help="readers whose name holds this")
    told = parser.parse_args(words)
    chosen = [name for name in readers() if told.only in name]
    start, found = perf_counter(), 0
    with ProcessPoolExecutor(max_workers=min(2, os.cpu_count() or 1)) as workers:
        for _name, new in workers.map(_first, [(name, told.cases, told.seed) for name in chosen]):
            found += len(new)
            for one in new:
                sys.stdout.write(f"{one}\n\n")
    figures = {
        "readers": len(chosen),
        "cases": told.cases * len(chosen),
        "findings": found,
        "seed": told.seed,
        "seconds": round(perf_counter() - start),
    }
    sys.stdout.write(json.dumps(figures) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
