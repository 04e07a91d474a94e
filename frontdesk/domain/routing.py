"""Which account a card should go to, and why. Pure and deterministic: equal accounts keep the order of the list."""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from frontdesk.domain.abilities import HOME_CURRENCY, Abilities
from frontdesk.domain.capture_range import margin_of
from frontdesk.domain.gateway import NO_FACTS, CardFacts
from frontdesk.domain.told import Cost


class Wanted(NamedTuple):
    """What the card is to be used for. `purpose` hold: a deposit, blocked where that can be and else charged; sale:
    taken for a bill. `facts` as far as the card is known yet."""

    currency: str
    purpose: Literal["hold", "sale"] = "hold"
    facts: CardFacts = NO_FACTS
    entry: Literal["card", "stored", "hosted"] = "card"
    store: bool = False


class Candidate(NamedTuple):
    """An account that the house has; `cost` where its gateway told one for this very charge. `is_reached` is False
    where its last call did not get through."""

    account: str
    abilities: Abilities
    cost: Cost | None = None
    is_reached: bool = True


class Proposal(NamedTuple):
    """`way` is what would be done with a deposit there, "" where nothing can be. `reason` is the code of one sentence:
    why it is the first, why it comes later, or why it cannot be used."""

    account: str
    is_usable: bool
    way: Literal["hold", "charge", ""]
    reason: str


class _Measure(NamedTuple):
    """One thing that tells two accounts apart: less is better. `good` is said of the first of them, `poor` of the
    other."""

    of: Callable[[Candidate, Wanted], int]
    good: str
    poor: str


def propose(candidates: Sequence[Candidate], wanted: Wanted) -> tuple[Proposal, ...]:
    """Every account, the best first: those that can be reached, holds before charges (a bank's POS, not e-money), then
    the account of that very currency, 3DS, a known margin, part refunds, and what it costs."""
    usable = [one for one in candidates if not _problem(one.abilities, wanted)]
    ranked = sorted(usable, key=lambda one: tuple(measure.of(one, wanted) for measure in _MEASURES))
    proposals = [_ranked(one, ranked, wanted) for one in ranked]
    refused = [(one.account, _problem(one.abilities, wanted)) for one in candidates]
    return (*proposals, *(Proposal(account, False, "", problem) for account, problem in refused if problem))


def card_hints(facts: CardFacts, *, charges: bool) -> tuple[str, ...]:
    """What the card's kind means for a charge, and its country for any deposit, as codes of one sentence each."""
    about_kind = "hint_debit_charge" if charges and facts.kind in {"debit", "prepaid"} else ""
    return tuple(filter(None, (about_kind, "hint_foreign" if facts.domestic is False else "")))


def _problem(can: Abilities, wanted: Wanted) -> str:
    """Why an account cannot be used, before anything is sent; "" where it can."""
    foreign = wanted.currency != HOME_CURRENCY and wanted.facts.domestic is True
    typed = wanted.entry != "hosted"  # the gateway's own page asks for what it needs
    problems = (
        (foreign, "foreign_currency_domestic_card"),
        (wanted.currency not in can.currencies, "currency_not_here"),
        (wanted.entry == "hosted" and not can.hosted, "no_hosted_here"),
        ((wanted.entry == "stored" or wanted.store) and not can.stored_cards, "no_stored_cards_here"),
        (typed and wanted.facts.kind == "debit" and not can.threeds, "debit_needs_threeds"),
    )
    return next((problem for is_so, problem in problems if is_so), "")


def _ranked(one: Candidate, ranked: Sequence[Candidate], wanted: Wanted) -> Proposal:
    way: Literal["hold", "charge"] = "hold" if wanted.purpose == "hold" and one.abilities.holds else "charge"
    if len(ranked) == 1:
        alone = "charges_only" if wanted.purpose == "hold" and way == "charge" else "only_one"
        return Proposal(one.account, True, way, alone)
    first = ranked[0]
    if one is first:
        return Proposal(one.account, True, way, _difference(first, ranked[1], wanted, good=True))
    return Proposal(one.account, True, way, _difference(first, one, wanted, good=False))


def _difference(first: Candidate, other: Candidate, wanted: Wanted, *, good: bool) -> str:
    """The first measure by which the two differ, told of the better one or of the other."""
    for measure in _MEASURES:
        if measure.of(first, wanted) != measure.of(other, wanted):
            return measure.good if good else measure.poor
    return "first_listed" if good else "as_good"


def _not_reached(one: Candidate, _wanted: Wanted) -> int:
    return int(not one.is_reached)


def _charges(one: Candidate, wanted: Wanted) -> int:
    return int(wanted.purpose == "hold" and not one.abilities.holds)


def _other_currencies(one: Candidate, wanted: Wanted) -> int:
    """An account for one foreign currency is meant for it. Lira is everywhere at home."""
    return int(wanted.currency != HOME_CURRENCY and len(one.abilities.currencies) > 1)


def _no_threeds(one: Candidate, wanted: Wanted) -> int:
    return int(wanted.entry != "hosted" and not one.abilities.threeds)


def _no_margin(one: Candidate, wanted: Wanted) -> int:
    """Only a hold has one; where the bank is not known yet the account's own counts."""
    return int(wanted.purpose == "hold" and margin_of(one.abilities, wanted.facts.bank).up == 0)


def _returns_whole(one: Candidate, _wanted: Wanted) -> int:
    return int(not one.abilities.refund_part)


def _cost(one: Candidate, _wanted: Wanted) -> int:
    """Minor units; an account whose cost is not known comes after all whose cost is."""
    return one.cost.cost.minor if one.cost is not None else _DEAREST


_DEAREST = 10**18
_MEASURES = (
    _Measure(_not_reached, "reached", "not_reached"),
    _Measure(_charges, "holds", "charges_only"),
    _Measure(_other_currencies, "own_currency", "other_currencies"),
    _Measure(_no_threeds, "threeds", "no_threeds"),
    _Measure(_no_margin, "margin_known", "margin_unknown"),
    _Measure(_returns_whole, "returns_part", "returns_whole"),
    _Measure(_cost, "costs_less", "costs_more"),
)
