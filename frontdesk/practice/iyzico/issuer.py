"""What the bank that issued a card says to a payment (iyzico notes §14, §17)."""

from frontdesk.practice.bank import Order
from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Ground
from frontdesk.practice.iyzico.cards import decline
from frontdesk.practice.iyzico.errors import Refusal, refused
from frontdesk.practice.iyzico.orders import Ordered
from frontdesk.practice.iyzico.ways import ways


def issuer_refusal(order: Order, fault: Fault) -> Refusal | None:
    """A fault's decline first, then the test card's own script (§17)."""
    if fault.kind == "decline":
        return Refusal(fault.code, fault.group)
    scripted = decline(order.card)
    return Refusal(*scripted) if scripted else None


def without_cvc(ground: Ground, wanted: Ordered) -> Refusal | None:
    """An issuer that takes no stored card without its cvc, where the switch says so (§14)."""
    bare = wanted.presented.stored is not None and not wanted.presented.has_cvc
    return refused("10057") if bare and ways(ground).stored_card_cvc else None
