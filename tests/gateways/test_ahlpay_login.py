"""AHL Pay's login (notes §4): the token in memory, its end, the door's 401, and the merchant it is for."""

import base64
import json

import pytest

from frontdesk.domain.gateway import Approved, Found, Refused, Unknown, WireRequest, WireResponse
from frontdesk.domain.told import Ready
from frontdesk.gateways.ahlpay.gateway import AhlPay
from frontdesk.gateways.ahlpay.profile import AhlPayProfile, rnd_of
from frontdesk.gateways.scrub import scrub
from tests.gateways.dialect_ahlpay import (
    AHLPAY_KEYS,
    AHLPAY_URL,
    DONE,
    NOW,
    TOKEN,
    ahlpay,
    inquired,
    log_in,
    login_answer,
    payment,
)
from tests.gateways.samples import KEY, answer, card, hold, order
from tests.kit.in_memory import run_in_memory

DOOR = WireResponse(401, {"www-authenticate": "Bearer"}, b"")
LOGIN = "/api/Security/AuthenticationMerchant"


def fresh(merchant_id: str = "") -> AhlPay:
    return AhlPay(AHLPAY_KEYS, AhlPayProfile(AHLPAY_URL, merchant_id=merchant_id))


def jwt(claims: object) -> str:
    middle = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"eyJhbGciOiJIUzI1NiJ9.{middle}.c2lnbmVk"


def test_the_login_is_one_request_without_a_token() -> None:
    conversation = fresh().prepare(NOW)
    assert conversation is not None
    request = next(conversation)
    assert (request.method, request.target, request.moves_money) == ("POST", LOGIN, False)
    assert request.headers == (("Content-Type", "application/json; charset=utf-8"), ("Accept", "application/json"))
    assert request.body == b'{"email":"pos.api@ornekotel.test","password":"sandbox-ExamplePassword"}'
    assert "ExamplePassword" not in repr(request)


def test_a_token_that_tells_no_end_is_kept_for_ten_minutes() -> None:
    gateway = fresh()
    assert log_in(gateway, NOW) == Ready()
    assert gateway.prepare(NOW + 599) is None
    assert log_in(gateway, NOW + 600) == Ready()
    assert gateway.prepare(NOW + 1199) is None


@pytest.mark.parametrize("claims", [{}, {"exp": "soon"}, {"exp": True}, {"exp": -1}, {"exp": 1e12}, [], "x", None])
def test_a_token_whose_end_cannot_be_read_is_kept_for_ten_minutes(claims: object) -> None:
    gateway = fresh()
    assert log_in(gateway, NOW, login_answer(token=jwt(claims))) == Ready()
    assert gateway.prepare(NOW + 599) is None
    assert gateway.prepare(NOW + 600) is not None


def test_a_token_that_tells_its_end_is_used_until_a_minute_before() -> None:
    gateway = fresh()
    assert log_in(gateway, NOW, login_answer(token=jwt({"exp": NOW + 3600}))) == Ready()
    assert gateway.prepare(NOW + 3539) is None
    assert gateway.prepare(NOW + 3540) is not None


@pytest.mark.parametrize("token", ["a.b.c", "a.%%%.c", "one", "a.." + "x" * 100, "a." + "W" * 4000 + ".c"])
def test_any_text_may_be_a_token(token: str) -> None:
    gateway = fresh()
    assert log_in(gateway, NOW, login_answer(token=token)) == Ready()
    assert ("Authorization", f"Bearer {token}") in next(gateway.place(order())).headers


def test_the_scheme_is_the_logins_own() -> None:
    gateway = fresh()
    log_in(gateway, NOW, login_answer(tokenType="Token"))
    assert ("Authorization", f"Token {TOKEN}") in next(gateway.inquire(hold())).headers
    log_in(gateway, NOW + 600, login_answer(tokenType=None))
    assert ("Authorization", f"Bearer {TOKEN}") in next(gateway.inquire(hold())).headers


@pytest.mark.parametrize(
    ("response", "outcome"),
    [
        (
            answer(
                {"isSuccess": False, "message": "Kullanıcı adı veya şifre hatalı.", "errorCode": "AH401", "data": None}
            ),
            Refused("wrong_keys", "AH401"),
        ),
        (DOOR, Refused("wrong_keys")),
        (answer({"title": "Unauthorized", "status": 401}, 401), Refused("wrong_keys")),
        (answer("<html>Hotel Wi-Fi</html>", 401), Unknown("answer_unreadable")),
        (answer("<html>busy</html>", 503), Unknown("server_error")),
        (answer({**DONE, "data": None}), Unknown("answer_unreadable")),
        (answer({**DONE, "data": "<html>"}), Unknown("answer_unreadable")),
        (login_answer(token=""), Unknown("answer_unreadable")),
        (login_answer(token=5), Unknown("answer_unreadable")),
        (login_answer(token="two\r\nlines"), Unknown("answer_unreadable")),
        (login_answer(token="a b"), Unknown("answer_unreadable")),
        (login_answer(token="ş"), Unknown("answer_unreadable")),
        (login_answer(token="x" * 9000), Unknown("answer_unreadable")),
        (login_answer(tokenType="Bea rer"), Unknown("answer_unreadable")),
        (login_answer(merchantId=None), Unknown("answer_unreadable")),
        (login_answer(merchantId=0), Unknown("answer_unreadable")),
        (login_answer(merchantId="٣"), Unknown("answer_unreadable")),
        (login_answer(merchantId=-1), Unknown("answer_unreadable")),
    ],
)
def test_a_login_that_fails_leaves_no_session(response: WireResponse, outcome: object) -> None:
    gateway = fresh()
    assert log_in(gateway, NOW, response) == outcome
    assert gateway.prepare(NOW) is not None


