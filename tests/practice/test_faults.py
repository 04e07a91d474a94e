"""What faults make of answers, and what the bank has done by then."""

import json
import random
from decimal import Decimal

import pytest

from frontdesk.practice.bank import Bank
from frontdesk.practice.challenges import AXES
from frontdesk.practice.exchange import Request
from frontdesk.practice.faults import EXECUTES, Fault, FaultList, read_fault
from frontdesk.practice.ground import Ground
from frontdesk.practice.iyzico import handle, signing
from tests.practice.clients import Browser, Iyzico, Oderopay


def breaks(ground: Ground, kind: str, operation: str = "*", **members: object) -> None:
    wanted = {"kind": kind, "operation": operation, **members}
    ground.faults.add(read_fault(wanted, AXES))


@pytest.mark.parametrize(
    ("kind", "way", "held"),
    [("lose_answer", "drop", 1), ("drop_before", "drop", 0), ("hang", "hang", 0), ("truncate", "truncate", 1)],
)
def test_a_connection_that_fails(iyz: Iyzico, odero: Oderopay, ground: Ground, kind: str, way: str, held: int) -> None:
    for desk, account in ((iyz, "iyzico"), (odero, "oderopay")):
        breaks(ground, kind, "place", account=account)
        request = (
            iyz.signed("POST", "/payment/preauth", iyz.order())
            if account == "iyzico"
            else odero.signed("POST", "/payment/v1/card-payments", odero.order())
        )
        assert desk.send(request).way == way
        assert len(list(ground.bank.all(account))) == held
        assert ground.bank.requests[account, "place"] == 1
        assert not ground.faults.listed()


def test_execution_can_be_overruled(iyz: Iyzico, ground: Ground) -> None:
    breaks(ground, "hang", "place", executes=True)
    breaks(ground, "garbage", "place", executes=False)
    place = iyz.signed("POST", "/payment/preauth", iyz.order())
    assert iyz.send(place).way == "hang"
    assert ground.bank.executions["iyzico", "place"] == 1
    iyz.send(place)
    assert ground.bank.executions["iyzico", "place"] == 1


@pytest.mark.parametrize("kind", ["garbage", "empty_200", "html_200", "status", "redirect"])
def test_answers_that_are_no_json(iyz: Iyzico, ground: Ground, kind: str) -> None:
    breaks(ground, kind, "place")
    answer = iyz.send(iyz.signed("POST", "/payment/preauth", iyz.order()))
    with pytest.raises(json.JSONDecodeError):
        json.loads(answer.body)
    assert ground.bank.executions["iyzico", "place"] == (1 if EXECUTES[kind] else 0)
    assert answer.status == {"status": 502, "redirect": 302}.get(kind, 200)


def test_an_oversized_answer(iyz: Iyzico, ground: Ground) -> None:
    breaks(ground, "oversized", "place")
    answer = iyz.send(iyz.signed("POST", "/payment/preauth", iyz.order()))
    assert len(answer.body) > 1024 * 1024
    assert json.loads(answer.body)["status"] == "success"


def test_statuses_that_say_something_else(iyz: Iyzico, odero: Oderopay, ground: Ground) -> None:
    breaks(ground, "http_400", "place", account="iyzico")
    assert iyz.holds("1500.0", cardNumber="4111111111111129").status == 400
    breaks(ground, "errors_with_200", "place", account="oderopay")
    refused = odero.holds(cardNumber="4102090000000000")
    assert (refused.status, refused["errorGroup"]) == (200, "NOT_SUFFICIENT_FUNDS")
    breaks(ground, "status", "inquire", status=503)
    assert iyz.send(iyz.signed("POST", "/payment/detail", {})).status == 503


