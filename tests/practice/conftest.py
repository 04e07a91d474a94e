"""A pretend bank whose clock stands still, and desks at both gateways, without sockets."""

import random
from datetime import UTC, datetime

import pytest

from frontdesk.practice import ahlpay, iyzico, oderopay
from frontdesk.practice.bank import Bank
from frontdesk.practice.dialects import new_ground
from frontdesk.practice.ground import Ground
from tests.practice.ahlpay_client import AhlPay, Guest, ahlpay_in_memory
from tests.practice.clients import Browser, Iyzico, Oderopay, iyzico_in_memory, oderopay_in_memory
from tests.practice.oduyo_client import Oduyo, guest_in_memory, oduyo_in_memory

NOON = datetime(2026, 6, 12, 9, 0, tzinfo=UTC).timestamp()  # 12:00 in Istanbul


@pytest.fixture
def ground() -> Ground:
    return new_ground(Bank(clock=lambda: NOON, dice=random.Random(204)))


@pytest.fixture
def bank(ground: Ground) -> Bank:
    return ground.bank


@pytest.fixture
def iyz(ground: Ground) -> Iyzico:
    return iyzico_in_memory(ground)


@pytest.fixture
def odero(ground: Ground) -> Oderopay:
    return oderopay_in_memory(ground)


@pytest.fixture
def iyzico_guest(ground: Ground) -> Browser:
    return Browser(lambda request: iyzico.handle(ground, request))


@pytest.fixture
def odero_guest(ground: Ground) -> Browser:
    return Browser(lambda request: oderopay.handle(ground, request))


@pytest.fixture
def ahl(ground: Ground) -> AhlPay:
    return ahlpay_in_memory(ground)


@pytest.fixture
def ahl_guest(ground: Ground) -> Guest:
    return Guest(lambda request: ahlpay.handle(ground, request))


@pytest.fixture
def odu(ground: Ground) -> Oduyo:
    return oduyo_in_memory(ground)


@pytest.fixture
def oduyo_guest(ground: Ground) -> Browser:
    return guest_in_memory(ground)
