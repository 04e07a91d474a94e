"""What can be asked of the practice AHL Pay: inquiry, day list, instalments, BINs, POS banks, links (§7.6 to §7.12)."""

import re
from decimal import Decimal

import pytest

from frontdesk.practice.bank import DAY, Bank
from frontdesk.practice.exchange import Request
from frontdesk.practice.ground import Ground
from tests.practice.ahlpay_client import ORDER, AhlPay, Guest
from tests.practice.clients import Answer, Fields, parsed
from tests.practice.test_ahlpay_door import switched


def test_an_inquiry_has_the_fields_of_the_notes(ahl: AhlPay) -> None:
    held = ahl.holds().part("data")
    asked = ahl.asks(rnd="7")
    assert (asked["isSuccess"], asked["errorCode"]) == (True, None)
    assert asked.part("data") == {
        "orderId": ORDER,
        "txnType": "PreAuth",
        "txnStatus": "PREAUTH",
        "responseCode": "00",
        "responseMessage": "İşlem başarılıdır.",
        "authCode": held["authCode"],
        "hostReferenceNumber": held["hostReferenceNumber"],
        "cardNumber": "415565******0007",
        "installmentCount": "0",
        "totalAmount": "150000",
        "amount": "150000",
        "currency": "949",
        "rnd": "7",
        "responseHash": None,
        "merchantId": "900451",
    }


def test_an_order_that_nobody_placed(ahl: AhlPay) -> None:
    asked = ahl.asks("never-placed")
    assert (asked.status, asked["isSuccess"], asked["errorCode"], asked["data"]) == (200, False, "AH404", None)
    assert asked["message"] == "İşlem bulunamadı."


def test_a_pending_order(ahl: AhlPay) -> None:
    ahl.starts_challenge()
    asked = ahl.asks()
    told = asked.part("data")
    assert asked["isSuccess"]
    assert (told["txnStatus"], told["responseCode"], told["authCode"]) == ("PENDING", "", "")


@pytest.fixture
def busy_day(ahl: AhlPay, bank: Bank) -> AhlPay:
    """Hold, capture and part refund of one order; a voided and a declined hold; one challenge under way."""
    code = ahl.holds().part("data")["authCode"]
    bank.advance(1)
    ahl.captures(code, "130050")
    bank.advance(1)
    ahl.refunds("48050")
    bank.advance(1)
    ahl.holds("20000", orderId="b")
    bank.advance(1)
    ahl.voids(order="b")
    bank.advance(1)
    ahl.holds(orderId="c", cardNumber="4155650000000510")
    bank.advance(1)
    ahl.starts_challenge(orderId="d")
    return ahl


def test_the_day_list_has_a_row_for_each_step(busy_day: AhlPay) -> None:
    rows = busy_day.days()
    assert [(row["orderId"], row["txnType"], row["txnStatus"], row["totalAmount"]) for row in rows] == [
        (ORDER, "PreAuth", "PREAUTH", 1500),
        (ORDER, "PostAuth", "POSTAUTH", Decimal("1300.5")),
        (ORDER, "Refund", "REFUND", Decimal("480.5")),
        ("b", "PreAuth", "PREAUTH", 200),
        ("b", "Void", "VOID", 200),
        ("c", "PreAuth", "FAIL", 1500),
        ("d", "PreAuth", "PENDING", 1500),
    ]
    first = rows[0]
    assert (first["merchantId"], first["memberId"], first["maskedPan"]) == (900451, 1, "415565******0007")
    assert (first["bankCode"], first["createDate"]) == ("0111", "2026-06-12T12:00:00")
    assert len({row["authCode"] for row in rows[:5]}) == 5
    assert [row["responseCode"] for row in rows[4:]] == ["00", "51", None]


