"""Ödüyo's sale with a bank page and its confirm, as its notes record them, and what each answer is to the desk."""

from collections.abc import Mapping

import pytest

from frontdesk.domain.gateway import Approved, Challenge, NotSent, Refused, ReturnedPage, Unknown, WireRequest
from frontdesk.domain.money import Money
from frontdesk.domain.stored_card import StoredCard
from tests.gateways.dialect_oduyo import (
    CHARGED,
    ORDER_ID,
    RETURN,
    SECRETS,
    SESSION,
    body,
    confirmed,
    listed,
    oduyo,
    page,
    started,
    statuses,
    told,
)
from tests.gateways.samples import BUYER, KEY, answer, card, changed, header, lira, order, replay
from tests.kit.in_memory import run_in_memory

SALE = order(purpose="sale", return_address=RETURN)
WAITED_FOR = ReturnedPage("authenticated", "48213")
STARTED = """{"status": true, "data": {"html_form": "PGh0bWw+PC9odG1sPg==", "payment_id": 48213,
  "pos_alias": "garanti-1", "card_brand": "bonus", "commission_rate": "2.99"}}"""
CONFIRMED = """{"status": true, "data": {"result": true, "payment_id": 48213, "message": "Ödeme alındı",
  "installment_count": 1, "order_id": "44451c5a76", "auth_code": "S76905"}}"""


def test_a_start_as_recorded() -> None:
    found = run_in_memory(oduyo().place(SALE), replay(answer(STARTED)))
    assert found == Challenge(
        "<html></html>",
        "https://www.sahilotel.example/api/v1",
        "48213",
        references={"pos_alias": "garanti-1", "card_brand": "bonus", "commission_rate": "2.99"},
    )
    assert "<html>" not in repr(found)


def test_the_bytes_of_a_start() -> None:
    wanted = order(purpose="sale", return_address=RETURN, amount=lira(500_000), item="Depozito 412")
    request = next(oduyo(pos_alias="garanti-1", client_ip="203.0.113.10").place(wanted))
    assert request.target == "/gateway/payment_3d"
    assert request.moves_money
    assert request.body.decode() == (
        '{"pos_alias":"garanti-1","price":5000.00,"paid_price":5000.00,"installment_count":1,"currency_type":949,'
        '"name":"Deniz","surname":"Örnek","client_ip":"203.0.113.10",'
        '"callback_url":"https://return.frontdesk.invalid/3ds/9f2c",'
        '"card":{"holder_name":"DENIZ ORNEK","number":"5528790000000008","expiry_month":"07","expiry_year":"2044",'
        '"cvc":"000"},"items":[{"name":"Depozito 412","price":5000.00,"quantity":1}]}'
    )
    assert (header(request, "Apikey"), header(request, "Authorization")) == ("apikey-sahil-0017", SESSION)
    assert header(request, "Content-Type") == "application/json; charset=utf-8"
    assert "cookie" not in {name.lower() for name, _ in request.headers}


def test_the_site_chooses_the_pos_where_none_is_configured_and_the_family_needs_a_pos() -> None:
    smart = body(next(oduyo(card_brand="bonus").place(SALE)))
    assert smart.keys().isdisjoint({"pos_alias", "card_brand"})
    chosen = body(next(oduyo(pos_alias="sipay-1", card_brand="maximum").place(SALE)))
    assert (chosen["pos_alias"], chosen["card_brand"]) == ("sipay-1", "maximum")


@pytest.mark.parametrize(("code", "number"), [("TRY", 949), ("USD", 840), ("EUR", 978)])
def test_currencies_are_iso_numbers(code: str, number: int) -> None:
    wanted = order(purpose="sale", return_address=RETURN, amount=Money(500_005, code))
    sent = next(oduyo().place(wanted))
    assert body(sent)["currency_type"] == number
    assert b'"price":5000.05,' in sent.body


def test_what_is_not_known_of_the_buyer_stays_out_and_the_address_is_the_houses() -> None:
    unknown = BUYER._replace(name="", surname="", ip="192.0.2.99")
    sent = body(next(oduyo().place(order(purpose="sale", return_address=RETURN, buyer=unknown, item="", reference=""))))
    assert sent.keys().isdisjoint({"name", "surname"})
    assert sent["client_ip"] == "192.0.2.99"
    assert sent["items"][0]["name"] == KEY


