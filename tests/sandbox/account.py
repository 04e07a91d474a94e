"""An account at a gateway's own test system, from the environment.

FRONTDESK_SANDBOX_<GATEWAY>_<SETTING> is any setting of the account, such as FRONTDESK_SANDBOX_IYZICO_API_KEY and
FRONTDESK_SANDBOX_IYZICO_SECRET_KEY; without BASE_URL it is the gateway's own test address. CARD is a test card, its
expiry and code: "5528790000000008 12/2030 000". Live hosts are refused before a socket opens.
"""

import asyncio
import os
import uuid
from collections.abc import Generator
from functools import cache
from typing import Literal, NamedTuple

import pytest

from frontdesk.domain.abilities import Abilities
from frontdesk.domain.card import Card
from frontdesk.domain.gateway import Approved, Buyer, Gateway, HoldReference, PlaceOrder, WireRequest, WireResponse
from frontdesk.domain.money import Money
from frontdesk.gateways.accounts import GATEWAYS, build
from frontdesk.gateways.http import Driver

PREFIX = "FRONTDESK_SANDBOX_"
# What a test tells of a question that the notes leave open, printed when all is over.
MEASURED: list[str] = []
# Small sums that no test card's magic amounts use; a cent in them, so that decimals are proved too.
SUM = Money(1_234, "TRY")
PART = Money(1_000, "TRY")
RETURN = "https://return.frontdesk.invalid/3ds/sandbox"
BUYER = Buyer(
    "guest-118", "Deniz", "Örnek", "11111111110", "deniz@example.com", "+905000000000", "Liman Cad. 5", "İzmir",
    "Turkey", "35000", "192.0.2.10",
)  # fmt: skip
# The code that a documented card wants where it is not 000 (AHL Pay notes §10).
CODES = {"4155650100416111": "715"}


class Sandbox(NamedTuple):
    """One account, and the one line to it."""

    gateway: Gateway
    card: Card
    line: Driver

    @property
    def name(self) -> str:
        return self.gateway.name

    @property
    def can(self) -> Abilities:
        return self.gateway.abilities

    def run[T](self, conversation: Generator[WireRequest, WireResponse, T]) -> object:
        """The answer of the conversation, the login before it where one is due."""

        async def carried() -> object:
            login = self.gateway.prepare(0)
            if login is not None:
                await self.line.run(self.gateway, login, self.can.limit)
            return await self.line.run(self.gateway, conversation, self.can.limit)

        return asyncio.run(carried())

    def order(
        self, *, threeds: bool = False, hosted: bool = False, purpose: Literal["hold", "sale"] = "hold"
    ) -> PlaceOrder:
        return PlaceOrder(
            key=str(uuid.uuid4()),
            purpose=purpose if self.can.holds else "sale",
            amount=SUM,
            card=None if hosted else self.card,
            buyer=BUYER,
            item="Oda depozitosu",
            reference="room-204",
            language="tr",
            return_address=RETURN if threeds or hosted else "",
        )

    def held(self, order: PlaceOrder | None = None) -> HoldReference:
        """A hold that stands now."""
        order = order or self.order()
        told = self.run(self.gateway.place(order))
        assert isinstance(told, Approved), told
        assert (told.phase, told.amount) == ("held", SUM)
        return HoldReference(order.key, told.payment_id, SUM, Money(0, SUM.code), told.references, buyer_ip=BUYER.ip)

    def measured(self, what: str, told: object) -> None:
        """Says what was seen; a test's own assertion says what must be."""
        MEASURED.append(f"{self.name}: {what}: {told}")


@cache
def sandbox(name: str) -> Sandbox:
    """The account of the environment; skips with one sentence where it is not given."""
    listed = GATEWAYS[name]
    start = _start(name)
    values = {key.removeprefix(start).lower(): value for key, value in os.environ.items() if key.startswith(start)}
    card = values.pop("card", "")
    values.setdefault("base_url", listed.hosts.get("test", ""))
    asked = {one for one, question in listed.asked.items() if "empty for" not in question}
    missing = sorted(one for one in listed.needed_secrets | asked | {"base_url"} if not values.get(one))
    if missing:
        names = ", ".join(_start(name) + one.upper() for one in missing)
        pytest.skip(f"{listed.title} is not asked, because the environment does not give {names}.")
    gateway = build(name, values, lambda: uuid.uuid4().hex)
    return Sandbox(gateway, card_of(card or listed.sample_card.replace(" ", "")), Driver("test"))


def _start(name: str) -> str:
    return f"{PREFIX}{name.upper()}_"


def card_of(told: str) -> Card:
    """`number MM/YYYY code`, of which the number is enough."""
    number, *more = told.split()
    expiry, code = more or ("12/2030", CODES.get(number, "000"))
    month, _, year = expiry.partition("/")
    return Card(number, int(month), int(year), code, "DENIZ ORNEK")
