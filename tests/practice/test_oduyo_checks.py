"""What the practice Ödüyo checks before a payment, and which POS takes it (Ödüyo notes §5, §11, §15)."""

from decimal import Decimal

import pytest

from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Ground
from frontdesk.practice.oduyo.switches import ways_of
from tests.practice.clients import Fields
from tests.practice.oduyo_client import EUR, ODUYO_CARD, TRY, USD, Oduyo

START = "gateway/payment_3d"
MAXIMUM, WORLD, AXESS = "4543590000000006", "5451030000000000", "5526080000000006"
ITEM: Fields = {"name": "Depozito 412", "price": Decimal(5000), "quantity": 1}


def test_every_required_field_is_missed(odu: Oduyo) -> None:
    required = ("price", "paid_price", "installment_count", "currency_type", "client_ip", "callback_url")
    for name in (*required, "card", "items"):
        order = odu.order()
        del order[name]
        answer = odu.call(START, order)
        assert (answer.status, answer.body) == (400, {"status": False, "error": "Bad Request"}), name
    for name in ODUYO_CARD:
        card = {field: value for field, value in ODUYO_CARD.items() if field != name}
        assert odu.call(START, odu.order(card=card)).status == 400, name
    for name in ITEM:
        item = {field: value for field, value in ITEM.items() if field != name}
        assert odu.call(START, odu.order(items=[item])).status == 400, name
    assert list(odu.rows()) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"price": "beş bin"},
        {"price": True},
        {"price": 0, "items": [ITEM | {"price": 0}]},
        {"price": Decimal("5000.001")},
        {"paid_price": [5000]},
        {"installment_count": "bir"},
        {"installment_count": 0},
        {"installment_count": 4},
        {"currency_type": "TRY"},
        {"currency_type": 1},
        {"currency_type": 826},
        {"currency_type": True},
        {"client_ip": "otel"},
        {"callback_url": "frontdesk://back"},
        {"name": 7},
        {"customer_id": "Deniz"},
        {"pos_alias": 1},
        {"items": []},
        {"items": {"name": "Depozito"}},
        {"items": ["Depozito"]},
        {"items": [ITEM | {"quantity": 0}]},
        {"card": ODUYO_CARD | {"number": "4111"}},
        {"card": ODUYO_CARD | {"number": "4111 1111 1111 1111"}},
        {"card": ODUYO_CARD | {"expiry_month": 3}},
        {"card": ODUYO_CARD | {"expiry_month": "3"}},
        {"card": ODUYO_CARD | {"expiry_year": "44"}},
        {"card": ODUYO_CARD | {"cvc": "00"}},
        {"card": "4111111111111111"},
    ],
)
def test_wrong_types_and_values_are_bad_requests(odu: Oduyo, changed: Fields) -> None:
    assert odu.call(START, odu.order() | changed).status == 400


@pytest.mark.parametrize(
    "changed",
    [
        {"price": "5000.00"},
        {"card": ODUYO_CARD | {"number": 4111111111111111}},
        {"client_ip": "2001:db8::7"},
        {"customer_id": None, "buyer_member_id": None, "name": None, "card_brand": None},
        {"paid_price": Decimal(5149)},
        {"paid_price": Decimal(4900)},
        {"items": [ITEM | {"price": Decimal(2500), "quantity": 2}]},
        {"items": [ITEM | {"quantity": 2}]},
        {"items": [ITEM | {"price": Decimal("4999.99")}, ITEM | {"price": Decimal("0.01")}]},
        {"card": ODUYO_CARD | {"number": "374427000000003", "cvc": "0000"}},
    ],
)
def test_what_is_left_open_is_accepted(odu: Oduyo, changed: Fields) -> None:
    assert "html_form" in odu.call(START, odu.order() | changed).body


