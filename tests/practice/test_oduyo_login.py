"""Login, sessions and the envelope at the practice Ödüyo (Ödüyo notes §2, §3, §15)."""

import pytest

from frontdesk.practice import oduyo
from frontdesk.practice.bank import Bank
from frontdesk.practice.exchange import Request
from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Ground
from frontdesk.practice.oduyo.switches import ways_of
from tests.practice.clients import parsed
from tests.practice.oduyo_client import Oduyo

UNAUTHORISED = {"status": False, "message": "Yetkisiz erişim"}
STATUS = "gateway/local_status"


def test_the_address_ends_with_the_path_of_the_api(ground: Ground) -> None:
    assert ground.accounts["oduyo"]["base_url"].endswith("/api/v1")
    assert set(ground.accounts["oduyo"]) == {"base_url", "username", "password", "api_key"}


def test_login_gives_a_session_that_opens_the_other_calls(odu: Oduyo) -> None:
    answer = odu.asks_to_log_in()
    assert (answer.status, answer["status"]) == (200, True)
    odu.session = str(answer.part("data")["session_id"])
    assert odu.sends(STATUS, {"payment_id": 1}).status == 404


@pytest.mark.parametrize("field", ["username", "oduyo_api_key", "password"])
def test_a_wrong_field_is_unauthorised_and_a_missing_one_a_bad_request(odu: Oduyo, field: str) -> None:
    wrong = odu.asks_to_log_in(**{field: "another"})
    assert (wrong.status, wrong.body) == (401, UNAUTHORISED)
    missing = odu.asks_to_log_in(**{field: ""})
    assert (missing.status, missing.body) == (400, {"status": False, "error": "Bad Request"})


def test_login_wants_a_form(ground: Ground) -> None:
    request = Request("POST", "/api/v1/ws/login", {"content-type": "application/json"}, b"{}")
    assert oduyo.handle(ground, request).status == 400


@pytest.mark.parametrize(
    ("place", "body"),
    [
        ("session_id", {"data": {"session_id": "s"}}),
        ("SESSION_ID", {"data": {"SESSION_ID": "s"}}),
        ("token", {"data": {"token": "s"}}),
        ("bare", {"data": "s"}),
        ("top", {"session_id": "s"}),
    ],
)
def test_the_session_stands_where_the_switch_says(
    ground: Ground, odu: Oduyo, place: str, body: dict[str, object]
) -> None:
    def shape(value: object) -> object:
        return {name: shape(item) for name, item in value.items()} if isinstance(value, dict) else "s"

    ground.ways["oduyo"] = ways_of(ground)._replace(login_answer=place)
    answer = odu.asks_to_log_in().body
    assert answer.pop("status") is True
    assert shape(answer) == body


@pytest.mark.parametrize(
    "changed", [{"apikey": ""}, {"apikey": "other"}, {"authorization": ""}, {"authorization": "unknown"}]
)
def test_every_call_needs_key_and_session(odu: Oduyo, changed: dict[str, str]) -> None:
    odu.logs_in()
    answer = odu.sends(STATUS, {"payment_id": 1}, **changed)
    assert (answer.status, answer.body) == (401, UNAUTHORISED)


def test_the_session_is_sent_bare(odu: Oduyo) -> None:
    odu.logs_in()
    assert odu.sends(STATUS, {"payment_id": 1}, authorization="Bearer " + odu.session).status == 401


def test_a_session_lives_for_an_hour_of_the_banks_clock(odu: Oduyo, bank: Bank) -> None:
    odu.logs_in()
    bank.advance(3599)
    assert odu.sends(STATUS, {"payment_id": 1}).status == 404
    bank.advance(1)
    assert odu.sends(STATUS, {"payment_id": 1}).status == 401
    odu.logs_in()
    assert odu.sends(STATUS, {"payment_id": 1}).status == 404


def test_a_session_may_end_as_soon_as_a_payment_was_started(ground: Ground, odu: Oduyo) -> None:
    ground.ways["oduyo"] = ways_of(ground)._replace(expire_after_start=True)
    started = odu.starts()
    assert odu.confirms(started["payment_id"]).body == UNAUTHORISED
    odu.logs_in()
    assert odu.status(started["payment_id"]) == (None, "waiting")


def test_reset_ends_sessions_and_keeps_the_account(ground: Ground, odu: Oduyo) -> None:
    odu.logs_in()
    account = dict(ground.accounts["oduyo"])
    ground.reset()
    assert ground.accounts["oduyo"] == account
    assert odu.sends(STATUS, {"payment_id": 1}).status == 401


@pytest.mark.parametrize("path", ["gateway/unknown", "gateway", "", "ws/login/more"])
def test_unknown_paths_say_nothing_but_no(odu: Oduyo, path: str) -> None:
    odu.logs_in()
    answer = odu.sends(path, {})
    assert (answer.status, answer.body) == (404, {"status": False})


def test_only_posts_are_answered(ground: Ground) -> None:
    for target in ("/api/v1/gateway/local_status", "/api/v1/ws/login", "/", "/odeme/unknown"):
        assert parsed(oduyo.handle(ground, Request("GET", target, {}))).body == {"status": False}


def test_a_body_that_is_no_object_is_a_bad_request(odu: Oduyo) -> None:
    odu.logs_in()
    answer = odu.sends(STATUS, None)
    assert (answer.status, answer["error"]) == (400, "Bad Request")


def test_too_many_requests_and_a_lost_login(ground: Ground, odu: Oduyo) -> None:
    odu.logs_in()
    ground.faults.add(Fault("rate_limit", "oduyo", "init"))
    assert odu.sends("gateway/payment_3d", odu.order()).status == 429
    ground.faults.add(Fault("lose_answer", "oduyo", "login"))
    assert odu.asks_to_log_in().way == "drop"
    assert ground.bank.requests["oduyo", "login"] == 2
