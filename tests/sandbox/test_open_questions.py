"""What the notes leave open and a test system can tell cheaply (iyzico §23, ÖderoPay §22, AHL Pay §11 and §15). Nothing
is asserted but that no answer is misread: the figures are printed, for the profile of the gateway and its notes."""

from uuid import uuid4

import pytest

from frontdesk.domain.gateway import Approved, Found, Refused, Unknown
from frontdesk.domain.money import Money
from frontdesk.gateways.accounts import GATEWAYS, WITHOUT_TEST_SYSTEM
from tests.sandbox.account import SUM, Sandbox, sandbox

pytestmark = pytest.mark.enable_socket
# Percent of the hold that is tried to capture: the banks' margins that anybody has named.
TRIED = (101, 115, 116, 120, 150)


@pytest.fixture(params=sorted(set(GATEWAYS) - WITHOUT_TEST_SYSTEM))
def desk(request: pytest.FixtureRequest) -> Sandbox:
    return sandbox(request.param)


def in_short(told: object) -> str:
    if isinstance(told, Refused | Unknown):
        return f"{type(told).__name__} {told.problem} {told.code}".strip()
    return f"{told.phase} {told.amount}" if isinstance(told, Approved) else type(told).__name__


@pytest.mark.parametrize("percent", TRIED)
def test_how_far_above_the_hold_a_capture_may_go(desk: Sandbox, percent: int) -> None:
    hold = desk.held()
    wanted = Money(SUM.minor * percent // 100, SUM.code)
    told = desk.run(desk.gateway.capture(hold, wanted, str(uuid4())))
    desk.measured(f"a capture of {percent} % of the hold", in_short(told))
    assert isinstance(told, Approved | Refused | Unknown)
    state = desk.run(desk.gateway.inquire(hold))
    assert isinstance(state, Found | Unknown)
    if isinstance(state, Found) and state.state == "held":
        desk.run(desk.gateway.release(hold, str(uuid4())))
    elif isinstance(told, Approved):
        taken = hold._replace(captured=wanted)
        desk.run(desk.gateway.refund(taken, wanted, str(uuid4()), desk.can.refund_by[0]))


def test_what_a_capture_of_a_hold_that_is_gone_is_answered(desk: Sandbox) -> None:
    """The code of a lapsed hold cannot be waited for; that of a released one is the nearest."""
    hold = desk.held()
    desk.run(desk.gateway.release(hold, str(uuid4())))
    told = desk.run(desk.gateway.capture(hold, SUM, str(uuid4())))
    desk.measured("a capture of a released hold", in_short(told))
    assert not isinstance(told, Approved)
    again = desk.run(desk.gateway.release(hold, str(uuid4())))
    desk.measured("a second release", in_short(again))


def test_what_a_second_capture_is_answered(desk: Sandbox) -> None:
    hold = desk.held()
    first = Money(SUM.minor // 2, SUM.code)
    desk.run(desk.gateway.capture(hold, first, str(uuid4())))
    told = desk.run(desk.gateway.capture(hold, Money(SUM.minor - first.minor, SUM.code), str(uuid4())))
    desk.measured("a second capture, of the rest", in_short(told))
    taken = hold._replace(captured=first)
    by = desk.can.refund_by[0]
    desk.measured("giving the first back", in_short(desk.run(desk.gateway.refund(taken, first, str(uuid4()), by))))
