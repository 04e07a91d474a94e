"""Asking Ödüyo: its decision table row by row, the sum from the list, and a payment whose id never came."""

from collections.abc import Callable

import pytest

from frontdesk.domain.gateway import Found, FoundRefund, Refused, ReturnedPage, Unknown, WireRequest, WireResponse
from tests.gateways.dialect_oduyo import (
    CHARGED,
    ORDER_ID,
    RETURN,
    body,
    confirmed,
    listed,
    oduyo,
    returned_whole,
    started,
    statuses,
    told,
    with_session,
)
from tests.gateways.samples import answer, lira, order, replay
from tests.kit.in_memory import run_in_memory

NO_RECORD = answer({"status": False, "message": "No record found for this ID"}, 404)
WHOLE = lira(150_000)
TAKEN = Found("charged", "48213", refunded=lira(0))
LOST = CHARGED._replace(payment_id="", references={})
NOON = 1_795_248_000  # 21 November 2026, 11:00 in Istanbul


def given_back(by: str) -> Found:
    return Found("charged", "48213", refunds=(FoundRefund("", WHOLE, by),), refunded=WHOLE)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("callback", "complete", "outcome"),
    [
        (None, "waiting", Found("page_open", "48213")),
        ("", "waiting", Found("page_open", "48213")),
        ("completed", "waiting", Found("page_returned", "48213", proof="authenticated")),
        ("already_returned", "waiting", Found("page_open", "48213")),
        ("completed", "completed", TAKEN),
        ("already_returned", "completed", TAKEN),
        (None, "completed", TAKEN),
        ("error", "completed", TAKEN),
        ("tamamlandı", "completed", TAKEN),
        ("error", "waiting", Found("declined", "48213")),
        ("payment_failure", "waiting", Found("declined", "48213")),
        ("error", "error", Found("declined", "48213")),
        ("payment_failure", "failure", Found("declined", "48213")),
        ("completed", "error", Found("declined", "48213")),
        (None, "failure", Found("declined", "48213")),
        ("completed", "cancelled", given_back("cancel")),
        ("completed", "refunded", given_back("refund")),
        ("error", "refunded", given_back("refund")),
        ("completed", "partial_refunded", Found("charged", "48213", partly_refunded=True)),
        (" Completed ", "COMPLETED", TAKEN),
        ("bekliyor", "waiting", Unknown("gateway_unclear", "bekliyor/waiting", "48213")),
        ("completed", "onaylandı", Unknown("gateway_unclear", "completed/onaylandı", "48213")),
        ("error", "", Unknown("gateway_unclear", "error/", "48213")),
        (None, None, Unknown("gateway_unclear", "/", "48213")),
        ("completed", None, Unknown("gateway_unclear", "completed/", "48213")),
        ("x" * 41, "waiting", Unknown("answer_unreadable")),
    ],
)
def test_the_decision_table(callback: str | None, complete: str | None, outcome: object) -> None:
    assert run_in_memory(oduyo().inquire(CHARGED), replay(statuses(callback, complete))) == outcome


def test_the_bytes_of_a_question() -> None:
    request = next(oduyo().inquire(CHARGED))
    assert (request.target, request.body) == ("/gateway/local_status", b'{"payment_id":48213}')
    assert not request.moves_money


@pytest.mark.parametrize(
    ("raw", "outcome"),
    [
        (told([{"callback_status": "completed", "complete_status": "completed"}]), TAKEN),
        (statuses("completed", "completed", payment_id="48213"), TAKEN),
        (told({"complete_status": "completed"}), TAKEN),
        (statuses("completed", "completed", payment_id=48214), Unknown("mismatch")),
        (told({"callback_status": 1, "complete_status": "completed"}), Unknown("answer_unreadable")),
        (told({}), Unknown("answer_unreadable")),
        (told("completed"), Unknown("answer_unreadable")),
        (NO_RECORD, Found("not_found")),
        (answer({"status": False}, 404), Found("not_found")),
        (answer("<html>404</html>", 404), Unknown("answer_unreadable")),
        (answer({}, 404), Unknown("gateway_unclear")),
        (answer({"status": False, "error": "Bad Request"}, 400), Refused("request_refused")),
        (answer({"status": False, "message": "Bakım"}, 200), Refused("request_refused")),
    ],
)
def test_other_answers_to_a_question(raw: WireResponse, outcome: object) -> None:
    assert run_in_memory(oduyo().inquire(CHARGED), replay(raw)) == outcome


