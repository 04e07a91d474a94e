"""The computer goes off at every point of every verb, whatever the gateway really did meanwhile; after a restart the
ledger and the bank agree, nothing was executed twice and nothing was lost."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, cast

from frontdesk.domain.money import Money
from frontdesk.practice.ahlpay.standing import state as ahlpay_state
from frontdesk.practice.oduyo.switches import state_of as oduyo_state
from frontdesk.usecases.close_terminal_hold import capture_by_hand
from frontdesk.usecases.forget_card import Forgotten, forget_card
from frontdesk.usecases.list_cards import kept_cards
from frontdesk.usecases.record_terminal_hold import TerminalWish, record_terminal_hold
from tests.kit.clock import Waiting
from tests.kit.counter import Counter
from tests.kit.invariants import assert_ledger_equals_bank
from tests.kit.power_cut import PowerCut, points_written_down


class Flow(NamedTuple):
    """What happened before, the verb at which the power goes, and the gateway operation it is about."""

    before: Callable[[Counter], object]
    verb: Callable[[Counter], object]
    operations: tuple[str, ...]


def _nothing(_clerk: Counter) -> None:
    """The counter is fresh."""


def _a_hold(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")


def _a_capture(clerk: Counter) -> None:
    _a_hold(clerk)
    clerk.captures("1.200,00")


def _a_page(clerk: Counter) -> None:
    clerk.places_hold("5.000,00", threeds=True)


def _a_deposit(clerk: Counter) -> None:
    clerk.charges_deposit("5.000,00")
    clerk.with_bank_page("123456")


def _a_deposit_page(clerk: Counter) -> None:
    clerk.charges_deposit("5.000,00")


def _a_part_page(clerk: Counter) -> None:
    _a_deposit(clerk)
    clerk.keeps_part("1.200,00")


def _a_part_sold(clerk: Counter) -> None:
    _a_part_page(clerk)
    clerk.with_bank_page("123456")


def _a_card_page(clerk: Counter) -> None:
    clerk.places_hold("5.000,00", entry="hosted")


def _an_unknown_place(clerk: Counter) -> None:
    clerk.bank_does("lose_answer", "place")
    clerk.places_hold("5.000,00")


def _an_interrupted_capture(clerk: Counter) -> None:
    _a_hold(clerk)
    with PowerCut(3) as cut:
        clerk.captures("1.200,00")
    assert cut.point == "wire:executed"
    clerk.crashes(recovers=False)


def _a_page_stopped_by_staff(clerk: Counter) -> None:
    """Money moved on the page, where the gateway knows such pages."""
    clerk.bank_does("challenge", "init", complete_status="COMPLETED")
    _a_page(clerk)
    clerk.guest_types("123456")


def _a_kept_card(clerk: Counter) -> None:
    clerk.places_hold("5.000,00", store=True)


def _forgets_card(clerk: Counter) -> Forgotten:
    """A card that the gateway has deleted may be forgotten once more."""
    card = kept_cards(clerk.desk)[0].card
    return clerk.clock.runs(cast("Waiting[Forgotten]", forget_card(clerk.desk, clerk.gateway, card)))


def _uses_kept_card(clerk: Counter) -> None:
    known = kept_cards(clerk.desk)[0]
    clerk.places_hold(
        "1.000,00", card=known.card, stay=known.stay, entry="stored", card_user=known.card.user, reason="agreed"
    )


def _a_panel_refund(clerk: Counter) -> None:
    _a_deposit(clerk)
    payment = clerk.payment()
    assert payment is not None
    clerk.panel_gives_back(payment, 300_000)


def _a_one_step_page(clerk: Counter) -> None:
    """The money moves on the bank's page; a completion would be one too many."""
    clerk.bank_does("challenge", "init", times=1, complete_status="COMPLETED")
    clerk.charges_deposit("5.000,00")


def _a_one_step_page_left(clerk: Counter) -> None:
    _a_one_step_page(clerk)
    clerk.guest_types("123456")


def _writes_slip(clerk: Counter) -> None:
    clerk.runs(record_terminal_hold(clerk.desk, TerminalWish(clerk.a_stay(), Money(90_000, "TRY"), "123456")))


