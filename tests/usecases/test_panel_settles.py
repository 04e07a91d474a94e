"""A refund of ours that stays unknown since the gateway tells of a part without its sum: the merchant's panel shows
it, a person says so, and the gateway must not speak against it (rules 9, 11, 12 and 18)."""

import json

import pytest

from frontdesk.domain.asking import LAST_STRIKE_AFTER
from frontdesk.domain.hold import Hold
from frontdesk.domain.money import Money
from frontdesk.usecases.confirm_panel_refund import confirm_panel_refund
from frontdesk.usecases.desk import Outcome
from frontdesk.usecases.list_holds import detail, page
from tests.kit.counter import Counter
from tests.kit.power_cut import power_cut_at

TEN_MINUTES = LAST_STRIKE_AFTER + 1


def _says(clerk: Counter, minor: int) -> Outcome:
    """All that the panel shows beside what the ledger knows."""
    return clerk.runs(confirm_panel_refund(clerk.desk, clerk.hold_id, Money(minor, "TRY")))


def _panel_gives_back(clerk: Counter, minor: int) -> None:
    payment = clerk.payment()
    assert payment is not None
    clerk.panel_gives_back(payment, minor)


def _unmatched(clerk: Counter) -> Hold:
    hold = clerk.hold()
    assert (hold.state, hold.attention) == ("attention", "refund_unmatched")
    return hold


def _ours_never_arrived(clerk: Counter, panel: int = 300_000) -> None:
    """The return of a whole deposit is lost on its way, and the panel has given back a part meanwhile."""
    clerk.charges_deposit("5.000,00")
    assert clerk.with_bank_page().result == "done"
    clerk.bank_does("drop_before", "release")
    assert clerk.returns_deposit().result == "checking"
    _panel_gives_back(clerk, panel)
    clerk.time_passes(60)
    _unmatched(clerk)


def _part_of_ours_was_lost(clerk: Counter, fault: str) -> None:
    """A part of a capture is given back, and its answer or its request is lost."""
    clerk.places_hold("5.000,00")
    assert clerk.captures("3.000,00").result == "done"
    clerk.time_passes(86_400)
    clerk.bank_does(fault, "refund")
    assert clerk.refunds("1.000,00").result == "checking"


def test_the_part_of_the_panel_alone_settles_ours_as_not_done(at_oduyo: Counter) -> None:
    _ours_never_arrived(at_oduyo)
    at_oduyo.time_passes(TEN_MINUTES)
    assert "panel_refund" in detail(at_oduyo.desk, at_oduyo.hold_id).can
    assert _says(at_oduyo, 300_000).result == "done"
    hold = at_oduyo.hold()
    assert (hold.state, hold.refunded, hold.attention) == ("charged", 300_000, "")
    assert at_oduyo.states()[-1] == "refund not_done"
    line = at_oduyo.ledger.journal_of(hold.id)[-1]
    facts = json.loads(line.facts)
    assert (line.event, facts["said_by"], facts["ours"], facts["sum"]) == (
        *("refund_by_panel", "Derya Örnek", "no"),
        "as_sent",
    )
    assert at_oduyo.is_decided()
    assert at_oduyo.keeps().result == "done"
    assert page(at_oduyo.desk, "open") == ()


def test_rule_9_not_before_ours_can_no_longer_be_on_its_way(at_oduyo: Counter) -> None:
    _ours_never_arrived(at_oduyo)
    before = at_oduyo.hold()
    assert _says(at_oduyo, 300_000).problem == "attempt_open"
    assert (at_oduyo.hold(), at_oduyo.states()[-1]) == (before, "refund unknown")


@pytest.mark.parametrize("minor", [0, 500_000])
def test_what_speaks_against_the_gateway_changes_nothing(at_oduyo: Counter, minor: int) -> None:
    """It shows a part: neither nothing nor all."""
    _ours_never_arrived(at_oduyo)
    at_oduyo.time_passes(TEN_MINUTES)
    before = at_oduyo.hold()
    assert _says(at_oduyo, minor).problem == "panel_refund_not_seen"
    assert at_oduyo.hold() == before


@pytest.mark.parametrize(("minor", "problem"), [(-1, "nothing_to_refund"), (500_001, "above_refundable")])
def test_never_more_than_what_is_left(at_oduyo: Counter, minor: int, problem: str) -> None:
    _ours_never_arrived(at_oduyo)
    assert _says(at_oduyo, minor).problem == problem


