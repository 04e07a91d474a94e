"""ÖderoPay's lists: the payments and refunds of a day, instalments and a BIN as rows (ÖderoPay notes §9.3, §11)."""

from typing import Any

import pytest

from frontdesk.domain.gateway import CardFacts, NotHere, Refused, Unknown, WireRequest, WireResponse
from frontdesk.domain.told import ListedPayment
from frontdesk.gateways.oderopay import LISTED
from frontdesk.gateways.oderopay.profile import OderoPayKeys
from frontdesk.gateways.setting_values import SettingError
from tests.gateways.dialects import oderopay_reported
from tests.gateways.samples import KEY, ODERO_KEYS, answer, body, lira, oderopay, order, replay
from tests.kit.in_memory import run_in_memory

DAY = "2026-07-16"


def listed(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 -- JSON
    card = {"cardType": "CREDIT_CARD", "binNumber": "525864", "lastFourDigits": "0001"}
    fields = {"createdDate": "2026-07-16T14:29:41.120345", "paymentCard": card, **changes}
    return oderopay_reported(**fields)


def given_back(price: str, made: str | None, sum_: float = 1500.0, **changes: object) -> dict[str, object]:
    return {price: sum_, "refundStatus": "SUCCESS", "conversationId": "r-1", "createdDate": made, **changes}


def page(*entries: object, total: object = None) -> WireResponse:
    told = len(entries) if total is None else total
    return answer({"data": {"items": list(entries), "page": 0, "size": 100, "totalSize": told}})


def day_of(*answers: WireResponse, **profile: Any) -> tuple[ListedPayment, ...]:  # noqa: ANN401 -- any field
    found = run_in_memory(oderopay(**profile).list_day(DAY), replay(*answers))
    assert isinstance(found, tuple), found
    return found


def unclear(*answers: WireResponse, **profile: Any) -> object:  # noqa: ANN401 -- any field of a profile
    return run_in_memory(oderopay(**profile).list_day(DAY), replay(*answers))


def test_a_day_is_read_page_after_page_in_istanbul_time() -> None:
    seen: list[WireRequest] = []
    answers = replay(page(listed(), total=2), page(listed(id=7002, conversationId="other"), total=2))

    def handle(request: WireRequest) -> WireResponse:
        seen.append(request)
        return answers(request)

    day = run_in_memory(oderopay().list_day(DAY), handle)
    asked = "/payment-reporting/v1/payments?minCreatedDate=2026-06-15T00%3A00%3A00"
    assert [(request.method, request.target) for request in seen] == [
        ("GET", f"{asked}&maxCreatedDate=2026-07-17T00%3A00%3A00&page=0&size=100"),
        ("GET", f"{asked}&maxCreatedDate=2026-07-17T00%3A00%3A00&page=1&size=100"),
    ]
    assert isinstance(day, tuple)
    # 2026-07-16 11:29:41 UTC
    assert day[0] == ListedPayment("payment", "7001", KEY, lira(150_000), "", 1_784_201_381, last4="0001")
    assert [line.payment_id for line in day] == ["7001", "7002"]


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"paymentStatus": "FAILURE"}, "failed"),
        ({"paymentStatus": "INIT_THREEDS"}, "failed"),
        ({"paymentStatus": "CALLBACK_THREEDS"}, "failed"),
        ({"paymentStatus": "TOMORROW"}, ""),
        ({"paymentPhase": "PRE_AUTH"}, "held"),
        ({"paymentPhase": "POST_AUTH"}, "captured"),
    ],
)
def test_what_a_line_says_of_the_money(changes: dict[str, object], state: str) -> None:
    (line,) = day_of(page(listed(**changes)))
    assert line.state == state


