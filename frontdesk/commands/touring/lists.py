"""What the house can look up: which account is proposed and why, what each can do, a gateway's menu, the kept cards,
and a gateway's own list of the day beside the ledger."""

from PySide6.QtCore import Qt

from frontdesk.commands.touring import samples
from frontdesk.commands.touring.counter import answers, back_to_board, figures, opens, opens_new_hold
from frontdesk.commands.touring.guide import Guide
from frontdesk.commands.touring.hands import choose, key, press, see, unfold, write
from frontdesk.domain.abilities import Service
from frontdesk.ui.screens.accounts import Accounts
from frontdesk.ui.screens.board import Board
from frontdesk.ui.screens.day_list import DayList

PRICE = 500_000
ABROAD = 30_000
FOREIGN = "EUR"


async def walk(guide: Guide) -> None:
    await which_account(guide)
    await what_an_account_can_do(guide)
    await kept_cards(guide)
    await the_day(guide)


async def which_account(guide: Guide) -> None:
    """What cannot be used is greyed with its reason; a card from Turkey pays in lira, at the account whose margin for
    its bank is known."""
    screen = await opens_new_hold(guide)
    choose(screen.form.currency, FOREIGN)
    write(screen.amount, figures(guide, ABROAD))
    unfold(screen.account.box)
    await guide.picture("accounts-for-euros")
    screen.account.box.hidePopup()
    write(screen.card.number, samples.ROUTED.card)
    await guide.until(lambda: screen.amount_field.below, "a foreign currency is refused")
    await guide.picture("new-hold-foreign-currency")
    choose(screen.form.currency, "TRY")
    write(screen.amount, figures(guide, samples.ROUTED.amount))
    await guide.until(lambda: screen.account.is_usable, "an account is proposed")
    unfold(screen.account.box)
    await guide.picture("accounts-proposed")
    screen.account.box.hidePopup()
    key(guide.window, Qt.Key.Key_Escape)
    await answers(guide, yes=True)
    await guide.arrives(Board)


async def what_an_account_can_do(guide: Guide) -> None:
    """Every account with its abilities, and an entry of AHL Pay's menu that was asked."""
    screen = await opens(guide, "accounts", Accounts)
    await guide.picture("accounts-iyzico")
    for name in ("oduyo", "ahlpay"):
        await shows_account(guide, screen, name)
        await guide.picture(f"accounts-{name}")
    await asks_menu(guide, screen, "instalments")
    await guide.picture("accounts-ahlpay-instalments")
    await back_to_board(guide)


async def shows_account(guide: Guide, screen: Accounts, name: str) -> None:
    assert screen.chips is not None
    press(screen.chips.button(name))
    await guide.until(lambda: screen.chosen == name and screen.menu.isVisible(), f"{name} is shown")


async def asks_menu(guide: Guide, screen: Accounts, service: Service) -> None:
    press(screen.menu.chips[service])
    write(screen.menu.amount, figures(guide, PRICE))
    write(screen.menu.bin, samples.AHLPAY.card[:8])
    press(screen.menu.ask)
    await guide.until(lambda: screen.menu.count.isVisible() and not guide.window.busy(), "the gateway answers")


async def kept_cards(guide: Guide) -> None:
    """As the gateway tells them; one is forgotten."""
    screen = await opens(guide, "accounts", Accounts)
    see(screen.kept)
    press(screen.kept.ask_button)
    await guide.until(lambda: screen.kept.ask_button.isEnabled() and screen.kept.buttons, "the gateway tells")
    see(screen.kept)
    await guide.picture("kept-cards")
    press(screen.kept.buttons[0])
    await guide.dialog()
    await guide.picture("kept-card-forget")
    await answers(guide, yes=True)
    await guide.until(lambda: not screen.kept.buttons and not guide.window.busy(), "the card is forgotten")
    await guide.picture("kept-card-forgotten")
    await back_to_board(guide)


async def the_day(guide: Guide) -> None:
    """Saturday at two gateways: one tells all sums, the other lists no captures."""
    screen = await opens(guide, "day_list", DayList)
    for name in ("oduyo", "ahlpay", "iyzico"):
        await compares(guide, screen, name)
        await guide.picture(f"day-list-{name}")
    await back_to_board(guide)


async def compares(guide: Guide, screen: DayList, account: str) -> None:
    choose(screen.account, account)
    press(screen.go)
    await guide.until(lambda: screen.table.isVisible() and not guide.window.busy(), "the gateway's list is compared")