@pytest.mark.parametrize("kind", ["wrong_signature", "missing_signature"])
def test_spoilt_signatures(iyz: Iyzico, ground: Ground, kind: str) -> None:
    breaks(ground, kind, "place")
    spoilt, sound = iyz.holds(), iyz.holds()
    names = signing.SIX
    for answer, right in ((spoilt, False), (sound, True)):
        text = [str(answer.body.get(name, "")) for name in names]
        expected = signing.values_signature(iyz.account["secret_key"], text)
        assert (answer.body.get("signature") == expected) is right
    assert ("signature" in spoilt.body) == (kind == "wrong_signature")


def test_answers_that_tell_another_story(iyz: Iyzico, odero: Oderopay, ground: Ground) -> None:
    for kind in ("wrong_amount", "wrong_currency", "wrong_id"):
        breaks(ground, kind, "place", account="iyzico")
        breaks(ground, kind, "place", account="oderopay")
    assert iyz.holds()["paidPrice"] == 1501
    assert odero.holds()["paidPrice"] == Decimal("1501.5")
    assert iyz.holds()["currency"] == "EUR"
    assert odero.holds()["currency"] == "EUR"
    told, other = iyz.holds(key="last").text("paymentId"), odero.holds(key="last")["id"]
    real = {one.order.account: one.number for one in ground.bank.all() if one.order.key == "last"}
    assert real["iyzico"] == int(told) - 1
    assert real["oderopay"] + 1 == other
    assert {one.order.currency for one in ground.bank.all()} == {"TRY"}


def test_a_lie_in_the_report_and_in_a_search(iyz: Iyzico, odero: Oderopay, ground: Ground) -> None:
    iyz.holds()
    odero.holds()
    breaks(ground, "wrong_amount", "inquire", times=2)
    assert iyz.reads_report(paymentConversationId="hold-7f3a-1")[0]["paidPrice"] == 1501
    assert odero.searches("RZV-2026-000184")[0]["paidPrice"] == Decimal("1501.5")


def test_a_payment_under_fraud_review_stays_there(iyz: Iyzico, ground: Ground) -> None:
    breaks(ground, "fraud_review", "place")
    held = iyz.holds()
    assert held["fraudStatus"] == 0
    asked = iyz.asks(paymentId=held["paymentId"])
    assert asked["fraudStatus"] == 0
    assert asked.rows("itemTransactions")[0]["transactionStatus"] == 0


def test_eight_decimals_and_the_legal_zero(iyz: Iyzico, odero: Oderopay, ground: Ground) -> None:
    breaks(ground, "eight_decimals", "place", times=2)
    raw = iyz.send(iyz.signed("POST", "/payment/preauth", iyz.order("850.50"))).body
    assert b'"paidPrice":850.50000000,' in raw
    assert b'"merchantCommissionRate":0E-8,' in raw
    told = json.loads(raw)
    text = [str(told.get(name, "")) for name in signing.SIX]
    assert told["signature"] == signing.values_signature(iyz.account["secret_key"], text)
    raw = odero.send(odero.signed("POST", "/payment/v1/card-payments", odero.order(1500))).body
    assert b'"paidPrice":1500.00000000,"walletPrice":0E-8' in raw


def test_words_that_no_document_knows(iyz: Iyzico, odero: Oderopay, ground: Ground) -> None:
    breaks(ground, "unknown_words", "place", times=2)
    assert iyz.holds()["cardType"] == "CHARGE_CARD"
    assert odero.holds()["connectorType"] == "SOMEPOS"


def test_a_decline_that_is_asked_for(iyz: Iyzico, odero: Oderopay, ground: Ground) -> None:
    breaks(ground, "decline", "*", times=0)
    assert iyz.holds()["errorGroup"] == "NOT_SUFFICIENT_FUNDS"
    assert odero.holds()["errorGroup"] == "NOT_SUFFICIENT_FUNDS"
    assert iyz.starts_challenge()["errorCode"] == "10051"
    assert odero.starts_challenge()["errorCode"] == "10051"
    ground.faults.clear()
    held, other = iyz.holds()["paymentId"], odero.holds()["id"]
    breaks(ground, "decline", "*", times=0, code="10246", group="REFUND_DECLINE")
    for answer in (
        iyz.captures(held, "10"),
        iyz.cancels(held),
        odero.captures(other, 10),
        odero.gives_back(other),
    ):
        assert (answer["errorCode"], answer["errorGroup"]) == ("10246", "REFUND_DECLINE")
    assert not iyz.asks(paymentId="1").body.get("errorGroup")


