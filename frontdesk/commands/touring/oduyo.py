"""Ödüyo cannot hold: a deposit is charged with the guest's consent, returned whole at check-out, or kept in part."""

from frontdesk.commands.touring import bank_hands, samples
from frontdesk.commands.touring.clock import MINUTE
from frontdesk.commands.touring.counter import (
    back_to_board,
    figures,
    fills_stay,
    finds,
    opens_new_hold,
    opens_return,
    shows_result,
    types_card,
)
from frontdesk.commands.touring.guide import Guide
from frontdesk.commands.touring.hands import press, tick, write
from frontdesk.commands.touring.samples import EXPIRY, Guest
from frontdesk.ui.screens.keep_part import KeepPart
from frontdesk.ui.screens.new_hold import NewHold
from frontdesk.ui.screens.return_deposit import ReturnDeposit

# What stays with the house of a deposit of 3.000,00.
KEPT = 87_550
STAY_S = 14 * MINUTE


async def walk(guide: Guide) -> None:
    await a_deposit(guide, samples.ODUYO, "")
    await guide.time_passes(STAY_S)
    await its_return(guide, samples.ODUYO, "")
    await guide.time_passes(STAY_S)
    await kept_in_part(guide)


async def a_deposit(guide: Guide, guest: Guest, mark: str) -> None:
    """Read out and agreed to first; then the card, its cost, the bank's page, and the charge after it."""
    screen = await opens_new_hold(guide)
    await fills_stay(screen, guest, figures(guide, guest.amount))
    press(screen.go)
    await guide.picture(f"charge-consent{mark}")
    await agrees_and_types(guide, screen, guest)
    await guide.picture(f"charge-filled{mark}")
    press(screen.go)
    bank = await bank_hands.see_code_field(guide)
    await bank_hands.type_code(bank, samples.CODE)
    await guide.picture(f"bank-page-charge{mark}")
    await bank_hands.confirm(bank)
    await shows_result(guide)
    await guide.picture(f"result-charged{mark}")
    await back_to_board(guide)


async def agrees_and_types(guide: Guide, screen: NewHold, guest: Guest) -> None:
    tick(screen.form.consent.tick)
    await types_card(guide, screen, guest)
    await guide.until(lambda: "%" in screen.costs.words(), "the cost of the charge is told")


async def its_return(guide: Guide, guest: Guest, mark: str) -> None:
    """On the same day the charge is cancelled."""
    await finds(guide, guest.reference, guest.full_name)
    await guide.picture(f"board-charged{mark}")
    screen = await opens_return(guide)
    await guide.picture(f"return-deposit{mark}")
    press(screen.go)
    await shows_result(guide)
    await guide.picture(f"result-returned{mark}")
    await back_to_board(guide)


async def kept_in_part(guide: Guide) -> None:
    """The part is charged anew, then the whole deposit goes back."""
    guest = samples.ODUYO_PART
    screen = await opens_new_hold(guide)
    await fills_stay(screen, guest, figures(guide, guest.amount))
    await agrees_and_types(guide, screen, guest)
    press(screen.go)
    await passes_the_bank(guide)
    await shows_result(guide)
    await back_to_board(guide)
    await finds(guide, guest.reference, guest.full_name)
    page = await opens_return(guide)
    press(page.ends["all"])
    await guide.picture("return-deposit-keep-all")
    press(page.ends["part"])
    write(page.bill, figures(guide, KEPT))
    await guide.picture("return-deposit-part")
    press(page.go)
    await its_new_charge(guide, guest)
    result = await shows_result(guide)
    await guide.picture("result-part-charged")
    press(result.onward)
    owed = await guide.arrives(ReturnDeposit)
    await guide.picture("return-deposit-owed")
    press(owed.go)
    await shows_result(guide)
    await guide.picture("result-part-returned")
    await back_to_board(guide)


async def its_new_charge(guide: Guide, guest: Guest) -> None:
    page = await guide.arrives(KeepPart)
    card = page.card
    for edit, text in (
        (card.number, guest.card),
        (card.expiry, f"{EXPIRY[0]:02}{EXPIRY[1] % 100:02}"),
        (card.cvv, guest.cvv),
        (card.holder, guest.full_name),
    ):
        write(edit, text)
    await guide.picture("keep-part")
    press(page.go)
    await passes_the_bank(guide)


async def passes_the_bank(guide: Guide) -> None:
    bank = await bank_hands.see_code_field(guide)
    await bank_hands.type_code(bank, samples.CODE)
    await bank_hands.confirm(bank)