def _captures_slip(clerk: Counter) -> None:
    clerk.runs(capture_by_hand(clerk.desk, 1, Money(30_000, "TRY"), "F-1"))


def session_ends(clerk: Counter) -> None:
    """Nobody is logged in any more, and no desk knows."""
    ahlpay_state(clerk.ground).tokens.clear()
    oduyo_state(clerk.ground).sessions.clear()


FLOWS = {
    "hold": Flow(_nothing, lambda clerk: clerk.places_hold("5.000,00"), ("place",)),
    "hold with 3DS": Flow(_nothing, lambda clerk: clerk.places_hold("5.000,00", threeds=True), ("init",)),
    "bank page": Flow(_a_page, lambda clerk: clerk.with_bank_page("123456"), ("complete",)),
    "stopped page": Flow(_a_page_stopped_by_staff, lambda clerk: clerk.page_ends("staff"), ("release",)),
    "sale": Flow(_nothing, lambda clerk: clerk.takes_sale("250,00"), ("sale",)),
    "capture": Flow(_a_hold, lambda clerk: clerk.captures("1.200,00"), ("capture",)),
    "release": Flow(_a_hold, lambda clerk: clerk.releases(), ("release",)),
    "refund": Flow(_a_capture, lambda clerk: clerk.refunds("1.200,00"), ("refund", "release")),
    "asking": Flow(_an_unknown_place, lambda clerk: clerk.time_passes(5), ("inquire",)),
    "recovery": Flow(_an_interrupted_capture, lambda clerk: clerk.recovers(), ("inquire",)),
    "card kept": Flow(_nothing, lambda clerk: clerk.places_hold("5.000,00", store=True), ("place",)),
    "card used": Flow(_a_kept_card, _uses_kept_card, ("place",)),
    "card forgotten": Flow(_a_kept_card, _forgets_card, ("delete_card",)),
    "card page": Flow(_nothing, _a_card_page, ("hosted",)),
    "card page returned": Flow(
        _a_card_page, lambda clerk: clerk.with_bank_page("123456"), ("hosted_result", "inquire")
    ),
    "deposit": Flow(_nothing, _a_deposit_page, ("init",)),
    "deposit page": Flow(_a_deposit_page, lambda clerk: clerk.with_bank_page("123456"), ("complete",)),
    "deposit page asked": Flow(_a_deposit_page, lambda clerk: clerk.with_bank_page("123456"), ("inquire",)),
    "return": Flow(_a_deposit, lambda clerk: clerk.returns_deposit(), ("refund", "release")),
    "keep": Flow(_a_deposit, lambda clerk: clerk.keeps(), ("inquire",)),
    "part": Flow(_a_deposit, lambda clerk: clerk.keeps_part("1.200,00"), ("init",)),
    "part page": Flow(_a_part_page, lambda clerk: clerk.with_bank_page("123456"), ("complete",)),
    "return after part": Flow(_a_part_sold, lambda clerk: clerk.returns_deposit(1), ("refund", "release")),
    "one-step page": Flow(_a_one_step_page, lambda clerk: clerk.with_bank_page("123456"), ("inquire",)),
    "one-step page lost": Flow(_a_one_step_page_left, lambda clerk: clerk.page_ends("renderer"), ("inquire",)),
    "panel": Flow(_a_panel_refund, lambda clerk: clerk.says_panel_refunded("3.000,00"), ("inquire",)),
    "slip": Flow(_nothing, _writes_slip, ()),
    "slip captured": Flow(_writes_slip, _captures_slip, ()),
}
KEPT_CARDS = ("card kept", "card used", "card forgotten", "card page", "card page returned")
DEPOSITS = (
    "deposit",
    "deposit page",
    "deposit page asked",
    "return",
    "keep",
    "part",
    "part page",
    "return after part",
    "one-step page",
    "one-step page lost",
    "panel",
)
SLIPS = ("slip", "slip captured")
HOLDS = tuple(flow for flow in FLOWS if flow not in {*KEPT_CARDS, *DEPOSITS, *SLIPS})
AT: dict[str, tuple[str, ...]] = {
    "iyzico": (*HOLDS, *KEPT_CARDS),
    "oderopay": (*HOLDS, *KEPT_CARDS),
    "ahlpay": (*HOLDS, *SLIPS),
    "oduyo": DEPOSITS,
}


