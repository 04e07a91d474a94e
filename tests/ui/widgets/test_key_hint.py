"""Buttons and the Enter key."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton

from frontdesk.ui.widgets.key_hint import Chip, KeyButton
from frontdesk.ui.widgets.nav_rail import RailButton
from tests.kit.screens import dressed, presses


@pytest.mark.parametrize("made", [lambda: KeyButton("Go"), lambda: Chip("Go"), lambda: RailButton("Go", "board")])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_what_has_the_focus(made: "type[QPushButton]", key: Qt.Key) -> None:
    dressed()
    pressed = []
    button = made()
    button.clicked.connect(lambda: pressed.append(True))
    presses(button, key)
    assert pressed == [True]


def test_an_enter_held_down_or_with_ctrl_presses_nothing() -> None:
    dressed()
    pressed = []
    button = KeyButton("Go")
    button.clicked.connect(lambda: pressed.append(True))
    presses(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(button, held)
    assert pressed == []
