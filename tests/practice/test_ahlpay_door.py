"""What the practice AHL Pay checks before a service looks: path, token, types, hash, amount, rnd (§4, §5, §13)."""

import base64
import json

import pytest

from frontdesk.practice import ahlpay
from frontdesk.practice.ahlpay.standing import Ways
from frontdesk.practice.bank import Bank
from frontdesk.practice.exchange import Request
from frontdesk.practice.ground import Ground
from tests.practice.ahlpay_client import ORDER, AhlPay, new_rnd
from tests.practice.clients import Fields, parsed

HOLD = "/api/Payment/PreAuth"


def switched(ground: Ground, **ways: object) -> None:
    known = ground.ways["ahlpay"]
    assert isinstance(known, Ways)
    ground.ways["ahlpay"] = Ways(**(known._asdict() | ways))


def test_a_login_gives_token_and_merchant(ahl: AhlPay) -> None:
    answer = ahl.logs_in()
    told = answer.part("data")
    assert (answer.status, answer["isSuccess"], answer["errorCode"]) == (200, True, None)
    assert answer["message"] == "İşlem başarılıdır."
    assert set(told) == {"token", "tokenType", "fullName", "sessionId", "merchantName", "merchantId"}
    assert (told["tokenType"], told["merchantId"]) == ("Bearer", int(ahl.account["merchant_id"]))
    assert ahl.token.count(".") == 2


@pytest.mark.parametrize("wrong", [{"password": "yanlış"}, {"email": "baska@ornekotel.test"}])
def test_a_wrong_login_is_refused_inside_the_envelope(ahl: AhlPay, wrong: Fields) -> None:
    given: Fields = {"email": ahl.account["email"], "password": ahl.account["password"]}
    answer = parsed(ahl.send(ahl.post("/api/Security/AuthenticationMerchant", given | wrong)))
    assert (answer.status, answer["isSuccess"], answer["errorCode"], answer["data"]) == (200, False, "AH401", None)


def test_a_login_without_password_is_a_validation_problem(ahl: AhlPay) -> None:
    answer = parsed(ahl.send(ahl.post("/api/Security/AuthenticationMerchant", {"email": "x"})))
    assert (answer.status, answer["status"]) == (400, 400)
    assert set(answer.part("errors")) == {"password"}


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer none", "Basic {token}", "{token}"])
def test_without_a_known_token_nothing_is_answered(ahl: AhlPay, ground: Ground, header: str) -> None:
    ahl.logs_in()
    request = ahl.post(HOLD, ahl.hashed(ahl.order()))
    headers = dict(request.headers) | {"authorization": header.format(token=ahl.token)}
    answer = ahl.send(request._replace(headers=headers))
    assert (answer.status, answer.body, dict(answer.headers)) == (401, b"", {"WWW-Authenticate": "Bearer"})
    assert not list(ground.bank.all())


def test_a_token_runs_out_on_the_banks_clock(ahl: AhlPay, bank: Bank, ground: Ground) -> None:
    ahl.logs_in()
    bank.advance(599)
    assert ahl.asks()["errorCode"] == "AH404"
    bank.advance(1)
    assert ahl.sends(HOLD, ahl.hashed(ahl.order())).status == 401
    ahl.logs_in()
    switched(ground, token_ttl=0)
    assert ahl.sends(HOLD, {}).status == 401


def test_a_token_may_tell_when_it_ends(ahl: AhlPay, bank: Bank, ground: Ground) -> None:
    def told() -> object:
        ahl.logs_in()
        middle = ahl.token.split(".")[1]
        return json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))

    assert isinstance(told(), str)
    switched(ground, token_tells_end=True)
    assert told() == {"exp": int(bank.now()) + 600}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/Payment/Payment3dPay"),
        ("POST", "/api/Seller/List"),
        ("GET", "/api/Payment/BinList/"),
        ("GET", HOLD),
        ("POST", "/"),
    ],
)
def test_paths_that_nobody_knows(ahl: AhlPay, method: str, path: str) -> None:
    answer = ahl.send(Request(method, path, {}, b"{}"))
    assert (answer.status, answer.body) == (404, b"")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"merchantId": "900451"}, "merchantId"),
        ({"memberId": "1"}, "memberId"),
        ({"memberId": True}, "memberId"),
        ({"totalAmount": 150000}, "totalAmount"),
        ({"installmentCount": 0}, "installmentCount"),
        ({"currency": 949}, "currency"),
        ({"expiryDateYear": 2030}, "expiryDateYear"),
        ({"cvv": None}, "cvv"),
        ({"orderId": "x" * 65}, "orderId"),
        ({"description": "x" * 256}, "description"),
    ],
)
def test_wrong_json_types_are_asp_nets_problem(ahl: AhlPay, ground: Ground, wrong: Fields, field: str) -> None:
    refused = ahl.sends(HOLD, ahl.hashed(ahl.order()) | wrong)
    assert (refused.status, refused.content_type) == (400, "application/problem+json; charset=utf-8")
    told = parsed(refused)
    assert told["title"] == "One or more validation errors occurred."
    assert list(told.part("errors")) == [field]
    assert not list(ground.bank.all())


@pytest.mark.parametrize("field", ["cardNumber", "merchantId", "userCode", "hash", "webUrl", "requestIp", "rnd"])
def test_every_field_of_a_payment_is_wanted(ahl: AhlPay, field: str) -> None:
    fields = ahl.hashed(ahl.order())
    del fields[field]
    refused = parsed(ahl.sends(HOLD, fields))
    assert refused.status == 400
    assert list(refused.part("errors")) == [field]


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b'"x"'])
def test_a_body_that_is_no_object(ahl: AhlPay, body: bytes) -> None:
    ahl.logs_in()
    answer = parsed(ahl.send(ahl.post(HOLD, {})._replace(body=body)))
    assert (answer.status, list(answer.part("errors"))) == (400, ["$"])


