"""Verb: what the gateway knows of a card by its first digits. A hint while typing: no answer is no complaint."""

from frontdesk.domain.card import LOOKED_UP
from frontdesk.domain.gateway import CardFacts
from frontdesk.usecases.desk import Desk


async def look_up_card(desk: Desk, account: str, first_digits: str) -> CardFacts | None:
    """Only the first eight digits ever leave for this."""
    if account not in desk.accounts or len(first_digits) < 6:
        return None
    answer = await desk.run(account, desk.accounts[account].gateway.look_up_bin(first_digits[:LOOKED_UP]))
    return answer if isinstance(answer, CardFacts) else None
