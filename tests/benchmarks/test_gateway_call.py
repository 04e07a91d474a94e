"""What a call is measured against does the same: the same request is sent, the same answer understood."""

import pytest

from frontdesk.gateways.accounts import GATEWAYS
from tests.benchmarks import gateway_call

SIDES = gateway_call.sides()


def test_every_gateway_is_measured() -> None:
    assert set(SIDES) == set(GATEWAYS)


@pytest.mark.parametrize("name", SIDES)
def test_both_sides_do_the_same(name: str) -> None:
    side = SIDES[name]
    order = gateway_call.an_order(threeds=side.threeds)
    gateway_call.must_agree(side, order, side.answer(order))
