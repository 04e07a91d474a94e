"""Every setting of every gateway stands in the README, where an owner finds it, and a misspelt one is refused."""

import re
from pathlib import Path

import pytest

from frontdesk.gateways.accounts import GATEWAYS, build
from frontdesk.gateways.setting_values import SettingError

README = Path(__file__).parents[2] / "README.md"
TABLE = README.read_text(encoding="utf-8").partition("## Settings of an account")[2].partition("\n## ")[0]


def told(title: str) -> set[str]:
    """The settings that the table names for a gateway."""
    rows = [line.split(" | ") for line in TABLE.splitlines() if line.startswith("| `")]
    return {
        name
        for names, gateways, *_ in rows
        if gateways == "all" or title in re.split("[,;] ", gateways)
        for name in re.findall("`([a-z_0-9]+)`", names)
    }


@pytest.mark.parametrize("gateway", sorted(GATEWAYS))
def test_the_readme_tells_every_setting_and_no_other(gateway: str) -> None:
    listed = GATEWAYS[gateway]
    shared = {"client_ip", "request_ip"}  # one row, each gateway's own name
    assert told(listed.title) - shared == listed.settings - set(listed.secrets) - shared


@pytest.mark.parametrize("gateway", sorted(GATEWAYS))
def test_what_is_asked_for_is_a_setting_and_a_misspelt_one_is_refused(gateway: str) -> None:
    listed = GATEWAYS[gateway]
    assert {*listed.secrets, *listed.asked, "base_url"} <= listed.settings
    good = dict.fromkeys({*listed.secrets, *listed.asked}, "1") | {"base_url": "https://www.sahilotel.example/api"}
    assert build(gateway, good, lambda: "random").name == gateway
    for name in listed.settings - {"base_url"}:
        with pytest.raises(SettingError) as refused:
            build(gateway, {**good, f"{name}s": "1"}, lambda: "random")
        assert refused.value.setting == f"{name}s"


@pytest.mark.parametrize("gateway", sorted(GATEWAYS))
@pytest.mark.parametrize("digits", ["0", "5", "9", "six"])
def test_a_card_is_looked_up_by_six_digits_at_least(gateway: str, digits: str) -> None:
    listed = GATEWAYS[gateway]
    good = dict.fromkeys({*listed.secrets, *listed.asked}, "1") | {"base_url": "https://www.sahilotel.example/api"}
    with pytest.raises(SettingError) as refused:
        build(gateway, {**good, "bin_digits": digits}, lambda: "random")
    assert refused.value.setting == "bin_digits"
