"""Keeping a deposit, whole or in part, without ever taking the guest's money twice or losing the house's (rule 18)."""

import pytest

from frontdesk.domain.hold import HeldStay
from frontdesk.usecases.kept_part import KeptPart
from frontdesk.usecases.list_holds import counts, detail, page
from frontdesk.usecases.refund_capture import refund_capture
from tests.kit.counter import Counter
from tests.kit.power_cut import power_cut_at


def _charged(clerk: Counter) -> int:
    clerk.charges_deposit("5.000,00")
    assert clerk.with_bank_page().result == "done"
    return clerk.hold_id


def _kept(clerk: Counter, deposit: int) -> KeptPart:
    kept = detail(clerk.desk, deposit).kept
    assert kept is not None
    return kept


def _part_sold(clerk: Counter, deposit: int, amount: str = "1.200,00") -> HeldStay:
    assert clerk.keeps_part(amount, deposit).result == "challenge"
    assert clerk.with_bank_page().result == "done"
    return clerk.held_stay()


# -- all of it


def test_all_is_kept_and_the_deposit_is_settled(at_oduyo: Counter) -> None:
    deposit = _charged(at_oduyo)
    sent = at_oduyo.line.sent.copy()
    outcome = at_oduyo.keeps()
    assert (outcome.result, outcome.verb, outcome.amount) == ("done", "keep", at_oduyo.money("5.000,00"))
    assert (at_oduyo.hold().state, at_oduyo.journal()[-1]) == ("captured", "kept")
    assert page(at_oduyo.desk, "open") == ()
    assert at_oduyo.line.sent == sent
    assert at_oduyo.keeps(deposit).problem == "wrong_hold_state"


def test_what_was_kept_can_still_be_given_back(at_oduyo: Counter) -> None:
    _charged(at_oduyo)
    at_oduyo.keeps()
    assert at_oduyo.returns_deposit().result == "done"
    assert at_oduyo.hold().state == "refunded"


def test_a_refused_return_of_what_was_kept_stays_kept(at_oduyo: Counter) -> None:
    _charged(at_oduyo)
    at_oduyo.keeps()
    for way in ("release", "refund"):
        at_oduyo.bank_does("decline", way)
    assert at_oduyo.returns_deposit().result == "refused"
    assert at_oduyo.hold().state == "captured"