def test_refunds_are_lines_of_the_day_they_were_made_on() -> None:
    before = listed(
        id=6900,
        createdDate="2026-07-10T09:00:00",
        paymentRefunds=[given_back("price", "2026-07-16T15:02:10")],
        paymentTransactions=[
            {
                "id": 1,
                "paymentTransactionRefunds": [
                    given_back("refundPrice", "2026-07-16T15:02:10"),
                    given_back("refundPrice", "2026-07-16T16:00:00", 200.25, conversationId="r-2"),
                    given_back("refundPrice", "2026-07-15T16:00:00", 100.0, conversationId="r-3"),
                    given_back(
                        "refundPrice", "2026-07-16T17:00:00", 50.0, conversationId="r-4", refundStatus="FAILURE"
                    ),
                ],
            }
        ],
    )
    lines = day_of(page(before))
    assert [(line.kind, line.key, line.amount, line.state) for line in lines] == [
        ("cancel", "r-1", lira(150_000), ""),
        ("refund", "r-2", lira(20_025), "refunded"),
        ("refund", "r-4", lira(5_000), "failed"),
    ]
    assert {line.payment_id for line in lines} == {"6900"}
    undated = listed(paymentRefunds=[given_back("price", None)])
    assert [line.kind for line in day_of(page(undated))] == ["payment", "cancel"]


def test_a_payment_of_midnight_is_of_the_day_it_begins() -> None:
    both = (listed(createdDate="2026-07-17T00:00:00"), listed(id=7002, createdDate="2026-07-16T23:59:59.999"))
    assert [line.payment_id for line in day_of(page(*both))] == ["7002"]


def test_a_sum_that_cannot_be_read_safely_is_none() -> None:
    for changes in ({"paidPrice": 1500.001}, {"paidPrice": None}, {"currency": "XTS"}):
        (line,) = day_of(page(listed(**changes)))
        assert line.amount is None


def test_an_empty_day() -> None:
    assert day_of(page()) == ()
    assert day_of(answer({"data": {"items": []}})) == ()


def test_a_list_is_never_cut_silently() -> None:
    assert unclear(page(listed(), total=3), page(listed(id=7002), total=3), most_pages=2) == Unknown("answer_too_large")
    assert unclear(page(listed(), total=2), page(total=2)) == Unknown("answer_unreadable")
    assert unclear(answer({"data": {"items": [listed()]}})) == Unknown("answer_unreadable")
    shifted = (page(listed(), total=1 + 1), page(listed(), total=2), page(listed(id=7002), total=2))
    assert [line.payment_id for line in day_of(*shifted)] == ["7001", "7002"]


@pytest.mark.parametrize(
    "raw",
    [
        page(5),
        page(listed(createdDate=None)),
        page(listed(createdDate="yesterday")),
        page(listed(id=None)),
        page(listed(id="../1")),
        page(listed(paymentRefunds="none")),
        page(listed(), total="many"),
        answer("<html>", 502),
    ],
)
def test_a_list_that_cannot_be_read_is_unknown(raw: WireResponse) -> None:
    assert isinstance(unclear(raw), Unknown)


def test_wrong_keys_are_a_clear_no() -> None:
    raw = answer({"errors": {"errorCode": "1003"}}, 401)
    assert unclear(raw) == Refused("wrong_keys", "1003")
    assert run_in_memory(oderopay().consult("returns", {"from": DAY}), replay(raw)) == Refused("wrong_keys", "1003")


def test_the_lists_as_rows() -> None:
    back = listed(paymentRefunds=[given_back("price", "2026-07-16T15:02:10")])
    rows = run_in_memory(oderopay().consult("transactions", {"from": DAY}), replay(page(back)))
    assert isinstance(rows, tuple)
    assert [row["type"] for row in rows] == ["payment", "cancel"]
    returns = run_in_memory(oderopay().consult("returns", {"from": DAY}), replay(page(back)))
    assert isinstance(returns, tuple)
    assert returns[0]["amount"] == "1500.00"


