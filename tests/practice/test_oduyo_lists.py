"""Payment lists, POS list, instalments and links at the practice Ödüyo (Ödüyo notes §10)."""

import json
from decimal import Decimal

import pytest

from frontdesk.practice import oduyo
from frontdesk.practice.exchange import Request
from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Ground
from frontdesk.practice.oduyo.switches import ways_of
from tests.practice.clients import Browser, Fields
from tests.practice.oduyo_client import Oduyo

SELECT, RETURNS, POSES = (
    "payment/payment_select",
    "payment_return/payment_return_select",
    "bank_list/bank_list_select",
)
INSTALLMENTS = "gateway/get_installments"


def test_a_deposit_is_found_by_its_order_number(odu: Oduyo, oduyo_guest: Browser) -> None:
    odu.charges(oduyo_guest)
    started = odu.starts()
    oduyo_guest.presses(oduyo_guest.opens(started.text("html_form")), "code", "123456")
    order = odu.confirms(started["payment_id"])["order_id"]
    (row,) = odu.rows(filters=[{"field": "orderid", "operator": "=", "value": order}])
    assert (row["id"], row["orderid"], row["status"], row["payment_type"]) == ("2", order, "3D-SUCCESS", "3d")
    assert (row["total_with_commison"], row["total_without_commison"]) == ("5000.0000", "5000.0000")
    assert (row["currency_type"], row["installment_number"]) == ("tl", "1")
    assert (row["masked_card"], row["card_type1"], row["card_type2"]) == ("411111******1111", "bonus", "visa")
    assert (row["payment_ip"], row["pos_id"], row["created_in"]) == ("203.0.113.10", "1", "2026-06-12 12:00:00")
    assert str(row["paymentsend_id"])[15:] == "20260612120000"
    assert row["id"] != str(started["payment_id"])


def test_a_row_tells_how_far_its_payment_came(odu: Oduyo, oduyo_guest: Browser) -> None:
    odu.starts()
    odu.starts(number="4151111111111112")
    refused = odu.starts()
    oduyo_guest.presses(oduyo_guest.opens(refused.text("html_form")), "cancel")
    assert [row["status"] for row in odu.rows()] == ["3D-POST", "ERROR", "3D-ERROR"]


def test_columns_are_what_was_asked_for_and_everything_otherwise(odu: Oduyo) -> None:
    odu.starts()
    assert odu.rows(params={"colums": ["orderid", "status"]})[0].keys() == {"orderid", "status"}
    greedy = odu.rows()[0]
    assert greedy["space1"] == "12/2026"
    assert greedy["space4"]
    assert odu.rows(params={"columns": ["orderid"]})[0].keys() == greedy.keys()
    assert "password" in json.loads(str(odu.rows(POSES)[0]["info"]))
    safe = odu.rows(POSES, params={"colums": ["bank_id", "name", "model", "status"]})
    assert safe[1] == {"bank_id": "2", "name": "İş Bankası", "model": "3d_pay", "status": "1"}
    assert [one["status"] for one in safe] == ["1", "1", "1", "2"]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ([("total_with_commison", "=", "200")], [2]),
        ([("total_with_commison", "<>", "200.00")], [1, 3]),
        ([("total_with_commison", ">=", "200")], [2, 3]),
        ([("total_with_commison", "<=", "200")], [1, 2]),
        ([("total_with_commison", ">", "200")], [3]),
        ([("total_with_commison", "<", "1000")], [1, 2]),
        ([("id", "IN", ["1", "3"])], [1, 3]),
        ([("id", "IN", "1, 3")], [1, 3]),
        ([("id", "NOT IN", "1,3")], [2]),
        ([("masked_card", "LIKE", "**1111")], [1, 2, 3]),
        ([("masked_card", "NOT LIKE", "9999")], [1, 2, 3]),
        ([("created_in", "LIKE AFTER", "2026-06-12")], [1, 2, 3]),
        ([("created_in", "LIKE AFTER", "06-12")], []),
        ([("created_in", "LIKE BEFORE", ":00")], [1, 2, 3]),
        ([("created_in", ">=", "2026-06-12 00:00:00"), ("created_in", "<=", "2026-06-12 23:59:59")], [1, 2, 3]),
        ([("id", "=", "1"), ("id", "OR =", "3")], [1, 3]),
        ([("id", "=", "1"), ("status", "=", "none"), ("id", "OR LIKE", "2")], [2]),
        ([("space2", "=", "")], []),
    ],
)
def test_filters(odu: Oduyo, filters: list[tuple[str, str, object]], found: list[int]) -> None:
    for amount in ("100.00", "200.00", "1000.00"):
        odu.starts(amount)
    wanted = [dict(zip(("field", "operator", "value"), one, strict=True)) for one in filters]
    assert [int(str(row["id"])) for row in odu.rows(filters=wanted)] == found


