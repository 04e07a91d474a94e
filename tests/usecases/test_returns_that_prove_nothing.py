"""A return that proves nothing by itself (Ödüyo): the gateway is asked while the page's time lasts, and what it calls
authenticated is completed once (rule 13)."""

import pytest

from frontdesk.domain.challenge import PAGE_SECONDS, PageEnd, PageEndKind
from frontdesk.domain.crash_point import watchers
from frontdesk.domain.gateway import WireRequest
from frontdesk.practice.exchange import Response
from frontdesk.usecases.finish_challenge import finish_challenge
from tests.kit.clock import Flight
from tests.kit.counter import Counter
from tests.kit.power_cut import power_cut_at

# So long a session is trusted unless the account says otherwise (Ödüyo notes §2).
SESSION_SECONDS = 50 * 60


def _opens_page(clerk: Counter) -> None:
    assert clerk.charges_deposit("5.000,00").result == "challenge"


def _returns(clerk: Counter, fields: dict[str, str] | None = None) -> "Flight[object]":
    end = PageEnd("returned", fields or {"status": "success"})
    return clerk.starts(finish_challenge(clerk.desk, clerk.hold_id, end))  # type: ignore[return-value]


def test_a_return_with_nothing_in_it_is_asked_about_and_completed(at_oduyo: Counter) -> None:
    _opens_page(at_oduyo)
    at_oduyo.guest_types("123456")
    assert at_oduyo.page_ends("returned").result == "done"
    assert (at_oduyo.hold().state, at_oduyo.was_asked_to("complete")) == ("charged", 1)


def test_a_return_that_claims_success_before_the_guest_was_at_the_bank_completes_nothing(at_oduyo: Counter) -> None:
    _opens_page(at_oduyo)
    outcome = at_oduyo.page_ends("returned", {"status": "success", "callback_status": "completed"})
    assert (outcome.result, at_oduyo.hold().state) == ("checking", "unknown")
    assert at_oduyo.was_asked_to("complete") == 0


def test_the_gateway_is_asked_again_while_it_knows_of_no_return(at_oduyo: Counter) -> None:
    _opens_page(at_oduyo)
    flight = _returns(at_oduyo)
    flight.goes_on(3)
    assert at_oduyo.was_asked_to("complete") == 0
    at_oduyo.guest_types("123456")
    flight.lands()
    assert (at_oduyo.hold().state, at_oduyo.was_asked_to("complete")) == ("charged", 1)


def test_no_answer_is_asked_for_again(at_oduyo: Counter) -> None:
    _opens_page(at_oduyo)
    fields = at_oduyo.guest_types("123456")
    at_oduyo.bank_does("status", "inquire", times=2)
    assert at_oduyo.page_ends("returned", fields).result == "done"
    assert at_oduyo.was_asked_to("inquire") == 3


def test_rule_13_after_the_pages_time_it_is_asked_about_and_never_completed(at_oduyo: Counter) -> None:
    _opens_page(at_oduyo)
    fields = at_oduyo.guest_types("123456")
    at_oduyo.time_passes(PAGE_SECONDS + 1)
    at_oduyo.page_ends("returned", fields)
    at_oduyo.until_decided()
    assert (at_oduyo.hold().state, at_oduyo.was_asked_to("complete")) == ("abandoned", 0)


@pytest.mark.parametrize("how", ["staff", "deadline", "renderer", "closed", "certificate", "failed"])
def test_rule_13_no_other_end_completes_what_the_guest_authenticated(at_oduyo: Counter, how: PageEndKind) -> None:
    _opens_page(at_oduyo)
    fields = at_oduyo.guest_types("123456")
    at_oduyo.page_ends(how, fields)
    at_oduyo.until_decided()
    assert (at_oduyo.hold().state, at_oduyo.was_asked_to("complete")) == ("abandoned", 0)


@pytest.mark.parametrize("point", ["page:asked", "complete:before_begin"])
def test_rule_13_recovery_never_completes_what_was_being_asked_about(at_oduyo: Counter, point: str) -> None:
    _opens_page(at_oduyo)
    fields = at_oduyo.guest_types("123456")
    with power_cut_at(point):
        at_oduyo.page_ends("returned", fields)
    at_oduyo.crashes()
    at_oduyo.until_decided()
    assert (at_oduyo.hold().state, at_oduyo.was_asked_to("complete")) == ("abandoned", 0)


def test_two_returns_at_once_complete_once(at_oduyo: Counter) -> None:
    _opens_page(at_oduyo)
    fields = at_oduyo.guest_types("123456")
    first, second = _returns(at_oduyo, fields), _returns(at_oduyo, fields)
    first.goes_on()
    second.lands()
    first.lands()
    assert (at_oduyo.hold().state, at_oduyo.was_asked_to("complete")) == ("charged", 1)


def test_staff_who_stop_the_page_while_it_is_asked_about_change_nothing(at_oduyo: Counter) -> None:
    _opens_page(at_oduyo)
    fields = at_oduyo.guest_types("123456")
    flight = _returns(at_oduyo, fields)
    flight.goes_on()
    assert at_oduyo.page_ends("staff").problem == "attempt_open"
    flight.lands()
    assert at_oduyo.hold().state == "charged"


def test_a_full_disk_while_asking_completes_nothing(at_oduyo: Counter) -> None:
    _opens_page(at_oduyo)
    fields = at_oduyo.guest_types("123456")
    watchers.append(lambda name: at_oduyo.disk_is_full() if name == "page:asked" else None)
    try:
        assert at_oduyo.page_ends("returned", fields).problem == "ledger_full"
    finally:
        watchers.clear()
    at_oduyo.disk_has_room()
    at_oduyo.until_decided()
    assert (at_oduyo.hold().state, at_oduyo.was_asked_to("complete")) == ("abandoned", 0)


def test_where_the_page_took_the_money_the_first_answer_settles_it(at_ahlpay: Counter) -> None:
    at_ahlpay.places_hold("5.000,00", threeds=True)
    asked = at_ahlpay.was_asked_to("inquire")
    assert at_ahlpay.with_bank_page().result == "done"
    assert (at_ahlpay.hold().state, at_ahlpay.was_asked_to("complete")) == ("held", 0)
    assert at_ahlpay.was_asked_to("inquire") == asked + 1


def test_rule_13_a_login_that_outlasts_the_pages_time_lets_nothing_be_completed(at_oduyo: Counter) -> None:
    clerk = at_oduyo
    clerk.charges_deposit("700,00")
    clerk.clock.moves_to(clerk.clock.time() + SESSION_SECONDS - PAGE_SECONDS + 20)
    _opens_page(clerk)
    fields = clerk.guest_types("123456")
    takes = {"/gateway/local_status": PAGE_SECONDS - 10, "/ws/login": 30}

    def slow(request: WireRequest, answer: Response) -> Response:
        clerk.clock.moves_to(clerk.clock.time() + takes.pop(request.target, 0))
        return answer

    clerk.line.tampers = slow
    assert clerk.page_ends("returned", fields).result == "checking"
    assert clerk.line.sent.count(("oduyo", "/ws/login")) == 2
    assert (takes, clerk.was_asked_to("complete")) == ({}, 0)
