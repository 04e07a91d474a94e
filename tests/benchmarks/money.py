"""A hold from click to durable result, and the commit of an attempt, each against the same bytes and rows done raw."""

import asyncio
import itertools
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from frontdesk.domain.attempt import Attempt
from frontdesk.domain.gateway import Buyer, PlaceOrder, WireRequest
from frontdesk.domain.hold import Hold, Stay
from frontdesk.gateways.http import Driver
from frontdesk.ledger.connection import Connection, Value, connect
from frontdesk.ledger.database import Ledger
from frontdesk.ledger.opening import set_pragmas
from frontdesk.usecases.desk import Desk
from frontdesk.usecases.place_hold import place_hold
from frontdesk.usecases.settle import facts_of, new_attempt
from tests.benchmarks.ground import KEY, a_card, a_desk, a_wish, new_ledger, practice_accounts, ratio

HOLDS = 60
COMMITS = 400
LINE = (1, "Derya Örnek", 1, 1, "place_begun", '{"amount": "500000"}')


def measure(folder: Path) -> dict[str, float]:
    """`hold`: the verb against one raw POST and two raw commits. `attempt_commit`: the ledger against raw commits."""
    with practice_accounts() as accounts:
        holds = {f"hold_{name}": asyncio.run(_holds(folder, accounts, name)) for name in accounts}
    return {**holds, "attempt_commit": asyncio.run(_commits(folder))}


class Raw:
    """The same rows in tables without an index or a trigger, under the same key and pragmas."""

    def __init__(self, path: Path) -> None:
        self.db: Connection = connect(path, KEY, "mode=rwc")
        set_pragmas(self.db, 5.0)
        for table, width in (
            ("stays", len(Stay._fields)),
            ("holds", len(Hold._fields)),
            ("attempts", len(Attempt._fields)),
        ):
            self.db.execute(f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, {_columns(width - 1)})")
        self.db.execute(f"CREATE TABLE journal (id INTEGER PRIMARY KEY, {_columns(len(LINE))})")

    def insert(self, table: str, values: tuple[Value, ...]) -> int:
        places = ", ".join("?" * len(values))
        return self.db.execute(f"INSERT INTO {table} VALUES (NULL, {places})", values).lastrowid

    def begin_place(self, stay: Stay, hold: Hold, attempt: Attempt) -> tuple[int, int]:
        self.db.execute("BEGIN IMMEDIATE")
        self.insert("stays", stay[1:])
        ids = self.insert("holds", hold[1:]), self.insert("attempts", attempt[1:])
        self.insert("journal", LINE)
        self.db.execute("COMMIT")
        return ids

    def record(self, hold_id: int, attempt_id: int) -> None:
        self.db.execute("BEGIN IMMEDIATE")
        self._change(attempt_id, "attempts", 3)
        self._change(hold_id, "holds", 12)
        self.insert("journal", LINE)
        self.db.execute("COMMIT")

    def _change(self, row: int, table: str, columns: int) -> None:
        changes = ", ".join(f"c{number} = ?" for number in range(columns))
        self.db.execute(f"UPDATE {table} SET {changes} WHERE id = ?", (*range(columns), row))


def _columns(count: int) -> str:
    return ", ".join(f"c{number}" for number in range(count))


async def _holds(folder: Path, accounts: dict[str, dict[str, str]], name: str) -> float:
    import httpx

    desk = a_desk(new_ledger(folder, f"ledger-{name}"), accounts)
    driver = Driver("practice")
    driver.warm()
    desk.line = driver
    raw = Raw(folder / f"raw-{name}")
    request = _request(desk, name)
    hold, attempt = rows_of(desk, name)
    ours, theirs = [], []
    for number in _rounds(HOLDS):
        start = perf_counter()
        outcome = await place_hold(desk, a_wish(number, name), a_card(name))
        ours.append(perf_counter() - start)
        assert outcome.result == "done", outcome
        start = perf_counter()
        ids = raw.begin_place(a_wish(number, name).stay, hold, attempt)
        async with httpx.AsyncClient(trust_env=False, verify=False) as client:  # noqa: S501 -- plain http on loopback
            url = accounts[name]["base_url"] + request.target
            answer = await client.post(url, content=request.body, headers=dict(request.headers))
            assert b"PRE_AUTH" in answer.content
        raw.record(*ids)
        theirs.append(perf_counter() - start)
    desk.ledger.close()
    raw.db.close()
    return ratio(ours[5:], theirs[5:])


