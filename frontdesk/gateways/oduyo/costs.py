"""What get_installments tells: counts, totals and POSes by card family, and what a charge costs the house (notes §10,
A14)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from frontdesk.domain.gateway import CardFacts, Refused, WireResponse
from frontdesk.domain.money import Money
from frontdesk.domain.told import Cost, Rows
from frontdesk.gateways.answers import BadAnswerError, Fields, Json, amount, must, number
from frontdesk.gateways.oduyo.profile import OduyoProfile
from frontdesk.gateways.oduyo.read import shown
from frontdesk.gateways.oduyo.refusals import envelope

_YES_NO = {"1": "yes", "2": "no"}


class Option(NamedTuple):
    """One number of instalments of one card family at one POS. Sums and `rate` (percent) are None where not told."""

    family: str
    number: int
    each: Money | None
    total: Money | None
    rate: Decimal | None
    pos: str
    bank: str
    force3ds: str


def options(response: WireResponse, code: str) -> tuple[Option, ...] | Refused:
    """Every option of the answer: `data` is one object or a list of one for each POS, and the counts of a family are an
    object by count or a list (§10)."""
    fields = envelope(response, "ask")
    if isinstance(fields, Refused):
        return fields
    data = fields.get("data")
    places = data if isinstance(data, list) else [data]
    return tuple(option for place in places for option in _options_of(_object(place), code))


def _options_of(place: Fields, code: str) -> Iterator[Option]:
    families = place.get("installments")
    if families is None or families == []:
        # An empty array of PHP is a list.
        return
    for family, counts in _object(families).items():
        entries = counts if isinstance(counts, list) else list(_object(counts).values())
        for entry in map(_object, entries):
            count = number(entry, "installment_no")
            must(count is not None and count == int(count) and 0 < count < 100, "answer_unreadable")
            yield Option(
                family=family[:40] if family.isprintable() else "",
                number=int(count or 0),
                each=amount(entry, "installment_price", code),
                total=amount(entry, "total_price", code),
                rate=number(entry, "commission_rate"),
                pos=shown(entry, "pos_alias") or shown(place, "pos_alias"),
                bank=shown(place, "bank_name"),
                force3ds=_YES_NO.get(shown(place, "force_3ds"), ""),
            )


def _object(value: Json) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise BadAnswerError("answer_unreadable")
    return value


def estimated(response: WireResponse, money: Money, profile: OduyoProfile) -> Cost | Refused:
    """What a single charge of `money` costs: on the account's POS and family where they are set, else the cheapest, as
    the site chooses (§11). The difference to the total where there is one, else the rate."""
    found = options(response, money.code)
    if isinstance(found, Refused):
        return found
    costs = [
        (cost.minor, option, cost)
        for option in found
        if option.number == 1 and _is_ours(option, profile) and (cost := _cost(option, money)) is not None
    ]
    if not costs:
        raise BadAnswerError("gateway_unclear")
    _, option, cost = min(costs, key=lambda one: one[0])
    hundredths = (cost.minor * 20_000 + money.minor) // (2 * money.minor)
    return Cost(f"{hundredths // 100}.{hundredths % 100:02d}", cost, option.pos, option.family)


def _is_ours(option: Option, profile: OduyoProfile) -> bool:
    return profile.pos_alias in {"", option.pos} and profile.card_brand.lower() in {"", option.family.lower()}


def _cost(option: Option, money: Money) -> Money | None:
    """None where it is not told. A total that equals the price, as in the notes' own example (§10), only says that the
    guest pays no commission: what the house pays is not nothing for that."""
    if option.total is not None and option.total > money:
        return option.total - money
    if option.rate is not None and 0 <= option.rate < 100:
        return Money(int((money.minor * option.rate).scaleb(-2).to_integral_value()), money.code)
    return None


def facts(response: WireResponse, digits: str, code: str) -> CardFacts | Refused:
    """What the answer tells of a card: family and bank where all options agree; kind and country are not told."""
    found = options(response, code)
    if isinstance(found, Refused):
        return found
    families, banks = {option.family for option in found}, {option.bank for option in found}
    return CardFacts(
        bin=digits,
        bank=min(banks) if len(banks) == 1 else "",
        family=min(families) if len(families) == 1 else "",
    )


def rows(response: WireResponse, code: str) -> Rows | Refused:
    """One row for each option, sums in major units."""
    found = options(response, code)
    if isinstance(found, Refused):
        return found
    return tuple(_row(option, code) for option in found)


def _row(option: Option, code: str) -> dict[str, str]:
    told = {
        "family": option.family,
        "count": str(option.number),
        "each": option.each.plain() if option.each is not None else "",
        "total": option.total.plain() if option.total is not None else "",
        "rate": f"{option.rate:f}" if option.rate is not None else "",
        "currency": code,
        "pos": option.pos,
        "bank": option.bank,
        "force3ds": option.force3ds,
    }
    return {name: value for name, value in told.items() if value}
