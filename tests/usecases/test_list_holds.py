"""What the screens read: the board, its counts, the search, one hold in full. Never the network."""

from frontdesk.usecases.list_holds import VERBS, counts, detail, find, ledger_problem, page, today, total
from tests.kit.counter import Counter


def test_the_board_shows_open_holds_without_a_line(clerk: Counter) -> None:
    clerk.places_hold("5.000,00", stay=clerk.a_stay("Şule", "204"))
    clerk.places_hold("1.000,00")
    clerk.places_hold("700,00")
    clerk.releases()
    clerk.line.is_cut = True
    sent = clerk.line.sent.copy()
    assert [row.hold.amount for row in page(clerk.desk, "open")] == [500_000, 100_000]
    assert counts(clerk.desk)["open"] == 2
    assert [(money.minor, money.code) for money in total(clerk.desk)] == [(600_000, "TRY")]
    assert [row.stay.place for row in find(clerk.desk, "sule")] == ["204"]
    assert clerk.line.sent == sent


def test_what_is_asked_about_and_what_needs_a_person_have_a_chip_each(clerk: Counter) -> None:
    clerk.bank_does("status", "inquire", times=0)
    clerk.bank_does("lose_answer", "place")
    clerk.places_hold("5.000,00")
    assert (counts(clerk.desk)["asking"], counts(clerk.desk)["attention"]) == (1, 0)
    clerk.time_passes(90_000)
    assert (counts(clerk.desk)["asking"], counts(clerk.desk)["attention"]) == (0, 1)


def test_one_hold_in_full_says_what_can_be_done_and_why_the_rest_cannot(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    told = detail(clerk.desk, clerk.hold_id)
    assert told.can == {"capture", "release", "ask"}
    assert told.why_not == dict.fromkeys(set(VERBS) - told.can, "wrong_hold_state")
    assert told.allowed is not None
    assert told.allowed.ceiling.minor == 500_000
    clerk.captures("1.200,00")
    told = detail(clerk.desk, clerk.hold_id)
    parts = {"refund_part"} if clerk.gateway == "iyzico" else set()
    assert told.can == {"refund", "panel_refund", "ask"} | parts
    assert [line.event for line in told.journal][-1] == "captured"


def test_what_is_unknown_can_only_be_asked_about(clerk: Counter) -> None:
    clerk.bank_does("lose_answer", "place")
    clerk.places_hold("5.000,00")
    told = detail(clerk.desk, clerk.hold_id)
    assert told.can == {"ask"}
    assert told.ask_at == clerk.clock.now()
    assert set(told.why_not.values()) == {"hold_undecided"}


def test_while_a_page_is_open_nothing_can_be_done(clerk: Counter) -> None:
    clerk.places_hold("5.000,00", threeds=True)
    assert detail(clerk.desk, clerk.hold_id).why_not == dict.fromkeys(VERBS, "attempt_open")


def test_an_unknown_completion_can_be_asked_about(clerk: Counter) -> None:
    clerk.places_hold("5.000,00", threeds=True)
    clerk.bank_does("lose_answer", "complete")
    clerk.bank_does("status", "inquire")
    clerk.with_bank_page()
    assert detail(clerk.desk, clerk.hold_id).can == {"ask"}


def test_the_panel_is_offered_where_a_refund_of_ours_is_open_and_cannot_be_matched(at_oduyo: Counter) -> None:
    at_oduyo.charges_deposit("5.000,00")
    at_oduyo.with_bank_page()
    at_oduyo.time_passes(86_400)
    at_oduyo.bank_does("drop_before", "refund")
    at_oduyo.returns_deposit()
    payment = at_oduyo.payment()
    assert payment is not None
    at_oduyo.panel_gives_back(payment, 300_000)
    at_oduyo.until_decided()
    assert (at_oduyo.hold().attention, at_oduyo.states()[-1]) == ("refund_unmatched", "refund unknown")
    assert detail(at_oduyo.desk, at_oduyo.hold_id).can == {"panel_refund", "ask"}
    assert at_oduyo.says_panel_refunded("3.000,00").problem == "attempt_open"  # ours may still be on its way
    at_oduyo.time_passes(600)
    assert at_oduyo.says_panel_refunded("3.000,00").result == "done"


def test_before_the_accounts_are_there_everything_is_shown_and_nothing_offered(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    clerk.desk.accounts.clear()
    told = detail(clerk.desk, clerk.hold_id)
    assert (told.allowed, told.can) == (None, frozenset())
    assert set(told.why_not.values()) == {"unknown_account"}


def test_the_day_at_the_counter_is_istanbuls(clerk: Counter) -> None:
    clerk.clock.moves_to(1_790_024_400)  # 2026-09-21 21:00 UTC, midnight in Istanbul
    assert today(clerk.desk) == "2026-09-22"


def test_a_ledger_that_can_only_be_read_is_shown_and_moves_no_money(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    clerk.ledger.problem = "ledger_read_only"
    full = detail(clerk.desk, 1)
    assert full.can == frozenset()
    assert set(full.why_not.values()) == {ledger_problem(clerk.desk)} == {"ledger_read_only"}
    assert clerk.captures("1.000,00").problem == "ledger_read_only"
    assert clerk.executed("capture") == 0
    clerk.ledger.problem = ""
