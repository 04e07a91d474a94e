"""The question every verb shares: what counts towards a proof, and what takes it away again (rules 9 and 14)."""

from pathlib import Path

from frontdesk.domain.gateway import Found
from frontdesk.usecases.question import adopt
from tests.kit.counter import Counter
from tests.kit.power_cut import power_cut_at


def test_rule_9_a_page_that_was_found_open_takes_back_what_spoke_against_it(clerk: Counter) -> None:
    clerk.bank_does("executes_later", "init", seconds=30)
    clerk.places_hold("5.000,00", threeds=True)
    clerk.time_passes(60)
    assert clerk.ledger.attempts_of(1)[0].strikes == 1
    clerk.time_passes(340)
    assert clerk.ledger.attempts_of(1)[0].strikes == 0
    payment = clerk.payment()
    assert payment is not None
    clerk.ground.bank.hide(clerk.gateway, payment.number, None, 290)
    clerk.time_passes(289)
    assert clerk.states() == ["place unknown"]


def test_an_answer_that_cannot_be_read_neither_proves_nor_takes_back(clerk: Counter) -> None:
    clerk.bank_does("drop_before", "place")
    clerk.places_hold("5.000,00")
    clerk.time_passes(1)
    clerk.bank_does("garbage", "inquire", times=2)
    clerk.time_passes(300)
    assert clerk.ledger.attempts_of(1)[0].strikes == 1
    clerk.time_passes(700)
    assert clerk.hold().state == "abandoned"


def test_two_answers_at_one_moment_are_one_strike(clerk: Counter) -> None:
    clerk.bank_does("drop_before", "capture")
    clerk.places_hold("5.000,00")
    clerk.captures("1.200,00")
    for _ in range(5):
        clerk.asks()
    assert clerk.ledger.attempts_of(1)[-1].strikes == 1
    clerk.time_passes(590)
    for _ in range(5):
        clerk.asks()
    assert clerk.hold().state == "unknown"
    clerk.time_passes(10)
    assert clerk.asks().result == "done"
    assert clerk.hold().state == "held"


def test_a_charge_that_was_given_back_before_the_desk_learned_of_it_is_not_shown_as_charged(at_oduyo: Counter) -> None:
    clerk = at_oduyo
    clerk.bank_does("challenge", "init", times=1, complete_status="COMPLETED")
    clerk.charges_deposit("5.000,00")
    clerk.guest_types("123456")
    payment = clerk.payment()
    assert payment is not None
    clerk.ground.bank.refund(payment, payment.taken, "", cancel=True)
    clerk.page_ends("renderer")
    assert (clerk.hold().state, clerk.hold().refunded) == ("refunded", 500_000)


def test_a_part_given_back_before_the_desk_learned_of_the_charge_is_for_a_person_and_then_confirmed(
    at_oduyo: Counter,
) -> None:
    clerk = at_oduyo
    clerk.bank_does("challenge", "init", times=1, complete_status="COMPLETED")
    clerk.charges_deposit("5.000,00")
    clerk.guest_types("123456")
    payment = clerk.payment()
    assert payment is not None
    clerk.panel_gives_back(payment, 300_000)
    clerk.page_ends("renderer")
    assert (clerk.hold().state, clerk.hold().attention) == ("attention", "refund_unmatched")
    assert clerk.says_panel_refunded("3.000,00").result == "done"
    assert (clerk.hold().state, clerk.hold().refunded) == ("charged", 300_000)


def test_after_a_restore_a_start_whose_id_is_forgotten_is_never_proven_undone(
    at_oduyo: Counter, tmp_path: Path
) -> None:
    clerk = at_oduyo
    backup = tmp_path / "before.db"
    with power_cut_at("sale:answered"):
        clerk.charges_deposit("5.000,00")
    clerk.ledger.backup(backup)
    clerk.crashes()
    clerk.clock.moves_to(clerk.clock.time() + 3 * 86_400)
    clerk.restores(backup)
    clerk.time_passes(2 * 86_400)
    assert (clerk.hold(1).state, clerk.hold(1).attention) == ("attention", "known_payment_missing")
    assert clerk.states(1) == ["sale unknown"]


def test_rule_5_after_a_restore_a_hold_that_was_charged_instead_still_needs_a_person(
    at_iyzico: Counter, tmp_path: Path
) -> None:
    clerk = at_iyzico
    clerk.ground.ways["iyzico"] = clerk.ground.ways["iyzico"]._replace(hosted_debit_sale=True)
    clerk.places_hold("5.000,00", entry="hosted")
    clerk.with_bank_page(card="5890040000000016")
    clerk.until_decided()
    backup = tmp_path / "before.db"
    clerk.ledger.backup(backup)
    clerk.restores(backup)
    clerk.time_passes(60)
    assert (clerk.hold().state, clerk.hold().attention) == ("charged", "answered_as_sale")
    assert clerk.returns_deposit().result == "done"
    assert clerk.hold().attention == ""


def test_rule_5_what_is_told_of_another_payment_is_not_taken_over(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    told = Found("held", f"{clerk.hold().payment_id}9", amount=clerk.money("5.000,00"))
    assert clerk.runs(adopt(clerk.desk, clerk.hold(), told)).problem == "bank_says_otherwise"
    assert clerk.asks().result == "done"
