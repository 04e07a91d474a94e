"""The list of a day, instalments, POSes, the 3D Secure rule at the practice ÖderoPay (ÖderoPay notes §6.1, §9, §11)."""

from decimal import Decimal

import pytest

from frontdesk.practice.bank import DAY, Bank
from frontdesk.practice.ground import Ground
from frontdesk.practice.oderopay.ways import Ways, ways_of
from tests.practice.clients import CALLBACK, Fields, Oderopay

PAY = "/payment/v1/card-payments"
REPORTS = "/payment-reporting/v1/payments"
INSTALMENTS = "/installment/v1/installments"
TODAY = "minCreatedDate=2026-06-12T00:00:00&maxCreatedDate=2026-06-12T23:59:59"


def change(ground: Ground, **ways: object) -> None:
    ground.ways["oderopay"] = Ways(**ways_of(ground)._asdict() | ways)


def test_the_list_of_a_day_is_read_page_by_page(odero: Oderopay, bank: Bank) -> None:
    ids = [odero.holds(100 + turn, f"day-{turn}")["id"] for turn in range(5)]
    bank.advance(DAY)
    odero.holds(1, "tomorrow")
    seen: list[object] = []
    for page in range(3):
        listed = odero.call("GET", f"{REPORTS}?{TODAY}&page={page}&size=2")
        assert (listed["page"], listed["size"], listed["totalSize"]) == (page, 2, 5)
        seen += [one["id"] for one in listed.rows("items")]
    assert seen == ids[::-1]
    assert odero.call("GET", f"{REPORTS}?{TODAY}&page=3&size=2").rows("items") == []
    assert bank.requests["oderopay", "day_list"] == 4
    odero.searches("day-1")
    assert bank.requests["oderopay", "inquire"] == 1


def test_a_day_list_tells_what_was_given_back(odero: Oderopay, bank: Bank) -> None:
    freed, taken, sold = odero.holds(key="freed"), odero.holds(key="taken"), odero.sells()
    odero.gives_back(freed["id"])
    odero.captures(taken["id"], 1250.5)
    part: Fields = {"paymentTransactionId": sold.rows("paymentTransactions")[0]["id"], "refundPrice": 200.25}
    odero.call("POST", "/payment/v1/refund-transactions", part)
    bank.advance(DAY)
    odero.gives_back(taken["id"])
    rows = {one["id"]: one for one in odero.call("GET", f"{REPORTS}?{TODAY}").rows("items")}
    assert [money(rows[freed["id"]], "price"), money(rows[taken["id"]], "price")] == ["1500.5", "1250.5"]
    lines = rows[sold["id"]]["paymentTransactions"]
    assert isinstance(lines, list)
    assert [one["refundPrice"] for one in lines[0]["paymentTransactionRefunds"]] == [Decimal("200.25")]
    for one in rows.values():
        assert {"orderId", "updatedDate", "paymentCard", "paymentCommission"} <= set(one)
        assert "paymentPhase" not in one


def money(row: dict[str, object], name: str) -> str:
    refunds = row["paymentRefunds"]
    assert isinstance(refunds, list)
    assert refunds[0]["refundStatus"] == "SUCCESS"
    return str(refunds[0][name])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("maxCreatedDate=2026-06-12T12:00:00", 1),
        ("maxCreatedDate=2026-06-12T11:59:59", 0),
        ("minCreatedDate=2026-06-12T12:00:00", 1),
        ("minCreatedDate=2026-06-12T12:00:01", 0),
        ("minCreatedDate=2026-06-12T09:00:00.000Z", 1),
        ("minCreatedDate=2026-06-12T12:00:01&paymentTxIds={line}", 1),
        ("minCreatedDate=2026-06-12T12:00:01&paymentTransactionIds={line}", 1),
        ("minCreatedDate=2026-06-12", None),
        ("maxCreatedDate=yesterday", None),
        ("size=0", None),
        ("page=-1", None),
        ("connectorType=TOKENPOS&installment=1&isThreeDS=false&minPrice=1500.5&maxPaidPrice=1500.50", 1),
        ("subMerchantIds=7", 0),
    ],
)
def test_filters_of_the_day(odero: Oderopay, query: str, found: int | None) -> None:
    line = odero.holds().rows("paymentTransactions")[0]["id"]
    listed = odero.call("GET", f"{REPORTS}?{query.format(line=line)}")
    assert listed.body.get("errorCode") == ("2001" if found is None else None)
    assert found is None or len(listed.rows("items")) == found


