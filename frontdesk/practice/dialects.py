"""Every practice gateway there is. Adding one is its folder and its line here."""

from frontdesk.practice import ahlpay, iyzico, oderopay, oduyo
from frontdesk.practice.bank import Bank
from frontdesk.practice.ground import Dialect, Ground

DIALECTS: tuple[Dialect, ...] = (
    iyzico.DIALECT,
    oderopay.DIALECT,
    ahlpay.DIALECT,
    oduyo.DIALECT,
)


def new_ground(bank: Bank | None = None) -> Ground:
    """A practice ground with every gateway, without sockets."""
    return Ground(DIALECTS, bank)
