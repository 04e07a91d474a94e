"""AHL Pay's answers to the money verbs as its notes record them, and what each of them is to the desk."""

import json
from collections.abc import Mapping

import pytest

from frontdesk.domain.gateway import Approved, Challenge, HoldReference, Refused, ReturnedPage, Unknown, WireRequest
from frontdesk.gateways.ahlpay.profile import rnd_of
from frontdesk.gateways.signing import ahlpay_hash
from tests.gateways.code_tables import AHLPAY_BANK
from tests.gateways.dialect_ahlpay import (
    AHLPAY,
    AHLPAY_KEYS,
    AHLPAY_URL,
    AUTH_CODE,
    DONE,
    MERCHANT,
    ahlpay,
    inquired,
    payment,
)
from tests.gateways.dialects import VERB_KEY
from tests.gateways.samples import KEY, answer, changed, hold, lira, order, replay
from tests.kit.in_memory import run_in_memory

RETURN = "https://return.frontdesk.invalid/3ds/t"
HELD = hold(payment_id=KEY, references={"hold_auth_code": AUTH_CODE})
PREAUTH = """{"isSuccess": true, "message": "İşlem başarılıdır.", "errorCode": null,
  "requestId": "7c1b4f2e-0f2f-4d4e-8d0a-4b8f7b5a9a21", "data": {
    "orderId": "51d0c7be-2f64-4f0a-8e39-7ab4d95c6e02", "responseCode": "00",
    "rnd": "2026030914301244093551", "hostReferenceNumber": "606814004217", "authCode": "S48120",
    "cardNumber": "415565******0007", "installmentCount": "0", "totalAmount": "150000", "amount": "150000",
    "responseHash": null, "responseMessage": "İşlem başarılıdır.", "vposId": "0", "extraData": null,
    "transId": null, "merchantId": "900451", "icaNumber": 0, "origin": null, "callbackUrl": null}}"""
POSTAUTH = """{"isSuccess": true, "message": "İşlem başarılıdır.", "errorCode": null,
  "requestId": "c9b3d1a7-3c6d-4e79-b5a4-2f5d1a0c7e58", "data": {
    "orderId": "9b1f4a52-6c0e-4d1b-9a57-3f2c8e7d1a01", "responseCode": "00",
    "rnd": "2026031211024588217764", "hostReferenceNumber": "607111009130", "authCode": "S51902",
    "cardNumber": "415565******0007", "installmentCount": "0", "totalAmount": "298050", "amount": "298050",
    "responseHash": null, "responseMessage": "İşlem başarılıdır.", "vposId": "0", "extraData": null,
    "transId": null, "merchantId": "900451", "icaNumber": 0, "origin": null, "callbackUrl": null}}"""
VOIDED = '{"isSuccess": true, "message": "İşlem başarılıdır.", "errorCode": null, "requestId": "…", "data": null}'
PAGE = """<!doctype html><html><body onload="document.forms[0].submit()"><form method="post"
 action="http://127.0.0.1:8085/_acs/start"><input type="hidden" name="ticket" value="t-7f31"></form></body></html>"""


def no(code: str | None, message: str = "Kart limiti yetersiz.", data: object = None) -> str:
    return json.dumps({"isSuccess": False, "message": message, "errorCode": code, "requestId": "…", "data": data})


def test_a_hold_as_recorded() -> None:
    gateway = ahlpay(rnd=lambda _key: "2026030914301244093551")
    key = "51d0c7be-2f64-4f0a-8e39-7ab4d95c6e02"
    found = run_in_memory(gateway.place(order(key=key)), replay(answer(PREAUTH)))
    assert isinstance(found, Approved)
    assert (found.phase, found.amount, found.payment_id, found.as_sent) == ("held", lira(150_000), key, False)
    assert (found.auth_code, found.host_reference) == ("S48120", "606814004217")
    assert found.references == {"hold_auth_code": "S48120", "hold_host_reference": "606814004217"}
    assert (found.card.bin, found.card.last4) == ("415565", "0007")


