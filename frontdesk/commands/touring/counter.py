"""What a clerk does at the desk, screen by screen; every press and key goes through the real widgets."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from frontdesk.commands.touring.guide import Guide
from frontdesk.commands.touring.hands import StepFailedError, choose, choose_row, key, press, tick, write
from frontdesk.commands.touring.samples import EXPIRY, IDENTITY, Guest, day
from frontdesk.domain.amount_text import show_figures
from frontdesk.domain.day_text import show_day
from frontdesk.domain.money import Money
from frontdesk.domain.terminal import TERMINAL
from frontdesk.ui.screens.board import Board
from frontdesk.ui.screens.check_out import CheckOut
from frontdesk.ui.screens.new_hold import NewHold
from frontdesk.ui.screens.refund import Refund
from frontdesk.ui.screens.result import Result
from frontdesk.ui.screens.return_deposit import ReturnDeposit
from frontdesk.ui.screens.settings import Settings
from frontdesk.ui.words import tr

Verb = Literal["capture", "release", "refund", "ask"]


def figures(guide: Guide, minor: int) -> str:
    """An amount as this house types it."""
    return show_figures(Money(minor, "TRY"), guide.desk.house.notation)


async def opens_new_hold(guide: Guide) -> NewHold:
    key(guide.window, Qt.Key.Key_F2)
    screen = await guide.arrives(NewHold)
    await guide.until(lambda: screen.account.name, "the accounts are offered")
    return screen


async def fills_new_hold(guide: Guide, screen: NewHold, guest: Guest, *, threeds: bool) -> None:
    """Everything of a hold but its button, as it is asked for from top to bottom."""
    await fills_stay(screen, guest, figures(guide, guest.amount))
    await types_card(guide, screen, guest)
    if screen.threeds.isChecked() != threeds:
        tick(screen.threeds)


async def fills_stay(screen: NewHold, guest: Guest, amount: str) -> None:
    """Guest, nights, amount and account."""
    stay = screen.stay
    for edit, text in (
        (stay.name, guest.name),
        (stay.surname, guest.surname),
        (stay.place, guest.place),
        (stay.reference, guest.reference),
        (stay.departs, show_day(day(guest.departs))),
        (screen.amount, amount),
    ):
        write(edit, text)
    if guest.account != TERMINAL:
        choose(screen.account.box, guest.account)
    if not stay.identity_field.isHidden():
        write(stay.identity, IDENTITY)


async def types_card(guide: Guide, screen: NewHold, guest: Guest) -> None:
    """Number, expiry, code and name; the account stays the guest's whatever is proposed for this card's bank."""
    card = screen.card
    write(card.number, guest.card)
    write(card.expiry, f"{EXPIRY[0]:02}{EXPIRY[1] % 100:02}")
    write(card.cvv, guest.cvv)
    write(card.holder, guest.full_name)
    await guide.until(lambda: screen.card.number_field.below, "the card's bank is told")
    if screen.account.name != guest.account:
        choose(screen.account.box, guest.account)


async def shows_result(guide: Guide) -> Result:
    return await guide.arrives(Result)


async def back_to_board(guide: Guide) -> Board:
    await guide.takes_keys()
    key(guide.window, Qt.Key.Key_Escape)
    return await guide.arrives(Board)


async def finds(guide: Guide, text: str, guest: str) -> None:
    """F3, type, and click on the one that was meant."""
    board = await guide.arrives(Board)
    key(guide.window, Qt.Key.Key_F3)
    write(board.search, text)
    hold_id = guide.hold_of(guest).hold.id
    await guide.until(lambda: board.table.holds.place_of(hold_id) >= 0, f"the search finds {guest}")
    await _clicks(guide, board, hold_id)


async def chooses(guide: Guide, guest: str) -> None:
    """Click on a hold among all that are open; it opens at the side."""
    board, hold_id = await guide.arrives(Board), guide.hold_of(guest).hold.id
    if board.search.text():
        key(guide.window, Qt.Key.Key_Escape)
    await guide.until(lambda: board.table.holds.place_of(hold_id) >= 0, f"{guest} is on the board")
    await _clicks(guide, board, hold_id)


async def _clicks(guide: Guide, board: Board, hold_id: int) -> None:
    choose_row(board.table, hold_id)
    await guide.until(
        lambda: board.side.side is not None and board.side.side.held.hold.id == hold_id, "the hold opens at the side"
    )


async def presses(guide: Guide, verb: Verb) -> None:
    """A button of the chosen hold."""
    press((await guide.arrives(Board)).side.button(verb))


async def opens_check_out(guide: Guide) -> CheckOut:
    key(guide.window, Qt.Key.Key_F8)
    return await guide.arrives(CheckOut)


async def opens_refund(guide: Guide) -> Refund:
    await presses(guide, "refund")
    return await guide.arrives(Refund)


async def opens_return(guide: Guide) -> ReturnDeposit:
    """Check-out of a deposit that was charged: the same key."""
    key(guide.window, Qt.Key.Key_F8)
    return await guide.arrives(ReturnDeposit)


async def opens_settings(guide: Guide) -> Settings:
    return await opens(guide, "settings", Settings)


async def opens[T: QWidget](guide: Guide, place: str, screen: type[T]) -> T:
    """A place of the rail, by its button."""
    words = tr(f"frame.rail_{place}").replace("&", "")
    (button,) = [one for one in guide.window.rail.findChildren(QAbstractButton) if one.accessibleName() == words]
    press(button)
    return await guide.arrives(screen)


async def sets(guide: Guide, what: Literal["language", "notation", "trade", "scheme"], value: str) -> Settings:
    """Choose something in the settings; they are built anew in the new words and looks."""
    screen = await guide.arrives(Settings)
    choose(getattr(screen, what), value)
    screen = await guide.arrives(Settings)
    if getattr(screen, what).currentData() != value:
        raise StepFailedError(f"the settings did not take {what} {value}")
    return screen


async def answers(guide: Guide, *, yes: bool) -> None:
    """Press a button of the question that is open, and see it go."""
    question = await guide.dialog()
    press(question.yes if yes else question.no)
    await guide.until(lambda: not guide.dialogs(), "the question closes")
    await guide.takes_keys()
