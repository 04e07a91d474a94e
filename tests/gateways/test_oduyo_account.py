"""An account at Ödüyo: its settings, what it can do, where it may be reached, what is masked, and hostile answers."""

import asyncio

import pytest

from frontdesk.domain.gateway import Found, NotSent, WireRequest
from frontdesk.gateways.accounts import GATEWAYS, LIVE_HOSTS, WITHOUT_TEST_SYSTEM, build
from frontdesk.gateways.http import Driver
from frontdesk.gateways.oduyo.gateway import Oduyo
from frontdesk.gateways.oduyo.profile import OduyoProfile
from frontdesk.gateways.scrub import scrub
from frontdesk.gateways.setting_values import SettingError
from tests.gateways.dialect_oduyo import (
    CHARGED,
    ODUYO,
    ODUYO_KEYS,
    ODUYO_URL,
    RETURN,
    SECRETS,
    VERBS,
    body,
    statuses,
    with_session,
)
from tests.gateways.samples import answer, card, header, order
from tests.kit.fault_server import Visit, fault_server
from tests.kit.in_memory import run_in_memory

GOOD = {
    "base_url": ODUYO_URL + "/",
    "username": "resepsiyon",
    "password": "pw-Deniz!42",
    "api_key": "apikey-sahil-0017",
}


def drawn() -> str:
    return "random"


def account(**values: str) -> Oduyo:
    gateway = build("oduyo", {**GOOD, **values}, drawn)
    assert isinstance(gateway, Oduyo)
    return gateway


def test_the_keys_alone_make_an_account_that_charges_and_returns() -> None:
    can = account().abilities
    assert (can.holds, can.threeds, can.plain, can.completes) == (False, True, False, True)
    assert (can.partial_capture, can.refund_part, can.stored_cards, can.hosted, can.webhook) == (False,) * 5
    assert (can.day_list, can.session, can.costs) == (True,) * 3
    assert (can.refund_by, can.cancel_window, can.finds_by) == (("cancel", "refund"), "same_day", "id")
    assert (can.currencies, can.limit, can.buyer_fields) == (("TRY", "USD", "EUR"), 60, frozenset({"ip"}))


def test_settings_of_an_account() -> None:
    assert account(client_ip="203.0.113.10").abilities.buyer_fields == frozenset()
    assert account(partial_refund_field="tutar").abilities.refund_part
    assert account(cancels="no").abilities.refund_by == ("refund",)
    assert account(currencies="eur, TRY").abilities.currencies == ("EUR", "TRY")
    sale = order(purpose="sale", return_address=RETURN)
    smart = with_session(account(currencies="TRY: 1", pos_alias="sipay-1", card_brand="maximum"))
    sent = body(next(smart.place(sale)))
    assert (sent["currency_type"], sent["pos_alias"], sent["card_brand"]) == (1, "sipay-1", "maximum")


def test_one_setting_corrects_an_assumption() -> None:
    sale = order(purpose="sale", return_address=RETURN)
    other = account(expiry_year_digits="2", session_prefix="Bearer", session_name="oturum", session_minutes="20")
    login = other.prepare(0)
    assert login is not None
    run_in_memory(login, lambda _request: answer({"status": True, "data": {"oturum": "s1"}}))
    request = next(other.place(sale))
    assert body(request)["card"]["expiry_year"] == "44"
    assert header(request, "Authorization") == "Bearer s1"
    assert other.prepare(19 * 60) is None
    assert other.prepare(20 * 60) is not None
    asked = with_session(account(at_the_bank="Bekliyor", list_order="siparis", bin_digits="6"))
    found = run_in_memory(asked.inquire(CHARGED), lambda _request: statuses("bekliyor", "waiting"))
    assert found == Found("page_open", "48213")
    assert body(next(asked.look_up_bin("55287900")))["bin_no"] == 552879
    named = account(return_id="odeme_no")
    assert named.read_return({"odeme_no": "48214"}, CHARGED).proof == "untrusted"


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("base_url", ""),
        ("base_url", "www.siteadi.com/api/v1"),
        ("username", ""),
        ("password", " "),
        ("password", "a\nb"),
        ("api_key", ""),
        ("api_key", "ş-key"),
        ("api_key", "a\r\nb"),
        ("card_brand", "bonus"),
        ("pos_alias", "a\x00b"),
        ("client_ip", "2001:db8::1"),
        ("client_ip", "the lobby"),
        ("partial_refund_field", "payment_id"),
        ("partial_refund_field", "a field"),
        ("cancels", "maybe"),
        ("currencies", "GBP"),
        ("currencies", "TRY: x"),
        ("currencies", "TRY: 1234567"),
        ("bank_pos", "1"),
        ("expiry_year_digits", "3"),
        ("session_prefix", "ş"),
        ("session_name", "a b"),
        ("session_minutes", "x"),
        ("at_the_bank", "Completed"),
        ("bin_digits", "4"),
        ("list_sum", "a-b"),
    ],
)
def test_an_error_names_the_setting_and_never_its_value(setting: str, value: str) -> None:
    with pytest.raises(SettingError) as caught:
        account(**{setting: value})
    assert caught.value.setting == setting