def test_a_refund_that_fails_inside_a_200(iyz: Iyzico, odero: Oderopay, ground: Ground) -> None:
    first, second, sold = iyz.holds()["paymentId"], odero.holds()["id"], odero.sells()
    iyz.captures(first, "10")
    breaks(ground, "refund_failure_200", times=3)
    failed = iyz.refunds(first, "10")
    assert (failed.status, failed["status"], failed["retryable"]) == (200, "failure", True)
    freed = odero.gives_back(second)
    assert (freed.status, freed["status"]) == (200, "FAILURE")
    part = {"paymentTransactionId": sold.rows("paymentTransactions")[0]["id"], "refundPrice": 1}
    assert odero.call("POST", "/payment/v1/refund-transactions", part)["status"] == "FAILURE"
    assert [one.state for one in ground.bank.all("oderopay")] == ["held", "sold"]
    assert not ground.bank.executions["iyzico", "refund"]


def test_a_rate_limit(iyz: Iyzico, odero: Oderopay, ground: Ground) -> None:
    breaks(ground, "rate_limit", times=2)
    assert iyz.holds()["errorCode"] == 50000  # a JSON number, unlike everywhere else (§2)
    refused = odero.holds()
    assert (refused.status, refused["errorGroup"]) == (429, "TOO_MANY_REQUESTS")


def test_a_change_that_look_ups_see_later(iyz: Iyzico, odero: Oderopay, ground: Ground, bank: Bank) -> None:
    breaks(ground, "visibility_lag", "place", seconds=90, times=2)
    held = iyz.holds()
    odero.holds()
    assert iyz.asks(paymentId=held["paymentId"])["errorCode"] == "5087"
    assert iyz.reads_report(paymentConversationId="hold-7f3a-1") == []
    assert odero.searches("RZV-2026-000184") == []
    bank.advance(91)
    assert iyz.asks(paymentId=held["paymentId"])["phase"] == "PRE_AUTH"
    assert len(odero.searches("RZV-2026-000184")) == 1
    breaks(ground, "lose_answer", "capture", lag=60)
    iyz.send(iyz.signed("POST", "/payment/postauth", {"paymentId": held["paymentId"], "paidPrice": "10"}))
    assert iyz.asks(paymentId=held["paymentId"])["phase"] == "PRE_AUTH"
    bank.advance(61)
    assert iyz.asks(paymentId=held["paymentId"])["phase"] == "POST_AUTH"


def test_an_execution_after_the_answer_was_lost(iyz: Iyzico, ground: Ground, bank: Bank) -> None:
    breaks(ground, "executes_later", "place", seconds=45)
    answer = iyz.send(iyz.signed("POST", "/payment/preauth", iyz.order()))
    assert answer.way == "drop"
    assert iyz.asks(paymentConversationId="hold-7f3a-1")["errorCode"] == "5087"
    bank.advance(46)
    assert iyz.asks(paymentConversationId="hold-7f3a-1")["phase"] == "PRE_AUTH"
    assert bank.executions["iyzico", "place"] == 1


def test_delay_is_told_to_the_line(iyz: Iyzico, ground: Ground) -> None:
    breaks(ground, "delay", "place", seconds=3)
    assert iyz.send(iyz.signed("POST", "/payment/preauth", iyz.order())).delay == 3
    breaks(ground, "lose_answer", "place", delay=2)
    answer = iyz.send(iyz.signed("POST", "/payment/preauth", iyz.order()))
    assert (answer.way, answer.delay) == ("drop", 2)