def test_a_sum_is_read_from_the_list_where_the_order_number_is_known() -> None:
    deposit = CHARGED._replace(references={"order_id": ORDER_ID})
    found = run_in_memory(oduyo().inquire(deposit), replay(statuses("completed", "completed"), told([listed()])))
    assert found == Found(
        "charged", "48213", amount=WHOLE, captured=WHOLE, refunded=lira(0), references={"order_id": ORDER_ID}
    )
    untold = run_in_memory(oduyo().inquire(deposit), replay(statuses("completed", "completed"), told([])))
    assert isinstance(untold, Found)
    assert (untold.amount, untold.captured) == (None, None)


def test_the_order_number_of_a_lost_confirm_is_not_lost() -> None:
    """The list hung after the confirm was answered: asking later still knows the order number."""
    gateway = oduyo()

    def hangs(request: WireRequest) -> WireResponse | Unknown:
        return told(confirmed()) if request.target.endswith("complete") else Unknown("no_answer")

    page = ReturnedPage("authenticated", "48213")
    assert run_in_memory(gateway.complete(CHARGED, page), hangs) == Unknown("no_answer")
    found = run_in_memory(gateway.inquire(CHARGED), replay(statuses("completed", "completed"), told([listed()])))
    assert isinstance(found, Found)
    assert (found.amount, found.references) == (WHOLE, {"order_id": ORDER_ID})


def test_what_was_given_back_is_the_whole_of_what_was_charged() -> None:
    deposit = returned_whole()._replace(captured=lira(140_000))
    found = run_in_memory(oduyo().inquire(deposit), replay(statuses("completed", "refunded")))
    assert isinstance(found, Found)
    assert found.refunded == lira(140_000)


def lists(*rows: object) -> Callable[[WireRequest], WireResponse]:
    def site(request: WireRequest) -> WireResponse:
        assert request.target == "/payment/payment_select"
        assert not request.moves_money
        return told(list(rows))

    return site


def test_a_start_whose_answer_was_lost_cannot_have_been_charged() -> None:
    """Its bank page was in the lost answer, so nobody ever saw it; another guest's payment of the same sum is none of
    ours."""
    gateway = oduyo()
    sale = order(purpose="sale", return_address=RETURN)
    assert run_in_memory(gateway.place(sale), lambda _request: Unknown("no_answer")) == Unknown("no_answer")
    assert run_in_memory(gateway.inquire(LOST), lists(listed())) == Found("not_found")


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        (listed(), Unknown("several_payments")),
        (listed(status="odendi"), Unknown("several_payments")),
        (listed(currency_type=None), Unknown("several_payments")),
        (listed(total_with_commison="1499.0000"), Found("not_found")),
        (listed(currency_type="eur"), Found("not_found")),
        (listed(status="3D-POST"), Found("not_found")),
        (listed(status="3D-ERROR"), Found("not_found")),
    ],
)
def test_after_a_restart_a_payment_of_the_same_sum_may_be_ours(row: object, outcome: object) -> None:
    """A start of which this process knows nothing: after a restore its page may have been shown."""
    assert run_in_memory(oduyo().inquire(LOST), lists(row)) == outcome


def test_a_page_that_was_shown_is_no_longer_one_that_never_was() -> None:
    gateway = oduyo()
    run_in_memory(gateway.place(order(purpose="sale", return_address=RETURN)), replay(told(started())))
    assert run_in_memory(gateway.inquire(LOST), lists(listed())) == Unknown("several_payments")


def test_without_an_id_the_site_must_answer_all_the_same() -> None:
    assert run_in_memory(oduyo().inquire(LOST), replay(answer("<html>", 500))) == Unknown("server_error")
    assert run_in_memory(oduyo().inquire(LOST), replay(NO_RECORD)) == Found("not_found")


def test_what_was_paid_since_yesterday_is_asked_for_by_istanbuls_clock() -> None:
    gateway = with_session(oduyo(), NOON)
    asked = body(next(gateway.inquire(LOST)))
    assert asked["filters"] == [
        {"field": "created_in", "operator": ">=", "value": "2026-11-20 00:00:00"},
        {"field": "created_in", "operator": "<=", "value": "2026-11-22 23:59:59"},
    ]
    assert body(next(oduyo().inquire(LOST)))["filters"] == ""


@pytest.mark.parametrize("payment_id", ["48213/x", "abc", "٤٨"])
def test_nothing_but_digits_is_asked_about(payment_id: str) -> None:
    with pytest.raises(ValueError, match="digits"):
        next(oduyo().inquire(CHARGED._replace(payment_id=payment_id)))
