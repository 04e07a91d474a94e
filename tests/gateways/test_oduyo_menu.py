"""What Ödüyo tells beside the money verbs: costs before a charge, cards, days, POSes (notes §10)."""

from datetime import UTC, datetime
from typing import Any

import pytest

from frontdesk.domain.abilities import SERVICES
from frontdesk.domain.gateway import CardFacts, NotHere, Refused, Unknown, WireRequest, WireResponse
from frontdesk.domain.money import Money
from frontdesk.domain.told import Cost, ListedPayment
from tests.gateways.dialect_oduyo import ORDER_ID, body, instalments, listed, oduyo, told
from tests.gateways.samples import answer, changed, lira, replay
from tests.kit.in_memory import run_in_memory

DEPOSIT = lira(150_000)
RECORDED = """{"status": true, "data": [{"price": "5000.00", "currency_type": "TRY", "bank_name": "Garanti",
  "bank_id": "1", "force_3ds": "1", "cvc_required": 1, "pos_alias": "garanti-1",
  "installments": {"bonus": {"1": {"installment_no": 1, "installment_price": "5000.00",
     "total_price": "5000.00", "pos_alias": "garanti-1"}}}}]}"""
NO_RECORD = answer({"status": False, "message": "No record found for this ID"}, 404)


def single(total: object = "1544.85", pos: str = "garanti-1", **more: object) -> dict[str, Any]:
    return {"installment_no": 1, "installment_price": total, "total_price": total, "pos_alias": pos, **more}


def offered(**families: object) -> WireResponse:
    return told(instalments(installments=families))


def test_the_bytes_of_an_estimate() -> None:
    request = next(oduyo(pos_alias="garanti-1").estimate(DEPOSIT, "5528790000"))
    assert (request.target, request.moves_money) == ("/gateway/get_installments", False)
    assert request.body == b'{"price":1500.00,"bin_no":55287900,"pos_alias":"garanti-1"}'
    assert body(next(oduyo().estimate(Money(100, "EUR"), ""))) == {"price": 1.0, "currency_type": "EUR"}


@pytest.mark.parametrize(
    ("raw", "cost"),
    [
        (offered(paraf={"1": single()}), Cost("2.99", lira(4_485), "garanti-1", "paraf")),
        (offered(paraf=[single()]), Cost("2.99", lira(4_485), "garanti-1", "paraf")),
        (told([instalments()]), Cost("2.99", lira(4_485), "garanti-1", "paraf")),
        (offered(paraf={"1": single(1544.85)}), Cost("2.99", lira(4_485), "garanti-1", "paraf")),
        (
            offered(paraf={"1": single("1500.00", commission_rate="0")}),
            Cost("0.00", lira(0), "garanti-1", "paraf"),
        ),
        (
            offered(paraf={"1": single("1500.00", commission_rate="2.99")}),
            Cost("2.99", lira(4_485), "garanti-1", "paraf"),
        ),
        (
            offered(paraf={"1": changed(single(), total_price=None, commission_rate=3)}),
            Cost("3.00", lira(4_500), "garanti-1", "paraf"),
        ),
        (
            offered(paraf={"1": single(), "2": {**single(), "installment_no": 2, "total_price": "1501"}}),
            Cost("2.99", lira(4_485), "garanti-1", "paraf"),
        ),
        (
            offered(bonus={"1": single()}, maximum={"1": single("1531.50", "sipay-1")}),
            Cost("2.10", lira(3_150), "sipay-1", "maximum"),
        ),
        (
            offered(paraf={"1": changed(single(), pos_alias=None)}),
            Cost("2.99", lira(4_485), "garanti-1", "paraf"),
        ),
    ],
)
def test_a_commission_is_estimated_from_the_total_else_from_the_rate(raw: WireResponse, cost: Cost) -> None:
    assert run_in_memory(oduyo().estimate(DEPOSIT, "552879"), replay(raw)) == cost


def test_a_total_without_commission_says_nothing_of_what_the_house_pays() -> None:
    """The notes' own example: never told as a cost of nothing (§10)."""
    answers = replay(answer(RECORDED))
    assert run_in_memory(oduyo().estimate(lira(500_000), "552879"), answers) == Unknown("gateway_unclear")


def test_an_estimate_is_of_the_configured_pos_and_family() -> None:
    raw = offered(
        bonus={"1": single("1548.00", "sipay-1")},
        maximum={"1": single("1531.50", "sipay-1")},
        world={"1": single("1501", "x-1")},
    )
    chosen = oduyo(pos_alias="sipay-1", card_brand="Bonus")
    assert run_in_memory(chosen.estimate(DEPOSIT, "552879"), replay(raw)) == Cost(
        "3.20", lira(4_800), "sipay-1", "bonus"
    )
    cheapest = run_in_memory(oduyo(pos_alias="sipay-1").estimate(DEPOSIT, "552879"), replay(raw))
    assert cheapest == Cost("2.10", lira(3_150), "sipay-1", "maximum")


