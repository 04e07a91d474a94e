"""Ödüyo's login: before everything else, renewed before it ends, and once more where it ended early (notes §2)."""

from collections.abc import Callable

import pytest

from frontdesk.domain.gateway import Challenge, Found, NotSent, Refused, Unknown, WireRequest, WireResponse
from frontdesk.domain.told import Ready
from frontdesk.gateways.oduyo.gateway import Oduyo
from frontdesk.gateways.oduyo.profile import OduyoKeys, OduyoProfile
from tests.gateways.dialect_oduyo import (
    CHARGED,
    ODUYO_KEYS,
    ODUYO_URL,
    RETURN,
    SECRETS,
    SESSION,
    logged_in,
    oduyo,
    started,
    statuses,
    told,
)
from tests.gateways.samples import answer, header, order, replay
from tests.kit.in_memory import run_in_memory

SALE = order(purpose="sale", return_address=RETURN)
NO_ENTRY = answer({"status": False, "message": "Yetkisiz erişim"}, 401)


def fresh() -> Oduyo:
    return Oduyo(ODUYO_KEYS, OduyoProfile(ODUYO_URL))


def logs_in(raw: WireResponse) -> object:
    login = fresh().prepare(0)
    assert login is not None
    return run_in_memory(login, replay(raw))


class Site:
    """A site whose sessions end when it says so; it notes what it was sent."""

    def __init__(self, *, ended: int = 0, login: WireResponse | None = None) -> None:
        self.ended = ended
        self.login = login
        self.seen: list[WireRequest] = []

    def __call__(self, request: WireRequest) -> WireResponse:
        self.seen.append(request)
        if request.target == "/ws/login":
            return self.login or answer(logged_in(f"session{len(self.seen)}"))
        if self.ended:
            self.ended -= 1
            return NO_ENTRY
        return told(started()) if request.target.endswith("3d") else statuses("completed", "completed")

    @property
    def targets(self) -> list[str]:
        return [request.target.rpartition("/")[2] for request in self.seen]


def test_the_bytes_of_a_login() -> None:
    login = Oduyo(OduyoKeys("Ayşe", "p w&1", "k+y"), OduyoProfile(ODUYO_URL)).prepare(0)
    assert login is not None
    request = next(login)
    assert (request.method, request.target, request.moves_money) == ("POST", "/ws/login", False)
    assert request.body == b"username=Ay%C5%9Fe&oduyo_api_key=k%2By&password=p+w%261"
    assert header(request, "Content-Type") == "application/x-www-form-urlencoded"
    assert header(request, "Apikey") == "k+y"
    assert "Authorization" not in dict(request.headers)


def test_a_session_is_renewed_ten_minutes_before_it_ends() -> None:
    gateway = fresh()
    login = gateway.prepare(1_000)
    assert login is not None
    assert run_in_memory(login, replay(answer(logged_in()))) == Ready()
    assert gateway.prepare(1_000 + 49 * 60) is None
    assert gateway.prepare(1_000 + 50 * 60) is not None
    assert gateway.prepare(999) is not None  # a clock that was put back tells nothing


@pytest.mark.parametrize(
    "raw",
    [
        {"status": True, "data": {"session_id": "s1"}},
        {"status": 1, "data": {"SESSION_ID": "s1"}},
        {"status": "1", "data": {"token": "s1"}},
        {"status": True, "data": "s1"},
        {"status": True, "session_id": "s1"},
        {"session_id": "s1", "data": []},
        {"status": True, "data": {"session_id": "", "token": "s1"}},
    ],
)
def test_the_session_is_found_wherever_it_may_stand(raw: object) -> None:
    gateway = fresh()
    login = gateway.prepare(0)
    assert login is not None
    assert run_in_memory(login, replay(answer(raw))) == Ready()
    assert header(next(gateway.inquire(CHARGED)), "Authorization") == "s1"


