"""iyzico's lists: the transactions of a day, instalments and a BIN as rows (iyzico notes §12.3, §13)."""

from typing import Any

import pytest

from frontdesk.domain.gateway import CardFacts, NotHere, Refused, Unknown, WireRequest, WireResponse
from frontdesk.domain.told import ListedPayment
from frontdesk.gateways.iyzico import LISTED
from tests.gateways.dialects import QUESTION
from tests.gateways.samples import answer, body, iyzico, lira, replay
from tests.kit.in_memory import run_in_memory

DAY = "2026-06-13"


def listed(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 -- JSON
    return {
        "transactionType": "PAYMENT",
        "transactionDate": "2026-06-13 00:33:20",
        "transactionId": 900001,
        "transactionStatus": 2,
        "paymentTxId": 50010001,
        "paymentId": 40010001,
        "conversationId": "hold-7f3a-1",
        "paymentPhase": "PRE_AUTH",
        "price": 1500,
        "paidPrice": 1500,
        "transactionCurrency": "TRY",
        "installment": 1,
        "threeDS": 0,
        "authCode": "418207",
        "hostReference": "mock00007iyzihostrfn",
        **changes,
    }


def page(*entries: object, number: int = 1, pages: object = 1, **more: object) -> WireResponse:
    fields = {"status": "success", "transactions": list(entries), "currentPage": number, "totalPageCount": pages}
    return answer({**fields, **more})


def day_of(*answers: WireResponse, **profile: Any) -> object:  # noqa: ANN401 -- any field of a profile
    return run_in_memory(iyzico(QUESTION, **profile).list_day(DAY), replay(*answers))


def only_line(entry: dict[str, Any]) -> ListedPayment:
    found = day_of(page(entry))
    assert isinstance(found, tuple)
    (line,) = found
    assert isinstance(line, ListedPayment)
    return line


def test_a_day_is_read_page_after_page_in_istanbul_time() -> None:
    seen: list[WireRequest] = []
    cancel = listed(transactionType="CANCEL", transactionId=900002, conversationId="hold-7f3a-cxl-1", price=1500)
    refund = listed(transactionType="REFUND", transactionId=900003, paidPrice=200.25, price=200.25, paymentPhase="")
    answers = replay(page(listed(), cancel, pages=2), page(cancel, refund, number=2, pages="2"))

    def handle(request: WireRequest) -> WireResponse:
        seen.append(request)
        return answers(request)

    day = run_in_memory(iyzico(QUESTION).list_day(DAY), handle)
    assert [(request.method, request.target) for request in seen] == [
        ("GET", "/v2/reporting/payment/transactions?page=1&transactionDate=2026-06-13"),
        ("GET", "/v2/reporting/payment/transactions?page=2&transactionDate=2026-06-13"),
    ]
    first, second, third = day  # type: ignore[misc]
    assert first == ListedPayment(
        "payment",
        "40010001",
        "hold-7f3a-1",
        lira(150_000),
        "held",
        1_781_300_000,  # 2026-06-12 21:33:20 UTC
        auth_code="418207",
        host_reference="mock00007iyzihostrfn",
    )
    assert (second.kind, second.state, second.key) == ("cancel", "released", "hold-7f3a-cxl-1")
    assert (third.kind, third.state, third.amount) == ("refund", "refunded", lira(20_025))


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"paymentPhase": "POST_AUTH"}, "captured"),
        ({"paymentPhase": "AUTH"}, "charged"),
        ({"paymentPhase": "TOMORROW"}, ""),
        ({"paymentPhase": None}, ""),
        ({"transactionStatus": 1}, "held"),
        ({"transactionStatus": -1}, "failed"),
        ({"transactionStatus": 0}, ""),
        ({"transactionStatus": "3"}, ""),
        ({"transactionType": "CANCEL", "paymentPhase": "AUTH"}, "refunded"),
        ({"transactionType": "CANCEL", "paymentPhase": None}, ""),
        ({"transactionType": "CANCEL", "transactionStatus": "-1"}, "failed"),
    ],
)
def test_what_a_line_says_of_the_money(changes: dict[str, object], state: str) -> None:
    assert only_line(listed(**changes)).state == state


