"""What a new deposit may choose from: accounts with the reason for each, currencies, the ways a card may come, the
cards of this guest. What cannot be is greyed and says why."""

from collections.abc import Callable, Sequence
from datetime import date

from frontdesk.domain.abilities import HOME_CURRENCY, Abilities
from frontdesk.domain.bank_name import short_bank_name
from frontdesk.domain.guest_card import GuestCard, is_expired
from frontdesk.domain.routing import Proposal, Wanted
from frontdesk.ui import showing
from frontdesk.ui.ability_words import routing_reason
from frontdesk.ui.widgets.account_choice import Offer
from frontdesk.ui.widgets.card_edit import SCHEME_NAMES
from frontdesk.ui.widgets.kept_cards import KeptRow
from frontdesk.ui.widgets.reasoned_choice import Option
from frontdesk.ui.words import tr
from frontdesk.usecases.desk import Desk


def accounts(desk: Desk, proposals: Sequence[Proposal]) -> tuple[Offer, ...]:
    """Every account as it is proposed, with what it can do."""
    return tuple(
        Offer(
            one.account,
            desk.accounts[one.account].title,
            desk.accounts[one.account].gateway.abilities,
            routing_reason(one.reason),
            one.is_usable,
        )
        for one in proposals
    )


def currencies(desk: Desk) -> tuple[str, ...]:
    """What some account takes, the house's own first."""
    taken = [code for account in desk.accounts.values() for code in account.gateway.abilities.currencies]
    return tuple(dict.fromkeys((desk.house.currency, *taken)))


def forbidden(wanted: Wanted) -> str:
    """Why this card cannot be charged in this currency, "" where it can or where nobody knows yet."""
    foreign = wanted.facts.domestic is True and wanted.currency != HOME_CURRENCY
    return routing_reason("foreign_currency_domestic_card") if foreign else ""


def ways(can: Abilities | None, kept: int) -> tuple[tuple[Option, ...], str]:
    """Every way a card may come, and a hint where this guest has a card that is kept; `kept` counts those."""
    stored = can is not None and can.stored_cards
    hosted = can is not None and can.hosted
    count = tr("new_hold.way_stored_count", count=kept)
    none_kept = tr("new_hold.way_stored_none" if stored else "new_hold.way_stored_not_here")
    here = tr("new_hold.way_hosted_here" if hosted else "new_hold.way_hosted_not_here")
    return (
        Option("card", tr("new_hold.way_card"), tr("new_hold.way_card_here")),
        Option("stored", tr("new_hold.way_stored"), count if kept else none_kept, kept > 0),
        Option("hosted", tr("new_hold.way_hosted"), here, hosted),
        Option("terminal", tr("new_hold.way_terminal"), tr("new_hold.way_terminal_here")),
    ), count if kept else ""


def kept_rows(cards: Sequence[GuestCard], day_of: Callable[[int], date], today: date) -> tuple[KeptRow, ...]:
    """The cards as they are shown; one that is past its date cannot be chosen."""
    return tuple(_row(one, day_of(one.kept.created_at), today) for one in cards)


def _row(one: GuestCard, kept_on: date, today: date) -> KeptRow:
    card = one.card
    expired = is_expired(card, today.isoformat())
    year, _, month = card.expires.partition("-")
    name = f"{SCHEME_NAMES.get(card.scheme, tr('states.scheme_'))} •••• {card.last4}"
    whose = [one.stay.guest, tr("card.kept_on", day=showing.day(kept_on.isoformat()))]
    if card.expires:
        said = "card.kept_expired" if expired else "card.kept_expires"
        whose.insert(0, tr(said, expires=f"{month}/{year[2:]}"))
    bank = short_bank_name(card.bank)
    return KeptRow(one.kept.id, " · ".join(part for part in (name, bank) if part), " · ".join(whose), not expired)
