"""AHL Pay's inquiry: the decision table of its notes (§7.6), hardened by money-safety rules 5 and 9."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from frontdesk.domain.gateway import Found, FoundRefund, HoldReference, Refused, Unknown
from frontdesk.gateways.ahlpay.profile import STATUS_WORDS
from frontdesk.gateways.ahlpay.settings import profile_of
from tests.gateways.dialect_ahlpay import AUTH_CODE, DONE, ahlpay, inquired
from tests.gateways.samples import KEY, answer, changed, hold, lira, replay
from tests.kit.in_memory import run_in_memory

KNOWN = {"hold_auth_code": AUTH_CODE}
PLACED = hold(payment_id="")
HELD = hold(payment_id=KEY, references=KNOWN)
CAPTURED = HELD._replace(captured=lira(120_000))
SALE = hold(payment_id="", purpose="sale")
SOLD = SALE._replace(payment_id=KEY, captured=lira(150_000))


def ask(held: HoldReference, data: object, **profile: Any) -> Found | Refused | Unknown:  # noqa: ANN401 -- any field of a profile
    told = run_in_memory(ahlpay(**profile).inquire(held), replay(answer({**DONE, "data": data})))
    assert isinstance(told, Found | Refused | Unknown)
    return told


def failed(held: HoldReference, **told: object) -> Found | Refused | Unknown:
    envelope = {"isSuccess": False, "message": "Hata", "errorCode": None, "requestId": "b5b1c0f9", "data": None, **told}
    found = run_in_memory(ahlpay().inquire(held), replay(answer(envelope)))
    assert isinstance(found, Found | Refused | Unknown)
    return found


def status(word: str | None, kind: str | None = None, **changes: object) -> dict[str, Any]:
    return changed(inquired(), txnStatus=word, txnType=kind, **changes)


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("PREAUTH", "held"),
        ("PreAuth", "held"),
        ("PRE_AUTH", "held"),
        ("pre-auth", "held"),
        ("Pre Auth", "held"),
        ("POSTAUTH", "captured"),
        ("VOID", "released"),
        ("PENDING", "page_open"),
        ("START", "page_open"),
        ("WAIT", "page_open"),
        ("FAIL", "declined"),
        ("FAILED", "declined"),
        ("ERROR", "declined"),
        ("EXPIRED", "declined"),
        ("CANCELLED", "declined"),
        ("AUTH", "charged"),
        ("SALE", "charged"),
    ],
)
def test_the_words_of_the_table(word: str, state: str) -> None:
    found = ask(PLACED, status(word))
    assert isinstance(found, Found)
    assert (found.state, found.payment_id) == (state, KEY)


def test_an_answer_as_the_note_writes_it() -> None:
    held = hold(key="9b1f4a52-6c0e-4d1b-9a57-3f2c8e7d1a01", payment_id="", amount=lira(325_000))
    raw = """{"isSuccess":true,"message":"İşlem başarılıdır.","errorCode":null,"requestId":"b5b1c0f9","data":{
    "orderId":"9b1f4a52-6c0e-4d1b-9a57-3f2c8e7d1a01","txnType":"PreAuth","txnStatus":"PREAUTH","responseCode":"00",
    "responseMessage":"İşlem başarılıdır.","authCode":"S51377","hostReferenceNumber":"606814004631",
    "cardNumber":"415565******0007","installmentCount":"0","totalAmount":"325000","amount":"325000","currency":"949",
    "rnd":"2026030914253107481920","responseHash":null,"merchantId":"900451"}}"""
    found = run_in_memory(ahlpay().inquire(held), replay(answer(raw)))
    assert isinstance(found, Found)
    assert (found.state, found.amount, found.auth_code, found.host_reference) == (
        "held",
        lira(325_000),
        "S51377",
        "606814004631",
    )
    assert found.references == {"hold_auth_code": "S51377", "hold_host_reference": "606814004631"}
    assert (found.card.bin, found.card.last4, found.card.scheme) == ("415565", "0007", "visa")


def test_a_word_of_the_providers_own_is_told_by_the_account() -> None:
    """One line corrects the table (A29)."""
    words = {**STATUS_WORDS, "BLOCKED": "held", "CLOSED": "captured"}
    held, closed = ask(PLACED, status("Blocked"), statuses=words), ask(HELD, status("CLOSED"), statuses=words)
    assert isinstance(held, Found)
    assert isinstance(closed, Found)
    assert (held.state, closed.state) == ("held", "captured")


@pytest.mark.parametrize("word", ["APPROVED", "REVERSED", "1", "PREAUTHH", "ÖNPROVİZYON"])
def test_a_word_of_tomorrow_decides_nothing(word: str) -> None:
    assert ask(HELD, status(word)) == Unknown("gateway_unclear")


@pytest.mark.parametrize(
    ("held", "word", "kind", "state"),
    [
        # The kind of the transaction says what went well.
        (PLACED, "SUCCESS", "PreAuth", "held"),
        (PLACED, None, "PreAuth", "held"),
        (PLACED, "SUCCESS", "Auth", "charged"),
        (PLACED, None, "Auth", "charged"),
        (HELD, "SUCCESS", "Auth", "captured"),
        (HELD, "SUCCESS", "PostAuth", "captured"),
        (HELD, "SUCCESS", "Void", "released"),
        (SALE, "SUCCESS", "Auth", "charged"),
        (SALE, None, "Auth", "charged"),
        # What is known of the order says it.
        (HELD, "SUCCESS", None, "held"),
        (HELD, None, None, "held"),
        (PLACED, None, None, "held"),
        (CAPTURED, "SUCCESS", None, "captured"),
        (CAPTURED, "SUCCESS", "PreAuth", "captured"),
        (CAPTURED, None, None, "captured"),
        (CAPTURED, "AUTH", None, "captured"),
        (SOLD, "SUCCESS", None, "charged"),
        (SOLD, "POSTAUTH", None, "charged"),
    ],
)
def test_a_bare_success_by_what_is_known(held: HoldReference, word: str | None, kind: str | None, state: str) -> None:
    found = ask(held, status(word, kind))
    assert isinstance(found, Found), found
    assert found.state == state


@pytest.mark.parametrize(
    ("held", "word", "kind"),
    [
        (PLACED, "SUCCESS", None),
        (SALE, "SUCCESS", None),
        (SALE, None, None),
        (SALE, "SUCCESS", "PreAuth"),
        (HELD._replace(capture_open=True), "SUCCESS", None),
        (HELD._replace(capture_open=True), "SUCCESS", "PreAuth"),
        (HELD._replace(capture_open=True), None, None),
    ],
)
def test_a_bare_success_that_may_be_a_sales_or_a_captures_decides_nothing(
    held: HoldReference, word: str | None, kind: str | None
) -> None:
    """Money-safety rule 9."""
    assert ask(held, status(word, kind)) == Unknown("in_progress")


def test_a_clear_word_decides_although_a_capture_is_open() -> None:
    found = ask(HELD._replace(capture_open=True), status("PREAUTH", "PreAuth"))
    assert isinstance(found, Found)
    assert found.state == "held"


@pytest.mark.parametrize(
    "change", [{"authCode": ""}, {"authCode": None}, {"responseCode": "51"}, {"responseCode": None}]
)
def test_without_a_status_code_and_authorisation_must_both_be_there(change: Mapping[str, object]) -> None:
    assert isinstance(ask(PLACED, status(None, "PreAuth", **change)), Unknown)


@pytest.mark.parametrize("word", ["PREAUTH", "POSTAUTH", "AUTH", "SUCCESS"])
def test_a_yes_with_the_banks_no_inside_is_unclear(word: str) -> None:
    assert ask(HELD, status(word, "PreAuth", responseCode="51")) == Unknown("gateway_unclear", "51")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"orderId": "another"}, "mismatch"),
        ({"orderId": None}, "mismatch"),
        ({"merchantId": "900452"}, "mismatch"),
        ({"currency": "840"}, "mismatch"),
        ({"totalAmount": "150001"}, "mismatch"),
        ({"totalAmount": None}, "mismatch"),
        ({"totalAmount": None, "amount": "149999"}, "mismatch"),
        ({"totalAmount": "1500.00"}, "answer_unreadable"),
        ({"totalAmount": "1.500,00"}, "answer_unreadable"),
        ({"totalAmount": 1500}, "answer_unreadable"),
        ({"totalAmount": "-150000"}, "answer_unreadable"),
        ({"totalAmount": "٣"}, "answer_unreadable"),
        ({"currency": 949}, "answer_unreadable"),
        ({"txnStatus": 5}, "answer_unreadable"),
    ],
)
def test_what_is_held_must_agree_with_the_order(change: Mapping[str, object], problem: str) -> None:
    assert ask(PLACED, changed(inquired(), **change)) == Unknown(problem)


def test_what_the_note_leaves_open_is_no_mismatch() -> None:
    """merchantId as a number, no currency, the second name of the sum, any rnd."""
    told = changed(inquired(), merchantId=900451, currency=None, totalAmount=None, amount="150000", rnd="another")
    found = ask(PLACED, told)
    assert isinstance(found, Found)
    assert (found.state, found.amount) == ("held", lira(150_000))
    bare = {"txnStatus": "PREAUTH", "authCode": "S1"}
    assert ask(PLACED, bare) == Unknown("mismatch")
    known = ask(PLACED, bare, inquiry_must=frozenset())
    assert isinstance(known, Found)
    assert (known.state, known.amount) == ("held", None)


@pytest.mark.parametrize(
    ("held", "total", "captured"),
    [
        (HELD, "150000", None),
        (HELD, "120000", lira(120_000)),
        (CAPTURED, "150000", None),
        (CAPTURED, "120000", lira(120_000)),
        (HELD._replace(captured=lira(150_000)), "150000", lira(150_000)),
    ],
)
def test_the_holds_own_figure_is_no_word_about_the_capture(held: HoldReference, total: str, captured: object) -> None:
    found = ask(held, status("POSTAUTH", totalAmount=total))
    assert isinstance(found, Found)
    assert (found.state, found.captured) == ("captured", captured)
    assert found.amount == (lira(150_000) if total == "150000" else None)
    assert "hold_auth_code" not in found.references


def test_a_released_hold_and_a_cancelled_capture_are_told_apart() -> None:
    released = ask(HELD, status("VOID"))
    assert isinstance(released, Found)
    assert (released.state, released.refunds) == ("released", ())
    cancelled = ask(CAPTURED, status("VOID"))
    assert isinstance(cancelled, Found)
    assert (cancelled.state, cancelled.captured) == ("captured", lira(120_000))
    assert cancelled.refunds == (FoundRefund("", lira(120_000), "cancel"),)
    sold = ask(SOLD, status("VOID"))
    assert isinstance(sold, Found)
    assert (sold.state, sold.refunds) == ("charged", (FoundRefund("", lira(150_000), "cancel"),))
    assert ask(HELD, status("VOID", totalAmount="999999900")) == replace(released, amount=None)
    assert ask(HELD, status("VOID", totalAmount="140000")) == Unknown("mismatch")


def test_what_was_refunded_whole_and_in_part() -> None:
    whole = ask(CAPTURED, status("REFUND"))
    assert isinstance(whole, Found)
    assert (whole.state, whole.captured, whole.refunded) == ("captured", lira(120_000), lira(120_000))
    for word in ("PARTIALREFUND", "PARTIAL_REFUND", "Partial Refund"):
        part = ask(CAPTURED, status(word))
        assert isinstance(part, Found)
        assert (part.refunded, part.partly_refunded) == (None, True)
    unexpected = ask(HELD, status("REFUND"))
    assert isinstance(unexpected, Found)
    assert (unexpected.state, unexpected.captured, unexpected.refunded) == ("captured", None, lira(150_000))


@pytest.mark.parametrize("message", ["İşlem bulunamadı.", "Sipariş bulunamadı", "ISLEM BULUNAMADI", "Order not found"])
def test_not_found_is_what_says_so(message: str) -> None:
    assert failed(PLACED, message=message, errorCode="AH404") == Found("not_found")


def test_not_found_in_the_providers_own_words_is_told_by_the_account() -> None:
    profile = profile_of({"base_url": "https://ahl.example", "not_found": "kayit yok gorunuyor; Böyle bir İşlem yok"})
    said = answer({**DONE, "isSuccess": False, "message": "BÖYLE BİR İŞLEM YOK.", "data": None})
    assert run_in_memory(ahlpay().inquire(PLACED), replay(said)) == Unknown("gateway_unclear")
    assert run_in_memory(ahlpay(not_found=profile.not_found).inquire(PLACED), replay(said)) == Found("not_found")


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("Hash hatalı.", "AH403"),
        ("Üye iş yeri bulunamadı", "AH404"),
        ("Beklenmeyen bir hata", "96"),
        ("", ""),
        ("Kart limiti yetersiz.", "51"),
    ],
)
def test_a_failure_that_may_be_our_own_questions_proves_nothing(message: str, code: str) -> None:
    """Two of them would otherwise call a hold off that stands (money-safety rule 9)."""
    assert failed(PLACED, message=message, errorCode=code or None) == Unknown("gateway_unclear", code)


def test_the_banks_no_inside_a_failure() -> None:
    told = status("FAIL", "PreAuth", responseCode="51", authCode="")
    assert failed(PLACED, data=told, errorCode="51") == Found("declined", KEY)
    assert failed(PLACED, data=changed(told, txnStatus=None)) == Found("declined", KEY)
    assert failed(PLACED, data=changed(told, txnStatus=None, responseCode="91")) == Unknown("gateway_unclear", "91")
    assert failed(PLACED, data=changed(told, txnStatus="PREAUTH", responseCode="00")) == Unknown(
        "gateway_unclear", "00"
    )
    assert failed(PLACED, data=changed(told, orderId="another")) == Unknown("mismatch")
    assert failed(PLACED, data="<html>") == Unknown("answer_unreadable")


@pytest.mark.parametrize("data", [None, [], [inquired()], "PREAUTH", 5, True])
def test_a_success_without_an_object_is_unreadable(data: object) -> None:
    assert ask(PLACED, data) == Unknown("answer_unreadable")
