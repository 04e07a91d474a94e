"""A seeded random history at the counter: every verb on any hold in any state, bank pages, faults, crashes between any
two steps, clicks that overlap, restored backups, and a clock that jumps. One seed, one history: it replays identically.
"""

import random
from collections import Counter as Tally
from collections.abc import Coroutine
from pathlib import Path

from frontdesk.domain.card import Card
from frontdesk.domain.challenge import ChallengePage
from frontdesk.domain.hold import Hold
from frontdesk.domain.money import Money
from frontdesk.usecases.desk import Outcome
from tests.kit.clock import Flight
from tests.kit.counter import Counter, a_card
from tests.kit.power_cut import PowerCut
from tests.simulation.post import Post
from tests.simulation.scenes import a_card_number, a_scene

NOBODY_ENDS = {"challenge", "verified"}
# What such a card's payment says when it is asked about is never clear, or never final.
NEVER_CLEAR = frozenset({"never", "odd_kurus"})


class BrokenError(AssertionError):
    """An invariant broke; the text holds seed and history, so that it can be replayed."""


class Walk:
    """`trace` is what happened so far, a line a step; `tally` counts how often each step was taken and how verbs
    ended."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.seed = seed
        self.folder = folder
        self.dice = random.Random(seed)
        self.scene = a_scene(self.dice)
        gateway, settings = self.scene.gateway, self.scene.settings
        self.clerk = self.scene.opened(Counter(folder, gateway, seed=seed, settings=settings))
        self.post = Post(self.clerk, folder / "inbox")
        self.pages: list[ChallengePage] = []
        self.flights: list[Flight[Outcome]] = []
        self.trace: list[str] = [f"{gateway} {dict(settings)} {self.clerk.ground.ways[gateway]}"]
        self.tally: Tally[str] = Tally()
        self.backup: Path | None = None

    def restarts(self) -> None:
        """Everything in memory is gone; the power may go again while the desk finds its way back."""
        self.forgets()
        self.clerk.crashes(for_real=self.dice.random() < 0.3, recovers=False)
        for _ in range(2):
            with PowerCut(self.dice.randrange(40)) as cut:
                self.clerk.recovers()
            if not cut.was_cut:
                return
            self.clerk.crashes(for_real=False, recovers=False)
        self.clerk.recovers()

    def forgets(self) -> None:
        """What was on the screen is gone."""
        self.pages.clear()
        self.flights.clear()
        self.post.forgets()

    def waits_for_guest(self, hold: Hold) -> bool:
        """Or for ever, on a page or a card of which the gateway says nothing final."""
        payment = self.clerk.payment(hold.id)
        if payment is None:
            return hold.entry == "hosted"
        if payment.fraud_status == 0:
            return True
        return payment.state in NOBODY_ENDS or payment.order.card.script in NEVER_CLEAR

    def has_room_and_line(self) -> None:
        self.clerk.line.is_cut = False
        if self.clerk.is_full:
            self.clerk.disk_has_room()

    # -- for the steps

    def run(self, verb: Coroutine[object, object, Outcome]) -> str:
        """At once, or as a click that goes on while other things happen."""
        if self.dice.random() < 0.25:
            flight = self.clerk.starts(verb)
            flight.goes_on(self.dice.randrange(1, 4))
            if flight.is_over:
                return self.landed(flight)
            self.flights.append(flight)
            return "begun"
        return self.told(self.clerk.runs(verb))

    def told(self, outcome: Outcome) -> str:
        if outcome.page is not None:
            self.pages.append(outcome.page)
        self.tally[f"{outcome.verb} {outcome.result}"] += 1
        hold = outcome.held.hold if outcome.held is not None else None
        of = f"hold {hold.id} {hold.state}" if hold is not None else "no hold"
        return f"{outcome.verb} {outcome.result} {outcome.problem} {of}"

    def landed(self, flight: Flight[Outcome]) -> str:
        assert flight.outcome is not None
        return self.told(flight.outcome)

    def hold(self, hold_id: int) -> Hold:
        return self.clerk.hold(hold_id)

    def any_hold(self, *fitting: str) -> Hold | None:
        """Mostly one for which the verb is meant, else any of the last."""
        holds = self.clerk.all_holds()
        meant = [hold for hold in holds if hold.state in fitting]
        if meant and self.dice.random() < 0.8:
            return self.dice.choice(meant)
        return self.dice.choice(holds[-4:]) if holds else None

    def some_money(self, most: Money) -> Money:
        part = self.dice.randrange(1, max(most.minor, 1) + 1)
        minor = self.dice.choice((most.minor, most.minor, part, part, 1, most.minor + 1))
        return Money(minor, most.code)

    def a_card(self) -> Card:
        return a_card(a_card_number(self.scene, self.dice, self.clerk.next_card().number))