def test_lenient_types(ahl: AhlPay, ground: Ground) -> None:
    switched(ground, strict=False)
    order = ahl.order(merchantId="900451", memberId="1", totalAmount=150000)
    assert ahl.call("PreAuth", order)["isSuccess"]
    assert parsed(ahl.sends(HOLD, ahl.hashed(ahl.order()) | {"merchantId": "x"})).status == 400


def test_names_are_met_in_any_case_but_for_paidamount(ahl: AhlPay, ground: Ground) -> None:
    order = ahl.hashed(ahl.order())
    held = parsed(ahl.sends(HOLD, {name.upper(): value for name, value in order.items()})).part("data")
    fields: Fields = {"merchantId": ahl.door["merchantId"], "orderId": ORDER, "authCode": held["authCode"]}
    fields |= {"rnd": new_rnd(), "paidAmount": "150000"}
    refused = ahl.call("PostAuth", fields, "paidAmount")
    assert (refused.status, list(refused.part("errors"))) == (400, ["paidamount"])
    switched(ground, strict=False)
    assert ahl.call("PostAuth", fields, "paidAmount")["isSuccess"]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [({"merchantId": 900452}, "AH403"), ({"memberId": 900451}, "AH400"), ({"userCode": "900451"}, "AH400")],
)
def test_another_merchant(ahl: AhlPay, wrong: Fields, code: str) -> None:
    refused = ahl.holds(**wrong)
    assert (refused.status, refused["isSuccess"], refused["errorCode"]) == (200, False, code)


@pytest.mark.parametrize(
    "service", ["PreAuth", "PaymentNon3D", "Payment3DWithEventRedirect", "Payment3d", "StartIFrame"]
)
def test_a_wrong_hash_is_refused_when_strict(ahl: AhlPay, ground: Ground, service: str) -> None:
    kind = "PreAuth" if service == "PreAuth" else "Auth"
    fields = ahl.order(txnType=kind, okUrl="http://127.0.0.1:9/a", failUrl="http://127.0.0.1:9/b", hash="0" * 128)
    refused = ahl.call(service, fields)
    assert (refused["isSuccess"], refused["errorCode"]) == (False, "AH403")
    switched(ground, hash_mode="doc")
    assert ahl.call(service, fields)["isSuccess"]


def test_by_secure_wants_its_hash_in_either_mode(ahl: AhlPay, ground: Ground) -> None:
    switched(ground, hash_mode="doc")
    assert ahl.starts_challenge(service="Payment3dBySecure", hash="0" * 128)["errorCode"] == "AH403"
    assert ahl.starts_challenge(service="Payment3dBySecure")["isSuccess"]


def test_later_steps_are_hashed_over_their_own_amount(ahl: AhlPay) -> None:
    code = ahl.holds().part("data")["authCode"]
    fields: Fields = {"merchantId": ahl.door["merchantId"], "orderId": ORDER, "authCode": code, "rnd": new_rnd()}
    assert ahl.call("PostAuth", fields | {"paidamount": "150000"}, "")["errorCode"] == "AH403"
    assert ahl.call("Void", ahl.undo("Void", "150000"), "")["errorCode"] == "AH403"
    assert ahl.call("Refund", ahl.undo("Refund", "150000"), "")["errorCode"] == "AH403"


def test_an_inquiry_takes_the_recipe_or_nothing(ahl: AhlPay) -> None:
    ahl.holds()
    question: Fields = ahl.door | {"orderId": ORDER, "rnd": "1"}
    assert ahl.call("PaymentInquiry", question, "")["isSuccess"]
    assert ahl.call("PaymentInquiry", question | {"hash": ""}, "")["isSuccess"]
    assert ahl.call("PaymentInquiry", question | {"hash": "A"}, "")["errorCode"] == "AH403"
    assert ahl.call("PaymentInquiry", question | {"memberId": "1"}, "")["isSuccess"]


@pytest.mark.parametrize("amount", ["1500.00", "1500,00", "0", "0150", "-1", "", "1" * 13, "١٥٠"])
def test_amounts_are_digits_only(ahl: AhlPay, ground: Ground, amount: str) -> None:
    refused = ahl.call("PreAuth", ahl.order(amount, hash=recipe_of(ahl, amount, "7"), rnd="7"))
    assert (refused["isSuccess"], refused["errorCode"]) == (False, "AH400")
    assert not list(ground.bank.all())


def recipe_of(ahl: AhlPay, amount: str, rnd: str) -> str:
    return ahlpay.hashing.recipe(ahl.account["hash_password"], rnd, ORDER, amount, ahl.account["merchant_id"])


def test_an_rnd_is_used_once_for_each_order_and_service(ahl: AhlPay, ground: Ground) -> None:
    assert ahl.holds(rnd="7")["isSuccess"]
    again = ahl.holds(rnd="7")
    assert (again["errorCode"], again["message"]) == ("AH409", "rnd değeri daha önce kullanılmış.")
    assert ahl.holds(rnd="7", orderId="another")["isSuccess"]
    for _ in range(2):
        assert ahl.asks(rnd="7").part("data")["rnd"] == "7"
    switched(ground, strict=False)
    assert ahl.holds(rnd="7")["message"] == "Sipariş numarası daha önce kullanılmış."
