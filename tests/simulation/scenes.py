"""Where a history plays: one account with its settings, how its practice gateway answers, and which cards come in."""

import random
from collections.abc import Callable, Mapping
from typing import NamedTuple

from frontdesk.practice.ground import Ground
from tests.kit.counter import CHARGES, Counter

GATEWAYS = ("iyzico", "oderopay", "ahlpay", "oduyo")
SAYS_WHERE = "http://127.0.0.1:9/notices"
WEBHOOK_KEY = "a-key-of-the-practice"
MAXIMUM = "4543590000000006"
# Documented cards with which something goes wrong, or goes another way.
EVIL: Mapping[str, tuple[str, ...]] = {
    "iyzico": ("4111111111111129", "4131111111111117", "4141111111111115", "4151111111111112", "5406670000000009"),
    "oderopay": (
        *("4102990000000001", "4102590000000009", "4102790000000005", "4043150000006662"),
        *("5358810000006667", "4049520000006660", "4059030000006667", "5400630000006667", "9792140000006665"),
    ),
    "ahlpay": (
        *("4155650000000056", "4155650000000510", "4155650000000916", "4155650000000304", "4155650000000312"),
        *("4155650000000312", "4155650000000320", "4155650000000320", "4155650000000403", "4155650000000130"),
        *("4155650000000965", "4155650000000999", "4155650000000122"),
    ),
    "oduyo": ("4111111111111129", "4131111111111117", "4151111111111112", "5406670000000009", MAXIMUM),
}
# What guests type on the gateway's own page; the first of each is a debit card.
TYPED: Mapping[str, tuple[str, ...]] = {
    "iyzico": ("4766620000000001", "5528790000000008", "4111111111111129", "4131111111111117"),
    "oderopay": ("4256690000000001", "5258640000000001", "4102990000000001", "4102590000000009"),
}


def _ways(name: str, **changed: object) -> Callable[[Ground], None]:
    def change(ground: Ground) -> None:
        ground.ways[name] = ground.ways[name]._replace(**changed)

    return change


def _part_refunds(ground: Ground) -> None:
    ground.switches = ground.switches._replace(item_refunds=True)


class Scene(NamedTuple):
    """`changes` are made at the practice gateway before the first step."""

    gateway: str
    settings: Mapping[str, str] = {}
    changes: tuple[Callable[[Ground], None], ...] = ()
    cards: tuple[str, ...] = ()

    @property
    def charges(self) -> bool:
        """Deposits are charged, since nothing can be held."""
        return self.gateway == CHARGES

    def opened(self, clerk: Counter) -> Counter:
        for change in self.changes:
            change(clerk.ground)
        return clerk


_HOSTED_SALE = _ways("iyzico", hosted_debit_sale=True)
_TELLS = _ways("iyzico", webhook_url=SAYS_WHERE)
_ODERO_TELLS = _ways("oderopay", webhook_url=SAYS_WHERE, webhook_key=WEBHOOK_KEY)
_ODERO_SALE = _ways("oderopay", force_auth_for_non_credit_cards=True)
_KEY = {"webhook_key": WEBHOOK_KEY}
_PARTS = {"part_refunds": "true"}
_FIELD = {"partial_refund_field": "amount"}
_KNOWS_FIELD = _ways("oduyo", partial_refund_field="amount")
_EMPTY = _ways("oduyo", empty_callback=True)
_EXPIRES = _ways("oduyo", expire_after_start=True)
_TWO_STEPS, _ONE_STEP = {"pos_alias": "garanti-1"}, {"pos_alias": "isbank-1"}
SCENES = (
    Scene("iyzico", {}, (_TELLS,)),
    Scene("iyzico", {}, (_TELLS, _HOSTED_SALE)),
    Scene("iyzico", _PARTS, (_part_refunds, _ways("iyzico", hosted_threeds=False))),
    Scene("oderopay", _KEY, (_ODERO_TELLS,)),
    Scene("oderopay", _KEY, (_ODERO_TELLS, _ODERO_SALE)),
    Scene("oderopay", _PARTS, (_part_refunds,)),
    Scene("ahlpay"),
    Scene("ahlpay", {}, (_ways("ahlpay", response_hash="signed", token_ttl=90),)),
    Scene("ahlpay", {}, (_ways("ahlpay", failure_data=True, token_tells_end=True, token_ttl=200),)),
    Scene("oduyo", _TWO_STEPS, (_EXPIRES,)),
    Scene("oduyo", _TWO_STEPS, (_EMPTY,)),
    Scene("oduyo", _ONE_STEP, (), (MAXIMUM,)),
    Scene("oduyo", _ONE_STEP, (_EMPTY, _EXPIRES), (MAXIMUM,)),
    Scene("oduyo", {}, (_ways("oduyo", data_as_list=True, numbers_as_text=True, booleans="text"),)),
    Scene("oduyo", {}, (_ways("oduyo", session_minutes=2, repeat_complete=True),)),
    Scene("oduyo", _FIELD, (_KNOWS_FIELD,)),
    # The site does not know the field that the account was told: it gives back everything.
    Scene("oduyo", _FIELD),
)


def a_scene(dice: random.Random) -> Scene:
    """Each gateway as often as any other."""
    gateway = dice.choice(GATEWAYS)
    return dice.choice([one for one in SCENES if one.gateway == gateway])


def a_card_number(scene: Scene, dice: random.Random, usual: str) -> str:
    """Mostly one with which nothing goes wrong."""
    if dice.random() < 0.2:
        return dice.choice(EVIL[scene.gateway])
    return dice.choice(scene.cards) if scene.cards else usual
