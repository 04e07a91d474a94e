"""A counter for tests, in the desk's words: the real verbs, ledger and gateways before the practice bank, no socket, no
event loop, one clock.

    clerk = Counter(tmp_path, "iyzico")
    clerk.places_hold("5.000,00", threeds=True)
    clerk.with_bank_page("123456")
    clerk.captures("1.200,00")
    clerk.time_passes(600)
    assert_ledger_equals_bank(clerk)
"""

from collections.abc import Coroutine
from typing import TypedDict, Unpack, cast

from frontdesk.domain.card import Card
from frontdesk.domain.challenge import ChallengePage, PageEnd, PageEndKind
from frontdesk.domain.hold import Stay
from frontdesk.usecases.ask_bank import ask_bank
from frontdesk.usecases.capture_hold import capture_hold
from frontdesk.usecases.desk import Outcome
from frontdesk.usecases.finish_challenge import finish_challenge
from frontdesk.usecases.place_hold import place_hold
from frontdesk.usecases.refund_capture import refund_capture
from frontdesk.usecases.release_hold import release_hold
from frontdesk.usecases.take_sale import take_sale
from frontdesk.usecases.wish import HoldWish
from tests.kit.back_room import BackRoom
from tests.kit.clock import Flight, Waiting
from tests.kit.page_guest import goes_through

IDENTITY = "11111111110"
# Documented test cards that simply work, each of another bank.
CARDS = {
    "iyzico": (
        "5528790000000008",
        "5526080000000006",
        "4603450000000000",
        "5311570000000005",
        "5400360000000003",
        "5504720000000003",
        "4543590000000006",
        "4157920000000002",
        "5451030000000000",
        "374427000000003",
    ),
    "oderopay": (
        "5258640000000001",
        "4256690000000001",
        "9792060000000007",
        "5209220000000002",
        "9792075482365454",
        "6587619825149656",
        "375623000000006",
    ),
}


def a_card(number: str) -> Card:
    return Card(number, 12, 2034, "1234" if number.startswith("37") else "123", "DENIZ ORNEK")


class Wish(TypedDict, total=False):
    """What a sentence may add to a hold or a sale."""

    stay: Stay
    account: str
    threeds: bool
    reason: str
    again: int


class Counter(BackRoom):
    """What staff do, and what the guest does."""

    _guests = 0

    def runs(self, verb: Coroutine[object, object, Outcome]) -> Outcome:
        """One verb from the click to its outcome; remembers what staff were told."""
        return self._was_told(self.clock.runs(cast("Waiting[Outcome]", verb)))

    def starts(self, verb: Coroutine[object, object, Outcome]) -> Flight[Outcome]:
        """A click whose verb goes on while other things happen; see Flight."""
        flight = Flight(self.clock, cast("Waiting[Outcome]", verb))
        self.flights.append(flight)
        return flight

    def _was_told(self, outcome: Outcome) -> Outcome:
        if outcome.held is not None:
            hold = self.hold(outcome.held.hold.id)
            self.hold_id = hold.id
            if outcome.result == "done":
                self.told[hold.id] = (hold.state, hold.captured, hold.refunded)
        if outcome.page is not None:
            self.page = outcome.page
        return outcome

    def a_stay(self, guest: str = "", room: str = "") -> Stay:
        self._guests += 1
        number = self._guests
        reference = f"RZV-{self.dice.getrandbits(32):08x}"
        return Stay(
            0, guest or f"Deniz {number}", "Örnek", room or str(100 + number), reference, "2026-09-20", "2026-09-25"
        )

    def a_wish(self, amount: str, **wish: Unpack[Wish]) -> HoldWish:
        """A wish of a guest who was never here before, unless the sentence says otherwise."""
        return HoldWish(
            stay=wish["stay"] if "stay" in wish else self.a_stay(),
            account=wish.get("account", self.gateway),
            amount=self.money(amount),
            threeds=wish.get("threeds", False),
            identity=IDENTITY,
            reason=wish.get("reason", ""),
            again=wish.get("again", 0),
        )

    def next_card(self, account: str = "") -> Card:
        cards = CARDS[account or self.gateway]
        return a_card(cards[self._guests % len(cards)])

    def places_hold(self, amount: str, *, card: Card | str | None = None, **wish: Unpack[Wish]) -> Outcome:
        """Every guest is a new one with a card of their own unless the sentence says otherwise."""
        asked = self.a_wish(amount, **wish)
        return self.runs(place_hold(self.desk, asked, self._the_card(card, asked)))

    def takes_sale(self, amount: str, *, card: Card | str | None = None, **wish: Unpack[Wish]) -> Outcome:
        asked = self.a_wish(amount, **wish)
        return self.runs(take_sale(self.desk, asked, self._the_card(card, asked)))

    def _the_card(self, card: Card | str | None, wish: HoldWish) -> Card:
        if isinstance(card, str):
            return a_card(card)
        return card or self.next_card(wish.account)

    def guest_types(self, code: str, page: ChallengePage | None = None) -> dict[str, str] | None:
        """What the bank page brings back; None when it leads nowhere. Nothing of it reaches the desk yet."""
        page = page or self.page
        assert page is not None, "no bank page is open"
        return goes_through(self.ground, self.hold(page.hold_id).account, page, code)

    def with_bank_page(self, code: str = "123456") -> Outcome:
        """The guest types the code, the page comes back, the desk finishes."""
        assert self.page is not None, "no bank page is open"
        fields = self.guest_types(code)
        end = PageEnd("returned", fields) if fields is not None else PageEnd("failed")
        return self.runs(finish_challenge(self.desk, self.page.hold_id, end))

    def page_ends(self, how: PageEndKind, fields: dict[str, str] | None = None) -> Outcome:
        assert self.page is not None, "no bank page is open"
        return self.runs(finish_challenge(self.desk, self.page.hold_id, PageEnd(how, fields or {})))

    def captures(self, amount: str, hold_id: int = 0) -> Outcome:
        return self.runs(capture_hold(self.desk, hold_id or self.hold_id, self.money(amount)))

    def releases(self, hold_id: int = 0) -> Outcome:
        return self.runs(release_hold(self.desk, hold_id or self.hold_id))

    def refunds(self, amount: str, hold_id: int = 0) -> Outcome:
        return self.runs(refund_capture(self.desk, hold_id or self.hold_id, self.money(amount)))

    def asks(self, hold_id: int = 0) -> Outcome:
        return self.runs(ask_bank(self.desk, hold_id or self.hold_id))
