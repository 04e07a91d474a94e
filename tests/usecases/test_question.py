"""The question every verb shares: what counts towards a proof, and what takes it away again (rules 9 and 14)."""

from tests.kit.counter import Counter


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
