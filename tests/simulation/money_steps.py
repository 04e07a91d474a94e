"""Steps that move money, or try to."""

from collections.abc import Callable, Coroutine

from frontdesk.domain.challenge import ChallengePage, PageEnd, PageEndKind
from frontdesk.domain.money import Money
from frontdesk.usecases.ask_bank import ask_bank
from frontdesk.usecases.capture_hold import capture_hold
from frontdesk.usecases.charge_deposit import charge_deposit
from frontdesk.usecases.desk import Outcome
from frontdesk.usecases.finish_challenge import finish_challenge
from frontdesk.usecases.keep_deposit import keep_deposit
from frontdesk.usecases.keep_part import keep_part
from frontdesk.usecases.kept_part import kept_part
from frontdesk.usecases.place_hold import place_hold
from frontdesk.usecases.refund_capture import refund_capture
from frontdesk.usecases.release_hold import release_hold
from frontdesk.usecases.take_sale import take_sale
from frontdesk.usecases.wish import HoldWish
from tests.simulation.scenes import TYPED
from tests.simulation.walk import Walk

ENDS: tuple[PageEndKind, ...] = ("staff", "deadline", "renderer", "closed", "certificate", "failed")
FLOWS = ("deny", "expired", "cancel_no_return", "hang_after_code", "frictionless")
type Verb = Callable[..., Coroutine[object, object, Outcome]]


def places(walk: Walk) -> str:
    return _place(walk, charge_deposit if walk.scene.charges else place_hold)


def sells(walk: Walk) -> str:
    return _place(walk, take_sale)


def a_wish(walk: Walk) -> HoldWish:
    """A guest's, sometimes one who is here already."""
    dice, clerk = walk.dice, walk.clerk
    wish = clerk.a_wish("5.000,00", threeds=walk.scene.charges or dice.random() < 0.5)
    known = walk.any_hold()
    if known is not None and dice.random() < 0.2:
        wish = wish._replace(stay=clerk.held_stay(known.id).stay)
    if dice.random() < 0.6:
        wish = wish._replace(reason="the guest agrees")
    return wish


def _place(walk: Walk, verb: Verb) -> str:
    wish, dice = a_wish(walk), walk.dice
    if wish.threeds and dice.random() < 0.3:
        walk.clerk.bank_does("challenge", "init", times=1, complete_status="COMPLETED")
    elif wish.threeds and dice.random() < 0.12:
        walk.clerk.bank_does("challenge", "init", times=1, flow=dice.choice(FLOWS))
    if walk.scene.gateway in TYPED and dice.random() < 0.2:
        wish = wish._replace(store=True)
    return _begins(walk, verb(walk.clerk.desk, wish, walk.a_card()))


def tries_again(walk: Walk) -> str:
    """What never left is sent once more, under the same key."""
    hold = walk.any_hold()
    if hold is None or hold.account != walk.scene.gateway:
        return "nothing"
    clerk = walk.clerk
    if hold.entry == "hosted":
        wish = clerk.a_wish("5.000,00", stay=clerk.held_stay(hold.id).stay, again=hold.id, entry="hosted")
        return walk.run(place_hold(clerk.desk, wish, None))
    verb: Verb = {"sale": take_sale, "hold": place_hold, "deposit": charge_deposit}[hold.purpose]
    wish = clerk.a_wish(
        "5.000,00",
        threeds=walk.scene.charges,
        stay=clerk.held_stay(hold.id).stay,
        again=hold.id,
        reason=walk.dice.choice(("", "agreed")),
    )
    return walk.run(verb(clerk.desk, wish, walk.a_card()))


def page_returns(walk: Walk) -> str:
    """The guest is through, with the code, without it, or with a card that does not work."""
    if not walk.pages:
        return places(walk)
    return _guest_is_back(walk, walk.pages.pop(walk.dice.randrange(len(walk.pages))))


