"""The promises of tests/gateways kept by the gateways' own test systems: a deposit from hold to refund, and what the
account's abilities say beside it. Every hold that is made is ended."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from frontdesk.domain.gateway import Approved, CardFacts, Challenge, Found, HoldReference, Refused, Unknown
from frontdesk.domain.money import Money
from frontdesk.domain.stored_card import StoredCard
from frontdesk.domain.told import Deleted, ListedPayment
from frontdesk.gateways.accounts import GATEWAYS, WITHOUT_TEST_SYSTEM
from tests.sandbox.account import PART, SUM, Sandbox, sandbox

pytestmark = pytest.mark.enable_socket
NOTHING = Money(0, SUM.code)


@pytest.fixture(params=sorted(set(GATEWAYS) - WITHOUT_TEST_SYSTEM))
def desk(request: pytest.FixtureRequest) -> Sandbox:
    return sandbox(request.param)


def key() -> str:
    return str(uuid4())


def found(desk: Sandbox, hold: HoldReference) -> Found:
    told = desk.run(desk.gateway.inquire(hold))
    assert isinstance(told, Found), told
    return told


def released(desk: Sandbox, hold: HoldReference) -> None:
    told = desk.run(desk.gateway.release(hold, key()))
    assert isinstance(told, Approved), told
    assert (told.phase, told.amount) == ("released", SUM)


def test_a_hold_is_placed_found_and_released(desk: Sandbox) -> None:
    hold = desk.held()
    state = found(desk, hold)
    assert (state.state, state.amount) == ("held", SUM)
    released(desk, hold)
    after = found(desk, hold)
    desk.measured("a released hold, asked about at once", (after.state, after.refunds, after.refunded))
    assert after.state == "released"


def test_a_hold_is_found_by_our_key_alone(desk: Sandbox) -> None:
    """As after an answer that was lost."""
    hold = desk.held()
    lost = found(desk, hold._replace(payment_id="", references={}))
    assert (lost.state, lost.payment_id) == ("held", hold.payment_id)
    released(desk, hold)


def test_a_key_that_was_never_sent_is_not_found(desk: Sandbox) -> None:
    never = HoldReference(key(), "", SUM, NOTHING, {})
    assert desk.run(desk.gateway.inquire(never)) == Found("not_found")


def test_a_hold_is_captured_in_part_and_given_back(desk: Sandbox) -> None:
    hold = desk.held()
    taken = PART if desk.can.partial_capture else SUM
    told = desk.run(desk.gateway.capture(hold, taken, key()))
    assert isinstance(told, Approved), told
    assert (told.phase, told.amount) == ("captured", taken)
    hold = hold._replace(captured=taken)
    state = found(desk, hold)
    desk.measured("what is told of a smaller capture", (state.state, state.amount, state.captured))
    assert state.state == "captured"
    back = desk.run(desk.gateway.refund(hold, taken, key(), desk.can.refund_by[0]))
    assert isinstance(back, Approved), back
    assert (back.phase, back.amount) == ("refunded", taken)
    desk.measured("what the return of a capture on its day was", back.by)
    desk.measured("a capture that was given back", (after := found(desk, hold)).state + f" {after.refunds}")


def test_the_bank_page_is_given(desk: Sandbox) -> None:
    """Nobody passes it: nothing is held by it, and the gateway says so."""
    order = desk.order(threeds=True)
    told = desk.run(desk.gateway.place(order))
    assert isinstance(told, Challenge), told
    assert "<" in told.html
    hold = HoldReference(order.key, told.payment_id, SUM, NOTHING, told.references)
    state = desk.run(desk.gateway.inquire(hold))
    desk.measured("a bank page that nobody has passed", getattr(state, "state", state))
    assert isinstance(state, Unknown) or (isinstance(state, Found) and state.state in {"page_open", "not_found"})


def test_the_first_digits_tell_the_bank(desk: Sandbox) -> None:
    if desk.can.service("bin") == "here":
        told = desk.run(desk.gateway.look_up_bin(desk.card.number[:8]))
        assert isinstance(told, CardFacts), told
        assert told.bank or told.scheme


def test_a_card_is_kept_held_with_and_forgotten(desk: Sandbox) -> None:
    if not desk.can.stored_cards:
        return
    order = replace(desk.order(), store=True)
    told = desk.run(desk.gateway.place(order))
    assert isinstance(told, Approved), told
    kept = told.stored
    assert isinstance(kept, StoredCard)
    again = desk.held(replace(desk.order(), card=kept))
    cards = desk.run(desk.gateway.list_cards(kept.user))
    assert isinstance(cards, tuple)
    assert kept.token in {card.token for card in cards}
    assert desk.run(desk.gateway.delete_card(kept)) == Deleted()
    assert desk.run(desk.gateway.list_cards(kept.user)) == ()
    for hold in (again, HoldReference(order.key, told.payment_id, SUM, NOTHING, told.references)):
        released(desk, hold)


def test_the_gateways_own_page_is_given(desk: Sandbox) -> None:
    if not desk.can.hosted:
        return
    order = desk.order(hosted=True)
    told = desk.run(desk.gateway.place(order))
    assert isinstance(told, Challenge), told
    assert told.url
    open_page = HoldReference(order.key, "", SUM, NOTHING, told.references)
    state = desk.run(desk.gateway.inquire(open_page))
    desk.measured("a hosted page that nobody has used", getattr(state, "state", state))
    assert isinstance(state, Found)
    assert state.state == "page_open"


def test_the_day_lists_what_was_done(desk: Sandbox) -> None:
    if not desk.can.day_list:
        return
    hold = desk.held()
    today = (datetime.now(UTC) + timedelta(hours=3)).date().isoformat()
    lines = desk.run(desk.gateway.list_day(today))
    assert isinstance(lines, tuple), lines
    assert all(isinstance(line, ListedPayment) for line in lines)
    desk.measured("the list of the day has a hold at once", any(line.key == hold.key for line in lines))
    released(desk, hold)


def test_a_refusal_is_one_in_the_gateways_own_words(desk: Sandbox) -> None:
    """More cannot be given back than was taken; whatever its code, it is no yes."""
    hold = desk.held()
    told = desk.run(desk.gateway.refund(hold._replace(captured=SUM), SUM, key(), "refund"))
    desk.measured("a refund before any capture", told)
    assert isinstance(told, Refused | Unknown | Approved)
    state = found(desk, hold)
    if state.state == "held":
        released(desk, hold)