def test_instalments_as_recorded() -> None:
    asked = {"bin": "525864", "amount": "150050"}
    request = next(oderopay().consult("instalments", asked))
    assert request.method == "GET"
    assert request.target == "/installment/v1/installments?binNumber=525864&price=1500.5&currency=TRY"
    raw = """{"data":{"items":[{"binNumber":"525864","price":1500.5,"cardType":"CREDIT_CARD",
    "cardAssociation":"MASTER_CARD","cardBrand":"World","bankName":"YAPI VE KREDİ BANKASI A.Ş.","bankCode":67,
    "force3ds":false,"commercial":false,
    "installmentPrices":[{"installmentNumber":1,"installmentPrice":1500.5,"totalPrice":1500.5}]}]}}"""
    rows = run_in_memory(oderopay().consult("instalments", asked), replay(answer(raw)))
    assert rows == (
        {
            "bin": "525864",
            "bank": "YAPI VE KREDİ BANKASI A.Ş.",
            "family": "World",
            "scheme": "mastercard",
            "kind": "credit",
            "domestic": "yes",
            "force3ds": "no",
            "count": "1",
            "each": "1500.50",
            "total": "1500.50",
        },
    )
    every = next(oderopay().consult("instalments", {"amount": "100", "currency": "USD"}))
    assert every.target == "/installment/v1/installments?price=1&currency=USD"


def test_a_bin_without_its_bank_is_of_no_known_country() -> None:
    raw = answer({"data": {"binNumber": "540001", "cardAssociation": "MASTER_CARD"}})
    facts = run_in_memory(oderopay().look_up_bin("540001"), replay(raw))
    assert facts == CardFacts(bin="540001", scheme="mastercard", domestic=None)
    missing = answer('{"errors":{"errorCode":"10213","errorGroup":"BIN_NOT_FOUND"}}', 404)
    refused = run_in_memory(oderopay().consult("bin", {"bin": "540001"}), replay(missing))
    assert refused == Refused("card_number_refused", "10213", "BIN_NOT_FOUND")


def test_one_pos_may_take_every_payment_of_the_account() -> None:
    assert body(next(oderopay(pos_alias="garanti-pos").place(order())))["posAlias"] == "garanti-pos"
    assert "posAlias" not in body(next(oderopay().place(order())))
    assert body(next(oderopay().place(order(instalments=3, purpose="sale"))))["installment"] == 3


def test_the_menu_says_what_is_there() -> None:
    abilities = oderopay(hold_instalments=(2,)).abilities
    assert (abilities.hold_instalments, abilities.stored_cards, abilities.hosted, abilities.day_list) == (
        (2,),
        True,
        True,
        True,
    )
    assert (abilities.cancel_window, abilities.finds_by, abilities.webhook) == ("gateway_decides", "key_or_id", False)
    notified = oderopay(keys=OderoPayKeys(ODERO_KEYS.api_key, ODERO_KEYS.secret_key, webhook_key="whk-41c7be90d2"))
    assert notified.abilities.webhook
    assert not oderopay(bank_pos=False).abilities.holds
    assert abilities.service("commission") == "not_known"
    with pytest.raises(NotHere):
        oderopay().consult("link", {})


def test_the_settings_of_an_account() -> None:
    drawn = {"base_url": "https://sandbox.example", "api_key": "a-key", "secret_key": "a-secret"}
    more = {"pos_alias": " garanti-pos ", "hold_instalments": "3, 2", "webhook_key": "whk-1", "bank_pos": "no"}
    account = LISTED.build({**drawn, **more}, lambda: "random")
    assert body(next(account.place(order(purpose="sale"))))["posAlias"] == "garanti-pos"
    abilities = account.abilities
    assert (abilities.hold_instalments, abilities.webhook, abilities.holds) == ((2, 3), True, False)
    assert "whk-1" not in repr(account) + repr(vars(account))
    assert "webhook_key" in LISTED.secrets
    for counts in ("1", "2;3", "x", "100", "2,-3", "٣"):
        with pytest.raises(SettingError, match="hold_instalments"):
            LISTED.build({**drawn, "hold_instalments": counts}, lambda: "random")
