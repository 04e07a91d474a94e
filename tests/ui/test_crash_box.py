"""Whatever nobody caught is logged without its message, and told in one calm sentence."""

import asyncio
import threading

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from frontdesk.ui import dialogs
from frontdesk.ui.crash_box import CrashBox
from tests.kit.screens import dressed


class Desk:
    """A window with a crash box, and what was logged."""

    def __init__(self) -> None:
        dressed("en")
        self.logged: list[tuple[str, BaseException]] = []
        self.box = CrashBox(lambda event, error: self.logged.append((event, error)), "desk.log")
        self.window = QWidget()
        self.window.show()
        self.box.belong_to(self.window)

    def told(self) -> list[dialogs.Dialog]:
        for _ in range(3):
            QApplication.processEvents()
        return [each for each in self.window.findChildren(dialogs.Dialog) if each.isVisible()]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_one_sentence_however_many_exceptions(desk: Desk) -> None:
    for _ in range(3):
        desk.box.take(ValueError("4111"))
    assert len(desk.told()) == 1
    assert [event for event, _ in desk.logged] == ["uncaught"] * 3


def test_a_thread_may_crash_too(desk: Desk) -> None:
    thread = threading.Thread(target=lambda: desk.box.take(ValueError()))
    thread.start()
    thread.join()
    assert len(desk.told()) == 1


def test_the_loop_hands_over_what_it_would_only_print(desk: Desk) -> None:
    async def runs() -> None:
        desk.box.watch_loop(asyncio.get_running_loop())
        asyncio.get_running_loop().call_exception_handler({"message": "lost", "exception": OSError()})

    asyncio.run(runs())
    assert [type(error) for _, error in desk.logged] == [OSError]


def test_ctrl_c_on_the_console_is_no_crash(desk: Desk) -> None:
    interrupted = []
    desk.box.interrupted.connect(lambda: interrupted.append(True))
    desk.box.take(KeyboardInterrupt())
    assert interrupted == [True]
    assert desk.logged == []
    assert desk.told() == []


def test_words_on_the_screen_quote_nothing(desk: Desk) -> None:
    desk.box.take(ValueError("5528790000000008"))
    (dialog,) = desk.told()
    assert "5528" not in dialog.accessibleDescription() + dialog.accessibleName()
