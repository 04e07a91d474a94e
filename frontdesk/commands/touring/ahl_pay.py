"""AHL Pay: a hold with the bank's page, its check-out inside the bank's margin, and one without 3D Secure let go."""

from PySide6.QtCore import Qt

from frontdesk.commands.touring import samples
from frontdesk.commands.touring.clock import MINUTE
from frontdesk.commands.touring.counter import (
    answers,
    back_to_board,
    figures,
    fills_new_hold,
    finds,
    opens_check_out,
    opens_new_hold,
    shows_result,
)
from frontdesk.commands.touring.first_day import with_bank_page
from frontdesk.commands.touring.guide import Guide
from frontdesk.commands.touring.hands import key, press, write

# Of a hold of 6.000,00: under the floor of 15 %, and above the hold but under its ceiling.
BELOW, INSIDE = 420_000, 645_000
STAY_S = 11 * MINUTE


async def walk(guide: Guide) -> None:
    await with_bank_page(guide, samples.AHLPAY, "bank-page-ahlpay", "result-held-3ds-ahlpay", form="new-hold-ahlpay")
    await guide.time_passes(STAY_S)
    await a_check_out(guide)
    await guide.time_passes(STAY_S)
    await a_release(guide)


async def a_check_out(guide: Guide) -> None:
    """Floor and ceiling stand under the amount; less than the floor is warned of."""
    await finds(guide, samples.AHLPAY.reference, samples.AHLPAY.full_name)
    screen = await opens_check_out(guide)
    write(screen.bill, figures(guide, BELOW))
    await guide.picture("check-out-ahlpay-below")
    write(screen.bill, figures(guide, INSIDE))
    await guide.picture("check-out-ahlpay")
    press(screen.go)
    await shows_result(guide)
    await guide.picture("result-captured-ahlpay")
    await back_to_board(guide)


async def a_release(guide: Guide) -> None:
    """Held without the bank's page."""
    screen = await opens_new_hold(guide)
    await fills_new_hold(guide, screen, samples.AHLPAY_PLAIN, threeds=False)
    press(screen.go)
    await shows_result(guide)
    await back_to_board(guide)
    await finds(guide, samples.AHLPAY_PLAIN.place, samples.AHLPAY_PLAIN.full_name)
    key(guide.window, Qt.Key.Key_F9)
    await guide.dialog()
    await answers(guide, yes=True)
    await shows_result(guide)
    await guide.picture("result-released-ahlpay")
    await back_to_board(guide)