def test_limit_offset_and_sorting(odu: Oduyo) -> None:
    for amount in ("100.00", "1000.00", "200.00"):
        odu.starts(amount)

    def ids(**changed: object) -> list[object]:
        return [row["id"] for row in odu.rows(**changed)]

    assert ids(limit="2") == ["1", "2"]
    assert ids(offset="2") == ["2", "3"]
    assert ids(sorting=[{"field": "total_with_commison", "sort": "DESC"}]) == ["2", "3", "1"]
    assert ids(sorting=[{"field": "status", "sort": "asc"}, {"field": "id", "sort": "DESC"}]) == ["3", "2", "1"]
    assert ids(sorting=[{"field": "space2", "sort": "ASC"}, {"field": "orderid"}]) != []


@pytest.mark.parametrize(
    "changed",
    [
        {"limit": None},
        {"offset": None},
        {"limit": "all"},
        {"filters": "id=1"},
        {"filters": [{"field": "secret", "operator": "=", "value": "1"}]},
        {"filters": [{"field": "id", "operator": "~", "value": "1"}]},
        {"filters": [{"field": "id", "operator": "="}]},
        {"filters": [{"field": "id", "operator": "IN", "value": []}]},
        {"params": {"colums": ["secret"]}},
        {"params": "id"},
        {"sorting": [{"field": "secret"}]},
        {"sorting": [{"field": "id", "sort": "UP"}]},
        {"sorting": "id"},
    ],
)
def test_selects_that_are_not_understood(odu: Oduyo, changed: Fields) -> None:
    body: Fields = {"filters": "", "params": "", "limit": "10", "offset": "0", "sorting": ""}
    assert odu.call(SELECT, body | changed).status == 400


def test_cancels_and_refunds_have_a_list_of_their_own(odu: Oduyo, oduyo_guest: Browser) -> None:
    first, second = odu.charges(oduyo_guest), odu.charges(oduyo_guest, "250.00")
    order = odu.refunds(second)["order_id"]
    odu.cancels(first)
    rows = odu.rows(RETURNS)
    assert [(row["id"], row["payment_type"]) for row in rows] == [("1", "cancel"), ("2", "cancel")]
    assert rows[0]["orderid"] == order
    assert "250.00" in str(rows[0]["transaction_data"])


def test_faults_tell_another_story_in_the_list(ground: Ground, odu: Oduyo) -> None:
    odu.starts()
    true = odu.rows()[0]
    for kind, column in (
        ("wrong_amount", "total_with_commison"),
        ("wrong_currency", "currency_type"),
        ("wrong_id", "orderid"),
        ("unknown_words", "status"),
        ("eight_decimals", "total_with_commison"),
    ):
        ground.faults.add(Fault(kind, "oduyo", "day_list"))
        assert odu.rows()[0][column] != true[column], kind
    ground.faults.add(Fault("not_found", "oduyo", "day_list"))
    assert odu.rows() == []


def offers(odu: Oduyo, **asked: object) -> dict[tuple[str, str, str], str]:
    """POS, family and count with the total."""
    found: dict[tuple[str, str, str], str] = {}
    for one in odu.call(INSTALLMENTS, {"price": Decimal(5000)} | asked).rows("data"):
        families = one["installments"]
        assert isinstance(families, dict)
        for family, counts in families.items():
            for count, line in counts.items():
                found[str(one["pos_alias"]), family, count] = line["total_price"]
    return found


