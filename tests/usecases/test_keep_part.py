"""A part of a deposit is sold once: whatever is clicked meanwhile, and whatever comes to light afterwards (rule 18)."""

import json
from pathlib import Path

from frontdesk.domain.gateway import WireRequest
from frontdesk.practice.exchange import Response
from frontdesk.usecases.keep_part import keep_part
from frontdesk.usecases.list_holds import detail, page
from tests.kit.counter import Counter


def _charged(clerk: Counter) -> int:
    clerk.charges_deposit("5.000,00")
    assert clerk.with_bank_page().result == "done"
    return clerk.hold_id


def _part_sold(clerk: Counter, deposit: int) -> int:
    assert clerk.keeps_part("1.200,00", deposit).result == "challenge"
    assert clerk.with_bank_page().result == "done"
    return clerk.hold_id


def _step(clerk: Counter, deposit: int) -> str:
    kept = detail(clerk.desk, deposit).kept
    assert kept is not None
    return kept.step


def _while_logging_in(clerk: Counter) -> None:
    """The session ended, so that the next verb waits for a login before anything is begun."""
    clerk.clock.moves_to(clerk.clock.time() + 2 * 3600)


def test_two_clicks_that_wait_for_one_login_sell_the_part_once(at_oduyo: Counter) -> None:
    deposit = _charged(at_oduyo)
    _while_logging_in(at_oduyo)
    first, second = (
        at_oduyo.starts(
            keep_part(at_oduyo.desk, deposit, at_oduyo.a_wish("1.200,00", reason="known"), at_oduyo.next_card())
        )
        for _ in range(2)
    )
    while first.goes_on() | second.goes_on():
        pass
    assert (first.lands().result, second.lands().problem) == ("challenge", "part_sale_open")
    assert len(at_oduyo.all_holds()) == 2


def test_a_part_is_not_tried_again_where_all_was_kept_meanwhile(at_oduyo: Counter) -> None:
    deposit = _charged(at_oduyo)
    at_oduyo.line.is_cut = True
    at_oduyo.keeps_part("1.200,00", deposit)
    at_oduyo.line.is_cut = False
    again = at_oduyo.a_wish("1.200,00", again=at_oduyo.hold_id)
    _while_logging_in(at_oduyo)
    flight = at_oduyo.starts(keep_part(at_oduyo.desk, deposit, again, at_oduyo.next_card()))
    flight.goes_on()
    assert at_oduyo.keeps(deposit).result == "done"
    assert flight.lands().problem == "hold_changed"
    assert at_oduyo.was_asked_to("init") == 1


def _says_no_to_what_it_does(clerk: Counter) -> None:
    """The gateway confirms the sale and says that it did not; its status says so too, until its answers are right."""

    def lies(request: WireRequest, answer: Response) -> Response:
        if request.target.endswith("/payment_3d_complete"):
            return Response(200, answer.body.replace(b'"result":true', b'"result":false'), answer.content_type)
        if request.target.endswith("/local_status") and clerk.executed("complete") > 1:
            no = {"status": True, "data": {"callback_status": "completed", "complete_status": "error"}}
            return Response(200, json.dumps(no).encode(), answer.content_type)
        return answer

    clerk.line.tampers = lies


def test_a_part_that_was_refused_and_is_found_taken_after_all_makes_the_deposit_owed(at_oduyo: Counter) -> None:
    deposit = _charged(at_oduyo)
    at_oduyo.keeps_part("1.200,00", deposit)
    sale = at_oduyo.hold_id
    _says_no_to_what_it_does(at_oduyo)
    assert at_oduyo.with_bank_page().result == "refused"
    at_oduyo.line.tampers = lambda _request, answer: answer
    assert at_oduyo.asks(sale).result == "attention"
    assert at_oduyo.asks(sale).result == "done"
    assert (at_oduyo.hold(sale).state, at_oduyo.hold(sale).captured) == ("captured", 120_000)
    assert '"sum": "as_sent"' in at_oduyo.ledger.journal_of(sale)[-1].facts
    assert (at_oduyo.hold(deposit).owed, _step(at_oduyo, deposit)) == (500_000, "return")
    assert at_oduyo.returns_deposit(deposit).result == "done"


