"""A drop-down stands in pages that are scrolled."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from frontdesk.ui.widgets.choice import Choice
from tests.kit.screens import dressed


def test_the_wheel_over_it_scrolls_the_page_and_chooses_nothing() -> None:
    dressed()
    choice = Choice()
    choice.addItems(["iyzico", "ÖderoPay"])
    choice.show()
    none = Qt.KeyboardModifier.NoModifier
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, none, Qt.ScrollPhase(0), False
    )
    QApplication.sendEvent(choice, turn)
    assert choice.currentText() == "iyzico"
    assert not turn.isAccepted()