@pytest.mark.parametrize(
    ("filters", "orders"),
    [
        ({"transactionType": ["PostAuth", "Refund"]}, [ORDER, ORDER]),
        ({"transactionType": ["Void"]}, ["b"]),
        ({"orderId": "b"}, ["b", "b"]),
        ({"responseCode": "51"}, ["c"]),
        ({"cardNumber": "415565******0510"}, ["c"]),
        ({"bankCode": "0046"}, []),
        ({"size": 3, "page": 0}, [ORDER] * 3),
        ({"size": 3, "page": 2}, ["d"]),
        ({"size": 3, "page": 3}, []),
        ({"size": 2, "orderByDesc": 1}, ["d", "c"]),
        ({"startDate": "2026-06-13", "endDate": "2026-06-30"}, []),
        ({"startDate": "2026-06-01", "endDate": "2026-06-11"}, []),
    ],
)
def test_the_day_list_is_filtered_and_paged(busy_day: AhlPay, filters: Fields, orders: list[str]) -> None:
    assert [row["orderId"] for row in busy_day.days(**filters)] == orders


def test_the_day_list_goes_by_istanbuls_day(ahl: AhlPay, bank: Bank) -> None:
    bank.advance(12.5 * 3600)
    ahl.holds()
    assert ahl.days() == []
    assert ahl.days(endDate="2026-06-13")[0]["createDate"] == "2026-06-13T00:30:00"


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"page": "0"}, 400),
        ({"orderBy": None}, 400),
        ({"merchantId": "900451"}, 400),
        ({"size": 0}, 200),
        ({"startDate": "12.06.2026"}, 200),
    ],
)
def test_a_day_list_that_is_not_understood(ahl: AhlPay, wrong: Fields, status: int) -> None:
    fields: Fields = {"page": 0, "size": 5, "startDate": "2026-06-12", "endDate": "2026-06-12", "orderBy": "CreateDate"}
    answer = parsed(ahl.sends("/api/Transaction/List", fields | {"merchantId": ahl.door["merchantId"]} | wrong))
    assert answer.status == status
    assert status == 400 or answer["errorCode"] == "AH400"


@pytest.mark.parametrize("service", ["InstallmentInquiry", "CommissionInquiry"])
def test_instalments(ahl: AhlPay, service: str) -> None:
    question: Fields = ahl.door | {"txnType": "Auth", "bin": "650923", "amount": "100000", "currency": "949"}

    def asked(**changes: object) -> Answer:
        return parsed(ahl.sends(f"/api/Payment/{service}", question | changes))

    rows = asked().rows("data")
    assert [row["installmentNumber"] for row in rows] == [0, 2, 3, 6, 9, 12]
    assert rows[1] == {
        "customerCommission": 3,
        "customerAdditionalCommission": 0,
        "amount": 1000,
        "totalAmount": 1030,
        "totalCommissionAmount": 30,
        "installmentNumber": 2,
    }
    assert asked(amount="12345").rows("data")[1]["totalAmount"] == Decimal("127.15")
    assert [row["installmentNumber"] for row in asked(txnType="PreAuth").rows("data")] == [0]
    wrong = ({"amount": "1.5"}, {"bin": "6509"}, {"txnType": "Void"})
    assert [asked(**changes)["errorCode"] for changes in wrong] == ["AH400"] * 3


def test_bins(ahl: AhlPay, ground: Ground) -> None:
    assert [row["prefixNo"] for row in ahl.gets("/api/Payment/BinList").rows("data")] == ["415565", "435508", "450803"]
    one = ahl.gets("/api/Payment/BinList/41556500").rows("data")
    assert [(row["cardType"], row["brandName"], row["network"]) for row in one] == [("C", "CardFinans", "Visa")]
    assert ahl.gets("/api/Payment/BinList/650923").rows("data") == []
    assert ahl.gets("/api/Payment/BinList/4155")["errorCode"] == "AH400"
    switched(ground, bin_list=False)
    assert [ahl.gets(f"/api/Payment/BinList{tail}").status for tail in ("", "/415565")] == [404, 404]


