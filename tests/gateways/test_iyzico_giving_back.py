"""Releases and refunds at iyzico, as its notes record them (§9, §10)."""

import json
from collections.abc import Mapping

import pytest

from frontdesk.domain.gateway import Approved, Unknown
from tests.gateways.samples import answer, changed, hold, iyzico, lira, replay
from tests.kit.in_memory import run_in_memory

CANCELLED = """{"status":"success","locale":"tr","systemTime":1781301000100,"conversationId":"hold-7f3a-cxl-1",
 "paymentId":"40010001","price":1500,"currency":"TRY","authCode":"551820","hostReference":"mock00007iyzihostrfn",
 "cancelHostReference":"mock00007iyzihostrfn-02"}"""
REFUNDED = """{"status":"success","locale":"tr","systemTime":1781472800100,"conversationId":"hold-7f3a-ref-1",
 "paymentId":"40010001","price":200,"currency":"TRY","authCode":"660312","hostReference":"mock00007iyzihostrfn-02",
 "refundHostReference":"mock00007iyzihostrfn-03","retryable":false,"transactionType":"REFUND",
 "signature":"756743059a02dc39e9b9cf20d7926e4a7a20cca1c8705d27b1dcb651a727f440"}"""

HOLD = hold(key="hold-7f3a-1", references={"basket_id": "dep-7f3a"})


def test_a_release_as_recorded_carries_no_signature() -> None:
    found = run_in_memory(iyzico().release(HOLD, "hold-7f3a-cxl-1"), replay(answer(CANCELLED)))
    assert found == Approved(
        "released",
        lira(150_000),
        "40010001",
        by="cancel",
        auth_code="551820",
        host_reference="mock00007iyzihostrfn-02",
    )


def test_a_refund_of_a_part_as_recorded() -> None:
    conversation = iyzico().refund(HOLD._replace(captured=lira(85_050)), lira(20_000), "hold-7f3a-ref-1", "refund")
    found = run_in_memory(conversation, replay(answer(REFUNDED)))
    assert isinstance(found, Approved)
    assert (found.phase, found.amount, found.by, found.as_sent) == ("refunded", lira(20_000), "refund", False)
    assert found.host_reference == "mock00007iyzihostrfn-03"


@pytest.mark.parametrize(
    "change",
    [
        {"price": 1499.99},
        {"price": None},
        {"currency": "USD"},
        {"paymentId": "40010002"},
        {"paymentId": None},
        {"conversationId": None},
    ],
)
def test_an_unsigned_release_must_agree_in_everything(change: Mapping[str, object]) -> None:
    raw = changed(json.loads(CANCELLED), **change)
    assert run_in_memory(iyzico().release(HOLD, "hold-7f3a-cxl-1"), replay(answer(raw))) == Unknown("mismatch")


def test_a_bare_success_releases_nothing() -> None:
    raw = {"status": "success", "conversationId": "hold-7f3a-cxl-1"}
    assert run_in_memory(iyzico().release(HOLD, "hold-7f3a-cxl-1"), replay(answer(raw))) == Unknown("mismatch")


def test_a_cancelled_capture_that_names_the_holds_sum_is_as_sent() -> None:
    captured = HOLD._replace(captured=lira(85_050))
    conversation = iyzico().refund(captured, lira(85_050), "hold-7f3a-cxl-1", "cancel")
    found = run_in_memory(conversation, replay(answer(CANCELLED)))
    assert isinstance(found, Approved)
    assert (found.phase, found.amount, found.as_sent, found.by) == ("refunded", lira(85_050), True, "cancel")


def test_a_part_is_never_cancelled_and_never_refunded_where_only_the_whole_is() -> None:
    captured = HOLD._replace(captured=lira(85_050))
    for gateway, by in ((iyzico(), "cancel"), (iyzico(part_refunds=False), "refund")):
        with pytest.raises(ValueError, match="whole"):
            next(gateway.refund(captured, lira(100), "k", "cancel" if by == "cancel" else "refund"))