@pytest.mark.parametrize(
    ("raw", "outcome"),
    [
        (told([]), Unknown("gateway_unclear")),
        (offered(), Unknown("gateway_unclear")),
        (told(instalments(installments=[])), Unknown("gateway_unclear")),
        (told(changed(instalments(), installments=None)), Unknown("gateway_unclear")),
        (offered(paraf={"1": single("1499.99")}), Unknown("gateway_unclear")),
        (offered(paraf={"1": single("many")}), Unknown("answer_unreadable")),
        (offered(paraf={"1": single(installment_no="x")}), Unknown("answer_unreadable")),
        (offered(paraf={"1": single(installment_no=1.5)}), Unknown("answer_unreadable")),
        (offered(paraf={"1": 5}), Unknown("answer_unreadable")),
        (offered(paraf=None), Unknown("answer_unreadable")),
        (told([5]), Unknown("answer_unreadable")),
        (told("x"), Unknown("answer_unreadable")),
        (answer("<html>", 500), Unknown("server_error")),
        (answer({"status": False, "error": "Bad Request"}, 400), Refused("request_refused")),
    ],
)
def test_what_cannot_be_estimated(raw: WireResponse, outcome: object) -> None:
    assert run_in_memory(oduyo().estimate(DEPOSIT, "552879"), replay(raw)) == outcome


@pytest.mark.parametrize(
    ("amount", "digits"), [(lira(0), "552879"), (lira(1), "5528"), (lira(1), "55287x"), (Money(100, "GBP"), "")]
)
def test_what_is_never_asked_for(amount: Money, digits: str) -> None:
    with pytest.raises(ValueError, match=r"charge|BIN|lira"):
        oduyo().estimate(amount, digits)
    with pytest.raises(ValueError, match="BIN"):
        oduyo().look_up_bin("")


def test_a_card_is_looked_up_through_the_instalments() -> None:
    request = next(oduyo().look_up_bin("552879000000"))
    assert body(request) == {"price": 1.0, "bin_no": 55287900}
    found = run_in_memory(oduyo().look_up_bin("55287900"), replay(answer(RECORDED)))
    assert found == CardFacts(bin="55287900", bank="Garanti", family="bonus")
    assert found.domestic is None


def test_a_bank_that_is_the_poses_and_not_the_cards_is_not_told() -> None:
    other = instalments(bank_name="Garanti", installments={"bonus": {"1": single()}})
    found = run_in_memory(oduyo().look_up_bin("552879"), replay(told([instalments(), other])))
    assert found == CardFacts(bin="552879")


def test_the_menu_is_said_beforehand() -> None:
    gateway = oduyo()
    here = {service for service in SERVICES if gateway.abilities.service(service) == "here"}
    assert here == {"bin", "instalments", "transactions", "returns", "pos_banks"}
    assert gateway.abilities.service("link") == "sale_only"
    for service in set(SERVICES) - here:
        with pytest.raises(NotHere):
            gateway.consult(service, {})
    for service, asked in (("bin", {}), ("instalments", {"amount": "x"}), ("transactions", {}), ("returns", {})):
        with pytest.raises(ValueError, match=r"."):
            gateway.consult(service, asked)


def test_instalments_are_rows() -> None:
    raw = offered(paraf={"1": single(), "3": {**single("1600", "b-1"), "installment_no": "3"}})
    asked = {"amount": "150000", "currency": "TRY", "bin": "55287900"}
    found = run_in_memory(oduyo().consult("instalments", asked), replay(raw))
    row = {
        "family": "paraf",
        "count": "1",
        "each": "1544.85",
        "total": "1544.85",
        "currency": "TRY",
        "pos": "garanti-1",
        "bank": "Halk Bankası",
        "force3ds": "yes",
    }
    assert found == (row, {**row, "count": "3", "each": "1600.00", "total": "1600.00", "pos": "b-1"})
    card = run_in_memory(oduyo().consult("bin", {"bin": "55287900"}), replay(raw))
    assert card == ({"bin": "55287900", "bank": "Halk Bankası", "family": "paraf"},)


DAYS = {"from": "2026-11-20", "to": "2026-11-21"}


def test_a_list_is_asked_for_without_the_columns_that_hold_secrets() -> None:
    request = next(oduyo().consult("transactions", DAYS))
    sent = body(request)
    assert request.target == "/payment/payment_select"
    assert (sent["limit"], sent["offset"], sent["sorting"]) == ("500", "0", [{"field": "id", "sort": "ASC"}])
    assert sent["filters"][0] == {"field": "created_in", "operator": ">=", "value": "2026-11-20 00:00:00"}
    assert sent["filters"][1] == {"field": "created_in", "operator": "<=", "value": "2026-11-21 23:59:59"}
    poses = body(next(oduyo().consult("pos_banks", {})))
    for columns in (sent["params"]["colums"], poses["params"]["colums"]):
        assert not any(column.startswith("space") or column in {"info", "transaction_data"} for column in columns)


