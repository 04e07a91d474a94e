"""What the provider's menu asks and shows: questions read from named texts, answers as rows of named texts. A sum that
cannot be read is left out; nothing here decides about money."""

from collections.abc import Callable, Mapping

from frontdesk.domain.currencies import CURRENCIES
from frontdesk.domain.gateway import BinConversation, CardFacts, Gateway, Refused, RowsConversation, Unknown
from frontdesk.domain.money import Money
from frontdesk.domain.told import ListedPayment, Rows
from frontdesk.gateways.answers import BadAnswerError, Fields, amount, ident, objects
from frontdesk.gateways.istanbul import days_between

_YES_NO = {True: "yes", False: "no"}


def asked_sum(asked: Mapping[str, str]) -> Money:
    """`amount` in minor units of `currency` (TRY where none is named). Raises ValueError."""
    minor, code = asked.get("amount", ""), asked.get("currency", "") or "TRY"
    if not (minor.isascii() and minor.isdigit() and len(minor) < 18 and int(minor)) or code not in CURRENCIES:
        raise ValueError("an amount of minor units is asked about")
    return Money(int(minor), code)


def asked_digits(asked: Mapping[str, str], most: int, *, needed: bool = False) -> str:
    """The first digits of a card, at most `most`; "" where none are asked about and none `needed`. Raises
    ValueError."""
    digits = asked.get("bin", "")[:most]
    if (digits or needed) and not (digits.isascii() and digits.isdigit() and len(digits) >= 6):
        raise ValueError("a BIN is six digits or more")
    return digits


def asked_days(asked: Mapping[str, str]) -> tuple[str, ...]:
    """Every day from `from` to `to`; `from` alone is one day. Raises ValueError."""
    first = asked.get("from", "")
    return days_between(first, asked.get("to", "") or first)


def shown_sum(fields: Fields, name: str, code: str) -> Money | None:
    """An amount that is shown and compared by people; None when it is missing or cannot be read safely."""
    try:
        return amount(fields, name, code) if code in CURRENCIES else None
    except BadAnswerError:
        return None


def facts_row(facts: CardFacts) -> dict[str, str]:
    """What is known of a card, and nothing of what is not."""
    told = {
        "bin": facts.bin,
        "bank": facts.bank,
        "family": facts.family,
        "scheme": facts.scheme,
        "kind": facts.kind,
        "commercial": "yes" if facts.commercial else "",
        "domestic": "" if facts.domestic is None else _YES_NO[facts.domestic],
    }
    return {name: value for name, value in told.items() if value}


def instalment_rows(entries: tuple[Fields, ...], code: str, facts: Callable[[Fields], CardFacts]) -> Rows:
    """One row for each count of each card family: both dialects write them alike (iyzico notes §13, ÖderoPay notes
    §11). `force3ds`: without 3DS this card is refused."""
    rows = []
    for entry in entries:
        card = facts_row(facts(entry))
        card["force3ds"] = _YES_NO[entry.get("force3ds") in (True, 1)]
        for price in objects(entry, "installmentPrices"):
            row = {**card, "count": ident(price, "installmentNumber")}
            for name, field in (("each", "installmentPrice"), ("total", "totalPrice")):
                money = shown_sum(price, field, code)
                row |= {name: money.plain()} if money is not None else {}
            rows.append(row)
    return tuple(rows)


def listed_row(line: ListedPayment) -> dict[str, str]:
    """One line of a day, its sum in major units, its time in UTC seconds."""
    told = {
        "type": line.kind,
        "id": line.payment_id,
        "key": line.key,
        "amount": line.amount.plain() if line.amount is not None else "",
        "currency": line.amount.code if line.amount is not None else "",
        "status": line.state,
        "at": str(line.at) if line.at else "",
        "last4": line.last4,
        "auth_code": line.auth_code,
    }
    return {name: value for name, value in told.items() if value}


def card_rows(look_up: BinConversation) -> RowsConversation:
    """What a BIN look-up tells, as one row."""
    facts = yield from look_up
    return (facts_row(facts),) if isinstance(facts, CardFacts) else facts


def day_rows(gateway: Gateway, days: tuple[str, ...], *, only_returns: bool) -> RowsConversation:
    """A gateway's lists of these days, one after the other; one that cannot be read makes the whole unclear."""
    rows: list[Mapping[str, str]] = []
    for day in days:
        lines = yield from gateway.list_day(day)
        if isinstance(lines, Refused | Unknown):
            return lines
        rows += [listed_row(line) for line in lines if not only_returns or line.kind != "payment"]
    return tuple(rows)
