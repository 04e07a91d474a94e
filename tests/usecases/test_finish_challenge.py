"""The bank page: no event of it settles anything; a completion is sent once, in time, with proof (rules 13 to 15)."""

import json

import pytest

from frontdesk.domain.challenge import PAGE_SECONDS, PageEnd, PageEndKind
from frontdesk.domain.crash_point import watchers
from frontdesk.usecases.finish_challenge import finish_challenge
from tests.kit.counter import Counter

HALF_AUTHENTICATED = {"iyzico": ("4131111111111117", "4141111111111115"), "oderopay": ("4102590000000009",)}


def _opens_page(clerk: Counter) -> None:
    outcome = clerk.places_hold("5.000,00", threeds=True)
    assert (outcome.result, clerk.hold().state) == ("challenge", "challenge")
    assert outcome.page is not None
    assert outcome.page.deadline == outcome.page.opened_at + PAGE_SECONDS


def test_the_code_is_typed_and_the_hold_is_completed_once(clerk: Counter) -> None:
    _opens_page(clerk)
    outcome = clerk.with_bank_page("123456")
    assert (outcome.result, outcome.verb, clerk.hold().state) == ("done", "complete", "held")
    assert clerk.states() == ["place approved", "complete approved"]
    assert clerk.hold().ended == "returned"
    assert clerk.executed("complete") == 1


def test_complete_carries_the_key_of_its_place(clerk: Counter) -> None:
    _opens_page(clerk)
    clerk.with_bank_page()
    place, complete = clerk.ledger.attempts_of(clerk.hold_id)
    assert place.key == complete.key == clerk.hold().key


def test_a_page_that_returns_again_changes_nothing(clerk: Counter) -> None:
    _opens_page(clerk)
    fields = clerk.guest_types("123456")
    clerk.page_ends("returned", fields)
    again = clerk.page_ends("returned", fields)
    assert (again.result, again.problem) == ("stopped", "wrong_hold_state")
    assert clerk.page_ends("closed").result == "stopped"
    assert clerk.was_asked_to("complete") == 1


def test_two_returns_at_once_complete_once(clerk: Counter) -> None:
    _opens_page(clerk)
    end = PageEnd("returned", clerk.guest_types("123456") or {})
    first = clerk.starts(finish_challenge(clerk.desk, clerk.hold_id, end))
    first.goes_on()
    second = clerk.starts(finish_challenge(clerk.desk, clerk.hold_id, end))
    assert second.lands().problem == "attempt_open"
    assert first.lands().result == "done"
    assert clerk.was_asked_to("complete") == 1


def test_a_wrong_code_holds_nothing(clerk: Counter) -> None:
    _opens_page(clerk)
    clerk.with_bank_page("999999")
    clerk.until_decided()
    assert clerk.hold().state == "declined"
    assert clerk.was_asked_to("complete") == 0


def test_rule_13_a_completion_that_is_refused_is_declined(clerk: Counter) -> None:
    _opens_page(clerk)
    clerk.bank_does("decline", "complete")
    outcome = clerk.with_bank_page()
    assert (outcome.result, clerk.hold().state) == ("refused", "declined")
    assert clerk.states() == ["place refused", "complete refused"]


# -- rule 13: only with proof


def test_rule_13_half_an_authentication_is_never_completed(clerk: Counter) -> None:
    for number in HALF_AUTHENTICATED[clerk.gateway]:
        clerk.places_hold("5.000,00", threeds=True, card=number)
        clerk.with_bank_page()
        clerk.until_decided()
        assert clerk.hold().state in {"abandoned", "declined"}
    assert clerk.was_asked_to("complete") == 0


@pytest.mark.parametrize("spoilt", ["wrong_signature", "missing_signature", "wrong_id"])
def test_rule_13_a_return_that_is_not_soundly_signed_is_completed_only_when_the_gateway_itself_says_so(
    at_iyzico: Counter, spoilt: str
) -> None:
    clerk = at_iyzico
    _opens_page(clerk)
    clerk.bank_does(spoilt, "callback")
    assert clerk.with_bank_page().result == "done"
    assert (clerk.hold().state, clerk.was_asked_to("complete")) == ("held", 1)
    assert clerk.was_asked_to("inquire") > 0


@pytest.mark.parametrize("spoilt", ["wrong_signature", "missing_signature", "wrong_id"])
def test_rule_13_a_return_that_nobody_vouches_for_is_never_completed(at_iyzico: Counter, spoilt: str) -> None:
    clerk = at_iyzico
    _opens_page(clerk)
    clerk.bank_does(spoilt, "callback")
    clerk.bank_does("status", "inquire", times=0)
    clerk.with_bank_page()
    clerk.bank_behaves()
    outcome = clerk.asks()
    assert outcome.result in {"checking", "done"}
    clerk.until_decided()
    assert clerk.hold().state == "abandoned"
    assert clerk.was_asked_to("complete") == 0


