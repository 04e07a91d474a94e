"""A deposit at Ödüyo given back: the whole by cancel or refund, a part only where its field is known (notes §9)."""

import pytest

from frontdesk.domain.gateway import Approved, NotHere, Refused, Unknown
from frontdesk.domain.money import Money
from tests.gateways.dialect_oduyo import (
    CHARGED,
    ORDER_ID,
    body,
    given_back,
    oduyo,
    returned_whole,
    statuses,
    told,
)
from tests.gateways.samples import answer, changed, lira, replay
from tests.kit.in_memory import run_in_memory

WHOLE = returned_whole()
BOTH = pytest.mark.parametrize("by", ["cancel", "refund"])


@BOTH
def test_the_whole_as_recorded(by: str) -> None:
    conversation = oduyo().refund(WHOLE, WHOLE.amount, "k", by)  # type: ignore[arg-type]
    found = run_in_memory(conversation, replay(told(given_back())))
    assert found == Approved(
        "refunded",
        lira(150_000),
        "48213",
        as_sent=True,
        by=by,  # type: ignore[arg-type]
        host_reference="R-118204",
        references={"order_id": ORDER_ID},
    )


@BOTH
def test_the_bytes_of_a_return(by: str) -> None:
    request = next(oduyo(partial_refund_field="price").refund(WHOLE, WHOLE.amount, "k", by))  # type: ignore[arg-type]
    assert (request.target, request.body, request.moves_money) == (f"/gateway/{by}", b'{"payment_id":48213}', True)


@pytest.mark.parametrize(
    "data",
    [
        {**changed(given_back(), **{"payment id": None}), "payment_id": 48213},
        given_back(payment_id="48213"),
        given_back(result="1"),
        [given_back(order_id=None)],
        changed(given_back(), ref_no=None),
    ],
)
def test_an_answer_is_read_tolerantly(data: object) -> None:
    assert isinstance(run_in_memory(oduyo().refund(WHOLE, WHOLE.amount, "k", "cancel"), replay(told(data))), Approved)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"payment id": 48214}, "mismatch"),
        ({"payment id": None}, "mismatch"),
        ({"payment_id": 48214}, "mismatch"),
        ({"payment id": []}, "answer_unreadable"),
        ({"result": None}, "answer_unreadable"),
        ({"order_id": "another"}, "mismatch"),
    ],
)
def test_an_answer_about_another_payment_is_unclear(change: dict[str, object], problem: str) -> None:
    deposit = returned_whole(references={"order_id": ORDER_ID})
    raw = told(changed(given_back(), **change))
    assert run_in_memory(oduyo().refund(deposit, deposit.amount, "k", "refund"), replay(raw)) == Unknown(problem)


@BOTH
@pytest.mark.parametrize(
    "no",
    [
        told(given_back(result=False, message="Gün sonu alındı")),
        answer({"status": False, "message": "Hata"}),
        answer({"status": "0"}),
    ],
)
def test_a_no_stands_while_the_money_is_with_the_house(by: str, no: object) -> None:
    """Then the desk asks, and tries the other way as a second attempt (rule 17)."""
    conversation = oduyo().refund(WHOLE, WHOLE.amount, "k", by)  # type: ignore[arg-type]
    assert run_in_memory(conversation, replay(no, statuses("completed", "completed"))) == Refused("refund_later")  # type: ignore[arg-type]


@BOTH
@pytest.mark.parametrize(
    "status",
    [
        statuses("completed", "cancelled"),
        statuses("completed", "refunded"),
        statuses("completed", "partial_refunded"),
        statuses("completed", "waiting"),
        statuses("completed", "iade"),
        answer("<html>", 500),
    ],
)
def test_a_no_beside_a_returned_sum_is_asked_about(by: str, status: object) -> None:
    conversation = oduyo().refund(WHOLE, WHOLE.amount, "k", by)  # type: ignore[arg-type]
    found = run_in_memory(conversation, replay(told(given_back(result=False)), status))  # type: ignore[arg-type]
    assert found == Unknown("in_progress", payment_id="48213")


def test_a_bad_request_is_refused_and_no_record_is_asked_about() -> None:
    bad = answer({"status": False, "error": "Bad Request"}, 400)
    agreeing = statuses("completed", "completed")
    assert run_in_memory(oduyo().refund(WHOLE, WHOLE.amount, "k", "refund"), replay(bad, agreeing)) == Refused(
        "request_refused"
    )
    missing = answer({"status": False, "message": "No record found for this ID"}, 404)
    found = run_in_memory(oduyo().refund(WHOLE, WHOLE.amount, "k", "refund"), replay(missing))
    assert found == Unknown("in_progress")


def test_a_part_is_given_back_only_where_the_field_is_known() -> None:
    for gateway, amount, by in (
        (oduyo(), lira(50_000), "refund"),
        (oduyo(partial_refund_field="price"), lira(50_000), "cancel"),
        (oduyo(partial_refund_field="price"), lira(150_001), "refund"),
    ):
        with pytest.raises(ValueError, match="whole"):
            next(gateway.refund(WHOLE, amount, "k", by))  # type: ignore[arg-type]
    request = next(oduyo(partial_refund_field="tutar").refund(WHOLE, lira(50_050), "k", "refund"))
    assert request.body == b'{"payment_id":48213,"tutar":500.50}'


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (statuses("completed", "partial_refunded"), ""),
        (statuses("completed", "refunded"), "mismatch"),
        (statuses("completed", "cancelled"), "mismatch"),
        (statuses("completed", "completed"), "in_progress"),
        (statuses("completed", "yarım"), "in_progress"),
        (answer("<html>", 502), "in_progress"),
    ],
)
def test_a_part_that_gave_back_everything_is_an_incident(status: object, outcome: str) -> None:
    """A site that ignores the field gives back the whole and says yes (§9)."""
    conversation = oduyo(partial_refund_field="price").refund(WHOLE, lira(50_000), "k", "refund")
    found = run_in_memory(conversation, replay(told(given_back()), status))  # type: ignore[arg-type]
    if outcome:
        assert found == Unknown(outcome, payment_id="48213")
    else:
        assert isinstance(found, Approved)
        assert (found.phase, found.amount, found.by) == ("refunded", lira(50_000), "refund")


def test_nothing_is_held_so_nothing_is_captured_or_released() -> None:
    with pytest.raises(NotHere, match="capture"):
        oduyo().capture(CHARGED, lira(100), "k")
    with pytest.raises(NotHere, match="release"):
        oduyo().release(CHARGED, "k")


def test_the_rest_of_a_deposit_in_another_currency() -> None:
    euros = returned_whole(amount=Money(20_000, "EUR"))._replace(captured=Money(20_000, "EUR"))
    found = run_in_memory(oduyo().refund(euros, Money(20_000, "EUR"), "k", "cancel"), replay(told(given_back())))
    assert isinstance(found, Approved)
    assert found.amount == Money(20_000, "EUR")
    assert body(next(oduyo().refund(euros, Money(20_000, "EUR"), "k", "cancel"))) == {"payment_id": 48213}