def test_a_capture_as_recorded_leaves_the_holds_own_code() -> None:
    gateway = ahlpay(rnd=lambda _key: "2026031211024588217764")
    held = hold(
        key="9b1f4a52-6c0e-4d1b-9a57-3f2c8e7d1a01", amount=lira(325_000), references={"hold_auth_code": "S51377"}
    )
    found = run_in_memory(gateway.capture(held, lira(298_050), VERB_KEY), replay(answer(POSTAUTH)))
    assert isinstance(found, Approved)
    assert (found.phase, found.amount, found.as_sent) == ("captured", lira(298_050), False)
    assert (found.auth_code, found.host_reference, dict(found.references)) == ("S51902", "607111009130", {})


def test_giving_back_as_recorded_stands_as_sent() -> None:
    captured = HELD._replace(captured=lira(120_000))
    told = replay(*[answer(VOIDED)] * 3)
    assert run_in_memory(ahlpay().release(HELD, VERB_KEY), told) == Approved(
        "released", lira(150_000), KEY, as_sent=True, by="cancel"
    )
    assert run_in_memory(ahlpay().refund(captured, lira(20_000), VERB_KEY, "refund"), told) == Approved(
        "refunded", lira(20_000), KEY, as_sent=True, by="refund"
    )
    assert run_in_memory(ahlpay().refund(captured, lira(120_000), VERB_KEY, "cancel"), told) == Approved(
        "refunded", lira(120_000), KEY, as_sent=True, by="cancel"
    )


def test_an_echo_of_the_sentinel_is_no_sum() -> None:
    rnd = rnd_of(VERB_KEY)
    for mode in ("held", "sentinel"):
        gateway = ahlpay(void_amount_mode=mode)
        raw = answer({**DONE, "data": payment(rnd, "999999900")})
        found = run_in_memory(gateway.release(HELD, VERB_KEY), replay(raw))
        assert isinstance(found, Approved)
        assert found.as_sent
    raw = answer({**DONE, "data": payment(rnd, "999999900")})
    told = run_in_memory(ahlpay().refund(HELD._replace(captured=lira(500)), lira(500), VERB_KEY, "refund"), replay(raw))
    assert told == Unknown("mismatch")


def test_only_the_whole_is_cancelled_and_a_part_only_where_the_account_may() -> None:
    captured = HELD._replace(captured=lira(120_000))
    with pytest.raises(ValueError, match="whole"):
        ahlpay().refund(captured, lira(20_000), VERB_KEY, "cancel")
    with pytest.raises(ValueError, match="whole"):
        ahlpay(part_refunds=False).refund(captured, lira(20_000), VERB_KEY, "refund")


def test_a_bank_page_is_shown_with_the_gateways_own_address() -> None:
    found = run_in_memory(ahlpay().place(order(return_address=RETURN)), replay(answer({**DONE, "data": PAGE})))
    assert found == Challenge(PAGE, AHLPAY_URL)
    assert "ticket" not in repr(found)


def test_the_start_of_3ds_that_was_answered_at_once_is_a_result() -> None:
    raw = answer({**DONE, "data": payment(rnd_of(KEY))})
    found = run_in_memory(ahlpay().place(order(return_address=RETURN)), replay(raw))
    assert isinstance(found, Approved)
    assert found.phase == "held"


def test_a_page_that_nobody_asked_for_is_not_shown() -> None:
    """It could not come back to the desk; what is not shown holds nothing."""
    told = run_in_memory(ahlpay().place(order()), replay(answer({**DONE, "data": PAGE})))
    assert told == Refused("needs_threeds")


@pytest.mark.parametrize("page", ["", "  ", [], 5, None, True])
def test_a_page_that_cannot_be_shown_is_unclear(page: object) -> None:
    told = run_in_memory(ahlpay().place(order(return_address=RETURN)), replay(answer({**DONE, "data": page})))
    assert told == Unknown("answer_unreadable")