def test_instalments_are_told_by_pos_family_and_count(odu: Oduyo) -> None:
    told = offers(odu)
    assert {pos for pos, _, _ in told} == {"garanti-1", "isbank-1", "sipay-1"}
    assert told["garanti-1", "bonus", "1"] == "5149.50"
    assert told["sipay-1", "maximum", "3"] == "5225.00"
    one = odu.call(INSTALLMENTS, {"price": "5000.00", "pos_alias": "isbank-1"}).rows("data")[0]
    assert (one["price"], one["currency_type"], one["bank_id"], one["pos_alias"]) == ("5000.00", "TRY", "2", "isbank-1")
    assert (one["force_3ds"], one["cvc_required"]) == ("2", 1)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"bin_no": 41111111, "currency_type": "USD"}, {("garanti-1", "bonus")}),
        ({"bin_no": "45435900"}, {("isbank-1", "maximum"), ("sipay-1", "maximum")}),
        ({"bin_no": 54510300}, {("sipay-1", "world")}),
        ({"bin_no": 45435900, "best_of_rate": True}, {("sipay-1", "maximum"), ("isbank-1", "maximum")}),
        ({"currency_type": "TRT", "pos_alias": "garanti-1"}, {("garanti-1", "bonus")}),
    ],
)
def test_which_families_are_offered(odu: Oduyo, asked: Fields, found: set[tuple[str, str]]) -> None:
    assert {(pos, family) for pos, family, _ in offers(odu, **asked)} == found


def test_the_best_rate_has_each_family_and_count_once(odu: Oduyo) -> None:
    told = offers(odu, best_of_rate=True)
    assert len({place[1:] for place in told}) == len(told)
    assert ("garanti-1", "bonus", "1") in told
    assert ("sipay-1", "maximum", "1") in told
    assert ("isbank-1", "maximum", "9") in told


def test_a_strange_or_a_debit_card_pays_at_once(odu: Oduyo) -> None:
    for digits in (99999999, 55260800, 51704100):
        assert {count for _, _, count in offers(odu, bin_no=digits)} == {"1"}


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"price": None}, 400),
        ({"price": 0}, 400),
        ({"currency_type": None}, 200),
        ({"currency_type": 949}, 400),
        ({"currency_type": "GBP"}, 400),
        ({"bin_no": "4111"}, 400),
        ({"bin_no": "bin"}, 400),
        ({"pos_alias": "old-1"}, 404),
        ({"pos_alias": ""}, 404),
    ],
)
def test_instalment_queries_that_are_checked(odu: Oduyo, asked: Fields, status: int) -> None:
    assert odu.call(INSTALLMENTS, {"price": 5000} | asked).status == status


def test_the_instalment_answer_has_shapes(ground: Ground, odu: Oduyo) -> None:
    ways = ways_of(ground)
    ground.ways["oduyo"] = ways._replace(installments_as_object=True, commission_in_total=False)
    answer = odu.call(INSTALLMENTS, {"price": 5000})
    assert answer["pos_alias"] == "garanti-1"
    bonus = answer.part("installments")["bonus"]
    assert isinstance(bonus, dict)
    assert bonus["1"]["total_price"] == "5000.00"
    ground.ways["oduyo"] = ways._replace(counts_as_list=True)
    lists = odu.call(INSTALLMENTS, {"price": 5000}).rows("data")[0]["installments"]
    assert isinstance(lists, dict)
    assert [line["installment_no"] for line in lists["bonus"]] == [1, 2, 3, 6, 9, 12]


def test_a_payment_link_is_json_inside_a_text(ground: Ground, odu: Oduyo) -> None:
    wish = {"amount": "750.00", "email": "deniz@example.com", "payment_type": "2"}
    made = json.loads(odu.call("pay/get_link", wish).text("data"))
    assert set(made) == {"url", "paymentsendid"}
    again = odu.call("payLink/getlink", {"paymentsendid": made["paymentsendid"]})
    assert json.loads(again.text("data")) == made
    assert odu.call("payLink/getlink", {"paymentsendid": "none"}).status == 404
    assert json.loads(odu.call("payLink/getlink", wish).text("data")) != made
    assert odu.call("pay/get_link", wish | {"email": ""}).status == 400
    page = oduyo.handle(ground, Request("GET", made["url"].removeprefix("http://127.0.0.1"), {}))
    assert "750.00" in page.body.decode()
    assert list(ground.bank.all()) == []
