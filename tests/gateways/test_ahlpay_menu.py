"""AHL Pay's menu beside the money verbs: what each entry asks, what its answer shows, and what is not known."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import pytest

from frontdesk.domain.abilities import SERVICES, Service
from frontdesk.domain.gateway import NO_FACTS, CardFacts, NotHere, Refused, Unknown, WireRequest
from frontdesk.domain.told import ListedPayment
from frontdesk.gateways.ahlpay.refusals import BANK_CODES
from frontdesk.gateways.http import Driver
from tests.gateways.dialect_ahlpay import DONE, ahlpay, login_answer
from tests.gateways.samples import answer, lira, replay
from tests.kit.in_memory import run_in_memory

DAY = "2026-03-09"
SPAN = {"from": "2026-03-09", "to": "2026-03-14"}
SUM = {"bin": "650923", "amount": "10000", "currency": "TRY"}
LINE: dict[str, Any] = {
    "responseCode": "00",
    "bankResponseCode": "00",
    "bankCode": "0111",
    "bankName": "ÖRNEK BANK",
    "merchantId": 900451,
    "merchantName": "Örnek Otel Turizm A.Ş.",
    "memberId": 1,
    "maskedPan": "415565******0007",
    "cardHolderName": "DENIZ ORNEK",
    "totalAmount": 3250,
    "amount": 3250,
    "userCode": "pos.api@ornekotel.test",
    "txnType": "PreAuth",
    "txnStatus": "PREAUTH",
    "orderId": "9b1f4a52-6c0e-4d1b-9a57-3f2c8e7d1a01",
    "authCode": "S51377",
    "createDate": "2026-03-09T14:26:04",
}


def consult(service: Service, asked: Mapping[str, str], data: object, **profile: Any) -> object:  # noqa: ANN401
    return run_in_memory(ahlpay(**profile).consult(service, asked), replay(answer({**DONE, "data": data})))


def request_of(service: Service, asked: Mapping[str, str], **profile: Any) -> WireRequest:  # noqa: ANN401
    return next(ahlpay(**profile).consult(service, asked))


def test_every_entry_of_the_menu_says_what_it_is() -> None:
    services = ahlpay().abilities.services
    assert {name: services[name] for name in services if services[name] != "not_known"} == {
        "instalments": "here",
        "commission": "here",
        "pos_banks": "here",
        "transactions": "here",
        "system_data": "here",
        "threeds_redirect": "used",
        "threeds_async": "used",
        "threeds_hashed": "used",
        "link": "sale_only",
        "frame": "sale_only",
    }
    opened = ahlpay(bin_enabled=True, links_path="/api/Payment/GetCreateLinkPayment").abilities.services
    assert [opened[name] for name in ("bin", "bin_list", "created_links")] == ["here"] * 3


@pytest.mark.parametrize("service", [name for name in SERVICES if ahlpay().abilities.service(name) != "here"])
def test_what_is_not_here_is_not_asked(service: Service) -> None:
    with pytest.raises(NotHere):
        ahlpay().consult(service, {**SPAN, **SUM})


def test_instalments_and_commission_as_the_note_asks_them() -> None:
    request = request_of("instalments", SUM)
    assert request.target == "/api/Payment/InstallmentInquiry"
    assert request.body == b'{"merchantId":900451,"txnType":"Auth","bin":"650923","amount":"10000","currency":"949"}'
    request = request_of("commission", SUM)
    assert request.target == "/api/Payment/CommissionInquiry"
    assert request.body == (
        b'{"memberId":1,"merchantId":900451,"txnType":"Auth","bin":"650923","amount":"10000","currency":"949"}'
    )
    told = [
        {
            "customerCommission": 3,
            "customerAdditionalCommission": 0,
            "amount": 1000,
            "totalAmount": 1030.5,
            "totalCommissionAmount": 30,
            "installmentNumber": 2,
        }
    ]
    row = {"count": "2", "rate": "3", "extra": "0", "amount": "1000", "total": "1030.5", "fee": "30"}
    assert consult("instalments", SUM, told) == (row,)
    assert consult("commission", SUM, told) == (row,)


@pytest.mark.parametrize(
    "change", [{"bin": ""}, {"bin": "65092"}, {"bin": "65092x"}, {"amount": ""}, {"currency": "USD"}]
)
@pytest.mark.parametrize("service", ["instalments", "commission"])
def test_what_is_missing_is_said_before_anything_is_sent(service: Service, change: Mapping[str, str]) -> None:
    with pytest.raises(ValueError, match=r"BIN|amount|currency"):
        ahlpay().consult(service, {**SUM, **change})


def test_the_poses_of_the_merchant_are_shown_as_far_as_they_are_told() -> None:
    request = request_of("pos_banks", {})
    assert (request.method, request.target, request.body) == (
        "GET",
        "/api/MerchantVposBank/List?merchantId=900451",
        b"",
    )
    told = [{"bankName": "ÖRNEK BANK", "VposId": 7, "isActive": True, "limits": {}, "a b": 1}]
    assert consult("pos_banks", {}, told) == ({"bank": "ÖRNEK BANK", "VposId": "7", "active": "yes"},)


@pytest.mark.parametrize("name", ["storeKey", "apiPassword", "SECRET", "terminalUserId", "hashPwd"])
def test_what_a_pos_logs_in_with_is_never_shown(name: str) -> None:
    assert consult("pos_banks", {}, [{"bankName": "ÖRNEK BANK", name: "x1"}]) == ({"bank": "ÖRNEK BANK"},)


def test_created_links_where_the_account_names_the_path() -> None:
    request = request_of("created_links", {}, links_path="/api/Payment/GetCreateLinkPayment")
    assert request.target == "/api/Payment/GetCreateLinkPayment"
    assert json.loads(request.body) == {"merchantId": 900451, "memberId": 1, "userCode": "pos.api@ornekotel.test"}
    told = consult("created_links", {}, [{"status": "PENDING"}], links_path="/x")
    assert told == ({"status": "PENDING"},)


def test_system_data_is_known_without_a_question() -> None:
    """The driver carries a conversation that ends at once."""
    rows = run_in_memory(ahlpay().consult("system_data", {}), lambda _request: Unknown("no_answer"))
    assert isinstance(rows, tuple)
    assert {row["table"] for row in rows} == {"type", "status", "currency", "family", "scheme", "card", "response"}
    assert {row["code"] for row in rows if row["table"] == "response"} == set(BANK_CODES)
    gateway = ahlpay()
    assert asyncio.run(Driver("practice").run(gateway, gateway.consult("system_data", {}), 5)) == rows


# --------------------------------------------------------------------------------------------------- the list


def test_the_list_is_asked_as_the_note_writes_it() -> None:
    request = request_of("transactions", SPAN)
    assert request.target == "/api/Transaction/List"
    assert request.body == (
        b'{"startDate":"2026-03-09","endDate":"2026-03-14","size":50,"page":0,"orderBy":"CreateDate",'
        b'"merchantId":900451,"transactionType":["Auth","PreAuth","PostAuth","Void","Refund"],'
        b'"citizenshipNumber":null,"orderId":null,"cardNumber":null,"authCode":null,"responseCode":null,"bankCode":null}'
    )
    assert b'"orderByDesc":1' in request_of("transactions", SPAN, order_desc="1").body


def test_a_line_of_the_list() -> None:
    gateway = ahlpay()
    found = run_in_memory(gateway.list_day(DAY), replay(answer({**DONE, "data": [LINE]})))
    assert found == (
        ListedPayment(
            kind="payment",
            payment_id=LINE["orderId"],
            key=LINE["orderId"],
            amount=None,
            state="held",
            at=1_773_055_564,
            last4="0007",
            auth_code="S51377",
        ),
    )
    rows = consult("transactions", SPAN, [LINE])
    assert isinstance(rows, tuple)
    row = rows[0]
    assert (row["key"], row["status"], row["kind"], row["total"]) == (LINE["orderId"], "held", "PreAuth", "3250")
    assert (row["bank"], row["card"]) == ("ÖRNEK BANK", "415565******0007")


@pytest.mark.parametrize(
    ("kind", "status", "code", "outcome"),
    [
        ("Auth", "AUTH", "00", ("payment", "charged")),
        ("PostAuth", "POSTAUTH", None, ("payment", "captured")),
        ("Void", "VOID", "00", ("cancel", "released")),
        ("Refund", "REFUND", "00", ("refund", "refunded")),
        ("PreAuth", "FAIL", "00", ("payment", "failed")),
        ("PreAuth", None, "51", ("payment", "failed")),
        # Nobody knows what became of it: no word of money.
        ("PreAuth", "PENDING", None, ("payment", "")),
        ("PreAuth", "PREAUTH", "91", ("payment", "")),
        ("PreAuth", "Tomorrow", "00", ("payment", "")),
        ("PreAuth", "SUCCESS", "00", ("payment", "held")),
        ("Tomorrow", None, None, ("payment", "")),
        (5, [], {}, ("payment", "")),
    ],
)
def test_what_a_line_is(kind: object, status: object, code: object, outcome: tuple[str, str]) -> None:
    line = {**LINE, "txnType": kind, "txnStatus": status, "responseCode": code}
    found = run_in_memory(ahlpay().list_day(DAY), replay(answer({**DONE, "data": [line]})))
    assert isinstance(found, tuple)
    assert (found[0].kind, found[0].state) == outcome


def test_a_figure_of_the_list_is_a_sum_only_where_the_account_says_so() -> None:
    for change, amount in (({}, lira(325_000)), ({"totalAmount": "much"}, None), ({"currency": "392"}, None)):
        raw = answer({**DONE, "data": [{**LINE, **change}, {**LINE, "orderId": None}]})
        found = run_in_memory(ahlpay(report_amounts="lira").list_day(DAY), replay(raw))
        assert isinstance(found, tuple)
        assert [line.amount for line in found] == [amount]


def test_the_list_is_read_to_its_end() -> None:
    pages = [[{**LINE, "orderId": f"{page}-{line}"} for line in range(50)] for page in range(2)]
    seen: list[int] = []

    def handle(request: WireRequest) -> Any:  # noqa: ANN401 -- an answer
        seen.append(json.loads(request.body)["page"])
        return answer({**DONE, "data": [*pages, [LINE]][seen[-1]]})

    found = run_in_memory(ahlpay().list_day(DAY), handle)
    assert isinstance(found, tuple)
    assert (len(found), seen) == (101, [0, 1, 2])


def test_a_list_without_an_end_is_no_answer() -> None:
    raw = answer({**DONE, "data": [LINE] * 50})
    assert run_in_memory(ahlpay(list_pages=3).list_day(DAY), lambda _request: raw) == Unknown("answer_too_large")


@pytest.mark.parametrize(
    ("raw", "outcome"),
    [
        (answer({**DONE, "data": "<html>"}), Unknown("answer_unreadable")),
        (answer({**DONE, "data": [1]}), Unknown("answer_unreadable")),
        (answer({"isSuccess": False, "message": "Hata", "errorCode": "AH500"}), Unknown("gateway_unclear", "AH500")),
        (answer("busy", 503), Unknown("server_error")),
        (answer({**DONE, "data": None}), ()),
    ],
)
def test_a_list_that_cannot_be_read(raw: Any, outcome: object) -> None:  # noqa: ANN401 -- an answer
    assert run_in_memory(ahlpay().list_day(DAY), replay(raw)) == outcome


@pytest.mark.parametrize("day", ["", "2026-3-9", "20260309", "2026-02-30", "today"])
def test_a_day_is_an_iso_day(day: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        ahlpay().list_day(day)


# ---------------------------------------------------------------------------------------------------- BIN


def test_a_bin_is_not_asked_about_where_the_account_has_not_switched_it_on() -> None:
    assert run_in_memory(ahlpay().look_up_bin("41556501"), lambda _request: Unknown("no_answer")) == NO_FACTS


def test_a_bin_as_its_sibling_tells_it() -> None:
    request = next(ahlpay(bin_enabled=True).look_up_bin("41556501"))
    assert (request.method, request.target) == ("GET", "/api/Payment/BinList/415565")
    longer = next(ahlpay(bin_enabled=True, bin_digits=8).look_up_bin("41556501"))
    assert longer.target == "/api/Payment/BinList/41556501"
    told = {
        "isBusinessCard": True,
        "cardType": "D",
        "bankName": "Örnek Bank",
        "prefixNo": "415565",
        "brandName": "Bonus",
        "network": "Visa",
    }
    facts = CardFacts(bin="415565", scheme="visa", kind="debit", bank="Örnek Bank", family="Bonus", commercial=True)
    for data in (told, [told]):
        raw = answer({**DONE, "data": data})
        assert run_in_memory(ahlpay(bin_enabled=True).look_up_bin("415565"), replay(raw)) == facts
    row = {
        "bin": "415565",
        "bank": "Örnek Bank",
        "family": "Bonus",
        "scheme": "visa",
        "kind": "debit",
        "commercial": "yes",
    }
    assert consult("bin", {"bin": "415565"}, [told], bin_enabled=True) == (row,)
    assert consult("bin_list", {}, [told, {}], bin_enabled=True) == (row, {})
    assert request_of("bin_list", {}, bin_enabled=True).target == "/api/Payment/BinList"
    empty = run_in_memory(ahlpay(bin_enabled=True).look_up_bin("415565"), replay(answer({**DONE, "data": []})))
    assert empty == NO_FACTS


@pytest.mark.parametrize("digits", ["", "41556", "41556x", "٤١٥٥٦٥", "../415565"])
def test_nothing_but_digits_becomes_part_of_an_address(digits: str) -> None:
    with pytest.raises(ValueError, match="BIN"):
        next(ahlpay(bin_enabled=True).look_up_bin(digits))


def test_a_look_up_goes_through_the_door_too() -> None:
    waiting = [answer("", 401), login_answer(), answer("", 401)]
    told = run_in_memory(ahlpay().list_day(DAY), lambda _request: waiting.pop(0))
    assert told == Refused("wrong_keys")
