"""The form of the hosted payment page, filled in."""

from html import escape
from typing import NamedTuple

from frontdesk.practice.challenge_pages import money_text
from frontdesk.practice.ground import Ground
from frontdesk.practice.oderopay.hosted import basket_of
from frontdesk.practice.oderopay.vault import HostedPage, StoredCard
from frontdesk.practice.oderopay.ways import ways_of
from frontdesk.practice.templates import fill


class Message(NamedTuple):
    """Why the guest is back on the form; empty on the first visit. `code` is the error group or validation code."""

    words: str = ""
    code: str = ""


NO_MESSAGE = Message()


def shown_form(
    ground: Ground,
    page: HostedPage,
    cards: list[StoredCard],
    message: Message,
    typed: dict[str, str],
    action: str,
) -> str:
    """The page. Of what the guest typed before, name and expiry come back, number and security code never do."""
    basket = basket_of(page)
    left = max(0, int(page.expires - ground.bank.now()))
    return fill(
        "oderopay_hosted",
        raw={"cards": _choices(cards), "ticked": "checked" if _ticked(ground, typed) else ""},
        merchant=ground.switches.merchant,
        what=", ".join(name or item for item, name, _ in basket.items if name or item),
        amount=money_text(basket.paid, basket.currency),
        hold="shown" if basket.hold else "hidden",
        chosen="shown" if cards else "hidden",
        action=action,
        frame="bare" if action.endswith("=True") else "whole",
        tone="bad" if message.words else "hidden",
        words=message.words,
        code=message.code,
        holder=typed.get("holder", ""),
        month=typed.get("month", ""),
        year=typed.get("year", ""),
        left=f"{left // 60}:{left % 60:02d}",
        seconds=str(left),
    )


def _ticked(ground: Ground, typed: dict[str, str]) -> bool:
    return "threeds" in typed if typed else ways_of(ground).hosted_threeds


def _choices(cards: list[StoredCard]) -> str:
    """One choice for each of the guest's stored cards."""
    return "\n".join(
        f'<option value="{escape(one.token)}">{escape(one.alias or one.card.family)} · '
        f"{escape(one.card.masked)} · {one.month}/{one.year}</option>"
        for one in cards
    )
