"""Leaving a screen with typed work, and quitting while a call is under way: always in words."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from frontdesk.ui import dialogs
from frontdesk.ui.tasks import Tasks
from frontdesk.ui.words import tr


def ask_to_leave(window: QWidget, tasks: Tasks, then: Callable[[], None]) -> None:
    """Esc never destroys typed work without asking."""
    question = dialogs.Question(
        tr("frame.leave_title"), tr("frame.leave_text"), tr("frame.leave_yes"), tr("frame.leave_no"), danger=True
    )

    def answered(yes: bool) -> None:
        if yes:
            then()

    tasks.accompany(dialogs.ask(window, question), answered, owner=window)


def refuse_to_quit(window: QWidget) -> dialogs.Dialog:
    """The program does not end while it is open where the money is."""
    return dialogs.tell(
        window,
        dialogs.Question(tr("frame.quit_busy_title"), tr("frame.quit_busy_text"), tr("frame.understood"), tone="info"),
    )