@pytest.mark.parametrize(
    ("changes", "amount"),
    [
        ({"transactionCurrency": "XTS"}, None),
        ({"transactionCurrency": None}, None),
        ({"paidPrice": 1500.001}, None),
        ({"paidPrice": "much"}, None),
        ({"paidPrice": None}, None),
        ({"transactionType": "REFUND", "paidPrice": 200.25}, lira(20_025)),
        ({"transactionType": "REFUND", "paidPrice": None}, None),
    ],
)
def test_a_sum_that_cannot_be_read_safely_is_none(changes: dict[str, object], amount: object) -> None:
    assert only_line(listed(**changes)).amount == amount


def test_a_line_without_a_time_has_none() -> None:
    assert only_line(listed(transactionDate=None)).at == 0


def test_an_empty_day() -> None:
    assert day_of(page(pages=0)) == ()
    assert day_of(page(pages=None)) == ()
    assert day_of(answer({"status": "success"})) == ()


def test_a_list_is_never_cut_silently() -> None:
    assert day_of(page(listed(), pages=3), most_pages=2) == Unknown("answer_too_large")
    assert day_of(page(listed(), pages=None)) == Unknown("answer_unreadable")
    second = page(listed(), number=1, pages=2)
    assert day_of(page(listed(), pages=2), second) == Unknown("mismatch")


@pytest.mark.parametrize(
    "raw",
    [
        page(5),
        page(listed(transactionType="TOMORROW")),
        page(listed(transactionDate="yesterday")),
        page(listed(paymentId=-1)),
        page(pages="many"),
        page(transactions="none"),
        answer("<html>", 502),
    ],
)
def test_a_list_that_cannot_be_read_is_unknown(raw: WireResponse) -> None:
    assert isinstance(day_of(raw), Unknown)


def test_wrong_keys_are_a_clear_no() -> None:
    raw = answer({"status": "failure", "errorCode": "1000"})
    assert day_of(raw) == Refused("wrong_keys", "1000")
    asked = {"from": DAY}
    assert run_in_memory(iyzico().consult("transactions", asked), replay(raw)) == Refused("wrong_keys", "1000")


