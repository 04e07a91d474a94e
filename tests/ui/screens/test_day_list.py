"""The gateway's list of a day against the ledger."""

from pathlib import Path

import pytest

from frontdesk.ui.screens.day_list import DayList
from tests.kit.counter import Counter
from tests.kit.screens import AtOnce, dressed, types
from tests.ui.screens.deposit_desk import DepositDesk, titled


class Desk:
    def __init__(self, folder: Path) -> None:
        self.counter = Counter(folder)
        titled(self.counter)
        self.tasks = AtOnce(self.counter.clock)

    def opens(self, account: str = "iyzico") -> DayList:
        return opened(self.counter, self.tasks, account)


def opened(counter: Counter, tasks: AtOnce, account: str) -> DayList:
    screen = DayList(counter.desk, tasks)
    screen.account.setCurrentIndex(screen.account.findData(account))
    screen.resize(1300, 900)
    screen.show()
    return screen


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    dressed("tr")
    return Desk(tmp_path)


def test_a_day_on_which_both_sides_agree(desk: Desk) -> None:
    desk.counter.places_hold("1.000,00")
    screen = desk.opens()
    screen.go.click()
    assert "geçit ve kayıtlar aynı" in screen.notice.words()
    assert [row.verdict for row in screen._shown] == ["agrees"]


def test_what_only_the_gateway_knows_stands_on_top(desk: Desk) -> None:
    desk.counter.places_hold("1.000,00")
    other = Counter(desk.counter.path.parent / "other", seed=99)
    other.desk.line, other.desk.accounts = desk.counter.line, desk.counter.desk.accounts
    other.places_hold("2.000,00")
    screen = desk.opens()
    screen.go.click()
    assert screen._shown[0].verdict == "only_gateway"
    assert "1 fark var" in screen.notice.words()
    assert "kayıtlarda yok" in screen.explained.text()


def test_a_quiet_day(desk: Desk) -> None:
    screen = desk.opens()
    screen.go.click()
    assert screen.empty.title == "O gün hareket yok"


def test_the_keyboard_stays_where_the_next_question_is_asked(desk: Desk) -> None:
    screen = desk.opens()
    screen.day.setFocus()
    screen.go.click()
    assert screen.focusWidget() is screen.go


def test_offline_it_says_so_and_offers_another_try(desk: Desk) -> None:
    screen = desk.opens()
    desk.counter.desk.line = None
    screen.go.click()
    assert screen.empty.button.text() == "Yeni&den dene"
    desk.counter.desk.line = desk.counter.line
    screen.empty.button.click()
    assert screen.empty.title == "O gün hareket yok"


def test_a_day_that_is_none_is_complained_of(desk: Desk) -> None:
    screen = desk.opens()
    screen.day.setText("")
    types(screen.day, "99.99.9999")
    screen.go.click()
    assert screen.day_field.below
    assert desk.counter.was_asked_to("day_list") == 0


def test_a_deposit_and_its_return_agree(tmp_path: Path) -> None:
    dressed("tr")
    desk = DepositDesk(tmp_path)
    desk.counter.returns_deposit(desk.deposit)
    screen = opened(desk.counter, desk.tasks, "oduyo")
    screen.go.click()
    assert {row.verdict for row in screen._shown} <= {"agrees", "sum_not_told"}
    assert len(screen._shown) == 2


def test_a_payment_that_is_called_by_our_key_stands_with_its_first_digits(desk: Desk) -> None:
    desk.counter.places_hold("1.000,00", account="ahlpay")
    screen = desk.opens("ahlpay")
    screen.go.click()
    assert screen.table.cells.rows[0][2].second == desk.counter.hold().key[:8]


def test_a_row_leads_to_its_hold(desk: Desk) -> None:
    desk.counter.places_hold("1.000,00")
    wanted: list[int] = []
    screen = desk.opens()
    screen.hold_wanted.connect(wanted.append)
    screen.go.click()
    screen.table.opened.emit(0)
    assert wanted == [desk.counter.hold_id]


def test_a_filter_shows_its_rows_alone(desk: Desk) -> None:
    desk.counter.places_hold("1.000,00")
    screen = desk.opens()
    screen.go.click()
    assert screen.chips.button("only_ledger").isHidden()
    screen.chips.button("agrees").click()
    assert len(screen._shown) == 1
