"""The second chapter: the program starts again, in a process of its own, and the line to the banks is cut."""

from PySide6.QtCore import Qt

from frontdesk.commands.touring import samples
from frontdesk.commands.touring.counter import chooses, opens_new_hold, presses
from frontdesk.commands.touring.guide import Guide
from frontdesk.commands.touring.hands import StepFailedError, key
from frontdesk.ui.screens.board import Board
from frontdesk.usecases import list_holds


async def walk(guide: Guide) -> None:
    """Everything stays readable, nothing is lost, and the open question is answered once the line is back."""
    await offline(guide)
    await line_is_back(guide)


async def offline(guide: Guide) -> None:
    await guide.until(lambda: guide.desk.online is False, "the desk notices that the line is cut")
    await guide.until(lambda: not guide.window.busy(), "the desk is done asking")
    await guide.picture("restart-offline")
    await every_hold_reads(guide)
    await chooses(guide, samples.BOARD[2].full_name)
    await presses(guide, "ask")
    side = guide.window.board.side
    await guide.until(
        lambda: not guide.window.busy() and side.content.answer.isVisible(), "the desk says that nothing left"
    )
    await guide.picture("restart-offline-question")
    await opens_new_hold(guide)
    await guide.picture("restart-offline-new-hold")
    key(guide.window, Qt.Key.Key_Escape)
    await guide.arrives(Board)


async def every_hold_reads(guide: Guide) -> None:
    """Each one of the board opens at the side with its guest and its history."""
    held = list_holds.page(guide.desk, "open", None, 100)
    if not held:
        raise StepFailedError("the board is empty after the restart")
    for each in held:
        await chooses(guide, each.stay.guest)
        side = guide.window.board.side.side
        if side is None or side.held != each or not side.steps:
            raise StepFailedError(f"{each.stay.guest} cannot be read while the line is cut")


async def line_is_back(guide: Guide) -> None:
    await guide.tell_bank("/faults", {"clear": True})
    await chooses(guide, samples.OVER_NIGHT.full_name)
    await presses(guide, "ask")
    await guide.until(lambda: guide.state_of(samples.OVER_NIGHT.full_name) == "held", "the open question is answered")
    await guide.until(lambda: not guide.window.busy(), "the desk is done asking")
    await guide.picture("restart-line-is-back")