def test_instalments_of_a_credit_card(odero: Oderopay) -> None:
    answer = odero.call("GET", f"{INSTALMENTS}?binNumber=525864&price=1500.5&currency=TRY")
    assert set(answer.body) == {"items"}
    entry = answer.rows("items")[0]
    assert (entry["force3ds"], entry["cardBrand"], entry["bankCode"]) == (False, "World", 67)
    prices = entry["installmentPrices"]
    assert isinstance(prices, list)
    assert [one["installmentNumber"] for one in prices] == [1, 2, 3, 6, 9, 12]
    assert prices[0] == {
        "installmentNumber": 1,
        "installmentPrice": Decimal("1500.5"),
        "totalPrice": Decimal("1500.5"),
    }
    assert prices[1]["totalPrice"] == Decimal("1537.86")
    assert prices[1]["installmentPrice"] == Decimal("768.93")


@pytest.mark.parametrize(
    "query", ["binNumber=479681&price=10", "binNumber=375623&price=10", "binNumber=525864&price=10&currency=EUR"]
)
def test_cards_and_currencies_without_instalments(odero: Oderopay, query: str) -> None:
    prices = odero.call("GET", f"{INSTALMENTS}?{query}").rows("items")[0]["installmentPrices"]
    assert isinstance(prices, list)
    assert len(prices) == 1


def test_without_a_bin_every_family_is_told(odero: Oderopay) -> None:
    rows = odero.call("GET", f"{INSTALMENTS}?price=100&currency=TRY").rows("items")
    assert sorted(str(one["cardBrand"]) for one in rows) == ["Axess", "Bonus", "Maximum", "World"]
    assert {one["binNumber"] for one in rows} == {None}
    assert {one["force3ds"] for one in rows} == {False}


@pytest.mark.parametrize("query", ["binNumber=525864", "price=0", "price=10&currency=GBP"])
def test_instalments_badly_asked(odero: Oderopay, query: str) -> None:
    assert odero.call("GET", f"{INSTALMENTS}?{query}")["errorCode"] == "2001"


def test_a_hold_in_instalments_is_taken_as_it_is(odero: Oderopay) -> None:
    order = odero.order() | {"installment": 3, "paidPrice": 1554.37}
    held = odero.call("POST", PAY, order)
    assert (held["installment"], held["paymentPhase"], held["paidPrice"]) == (3, "PRE_AUTH", Decimal("1554.37"))
    debit = odero.call("POST", PAY, odero.order(cardNumber="4796810000000002") | {"installment": 3})
    assert debit["errorGroup"] == "DEBIT_CARDS_INSTALLMENT_NOT_ALLOWED"


def test_three_d_secure_may_be_the_only_way(odero: Oderopay, ground: Ground) -> None:
    change(ground, force_3ds=True)
    entry = odero.call("GET", f"{INSTALMENTS}?binNumber=525864&price=10").rows("items")[0]
    assert entry["force3ds"] is True
    assert odero.holds()["errorGroup"] == "REQUIRES_3DS"
    assert odero.holds(cardNumber="4796810000000002")["errorGroup"] == "DEBIT_CARDS_REQUIRES_3DS"
    assert odero.starts_challenge()["htmlContent"]


@pytest.mark.parametrize(
    ("alias", "code", "group"),
    [
        ("garanti-otel", None, None),
        ("token-cuzdan", "2005", None),
        ("akbank-eski", "10058", "NOT_PERMITTED_TO_TERMINAL"),
        ("unknown", None, None),
        (None, "2005", None),
    ],
)
def test_what_stands_behind_a_pos_alias(
    odero: Oderopay, ground: Ground, alias: str | None, code: str | None, group: str | None
) -> None:
    table = "garanti-otel=bank token-cuzdan=e-money akbank-eski=no-holds *=e-money"
    change(ground, pos_aliases=table)
    order = odero.order() | {"posAlias": alias, "callbackUrl": CALLBACK}
    for path in (PAY, PAY + "/3ds-init"):
        answer = odero.call("POST", path, order)
        assert (answer.body.get("errorCode"), answer.body.get("errorGroup")) == (code, group)
    assert odero.call("POST", PAY, order | {"paymentPhase": "AUTH"})["paymentStatus"] == "SUCCESS"
