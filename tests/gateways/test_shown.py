"""What may be seen of a gateway's objects and of the driver's log: no token of a page, no key of a card, no page."""

import asyncio
import logging
from collections.abc import Generator

import pytest

from frontdesk.domain.gateway import Answer, Challenge, HoldReference, Unknown, WireRequest, WireResponse
from frontdesk.domain.money import Money
from frontdesk.domain.stored_card import StoredCard
from frontdesk.domain.told import Notice
from frontdesk.gateways.ahlpay.refusals import envelope
from frontdesk.gateways.http import Driver
from frontdesk.gateways.oderopay.gateway import OderoPay
from frontdesk.gateways.oderopay.hosted import PAGES
from frontdesk.gateways.oderopay.profile import OderoPayProfile
from frontdesk.gateways.oderopay.stored import delete_target, list_target
from frontdesk.gateways.scrub import MASK, scrub
from tests.gateways.samples import ODERO_KEYS, nonces
from tests.kit.fault_server import Visit, fault_server

TOKEN = "6a8f1b2c-9d3e-4f50-8a61-7b2c3d4e5f60"
PAGE = "<form action='https://bank.example'><input name='pan' value='5528790000000008'></form>"
CARD = StoredCard("user-key-36", "card-token-36")


def test_what_names_a_page_or_a_card_is_hidden_from_repr() -> None:
    seen = [
        WireRequest("GET", f"{PAGES}/{TOKEN}", ()),
        WireRequest("DELETE", delete_target(CARD), ()),
        Challenge("", "https://pay.example", url=f"https://pay.example/{TOKEN}", references={"token": TOKEN}),
        HoldReference("key", "", Money(100, "TRY"), Money(0, "TRY"), {"token": TOKEN}),
        Notice(f"CHECKOUTFORM_AUTH/1/SUCCESS/{TOKEN}", "CHECKOUTFORM_AUTH", "SUCCESS", token=TOKEN),
        CARD,
    ]
    for secret in (TOKEN, CARD.user, CARD.token):
        assert secret not in repr(seen)


@pytest.mark.parametrize("data", ['{"token":"t0ken"}', f'"{PAGE}"'])
def test_an_envelope_shows_neither_page_nor_token(data: str) -> None:
    told = envelope(WireResponse(200, {}, f'{{"isSuccess":true,"message":"{TOKEN}","data":{data}}}'.encode()))
    assert all(secret not in repr(told) for secret in ("t0ken", "5528790000000008", TOKEN))


@pytest.mark.parametrize("target", [f"{PAGES}/{TOKEN}", delete_target(CARD), list_target(CARD.user, 0)])
def test_an_address_is_scrubbed(target: str) -> None:
    shown = scrub(f"GET {target} 200")
    assert all(secret not in shown for secret in (TOKEN, CARD.user, CARD.token))
    assert MASK in shown


def test_the_start_of_a_page_is_named() -> None:
    assert scrub(f"{PAGES}/init") == f"{PAGES}/init"


@pytest.mark.parametrize("fails", [False, True])
def test_the_drivers_log_has_no_token_of_a_page(fails: bool, caplog: pytest.LogCaptureFixture) -> None:
    """Whether the answer could be read or not."""

    def conversation() -> Generator[WireRequest, WireResponse, Answer]:
        yield WireRequest("GET", f"{PAGES}/{TOKEN}?cardUserKey=user-key-36", ())
        if fails:
            raise KeyError(TOKEN)
        return Unknown("in_progress")

    def script(visit: Visit) -> None:
        visit.read_request()
        visit.answer(b"{}")

    with fault_server(script) as server, caplog.at_level(logging.DEBUG):
        asyncio.run(
            Driver("practice").run(OderoPay(ODERO_KEYS, OderoPayProfile(server.url), nonces("a")), conversation(), 5)
        )
    assert f"{PAGES}/{MASK}" in caplog.text
    assert TOKEN not in caplog.text
    assert "user-key-36" not in caplog.text
