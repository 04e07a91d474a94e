"""Hands at the desk: real presses and keys, sent to the widgets as the window system would send them."""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QScrollArea, QWidget

from frontdesk.ui.widgets.hold_table import HoldTable

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
# Pixels above and below what is scrolled to.
MARGIN = 24


class StepFailedError(Exception):
    """What the tour wanted to do could not be done; the text says what, for a developer."""


def press(button: QAbstractButton) -> None:
    """A click on a button that is there and may be pressed."""
    _must_be_usable(button, button.text())
    QTest.mouseClick(button, LEFT)


def tick(box: QAbstractButton) -> None:
    """A check box by its key, for its label may be far from its middle."""
    _must_be_usable(box, box.text())
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)


def key(widget: QWidget, which: Qt.Key, held: Qt.KeyboardModifier = PLAIN) -> None:
    QTest.keyClick(widget, which, held)


def write(edit: QLineEdit, text: str) -> None:
    """Click into a field, mark what stands there, and type over it."""
    see(edit)
    _must_be_usable(edit, edit.accessibleName())
    QTest.mouseClick(edit, LEFT, pos=QPoint(12, edit.height() // 2))
    QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    if not text:
        QTest.keyClick(edit, Qt.Key.Key_Delete)
    send_text(edit, text)


def send_text(target: QWidget, text: str) -> None:
    """Letter by letter, each down and up. (QTest's own typing knows no letter outside Latin 1.)"""
    for letter in text:
        code = ord(letter.upper()) if letter.isascii() and letter.isalnum() else 0
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, code, PLAIN, letter))


def choose(box: QComboBox, data: object) -> None:
    """Go to an entry by the arrow keys, through all between; greyed ones are passed over."""
    if box.findData(data) < 0:
        raise StepFailedError(f"{box.accessibleName()} does not offer {data}")
    _must_be_usable(box, box.accessibleName())
    box.setFocus()
    for _ in range(box.count()):
        # What is chosen on the way may change what is offered.
        wanted = box.findData(data)
        if wanted == box.currentIndex():
            return
        QTest.keyClick(box, Qt.Key.Key_Down if wanted > box.currentIndex() else Qt.Key.Key_Up)
    if box.currentData() != data:
        raise StepFailedError(f"{box.accessibleName()} does not let {data} be chosen")


def unfold(box: QComboBox) -> None:
    """A click that shows the list of a drop-down."""
    _must_be_usable(box, box.accessibleName())
    QTest.mouseClick(box, LEFT, pos=QPoint(box.width() - 12, box.height() // 2))


def see(widget: QWidget) -> None:
    """Scroll the page until this part of it is in sight."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if isinstance(above, QScrollArea):
        above.ensureWidgetVisible(widget, 0, MARGIN)


def choose_row(table: HoldTable, hold_id: int) -> None:
    """Click on a hold of the board's list."""
    at = table.holds.place_of(hold_id)
    if at < 0:
        raise StepFailedError(f"hold {hold_id} is not on the board")
    index = table.holds.index(at, 1)
    table.scrollTo(index)
    where: QRect = table.visualRect(index)
    QTest.mouseClick(table.viewport(), LEFT, pos=where.center())


def _must_be_usable(widget: QWidget, name: str) -> None:
    if not widget.isVisible() or not widget.isEnabled():
        state = "hidden" if not widget.isVisible() else "disabled"
        raise StepFailedError(f"“{name.replace('&', '')}” cannot be used: it is {state}")