def test_a_gateway_that_is_down(iyz: Iyzico, odero: Oderopay, ground: Ground) -> None:
    breaks(ground, "down", account="iyzico")
    assert iyz.send(iyz.signed("GET", "/payment/test")).way == "refuse"
    assert odero.holds()["paymentStatus"] == "SUCCESS"
    ground.faults.clear()
    assert iyz.call("GET", "/payment/test")["status"] == "success"


@pytest.mark.parametrize(("kind", "seen"), [("drop_before", "INIT_THREEDS"), ("lose_answer", "CALLBACK_THREEDS")])
def test_a_return_that_never_comes(iyz: Iyzico, iyzico_guest: Browser, ground: Ground, kind: str, seen: str) -> None:
    breaks(ground, kind, "callback")
    started = iyz.starts_challenge()
    page = iyzico_guest.opens(started.text("threeDSHtmlContent"))
    end = iyzico_guest.presses(page, "code", "123456")
    assert (end.form, end.status) == (None, 0)
    assert iyz.asks(paymentId=started["paymentId"])["paymentStatus"] == seen


def test_a_forged_return(iyz: Iyzico, iyzico_guest: Browser, ground: Ground) -> None:
    for kind in ("wrong_signature", "missing_signature", "wrong_id"):
        breaks(ground, kind, "callback")
        started = iyz.starts_challenge()
        back = iyzico_guest.presses(iyzico_guest.opens(started.text("threeDSHtmlContent")), "code", "123456")
        assert back.form
        assert (back.form["paymentId"] == started["paymentId"]) == (kind != "wrong_id")
        assert ("signature" in back.form) == (kind != "missing_signature")


def test_faults_are_counted_down_in_order() -> None:
    faults = FaultList()
    faults.add(Fault("delay", "iyzico", "place", left=2))
    faults.add(Fault("garbage", "any", "*", left=None))
    taken = [faults.take("iyzico", "place").kind for _ in range(4)]
    assert taken == ["delay", "delay", "garbage", "garbage"]
    assert faults.take("oderopay", "capture").kind == "garbage"
    faults.clear()
    assert faults.take("oderopay", "capture").kind == ""


@pytest.mark.parametrize(
    "wanted",
    [
        [],
        {},
        {"kind": "sabotage"},
        {"kind": "hang", "operation": "guess"},
        {"kind": "hang", "surface": "popup"},
        {"kind": "challenge", "surface": "cinema"},
        {"kind": "hang", "times": "often"},
        {"kind": "hang", "times": -1},
        {"kind": "delay", "seconds": "NaN"},
        {"kind": "delay", "delay": -5},
    ],
)
def test_faults_that_nobody_understands(wanted: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        read_fault(wanted, AXES)


def test_a_random_clerk_never_captures_twice(ground: Ground) -> None:
    """Whatever is sent and broken, the bank captures a hold once and never gives back more than it took."""
    dice = random.Random(99)
    desk = Iyzico(ground.accounts["iyzico"], lambda request: handle(ground, request))
    numbers = [desk.holds(key=f"h{turn}")["paymentId"] for turn in range(8)]
    for _ in range(400):
        if dice.random() < 0.2:
            breaks(ground, dice.choice(["lose_answer", "drop_before", "truncate", "visibility_lag"]), seconds=5)
        number = dice.choice(numbers)
        requests: list[Request] = [
            desk.signed("POST", "/payment/postauth", {"paymentId": number, "paidPrice": str(dice.randrange(1, 1800))}),
            desk.signed("POST", "/payment/cancel", {"paymentId": number}),
            desk.signed("POST", "/v2/payment/refund", {"paymentId": number, "price": str(dice.randrange(1, 900))}),
        ]
        desk.send(dice.choice(requests))
        ground.bank.advance(dice.randrange(20_000))
    for payment in ground.bank.all():
        assert len(payment.captures) <= 1
        assert not (payment.captures and payment.releases)
        assert payment.given_back <= payment.taken <= 172_500