@pytest.mark.parametrize("day", ["13.06.2026", "2026-6-13", "20260613", "2026-06-13&page=9", ""])
def test_nothing_but_a_day_becomes_part_of_an_address(day: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- its words are Python's own
        next(iyzico().list_day(day))


def test_the_lists_as_rows() -> None:
    refund = listed(transactionType="REFUND", transactionId=2, paidPrice=200.25, price=200.25)
    answers = (page(listed(), refund), page(pages=0))
    both = {"from": DAY, "to": "2026-06-14"}
    rows = run_in_memory(iyzico(QUESTION).consult("transactions", both), replay(*answers))
    assert [row["type"] for row in rows] == ["payment", "refund"]  # type: ignore[union-attr]
    returns = run_in_memory(iyzico(QUESTION).consult("returns", both), replay(*answers))
    assert returns == (
        {
            "type": "refund",
            "id": "40010001",
            "key": "hold-7f3a-1",
            "amount": "200.25",
            "currency": "TRY",
            "status": "refunded",
            "at": "1781300000",
            "auth_code": "418207",
        },
    )


def test_instalments_are_told_for_each_count() -> None:
    asked = {"bin": "55287900", "amount": "150000"}
    request = next(iyzico(QUESTION).consult("instalments", asked))
    assert (request.method, request.target) == ("POST", "/payment/iyzipos/installment")
    assert body(request) == {
        "locale": "tr",
        "conversationId": QUESTION,
        "binNumber": "55287900",
        "price": "1500.0",
    }
    details = {
        "binNumber": "552879",
        "price": 1500,
        "cardType": "CREDIT_CARD",
        "cardAssociation": "MASTER_CARD",
        "cardFamilyName": "Paraf",
        "force3ds": 1,
        "bankCode": 12,
        "bankName": "Halk Bankası",
        "commercial": 0,
        "installmentPrices": [
            {"installmentPrice": 1500, "totalPrice": 1500, "installmentNumber": 1},
            {"installmentPrice": 520.5, "totalPrice": 1561.5, "installmentNumber": 3},
        ],
    }
    raw = answer({"status": "success", "conversationId": QUESTION, "installmentDetails": [details]})
    rows = run_in_memory(iyzico(QUESTION).consult("instalments", asked), replay(raw))
    card = {
        "bin": "552879",
        "bank": "Halk Bankası",
        "family": "Paraf",
        "scheme": "mastercard",
        "kind": "credit",
        "domestic": "yes",
        "force3ds": "yes",
    }
    assert rows == (
        {**card, "count": "1", "each": "1500.00", "total": "1500.00"},
        {**card, "count": "3", "each": "520.50", "total": "1561.50"},
    )


def test_a_foreign_card_shows_by_what_is_missing() -> None:
    foreign = {"binNumber": "540001", "price": 1500, "installmentPrices": [{"installmentNumber": 1}]}
    raw = answer({"status": "success", "installmentDetails": [foreign]})
    rows = run_in_memory(iyzico(QUESTION).consult("instalments", {"amount": "150000"}), replay(raw))
    assert rows == ({"bin": "540001", "domestic": "no", "force3ds": "no", "count": "1"},)
    told = answer({"status": "success", "conversationId": QUESTION, "binNumber": "54000100"})
    assert run_in_memory(iyzico(QUESTION).look_up_bin("54000100"), replay(told)) == CardFacts(
        bin="54000100", domestic=False
    )


def test_a_bin_as_a_row() -> None:
    raw = answer(
        '{"status":"success","locale":"tr","systemTime":1781299000000,"conversationId":"bin-1","binNumber":"55287900",'
        '"cardType":"CREDIT_CARD","cardAssociation":"MASTER_CARD","cardFamily":"Paraf","bankName":"Halk Bankası",'
        '"bankCode":12,"commercial":0}'
    )
    rows = run_in_memory(iyzico("bin-1").consult("bin", {"bin": "552879000000"}), replay(raw))
    assert rows == (
        {
            "bin": "55287900",
            "bank": "Halk Bankası",
            "family": "Paraf",
            "scheme": "mastercard",
            "kind": "credit",
            "domestic": "yes",
        },
    )


def test_the_menu_says_what_is_there() -> None:
    abilities = iyzico(hold_instalments=(2, 3)).abilities
    assert {name for name, state in abilities.services.items() if state == "here"} == {
        "bin",
        "instalments",
        "transactions",
        "returns",
    }
    assert abilities.service("frame") == "used"
    assert abilities.service("commission_rates") == "not_known"
    assert (abilities.hold_instalments, abilities.day_list, abilities.webhook) == ((2, 3), True, True)
    assert (abilities.finds_by, abilities.cancel_window, abilities.hosted) == ("key_or_id", "same_day", True)
    with pytest.raises(NotHere):
        iyzico().consult("sellers", {})


def test_the_settings_of_an_account() -> None:
    told = {"base_url": "https://sandbox.example", "api_key": "a-key", "secret_key": "a-secret"}
    abilities = LISTED.build({**told, "hold_instalments": "2,3", "stored_cards": "no"}, lambda: "random").abilities
    assert (abilities.hold_instalments, abilities.stored_cards) == ((2, 3), False)
    assert LISTED.build(told, lambda: "random").abilities.hold_instalments == ()
