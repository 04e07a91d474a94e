"""A drop-down that says why: greyed entries stay in sight and are passed over; what the program sets is no pick."""

from PySide6.QtCore import Qt

from frontdesk.ui.widgets.reasoned_choice import Option, ReasonedChoice
from tests.kit.screens import dressed, presses

OPTIONS = (Option("a", "First", "best"), Option("b", "Second", "cannot", usable=False), Option("c", "Third", "as good"))


def shown() -> tuple[ReasonedChoice, list[str]]:
    dressed("en")
    box, picked = ReasonedChoice(), list[str]()
    box.picked.connect(picked.append)
    box.offer(OPTIONS, "a")
    box.show()
    return box, picked


def test_what_is_offered_is_chosen_in_silence() -> None:
    box, picked = shown()
    assert (box.value, picked) == ("a", [])
    assert box.accessibleDescription() == "best"
    box.offer(OPTIONS, "c")
    assert (box.value, picked) == ("c", [])
    box.offer(OPTIONS, "")
    assert (box.value, box.option, picked) == ("", None, [])


def test_the_arrow_keys_pass_over_what_is_greyed() -> None:
    box, picked = shown()
    presses(box, Qt.Key.Key_Down)
    assert (box.value, picked) == ("c", ["c"])
    presses(box, Qt.Key.Key_Up)
    assert picked == ["c", "a"]


def test_every_entry_says_its_reason_to_a_screen_reader_too() -> None:
    box, _picked = shown()
    said = [box.itemData(index, Qt.ItemDataRole.AccessibleTextRole) for index in range(box.count())]
    assert said == ["First: best", "Second: cannot", "Third: as good"]


def test_the_list_is_painted_in_two_lines() -> None:
    box, _picked = shown()
    box.showPopup()
    plain = box.view().sizeHintForRow(0)
    assert not box.view().grab().isNull()
    box.offer([Option("a", "First")], "a")
    assert box.view().sizeHintForRow(0) < plain
    box.hidePopup()