def test_what_cannot_be_done_here_is_never_sent() -> None:
    for wrong in (
        order(return_address=RETURN),
        order(purpose="sale"),
        order(purpose="sale", return_address=RETURN, card=None),
        order(purpose="sale", return_address=RETURN, card=StoredCard("u", "t")),
        order(purpose="sale", return_address=RETURN, amount=Money(100, "GBP")),
    ):
        with pytest.raises(ValueError, match="here"):
            next(oduyo().place(wrong))


@pytest.mark.parametrize("charset", ["utf-8", "windows-1254"])
def test_a_page_is_utf_8_or_turkish(charset: str) -> None:
    html = "<html><body>Doğrulama şifresi</body></html>"
    found = run_in_memory(oduyo().place(SALE), replay(told(started(html_form=page(html, charset)))))
    assert isinstance(found, Challenge)
    assert found.html == html


@pytest.mark.parametrize(
    "data",
    [
        started(payment_id="48213"),
        [started()],
        started(commission_rate=2.99, card_brand=None),
        changed(started(), pos_alias=None, card_brand=[], commission_rate={}),
        {**changed(started(), payment_id=None), "payment id": 48213},
        started(result=1),
        started(html_form="PGh0bWw+\r\nPC9odG1sPg=="),
    ],
    ids=["id as text", "data as list", "rate as number", "no references", "id with a blank", "result", "line break"],
)
def test_a_start_is_read_tolerantly(data: object) -> None:
    found = run_in_memory(oduyo().place(SALE), replay(told(data)))
    assert isinstance(found, Challenge)
    assert found.payment_id == "48213"


@pytest.mark.parametrize("status", [1, "1", "true", True])
def test_the_envelope_says_yes_in_every_documented_way(status: object) -> None:
    raw = answer({"status": status, "data": confirmed(result=status)})
    found = run_in_memory(oduyo().complete(CHARGED, WAITED_FOR), replay(raw, told([listed()])))
    assert isinstance(found, Approved)


@pytest.mark.parametrize("form", [None, ""])
def test_a_start_without_a_page_failed(form: object) -> None:
    found = run_in_memory(oduyo().place(SALE), replay(told(started(html_form=form))))
    assert found == Refused("threeds_not_available", payment_id="48213")


@pytest.mark.parametrize(
    ("change", "payment_id"),
    [
        ({"html_form": "%%%"}, "48213"),
        ({"html_form": 5}, "48213"),
        ({"html_form": "   "}, "48213"),
        ({"html_form": ["x"]}, "48213"),
        ({"html_form": "gQ=="}, "48213"),
        ({"payment_id": None}, ""),
        ({"payment_id": "48213x"}, ""),
        ({"payment_id": "1" * 30}, ""),
        ({"payment_id": True}, ""),
        ({"payment_id": 48213, "payment id": 48214}, ""),
    ],
)
def test_a_page_that_cannot_be_shown_or_asked_about_is_unclear(change: dict[str, object], payment_id: str) -> None:
    found = run_in_memory(oduyo().place(SALE), replay(told(started(**change))))
    assert found == Unknown("answer_unreadable", payment_id=payment_id)


@pytest.mark.parametrize(
    ("raw", "status", "outcome"),
    [
        ({"status": False, "error": "Bad Request"}, 400, Refused("request_refused")),
        ({}, 400, Refused("request_refused")),
        ({"status": False, "message": "No record found for this ID"}, 404, Refused("account_set_up")),
        ({"status": False}, 404, Refused("account_set_up")),
        ({"status": "0", "message": "Kart kabul edilmedi"}, 200, Refused("threeds_not_available")),
        ({"status": True, "data": {"result": 0, "message": "Hata"}}, 200, Refused("threeds_not_available")),
        ({}, 404, Unknown("gateway_unclear")),
        ({"status": True, "data": started()}, 400, Unknown("gateway_unclear")),
        ({"status": False, "message": {"a": 1}}, 400, Unknown("gateway_unclear")),
        ({"status": False}, 403, Unknown("gateway_unclear")),
        ({"status": False}, 422, Unknown("gateway_unclear")),
        ({"status": True, "data": None}, 200, Unknown("answer_unreadable")),
        ({"status": True, "data": []}, 200, Unknown("answer_unreadable")),
        ({"status": True, "data": [started(), started()]}, 200, Unknown("answer_unreadable")),
        ({"status": "maybe", "data": started()}, 200, Unknown("answer_unreadable")),
        ({"data": started()}, 200, Unknown("answer_unreadable")),
        ("<b>Fatal error</b>: Uncaught PDOException", 200, Unknown("answer_unreadable")),
        ("<b>Fatal error</b>", 500, Unknown("server_error")),
        ("", 302, Unknown("redirected")),
    ],
)
def test_failures_of_a_start_as_recorded(raw: object, status: int, outcome: object) -> None:
    assert run_in_memory(oduyo().place(SALE), replay(answer(raw, status))) == outcome


