"""Ödüyo has no test system: every site is some merchant's own, and what is charged there is charged (Ödüyo notes §1,
A25). So nothing here ever leaves this machine: FRONTDESK_SANDBOX_ODUYO_BASE_URL may name the practice Ödüyo alone, and
the line refuses every other address."""

import pytest

from frontdesk.domain.gateway import Challenge, Found, HoldReference, NotSent
from frontdesk.domain.money import Money
from frontdesk.domain.told import Cost
from frontdesk.gateways.accounts import WITHOUT_TEST_SYSTEM, build
from frontdesk.gateways.http import Driver
from tests.sandbox.account import SUM, Sandbox, card_of, sandbox

pytestmark = pytest.mark.enable_socket


@pytest.fixture(params=sorted(WITHOUT_TEST_SYSTEM))
def desk(request: pytest.FixtureRequest) -> Sandbox:
    return sandbox(request.param)


def test_a_merchants_site_is_never_spoken_to() -> None:
    values = {"base_url": "https://site.invalid/api/v1", "username": "u", "password": "p", "api_key": "k"}
    there = Sandbox(build("oduyo", values, str), card_of("4111111111111111"), Driver("test"))
    assert there.run(there.gateway.place(there.order(threeds=True))) == NotSent("host_not_allowed")


def test_a_deposit_is_started_and_asked_about(desk: Sandbox) -> None:
    order = desk.order(threeds=True)
    told = desk.run(desk.gateway.place(order))
    assert isinstance(told, Challenge), told
    started = HoldReference(order.key, told.payment_id, SUM, Money(0, SUM.code), told.references, purpose="sale")
    state = desk.run(desk.gateway.inquire(started))
    assert isinstance(state, Found), state
    assert state.state == "page_open"


def test_what_a_deposit_costs_is_told_beforehand(desk: Sandbox) -> None:
    assert isinstance(desk.run(desk.gateway.estimate(SUM, desk.card.number[:8])), Cost)
