"""A hold that a bank's own terminal took: written down from its slip, and closed by hand at check-out."""

from PySide6.QtCore import Qt

from frontdesk.commands.touring import samples
from frontdesk.commands.touring.counter import back_to_board, figures, fills_stay, finds, opens_new_hold, shows_result
from frontdesk.commands.touring.guide import Guide
from frontdesk.commands.touring.hands import choose, key, press, write
from frontdesk.commands.touring.samples import Guest
from frontdesk.domain.day_text import show_day
from frontdesk.ui.screens.new_hold import NewHold
from frontdesk.ui.screens.terminal import Terminal

APPROVAL, LAST4, SLIP, CLOSING_SLIP = "482913", "0008", "T-00417", "T-00431"
TAKEN = 318_000


async def walk(guide: Guide) -> None:
    guest = samples.TERMINAL_SLIP
    screen = await written_down(guide, guest)
    await guide.picture("terminal-record")
    press(screen.go)
    await shows_result(guide)
    await guide.picture("result-terminal-recorded")
    await back_to_board(guide)
    await finds(guide, guest.reference, guest.full_name)
    await guide.picture("board-terminal")
    key(guide.window, Qt.Key.Key_F8)
    page = await guide.arrives(Terminal)
    write(page.amount, figures(guide, TAKEN))
    write(page.slip, CLOSING_SLIP)
    await guide.picture("terminal-close")
    press(page.go)
    await shows_result(guide)
    await guide.picture("result-terminal-closed")
    await back_to_board(guide)


async def written_down(guide: Guide, guest: Guest) -> NewHold:
    """Everything that stands on the slip; no card number."""
    screen = await opens_new_hold(guide)
    choose(screen.way.box, "terminal")
    await fills_stay(screen, guest, figures(guide, guest.amount))
    slip = screen.way.terminal
    write(slip.approval, APPROVAL)
    write(slip.lapses, show_day(samples.day(guest.arrives + 10)))
    choose(slip.scheme, "mastercard")
    write(slip.last4, LAST4)
    write(slip.bank, "Örnek Bankası")
    write(slip.reference, SLIP)
    return screen