def test_the_items_must_add_up_to_the_price(odu: Oduyo) -> None:
    answer = odu.call(START, odu.order(items=[ITEM | {"price": Decimal("4999.99")}]))
    assert answer.status == 400
    assert "4999.99" in answer.text("message")
    assert "5000" in answer.text("message")


def test_a_callback_must_be_https_where_the_switch_says_so(ground: Ground, odu: Oduyo) -> None:
    ground.ways["oduyo"] = ways_of(ground)._replace(https_callback_only=True)
    assert odu.starts().status == 400
    assert odu.starts(callback_url="https://return.frontdesk.invalid/3ds/9f2c").status == 200


@pytest.mark.parametrize("alias", ["unknown-1", "old-1"])
def test_an_unknown_or_passive_pos_is_not_found(odu: Oduyo, alias: str) -> None:
    answer = odu.starts(pos_alias=alias)
    assert (answer.status, answer["message"]) == (404, "No record found for this ID")


def test_a_pos_without_the_currency_is_a_bad_request(odu: Oduyo) -> None:
    assert odu.starts(pos_alias="isbank-1", currency_type=USD).status == 400
    assert odu.starts(pos_alias="garanti-1", currency_type=EUR)["pos_alias"] == "garanti-1"


@pytest.mark.parametrize(
    ("number", "changed", "pos", "family", "rate"),
    [
        # Smart routing: the card's family first, then the lowest commission (A13).
        ("4111111111111111", {}, "garanti-1", "bonus", "2.99"),
        (MAXIMUM, {}, "sipay-1", "maximum", "2.10"),
        (WORLD, {}, "sipay-1", "world", "2.80"),
        (AXESS, {}, "sipay-1", "maximum", "2.10"),
        ("5400010000000004", {}, "sipay-1", "maximum", "2.10"),
        (WORLD, {"currency_type": USD}, "garanti-1", "bonus", "2.99"),
        (MAXIMUM, {"installment_count": 9}, "isbank-1", "maximum", "12.09"),
        (MAXIMUM, {"card_brand": "bonus"}, "garanti-1", "bonus", "2.99"),
        # A bank's alias needs no brand; an institution's has a family for each (§11).
        ("4111111111111111", {"pos_alias": "isbank-1"}, "isbank-1", "maximum", "2.49"),
        ("4111111111111111", {"pos_alias": "isbank-1", "card_brand": "world"}, "isbank-1", "maximum", "2.49"),
        (WORLD, {"pos_alias": "sipay-1", "card_brand": "world"}, "sipay-1", "world", "2.80"),
        (WORLD, {"pos_alias": "sipay-1"}, "sipay-1", "maximum", "2.10"),
        (WORLD, {"pos_alias": "sipay-1", "installment_count": 3}, "sipay-1", "maximum", "4.50"),
    ],
)
def test_which_pos_takes_a_payment(odu: Oduyo, number: str, changed: Fields, pos: str, family: str, rate: str) -> None:
    started = odu.call(START, odu.order(card=ODUYO_CARD | {"number": number}) | changed)
    assert (started["pos_alias"], started["card_brand"], started["commission_rate"]) == (pos, family, rate)


def test_a_family_that_nobody_has_is_not_found(odu: Oduyo) -> None:
    assert odu.starts(pos_alias="sipay-1", card_brand="axess").status == 404
    assert odu.starts(card_brand="axess").status == 404
    assert odu.starts(installment_count=12, currency_type=TRY, pos_alias="sipay-1").status == 400


def test_a_fault_at_the_start(ground: Ground, odu: Oduyo) -> None:
    odu.logs_in()
    ground.faults.add(Fault("decline", "oduyo", "init"))
    assert odu.starts()["message"] == "Kart limiti yetersiz"
    ground.faults.add(Fault("wrong_id", "oduyo", "init"))
    last = [one.number for one in ground.bank.all("oduyo")][-1]
    assert odu.starts()["payment_id"] == last + 2
    ground.faults.add(Fault("rate_limit", "oduyo", "init"))
    assert odu.starts().status == 429