def test_rule_13_the_return_of_another_payment_is_never_completed(clerk: Counter) -> None:
    _opens_page(clerk)
    first, fields = clerk.page, clerk.guest_types("123456")
    _opens_page(clerk)
    second = clerk.hold_id
    clerk.page_ends("returned", fields)
    assert clerk.was_asked_to("complete") == 0
    assert clerk.hold(second).state == "unknown"
    clerk.page = first
    assert clerk.page_ends("returned", fields).result == "done"
    clerk.until_decided()


@pytest.mark.parametrize("how", ["staff", "deadline", "renderer", "closed", "certificate", "failed"])
def test_rule_13_no_other_end_of_a_page_completes_even_with_proof(clerk: Counter, how: PageEndKind) -> None:
    _opens_page(clerk)
    fields = clerk.guest_types("123456")
    outcome = clerk.page_ends(how, fields)
    assert outcome.result in {"checking", "done"}
    assert clerk.was_asked_to("complete") == 0


# -- rule 13: at most ten minutes


def test_rule_13_ten_minutes_is_still_in_time(clerk: Counter) -> None:
    _opens_page(clerk)
    fields = clerk.guest_types("123456")
    clerk.time_passes(PAGE_SECONDS)
    assert clerk.page_ends("returned", fields).result == "done"


def test_rule_13_and_14_a_later_return_is_not_completed_and_abandoned(clerk: Counter) -> None:
    _opens_page(clerk)
    fields = clerk.guest_types("123456")
    clerk.time_passes(PAGE_SECONDS + 1)
    outcome = clerk.page_ends("returned", fields)
    assert (outcome.result, clerk.hold().state, clerk.hold().ended) == ("checking", "unknown", "returned")
    clerk.time_passes(2)
    assert (clerk.hold().state, clerk.states()) == ("abandoned", ["place not_done"])
    assert clerk.was_asked_to("complete") == 0


def test_rule_14_one_answer_is_not_enough_to_call_it_abandoned(clerk: Counter) -> None:
    _opens_page(clerk)
    clerk.guest_types("123456")
    clerk.page_ends("renderer")
    assert (clerk.hold().state, clerk.ledger.attempts_of(1)[0].strikes) == ("unknown", 1)


# -- completion that is unclear


@pytest.mark.parametrize("fault", ["lose_answer", "garbage", "hang", "status", "drop_before"])
def test_an_unclear_completion_is_asked_about_and_never_sent_again(clerk: Counter, fault: str) -> None:
    _opens_page(clerk)
    clerk.bank_does(fault, "complete")
    clerk.with_bank_page()
    clerk.until_decided()
    assert clerk.was_asked_to("complete") == 1
    if clerk.executed("complete"):
        assert (clerk.hold().state, clerk.states()) == ("held", ["place approved", "complete approved"])
    else:  # rule 9: a bank-page state never proves that a completion did nothing
        assert (clerk.hold().state, clerk.hold().attention) == ("attention", "unknown_too_long")


def test_a_completion_that_never_left_is_tried_again_while_its_page_is_there(clerk: Counter) -> None:
    _opens_page(clerk)
    end = PageEnd("returned", clerk.guest_types("123456") or {})
    clerk.line.is_cut = True
    flight = clerk.starts(finish_challenge(clerk.desk, clerk.hold_id, end))
    flight.goes_on(2)
    clerk.line.is_cut = False
    assert flight.lands().result == "done"
    assert clerk.states() == ["place approved", "complete not_sent", "complete approved"]
    assert {row.key for row in clerk.ledger.attempts_of(clerk.hold_id)} == {clerk.hold().key}


def test_rule_13_a_second_try_is_not_sent_after_the_ten_minutes_either(clerk: Counter) -> None:
    _opens_page(clerk)
    fields = clerk.guest_types("123456")
    clerk.time_passes(PAGE_SECONDS - 1)
    clerk.line.is_cut = True
    flight = clerk.starts(finish_challenge(clerk.desk, clerk.hold_id, PageEnd("returned", fields or {})))
    flight.goes_on(2)
    clerk.line.is_cut = False
    flight.lands()
    assert clerk.was_asked_to("complete") == 0
    assert clerk.hold().state == "unknown"


def test_a_completion_that_never_leaves_ends_as_a_question(clerk: Counter) -> None:
    _opens_page(clerk)
    fields = clerk.guest_types("123456")
    clerk.line.is_cut = True
    assert clerk.page_ends("returned", fields).result == "checking"
    clerk.time_passes(60)
    assert clerk.hold().state == "unknown"
    clerk.line.is_cut = False
    clerk.time_passes(60)
    assert clerk.hold().state == "abandoned"
    assert clerk.was_asked_to("complete") == 0


def test_a_full_disk_before_the_completion_sends_nothing_and_asks_when_there_is_room(clerk: Counter) -> None:
    _opens_page(clerk)
    fields = clerk.guest_types("123456")
    clerk.disk_is_full()
    outcome = clerk.page_ends("returned", fields)
    assert (outcome.result, outcome.problem) == ("checking", "ledger_full")
    clerk.disk_has_room()
    clerk.time_passes(60)
    assert clerk.hold().state == "abandoned"
    assert clerk.was_asked_to("complete") == 0