def test_where_the_sold_part_was_given_back_all_may_be_kept_and_nothing_is_owed(at_oduyo: Counter) -> None:
    deposit = _charged(at_oduyo)
    sale = _part_sold(at_oduyo, deposit)
    assert at_oduyo.refunds("1.200,00", sale).result == "done"
    assert at_oduyo.keeps(deposit).result == "done"
    assert (at_oduyo.hold(deposit).state, at_oduyo.hold(deposit).owed) == ("captured", 0)
    assert page(at_oduyo.desk, "open") == ()


def _found_taken_after_all(clerk: Counter, sale: int) -> None:
    clerk.line.tampers = lambda _request, answer: answer
    assert clerk.asks(sale).result == "attention"
    clerk.asks(sale)


def _refused_part(clerk: Counter, deposit: int) -> int:
    clerk.keeps_part("1.200,00", deposit)
    _says_no_to_what_it_does(clerk)
    assert clerk.with_bank_page().result == "refused"
    return clerk.hold_id


def test_a_part_that_is_found_taken_after_its_deposit_was_kept_whole_is_owed_itself(at_oduyo: Counter) -> None:
    deposit = _charged(at_oduyo)
    sale = _refused_part(at_oduyo, deposit)
    assert at_oduyo.keeps(deposit).result == "done"
    _found_taken_after_all(at_oduyo, sale)
    hold = at_oduyo.hold(sale)
    assert (hold.state, hold.captured, hold.owed, hold.attention) == ("captured", 120_000, 120_000, "paid_twice")
    assert at_oduyo.hold(deposit).owed == 0
    assert [row.hold.id for row in page(at_oduyo.desk, "attention")] == [sale]
    assert "keep" not in detail(at_oduyo.desk, sale).can
    assert at_oduyo.refunds("1.200,00", sale).result == "done"
    assert (at_oduyo.hold(sale).owed, at_oduyo.hold(sale).attention) == (0, "")
    assert page(at_oduyo.desk, "open") == ()


def test_what_is_owed_on_a_sale_outlasts_a_refund_that_is_refused(at_oduyo: Counter) -> None:
    deposit = _charged(at_oduyo)
    sale = _refused_part(at_oduyo, deposit)
    at_oduyo.keeps(deposit)
    _found_taken_after_all(at_oduyo, sale)
    for way in ("release", "refund"):
        at_oduyo.bank_does("decline", way)
    assert at_oduyo.refunds("1.200,00", sale).result == "refused"
    hold = at_oduyo.hold(sale)
    assert (hold.state, hold.owed, hold.attention) == ("captured", 120_000, "paid_twice")


def test_a_part_that_is_found_taken_after_another_sale_took_it_is_owed_itself(at_oduyo: Counter) -> None:
    deposit = _charged(at_oduyo)
    first = _refused_part(at_oduyo, deposit)
    at_oduyo.line.tampers = lambda _request, answer: answer
    second = _part_sold(at_oduyo, deposit)
    assert at_oduyo.returns_deposit(deposit).result == "done"
    _found_taken_after_all(at_oduyo, first)
    assert (at_oduyo.hold(first).owed, at_oduyo.hold(second).owed) == (120_000, 0)
    assert at_oduyo.refunds("1.200,00", first).result == "done"
    assert page(at_oduyo.desk, "open") == ()


def test_a_stopped_part_cannot_be_found_while_its_deposit_is_kept_and_kept_twice(tmp_path: Path) -> None:
    """Its page was ended by staff, was proven to have come to nothing, and was taken all the same."""
    clerk = Counter(tmp_path, "oduyo", settings={"pos_alias": "isbank-1"})
    deposit = _charged(clerk)
    clerk.keeps_part("1.200,00", deposit)
    sale = clerk.hold_id
    clerk.guest_types("123456")
    clerk.line.tampers = _says_no
    clerk.page_ends("staff")
    clerk.until_decided()
    assert clerk.hold(sale).state == "declined"
    assert clerk.keeps(deposit).result == "done"
    _found_taken_after_all(clerk, sale)
    hold = clerk.hold(sale)
    assert (hold.state, hold.owed, hold.attention) == ("charged", 120_000, "paid_twice")
    assert clerk.keeps(sale).problem == "paid_twice"
    assert detail(clerk.desk, sale).why_not["keep"] == "paid_twice"
    assert clerk.refunds("1.200,00", sale).result == "done"
    assert page(clerk.desk, "open") == ()


def _says_no(request: WireRequest, answer: Response) -> Response:
    if request.target.endswith("/local_status"):
        no = {"status": True, "data": {"callback_status": "completed", "complete_status": "error"}}
        return Response(200, json.dumps(no).encode(), answer.content_type)
    return answer