@pytest.mark.parametrize("verb", ["place", "sale", "capture", "release", "refund", "cancel"])
@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"responseCode": "51"}, "gateway_unclear"),
        ({"responseCode": ""}, "gateway_unclear"),
        ({"responseCode": None}, "gateway_unclear"),
        ({"orderId": "another"}, "mismatch"),
        ({"orderId": None}, "mismatch"),
        ({"merchantId": "900452"}, "mismatch"),
        ({"currency": "840"}, "mismatch"),
        ({"rnd": "2026030914301244093551"}, "mismatch"),
        ({"totalAmount": "150001"}, "mismatch"),
        ({"totalAmount": "1"}, "mismatch"),
        ({"totalAmount": "1500.00"}, "answer_unreadable"),
        ({"totalAmount": 150000}, "answer_unreadable"),
        ({"totalAmount": None}, "mismatch"),
        ({"merchantId": ["900451"]}, "answer_unreadable"),
    ],
)
def test_a_yes_must_agree_in_everything(verb: str, change: Mapping[str, object], problem: str) -> None:
    told = run_in_memory(AHLPAY.begin(verb), AHLPAY.bank(verb, change))
    assert isinstance(told, Unknown), told
    assert told.problem == problem


def test_a_hold_answered_as_a_sale_is_asked_about() -> None:
    told = run_in_memory(AHLPAY.begin("place"), AHLPAY.bank("place", {"txnType": "Auth"}))
    assert told == Unknown("mismatch", payment_id=KEY)


def test_an_account_whose_gateway_echoes_another_rnd() -> None:
    raw = answer({**DONE, "data": payment("another")})
    assert isinstance(run_in_memory(ahlpay(rnd_echoed=False).place(order()), replay(raw)), Approved)


# ------------------------------------------------------------------------------------------------- refusals

CODES = {code: problem for code, problem in AHLPAY_BANK.items() if problem != "gateway_unclear"}
VERBS = ("place", "sale", "start", "capture", "release", "refund", "cancel")


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("code", sorted(CODES))
def test_a_listed_code_of_the_bank_is_a_clear_no(verb: str, code: str) -> None:
    for raw in (no(code), no(None, data={"responseCode": code}), no("AH410", data={"responseCode": code})):
        assert run_in_memory(AHLPAY.begin(verb), replay(answer(raw))) == Refused(CODES[code], code)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (no("91"), "91"),
        (no("96"), "96"),
        (no("99"), "99"),
        (no("00"), "00"),
        (no("77"), "77"),
        (no(None), ""),
        (no(""), ""),
        (no("AH403"), "AH403"),
        (no("AH404", "İptal edilecek işlem bulunamadı."), "AH404"),
        (no("AH410"), "AH410"),
        (no("51", data={"responseCode": "91"}), "91"),
        (no("91", data={"responseCode": "51"}), "51"),
        (no("54", data={"responseCode": "51"}), "51"),
        (no("AH500", data={"responseCode": "00"}), "00"),
    ],
)
def test_a_failure_without_a_listed_code_is_asked_about(verb: str, raw: str, code: str) -> None:
    assert run_in_memory(AHLPAY.begin(verb), replay(answer(raw))) == Unknown("gateway_unclear", code)


PROBLEM = {
    "type": "https://tools.ietf.org/html/rfc9110#section-15.5.1",
    "title": "One or more validation errors occurred.",
    "status": 400,
    "errors": {"merchantId": ["The JSON value could not be converted to System.Int32."]},
    "traceId": "00-a",
}


@pytest.mark.parametrize("verb", [*VERBS, "inquire", "bin"])
def test_what_the_door_did_not_let_through_is_refused(verb: str) -> None:
    assert run_in_memory(AHLPAY.begin(verb), replay(answer(PROBLEM, 400))) == Refused("request_refused", "400")


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({**PROBLEM, "status": 500}, 400),
        ({**PROBLEM, "errors": "none"}, 400),
        ({**PROBLEM, "title": None}, 400),
        (PROBLEM, 422),
        ({"title": "Bad Request"}, 400),
        ("", 400),
        ("", 404),
    ],
)
def test_another_400_is_unclear(verb: str, body: object, status: int) -> None:
    assert run_in_memory(AHLPAY.begin(verb), replay(answer(body, status))) == Unknown("answer_unreadable")


# ------------------------------------------------------------------------------- a capture without a known code

BARE = hold(payment_id="")


def capture_with(held: HoldReference, *told: object) -> tuple[object, list[WireRequest]]:
    answers, seen = [answer(one) for one in told], list[WireRequest]()

    def handle(request: WireRequest) -> object:
        seen.append(request)
        return answers.pop(0)

    return run_in_memory(ahlpay().capture(held, lira(85_050), VERB_KEY), handle), seen  # type: ignore[arg-type]


