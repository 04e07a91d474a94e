"""The evening of the first day: the key screens again, in the other language and the other palette."""

from frontdesk.commands.touring import bank_hands, samples
from frontdesk.commands.touring.clock import DAY, MINUTE
from frontdesk.commands.touring.counter import (
    back_to_board,
    chooses,
    figures,
    fills_new_hold,
    finds,
    opens_check_out,
    opens_new_hold,
    opens_refund,
    opens_settings,
    presses,
    sets,
    shows_result,
)
from frontdesk.commands.touring.first_day import HIDDEN_S
from frontdesk.commands.touring.guide import Guide
from frontdesk.commands.touring.hands import press, write
from frontdesk.domain.house import Language


async def walk(guide: Guide, language: Language, scheme: str) -> None:
    """In `language` and the palette `scheme`; ends with a hold whose answer is still out."""
    mark = f"{language}-{scheme}"
    before = guide.desk.house
    await opens_settings(guide)
    await sets(guide, "language", language)
    await sets(guide, "notation", language)
    await sets(guide, "scheme", scheme)
    await guide.picture(f"settings-{mark}")
    await back_to_board(guide)
    await guide.picture(f"board-{mark}")
    await a_hold(guide, mark)
    await a_refusal(guide, mark)
    await a_lost_capture(guide, mark)
    await a_whole_refund(guide, mark)
    await is_it_still_blocked(guide, mark)
    await opens_settings(guide)
    await sets(guide, "language", before.language)
    await sets(guide, "notation", before.notation)
    await sets(guide, "scheme", "light" if scheme == "dark" else "dark")
    await back_to_board(guide)
    await an_answer_that_is_still_out(guide)


async def a_hold(guide: Guide, mark: str) -> None:
    guest = samples.SECOND_LANGUAGE
    screen = await opens_new_hold(guide)
    await fills_new_hold(guide, screen, guest, threeds=True)
    await guide.picture(f"new-hold-{mark}")
    press(screen.go)
    bank = await bank_hands.see_code_field(guide)
    await bank_hands.type_code(bank, samples.CODE)
    await guide.picture(f"bank-page-{mark}")
    await bank_hands.confirm(bank)
    await shows_result(guide)
    await guide.picture(f"result-held-{mark}")
    await back_to_board(guide)


async def a_refusal(guide: Guide, mark: str) -> None:
    """With complaints beside the fields first."""
    guest = samples.REFUSED_ODEROPAY
    screen = await opens_new_hold(guide)
    write(screen.stay.departs, "31.02")
    write(screen.amount, "0")
    write(screen.card.number, "4102")
    press(screen.go)
    await guide.picture(f"new-hold-complaints-{mark}")
    await fills_new_hold(guide, screen, guest, threeds=False)
    press(screen.go)
    await guide.until(lambda: screen.notice.isVisible() and screen.go.isEnabled(), "the refusal is told")
    await guide.picture(f"new-hold-refused-{mark}")
    screen.card.wipe()
    guide.window.pages.drop()


async def a_lost_capture(guide: Guide, mark: str) -> None:
    """A check-out whose answer never comes: shown as being checked, settled by the bank's word."""
    guest = samples.BOARD[4]
    await finds(guide, guest.place, guest.full_name)
    screen = await opens_check_out(guide)
    write(screen.bill, figures(guide, 315_025))
    await guide.picture(f"check-out-{mark}")
    fault = {"kind": "hang", "account": guest.account, "operation": "capture", "executes": True, "lag": HIDDEN_S}
    await guide.tell_bank("/faults", fault)
    with guide.line.impatient():
        press(screen.go)
        result = await shows_result(guide)
    await guide.tell_bank("/faults", {"clear": True})
    await guide.picture(f"result-checking-{mark}")
    await guide.time_passes(HIDDEN_S + MINUTE)
    press(result.ask)
    await guide.until(lambda: guide.state_of(guest.full_name) == "captured", "the bank tells that the sum was taken")
    await guide.until(lambda: not result.ask.isVisible(), "the result says so")
    await guide.picture(f"result-settled-{mark}")
    await back_to_board(guide)


async def a_whole_refund(guide: Guide, mark: str) -> None:
    guest = samples.BOARD[4]
    await finds(guide, guest.reference, guest.full_name)
    screen = await opens_refund(guide)
    await guide.picture(f"refund-{mark}")
    press(screen.go)
    await shows_result(guide)
    await guide.picture(f"result-refunded-{mark}")
    await back_to_board(guide)


async def is_it_still_blocked(guide: Guide, mark: str) -> None:
    """F5: one sentence fit for the guest."""
    guide.window.board.show_all()
    await chooses(guide, samples.BOARD[1].full_name)
    await presses(guide, "ask")
    side = guide.window.board.side
    await guide.until(lambda: not guide.window.busy() and side.content.answer.isVisible(), "the bank answers")
    await guide.picture(f"board-answer-for-the-guest-{mark}")


async def an_answer_that_is_still_out(guide: Guide) -> None:
    """The program is closed while it asks; the next chapter goes on from here."""
    guest = samples.OVER_NIGHT
    screen = await opens_new_hold(guide)
    await fills_new_hold(guide, screen, guest, threeds=False)
    fault = {"kind": "lose_answer", "account": guest.account, "operation": "place", "lag": 2 * DAY}
    await guide.tell_bank("/faults", fault)
    press(screen.go)
    await shows_result(guide)
    await back_to_board(guide)
