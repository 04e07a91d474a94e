"""The evening of the second day: the key screens of the other gateways, in the other language and palette."""

from frontdesk.commands.touring import card_ways, lists, oduyo, samples, terminal_slip
from frontdesk.commands.touring.ahl_pay import INSIDE
from frontdesk.commands.touring.counter import (
    back_to_board,
    figures,
    fills_new_hold,
    finds,
    opens,
    opens_check_out,
    opens_new_hold,
    opens_settings,
    sets,
    shows_result,
)
from frontdesk.commands.touring.guide import Guide
from frontdesk.commands.touring.hands import press, write
from frontdesk.domain.house import Language
from frontdesk.ui.screens.accounts import Accounts
from frontdesk.ui.screens.day_list import DayList


async def walk(guide: Guide, language: Language, scheme: str) -> None:
    mark = f"-{language}-{scheme}"
    await opens_settings(guide)
    await sets(guide, "language", language)
    await sets(guide, "notation", language)
    await sets(guide, "scheme", scheme)
    await back_to_board(guide)
    await a_check_out(guide, mark)
    await oduyo.a_deposit(guide, samples.ODUYO_SECOND, mark)
    await oduyo.its_return(guide, samples.ODUYO_SECOND, mark)
    await card_ways.typed_by_the_guest(guide, samples.HOSTED_SECOND, mark)
    screen = await terminal_slip.written_down(guide, samples.SLIP_SECOND)
    await guide.picture(f"terminal-record{mark}")
    press(screen.go)
    await shows_result(guide)
    await back_to_board(guide)
    await the_lists(guide, mark)


async def a_check_out(guide: Guide, mark: str) -> None:
    guest = samples.AHLPAY_SECOND
    screen = await opens_new_hold(guide)
    await fills_new_hold(guide, screen, guest, threeds=False)
    press(screen.go)
    await shows_result(guide)
    await back_to_board(guide)
    await finds(guide, guest.reference, guest.full_name)
    page = await opens_check_out(guide)
    write(page.bill, figures(guide, INSIDE))
    await guide.picture(f"check-out-ahlpay{mark}")
    await back_to_board(guide)


async def the_lists(guide: Guide, mark: str) -> None:
    accounts = await opens(guide, "accounts", Accounts)
    await lists.shows_account(guide, accounts, "ahlpay")
    await lists.asks_menu(guide, accounts, "instalments")
    await guide.picture(f"accounts-ahlpay{mark}")
    await back_to_board(guide)
    days = await opens(guide, "day_list", DayList)
    await lists.compares(guide, days, "ahlpay")
    await guide.picture(f"day-list{mark}")
    await back_to_board(guide)