async def _commits(folder: Path) -> float:
    """Both on a ledger's own tables: what the ledger adds to its three statements, not what its indexes cost."""
    desk = a_desk(new_ledger(folder, "commits"), {})
    twin = new_ledger(folder, "commits-raw")
    holds = [await hold_held(desk.ledger, desk, number) for number in range(COMMITS)]
    for number in range(COMMITS):
        await hold_held(twin, desk, number)
    twin.close()
    raw = connect(folder / "commits-raw", KEY, "mode=rw")
    set_pragmas(raw, 5.0)
    ours, theirs = [], []
    for held in holds:
        attempt = new_attempt(desk, held, "capture", held.money)
        facts = facts_of(held, attempt)
        capturing = held._replace(state="capturing", was="held")
        start = perf_counter()
        await desk.ledger.begin(capturing, attempt, "capture_begun", facts)
        ours.append(perf_counter() - start)
        start = perf_counter()
        _begin_raw(raw, capturing, attempt._replace(key=desk.new_key()), json.dumps(facts))
        theirs.append(perf_counter() - start)
    desk.ledger.close()
    raw.close()
    return ratio(ours[20:], theirs[20:])


def _begin_raw(db: Connection, hold: Hold, attempt: Attempt, facts: str) -> None:
    db.execute("BEGIN IMMEDIATE")
    places = ", ".join("?" * len(attempt))
    row = db.execute(f"INSERT INTO attempts VALUES ({places})", (None, *attempt[1:])).lastrowid
    db.execute(
        "UPDATE holds SET state = ?, was = ?, version = ? WHERE id = ? AND version = ?",
        (hold.state, hold.was, hold.version + 1, hold.id, hold.version),
    )
    line = (attempt.begun_at, attempt.clerk, hold.id, row, "capture_begun", facts)
    db.execute("INSERT INTO journal VALUES (NULL, ?, ?, ?, ?, ?, ?)", line)
    db.execute("COMMIT")


def _rounds(count: int) -> Iterator[int]:
    return itertools.islice(itertools.count(1), count)


async def hold_held(ledger: Ledger, desk: Desk, number: int) -> Hold:
    """A hold that is held, put there without a gateway."""
    hold, attempt = rows_of(desk, "iyzico")
    stay = a_wish(number, "iyzico").stay
    held, begun = await ledger.begin_place(stay, hold, attempt, "ölçüm", {})
    now = desk.now()
    done = begun._replace(state="approved", settled_at=now)
    return await ledger.record(held.hold._replace(state="held", payment_id=str(number)), done, "held", {}, now)


def rows_of(desk: Desk, name: str) -> tuple[Hold, Attempt]:
    hold = Hold(
        id=0, stay_id=0, account=name, state="placing", was="placing", purpose="hold", currency="TRY", amount=500_000,
        captured=0, refunded=0, owed=0, key=desk.new_key(), payment_id="", threeds=False, scheme="mastercard",
        bin="552879", last4="0008", card_kind="credit", bank="Halkbank", auth_code="418207", host_reference="",
        references="{}", placed_at=desk.now(), held_at=0, lapses_at=desk.now() + 604_800, lapse_grade="guess",
        safe_until=0, asked_at=0, ended="", attention="", problem="", clerk="Derya Örnek", version=0,
    )  # fmt: skip
    return hold, new_attempt(desk, hold, "place", hold.money, key=hold.key)


def _request(desk: Desk, name: str) -> WireRequest:
    """The bytes of a hold, as the gateway builds them."""
    wish = a_wish(0, name)
    house = desk.house
    buyer = Buyer(
        "stay-0", "Deniz", "Örnek", wish.identity, house.email, house.phone, house.address, house.city, house.country,
        house.postcode, house.public_ip,
    )  # fmt: skip
    order = PlaceOrder(desk.new_key(), "hold", wish.amount, a_card(name), buyer, "204 depozito", "RZV-1", "tr")
    return next(desk.accounts[name].gateway.place(order))


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as scratch:
        sys.stdout.write(f"{measure(Path(scratch))}\n")
