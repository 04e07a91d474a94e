"""iyzico's card storage: store, list, delete (iyzico notes §14). Nothing here is signed."""

from frontdesk.practice.iyzico.answers import Reply
from frontdesk.practice.iyzico.errors import Refusal, missing, refused
from frontdesk.practice.iyzico.fields import Asked, part, text
from frontdesk.practice.iyzico.presented import card_to_keep
from frontdesk.practice.iyzico.vault import Registration, StoredCard, User
from frontdesk.practice.iyzico.ways import state
from frontdesk.practice.wire_json import Json

LONGEST_ALIAS = 255  # the real limit is not published (§18.1 has only its code)


def store(asked: Asked) -> Reply | Refusal:
    """POST /cardstorage/card: for a new user by e-mail, or one more card of a known user."""
    wanted = _registration(asked)
    if isinstance(wanted, Refusal):
        return wanted
    vault = state(asked.ground).vault
    keys = vault.store(wanted)
    asked.ground.bank.changed.set()
    user = vault.users[keys.user_key]
    told: dict[str, Json] = {"externalId": user.external_id, "email": user.email, "cardUserKey": user.key}
    return Reply(told | _card_told(user.cards[-1]))


def _registration(asked: Asked) -> Registration | Refusal:
    body = asked.body
    card_fields, user_key = part(body.fields, "card"), body.text("cardUserKey")
    user: User | Refusal = User("", body.text("email"), body.text("externalId"))
    if user_key:
        user = state(asked.ground).vault.find_user(user_key)
    if isinstance(user, Refusal):
        return user
    if not user.email:
        return refused("3")
    wrong = _missing_field(card_fields)
    if wrong:
        return wrong
    kept = card_to_keep(card_fields, asked.ground.bank.now())
    if isinstance(kept, Refusal):
        return kept
    if kept.card is None:
        return refused("12")
    alias = text(card_fields, "cardAlias")
    if len(alias) > LONGEST_ALIAS:
        return refused("21")
    return Registration(user_key, user.email, user.external_id, alias, kept.card, kept.holder, kept.month, kept.year)


def _missing_field(card: dict[str, object]) -> Refusal | None:
    if not card:
        return refused("11")
    if not text(card, "cardHolderName"):
        return refused("16")
    absent = (name for name in ("cardNumber", "expireMonth", "expireYear") if not text(card, name))
    return next((missing(name) for name in absent), None)


def listing(asked: Asked) -> Reply | Refusal:
    """POST /cardstorage/cards."""
    user = state(asked.ground).vault.find_user(asked.body.text("cardUserKey"))
    if isinstance(user, Refusal):
        return user
    cards: list[Json] = [
        _card_told(one) | {"expireMonth": f"{one.month:02d}", "expireYear": str(one.year)} for one in user.cards
    ]
    return Reply({"cardUserKey": user.key, "cardDetails": cards})


def delete(asked: Asked) -> Reply | Refusal:
    """DELETE /cardstorage/card, its keys in a JSON body; the bare envelope."""
    vault = state(asked.ground).vault
    user_key, token = asked.body.text("cardUserKey"), asked.body.text("cardToken")
    found = vault.find(user_key, token)
    if isinstance(found, Refusal):
        return found
    vault.forget(user_key, token)
    asked.ground.bank.changed.set()
    return Reply({})


def _card_told(one: StoredCard) -> dict[str, Json]:
    """The members of a stored card; those of the Turkish banks' list are absent for a foreign one (§5.2)."""
    card = one.card
    told: dict[str, Json] = {"cardToken": one.token, "cardAlias": one.alias}
    told |= {"binNumber": card.masked[:6], "lastFourDigits": card.last_four}
    if card.foreign:
        return told | {"cardAssociation": card.scheme}
    return told | {
        "cardType": card.kind,
        "cardAssociation": card.scheme,
        "cardFamily": card.family,
        "cardBankCode": card.bank_code,
        "cardBankName": card.bank,
    }
