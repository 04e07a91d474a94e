"""An amount field keeps every key stroke and reads or complains."""

import pytest
from PySide6.QtGui import QGuiApplication

from frontdesk.domain.capture_range import CaptureRange
from frontdesk.domain.money import Money
from frontdesk.ui.widgets.amount_edit import AmountEdit
from frontdesk.ui.widgets.guest_words import GuestWords, Remark
from frontdesk.ui.widgets.plan_panel import PlanPanel, Sum
from frontdesk.ui.widgets.range_bar import RangeBar
from tests.kit.screens import dressed, types


def test_what_is_typed_stays_as_it_is() -> None:
    dressed()
    edit = AmountEdit("TRY", "tr")
    for typed in ("1.234", "1,234.56", "abc", "1e5", "  5 ", "-3"):
        edit.clear()
        types(edit, typed)
        assert edit.text() == typed


@pytest.mark.parametrize(
    ("typed", "money", "problem"),
    [
        ("1.250,50", 125050, ""),
        ("1.250", 125000, ""),
        ("1,250", 0, "amount_too_many_decimals"),
        ("", 0, "amount_missing"),
    ],
)
def test_it_is_read_or_complained_of(typed: str, money: int, problem: str) -> None:
    dressed()
    edit = AmountEdit("TRY", "tr")
    edit.setText(typed)
    assert edit.money() == (Money(money, "TRY") if money else None)
    assert edit.problem() == problem


def test_an_amount_is_written_in_the_notation_of_the_house() -> None:
    dressed("en")
    edit = AmountEdit("TRY", "en")
    heard: list[str] = []
    edit.changed.connect(lambda: heard.append(edit.text()))
    edit.set_money(Money(125050, "TRY"))
    assert heard == ["1,250.50"]


def test_a_huge_paste_is_a_complaint_and_never_a_lesser_amount() -> None:
    dressed()
    edit = AmountEdit("TRY", "tr")
    QGuiApplication.clipboard().setText("1" * 10_000_000)
    edit.paste()
    QGuiApplication.clipboard().clear()
    assert edit.problem() == "amount_too_long"


@pytest.mark.parametrize("amount", [None, 0, 100, 425000, 448050, 500000, 900000])
def test_the_bar_paints_every_amount(amount: int | None) -> None:
    dressed()
    held = Money(500000, "TRY")
    bar = RangeBar(CaptureRange(Money(425000, "TRY"), held, "learned", "rule"), held, "tr")
    bar.resize(600, 44)
    bar.set_amount(None if amount is None else Money(amount, "TRY"))
    assert not bar.grab().isNull()


def test_words_and_plans_say_the_latest() -> None:
    dressed()
    words = GuestWords("Misafire söylenecek")
    words.say("“Bloke ediyoruz.”", [Remark("warn", "Bloke günler sürebilir.", "Banka kartı")])
    words.say("“Bloke ettik.”", [Remark("plain", "Yeterli.")])
    assert words.words() == "“Bloke ettik.”\nYeterli."
    plan = PlanPanel("Ne olacak")
    plan.say((Sum("4.480,50 ₺", "karttan tahsil edilir"),))
    plan.say((), "Hesabı yazın.")
    assert plan.words() == "Hesabı yazın."