def test_a_capture_asks_first_for_the_code_it_must_name() -> None:
    told, seen = capture_with(
        BARE._replace(capture_open=True),
        {**DONE, "data": changed(inquired(), txnStatus="SUCCESS", authCode="S77777")},
        {**DONE, "data": payment(rnd_of(VERB_KEY), "85050")},
    )
    assert isinstance(told, Approved)
    assert [request.target for request in seen] == ["/api/Payment/PaymentInquiry", "/api/Payment/PostAuth"]
    assert [request.moves_money for request in seen] == [False, True]
    assert json.loads(seen[1].body)["authCode"] == "S77777"


@pytest.mark.parametrize(
    ("answered", "outcome"),
    [
        ({**DONE, "data": inquired(authCode="")}, Unknown("gateway_unclear")),
        ({**DONE, "data": inquired(txnStatus="VOID")}, Unknown("in_progress")),
        ({**DONE, "data": inquired(txnStatus="POSTAUTH")}, Unknown("in_progress")),
        ({**DONE, "data": inquired(totalAmount="1")}, Unknown("mismatch")),
        (json.loads(no("AH404", "İşlem bulunamadı.")), Unknown("in_progress")),
        (json.loads(no("AH403")), Unknown("gateway_unclear", "AH403")),
    ],
)
def test_without_a_code_nothing_is_sent(answered: object, outcome: Unknown) -> None:
    told, seen = capture_with(BARE, answered)
    assert told == outcome
    assert not any(request.moves_money for request in seen)


# -------------------------------------------------------------------------------------- the return of the bank page


def form(**changes: str) -> dict[str, str]:
    """§7.2.2."""
    return {
        "end": "ok",
        "orderId": KEY,
        "responseCode": "00",
        "rnd": rnd_of(KEY),
        "authCode": "S51377",
        "totalAmount": "150000",
        "responseHash": "",
        "merchantId": str(MERCHANT),
        **changes,
    }


SIGNED = ahlpay_hash(AHLPAY_KEYS.hash_password, rnd_of(KEY), KEY, "150000", str(MERCHANT))


@pytest.mark.parametrize(
    ("told", "page"),
    [
        (form(), ReturnedPage("already_done", detail="unsigned")),
        (form(responseHash=SIGNED), ReturnedPage("already_done", detail="signed")),
        (form(responseHash=SIGNED.lower()), ReturnedPage("already_done", detail="signed")),
        (form(responseHash=SIGNED[:-1] + "x"), ReturnedPage("already_done", detail="mismatch")),
        (form(responseHash=SIGNED, totalAmount="1"), ReturnedPage("already_done", detail="mismatch")),
        (form(responseHash="\ud800"), ReturnedPage("already_done", detail="mismatch")),
        # The bank's no is a hint as well; failUrl alone is not even that where the code says yes.
        (form(responseCode="51"), ReturnedPage("failed", detail="unsigned")),
        (form(end="fail"), ReturnedPage("already_done", detail="unsigned")),
        # A server's redirect loses the form; the address is this payment's alone.
        ({"end": "ok"}, ReturnedPage("already_done", detail="unsigned")),
        ({"end": "fail"}, ReturnedPage("failed", detail="unsigned")),
        ({}, ReturnedPage("untrusted")),
        ({"end": "maybe"}, ReturnedPage("untrusted")),
        (form(orderId="another"), ReturnedPage("untrusted")),
        (form(rnd="2026030914253107481920"), ReturnedPage("untrusted")),
    ],
)
def test_a_return_is_a_hint(told: dict[str, str], page: ReturnedPage) -> None:
    assert ahlpay().read_return(told, hold(payment_id="")) == page


@pytest.mark.parametrize("proof", ["authenticated", "failed", "already_done", "untrusted", "ask"])
def test_nothing_is_ever_completed(proof: str) -> None:
    with pytest.raises(ValueError, match="authenticated"):
        ahlpay().complete(HELD, ReturnedPage(proof, KEY))  # type: ignore[arg-type]
