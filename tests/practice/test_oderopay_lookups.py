"""ÖderoPay's look-ups: payments, search, BIN, instalments (ÖderoPay notes §9, §11)."""

from decimal import Decimal
from urllib.parse import quote

import pytest

from tests.practice.clients import Oderopay

REPORTS = "/payment-reporting/v1/payments"


def test_the_report_form_has_no_phase(odero: Oderopay) -> None:
    held = odero.holds()
    report = odero.call("GET", f"{REPORTS}/{held['id']}")
    assert "paymentPhase" not in report.body
    assert report.part("paymentCard")["cardHolderName"] == "Ayşe Güneş"
    assert (report["paymentStatus"], report["paymentRefunds"]) == ("SUCCESS", [])
    missing = odero.call("GET", f"{REPORTS}/1")
    assert (missing.status, missing["errorGroup"]) == (404, None)


def test_sub_resources_known_from_craftgate(odero: Oderopay) -> None:
    held = odero.holds()
    odero.gives_back(held["id"])
    assert len(odero.call("GET", f"{REPORTS}/{held['id']}/refunds").rows("items")) == 1
    assert len(odero.call("GET", f"{REPORTS}/{held['id']}/transactions").rows("items")) == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 3),
        ("size=2", 2),
        ("size=2&page=1", 1),
        ("paymentIds={0},{1}", 2),
        ("paymentIds={0}&paymentIds={1}", 2),
        ("paymentIds=%7B0%7D", 0),
        ("paymentStatus=FAILURE", 1),
        ("conversationId=" + quote("RZV, 2"), 1),
        ("binNumber=525864&lastFourDigits=0001", 2),
        ("minPaidPrice=1000", 1),
        ("maxPrice=20.00", 2),
        ("isThreeDS=true", 0),
        ("currency=EUR", 0),
        ("minCreatedDate=2026-06-13T00:00:00", 0),
        ("minCreatedDate=2026-06-13T00:00:00&conversationId=first", 1),
        ("itemExternalIds=DEP-184", 3),
        ("somethingNew=1", 3),
    ],
)
def test_search(odero: Oderopay, query: str, found: int) -> None:
    ids = [odero.holds(1500.5, "first")["id"], odero.holds(10, "RZV, 2")["id"]]
    odero.holds(20, "third", cardNumber="4102090000000000")
    answer = odero.call("GET", REPORTS + "?" + query.format(*ids))
    assert len(answer.rows("items")) == found
    assert set(answer.body) == {"items", "page", "size", "totalSize"}


def test_a_bin(odero: Oderopay) -> None:
    for digits in ("525864", "52586400"):
        known = odero.call("GET", f"/installment/v1/bins/{digits}")
        assert (known["binNumber"], known["cardBrand"], known["bankCode"]) == (digits, "World", 67)
    assert odero.call("GET", "/installment/v1/bins/999999")["errorGroup"] == "BIN_NOT_FOUND"


def test_instalments_say_whether_three_d_secure_is_needed(odero: Oderopay) -> None:
    by_query = odero.call("GET", "/installment/v1/installments?binNumber=525864&price=1500.5&currency=TRY")
    entry = by_query.rows("items")[0]
    assert (entry["force3ds"], entry["price"]) == (False, Decimal("1500.5"))
    fields = {"binNumber": "479681", "price": 1500.5, "currency": "TRY"}
    by_body = odero.call("POST", "/installment/v1/installments/retrieve", fields)
    assert by_body.rows("items")[0]["force3ds"] is True


def test_unknown_addresses(odero: Oderopay) -> None:
    assert odero.call("GET", "/payment/v1/nowhere").status == 404
    assert odero.call("GET", "/payment/v1/refunds/7").status == 404
    assert odero.call("DELETE", "/payment/v1/card-payments/7").status == 404