@pytest.mark.parametrize(
    ("raw", "status", "outcome"),
    [
        ({"status": False, "message": "Yetkisiz erişim"}, 401, Refused("wrong_keys", "401 message,status")),
        ({"status": False, "data": {"session_id": "s1"}}, 200, Refused("wrong_keys", "200 data,status")),
        ({"status": True, "data": {"session_id": "s1"}}, 400, Refused("wrong_keys", "400 data,status")),
        ({"status": True, "data": {"id": "s1"}, "k3v9-secret!": 1}, 200, Refused("wrong_keys", "200 data,status")),
        ({"status": True, "data": {"session_id": 17}}, 200, Refused("wrong_keys", "200 data,status")),
        ({}, 401, Refused("wrong_keys", "401")),
        ({"data": "with a blank"}, 200, Unknown("answer_unreadable")),
        ({"data": "two\r\nlines"}, 200, Unknown("answer_unreadable")),
        ({"data": "şifre"}, 200, Unknown("answer_unreadable")),
        ({"data": "x" * 501}, 200, Unknown("answer_unreadable")),
        ("<html>Wi-Fi</html>", 200, Unknown("answer_unreadable")),
        ("[]", 200, Unknown("answer_unreadable")),
        ("<html>", 503, Unknown("server_error")),
        ("", 302, Unknown("redirected")),
    ],
)
def test_anything_else_is_no_session_and_shows_no_value(raw: object, status: int, outcome: object) -> None:
    assert logs_in(answer(raw, status)) == outcome


def test_an_ended_session_is_renewed_and_the_same_call_sent_again() -> None:
    site = Site(ended=1)
    assert isinstance(run_in_memory(oduyo().place(SALE), site), Challenge)
    assert site.targets == ["payment_3d", "login", "payment_3d"]
    first, _, again = site.seen
    assert (first.body, first.moves_money) == (again.body, again.moves_money)
    assert again.moves_money
    assert (header(first, "Authorization"), header(again, "Authorization")) == (SESSION, "session2")


def test_a_second_401_is_refused() -> None:
    site = Site(ended=2)
    assert run_in_memory(oduyo().place(SALE), site) == Refused("wrong_keys")
    assert site.targets == ["payment_3d", "login", "payment_3d"]


@pytest.mark.parametrize(
    ("login", "code"),
    [(NO_ENTRY, "401 message,status"), (answer("<html>", 500), "server_error")],
)
def test_a_call_that_was_not_let_in_was_not_carried_out(login: WireResponse, code: str) -> None:
    gateway, site = oduyo(), Site(ended=1, login=login)
    assert run_in_memory(gateway.place(SALE), site) == Refused("wrong_keys", code)
    assert site.targets == ["payment_3d", "login"]
    assert gateway.prepare(0) is not None


@pytest.mark.parametrize("body", ["<html>Wi-Fi</html>", '{"status": true}', '{"message": "no"}', "[]"])
def test_a_401_of_somebody_else_is_not_repeated(body: str) -> None:
    site = replay(answer(body, 401))
    assert isinstance(run_in_memory(oduyo().place(SALE), site), Unknown)


def test_an_empty_401_is_the_sites_own() -> None:
    first = answer({}, 401)
    found = run_in_memory(oduyo().place(SALE), replay(first, answer(logged_in()), told(started())))
    assert isinstance(found, Challenge)


def test_a_session_that_another_conversation_renewed_serves_this_one_too() -> None:
    gateway = oduyo()
    waiting = gateway.place(SALE)
    next(waiting)
    assert isinstance(run_in_memory(gateway.inquire(CHARGED), Site(ended=1)), Found)
    again = waiting.send(NO_ENTRY)
    assert (again.target, header(again, "Authorization")) == ("/gateway/payment_3d", "session2")


def test_without_a_session_the_card_waits_for_the_login() -> None:
    site = Site()
    assert isinstance(run_in_memory(fresh().place(SALE), site), Challenge)
    assert site.targets == ["login", "payment_3d"]


def test_what_is_not_sent_after_a_login_is_unclear() -> None:
    steps: list[Callable[[], WireResponse | NotSent]] = [lambda: NO_ENTRY, NotSent]
    assert run_in_memory(oduyo().place(SALE), lambda _request: steps.pop(0)()) == Unknown("line_cut")


def test_nothing_of_keys_and_session_is_shown() -> None:
    gateway = oduyo()
    login = fresh().prepare(0)
    assert login is not None
    shown = repr((gateway, vars(gateway), vars(vars(gateway)["_door"]), next(login), ODUYO_KEYS))
    for secret in (*SECRETS, "resepsiyon"):
        assert secret not in shown
