"""Where the rail, the board and a result lead: every screen but the board and the settings is made here, when it is
first wanted."""

from typing import TYPE_CHECKING

from frontdesk.ui.tasks import Tasks
from frontdesk.usecases.desk import Desk, Outcome

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

# What the rail leads to, beside the board and the settings.
PLACES = ("day_list", "accounts")
PLACING = frozenset({"place", "sale", "complete"})
# Verbs of the board that lead to a page first.
PAGES = frozenset({"capture", "refund", "return", "by_hand"})


def place(name: str, desk: Desk, tasks: Tasks) -> "QWidget":
    """A place of the rail."""
    if name == "day_list":
        from frontdesk.ui.screens.day_list import DayList

        return DayList(desk, tasks)
    from frontdesk.ui.screens.accounts import Accounts

    return Accounts(desk, tasks)


def page_of(verb: str, hold_id: int, desk: Desk, tasks: Tasks) -> "QWidget":
    """The page from which a verb on one hold is sent."""
    if verb == "capture":
        from frontdesk.ui.screens.check_out import CheckOut

        return CheckOut(desk, tasks, hold_id)
    if verb == "return":
        from frontdesk.ui.screens.return_deposit import ReturnDeposit

        return ReturnDeposit(desk, tasks, hold_id)
    if verb == "by_hand":
        from frontdesk.ui.screens.terminal import Terminal

        return Terminal(desk, tasks, hold_id)
    from frontdesk.ui.screens.refund import Refund

    return Refund(desk, tasks, hold_id)


def part_page(deposit_id: int, minor: int, desk: Desk, tasks: Tasks) -> "QWidget":
    """The new charge that keeps a part of a deposit; `minor` is the amount proposed, in minor units."""
    from frontdesk.ui.screens.keep_part import KeepPart

    return KeepPart(desk, tasks, deposit_id, minor)


def outcome_page(outcome: Outcome, desk: Desk, tasks: Tasks) -> "QWidget":
    """A verb ended: its bank page, or its result."""
    if outcome.result == "challenge" and outcome.page is not None:
        from frontdesk.ui.screens.bank_page import BankPage

        return BankPage(desk, tasks, outcome.page)
    from frontdesk.ui.screens.result import Result

    return Result(desk, tasks, outcome)


def again_page(outcome: Outcome, desk: Desk, tasks: Tasks) -> "QWidget | None":
    """The page of a verb that was refused or never left, with what is known already; None for a release, which has
    no page."""
    hold = outcome.held.hold if outcome.held else None
    if outcome.verb in PLACING:
        from frontdesk.usecases.kept_part import deposit_of

        deposit = deposit_of(desk, hold.id) if hold is not None else 0
        return part_page(deposit, hold.amount, desk, tasks) if deposit and hold else new_hold(desk, tasks, outcome)
    if hold is None or outcome.verb == "release":
        return None
    is_deposit = hold.state == "charged" and outcome.verb in {"refund", "keep"}
    return page_of("return" if is_deposit else outcome.verb, hold.id, desk, tasks)


def new_hold(desk: Desk, tasks: Tasks, before: Outcome | None = None) -> "QWidget":
    """The form; `before` is a refused outcome whose stay and amount are proposed again."""
    from frontdesk.ui.screens.new_hold import NewHold

    return NewHold(desk, tasks, before)
