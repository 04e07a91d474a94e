"""What is asked of the site beside the money verbs (notes §10): costs, cards, days, POSes. Nothing here moves money."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from frontdesk.domain.abilities import Service, ServiceState
from frontdesk.domain.gateway import (
    BinConversation,
    CostConversation,
    DayConversation,
    NotHere,
    Refused,
    RowsConversation,
    Unknown,
)
from frontdesk.domain.money import Money
from frontdesk.gateways.answers import read
from frontdesk.gateways.oduyo import build, costs, lists
from frontdesk.gateways.oduyo.door import Door
from frontdesk.gateways.oduyo.profile import OduyoProfile
from frontdesk.gateways.rows import asked_days, asked_digits, asked_sum, card_rows

# The commission is estimated with every charge; the rates of a POS stand beside its secrets in one column, which is
# never asked for (§10). A payment link is a sale at once, and never a deposit (§10).
SERVICES: Mapping[Service, ServiceState] = MappingProxyType(
    {
        "bin": "here",
        "instalments": "here",
        "commission": "used",
        "transactions": "here",
        "returns": "here",
        "pos_banks": "here",
        "threeds_redirect": "used",
        "link": "sale_only",
    }
)
_INSTALMENTS = "/gateway/get_installments"
# A price is required even where only the card is asked about: one lira.
_ANY_SUM = Money(100, "TRY")


def bin_facts(door: Door, digits: str, profile: OduyoProfile) -> BinConversation:
    wanted = asked_digits({"bin": digits}, profile.bin_digits)
    if not wanted:
        raise ValueError("a BIN is six digits or more")
    return _bin_facts(door, wanted, profile)


def _bin_facts(door: Door, digits: str, profile: OduyoProfile) -> BinConversation:
    response = yield from door.call(_INSTALMENTS, build.instalments(_ANY_SUM, digits, profile))
    return response if isinstance(response, Refused) else read(costs.facts, response, digits, _ANY_SUM.code)


def estimate(door: Door, money: Money, digits: str, profile: OduyoProfile) -> CostConversation:
    if money.minor <= 0:
        raise ValueError("there is nothing to charge")
    wanted = asked_digits({"bin": digits}, profile.bin_digits)
    return _estimate(door, money, build.instalments(money, wanted, profile), profile)


def _estimate(door: Door, money: Money, body: bytes, profile: OduyoProfile) -> CostConversation:
    response = yield from door.call(_INSTALMENTS, body)
    return response if isinstance(response, Refused) else read(costs.estimated, response, money, profile)


def day(door: Door, wanted: str, profile: OduyoProfile) -> DayConversation:
    payments = yield from door.rows(lists.of_days(lists.PAYMENTS, wanted, wanted))
    if isinstance(payments, Refused | Unknown):
        return payments
    returns = yield from door.rows(lists.of_days(lists.RETURNS, wanted, wanted))
    if isinstance(returns, Refused | Unknown):
        return returns
    return (
        *(lists.payment_line(row, profile) for row in payments),
        *(lists.return_line(row, profile) for row in returns),
    )


def consult(door: Door, service: Service, asked: Mapping[str, str], profile: OduyoProfile) -> RowsConversation:
    """Raises NotHere for what is not "here", ValueError where something it needs is missing."""
    known: dict[Service, Callable[[], RowsConversation]] = {
        "bin": lambda: card_rows(bin_facts(door, asked.get("bin", ""), profile)),
        "instalments": lambda: _instalments(door, asked_sum(asked), asked, profile),
        "transactions": lambda: _payments(door, lists.PAYMENTS, asked_days(asked)),
        "returns": lambda: _payments(door, lists.RETURNS, asked_days(asked)),
        "pos_banks": lambda: _poses(door),
    }
    if service not in known:
        raise NotHere(service)
    return known[service]()


def _instalments(door: Door, money: Money, asked: Mapping[str, str], profile: OduyoProfile) -> RowsConversation:
    return _told_instalments(door, money, build.instalments(money, asked_digits(asked, profile.bin_digits), profile))


def _told_instalments(door: Door, money: Money, body: bytes) -> RowsConversation:
    response = yield from door.call(_INSTALMENTS, body)
    return response if isinstance(response, Refused) else read(costs.rows, response, money.code)


def _payments(door: Door, target: str, days: tuple[str, ...]) -> RowsConversation:
    rows = yield from door.rows(lists.of_days(target, days[0], days[-1]))
    return rows if isinstance(rows, Refused | Unknown) else tuple(map(lists.payment_row, rows))


def _poses(door: Door) -> RowsConversation:
    rows = yield from door.rows(lists.Query(lists.POSES, lists.POS_COLUMNS))
    return rows if isinstance(rows, Refused | Unknown) else lists.pos_rows(rows)
