"""Settings hold at once; a name is added only when it is one."""

from pathlib import Path

import pytest

from frontdesk.domain.house import House
from frontdesk.ui.screens.settings import Settings
from frontdesk.ui.theme import Looks
from tests.kit.counter import Counter
from tests.kit.screens import dressed


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    dressed("en")
    return Counter(tmp_path)


def test_a_new_name_is_kept_and_at_the_desk(counter: Counter) -> None:
    saved: list[House] = []
    counter.desk.save_house = saved.append
    screen = Settings(counter.desk, Looks())
    screen.new_name.edit.setText("  Ekin   Misafir ")
    screen.add.click()
    assert counter.desk.clerk.name == "Ekin Misafir"
    assert saved[-1].clerks[-1] == "Ekin Misafir"


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("  ", "Type a name."),
        ("robin SAMPLE", "This name is already in the list."),
        ("5528790000000008", "A card number does not belong here."),
    ],
)
def test_what_is_no_name_is_said_and_stays_as_typed(counter: Counter, typed: str, complaint: str) -> None:
    screen = Settings(counter.desk, Looks())
    screen.new_name.edit.setText(typed)
    screen.add.click()
    assert screen.new_name.below == complaint
    assert screen.new_name.text == typed


def test_the_trade_changes_the_words_of_the_house(counter: Counter) -> None:
    screen = Settings(counter.desk, Looks())
    changed = []
    screen.house_changed.connect(lambda: changed.append(True))
    screen.trade.setCurrentIndex(screen.trade.findData("rental"))
    screen.trade.activated.emit(1)
    screen.trade.activated.emit(1)
    assert counter.desk.house.trade == "rental"
    assert changed == [True]
