"""Questions are opened and awaited; Esc is no; a dangerous yes is never what Enter presses."""

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from frontdesk.ui import dialogs
from frontdesk.ui.recovery_box import RecoveryBox
from tests.kit.screens import dressed, presses

QUESTION = dialogs.Question("Release?", "<b>Deniz</b> Örnek", "&Release", "&Cancel")


def answered(key: Qt.Key, question: dialogs.Question) -> bool:
    dressed("en")
    window = QWidget()
    window.show()

    async def asks() -> bool:
        asked = asyncio.ensure_future(dialogs.ask(window, question))
        await asyncio.sleep(0)
        dialog = window.findChild(dialogs.Dialog)
        assert isinstance(dialog, dialogs.Dialog)
        assert dialog.isVisible()
        presses(dialog, key)
        return await asked

    return asyncio.run(asks())


def test_enter_says_yes_and_esc_says_no() -> None:
    assert answered(Qt.Key.Key_Return, QUESTION)
    assert not answered(Qt.Key.Key_Escape, QUESTION)


def test_enter_never_destroys() -> None:
    assert not answered(Qt.Key.Key_Return, QUESTION._replace(danger=True))


def test_what_a_guest_is_called_is_only_text() -> None:
    dressed("en")
    dialog = dialogs.Dialog(QUESTION)
    texts = [label for label in dialog.findChildren(QLabel) if "Deniz" in label.text()]
    assert [label.textFormat() for label in texts] == [Qt.TextFormat.PlainText]


@pytest.mark.parametrize("written", [True, False])
def test_the_recovery_key_goes_only_when_it_is_written_down(written: bool) -> None:
    dressed("en")
    box = RecoveryBox("ABCD-EFGH")
    box.open()
    box.written.setChecked(written)
    assert box.go_on.isEnabled() == written
    presses(box, Qt.Key.Key_Escape)
    assert box.isVisible() != written
    box.written.setChecked(True)
    box.reject()
    QApplication.processEvents()
