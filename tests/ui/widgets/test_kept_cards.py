"""Kept cards are chosen by a person, never beforehand, and by keyboard as well."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from frontdesk.ui.widgets.kept_cards import KeptCards, KeptRow
from tests.kit.screens import dressed, presses

ROWS = (
    KeptRow(7, "Visa •••• 1111", "old", usable=False),
    KeptRow(5, "Troy •••• 6667", "Deniz Örnek"),
    KeptRow(3, "Mastercard •••• 0008", "Deniz Örnek"),
)


def shown() -> tuple[KeptCards, list[int]]:
    dressed("tr")
    cards, chosen = KeptCards(), list[int]()
    cards.chosen.connect(lambda: chosen.append(cards.value))
    cards.show_cards(ROWS)
    cards.show()
    cards.activateWindow()
    QApplication.processEvents()
    return cards, chosen


def test_none_is_chosen_beforehand_and_none_that_cannot_be() -> None:
    cards, chosen = shown()
    assert (cards.value, chosen) == (0, [])
    assert not cards.rows()[0].isEnabled()
    assert cards.first() is cards.rows()[1]


def test_a_card_is_chosen_by_the_keyboard() -> None:
    cards, chosen = shown()
    cards.rows()[1].setFocus()
    presses(cards.rows()[1], Qt.Key.Key_Space)
    assert chosen == [5]
    presses(cards.rows()[1], Qt.Key.Key_Down)
    assert chosen == [5, 3]


def test_the_same_list_keeps_the_choice_and_another_takes_it_back() -> None:
    cards, _chosen = shown()
    cards.rows()[2].click()
    cards.show_cards(ROWS)
    assert cards.value == 3
    cards.show_cards(ROWS[1:2])
    assert cards.value == 0


def test_the_complaint_goes_with_the_choice() -> None:
    cards, _chosen = shown()
    cards.complain(True)
    assert cards.below
    cards.rows()[1].click()
    assert cards.below == ""