def _looks_up_nothing_for_ten_minutes(clerk: Counter, operation: str) -> None:
    clerk.bank_does("lose_answer", operation)
    clerk.bank_does("status", "inquire", times=0)
    clerk.ground.bank.later(600, clerk.ground.faults.clear)


TRUTHS: dict[str, Callable[[Counter, str], object]] = {
    "answers": lambda clerk, operation: None,
    "did not execute": lambda clerk, operation: clerk.bank_does("drop_before", operation),
    "executed": lambda clerk, operation: clerk.bank_does("lose_answer", operation),
    "executes 30 s later": lambda clerk, operation: clerk.bank_does("executes_later", operation, seconds=30),
    "look-ups lag 60 s": lambda clerk, operation: clerk.bank_does("lose_answer", operation, lag=60),
    "look-up down 10 min": _looks_up_nothing_for_ten_minutes,
    "session ended": lambda clerk, operation: session_ends(clerk),
}

# What the ledger says in the end of a payment that stands so at the bank.
IN_THE_END: dict[str, set[str]] = {
    "held": {"held"},
    "captured": {"captured"},
    "sold": {"captured", "charged"},
    "released": {"released"},
    "refunded": {"refunded"},
    "": {"abandoned"},
    # A page that nobody finished has failed at the bank after a while.
    "refused": {"declined", "abandoned", "attention"},
    # Money never moved: proven where no completion was sent, for a person where one may have been.
    "challenge": {"attention", "abandoned"},
    "verified": {"attention", "abandoned"},
}


def cases() -> Iterator[tuple[str, str, str]]:
    """Gateway, flow and truth; a session ends only where there is one."""
    for gateway, flows in AT.items():
        for flow in flows:
            for truth in TRUTHS:
                has_session = gateway in {"ahlpay", "oduyo"}
                if (has_session or truth != "session ended") and (FLOWS[flow].operations or truth == "answers"):
                    yield gateway, flow, truth


def cut_at_points(folder: Path, case: tuple[str, str, str], first: int, every: int) -> int:
    """Every so-manieth point, from `first` on; how many. Raises AssertionError."""
    points = _points(folder / "dry", *case)
    assert points
    chosen = range(first % min(every, len(points)), len(points), every)
    for at in chosen:
        try:
            _history(folder / str(at), *case, at)
        except Exception as broken:
            raise AssertionError(f"{case}: power cut at {points[at]} ({at} of {points}): {broken}") from broken
    return len(chosen)


def _points(folder: Path, gateway: str, flow: str, truth: str) -> list[str]:
    clerk = _prepared(folder, gateway, flow, truth)
    with points_written_down() as points:
        FLOWS[flow].verb(clerk)
    clerk.ledger.close()
    return points


def _prepared(folder: Path, gateway: str, flow: str, truth: str) -> Counter:
    clerk = Counter(folder, gateway)
    FLOWS[flow].before(clerk)
    for operation in FLOWS[flow].operations or ("*",):
        TRUTHS[truth](clerk, operation)
    return clerk


def _history(folder: Path, gateway: str, flow: str, truth: str, at: int) -> None:
    clerk = _prepared(folder, gateway, flow, truth)
    with PowerCut(at) as cut:
        FLOWS[flow].verb(clerk)
    assert cut.was_cut
    clerk.crashes()
    assert_ledger_equals_bank(clerk)
    for seconds in (5, 40, 100, 700, 1200):
        clerk.time_passes(seconds)
        assert_ledger_equals_bank(clerk)
    clerk.until_decided()
    assert_ledger_equals_bank(clerk, decided=True)
    for hold in clerk.all_holds():
        if hold.entry == "terminal":
            assert hold.state in {"held", "captured"}
            continue
        payment = clerk.payment(hold.id)
        state = payment.state if payment is not None else ""
        # A card page that nobody came back from stays open at the gateway, and is for a person after a day.
        allowed = IN_THE_END[state] | ({"attention"} if hold.entry == "hosted" and not state else set())
        assert hold.state in allowed, f"bank {state or 'nothing'}, ledger {hold.state} {hold.attention}"
        assert hold.state != "charged" or hold.purpose == "deposit"
    clerk.ledger.close()
