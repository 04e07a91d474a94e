"""The bank's memory between two runs."""

from pathlib import Path

import pytest

from frontdesk.practice.bank import Bank
from frontdesk.practice.dialects import new_ground
from frontdesk.practice.ground import Ground
from frontdesk.practice.memory import recall, remember
from tests.practice.clients import Browser, Iyzico, Oderopay, iyzico_in_memory, oderopay_in_memory


def test_yesterdays_payments_are_known_again(
    tmp_path: Path, ground: Ground, iyz: Iyzico, odero: Oderopay, odero_guest: Browser
) -> None:
    held = iyz.holds(key="kept")["paymentId"]
    taken = iyz.holds()["paymentId"]
    iyz.captures(taken, "850.5")
    iyz.refunds(taken, "200")
    odero.gives_back(odero.holds()["id"])
    odero.holds(cardNumber="4102090000000000")
    odero_guest.presses(odero_guest.opens(odero.starts_challenge(key="half").text("htmlContent")), "code", "123456")
    ground.bank.advance(3600)
    remember(ground, tmp_path / "bank.json")

    later = new_ground(Bank(clock=lambda: ground.bank.now() - 3600))
    assert recall(later, tmp_path / "bank.json")
    assert list(later.bank.all()) == list(ground.bank.all())
    assert later.bank.now() == ground.bank.now()
    desk = iyzico_in_memory(later)
    assert desk.captures(held, "10")["phase"] == "POST_AUTH"
    assert desk.refunds(taken, "650.5")["status"] == "success"
    half = oderopay_in_memory(later).searches("half")[0]
    assert oderopay_in_memory(later).completes(half["id"])["paymentPhase"] == "PRE_AUTH"
    assert desk.holds()["paymentId"] not in {held, taken}


def test_no_card_number_reaches_the_file(tmp_path: Path, ground: Ground, iyz: Iyzico, odero: Oderopay) -> None:
    iyz.holds()
    iyz.starts_challenge()
    odero.holds()
    remember(ground, tmp_path / "bank.json")
    written = (tmp_path / "bank.json").read_text("utf-8")
    assert "552879******0008" in written
    assert "5528790000000008" not in written
    assert "5258640000000001" not in written


@pytest.mark.parametrize(
    "written", [None, "", "{", "[]", '{"format":2}', '{"format":1,"clock_offset":0,"numbers":{},"payments":[{"a":1}]}']
)
def test_a_file_that_says_nothing_leaves_an_empty_bank(tmp_path: Path, written: str | None) -> None:
    file = tmp_path / "bank.json"
    if written is not None:
        file.write_text(written, "utf-8")
    ground = new_ground()
    assert not recall(ground, file)
    assert list(ground.bank.all()) == []