def test_ours_that_the_panel_shows_is_approved(at_ahlpay: Counter) -> None:
    _part_of_ours_was_lost(at_ahlpay, "lose_answer")
    at_ahlpay.time_passes(60)
    _unmatched(at_ahlpay)
    assert _says(at_ahlpay, 100_000).result == "done"
    hold = at_ahlpay.hold()
    assert (hold.state, hold.refunded, at_ahlpay.states()[-1]) == ("captured", 100_000, "refund approved")
    assert page(at_ahlpay.desk, "open") == ()


def test_ours_and_a_part_of_the_panel_beside_it(at_ahlpay: Counter) -> None:
    _part_of_ours_was_lost(at_ahlpay, "lose_answer")
    _panel_gives_back(at_ahlpay, 50_000)
    at_ahlpay.time_passes(60)
    _unmatched(at_ahlpay)
    assert _says(at_ahlpay, 150_000).result == "done"
    assert (at_ahlpay.hold().refunded, at_ahlpay.states()[-1]) == (150_000, "refund approved")


def test_another_part_beside_ours_that_never_arrived(at_ahlpay: Counter) -> None:
    _part_of_ours_was_lost(at_ahlpay, "drop_before")
    _panel_gives_back(at_ahlpay, 50_000)
    at_ahlpay.time_passes(TEN_MINUTES)
    _unmatched(at_ahlpay)
    assert _says(at_ahlpay, 50_000).result == "done"
    assert (at_ahlpay.hold().refunded, at_ahlpay.states()[-1]) == (50_000, "refund not_done")


def test_a_second_part_of_ours_beside_a_first_that_is_known(at_ahlpay: Counter) -> None:
    """The gateway says of the first part what it would say of both."""
    at_ahlpay.places_hold("5.000,00")
    at_ahlpay.captures("3.000,00")
    at_ahlpay.time_passes(86_400)
    assert at_ahlpay.refunds("500,00").result == "done"
    at_ahlpay.bank_does("drop_before", "refund")
    assert at_ahlpay.refunds("1.000,00").result == "checking"
    at_ahlpay.time_passes(TEN_MINUTES)
    _unmatched(at_ahlpay)
    assert _says(at_ahlpay, 0).result == "done"
    assert (at_ahlpay.hold().state, at_ahlpay.hold().refunded) == ("captured", 50_000)
    assert at_ahlpay.states()[-1] == "refund not_done"
    assert at_ahlpay.refunds("1.000,00").result == "done"


def test_without_a_line_or_with_a_full_disk_nothing_is_settled(at_oduyo: Counter) -> None:
    _ours_never_arrived(at_oduyo)
    at_oduyo.time_passes(TEN_MINUTES)
    at_oduyo.line.is_cut = True
    assert _says(at_oduyo, 300_000).result == "not_sent"
    at_oduyo.line.is_cut = False
    at_oduyo.bank_does("status", "inquire")
    assert _says(at_oduyo, 300_000).problem == "bank_not_reached"
    at_oduyo.disk_is_full()
    assert _says(at_oduyo, 300_000).problem == "ledger_full"
    at_oduyo.disk_has_room()
    _unmatched(at_oduyo)
    assert at_oduyo.states()[-1] == "refund unknown"


@pytest.mark.parametrize("point", ["wire:executed", "panel:asked", "panel:recorded"])
def test_a_power_cut_settles_it_wholly_or_not_at_all(at_oduyo: Counter, point: str) -> None:
    _ours_never_arrived(at_oduyo)
    at_oduyo.time_passes(TEN_MINUTES)
    with power_cut_at(point):
        _says(at_oduyo, 300_000)
    at_oduyo.crashes()
    at_oduyo.time_passes(TEN_MINUTES)
    if at_oduyo.hold().state == "attention":
        assert _says(at_oduyo, 300_000).result == "done"
    assert (at_oduyo.hold().state, at_oduyo.hold().refunded) == ("charged", 300_000)
    assert at_oduyo.states()[-1] == "refund not_done"


def test_a_question_that_is_answered_meanwhile_comes_first(at_oduyo: Counter) -> None:
    _ours_never_arrived(at_oduyo)
    at_oduyo.time_passes(TEN_MINUTES)
    flight = at_oduyo.starts(confirm_panel_refund(at_oduyo.desk, at_oduyo.hold_id, Money(300_000, "TRY")))
    flight.goes_on()
    at_oduyo.asks()
    assert flight.lands().problem == "hold_changed"
    assert at_oduyo.states()[-1] == "refund unknown"
