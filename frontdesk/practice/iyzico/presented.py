"""The card that a request or the hosted form presents: its own fields, or a stored one's keys (iyzico notes §14)."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from frontdesk.practice.bank import ISTANBUL, Card
from frontdesk.practice.card_numbers import passes_luhn
from frontdesk.practice.iyzico.cards import find_card
from frontdesk.practice.iyzico.errors import Refusal, refused
from frontdesk.practice.iyzico.fields import digits, text
from frontdesk.practice.iyzico.vault import CardKeys, Vault


class Presented(NamedTuple):
    """`card` is None for a number that no document lists. `stored` are the keys it was presented by."""

    card: Card | None
    holder: str
    month: int
    year: int
    has_cvc: bool
    stored: CardKeys | None = None


def present(fields: dict[str, object], vault: Vault, now: float) -> Presented | Refusal:
    """A paymentCard, by its number or by its keys; `now` is the bank's clock."""
    user_key, token = text(fields, "cardUserKey"), text(fields, "cardToken")
    if not (user_key or token):
        return new_card(fields, now)
    if text(fields, "cardNumber"):
        user = vault.find_user(user_key) if user_key else refused("5111")
        return user if isinstance(user, Refusal) else new_card(fields, now)
    if not user_key:
        return refused("5111")
    found = vault.find(user_key, token)
    if isinstance(found, Refusal):
        return found
    cvc = text(fields, "cvc")
    if cvc and not _is_cvc(cvc):
        return refused("15")
    if _is_past(found.month, found.year, now):
        return refused("10054")
    return Presented(found.card, found.holder, found.month, found.year, bool(cvc), CardKeys(user_key, token))


def new_card(fields: dict[str, object], now: float) -> Presented | Refusal:
    """A card by its own fields, each of which is there."""
    kept = card_to_keep(fields, now)
    if isinstance(kept, Refusal):
        return kept
    return kept if _is_cvc(text(fields, "cvc")) else refused("15")


def card_to_keep(fields: dict[str, object], now: float) -> Presented | Refusal:
    """A card without a look at its cvc, as the card storage takes it (§14)."""
    number = text(fields, "cardNumber").replace(" ", "")
    if not (number.isascii() and number.isdigit() and 13 <= len(number) <= 19 and passes_luhn(number)):
        return refused("12")
    month, year = digits(text(fields, "expireMonth")), digits(text(fields, "expireYear"))
    if month is None or not 1 <= month <= 12:
        return refused("13")
    if year is None or len(text(fields, "expireYear")) not in (2, 4):
        return refused("14")
    year = year if year > 99 else 2000 + year
    if _is_past(month, year, now):
        return refused("17")
    return Presented(find_card(number), text(fields, "cardHolderName"), month, year, bool(text(fields, "cvc")))


def _is_past(month: int, year: int, now: float) -> bool:
    today = datetime.fromtimestamp(now, UTC) + timedelta(seconds=ISTANBUL)
    return (year, month) < (today.year, today.month)


def _is_cvc(cvc: str) -> bool:
    return cvc.isascii() and cvc.isdigit() and len(cvc) in (3, 4)
