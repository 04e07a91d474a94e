"""The first chapter: an afternoon at the desk, from an empty board to a rental's deposit and a lost answer."""

from PySide6.QtCore import Qt

from frontdesk.commands.touring import bank_hands, samples
from frontdesk.commands.touring.clock import MINUTE
from frontdesk.commands.touring.counter import (
    answers,
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
from frontdesk.commands.touring.guide import Guide
from frontdesk.commands.touring.hands import StepFailedError, key, press, write
from frontdesk.commands.touring.samples import Guest
from frontdesk.domain.gateway import NO_FACTS
from frontdesk.ui.screens.board import Board
from frontdesk.ui.screens.settings import Settings
from frontdesk.usecases.look_up_card import look_up_card
from frontdesk.usecases.place_hold import place_hold

# The bank hides what it did for this long, so that the desk's first questions learn nothing.
HIDDEN_S = 20 * MINUTE


async def walk(guide: Guide) -> None:
    """All of the first day, in the main language; the evening in the other one follows in its own chapter."""
    await an_empty_board(guide)
    await a_plain_hold(guide)
    await holds_with_the_bank_page(guide)
    await a_refused_card(guide)
    await a_check_out(guide)
    await a_release(guide)
    await a_refund(guide)
    await a_lost_answer(guide)
    await a_rental(guide)


async def an_empty_board(guide: Guide) -> None:
    """A desk that has just been set up; then ten guests of the past days."""
    await guide.picture("board-empty")
    for guest in samples.BOARD:
        await guide.time_is(samples.moment(guest.placed))
        await has_held(guide, guest)
    await guide.time_is(samples.moment(0))
    await chooses(guide, samples.BOARD[0].full_name)
    await guide.picture("board")


async def has_held(guide: Guide, guest: Guest) -> None:
    """Ground work: a hold by the real verb, without the screens."""
    known = await look_up_card(guide.desk, guest.account, guest.card[:8])
    wish = samples.wish(guest)._replace(facts=known or NO_FACTS)
    outcome = await place_hold(guide.desk, wish, samples.card(guest))
    if outcome.result != "done":
        raise StepFailedError(f"{guest.full_name} could not be held: {outcome.result} {outcome.problem}")


async def a_plain_hold(guide: Guide) -> None:
    """Complaints first, then a hold without the bank's page."""
    screen = await opens_new_hold(guide)
    await guide.picture("new-hold")
    write(screen.amount, mistyped(guide))
    write(screen.card.number, "5528 7900 0000 0009")
    write(screen.card.expiry, "1322")
    write(screen.card.cvv, "12")
    press(screen.go)
    await guide.picture("new-hold-complaints")
    await fills_new_hold(guide, screen, samples.PLAIN, threeds=False)
    await guide.picture("new-hold-filled")
    press(screen.go)
    await shows_result(guide)
    await guide.picture("result-held")
    await back_to_board(guide)


def mistyped(guide: Guide) -> str:
    """An amount as the other notation writes it: never guessed at."""
    return "5,000.50" if guide.desk.house.notation == "tr" else "5.000,50"


async def holds_with_the_bank_page(guide: Guide) -> None:
    """One at each gateway; the code is typed into the bank's own page."""
    await with_bank_page(guide, samples.THREEDS, "bank-page-iyzico", "result-held-3ds")
    await with_bank_page(guide, samples.THREEDS_ODEROPAY, "bank-page-oderopay", "result-held-3ds-oderopay", wrong=True)


async def with_bank_page(
    guide: Guide, guest: Guest, page: str, result: str, *, wrong: bool = False, form: str = ""
) -> None:
    """A hold with 3D Secure; with `wrong` the guest mistypes the code at first. `form` names a picture of the form."""
    screen = await opens_new_hold(guide)
    await fills_new_hold(guide, screen, guest, threeds=True)
    if form:
        await guide.picture(form)
    press(screen.go)
    bank = await bank_hands.see_code_field(guide)
    if wrong:
        await bank_hands.type_code(bank, samples.WRONG_CODE)
        await bank_hands.confirm(bank)
        await bank_hands.see_complaint(bank)
        await guide.picture(f"{page}-wrong-code")
    await bank_hands.type_code(bank, samples.CODE)
    await guide.picture(page)
    await bank_hands.confirm(bank)
    await shows_result(guide)
    await guide.picture(result)
    await back_to_board(guide)


async def a_refused_card(guide: Guide) -> None:
    """The bank says no; what was typed stays for another card."""
    screen = await opens_new_hold(guide)
    await fills_new_hold(guide, screen, samples.REFUSED, threeds=False)
    press(screen.go)
    await guide.until(lambda: guide.state_of(samples.REFUSED.full_name) == "declined", "the bank refuses")
    await guide.until(lambda: screen.notice.isVisible() and screen.go.isEnabled(), "the refusal is told")
    await guide.picture("new-hold-refused")
    key(guide.window, Qt.Key.Key_Escape)
    await guide.dialog()
    await guide.picture("leave-typed-work")
    await answers(guide, yes=True)
    await guide.arrives(Board)


async def a_check_out(guide: Guide) -> None:
    """More than may be taken, then a part of the deposit."""
    await finds(guide, "deniz", samples.PLAIN.full_name)
    await guide.picture("board-search")
    screen = await opens_check_out(guide)
    write(screen.bill, figures(guide, 612_000))
    await guide.picture("check-out-above")
    write(screen.bill, figures(guide, 448_050))
    await guide.picture("check-out")
    press(screen.go)
    await shows_result(guide)
    await guide.picture("result-captured")
    await back_to_board(guide)


async def a_release(guide: Guide) -> None:
    """Asked in words first."""
    await chooses(guide, samples.BOARD[6].full_name)
    key(guide.window, Qt.Key.Key_F9)
    await guide.dialog()
    await guide.picture("release-question")
    await answers(guide, yes=True)
    await shows_result(guide)
    await guide.picture("result-released")
    await back_to_board(guide)


async def a_refund(guide: Guide) -> None:
    """A part of what was taken goes back."""
    await finds(guide, "R-2060", samples.PLAIN.full_name)
    screen = await opens_refund(guide)
    write(screen.amount, figures(guide, 48_050))
    await guide.picture("refund")
    press(screen.go)
    await shows_result(guide)
    await guide.picture("result-refunded")
    await back_to_board(guide)


async def a_rental(guide: Guide) -> None:
    """The house becomes a rental; its deposit is found by the plate and a part of it taken."""
    await opens_settings(guide)
    await guide.picture("settings")
    await sets(guide, "trade", "rental")
    await back_to_board(guide)
    screen = await opens_new_hold(guide)
    await fills_new_hold(guide, screen, samples.RENTAL, threeds=False)
    await guide.picture("rental-new-hold")
    press(screen.go)
    await shows_result(guide)
    await back_to_board(guide)
    await finds(guide, samples.RENTAL.place[:6].lower(), samples.RENTAL.full_name)
    await guide.picture("rental-found-by-plate")
    check_out = await opens_check_out(guide)
    write(check_out.bill, figures(guide, 325_075))
    await guide.picture("rental-check-out")
    press(check_out.go)
    await shows_result(guide)
    await guide.picture("rental-result")
    await opens_settings(guide)
    await sets(guide, "trade", "hotel")
    await guide.arrives(Settings)
    await back_to_board(guide)


async def a_lost_answer(guide: Guide) -> None:
    """The bank holds the money, its answer never comes, and at first it denies; asked later, it tells."""
    guest = samples.LOST
    screen = await opens_new_hold(guide)
    await fills_new_hold(guide, screen, guest, threeds=False)
    fault = {"kind": "hang", "account": guest.account, "operation": "place", "executes": True, "lag": HIDDEN_S}
    await guide.tell_bank("/faults", fault)
    with guide.line.impatient():
        press(screen.go)
        await shows_result(guide)
    await guide.tell_bank("/faults", {"clear": True})
    await guide.picture("result-checking")
    board = await back_to_board(guide)
    await chooses(guide, guest.full_name)
    board.table.scrollToTop()
    await guide.picture("board-checking")
    await a_guest_blocked_twice(guide, guest)
    await chooses(guide, samples.BOARD[0].full_name)
    await guide.picture("board-full")
    await chooses(guide, guest.full_name)
    await guide.time_passes(HIDDEN_S + MINUTE)
    await presses(guide, "ask")
    await guide.until(lambda: guide.state_of(guest.full_name) == "held", "the bank tells that the money is held")
    await guide.until(lambda: board.side.button("capture").isVisible(), "the board shows it")
    await guide.picture("board-settled")


async def a_guest_blocked_twice(guide: Guide, guest: Guest) -> None:
    """While the bank is still asked about a card, another hold on it wants a reason; this one is left alone."""
    screen = await opens_new_hold(guide)
    await fills_new_hold(guide, screen, guest, threeds=False)
    press(screen.go)
    await guide.until(screen.twice.isVisible, "the desk asks before blocking twice")
    await guide.picture("new-hold-may-block-twice")
    key(guide.window, Qt.Key.Key_Escape)
    await answers(guide, yes=True)
