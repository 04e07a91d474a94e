"""The cards that guests left with iyzico: masked, behind a user key and a token (iyzico notes §14)."""

from typing import Any, NamedTuple

from frontdesk.practice.bank import Card
from frontdesk.practice.ground import new_key
from frontdesk.practice.iyzico.errors import Refusal, refused
from frontdesk.practice.wire_json import Json


class StoredCard(NamedTuple):
    token: str
    alias: str
    card: Card
    holder: str
    month: int
    year: int


class User(NamedTuple):
    """A guest of the card storage."""

    key: str
    email: str
    external_id: str
    cards: tuple[StoredCard, ...] = ()


class Registration(NamedTuple):
    """A card to store: for a new user, or for the one whose key is given."""

    user_key: str
    email: str
    external_id: str
    alias: str
    card: Card
    holder: str
    month: int
    year: int


class CardKeys(NamedTuple):
    """What a payment answer tells of a stored card."""

    user_key: str
    token: str


class Vault:
    """`users` by key. By payment id: `used` is the card that was stored with it or paid it, `awaiting` one that will be
    stored when its challenge has been completed."""

    def __init__(self) -> None:
        self.users: dict[str, User] = {}
        self.used: dict[int, CardKeys] = {}
        self.awaiting: dict[int, Registration] = {}

    def store(self, wanted: Registration) -> CardKeys:
        """Keep the card, for a new user when no key is given. The key has been checked before."""
        user = self.users.get(wanted.user_key) or User(new_key("cuk-"), wanted.email, wanted.external_id)
        card = StoredCard(new_key("ctk-"), wanted.alias, wanted.card, wanted.holder, wanted.month, wanted.year)
        self.users[user.key] = user._replace(cards=(*user.cards, card))
        return CardKeys(user.key, card.token)

    def presented(self, number: int, keys: CardKeys | None, wanted: Registration | None) -> None:
        """A payment was opened with a stored card, or with one that is to be stored when it is paid."""
        if keys:
            self.used[number] = keys
        if wanted:
            self.awaiting[number] = wanted

    def paid(self, number: int) -> None:
        """The payment succeeded: store what waited for it."""
        wanted = self.awaiting.pop(number, None)
        if wanted:
            self.used[number] = self.store(wanted)

    def find(self, user_key: str, token: str) -> StoredCard | Refusal:
        """The user's card; 3001, 3002, 3005 or 3006 when a key is missing or not found."""
        user = self.find_user(user_key)
        if isinstance(user, Refusal):
            return user
        if not token:
            return refused("3002")
        return next((one for one in user.cards if one.token == token), None) or refused("3006")

    def find_user(self, user_key: str) -> User | Refusal:
        if not user_key:
            return refused("3001")
        return self.users.get(user_key) or refused("3005")

    def forget(self, user_key: str, token: str) -> None:
        user = self.users[user_key]
        self.users[user_key] = user._replace(cards=tuple(one for one in user.cards if one.token != token))


def vault_told(vault: Vault) -> Json:
    """The vault as JSON, for the bank's memory."""
    return {
        "users": [
            user._asdict() | {"cards": [one._asdict() | {"card": one.card._asdict()} for one in user.cards]}
            for user in vault.users.values()
        ],
        "used": {str(number): list(keys) for number, keys in vault.used.items()},
        "awaiting": {
            str(number): one._asdict() | {"card": one.card._asdict()} for number, one in vault.awaiting.items()
        },
    }


def vault_recalled(kept: dict[str, Any]) -> Vault:
    """The vault of that JSON. Raises KeyError, TypeError, ValueError or AttributeError when it is none."""
    vault = Vault()
    for user in kept["users"]:
        cards = tuple(StoredCard(**one | {"card": Card(**one["card"])}) for one in user["cards"])
        vault.users[str(user["key"])] = User(**user | {"cards": cards})
    vault.used = {int(number): CardKeys(*keys) for number, keys in kept["used"].items()}
    vault.awaiting = {
        int(number): Registration(**one | {"card": Card(**one["card"])}) for number, one in kept["awaiting"].items()
    }
    return vault
