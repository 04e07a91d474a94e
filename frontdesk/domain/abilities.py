"""What one account can do. The desk is drawn from it: an ability that is missing is said beforehand, never discovered
by a refusal."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

# What a provider's menu offers beside the money verbs; asked through Gateway.consult, shown and never acted upon.
Service = Literal[
    "bin",
    "bin_list",
    "instalments",
    "commission",
    "commission_rates",
    "campaign",
    "sellers",
    "merchant_banks",
    "pos_banks",
    "transactions",
    "returns",
    "threeds_redirect",
    "threeds_async",
    "threeds_hashed",
    "threeds_pay",
    "link",
    "created_links",
    "frame",
    "system_data",
]
SERVICES: tuple[Service, ...] = get_args(Service)
# here: can be asked · used: part of a money verb, not asked by itself · sale_only: takes money at once, so it is never
# offered as a hold · not_known: its wire form stands in no note.
ServiceState = Literal["here", "used", "sale_only", "not_known"]
NO_SERVICES: Mapping[Service, ServiceState] = MappingProxyType({})
# What a question of the menu is asked with: `bin` first digits, `amount` with its currency, `days` from and to; with a
# question mark what may be left out. Services that need nothing are not named.
NEEDS: Mapping[Service, tuple[str, ...]] = MappingProxyType(
    {
        "bin": ("bin",),
        "instalments": ("amount", "bin?"),
        "commission": ("bin", "amount"),
        "transactions": ("days",),
        "returns": ("days",),
    }
)


# What a card issued in Turkey pays in.
HOME_CURRENCY = "TRY"


class Margin(NamedTuple):
    """How far from the hold a capture may go, in basis points of the hold. `down` None: how far below is not known."""

    up: int = 0
    down: int | None = None


NO_MARGIN = Margin()
NO_MARGINS: Mapping[str, Margin] = MappingProxyType({})


class Abilities(NamedTuple):
    """`buyer_fields` are Buyer fields without which the gateway refuses. `refund_part`: a part of a capture can be
    given back. `limit` is the outer limit of one call in seconds.

    `completes`: a bank page's return must be completed before anything is held (two-step POS). `refund_by`: the ways
    to give captured money back, of which the desk chooses by the Istanbul day; one way where the gateway chooses
    itself. `margin` holds where the card's bank is not in `bank_margins` (by the bank's short name).
    `hold_instalments`: the counts above one that a hold may be split into; empty where none. `lists_captures`: the
    list of a day has a line for every capture. `session`: a login comes before everything else. `costs`: the commission
    can be estimated before a sale. `finds_by`: what a payment is found by when its answer was lost. `cancel_window`:
    until when captured money is cancelled instead of refunded.
    """

    holds: bool
    threeds: bool
    plain: bool
    completes: bool
    partial_capture: bool
    refund_part: bool
    exact_only: bool
    currencies: tuple[str, ...]
    buyer_fields: frozenset[str]
    limit: int
    margin: Margin = NO_MARGIN
    bank_margins: Mapping[str, Margin] = NO_MARGINS
    refund_by: tuple[Literal["cancel", "refund"], ...] = ("refund",)
    hold_instalments: tuple[int, ...] = ()
    stored_cards: bool = False
    hosted: bool = False
    day_list: bool = False
    lists_captures: bool = False
    webhook: bool = False
    session: bool = False
    costs: bool = False
    finds_by: Literal["key_or_id", "key", "id"] = "key_or_id"
    cancel_window: Literal["gateway_decides", "same_day"] = "same_day"
    services: Mapping[Service, ServiceState] = NO_SERVICES

    def service(self, name: Service) -> ServiceState:
        return self.services.get(name, "not_known")


# What an account can or cannot do, in the order in which a screen tells it.
ABILITIES: tuple[str, ...] = (
    "holds",
    "plain",
    "threeds",
    "hosted",
    "stored_cards",
    "hold_instalments",
    "partial_capture",
    "capture_above",
    "refund_part",
    "cancels",
    "foreign_currency",
    "finds_by_key",
    "day_list",
    "webhook",
    "costs",
)


def missing(abilities: Abilities) -> dict[str, str]:
    """What the account cannot do, by ability, with the code of the reason: one sentence each in the words of
    abilities."""
    there = {
        "holds": abilities.holds,
        "plain": abilities.plain,
        "threeds": abilities.threeds,
        "hosted": abilities.hosted,
        "stored_cards": abilities.stored_cards,
        "hold_instalments": abilities.holds and bool(abilities.hold_instalments),
        "partial_capture": abilities.holds and abilities.partial_capture and not abilities.exact_only,
        "capture_above": abilities.holds and _goes_above(abilities),
        "refund_part": abilities.refund_part,
        "cancels": "cancel" in abilities.refund_by or abilities.cancel_window == "gateway_decides",
        "foreign_currency": any(code != HOME_CURRENCY for code in abilities.currencies),
        "finds_by_key": abilities.finds_by != "id",
        "day_list": abilities.day_list,
        "webhook": abilities.webhook,
        "costs": abilities.costs,
    }
    needs_hold = {"hold_instalments", "partial_capture", "capture_above"}
    return {
        name: "no_holds_no_capture" if name in needs_hold and not abilities.holds else f"no_{name}"
        for name in ABILITIES
        if not there[name]
    }


def _goes_above(abilities: Abilities) -> bool:
    """Whether more than the hold may be captured anywhere."""
    margins = (abilities.margin, *abilities.bank_margins.values())
    return not abilities.exact_only and any(margin.up > 0 for margin in margins)
