"""Verb: list the cards that gateways keep: as the ledger knows them, offline, and as a gateway tells."""

from typing import Literal, NamedTuple

from frontdesk.domain.gateway import NotSent, Refused, Unknown
from frontdesk.domain.guest_card import GuestCard
from frontdesk.domain.hold import Stay
from frontdesk.domain.stored_card import StoredCard
from frontdesk.usecases.desk import Desk


class ComparedCard(NamedTuple):
    """both: ledger and gateway know it · only_ledger: the gateway does not keep it (any more) · only_gateway: kept
    under one of our users without the ledger knowing; `known` is then None. `user_of` is a card of the same user, which
    says whose it is."""

    where: Literal["both", "only_ledger", "only_gateway"]
    card: StoredCard
    known: GuestCard | None
    user_of: GuestCard | None


class GatewayCards(NamedTuple):
    """`problem` says why not everything could be asked, "" where it was; `cards` is what was told nevertheless."""

    cards: tuple[ComparedCard, ...] = ()
    problem: str = ""
    code: str = ""


def offered_cards(desk: Desk, stay: Stay, account: str) -> tuple[GuestCard, ...]:
    """What may be offered for a hold of this stay: kept in the same stay, or in one that was entered again (the guest's
    name with the same reference, or with the same place and arrival). A name alone is never enough: another guest's
    card would be charged."""
    return desk.ledger.cards_to_offer(stay, account)


def kept_cards(desk: Desk, account: str = "") -> tuple[GuestCard, ...]:
    """Every card that is kept and was not forgotten, at one account or at all, the newest first."""
    return desk.ledger.cards_kept(account)


async def cards_at_gateway(desk: Desk, account: str) -> GatewayCards:
    """What the gateway keeps for each of its users that ever had a card of ours, beside what the ledger knows."""
    known = desk.accounts.get(account)
    if known is None:
        return GatewayCards(problem="unknown_account")
    if not known.gateway.abilities.stored_cards:
        return GatewayCards(problem="no_stored_cards_here")
    cards: tuple[ComparedCard, ...] = ()
    first = GatewayCards()
    for user in desk.ledger.card_users(account):
        told = await desk.run(account, known.gateway.list_cards(user))
        if isinstance(told, tuple):
            # Read after the answer: meanwhile a card may have been forgotten or kept.
            cards += _compared(told, [one for one in kept_cards(desk, account) if one.card.user == user])
        elif not first.problem:
            first = _unanswered(told)
        if isinstance(told, NotSent):
            break
    return first._replace(cards=cards)


def _compared(told: tuple[StoredCard, ...], ours: list[GuestCard]) -> tuple[ComparedCard, ...]:
    by_token = {one.card.token: one for one in ours}
    user_of = ours[0] if ours else None
    rows = []
    for card in told:
        known = by_token.pop(card.token, None)
        rows.append(ComparedCard("both" if known else "only_gateway", card, known, known or user_of))
    return (*rows, *(ComparedCard("only_ledger", one.card, one, one) for one in by_token.values()))


def _unanswered(told: NotSent | Refused | Unknown) -> GatewayCards:
    if isinstance(told, Unknown):
        return GatewayCards(problem="bank_not_reached", code=told.code)
    return GatewayCards(problem=told.problem, code=told.code if isinstance(told, Refused) else "")
