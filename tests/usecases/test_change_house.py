"""The house's settings are saved before they count."""

import pytest

from frontdesk.domain.house import House
from frontdesk.usecases.change_house import change_house
from tests.kit.counter import Counter


def test_saved_first_then_in_force(at_iyzico: Counter) -> None:
    saved: list[House] = []
    at_iyzico.desk.save_house = saved.append
    changed = at_iyzico.desk.house._replace(trade="rental")
    change_house(at_iyzico.desk, changed)
    assert saved == [changed]
    assert at_iyzico.desk.house.trade == "rental"


def test_what_could_not_be_saved_is_not_in_force(at_iyzico: Counter) -> None:
    def fails(_house: House) -> None:
        raise OSError("the disk is full")

    at_iyzico.desk.save_house = fails
    with pytest.raises(OSError, match="full"):
        change_house(at_iyzico.desk, at_iyzico.desk.house._replace(trade="rental"))
    assert at_iyzico.desk.house.trade == "hotel"
