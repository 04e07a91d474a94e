"""The gateway's list of a day against the ledger: all four gateways, in both directions, without changing anything."""

from datetime import date, timedelta
from typing import cast

import pytest

from frontdesk.practice.iyzico.ways import ways
from frontdesk.usecases.check_day import DayCheck, check_day
from frontdesk.usecases.list_holds import today
from tests.kit.clock import Waiting
from tests.kit.counter import Counter

DAY = 86_400


def checks(clerk: Counter, day: str = "", account: str = "") -> DayCheck:
    work = check_day(clerk.desk, account or clerk.gateway, day or today(clerk.desk))
    return clerk.clock.runs(cast("Waiting[DayCheck]", work))


def told(clerk: Counter, day: str = "") -> list[str]:
    """`place agrees` … in the order of the rows; a line without a step of ours by its kind."""
    check = checks(clerk, day)
    assert check.problem == ""
    spoken = []
    for row in check.rows:
        what = row.movement.attempt.kind if row.movement else f"({row.listed.kind if row.listed else ''})"
        spoken.append(f"{what} {row.verdict}")
    return spoken


def a_whole_day(clerk: Counter) -> None:
    clerk.places_hold("1.000,00")
    clerk.places_hold("1.000,00")
    clerk.releases()
    clerk.places_hold("1.000,00")
    clerk.captures("900,00")
    clerk.refunds("900,00")


def test_a_day_at_iyzico_agrees(at_iyzico: Counter) -> None:
    a_whole_day(at_iyzico)
    assert told(at_iyzico) == [
        "place agrees",
        "place agrees",
        "release agrees",
        "place agrees",
        "capture sum_not_told",
        "refund agrees",
    ]


def test_a_day_at_oderopay_agrees_and_shows_a_capture_by_its_sum(at_oderopay: Counter) -> None:
    a_whole_day(at_oderopay)
    assert set(told(at_oderopay)) == {"place agrees", "release agrees", "capture agrees", "refund agrees"}


def test_a_day_at_ahl_pay_has_every_step_and_no_sums(at_ahlpay: Counter) -> None:
    a_whole_day(at_ahlpay)
    assert [row.rpartition(" ")[2] for row in told(at_ahlpay)] == ["sum_not_told"] * 6


def test_a_day_at_oduyo_has_charges_and_their_returns(at_oduyo: Counter) -> None:
    clerk = at_oduyo
    clerk.charges_deposit("1.000,00")
    clerk.with_bank_page()
    clerk.returns_deposit()
    assert told(clerk) == ["sale agrees", "refund agrees"]


def test_a_capture_of_a_later_day_is_not_called_missing_where_the_list_has_none(at_oderopay: Counter) -> None:
    clerk = at_oderopay
    clerk.places_hold("1.000,00")
    clerk.time_passes(DAY)
    clerk.captures("900,00")
    assert told(clerk) == ["capture not_listed"]


def test_a_payment_that_the_ledger_lost_is_only_at_the_gateway(clerk: Counter) -> None:
    empty = clerk.path.parent / "empty.db"
    clerk.ledger.backup(empty)
    clerk.places_hold("1.000,00")
    kept = clerk.path
    clerk.ledger.close()
    clerk.path = empty
    clerk._opens()
    assert told(clerk) == ["(payment) only_gateway"]
    clerk.ledger.close()
    clerk.path = kept
    clerk._opens()


def test_another_day_has_other_rows(clerk: Counter) -> None:
    clerk.places_hold("1.000,00")
    yesterday = (date.fromisoformat(today(clerk.desk)) - timedelta(days=1)).isoformat()
    assert told(clerk, yesterday) == []


def test_nothing_is_changed(clerk: Counter) -> None:
    clerk.places_hold("1.000,00")
    before = (clerk.hold(), clerk.journal())
    checks(clerk)
    assert (clerk.hold(), clerk.journal()) == before


def test_a_list_of_several_pages_is_read_to_its_end(at_iyzico: Counter) -> None:
    clerk = at_iyzico
    clerk.ground.ways["iyzico"] = ways(clerk.ground)._replace(report_rows=5)
    for _ in range(12):
        clerk.places_hold("1.000,00")
    sent = len(clerk.line.sent)
    assert told(clerk) == ["place agrees"] * 12
    assert len(clerk.line.sent) == sent + 3


def test_a_list_that_did_not_come_whole_is_no_comparison(clerk: Counter) -> None:
    clerk.places_hold("1.000,00")
    clerk.bank_does("garbage", "day_list")
    check = checks(clerk)
    assert (check.problem, check.rows) == ("bank_not_reached", ())


def test_without_a_line_nothing_is_compared(clerk: Counter) -> None:
    clerk.line.is_cut = True
    assert checks(clerk).problem == "not_sent"


def test_where_there_is_nothing_to_ask_it_is_said(at_iyzico: Counter) -> None:
    assert checks(at_iyzico, account="terminal").problem == "terminal_by_hand"
    assert checks(at_iyzico, account="another").problem == "unknown_account"
    with pytest.raises(ValueError, match="Invalid isoformat"):
        checks(at_iyzico, "yesterday")
