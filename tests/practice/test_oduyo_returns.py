"""Cancel and refund at the practice Ödüyo (Ödüyo notes §9, §15)."""

import pytest

from frontdesk.practice.bank import DAY, Bank
from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Ground
from frontdesk.practice.oduyo.switches import ways_of
from tests.practice.clients import Browser
from tests.practice.oduyo_client import Oduyo


@pytest.fixture
def paid(odu: Oduyo, oduyo_guest: Browser) -> object:
    """A deposit of 5.000,00 TL, charged today."""
    return odu.charges(oduyo_guest)


def given_back(bank: Bank) -> int:
    return sum(one.given_back for one in bank.all("oduyo"))


def test_a_cancel_gives_the_whole_back_on_the_same_day(odu: Oduyo, paid: object, bank: Bank) -> None:
    done = odu.cancels(paid)
    assert set(done.body) == {"result", "payment_id", "message", "order_id", "ref_no"}
    assert (done["result"], done["payment_id"]) == (True, paid)
    assert odu.status(paid) == ("completed", "cancelled")
    assert given_back(bank) == 500_000
    for again in (odu.cancels(paid), odu.refunds(paid)):
        assert (again.status, again["result"], again["ref_no"]) == (200, False, "")
    assert bank.executions["oduyo", "refund"] == 1


def test_after_midnight_in_istanbul_only_a_refund_works(odu: Oduyo, paid: object, bank: Bank) -> None:
    bank.advance(12 * 3600 - 1)  # 23:59:59 there
    bank.advance(1)
    odu.session = ""
    assert odu.cancels(paid)["result"] is False
    assert odu.status(paid) == ("completed", "completed")
    done = odu.refunds(paid)
    assert (done["result"], bool(done.text("ref_no"))) == (True, True)
    assert odu.status(paid) == ("completed", "refunded")
    assert odu.refunds(paid)["result"] is False
    assert given_back(bank) == 500_000


def test_the_day_of_a_deposit_is_the_day_the_money_moved(odu: Oduyo, oduyo_guest: Browser, bank: Bank) -> None:
    bank.advance(12 * 3600 - 60)
    started = odu.starts()
    code = oduyo_guest.opens(started.text("html_form"))
    bank.advance(120)
    oduyo_guest.presses(code, "code", "123456")
    odu.confirms(started["payment_id"])
    assert odu.cancels(started["payment_id"])["result"] is True


def test_a_cancel_may_be_refused_and_the_refund_work(ground: Ground, odu: Oduyo, paid: object) -> None:
    ground.faults.add(Fault("decline", "oduyo", "release", code="10012"))
    no = odu.cancels(paid)
    assert (no["result"], no["message"]) == (False, "Geçersiz işlem")
    assert odu.refunds(paid)["result"] is True


def test_a_lost_answer_has_still_given_back_once(ground: Ground, odu: Oduyo, paid: object) -> None:
    ground.faults.add(Fault("lose_answer", "oduyo", "refund"))
    assert odu.refunds(paid).way == "drop"
    assert odu.status(paid) == ("completed", "refunded")
    assert odu.refunds(paid)["result"] is False
    assert given_back(ground.bank) == 500_000


def test_an_amount_that_is_not_read_gives_everything_back(odu: Oduyo, paid: object, bank: Bank) -> None:
    assert odu.refunds(paid, price="1000.00")["result"] is True
    assert given_back(bank) == 500_000
    assert odu.status(paid) == ("completed", "refunded")


def test_a_part_goes_back_once_its_field_is_named(ground: Ground, odu: Oduyo, paid: object) -> None:
    ground.ways["oduyo"] = ways_of(ground)._replace(partial_refund_field="price")
    assert odu.refunds(paid, price="1000.00")["result"] is True
    assert odu.status(paid) == ("completed", "partial_refunded")
    assert odu.cancels(paid)["result"] is False
    assert odu.refunds(paid, price="4000.01")["result"] is False
    assert odu.refunds(paid, price="much").status == 400
    assert odu.rows()[0]["partial"] == "1"
    assert odu.refunds(paid)["result"] is True
    assert odu.status(paid) == ("completed", "refunded")
    assert [one.amount for payment in ground.bank.all() for one in payment.refunds] == [100_000, 400_000]


def test_nothing_that_was_not_collected_goes_back(odu: Oduyo, bank: Bank) -> None:
    started = odu.starts()["payment_id"]
    assert odu.cancels(started)["result"] is False
    assert odu.refunds(started)["result"] is False
    bank.advance(DAY)
    odu.session = ""
    assert odu.refunds(started)["result"] is False


def test_a_card_whose_returns_the_bank_refuses(odu: Oduyo, oduyo_guest: Browser) -> None:
    paid = odu.charges(oduyo_guest, number="5406670000000009")
    assert odu.cancels(paid)["result"] is False
    assert odu.refunds(paid)["result"] is False


def test_a_refund_that_says_no_and_one_with_another_id(ground: Ground, odu: Oduyo, paid: object) -> None:
    ground.faults.add(Fault("refund_failure_200", "oduyo", "refund"))
    assert odu.refunds(paid)["result"] is False
    assert given_back(ground.bank) == 0
    ground.faults.add(Fault("wrong_id", "oduyo", "refund"))
    assert odu.refunds(paid)["payment_id"] != paid


def test_a_change_that_look_ups_do_not_see_yet(ground: Ground, odu: Oduyo, paid: object) -> None:
    ground.faults.add(Fault("visibility_lag", "oduyo", "release", lag=60))
    assert odu.cancels(paid)["result"] is True
    assert odu.status(paid) == ("completed", "completed")
    ground.bank.advance(61)
    assert odu.status(paid) == ("completed", "cancelled")