def test_nothing_but_a_charged_deposit_is_kept(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    assert clerk.keeps().problem == "wrong_hold_state"
    clerk.bank_does("lose_answer", "capture")
    clerk.bank_does("status", "inquire")
    clerk.captures("1.200,00")
    assert clerk.keeps().problem == "hold_undecided"


def test_a_full_disk_keeps_nothing_and_says_so(at_oduyo: Counter) -> None:
    _charged(at_oduyo)
    at_oduyo.disk_is_full()
    assert at_oduyo.keeps().problem == "ledger_full"
    at_oduyo.disk_has_room()
    assert at_oduyo.hold().state == "charged"


# -- a part: the sale first, then the whole deposit is returned


def test_rule_18_the_part_is_sold_first_and_then_the_whole_deposit_is_owed_and_returned(at_oduyo: Counter) -> None:
    deposit = _charged(at_oduyo)
    sale = _part_sold(at_oduyo, deposit)
    assert (sale.hold.state, sale.hold.captured, sale.stay) == ("captured", 120_000, at_oduyo.held_stay(deposit).stay)
    assert at_oduyo.hold(deposit).owed == 500_000
    assert _kept(at_oduyo, deposit).step == "return"
    assert at_oduyo.returns_deposit(deposit).result == "done"
    assert (at_oduyo.hold(deposit).state, at_oduyo.hold(deposit).owed) == ("refunded", 0)
    assert _kept(at_oduyo, deposit).step == "done"
    assert page(at_oduyo.desk, "open") == ()


def test_both_journals_tell_of_each_other(at_oduyo: Counter) -> None:
    deposit = _charged(at_oduyo)
    sale = _part_sold(at_oduyo, deposit).hold.id
    assert at_oduyo.journal(deposit)[-2:] == ["part_sale_begun", "deposit_owed"]
    assert f'"sale": "{sale}"' in at_oduyo.ledger.journal_of(deposit)[-1].facts
    assert f'"part_of": "{deposit}"' in at_oduyo.ledger.journal_of(sale)[0].facts


def test_while_the_part_is_being_sold_the_deposit_stays(at_oduyo: Counter) -> None:
    deposit = _charged(at_oduyo)
    at_oduyo.keeps_part("1.200,00", deposit)
    sent = at_oduyo.line.sent.copy()
    assert _kept(at_oduyo, deposit).step == "sale_open"
    assert at_oduyo.returns_deposit(deposit).problem == "part_sale_open"
    assert at_oduyo.keeps(deposit).problem == "part_sale_open"
    assert at_oduyo.keeps_part("500,00", deposit).problem == "part_sale_open"
    assert detail(at_oduyo.desk, deposit).why_not["refund"] == "part_sale_open"
    assert at_oduyo.line.sent == sent


def test_once_the_part_is_sold_the_deposit_cannot_be_kept_as_well(at_oduyo: Counter) -> None:
    deposit = _charged(at_oduyo)
    _part_sold(at_oduyo, deposit)
    assert at_oduyo.keeps(deposit).problem == "part_owed"
    assert at_oduyo.keeps_part("500,00", deposit).problem == "part_owed"
    assert detail(at_oduyo.desk, deposit).why_not["keep"] == "part_owed"


def test_where_the_part_is_refused_the_deposit_stands_as_before(at_oduyo: Counter) -> None:
    deposit = _charged(at_oduyo)
    at_oduyo.keeps_part("1.200,00", deposit)
    at_oduyo.bank_does("decline", "complete")
    assert at_oduyo.with_bank_page().result == "refused"
    assert (_kept(at_oduyo, deposit).step, at_oduyo.hold(deposit).owed) == ("failed", 0)
    assert _part_sold(at_oduyo, deposit).hold.captured == 120_000
    assert _kept(at_oduyo, deposit).step == "return"


def test_a_part_that_was_never_sent_is_tried_again_under_its_key(at_oduyo: Counter) -> None:
    deposit = _charged(at_oduyo)
    at_oduyo.line.is_cut = True
    sale = at_oduyo.keeps_part("1.200,00", deposit)
    at_oduyo.line.is_cut = False
    assert (sale.result, _kept(at_oduyo, deposit).step) == ("not_sent", "failed")
    again = at_oduyo.hold_id
    assert at_oduyo.keeps_part("1.200,00", deposit, again=again).result == "challenge"
    assert at_oduyo.with_bank_page().result == "done"
    assert at_oduyo.hold(deposit).owed == 500_000


def test_the_return_after_the_part_is_refused_and_stays_owed(at_oduyo: Counter) -> None:
    deposit = _charged(at_oduyo)
    _part_sold(at_oduyo, deposit)
    for way in ("release", "refund"):
        at_oduyo.bank_does("decline", way)
    assert at_oduyo.returns_deposit(deposit).result == "refused"
    assert (at_oduyo.hold(deposit).owed, _kept(at_oduyo, deposit).step) == (500_000, "return")
    assert at_oduyo.returns_deposit(deposit).result == "done"


def test_a_lost_completion_of_the_part_makes_the_deposit_owed_when_it_is_found(at_oduyo: Counter) -> None:
    deposit = _charged(at_oduyo)
    at_oduyo.keeps_part("1.200,00", deposit)
    at_oduyo.bank_does("lose_answer", "complete")
    at_oduyo.with_bank_page()
    at_oduyo.until_decided()
    assert (at_oduyo.hold().state, at_oduyo.hold(deposit).owed) == ("captured", 500_000)


@pytest.mark.parametrize(("amount", "problem"), [("5.000,00", "above_refundable"), ("6.000,00", "above_refundable")])
def test_a_part_is_less_than_the_whole(at_oduyo: Counter, amount: str, problem: str) -> None:
    deposit = _charged(at_oduyo)
    assert at_oduyo.keeps_part(amount, deposit).problem == problem


def test_a_return_under_way_lets_no_part_be_sold(at_oduyo: Counter) -> None:
    deposit = _charged(at_oduyo)
    flight = at_oduyo.starts(refund_capture(at_oduyo.desk, deposit, at_oduyo.money("5.000,00")))
    while at_oduyo.hold(deposit).state == "charged":
        flight.goes_on()
    assert at_oduyo.keeps_part("1.200,00", deposit).problem == "wrong_hold_state"
    assert flight.lands().result == "done"


def test_a_part_that_is_begun_while_the_return_still_asks_stops_the_return(at_oduyo: Counter) -> None:
    deposit = _charged(at_oduyo)
    flight = at_oduyo.starts(refund_capture(at_oduyo.desk, deposit, at_oduyo.money("5.000,00")))
    flight.goes_on()
    assert at_oduyo.keeps_part("1.200,00", deposit).result == "challenge"
    assert flight.lands().problem == "hold_changed"
    assert at_oduyo.executed("refund") == 0


# -- a part given back in the merchant's panel


def _panel_gives_back(clerk: Counter, deposit: int, minor: int = 300_000, key: str = "panel") -> None:
    payment = clerk.payment(deposit)
    assert payment is not None
    clerk.ground.bank.refund(payment, minor, key, line=payment.lines[0].number)


def test_a_part_refund_of_the_panel_is_written_down_when_the_gateway_shows_one(at_oduyo: Counter) -> None:
    deposit = _charged(at_oduyo)
    _panel_gives_back(at_oduyo, deposit)
    outcome = at_oduyo.says_panel_refunded("3.000,00", deposit)
    hold = at_oduyo.hold(deposit)
    assert (outcome.result, outcome.verb) == ("done", "refund")
    assert (hold.state, hold.refunded, hold.attention) == ("charged", 300_000, "")
    row = at_oduyo.ledger.attempts_of(deposit)[-1]
    assert (row.kind, row.state, row.by) == ("refund", "approved", "refund")
    line = at_oduyo.ledger.journal_of(deposit)[-1]
    assert (line.event, '"sum": "as_sent"' in line.facts) == ("panel_refunded", True)
    assert at_oduyo.keeps(deposit).result == "done"
    assert at_oduyo.hold(deposit).state == "captured"


def test_without_a_part_refund_at_the_gateway_nothing_is_changed(at_oduyo: Counter) -> None:
    deposit = _charged(at_oduyo)
    before = at_oduyo.hold(deposit)
    outcome = at_oduyo.says_panel_refunded("3.000,00", deposit)
    assert (outcome.result, outcome.problem) == ("stopped", "panel_refund_not_seen")
    assert at_oduyo.hold(deposit) == before


def test_a_part_refund_that_nobody_told_of_is_for_a_person_and_can_then_be_written_down(at_oduyo: Counter) -> None:
    deposit = _charged(at_oduyo)
    _panel_gives_back(at_oduyo, deposit)
    assert at_oduyo.asks(deposit).result == "attention"
    assert (at_oduyo.hold(deposit).state, at_oduyo.hold(deposit).attention) == ("attention", "refund_unmatched")
    assert counts(at_oduyo.desk)["attention"] == 1
    assert "panel_refund" in detail(at_oduyo.desk, deposit).can
    assert at_oduyo.says_panel_refunded("3.000,00", deposit).result == "done"
    assert (at_oduyo.hold(deposit).state, at_oduyo.hold(deposit).refunded) == ("charged", 300_000)
    assert at_oduyo.asks(deposit).result == "done"


def test_the_whole_sum_is_no_part(at_oduyo: Counter) -> None:
    deposit = _charged(at_oduyo)
    _panel_gives_back(at_oduyo, deposit)
    assert at_oduyo.says_panel_refunded("5.000,00", deposit).problem == "panel_refund_not_seen"
    assert at_oduyo.says_panel_refunded("5.000,01", deposit).problem == "above_refundable"
    assert at_oduyo.says_panel_refunded("3.000,00", deposit).result == "done"


def test_a_gateway_that_tells_the_sum_confirms_that_sum_alone(at_iyzico: Counter) -> None:
    at_iyzico.places_hold("5.000,00")
    at_iyzico.captures("1.200,00")
    _panel_gives_back(at_iyzico, at_iyzico.hold_id, 20_000)
    assert at_iyzico.says_panel_refunded("200,00").result == "done"
    assert (at_iyzico.hold().state, at_iyzico.hold().refunded) == ("captured", 20_000)
    assert '"sum"' not in at_iyzico.ledger.journal_of(at_iyzico.hold_id)[-1].facts
    _panel_gives_back(at_iyzico, at_iyzico.hold_id, 30_000, key="panel-2")
    assert at_iyzico.says_panel_refunded("100,00").result == "attention"
    assert at_iyzico.hold().state == "attention"


def test_after_the_panel_a_further_part_cannot_be_told_apart_and_is_refused(at_oduyo: Counter) -> None:
    deposit = _charged(at_oduyo)
    _panel_gives_back(at_oduyo, deposit)
    at_oduyo.says_panel_refunded("3.000,00", deposit)
    assert at_oduyo.says_panel_refunded("1.000,00", deposit).problem == "panel_refund_not_seen"


def test_without_a_line_nothing_is_confirmed(at_oduyo: Counter) -> None:
    deposit = _charged(at_oduyo)
    _panel_gives_back(at_oduyo, deposit)
    at_oduyo.line.is_cut = True
    assert at_oduyo.says_panel_refunded("3.000,00", deposit).result == "not_sent"
    at_oduyo.line.is_cut = False
    at_oduyo.bank_does("status", "inquire")
    assert at_oduyo.says_panel_refunded("3.000,00", deposit).problem == "bank_not_reached"
    assert at_oduyo.says_panel_refunded("3.000,00", deposit).result == "done"


@pytest.mark.parametrize("point", ["wire:executed", "panel:asked", "panel:recorded"])
def test_a_power_cut_while_confirming_writes_it_wholly_or_not_at_all(at_oduyo: Counter, point: str) -> None:
    deposit = _charged(at_oduyo)
    _panel_gives_back(at_oduyo, deposit)
    with power_cut_at(point):
        at_oduyo.says_panel_refunded("3.000,00", deposit)
    at_oduyo.crashes()
    if not at_oduyo.hold(deposit).refunded:
        assert at_oduyo.says_panel_refunded("3.000,00", deposit).result == "done"
    assert (at_oduyo.hold(deposit).state, at_oduyo.hold(deposit).refunded) == ("charged", 300_000)
    assert at_oduyo.states(deposit)[-1] == "refund approved"
