"""The card of a payment request: typed in, or stored with ÖderoPay (ÖderoPay notes §6.1, §12)."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from frontdesk.practice.bank import ISTANBUL, Card
from frontdesk.practice.card_numbers import passes_luhn
from frontdesk.practice.oderopay.cards import find_card
from frontdesk.practice.oderopay.errors import EXPIRE_YEAR, NO_CARD, Refusal, declined, invalid
from frontdesk.practice.oderopay.fields import Fields, digits, number, text
from frontdesk.practice.oderopay.vault import StoredCard, Vault

KEY_LENGTH = 36
_FORBIDDEN = frozenset('<>"%;&+()|=!')  # in the name of a card that is to be stored
_MOST_DIGITS = 5


class Presented(NamedTuple):
    """A card that passed the checks. `stored` is the one it pays with, or, without a token, the one to be stored."""

    card: Card
    holder: str
    stored: StoredCard | None = None
    coded: bool = True
    expired: bool = False


def read_card(card: Fields, vault: Vault, now: float) -> Presented | Refusal:
    """The card in its one form or the other, or the first thing wrong with it."""
    clear, token = text(card, "cardNumber"), text(card, "cardToken")
    if bool(clear) == bool(token):
        return invalid("card")
    return _typed(card, vault, now) if clear else _from_vault(card, vault, now)


def _from_vault(card: Fields, vault: Vault, now: float) -> Presented | Refusal:
    """The stored form, with a security code where one was sent along (§12: room for it, undocumented)."""
    user, cvc = text(card, "cardUserKey"), text(card, "cvc")
    if not user:
        return invalid("card.cardUserKey")
    found = vault.find(user, text(card, "cardToken"))
    if found is None:
        return NO_CARD
    if cvc and not _right_code(found.card.masked, cvc):
        return invalid("card.cvc")
    return Presented(found.card, found.holder, found, coded=bool(cvc), expired=_past(found.year, found.month, now))


def _typed(card: Fields, vault: Vault, now: float) -> Presented | Refusal:
    holder, user = text(card, "cardHolderName"), text(card, "cardUserKey")
    keep = card.get("storeCardAfterSuccessPayment") is True
    wrong = _wrong_words(card, now)
    if wrong:
        return wrong
    if keep and not may_be_stored(holder):
        return invalid("card.cardHolderName")
    if keep and user and len(user) != KEY_LENGTH:
        return invalid("card.cardUserKey")
    if keep and user and not vault.knows_user(user):
        return NO_CARD
    known = find_card(text(card, "cardNumber"))
    if known is None:
        return declined("INVALID_CARD_NUMBER")
    month = f"{number(card, 'expireMonth') or 0:02d}"
    wish = StoredCard(user, "", known, holder, month, text(card, "expireYear"), text(card, "cardAlias"))
    return Presented(known, holder, wish if keep else None)


def _wrong_words(card: Fields, now: float) -> Refusal | None:
    """What is wrong with a typed card as text."""
    clear, month, year = text(card, "cardNumber"), text(card, "expireMonth"), text(card, "expireYear")
    if not (digits(clear) is not None and 13 <= len(clear) <= 19 and passes_luhn(clear)):
        return invalid("card.cardNumber")
    if not text(card, "cardHolderName"):
        return invalid("card.cardHolderName")
    if not 1 <= (digits(month) or 0) <= 12:
        return invalid("card.expireMonth")
    if len(year) != 4 or _past(year, month, now):
        return EXPIRE_YEAR
    return None if _right_code(clear, text(card, "cvc")) else invalid("card.cvc")


def may_be_stored(holder: str) -> bool:
    """Whether the name passes Craftgate's rule for stored cards (§6.1)."""
    return not _FORBIDDEN & set(holder) and sum(letter.isdigit() for letter in holder) <= _MOST_DIGITS


def _past(year: str, month: str, now: float) -> bool:
    today = datetime.fromtimestamp(now, UTC) + timedelta(seconds=ISTANBUL)
    return (digits(year) or 0, digits(month) or 0) < (today.year, today.month)


def _right_code(card_number: str, cvc: str) -> bool:
    wanted = 4 if card_number.startswith(("34", "37")) else 3
    return len(cvc) == wanted and digits(cvc) is not None
