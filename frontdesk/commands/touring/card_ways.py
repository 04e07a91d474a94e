"""Every other way in which a card comes: kept with the guest's agreement and used again, or typed by the guest on the
gateway's own page, where a debit card's hold may come back as a charge."""

from frontdesk.commands.touring import bank_hands, samples
from frontdesk.commands.touring.clock import MINUTE
from frontdesk.commands.touring.counter import (
    back_to_board,
    chooses,
    figures,
    fills_new_hold,
    fills_stay,
    opens_new_hold,
    shows_result,
)
from frontdesk.commands.touring.guide import Guide
from frontdesk.commands.touring.hands import choose, press, tick
from frontdesk.commands.touring.samples import Guest

# A second hold of the same stay.
LATER = 150_000
BETWEEN_S = 8 * MINUTE


async def walk(guide: Guide) -> None:
    await a_card_is_kept(guide)
    await guide.time_passes(BETWEEN_S)
    await held_on_the_kept_card(guide)
    await guide.time_passes(BETWEEN_S)
    await typed_by_the_guest(guide, samples.HOSTED, "", button="pay")
    await guide.tell_bank("/settings", {"iyzico": {"hosted_debit_sale": True}})
    await typed_by_the_guest(guide, samples.HOSTED_DEBIT, "-debit")
    await guide.tell_bank("/settings", {"iyzico": {"hosted_debit_sale": False}})
    await chooses(guide, samples.HOSTED_DEBIT.full_name)
    await guide.picture("board-charged-instead")


async def a_card_is_kept(guide: Guide) -> None:
    screen = await opens_new_hold(guide)
    await fills_new_hold(guide, screen, samples.KEEPS_CARD, threeds=False)
    tick(screen.way.keep)
    await guide.picture("new-hold-card-kept")
    press(screen.go)
    await shows_result(guide)
    await guide.picture("result-held-card-kept")
    await back_to_board(guide)


async def held_on_the_kept_card(guide: Guide) -> None:
    """The same stay, typed again: its card is offered, and never chosen beforehand."""
    screen = await opens_new_hold(guide)
    await fills_stay(screen, samples.KEEPS_CARD, figures(guide, LATER))
    choose(screen.way.box, "stored")
    (kept,) = screen.way.kept.rows()
    press(kept)
    if screen.threeds.isChecked():
        tick(screen.threeds)
    await guide.picture("new-hold-kept-card")
    press(screen.go)
    await shows_result(guide)
    await guide.picture("result-held-kept-card")
    await back_to_board(guide)


async def typed_by_the_guest(guide: Guide, guest: Guest, mark: str, button: str = "confirm") -> None:
    """The number never enters the program; what was done is read back."""
    screen = await opens_new_hold(guide)
    await fills_stay(screen, guest, figures(guide, guest.amount))
    choose(screen.way.box, "hosted")
    choose(screen.account.box, guest.account)
    await guide.picture(f"new-hold-hosted{mark}")
    press(screen.go)
    page = await bank_hands.see_card_form(guide)
    await guide.picture(f"card-page{mark}")
    await bank_hands.type_card(page, guest)
    await bank_hands.confirm(page, button)
    bank = await bank_hands.see_code_field(guide)
    await bank_hands.type_code(bank, samples.CODE)
    await bank_hands.confirm(bank)
    await shows_result(guide)
    await guide.picture(f"result-hosted{mark}")
    await back_to_board(guide)