def test_what_the_program_knows_before_any_account_is_built() -> None:
    listed = GATEWAYS["oduyo"]
    assert (listed.title, listed.hosts, listed.live_hosts) == ("Ödüyo", {}, frozenset())
    assert listed.secrets.keys() == {"password", "api_key"}
    assert listed.asked.keys() == {"username", "base_url"}
    assert "oduyo" in WITHOUT_TEST_SYSTEM
    assert not WITHOUT_TEST_SYSTEM & {"iyzico", "oderopay"}


def test_an_account_without_a_test_system_reaches_this_machine_only() -> None:
    """Every merchant's site is live, and no list of live hosts can name them all."""
    assert "www.sahilotel.example" not in LIVE_HOSTS
    for kind in (Driver("practice"), Driver("test")):
        login = account().prepare(0)
        assert login is not None
        assert asyncio.run(kind.run(account(), login, 5)) == NotSent("host_not_allowed")


def test_a_test_account_on_this_machine_is_reached() -> None:
    def script(visit: Visit) -> None:
        assert b"POST /api/v1/ws/login" in visit.read_request()
        visit.answer(b'{"status": true, "data": {"session_id": "s1"}}', "200 OK", "Content-Type: application/json")

    with fault_server(script) as server:
        here = Oduyo(ODUYO_KEYS, OduyoProfile(server.url + "/api/v1"))
        login = here.prepare(0)
        assert login is not None
        asyncio.run(Driver("test").run(here, login, 10))
    assert here.prepare(0) is None


def test_nothing_secret_stays_of_a_transcript() -> None:
    heard: list[str] = []
    for verb in (*VERBS, "inquire", "bin", "login"):
        gateway = Oduyo(ODUYO_KEYS, OduyoProfile(ODUYO_URL))
        login = gateway.prepare(0)
        assert login is not None
        bank = ODUYO.bank(verb)

        def handle(request: WireRequest, bank: object = bank) -> object:
            response = bank(request)  # type: ignore[operator]
            heard.append(f"{request.method} {request.target} HTTP/1.1")
            heard.extend(f"{name}: {value}" for name, value in request.headers)
            heard.extend((request.body.decode(), response.body.decode()))
            return response

        run_in_memory(login, handle)  # type: ignore[arg-type]
        if verb != "login":
            run_in_memory(ODUYO._replace(gateway=gateway).begin(verb), handle)  # type: ignore[arg-type]
    raw = "\r\n".join(heard)
    secrets = (*SECRETS, card().number, "DENIZ ORNEK", '"cvc":"000"', '"07"', '"2044"', "PCFkb2N0eXBl")
    for secret in secrets:
        assert secret in raw or secret.replace("!", "%21") in raw, secret
    shown = scrub(raw)
    for secret in secrets:
        assert secret not in shown
        assert secret.replace("!", "%21") not in shown
    assert "48213" in shown
    assert "garanti-1" in shown
