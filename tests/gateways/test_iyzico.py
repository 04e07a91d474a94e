"""iyzico's answers as its notes record them, word for word, and what each of them is to the desk."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from frontdesk.domain.gateway import Approved, Challenge, Refused, ReturnedPage, Unknown
from frontdesk.gateways.answers import read
from frontdesk.gateways.iyzico.build import basket_id
from frontdesk.gateways.iyzico.profile import IyzicoProfile
from frontdesk.gateways.iyzico.read import Expected, payment
from tests.gateways.dialects import iyzico_payment, iyzico_signed
from tests.gateways.samples import (
    BUYER,
    IYZICO_KEYS,
    IYZICO_URL,
    KEY,
    answer,
    body,
    card,
    changed,
    hold,
    iyzico,
    lira,
    order,
    replay,
)
from tests.kit.in_memory import run_in_memory

HELD = """{"status":"success","locale":"tr","systemTime":1781300000456,"conversationId":"hold-7f3a-1","price":1500,
 "paidPrice":1500,"installment":1,"paymentId":"40010001","fraudStatus":1,"merchantCommissionRate":0,
 "merchantCommissionRateAmount":0,"iyziCommissionRateAmount":52.35,"iyziCommissionFee":0.25,"cardType":"CREDIT_CARD",
 "cardAssociation":"MASTER_CARD","cardFamily":"Paraf","binNumber":"552879","lastFourDigits":"0008",
 "basketId":"dep-7f3a","currency":"TRY","itemTransactions":[{"itemId":"room-204","paymentTransactionId":"50010001",
 "transactionStatus":2,"price":1500,"paidPrice":1500}],"authCode":"418207","phase":"PRE_AUTH",
 "hostReference":"mock00007iyzihostrfn",
 "signature":"d1ab095d2c3f7f2b72afaa34c633f5d5bce6e6bba4e61127b5e582b08b966eb4"}"""
STARTED = """{"status":"success","locale":"tr","systemTime":1781300100111,"conversationId":"hold-7f3a-2",
 "threeDSHtmlContent":"PCFkb2N0eXBlIGh0bWw+PGh0bWw+PC9odG1sPg==",
 "paymentId":"40010002","signature":"af15c90fe3726881e8a2f92bc45097675ea5308e14d6d57ad054f3e06c74e2c5"}"""
COMPLETED = """{"status":"success","locale":"tr","systemTime":1781300160222,"conversationId":"hold-7f3a-2","price":1500,
 "paidPrice":1500,"installment":1,"paymentId":"40010002","fraudStatus":1,"cardType":"CREDIT_CARD",
 "basketId":"dep-7f3a","currency":"TRY","itemTransactions":[{"itemId":"room-204","paymentTransactionId":"50010002",
 "transactionStatus":2,"price":1500,"paidPrice":1500}],"authCode":"771903","phase":"PRE_AUTH","mdStatus":1,
 "hostReference":"mock00007iyzihostrfn",
 "signature":"f3af36577c60c5ad531029f8da08aac924c478cb8e5965c423fcbf5f9cacf4e4"}"""
CAPTURED = """{"status":"success","systemTime":1781386400100,"conversationId":"hold-7f3a-cap-1","price":1500,
 "paidPrice":850.5,"installment":1,"paymentId":"40010001","fraudStatus":1,"basketId":"dep-7f3a","currency":"TRY",
 "itemTransactions":[{"itemId":"room-204","paymentTransactionId":"50010001","transactionStatus":2,"price":1500,
 "paidPrice":850.5}],"authCode":"903114","phase":"POST_AUTH","hostReference":"mock00007iyzihostrfn-02",
 "signature":"8c9d3a71425c714fb7ccee07a3a899c63ed728b9ead683f4442ea866b50e9d57"}"""
HOLD = hold(key="hold-7f3a-1", references={"basket_id": "dep-7f3a"})
THREEDS = hold(key="hold-7f3a-2", payment_id="40010002", references={"basket_id": "dep-7f3a"})
PAGE = ReturnedPage("authenticated", "40010002", "1")
EXPECTED = Expected("place", "hold-7f3a-1", lira(150_000), lira(150_000), "dep-7f3a")


def told(raw: str, expected: Expected = EXPECTED) -> object:
    return read(payment, answer(raw), expected, IYZICO_KEYS, IyzicoProfile(IYZICO_URL))


def failure(code: str, group: str = "", **more: object) -> dict[str, Any]:
    fields = {"status": "failure", "errorCode": code, "errorMessage": "…", "errorGroup": group or None, **more}
    return changed(fields)


def test_a_hold_as_recorded() -> None:
    found = told(HELD)
    assert isinstance(found, Approved)
    assert (found.phase, found.amount, found.payment_id) == ("held", lira(150_000), "40010001")
    assert (found.auth_code, found.host_reference) == ("418207", "mock00007iyzihostrfn")
    assert found.references == {"basket_id": "dep-7f3a", "transaction_id": "50010001"}
    card = found.card
    assert (card.bin, card.last4, card.scheme, card.kind) == ("552879", "0008", "mastercard", "credit")
    assert (card.family, card.domestic, found.stored) == ("Paraf", None, None)


def test_a_bank_page_as_recorded() -> None:
    conversation = iyzico().place(order(key="hold-7f3a-2", return_address="https://return.invalid/3ds/t"))
    found = run_in_memory(conversation, replay(answer(STARTED)))
    assert isinstance(found, Challenge)
    assert found.payment_id == "40010002"
    assert found.html == "<!doctype html><html></html>"
    assert found.references == {"basket_id": basket_id("hold-7f3a-2")}


def test_a_completion_as_recorded() -> None:
    conversation = iyzico().complete(THREEDS, PAGE)
    request = next(conversation)
    assert request.target == "/payment/v2/3dsecure/auth"
    assert body(request) == {
        "locale": "tr",
        "conversationId": "hold-7f3a-2",
        "paymentId": "40010002",
        "paidPrice": "1500.0",
        "basketId": "dep-7f3a",
        "currency": "TRY",
    }
    found = run_in_memory(iyzico().complete(THREEDS, PAGE), replay(answer(COMPLETED)))
    assert isinstance(found, Approved)
    assert (found.phase, found.payment_id, found.auth_code) == ("held", "40010002", "771903")


def test_a_capture_as_recorded() -> None:
    found = run_in_memory(iyzico().capture(HOLD, lira(85_050), "hold-7f3a-cap-1"), replay(answer(CAPTURED)))
    assert isinstance(found, Approved)
    assert (found.phase, found.amount, found.auth_code) == ("captured", lira(85_050), "903114")
    assert found.host_reference == "mock00007iyzihostrfn-02"


@pytest.mark.parametrize(
    ("raw", "outcome"),
    [
        (
            '{"status":"failure","errorCode":"1000","errorMessage":"Geçersiz imza","locale":"tr",'
            '"systemTime":1781300000123,"conversationId":"hold-7f3a-1"}',
            Refused("wrong_keys", "1000"),
        ),
        (
            '{"status":"failure","errorCode":"10051","errorMessage":"Kart limiti yetersiz, yetersiz bakiye",'
            '"errorGroup":"NOT_SUFFICIENT_FUNDS","locale":"tr","conversationId":"hold-7f3a-1"}',
            Refused("not_enough_limit", "10051", "NOT_SUFFICIENT_FUNDS"),
        ),
        (
            '{"status":"failure","errorCode":"5062","errorMessage":"Gönderilen tutar","conversationId":"hold-7f3a-1"}',
            Refused("request_refused", "5062"),
        ),
        (
            '{"status":"failure","errorCode":50000,"errorMessage":"Request Limit Exceeded","locale":"en"}',
            Unknown("too_many_requests", "50000"),
        ),
    ],
)
def test_failures_as_recorded(raw: str, outcome: object) -> None:
    assert told(raw) == outcome


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("12", "card_number_refused"),
        ("15", "wrong_cvv"),
        ("17", "card_expired"),
        ("8", "request_refused"),
        ("1001", "wrong_keys"),
        ("9000", "account_suspended"),
        ("5184", "local_card_foreign_currency"),
    ],
)
def test_codes_of_iyzico_itself(code: str, problem: str) -> None:
    assert told(json.dumps(failure(code))) == Refused(problem, code)


@pytest.mark.parametrize("code", ["1", "2", "26", "5083", "10051", "99999", "-1", "1e3", "0"])
def test_a_code_without_the_group_it_needs_or_without_a_line_in_the_note_is_unclear(code: str) -> None:
    assert told(json.dumps(failure(code))) == Unknown("gateway_unclear", code)


@pytest.mark.parametrize(("code", "payment_id"), [("5082", "40010001"), ("8514", "40010001"), ("5087", "")])
def test_what_speaks_of_the_payments_state_is_asked_about(code: str, payment_id: str) -> None:
    raw = failure(code, paymentId=payment_id or None, conversationId="k")
    conversations = (
        iyzico().capture(HOLD, lira(100), "k"),
        iyzico().release(HOLD, "k"),
        iyzico().refund(HOLD._replace(captured=lira(100)), lira(100), "k", "refund"),
    )
    for conversation in conversations:
        assert run_in_memory(conversation, replay(answer(raw))) == Unknown("in_progress", code, payment_id)


def test_a_completion_that_may_be_a_second_one_is_asked_about() -> None:
    completion = iyzico().complete(THREEDS, PAGE)
    assert run_in_memory(completion, replay(answer(failure("11")))) == Unknown("in_progress", "11")


def test_a_failure_of_another_request_decides_nothing() -> None:
    raw = failure("10051", "NOT_SUFFICIENT_FUNDS", conversationId="hold-7f3a-9")
    assert told(json.dumps(raw)) == Unknown("mismatch", "10051")


def test_no_bank_page_means_that_nothing_can_be_held() -> None:
    """Only without our completion is nothing held, so a time-out is a clear no at the start alone (§7.1)."""
    raw = failure("10214", "COMMUNICATION_OR_SYSTEM_ERROR")
    start = iyzico().place(order(return_address="https://return.invalid/3ds/t"))
    refused = run_in_memory(start, replay(answer(raw)))
    assert refused == Refused("threeds_not_available", "10214", "COMMUNICATION_OR_SYSTEM_ERROR")
    assert isinstance(run_in_memory(iyzico().place(order()), replay(answer(raw))), Unknown)


@pytest.mark.parametrize("signature", [None, "", "d1ab", "ş" * 64, 5])
def test_row_17_a_wrong_or_missing_signature_is_never_trusted(signature: object) -> None:
    fields = {**json.loads(HELD), "signature": signature}
    assert told(json.dumps(fields)) == Unknown("wrong_signature")


def test_a_signature_covers_the_sum() -> None:
    for name, value in (("paidPrice", 1), ("price", 1), ("paymentId", "1"), ("currency", "EUR"), ("basketId", "x")):
        assert told(json.dumps({**json.loads(HELD), name: value})) == Unknown("wrong_signature")


def signed(**changes: object) -> str:
    """A hold with some fields changed, and signed all the same: the gateway itself says so."""
    fields = {**iyzico_payment("place", "1500.0"), "status": "success", "conversationId": "hold-7f3a-1", **changes}
    fields["basketId"] = changes.get("basketId", "dep-7f3a")
    return json.dumps(iyzico_signed("/payment/preauth", {k: v for k, v in fields.items() if v is not None}))


def test_row_16_a_signed_answer_about_something_else_is_a_mismatch() -> None:
    assert isinstance(told(signed()), Approved)
    different: tuple[Mapping[str, object], ...] = (
        {"paidPrice": 1500.01},
        {"paidPrice": None},
        {"price": 1501},
        {"currency": "EUR"},
        {"basketId": "dep-other"},
        {"phase": "POST_AUTH"},
        {"phase": None},
        {"phase": "TOMORROW"},
    )
    for change in different:
        assert told(signed(**change)) == Unknown("mismatch", payment_id="40010001")
    assert told(signed(conversationId="hold-7f3a-9")) == Unknown("mismatch")
    assert told(signed(paymentId=None)) == Unknown("mismatch")


@pytest.mark.parametrize("fraud_status", [0, -1, None, "?"])
def test_a_payment_under_review_is_not_held_yet(fraud_status: object) -> None:
    assert isinstance(told(signed(fraudStatus=fraud_status)), Unknown)
    if fraud_status == 0:
        assert told(signed(fraudStatus=0)) == Unknown("under_review", payment_id="40010001")


def test_amounts_in_eight_places_and_as_floats_went_wrong() -> None:
    raw = HELD.replace('"price":1500,', '"price":1500.00000000,', 1)
    raw = raw.replace('"paidPrice":1500,', '"paidPrice":1.5E+3,', 1)
    assert isinstance(told(raw), Approved)
    assert told(signed(paidPrice=1500.0000000001)) == Unknown("mismatch", payment_id="40010001")


def test_a_hold_answered_as_a_sale_is_charged() -> None:
    found = told(signed(phase="AUTH"))
    assert isinstance(found, Approved)
    assert found.phase == "charged"


def test_a_sale_answered_as_a_hold_is_a_mismatch() -> None:
    assert told(signed(), EXPECTED._replace(purpose="sale")) == Unknown("mismatch", payment_id="40010001")


@pytest.mark.parametrize("md_status", [0, 4, -1, "7"])
def test_row_18_half_authentication_is_not_held(md_status: object) -> None:
    raw = json.dumps({**json.loads(COMPLETED), "mdStatus": md_status})
    assert isinstance(run_in_memory(iyzico().complete(THREEDS, PAGE), replay(answer(raw))), Unknown)
    accepting = iyzico(md_accepted=frozenset({"1", "4"}))
    if md_status == 4:
        assert isinstance(run_in_memory(accepting.complete(THREEDS, PAGE), replay(answer(raw))), Approved)


@pytest.mark.parametrize(
    ("purpose", "address", "target"),
    [
        ("hold", "", "/payment/preauth"),
        ("sale", "", "/payment/auth"),
        ("hold", "https://return.invalid/3ds/t", "/payment/3dsecure/initialize/preauth"),
        ("sale", "https://return.invalid/3ds/t", "/payment/3dsecure/initialize"),
    ],
)
def test_the_body_of_a_deposit(purpose: str, address: str, target: str) -> None:
    request = next(iyzico().place(order(purpose=purpose, return_address=address)))
    assert request.target == target
    sent = body(request)
    assert sent.pop("callbackUrl", "") == address
    assert sent["price"] == sent["paidPrice"] == sent["basketItems"][0]["price"] == "1500.0"
    assert [item["itemType"] for item in sent["basketItems"]] == ["VIRTUAL"]
    assert (sent["conversationId"], sent["basketId"]) == (KEY, basket_id(KEY))
    assert sent["paymentCard"] == {
        "cardHolderName": "DENIZ ORNEK",
        "cardNumber": card().number,
        "expireMonth": "07",
        "expireYear": "2044",
        "cvc": "000",
        "registerCard": 0,
    }
    assert sent["buyer"]["identityNumber"] == BUYER.identity
    assert sent["billingAddress"] == sent["shippingAddress"]


def test_a_card_family_of_another_day_does_not_undo_a_hold() -> None:
    found = told(signed(cardType="CHARGE_CARD", cardFamily=5, binNumber=None, authCode={}, hostReference=["x"]))
    assert isinstance(found, Approved)
    assert (found.auth_code, found.card.family, found.card.domestic) == ("", "", None)
