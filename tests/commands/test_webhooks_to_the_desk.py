"""From the gateway's event to the desk's question: the practice gateway posts over real HTTP on its documented
schedule, the receiver keeps, the desk reads."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import cast

import pytest

from frontdesk.practice.courier import Courier
from frontdesk.practice.iyzico.ways import ways
from frontdesk.practice.server import Practice, start
from frontdesk.usecases.ask_bank import ask_bank
from frontdesk.usecases.read_notices import Reading, read_notices
from tests.commands.receiving import Running, a_body, receiver, signature, until
from tests.kit.clock import Waiting
from tests.kit.counter import Counter
from tests.kit.invariants import assert_ledger_equals_bank
from tests.practice.test_server import controls, iyzico_desk


@pytest.fixture
def practice() -> Iterator[Practice]:
    with start() as running:
        yield running


def tries(practice: Practice) -> list[tuple[int, int | None]]:
    return [(one.tries, one.status) for one in practice.ground.notices.all()]


def test_on_the_documented_schedule_also_when_the_receiver_was_away(practice: Practice, tmp_path: Path) -> None:
    with receiver(tmp_path, accounts=practice.accounts) as first:
        port, address = first.port, first.urls["iyzico"]
        first.ends()
    controls(practice, "POST", "/settings", {"iyzico": {"webhook_url": address}})
    held = iyzico_desk(practice).holds()
    controls(practice, "POST", "/clock", {"advance": 15})
    until(lambda: tries(practice) == [(1, 0)])
    with receiver(tmp_path, "--port", str(port), accounts=practice.accounts) as again:
        controls(practice, "POST", "/clock", {"advance": 900})
        until(lambda: tries(practice) == [(2, 204)])
        (name,) = again.inbox.waiting()
        arrived = again.inbox.open(name)
        assert arrived is not None
        assert (arrived.notice.event, arrived.notice.payment_id) == ("API_AUTH", held["paymentId"])


@pytest.mark.parametrize(
    ("fault", "kept", "statuses"),
    [
        ("wrong_signature", 0, {400}),
        ("missing_signature", 0, {400}),
        ("duplicate", 1, {204}),
        ("out_of_order", 2, {204}),
    ],
)
def test_what_may_go_wrong_on_the_way(
    practice: Practice, tmp_path: Path, fault: str, kept: int, statuses: set[int]
) -> None:
    with receiver(tmp_path, accounts=practice.accounts) as running:
        controls(practice, "POST", "/settings", {"iyzico": {"webhook_url": running.urls["iyzico"]}})
        controls(practice, "POST", "/faults", {"kind": fault, "account": "iyzico", "operation": "webhook"})
        iyzico_desk(practice).holds()
        if fault == "out_of_order":
            iyzico_desk(practice).holds(conversationId="hold-7f3a-9")
        controls(practice, "POST", "/clock", {"advance": 3600})
        until(lambda: all(one.tries for one in practice.ground.notices.all()))
        assert {one.status for one in practice.ground.notices.all()} == statuses
        assert len(running.inbox.waiting()) == kept


class House:
    """A desk whose gateway posts to a receiver, over real HTTP; both have the desk's clock."""

    def __init__(self, clerk: Counter, running: Running) -> None:
        self.clerk = clerk
        self.running = running
        self.reading = Reading()
        url = running.urls["iyzico"]
        clerk.ground.ways["iyzico"] = ways(clerk.ground)._replace(webhook_url=url)

    def time_passes_at_the_bank(self, seconds: float) -> None:
        """The gateway posts what falls due; the desk's own questions are not put meanwhile."""
        self.clerk.clock.moves_to(self.clerk.clock.time() + seconds)
        self.clerk.ground.notices.woken.set()
        due = [one.number for one in self.clerk.ground.notices.waiting() if one.due <= self.clerk.clock.time()]
        until(lambda: all(one.tries for one in self.clerk.ground.notices.all() if one.number in due))

    def reads(self) -> None:
        desk, inbox = self.clerk.desk, self.running.inbox
        self.clerk.clock.runs(cast("Waiting[None]", read_notices(desk, inbox, self.reading, ask_bank)))


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    clerk = Counter(tmp_path, "iyzico")
    with receiver(tmp_path, accounts=clerk.ground.accounts) as running:
        house = House(clerk, running)
        with closing(Courier(clerk.ground)):
            yield house
    assert_ledger_equals_bank(clerk)
    clerk.ledger.close()


def test_the_return_of_the_bank_page_is_lost_and_the_webhook_brings_the_hold_to_light(house: House) -> None:
    clerk = house.clerk
    clerk.places_hold("5.000,00", entry="hosted")
    assert clerk.guest_types("123456") is not None  # and the return never reaches the desk
    clerk.bank_does("status", "*", times=0)
    assert clerk.page_ends("renderer").result == "checking"
    clerk.time_passes(400)
    clerk.bank_behaves()
    assert clerk.hold().state == "unknown"
    house.time_passes_at_the_bank(15)
    assert len(house.running.inbox.waiting()) == 1
    house.reads()
    assert (clerk.hold().state, clerk.hold().amount) == ("held", 500_000)
    assert clerk.journal()[-2:] == ["notice_came", "held"]
    assert house.running.inbox.waiting() == ()


def test_the_lost_answer_of_a_completion_is_known_fifteen_seconds_later(house: House) -> None:
    clerk = house.clerk
    clerk.places_hold("5.000,00", threeds=True)
    clerk.bank_does("lose_answer", "complete")
    clerk.bank_does("status", "inquire", times=0)
    assert clerk.with_bank_page().result == "checking"
    clerk.bank_behaves()
    house.time_passes_at_the_bank(15)
    house.reads()
    assert clerk.hold().state == "held"
    assert clerk.executed("complete") == 1


def test_a_forged_notice_never_reaches_the_desk(house: House) -> None:
    clerk = house.clerk
    clerk.bank_does("wrong_signature", "webhook")
    clerk.places_hold("900,00")
    before = clerk.journal()
    house.time_passes_at_the_bank(15)
    assert [one.status for one in clerk.ground.notices.all()] == [400]
    house.reads()
    assert clerk.journal() == before


def test_a_good_signature_over_another_payment_and_another_sum_changes_nothing(house: House) -> None:
    clerk = house.clerk
    clerk.places_hold("5.000,00")
    clerk.captures("1.200,00")
    before = clerk.hold()
    body = a_body(paymentConversationId=before.key, paymentId=99999999, iyziEventTime=0, status="FAILURE", price="9.00")
    secret = clerk.ground.accounts["iyzico"]["secret_key"]
    assert house.running.is_posted(body, {"X-IYZ-SIGNATURE-V3": signature(body, secret)})[0] == 204
    house.reads()
    assert clerk.hold()._replace(asked_at=0, version=0) == before._replace(asked_at=0, version=0)
    assert clerk.journal()[-2:] == ["notice_came", "asked"]