def test_pos_banks(ahl: AhlPay) -> None:
    told = ahl.gets(f"/api/MerchantVposBank/List?merchantId={ahl.account['merchant_id']}").rows("data")
    assert [(row["vposId"], row["bankCode"]) for row in told] == [("0", "0111")]
    assert ahl.gets("/api/MerchantVposBank/List").status == 400
    assert ahl.gets("/api/MerchantVposBank/List?merchantId=1")["errorCode"] == "AH403"


# --- links


def makes_link(ahl: AhlPay, **changes: object) -> Answer:
    fields: Fields = {"orderId": "link-1", "totalAmount": "75000", "currency": "949", "description": "Tekne <turu>"}
    return parsed(ahl.sends("/api/Payment/CreateLinkPayment", ahl.door | fields | changes))


def links(ahl: AhlPay, **by: object) -> list[tuple[object, object]]:
    fields: Fields = {"merchantId": ahl.door["merchantId"]} | by
    rows = parsed(ahl.sends("/api/Payment/GetCreateLinkPayment", fields)).rows("data")
    return [(row["orderId"], row["status"]) for row in rows]


def test_a_link_is_made_shown_and_paid(ahl: AhlPay, ahl_guest: Guest, bank: Bank) -> None:
    address = str(makes_link(ahl).part("data")["linkUrl"])
    assert links(ahl) == [("link-1", "START")]
    page = ahl_guest.gets(address)
    assert "750,00 TL" in page.text
    assert "Tekne &lt;turu&gt;" in page.text
    assert links(ahl, status="PENDING") == [("link-1", "PENDING")]
    assert "Ödemeniz alındı" in ahl_guest.posts(page.action, page.fields | {"do": "pay"}).text
    assert (links(ahl), ahl.status("link-1")) == ([("link-1", "SUCCESS")], "AUTH")
    assert "artık geçerli değil" in ahl_guest.posts(page.action, page.fields | {"do": "pay"}).text
    assert bank.executions["ahlpay", "sale"] == 1
    assert ahl.refunds("75000", "link-1")["isSuccess"]


def test_links_that_are_cancelled_or_forgotten(ahl: AhlPay, ahl_guest: Guest, bank: Bank) -> None:
    page = ahl_guest.gets(str(makes_link(ahl).part("data")["linkUrl"]))
    makes_link(ahl, orderId="link-2")
    ahl_guest.posts(page.action, page.fields | {"do": "cancel"})
    bank.advance(DAY + 1)
    ahl.logs_in()
    assert links(ahl) == [("link-1", "FAIL"), ("link-2", "EXPIRED")]
    assert links(ahl, orderId="link-2", status="EXPIRED") == [("link-2", "EXPIRED")]
    assert not list(bank.all())


def test_a_link_is_never_a_hold(ahl: AhlPay) -> None:
    assert makes_link(ahl, txnType="PreAuth")["errorCode"] == "AH400"
    assert makes_link(ahl, currency="TL")["errorCode"] == "AH400"
    assert makes_link(ahl, totalAmount="750.00")["errorCode"] == "AH400"
    assert makes_link(ahl)["isSuccess"]
    assert makes_link(ahl)["errorCode"] == "AH409"
    fields: Fields = {"merchantId": ahl.door["merchantId"], "status": "PAID"}
    assert parsed(ahl.sends("/api/Payment/GetCreateLinkPayment", fields))["errorCode"] == "AH400"


def test_a_link_that_nobody_made(ahl: AhlPay, ahl_guest: Guest) -> None:
    assert ahl_guest.gets("http://127.0.0.1/_acs/link?link=x").status == 404


def test_words_of_each_state_are_those_of_the_notes(busy_day: AhlPay) -> None:
    told = [busy_day.status(order) for order in (ORDER, "b", "c", "d")]
    assert told == ["PARTIALREFUND", "VOID", "FAIL", "PENDING"]
    assert all(re.fullmatch(r"[A-Z]+", word) for word in told)


def test_the_request_of_a_look_up_may_not_be_a_get(ahl: AhlPay) -> None:
    ahl.logs_in()
    headers = {"authorization": f"Bearer {ahl.token}"}
    assert ahl.send(Request("GET", "/api/Payment/PaymentInquiry", headers)).status == 404