def test_what_arrives_unasked_is_dropped() -> None:
    row = listed(space1="12/2026", space4="<log>", info='{"terminal": "secret"}', transaction_data="…")
    found = run_in_memory(oduyo().consult("transactions", DAYS), replay(told([row])))
    assert isinstance(found, tuple)
    (shown,) = found
    assert (shown["order"], shown["amount"], shown["last4"]) == (ORDER_ID, "1500.0000", "0008")
    assert not any(text in repr(shown) for text in ("12/2026", "log", "secret", "552879"))
    bank = {"bank_id": "1", "name": "Garanti", "method": "gvp", "model": "3d_pay", "info": "secret", "status": "1"}
    more = {"bank_code": "62", "default_bank": "1"}
    poses = run_in_memory(oduyo().consult("pos_banks", {}), replay(told([{**bank, **more}, {**bank, "status": 2}])))
    assert isinstance(poses, tuple)
    assert poses[0] == {
        "id": "1",
        "bank": "Garanti",
        "method": "gvp",
        "model": "3d_pay",
        "code": "62",
        "default": "1",
        "status": "active",
    }
    assert poses[1]["status"] == "passive"


def test_pages_go_on_until_one_is_not_full_and_no_row_counts_twice() -> None:
    every = [listed(id=str(number), orderid=f"o{number}") for number in range(1, 8)]
    asked: list[str] = []

    def site(request: WireRequest) -> WireResponse:
        sent = body(request)
        asked.append(sent["offset"])
        first = int(sent["offset"])
        return told([row for row in every if int(row["id"]) >= first][: int(sent["limit"])])

    found = run_in_memory(oduyo(page_rows=3).consult("transactions", DAYS), site)
    assert isinstance(found, tuple)
    assert [row["order"] for row in found] == [f"o{number}" for number in range(1, 8)]
    assert asked == ["0", "3", "5", "7"]


def test_a_list_without_end_is_no_list() -> None:
    numbers = iter(range(10_000))

    def site(_request: WireRequest) -> WireResponse:
        return told([listed(id=str(next(numbers))) for _ in range(3)])

    gateway = oduyo(page_rows=3, most_pages=5)
    assert run_in_memory(gateway.consult("transactions", DAYS), site) == Unknown("answer_too_large")


def test_a_site_that_gives_all_at_once_is_asked_twice() -> None:
    rows = [listed(id=str(number)) for number in range(4)]
    found = run_in_memory(oduyo(page_rows=3).consult("returns", DAYS), replay(told(rows), told(rows)))
    assert isinstance(found, tuple)
    assert len(found) == 4


@pytest.mark.parametrize(
    ("raw", "outcome"),
    [
        (NO_RECORD, ()),
        (told([]), ()),
        (told({}), ()),
        (told(None), Unknown("answer_unreadable")),
        (told("[]"), Unknown("answer_unreadable")),
        (told([1]), Unknown("answer_unreadable")),
        (answer("<html>", 502), Unknown("server_error")),
        (answer({"status": False, "error": "Bad Request"}, 400), Refused("request_refused")),
    ],
)
def test_lists_that_are_empty_and_lists_that_are_none(raw: WireResponse, outcome: object) -> None:
    assert run_in_memory(oduyo().consult("pos_banks", {}), replay(raw)) == outcome
    if outcome == ():
        assert run_in_memory(oduyo().list_day("2026-11-21"), replay(raw, raw)) == ()
    else:
        assert run_in_memory(oduyo().list_day("2026-11-21"), replay(raw)) == outcome
        assert run_in_memory(oduyo().list_day("2026-11-21"), replay(told([]), raw)) == outcome


def test_a_day_is_payments_and_what_was_returned() -> None:
    returns = [
        listed(id="9", payment_type="cancel", status=None),
        listed(id="10", payment_type="iade", currency_type="eur", total_with_commison="20.5"),
    ]
    payments = [
        listed(),
        listed(id="732", status="3D-ERROR", masked_card="x", created_in="gestern"),
        listed(id="733", status="3D-POST", currency_type=None),
        listed(id="734", total_with_commison="1500.0001"),
    ]

    def site(request: WireRequest) -> WireResponse:
        return told(payments if request.target == "/payment/payment_select" else returns)

    at = int(datetime(2026, 11, 21, 11, 0, 3, tzinfo=UTC).timestamp())
    paid = ListedPayment("payment", "", ORDER_ID, DEPOSIT, "charged", at, "0008")
    assert run_in_memory(oduyo().list_day("2026-11-21"), site) == (
        paid,
        paid._replace(state="failed", at=0, last4=""),
        paid._replace(state="", amount=None),
        paid._replace(amount=None),
        paid._replace(kind="cancel", state="refunded"),
        paid._replace(kind="refund", state="refunded", amount=Money(2_050, "EUR")),
    )


@pytest.mark.parametrize("day", ["2026-11-31", "21.11.2026", "", "2026-11-21' OR 1"])
def test_a_day_is_a_day(day: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        oduyo().list_day(day)
