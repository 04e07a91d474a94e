"""Releasing from the board: asked in words first, then one owned task."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from frontdesk.ui import dialogs, showing
from frontdesk.ui.tasks import Tasks
from frontdesk.ui.words import tr
from frontdesk.usecases import list_holds
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.release_hold import release_hold


def release(window: QWidget, desk: Desk, tasks: Tasks, hold_id: int, show: Callable[[Outcome], None]) -> None:
    """Ask the clerk, release, and hand the outcome to `show`."""

    def answered(yes: bool) -> None:
        if yes:
            tasks.run(release_hold(desk, hold_id), show, owner=window)

    tasks.accompany(dialogs.ask(window, question(desk, hold_id)), answered, owner=window)


def question(desk: Desk, hold_id: int) -> dialogs.Question:
    """What is asked before a release: whose, how much, on which card, and what it means."""
    hold, stay = list_holds.detail(desk, hold_id).held
    who = " · ".join(part for part in (stay.guest, showing.who(stay)) if part)
    return dialogs.Question(
        tr("board.release_question", amount=showing.amount(hold.money, desk.house)),
        tr("board.release_explained", who=who, card=showing.card(hold)),
        tr("board.release_yes"),
        tr("board.release_no"),
        tone="warn",
    )