def test_a_login_for_another_merchant_stops_everything() -> None:
    """A2: money would go to somebody else."""
    gateway = fresh(merchant_id="900452")
    assert log_in(gateway, NOW) == Refused("other_merchant")
    assert gateway.prepare(NOW) is not None
    assert log_in(fresh(merchant_id="900451"), NOW) == Ready()
    assert log_in(fresh(merchant_id="0900451"), NOW, login_answer(merchantId="900451")) == Ready()


def test_an_account_stays_with_the_merchant_of_its_first_login() -> None:
    gateway = ahlpay()
    assert log_in(gateway, NOW + 600, login_answer(merchantId=900452)) == Refused("other_merchant")
    assert b'"merchantId":900451' in next(gateway.place(order())).body


def carried(*answers: WireResponse, gateway: AhlPay | None = None) -> tuple[object, list[WireRequest]]:
    waiting, seen = list(answers), list[WireRequest]()

    def handle(request: WireRequest) -> WireResponse:
        seen.append(request)
        return waiting.pop(0)

    return run_in_memory((gateway or ahlpay()).place(order()), handle), seen


HELD = answer({**DONE, "data": payment(rnd_of(KEY))})


@pytest.mark.parametrize("door", [DOOR, answer({"title": "Unauthorized", "status": 401}, 401)])
def test_a_401_of_the_door_is_answered_by_one_login_and_the_same_request(door: WireResponse) -> None:
    """Rule 6: the same key, and both sends are the attempt's."""
    told, seen = carried(door, login_answer(token="another"), HELD)
    assert isinstance(told, Approved)
    assert [(request.target, request.moves_money) for request in seen] == [
        ("/api/Payment/PreAuth", True),
        (LOGIN, False),
        ("/api/Payment/PreAuth", True),
    ]
    assert seen[0].body == seen[2].body
    assert seen[0].headers[0] == ("Authorization", f"Bearer {TOKEN}")
    assert seen[2].headers[0] == ("Authorization", "Bearer another")


def test_a_second_401_is_refused() -> None:
    told, seen = carried(DOOR, login_answer(), DOOR)
    assert told == Refused("wrong_keys")
    assert len(seen) == 3


def test_a_login_on_the_way_that_fails_ends_the_verb() -> None:
    assert carried(DOOR, DOOR)[0] == Refused("wrong_keys")
    assert carried(DOOR, answer("busy", 503))[0] == Unknown("server_error")
    assert carried(DOOR, login_answer(merchantId=5))[0] == Refused("other_merchant")


@pytest.mark.parametrize("body", ["<html>Hotel Wi-Fi: please log in</html>", "{}", json.dumps({**DONE, "data": None})])
def test_another_401_is_not_the_doors(body: str) -> None:
    told, seen = carried(answer(body, 401))
    assert isinstance(told, Unknown)
    assert len(seen) == 1


def test_a_verb_without_a_session_logs_in_first_and_once_only() -> None:
    told, seen = carried(login_answer(), HELD, gateway=fresh())
    assert isinstance(told, Approved)
    assert [request.target for request in seen] == [LOGIN, "/api/Payment/PreAuth"]
    assert carried(login_answer(), DOOR, gateway=fresh())[0] == Refused("wrong_keys")
    assert carried(answer("busy", 503), gateway=fresh())[0] == Unknown("server_error")


def test_a_question_renews_the_token_too() -> None:
    waiting = [DOOR, login_answer(), answer({**DONE, "data": inquired()})]
    assert isinstance(run_in_memory(ahlpay().inquire(hold()), lambda _request: waiting.pop(0)), Found)


def test_token_and_passwords_are_shown_nowhere() -> None:
    gateway = ahlpay()
    door = vars(gateway)["_door"]
    shown = repr(gateway) + repr(vars(gateway)) + repr(vars(door))
    for secret in (TOKEN, AHLPAY_KEYS.password, AHLPAY_KEYS.hash_password, AHLPAY_KEYS.email):
        assert secret not in shown


def test_nothing_secret_stays_of_a_transcript() -> None:
    _, seen = carried(login_answer(), HELD, gateway=fresh())
    heard = [f"{name}: {value}" for request in seen for name, value in request.headers]
    heard += [request.body.decode() for request in seen] + [login_answer().body.decode()]
    heard.append("hashPassword=K7w!pQ2zLm9#Demo&password=sandbox-ExamplePassword")
    shown = scrub("\r\n".join(heard))
    secrets = (TOKEN, AHLPAY_KEYS.password, AHLPAY_KEYS.hash_password, AHLPAY_KEYS.email, card().number, "DENIZ ORNEK")
    assert not [secret for secret in secrets if secret in shown]
    assert [secret for secret in secrets if secret not in "\r\n".join(heard)] == []
