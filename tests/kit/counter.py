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
from typing import Literal, TypedDict, Unpack, cast

from frontdesk.domain.card import Card
from frontdesk.domain.challenge import ChallengePage, PageEnd, PageEndKind
from frontdesk.domain.gateway import NO_FACTS, CardFacts
from frontdesk.domain.hold import Stay
from frontdesk.domain.stored_card import StoredCard
from frontdesk.usecases.ask_bank import ask_bank
from frontdesk.usecases.capture_hold import capture_hold
from frontdesk.usecases.charge_deposit import charge_deposit
from frontdesk.usecases.confirm_panel_refund import confirm_panel_refund
from frontdesk.usecases.desk import Outcome
from frontdesk.usecases.finish_challenge import finish_challenge
from frontdesk.usecases.keep_deposit import keep_deposit
from frontdesk.usecases.keep_part import keep_part
from frontdesk.usecases.place_hold import place_hold
from frontdesk.usecases.placing import AnyCard
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
    "ahlpay": ("4155650000000007", "4155650100416111"),
    "oduyo": (
        "5400360000000003",
        "5209220000000002",
        "4603450000000000",
        "4111111111111111",
        "374427000000003",
    ),
}
# The gateway at which deposits are charged, since it cannot hold.
CHARGES = "oduyo"


def a_card(number: str) -> Card:
    return Card(number, 12, 2034, "1234" if number.startswith("37") else "123", "DENIZ ORNEK")


def typed_by_guest(number: str) -> dict[str, str]:
    """A card as the guest types it on the gateway's own page."""
    card = a_card(number)
    return {"holder": card.holder, "number": number, "month": "12", "year": "2034", "cvc": card.cvv}


class Wish(TypedDict, total=False):
    """What a sentence may add to a hold or a sale."""

    stay: Stay
    account: str
    threeds: bool
    reason: str
    again: int
    entry: Literal["card", "stored", "hosted"]
    store: bool
    card_user: str
    instalments: int
    currency: str
    facts: CardFacts


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
        account = wish.get("account", self.gateway)
        return HoldWish(
            stay=wish["stay"] if "stay" in wish else self.a_stay(),
            account=account,
            amount=self.money(amount, wish.get("currency", "TRY")),
            threeds=wish.get("threeds", account == CHARGES),
            identity=IDENTITY,
            reason=wish.get("reason", ""),
            again=wish.get("again", 0),
            facts=wish.get("facts", NO_FACTS),
            entry=wish.get("entry", "card"),
            store=wish.get("store", False),
            card_user=wish.get("card_user", ""),
            instalments=wish.get("instalments", 1),
        )

    def next_card(self, account: str = "") -> Card:
        cards = CARDS[account or self.gateway]
        return a_card(cards[self._guests % len(cards)])

    def places_hold(self, amount: str, *, card: Card | str | StoredCard | None = None, **wish: Unpack[Wish]) -> Outcome:
        """Every guest is a new one with a card of their own unless the sentence says otherwise."""
        asked = self.a_wish(amount, **wish)
        return self.runs(place_hold(self.desk, asked, self._the_card(card, asked)))

    def takes_sale(self, amount: str, *, card: Card | str | None = None, **wish: Unpack[Wish]) -> Outcome:
        asked = self.a_wish(amount, **wish)
        return self.runs(take_sale(self.desk, asked, self._the_card(card, asked)))

    def charges_deposit(self, amount: str, *, card: Card | str | None = None, **wish: Unpack[Wish]) -> Outcome:
        """Where the account cannot hold; with the bank's page unless the sentence says otherwise."""
        asked = self.a_wish(amount, **wish)
        return self.runs(charge_deposit(self.desk, asked, self._the_card(card, asked)))

    def keeps_part(
        self, amount: str, deposit_id: int = 0, *, card: Card | str | None = None, **wish: Unpack[Wish]
    ) -> Outcome:
        """A sale of a part of the deposit; the deposit itself is still to be returned."""
        asked = self.a_wish(amount, **wish)
        deposit_id = deposit_id or self.hold_id
        return self.runs(keep_part(self.desk, deposit_id, asked, self._the_card(card, asked)))

    def keeps(self, hold_id: int = 0) -> Outcome:
        return self.runs(keep_deposit(self.desk, hold_id or self.hold_id))

    def returns_deposit(self, hold_id: int = 0) -> Outcome:
        """All that is left of it."""
        left = self.hold(hold_id).refundable
        return self.runs(refund_capture(self.desk, hold_id or self.hold_id, left))

    def says_panel_refunded(self, amount: str, hold_id: int = 0) -> Outcome:
        return self.runs(confirm_panel_refund(self.desk, hold_id or self.hold_id, self.money(amount)))

    def _the_card(self, card: Card | str | StoredCard | None, wish: HoldWish) -> AnyCard:
        if wish.entry == "hosted":
            return None
        if isinstance(card, str):
            return a_card(card)
        return card or self.next_card(wish.account)

    def guest_types(self, code: str, page: ChallengePage | None = None, *, card: str = "") -> dict[str, str] | None:
        """What the page brings back; None when it leads nowhere. Nothing of it reaches the desk yet. On the gateway's
        own page the guest types `card` first."""
        page = page or self.page
        assert page is not None, "no page is open"
        account = self.hold(page.hold_id).account
        typed = typed_by_guest(card or CARDS[account][0]) if page.url else {}
        return goes_through(self.ground, account, page, code, typed)

    def with_bank_page(self, code: str = "123456", *, card: str = "") -> Outcome:
        """The guest types the code, the page comes back, the desk finishes."""
        assert self.page is not None, "no bank page is open"
        fields = self.guest_types(code, card=card)
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