@pytest.mark.parametrize(
    ("fields", "proof"),
    [
        ({}, "ask"),
        ({"status": "success", "payment_id": "48213", "complete_status": "completed"}, "ask"),
        ({"status": "failure", "callback_status": "error"}, "ask"),
        ({"status": "success", "payment_id": "48214"}, "untrusted"),
        ({"payment_id": "48213 "}, "untrusted"),
    ],
)
def test_nothing_that_a_return_says_is_believed(fields: Mapping[str, str], proof: str) -> None:
    found = oduyo().read_return(fields, CHARGED)
    assert found.proof == proof
    assert found.payment_id == ("48213" if proof == "ask" else "")


def test_a_return_of_a_payment_that_was_never_acknowledged_is_not_ours() -> None:
    assert oduyo().read_return({"payment_id": "48213"}, CHARGED._replace(payment_id="")).proof == "untrusted"


def test_a_confirm_as_recorded_is_compared_with_the_list() -> None:
    seen: list[WireRequest] = []

    def site(request: WireRequest) -> object:
        seen.append(request)
        return answer(CONFIRMED) if request.target.endswith("complete") else told([listed()])

    found = run_in_memory(oduyo().complete(CHARGED, WAITED_FOR), site)  # type: ignore[arg-type]
    assert found == Approved("charged", lira(150_000), "48213", auth_code="S76905", references={"order_id": ORDER_ID})
    confirm, question = seen
    assert (confirm.target, confirm.body, confirm.moves_money) == (
        "/gateway/payment_3d_complete",
        b'{"payment_id":48213}',
        True,
    )
    assert (question.target, question.moves_money) == ("/payment/payment_select", False)
    assert body(question)["filters"] == [{"field": "orderid", "operator": "=", "value": ORDER_ID}]


@pytest.mark.parametrize(
    "rows",
    [
        told([]),
        told([listed(orderid="another")]),
        told([listed(currency_type=None)]),
        told([listed(currency_type="para")]),
        told([listed(total_with_commison=None)]),
        told([listed(total_with_commison="çok")]),
        told("[]"),
        answer({"status": False, "message": "No record found for this ID"}, 404),
        answer({"status": False, "error": "Bad Request"}, 400),
        answer("<html>", 500),
    ],
)
def test_where_the_list_cannot_tell_the_sum_stands_as_sent(rows: object) -> None:
    found = run_in_memory(oduyo().complete(CHARGED, WAITED_FOR), replay(answer(CONFIRMED), rows))  # type: ignore[arg-type]
    assert isinstance(found, Approved)
    assert (found.amount, found.as_sent) == (lira(150_000), True)


def test_a_confirm_without_an_order_number_stands_as_sent() -> None:
    found = run_in_memory(oduyo().complete(CHARGED, WAITED_FOR), replay(told(confirmed(order_id=None))))
    assert isinstance(found, Approved)
    assert (found.as_sent, found.references) == (True, {})


