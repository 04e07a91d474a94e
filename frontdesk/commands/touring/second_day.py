"""The second day, a Saturday morning: the other gateways, every way in which a card may come, and the lists."""

from frontdesk.commands.touring import ahl_pay, card_ways, lists, oduyo, samples, terminal_slip, webhook
from frontdesk.commands.touring.clock import MINUTE
from frontdesk.commands.touring.guide import Guide

# From the Friday afternoon to half past nine.
UNTIL_SATURDAY_H = 19.2
BETWEEN_S = 23 * MINUTE


async def walk(guide: Guide) -> None:
    """All of it in the main language; the evening in the other one follows in its own chapter."""
    await guide.time_is(samples.moment(-UNTIL_SATURDAY_H))
    await ahl_pay.walk(guide)
    for part in (oduyo, card_ways, webhook, terminal_slip, lists):
        await guide.time_passes(BETWEEN_S)
        await part.walk(guide)
