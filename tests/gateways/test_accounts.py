"""Accounts built from plain values: every setting is known, and no error shows a value."""

import pytest

from frontdesk.domain.abilities import Margin
from frontdesk.domain.gateway import Approved
from frontdesk.gateways.accounts import GATEWAYS, LIVE_HOSTS, build
from frontdesk.gateways.setting_values import SettingError
from tests.gateways.dialect_oderopay import ODEROPAY
from tests.gateways.samples import lira
from tests.gateways.verbs import VERB_KEY
from tests.kit.in_memory import run_in_memory

GOOD = {"base_url": "https://sandbox.example/", "api_key": "a-key", "secret_key": "a-secret"}
# What staff are asked for where an account is added, answered.
ASKED = {
    name: {
        **dict.fromkeys(listed.asked, "1"),
        **{key: f"a-{key}" for key in listed.secrets},
        "base_url": GOOD["base_url"],
    }
    for name, listed in GATEWAYS.items()
}


def drawn() -> str:
    return "random"


@pytest.mark.parametrize("name", sorted(GATEWAYS))
def test_an_account_of_every_gateway_needs_no_more_than_what_is_asked(name: str) -> None:
    gateway = build(name, ASKED[name], drawn)
    assert gateway.name == name
    assert gateway.base_url == "https://sandbox.example"
    shown = repr(gateway) + repr(vars(gateway))
    assert not [key for key in GATEWAYS[name].secrets if f"a-{key}" in shown]


@pytest.mark.parametrize("name", ["ahlpay", "iyzico", "oderopay"])
def test_holds_without_the_banks_page_are_a_switch_of_the_account(name: str) -> None:
    assert build(name, ASKED[name], drawn).abilities.plain
    assert not build(name, {**ASKED[name], "plain": "no"}, drawn).abilities.plain


@pytest.mark.parametrize(("setting", "as_sent"), [("yes", False), ("no", True)])
def test_whether_a_capture_tells_its_sum_is_a_setting(setting: str, as_sent: bool) -> None:
    gateway = build("oderopay", {**ASKED["oderopay"], "tells_captured": setting}, drawn)
    told = run_in_memory(gateway.capture(ODEROPAY.held, lira(85_050), VERB_KEY), ODEROPAY.bank("capture"))
    assert isinstance(told, Approved)
    assert told.as_sent is as_sent


def test_the_settings_of_one_gateway() -> None:
    iyzico = build("iyzico", {**GOOD, "margin": "15", "part_refunds": "0"}, drawn).abilities
    assert (iyzico.margin, iyzico.refund_part) == (Margin(1500), False)
    assert build("iyzico", {**GOOD, "exact_only": "1"}, drawn).abilities.partial_capture is False
    assert build("oderopay", {**GOOD, "part_refunds": "yes"}, drawn).abilities.refund_part
    assert not build("oderopay", {**GOOD, "bank_pos": "no"}, drawn).abilities.holds
    with pytest.raises(SettingError, match="margin"):
        build("oderopay", {**GOOD, "margin": "15"}, drawn)


@pytest.mark.parametrize("name", sorted(GATEWAYS))
@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("base_url", ""),
        ("base_url", "sandbox.example"),
        ("base_url", "https://user:pw@sandbox.example"),
        ("base_url", "https://sandbox.example?x=1"),
        ("base_url", "https://sandbox.example:port"),
        ("base_url", "https://[::1"),
        ("colour", "blue"),
    ],
)
def test_an_error_names_the_setting_and_never_its_value(name: str, setting: str, value: str) -> None:
    _refused(name, {**ASKED[name], setting: value}, setting, value)


@pytest.mark.parametrize("name", ["iyzico", "oderopay"])
@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("api_key", " "),
        ("secret_key", ""),
        ("secret_key", "ş-secret"),
        ("api_key", "a\nb"),
        ("plain", "maybe"),
        ("bin_digits", "nine"),
        ("bin_digits", "9"),
    ],
)
def test_an_error_in_what_both_dialects_share(name: str, setting: str, value: str) -> None:
    _refused(name, {**GOOD, setting: value}, setting, value)


def _refused(name: str, values: dict[str, str], setting: str, value: str) -> None:
    with pytest.raises(SettingError) as caught:
        build(name, values, drawn)
    assert caught.value.setting == setting
    assert not value.strip() or value not in str(caught.value)


def test_a_gateway_that_is_not_in_the_list() -> None:
    with pytest.raises(KeyError):
        build("another", GOOD, drawn)


def test_the_hosts_where_money_is_real_are_named_for_every_gateway() -> None:
    assert {"api.iyzipay.com", "api-gateway.oderopay.com.tr", "api-gateway.tokenpay.com.tr"} <= LIVE_HOSTS
    assert not any("sandbox" in host for host in LIVE_HOSTS)