@pytest.mark.parametrize(
    "row",
    [
        listed(total_with_commison="1544.8500"),
        listed(total_with_commison="1500.0010"),
        listed(total_with_commison=-1500),
        listed(currency_type="usd"),
    ],
)
def test_another_sum_or_currency_in_the_list_is_a_mismatch_however_often_it_is_asked(row: object) -> None:
    gateway = oduyo()
    found = run_in_memory(gateway.complete(CHARGED, WAITED_FOR), replay(answer(CONFIRMED), told([row])))
    assert found == Unknown("mismatch", payment_id="48213")
    asked = run_in_memory(gateway.inquire(CHARGED), replay(statuses("completed", "completed"), told([row])))
    assert asked == Unknown("mismatch", payment_id="48213")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"payment_id": 48214}, "mismatch"),
        ({"payment_id": None}, "mismatch"),
        ({"payment id": 48214}, "mismatch"),
        ({"payment_id": "../1"}, "answer_unreadable"),
        ({"result": None}, "answer_unreadable"),
        ({"result": "maybe"}, "answer_unreadable"),
        ({"order_id": {"a": 1}}, "answer_unreadable"),
    ],
)
def test_a_confirm_that_does_not_agree_is_unclear(change: dict[str, object], problem: str) -> None:
    raw = told(changed(confirmed(), **change))
    assert run_in_memory(oduyo().complete(CHARGED, WAITED_FOR), replay(raw)) == Unknown(problem)


@pytest.mark.parametrize("no", [told(confirmed(result=False)), answer({"status": False, "message": "Hata"})])
@pytest.mark.parametrize("status", [statuses("error", "error"), statuses("completed", "waiting")])
def test_a_confirm_that_is_refused_stands_while_the_status_agrees(no: object, status: object) -> None:
    found = run_in_memory(oduyo().complete(CHARGED, WAITED_FOR), replay(no, status))  # type: ignore[arg-type]
    assert found == Refused("bank_declined")


@pytest.mark.parametrize(
    "status",
    [
        statuses("completed", "completed"),
        statuses("completed", "cancelled"),
        statuses(None, "waiting"),
        statuses("completed", "onay"),
        answer("<html>", 503),
        answer({"status": False, "message": "No record found for this ID"}, 404),
    ],
)
def test_a_no_to_a_confirm_that_may_have_been_done_before_is_asked_about(status: object) -> None:
    """`result` false also means "already completed" (A10): the money was taken then."""
    no = told(confirmed(result=False, message="already completed"))
    found = run_in_memory(oduyo().complete(CHARGED, WAITED_FOR), replay(no, status))  # type: ignore[arg-type]
    assert found == Unknown("in_progress", payment_id="48213")


@pytest.mark.parametrize("raw", [{"status": False, "message": "No record found for this ID"}, {"status": False}])
def test_no_record_of_a_payment_that_was_acknowledged_is_asked_about(raw: object) -> None:
    found = run_in_memory(oduyo().complete(CHARGED, WAITED_FOR), replay(answer(raw, 404)))
    assert found == Unknown("in_progress")


@pytest.mark.parametrize("proof", ["ask", "failed", "already_done", "untrusted"])
def test_only_a_page_that_asking_has_proven_is_confirmed(proof: str) -> None:
    with pytest.raises(ValueError, match="authenticated"):
        next(oduyo().complete(CHARGED, ReturnedPage(proof, "48213")))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="authenticated"):
        next(oduyo().complete(CHARGED, ReturnedPage("authenticated", "48214")))


@pytest.mark.parametrize("payment_id", ["", "48213/../1", "abc", "٤٨", "1" * 30])
def test_a_payment_id_is_digits(payment_id: str) -> None:
    held = CHARGED._replace(payment_id=payment_id, captured=CHARGED.amount)
    for conversation in (
        oduyo().complete(held, ReturnedPage("authenticated", payment_id)),
        oduyo().refund(held, held.amount, "k", "cancel"),
        oduyo().refund(held, held.amount, "k", "refund"),
    ):
        with pytest.raises(ValueError, match="digits"):
            next(conversation)


def test_a_start_that_never_left_is_not_sent() -> None:
    assert run_in_memory(oduyo().place(SALE), lambda _request: NotSent()) == NotSent()


def test_the_card_stands_in_the_body_of_the_start_alone() -> None:
    request = next(oduyo().place(SALE))
    assert card().number.encode() in request.body
    assert card().number not in repr(request)
    for secret in SECRETS:
        assert secret not in repr(request) + repr(oduyo()) + repr(vars(oduyo()))
