"""Looking for stored cards and forgetting one (ÖderoPay notes §12); they are stored by paying, see vault.py."""

from frontdesk.practice.oderopay import errors
from frontdesk.practice.oderopay.answers import Data
from frontdesk.practice.oderopay.errors import Refusal
from frontdesk.practice.oderopay.fields import Asked
from frontdesk.practice.oderopay.paging import Query, page_of
from frontdesk.practice.oderopay.presented import KEY_LENGTH
from frontdesk.practice.oderopay.vault import StoredCard, vault_of


def search(asked: Asked) -> Data | Refusal:
    """GET /payment/v1/cards: every filter must fit to the letter; newest first (assumed), all cards without one."""
    return page_of(asked.query, reversed(vault_of(asked.ground).cards.values()), _matches, _told)


def _matches(card: StoredCard, query: Query) -> bool:
    known = _told(card)
    filters = ("cardUserKey", "cardToken", "cardAlias", "cardBrand", "cardType", "cardBankName", "cardAssociation")
    return all(known[name] in query[name] for name in filters if query.get(name))


def _told(stored: StoredCard) -> Data:
    card = stored.card
    return {
        "binNumber": card.masked[:6],
        "lastFourDigits": card.last_four,
        "expireYear": stored.year,
        "expireMonth": stored.month,
        "cardHolderName": stored.holder,
        "cardUserKey": stored.user,
        "cardToken": stored.token,
        "cardAlias": stored.alias or None,
        "cardType": card.kind,
        "cardAssociation": card.scheme,
        "cardBrand": card.family,
        "cardBankName": card.bank,
        "cardBankId": card.bank_code,
    }


def delete(asked: Asked) -> Data | Refusal:
    """DELETE /payment/v1/cards: both keys, 36 characters each; nothing is answered. What was paid with it stays."""
    keys = [(asked.query.get(name) or [""])[0] for name in ("cardUserKey", "cardToken")]
    for name, key in zip(("cardUserKey", "cardToken"), keys, strict=True):
        if len(key) != KEY_LENGTH:
            return errors.invalid(name)
    vault = vault_of(asked.ground)
    if vault.find(*keys) is None:
        return errors.NO_CARD
    del vault.cards[keys[1]]
    asked.ground.bank.changed.set()
    return {}