def test_a_page_whose_end_could_not_be_written_is_not_completed_by_a_later_return(clerk: Counter) -> None:
    _opens_page(clerk)
    fields = clerk.guest_types("123456")
    clerk.disk_is_full()
    clerk.page_ends("renderer")
    assert clerk.page_ends("returned", fields).problem == "attempt_open"
    clerk.disk_has_room()
    assert clerk.page_ends("returned", fields).result == "stopped"
    assert clerk.was_asked_to("complete") == 0
    assert clerk.states() == ["place unknown"]


def test_a_full_disk_after_the_completion_is_written_when_there_is_room(clerk: Counter) -> None:
    _opens_page(clerk)
    fields = clerk.guest_types("123456")
    watchers.append(lambda name: clerk.disk_is_full() if name == "complete:answered" else None)
    try:
        outcome = clerk.page_ends("returned", fields)
    finally:
        watchers.clear()
    assert (outcome.result, outcome.problem) == ("checking", "ledger_full")
    clerk.disk_has_room()
    clerk.time_passes(60)
    assert (clerk.hold().state, clerk.states()) == ("held", ["place approved", "complete approved"])


# -- rule 15 and one-step pages


def _money_moves_on_the_page(clerk: Counter) -> None:
    clerk.bank_does("challenge", "init", complete_status="COMPLETED")
    _opens_page(clerk)


def test_rule_13_where_money_moved_on_the_page_complete_is_never_sent(at_oderopay: Counter) -> None:
    _money_moves_on_the_page(at_oderopay)
    outcome = at_oderopay.with_bank_page()
    assert (outcome.result, at_oderopay.hold().state) == ("done", "held")
    assert at_oderopay.was_asked_to("complete") == 0


@pytest.mark.parametrize("how", ["staff", "deadline"])
def test_rule_15_what_staff_stopped_and_is_found_held_is_released(at_oderopay: Counter, how: PageEndKind) -> None:
    clerk = at_oderopay
    _money_moves_on_the_page(clerk)
    clerk.guest_types("123456")
    outcome = clerk.page_ends(how)
    assert (outcome.verb, outcome.result, clerk.hold().state) == ("release", "done", "released")
    assert clerk.executed("release") == 1


@pytest.mark.parametrize("how", ["renderer", "closed", "certificate", "failed"])
def test_rule_15_after_any_other_end_it_becomes_held(at_oderopay: Counter, how: PageEndKind) -> None:
    clerk = at_oderopay
    _money_moves_on_the_page(clerk)
    clerk.guest_types("123456")
    clerk.page_ends(how)
    assert (clerk.hold().state, clerk.hold().ended) == ("held", how)
    assert clerk.executed("release") == 0


def test_rule_15_a_stopped_page_is_asked_about_until_the_guest_is_done_with_it(at_oderopay: Counter) -> None:
    clerk = at_oderopay
    _money_moves_on_the_page(clerk)
    clerk.page_ends("staff")
    clerk.time_passes(100)
    assert clerk.hold().state == "unknown"
    clerk.guest_types("123456")
    clerk.time_passes(400)
    assert clerk.hold().state == "released"


def test_rule_9_and_15_an_open_page_proves_nothing_and_is_for_a_person_after_a_day(clerk: Counter) -> None:
    _opens_page(clerk)
    clerk.page_ends("staff")
    clerk.time_passes(86_000)
    assert clerk.hold().state == "unknown"
    clerk.time_passes(4000)
    assert (clerk.hold().state, clerk.hold().attention) == ("attention", "unknown_too_long")
    clerk.guest_types("123456")
    clerk.time_passes(90_000)
    assert clerk.was_asked_to("complete") == 0


def test_a_sale_goes_through_a_bank_page_too(clerk: Counter) -> None:
    clerk.takes_sale("250,00", threeds=True)
    outcome = clerk.with_bank_page()
    assert (outcome.result, clerk.hold().state) == ("done", "captured")
    assert clerk.states() == ["sale approved", "complete approved"]
    assert clerk.hold().captured == 25_000


@pytest.mark.parametrize(("mode", "remarks"), [("null", []), ("signed", []), ("badsig", ["unverified_return"])])
def test_a_hash_that_does_not_fit_is_noted_and_decides_nothing(
    mode: str, remarks: list[str], at_ahlpay: Counter
) -> None:
    """AHL Pay notes §6.5: whatever the return form carries, the inquiry alone tells."""
    at_ahlpay.ground.ways["ahlpay"] = at_ahlpay.ground.ways["ahlpay"]._replace(response_hash=mode)
    _opens_page(at_ahlpay)
    at_ahlpay.with_bank_page("123456")
    told = [json.loads(line.facts or "{}") for line in at_ahlpay.ledger.journal_of(at_ahlpay.hold_id)]
    assert [facts["remark"] for facts in told if "remark" in facts] == remarks
    assert at_ahlpay.hold().state == "held"
