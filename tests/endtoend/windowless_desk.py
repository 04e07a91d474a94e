"""The whole desk but for its window, in a process of its own, with everything that logs told to log all of it: a hold
that is held, one that is declined, one with 3DS, one whose answer is lost, an exception in each layer, and an end
without good-bye in the middle of a hold. The card comes in by standard input, number and CVV a line each.
"""

import asyncio
import json
import logging
import os
import sys
import traceback
import urllib.request
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from frontdesk import compose
from frontdesk.compose import Opened
from frontdesk.domain.card import Card
from frontdesk.domain.challenge import PageEnd
from frontdesk.domain.crash_point import watchers
from frontdesk.domain.hold import Stay
from frontdesk.domain.money import Money
from frontdesk.usecases.ask_bank import keep_asking
from frontdesk.usecases.capture_hold import capture_hold
from frontdesk.usecases.charge_deposit import charge_deposit
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.finish_challenge import finish_challenge
from frontdesk.usecases.place_hold import place_hold
from frontdesk.usecases.wish import HoldWish

_log = logging.getLogger(__name__)
PLACED = Money(500_000, "TRY")


class Scene:
    """One desk, one account, one card."""

    def __init__(self, opened: Opened, gateway: str, number: str, cvv: str) -> None:
        self.opened = opened
        self.desk: Desk = opened.desk
        self.gateway = gateway
        self._number, self._cvv = number, cvv
        self.holds = self.desk.accounts[gateway].gateway.abilities.holds

    async def places(self, *, threeds: bool = False) -> Outcome:
        """Charged, and with the bank's page, where nothing can be held."""
        stay = Stay(0, "Deniz", "Örnek", "204", "", "2026-09-20", "2026-09-25")
        with_page = threeds or not self.holds
        wish = HoldWish(stay, self.gateway, PLACED, with_page, identity="11111111110", reason="the guest agrees")
        card = Card(self._number, 12, 2034, self._cvv, "DENIZ ORNEK")
        outcome = await (place_hold if self.holds else charge_deposit)(self.desk, wish, card)
        _log.debug("outcome %r, wish %r, card %r", outcome, wish, card)
        return outcome

    def bank_does(self, kind: str) -> None:
        """To the next hold, or to the next start of a charge."""
        operation = "place" if self.holds else "init"
        assert self.opened.practice is not None
        body = json.dumps({"kind": kind, "operation": operation}).encode()
        with urllib.request.urlopen(f"{self.opened.practice.control}/faults", body) as answer:
            answer.read()


@asynccontextmanager
async def breaking(thing: object, name: str) -> AsyncIterator[None]:
    """One function of a layer raises, once, in the middle of the hold."""
    whole = getattr(thing, name)

    def raises(*_given: object, **_more: object) -> object:
        setattr(thing, name, whole)
        raise RuntimeError(f"{name} broke")

    setattr(thing, name, raises)
    try:
        yield
    except RuntimeError:
        _log.exception("a layer broke")
        traceback.print_exc()


async def _goes_well(scene: Scene) -> None:
    held = await scene.places()
    assert held.held is not None
    if not scene.holds:
        assert held.result == "challenge", held
        return
    assert held.result == "done", held
    assert (await capture_hold(scene.desk, held.held.hold.id, Money(120_000, "TRY"))).result == "done"


async def _is_declined(scene: Scene) -> None:
    scene.bank_does("decline")
    assert (await scene.places()).result == "refused"


async def _has_a_page(scene: Scene) -> None:
    page = await scene.places(threeds=True)
    assert page.page is not None
    _log.debug("page %r", page.page)
    await finish_challenge(scene.desk, page.page.hold_id, PageEnd("staff"))


async def _is_never_answered(scene: Scene) -> None:
    scene.bank_does("lose_answer")
    assert (await scene.places()).result == "checking"


async def _breaks_in_every_layer(scene: Scene) -> None:
    gateway = scene.desk.accounts[scene.gateway].gateway
    reader = sys.modules[type(gateway).__module__]
    for thing, name in (
        (scene.desk.ledger, "begin_place"),
        (scene.desk.ledger, "record"),
        (gateway, "_headers") if hasattr(gateway, "_headers") else (gateway._door, "call"),  # type: ignore[attr-defined]
        (reader, "read"),
        (scene.desk.line, "_exchange"),
        (scene.desk.line, "run"),
        (scene.desk, "on_change"),
    ):
        async with breaking(thing, name):
            await scene.places()


def _ends_without_a_word(name: str) -> None:
    if name in {"place:answered", "sale:answered"}:
        os._exit(7)


async def _history(opened: Opened, gateway: str, number: str, cvv: str) -> None:
    scene = Scene(opened, gateway, number, cvv)
    parts: tuple[Callable[[Scene], Awaitable[None]], ...] = (
        _goes_well,
        _is_declined,
        _has_a_page,
        _is_never_answered,
        _breaks_in_every_layer,
    )
    asking = asyncio.create_task(keep_asking(opened.desk))
    for part in parts:
        await part(scene)
    await asyncio.sleep(0)
    asking.cancel()
    watchers.append(_ends_without_a_word)
    await scene.places()


def main() -> None:
    number, cvv = sys.stdin.read().splitlines()
    opened = compose.open_desk("practice")
    log = opened.place.log.parent / "debug.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(level=logging.DEBUG, handlers=[logging.FileHandler(log), logging.StreamHandler()])
    opened.desk.line = compose.connect(opened)
    for name in ("httpx", "httpcore", "asyncio"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    opened.desk.new_return_address = lambda: "https://return.example/once"
    opened.desk.save_house(opened.desk.house)
    asyncio.run(_history(opened, sys.argv[1], number, cvv), debug=True)


if __name__ == "__main__":
    main()