def _begins(walk: Walk, verb: Coroutine[object, object, Outcome]) -> str:
    """Where a page opens, the guest is often through with it before anything else happens."""
    open_before = len(walk.pages)
    told = walk.run(verb)
    if len(walk.pages) > open_before and walk.dice.random() < 0.45:
        return f"{told}, then {_guest_is_back(walk, walk.pages.pop())}"
    return told


def _guest_is_back(walk: Walk, page: ChallengePage) -> str:
    dice, clerk = walk.dice, walk.clerk
    code = dice.choice((*["123456"] * 6, "999999", ""))
    card = dice.choice(TYPED[walk.scene.gateway]) if page.url else ""
    fields = clerk.guest_types(code, page, card=card)
    if fields is not None and dice.random() < 0.05:
        fields = {}
    if not page.url and dice.random() < 0.2:
        walk.pages.append(page)  # it will return once more
    end = PageEnd("returned", fields) if fields is not None else PageEnd("failed")
    return f"{code} {card[-4:]} " + walk.run(finish_challenge(clerk.desk, page.hold_id, end))


def page_ends(walk: Walk) -> str:
    if not walk.pages:
        return "no page"
    page = walk.pages.pop(walk.dice.randrange(len(walk.pages)))
    typed = walk.dice.random() < 0.5 and walk.clerk.guest_types("123456", page) is not None
    how = walk.dice.choice(ENDS)
    return f"{how} typed {typed} " + walk.run(finish_challenge(walk.clerk.desk, page.hold_id, PageEnd(how)))


def captures(walk: Walk) -> str:
    hold = walk.any_hold("held")
    if hold is None or (walk.scene.charges and walk.dice.random() < 0.8):
        return places(walk)
    return walk.run(capture_hold(walk.clerk.desk, hold.id, walk.some_money(hold.money)))


def releases(walk: Walk) -> str:
    hold = walk.any_hold("held")
    if hold is None or (walk.scene.charges and walk.dice.random() < 0.8):
        return page_returns(walk)
    return walk.run(release_hold(walk.clerk.desk, hold.id))


def refunds(walk: Walk) -> str:
    """Of a capture, a sale or a deposit; mostly the whole of it."""
    hold = walk.any_hold("captured", "charged")
    if hold is None:
        return sells(walk)
    amount = walk.some_money(hold.refundable) if walk.dice.random() < 0.6 else hold.refundable
    return walk.run(refund_capture(walk.clerk.desk, hold.id, amount))


def keeps(walk: Walk) -> str:
    hold = walk.any_hold("charged")
    return "nothing" if hold is None else walk.run(keep_deposit(walk.clerk.desk, hold.id))


def keeps_part(walk: Walk) -> str:
    """A sale of a part of a deposit; a card that says no may be tried again."""
    hold = walk.any_hold("charged")
    if hold is None or not walk.scene.charges:
        return "nothing"
    wish = walk.clerk.a_wish("1.200,00")._replace(reason=walk.dice.choice(("", "the guest agrees")))
    return _begins(walk, keep_part(walk.clerk.desk, hold.id, wish, walk.a_card()))


def finishes_part(walk: Walk) -> str:
    """What a part was kept of is returned."""
    for hold in walk.clerk.all_holds():
        kept = kept_part(walk.clerk.desk, hold) if hold.purpose == "deposit" else None
        if kept is not None and kept.step == "return":
            return walk.run(refund_capture(walk.clerk.desk, hold.id, hold.refundable))
    return "nothing"


def asks(walk: Walk) -> str:
    hold = walk.any_hold()
    return "nothing" if hold is None else walk.run(ask_bank(walk.clerk.desk, hold.id))


def clicks_go_on(walk: Walk) -> str:
    if not walk.flights:
        return "none"
    flight = walk.dice.choice(walk.flights)
    flight.goes_on(walk.dice.randrange(1, 5))
    if not flight.is_over:
        return "goes on"
    walk.flights.remove(flight)
    return walk.landed(flight)


def least(most: Money) -> Money:
    """A part of it that leaves something."""
    return Money(max(1, most.minor // 3), most.code)
