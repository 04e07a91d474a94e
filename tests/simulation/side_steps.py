"""Steps beside the typed card: the gateway's own page, kept cards, the merchant's panel, a bank's terminal, notices."""

from typing import cast

from frontdesk.domain.money import Money
from frontdesk.domain.terminal import TERMINAL
from frontdesk.usecases.close_terminal_hold import capture_by_hand, confirm_by_hand, refund_by_hand, release_by_hand
from frontdesk.usecases.confirm_panel_refund import confirm_panel_refund
from frontdesk.usecases.forget_card import Forgotten, forget_card
from frontdesk.usecases.list_cards import kept_cards
from frontdesk.usecases.place_hold import place_hold
from frontdesk.usecases.record_terminal_hold import TerminalWish, record_terminal_hold
from tests.kit.clock import Waiting
from tests.simulation.money_steps import a_wish, least, places
from tests.simulation.scenes import TYPED
from tests.simulation.walk import Walk


def opens_card_page(walk: Walk) -> str:
    if walk.scene.gateway not in TYPED:
        return places(walk)
    wish = a_wish(walk)._replace(entry="hosted", threeds=False)
    return walk.run(place_hold(walk.clerk.desk, wish, None))


def uses_kept_card(walk: Walk) -> str:
    """A guest's next hold, on the card that is kept since the last."""
    kept = kept_cards(walk.clerk.desk, walk.scene.gateway)
    if not kept:
        return places(walk)
    chosen = walk.dice.choice(kept)
    wish = a_wish(walk)._replace(
        stay=chosen.stay, entry="stored", card_user=chosen.card.user, reason=walk.dice.choice(("", "agreed"))
    )
    return walk.run(place_hold(walk.clerk.desk, wish, chosen.card))


def forgets_card(walk: Walk) -> str:
    kept = kept_cards(walk.clerk.desk, walk.scene.gateway)
    if not kept:
        return "none"
    card = walk.dice.choice(kept).card
    forgotten = walk.clerk.clock.runs(
        cast("Waiting[Forgotten]", forget_card(walk.clerk.desk, walk.scene.gateway, card))
    )
    return f"{forgotten.result} {forgotten.problem}"


def panel_gives_back(walk: Walk) -> str:
    """Somebody at the merchant's panel gives a part back, and the desk does not know yet."""
    room = walk.clerk
    for payment in room.bank(lambda one: one.order.account == walk.scene.gateway and one.state == "sold"):
        left = payment.taken - payment.given_back
        if walk.scene.charges and left > 2 and not payment.refunds:
            room.panel_gives_back(payment, left // 3)
            return f"{payment.number} {left // 3}"
    return "nothing"


def panel_is_told(walk: Walk) -> str:
    """Staff say what was given back there, or what they only believe."""
    hold = walk.any_hold("charged", "captured", "attention")
    if hold is None or hold.account != walk.scene.gateway or hold.captured < 3:
        return "nothing"
    rows = walk.clerk.ledger.attempts_of(hold.id)
    if any(row.kind == "refund" and row.state == "unknown" for row in rows):
        payment = walk.clerk.payment(hold.id)
        # Beside an open refund of ours the panel's whole figure is stated as it stands there.
        shown = (payment.given_back if payment is not None else 0) - hold.refunded
        return walk.run(confirm_panel_refund(walk.clerk.desk, hold.id, Money(shown, hold.currency)))
    told = walk.clerk.panel.get(hold.key, 0)
    amount = least(hold.refundable) if not told else Money(told, hold.currency)
    return walk.run(confirm_panel_refund(walk.clerk.desk, hold.id, amount))


def writes_terminal_hold(walk: Walk) -> str:
    clerk = walk.clerk
    wish = TerminalWish(clerk.a_stay(), clerk.money("900,00"), f"{walk.dice.randrange(10**6):06d}", reason="agreed")
    return walk.run(record_terminal_hold(clerk.desk, wish))


def settles_terminal_hold(walk: Walk) -> str:
    """Any of the verbs by hand, fitting or not."""
    ours = [hold for hold in walk.clerk.all_holds() if hold.account == TERMINAL]
    if not ours:
        return writes_terminal_hold(walk)
    hold, desk = walk.dice.choice(ours), walk.clerk.desk
    amount = least(hold.money)
    verb = walk.dice.choice(("capture", "release", "refund", "confirm"))
    if verb == "capture":
        return walk.run(capture_by_hand(desk, hold.id, amount, "F-1"))
    if verb == "release":
        return walk.run(release_by_hand(desk, hold.id, "F-2"))
    if verb == "refund":
        return walk.run(refund_by_hand(desk, hold.id, amount, "F-3"))
    return walk.run(confirm_by_hand(desk, hold.id))


def notices_come(walk: Walk) -> str:
    walk.clerk.time_passes(walk.dice.choice((1, 15, 35, 70)))
    count = walk.post.is_delivered(walk.dice)
    if walk.dice.random() < 0.8:
        walk.post.is_read()
    return f"{count}"
