"""An account of AHL Pay from plain values: every assumption that an owner may have to correct is one setting."""

from collections.abc import Mapping

import pytest

from frontdesk.domain.abilities import Margin
from frontdesk.gateways.accounts import GATEWAYS, LIVE_HOSTS, build
from frontdesk.gateways.ahlpay.profile import NOT_FOUND, STATUS_WORDS, AhlPayProfile
from frontdesk.gateways.ahlpay.settings import profile_of
from frontdesk.gateways.setting_values import SettingError

GOOD = {
    "base_url": "https://testahlsanalpos.ahlpay.com.tr/",
    "email": "pos.api@ornekotel.test",
    "password": "sandbox-ExamplePassword",
    "hash_password": "şifre!42",
}


def drawn() -> str:
    return "random"


def test_an_account_needs_four_values_and_its_assumptions_are_the_notes() -> None:
    gateway = build("ahlpay", GOOD, drawn)
    assert (gateway.name, gateway.base_url) == ("ahlpay", "https://testahlsanalpos.ahlpay.com.tr")
    assert profile_of(GOOD) == AhlPayProfile("https://testahlsanalpos.ahlpay.com.tr")


def test_what_the_account_can_do() -> None:
    can = build("ahlpay", GOOD, drawn).abilities
    assert (can.holds, can.threeds, can.plain, can.completes, can.session, can.day_list) == (
        True,
        True,
        True,
        False,
        True,
        True,
    )
    assert (can.partial_capture, can.refund_part, can.refund_by) == (True, True, ("cancel", "refund"))
    assert (can.limit, can.currencies, can.finds_by, can.cancel_window) == (60, ("TRY",), "key", "same_day")
    assert (can.margin, can.hold_instalments, can.stored_cards, can.hosted) == (Margin(), (), False, False)


@pytest.mark.parametrize(
    ("values", "field", "value"),
    [
        ({"member_id": "2"}, "member_id", 2),
        ({"merchant_id": "900451"}, "merchant_id", "900451"),
        ({"threeds_path": "/api/Payment/Payment3d/"}, "threeds_path", "/api/Payment/Payment3d"),
        ({"preauth_path": "/api/Payment/PreAuth2"}, "preauth_path", "/api/Payment/PreAuth2"),
        ({"plain": "no"}, "plain", False),
        ({"single_payment": "1"}, "single_payment", "1"),
        ({"hold_instalments": "2,3"}, "hold_instalments", (2, 3)),
        ({"currencies": "try, usd"}, "currencies", {"TRY": "949", "USD": "840"}),
        ({"web_url": "ornekotel.test"}, "web_url", "ornekotel.test"),
        ({"request_ip": "203.0.113.24"}, "request_ip", "203.0.113.24"),
        ({"token_ttl": "60"}, "token_seconds", 60),
        ({"inquiry_rnd": "own"}, "inquiry_rnd", "own"),
        ({"inquiry_hash": "empty"}, "inquiry_hash", "empty"),
        ({"inquiry_must": "orderId"}, "inquiry_must", frozenset({"orderId"})),
        ({"inquiry_must": "none"}, "inquiry_must", frozenset()),
        ({"rnd_echoed": "no"}, "rnd_echoed", False),
        (
            {"status_words": "Block_ed: held, auth: Captured"},
            "statuses",
            {**STATUS_WORDS, "BLOCKED": "held", "AUTH": "captured"},
        ),
        ({"bin_digits": "8"}, "bin_digits", 8),
        ({"not_found": "BÖYLE BİR İŞLEM (YOK)"}, "not_found", rf"{NOT_FOUND}|böyle\ bir\ işlem\ \(yok\)"),
        ({"void_amount_mode": "sentinel"}, "void_amount_mode", "sentinel"),
        ({"part_refunds": "no"}, "part_refunds", False),
        ({"exact_only": "yes"}, "exact_only", True),
        ({"margin": "15"}, "margin", Margin(1500)),
        ({"margin": "15", "margin_down": "20"}, "margin", Margin(1500, 2000)),
        ({"margin_down": "0"}, "margin", Margin(0, 0)),
        ({"bank_margins": "QNB: 15/20; TEB: 10"}, "bank_margins", {"QNB": Margin(1500, 2000), "TEB": Margin(1000)}),
        ({"report_amounts": "lira"}, "report_amounts", "lira"),
        ({"order_desc": "1"}, "order_desc", "1"),
        ({"bin_enabled": "1"}, "bin_enabled", True),
        ({"bin_path": "/api/Bin"}, "bin_path", "/api/Bin"),
        ({"links_path": "/api/Payment/GetCreateLinkPayment"}, "links_path", "/api/Payment/GetCreateLinkPayment"),
    ],
)
def test_one_setting_corrects_one_assumption(values: Mapping[str, str], field: str, value: object) -> None:
    usual = AhlPayProfile("https://testahlsanalpos.ahlpay.com.tr")
    told = profile_of({**GOOD, **values})
    assert getattr(told, field) == value
    others = [name for name in AhlPayProfile.__slots__ if getattr(told, name) != getattr(usual, name)]
    assert others == [field]


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("base_url", ""),
        ("base_url", "testahlsanalpos"),
        ("email", ""),
        ("email", "ş@ornekotel.test"),
        ("password", " "),
        ("password", "two\nlines"),
        ("hash_password", ""),
        ("member_id", "one"),
        ("merchant_id", "x900451"),
        ("merchant_id", "1" * 12),
        ("threeds_path", "api/Payment"),
        ("threeds_path", "/api/Payment?x=1"),
        ("threeds_path", "https://elsewhere.example/x"),
        ("bin_path", "/api/ş"),
        ("links_path", "/a b"),
        ("plain", "maybe"),
        ("single_payment", "2"),
        ("currencies", "TRY,JPY"),
        ("web_url", "x" * 256),
        ("request_ip", "a\tb"),
        ("token_ttl", "-1"),
        ("inquiry_rnd", "other"),
        ("inquiry_hash", "none"),
        ("inquiry_must", "authCode"),
        ("not_found", "yok"),
        ("status_words", "BLOCKED"),
        ("status_words", "BLOCKED: kept"),
        ("status_words", ": held"),
        ("bin_digits", "5"),
        ("bin_digits", "9"),
        ("void_amount_mode", "whole"),
        ("report_amounts", "kurus"),
        ("margin", "101"),
        ("margin_down", "100"),
        ("bank_margins", "QNB"),
        ("colour", "blue"),
    ],
)
def test_an_error_names_the_setting_and_never_its_value(setting: str, value: str) -> None:
    with pytest.raises(SettingError) as caught:
        build("ahlpay", {**GOOD, setting: value}, drawn)
    assert caught.value.setting == setting
    assert not value.strip() or value not in str(caught.value)


def test_how_it_is_listed() -> None:
    listed = GATEWAYS["ahlpay"]
    assert listed.title == "AHL Pay"
    assert listed.hosts == {
        "live": "https://ahlsanalpos.ahlpay.com.tr",
        "test": "https://testahlsanalpos.ahlpay.com.tr",
    }
    assert "ahlsanalpos.ahlpay.com.tr" in LIVE_HOSTS
    assert "testahlsanalpos.ahlpay.com.tr" not in LIVE_HOSTS
    assert set(listed.secrets) | set(listed.asked) | {"base_url"} == {*GOOD, "member_id"}
