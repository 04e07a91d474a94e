"""Everything a gateway can be asked to do: how the conversation begins, which ability says that it is there, what may
come of it. The promises, the fuzz and the sandbox all go by this one list."""

from collections.abc import Callable, Generator, Mapping
from typing import NamedTuple

from frontdesk.domain.abilities import SERVICES, Abilities, Service
from frontdesk.domain.gateway import (
    Approved,
    CardFacts,
    Challenge,
    Found,
    Gateway,
    HoldReference,
    ReturnedPage,
    WireRequest,
    WireResponse,
)
from frontdesk.domain.money import Money
from frontdesk.domain.stored_card import StoredCard
from frontdesk.domain.told import Cost, Deleted, Ready
from tests.gateways.samples import lira, order

VERB_KEY = "0d3b9a50-91c4-4d0e-8a86-1f4a6c1e7b22"
STORED = StoredCard("cuk-EXAMPLE-0001", "ctk-EXAMPLE-0001", "552879", "0008", "mastercard", "credit")
TOKEN = "0b1c2d3e-0000-4000-8000-00000000beef"
RETURN = "https://return.invalid/3ds/t"
DAY = "2026-06-13"
CAPTURED = lira(85_050)
PART = lira(50_000)
LATER = 1_773_100_000
ASKED = {"bin": "55287900", "amount": "150000", "currency": "TRY", "from": DAY, "to": DAY}

type Conversation = Generator[WireRequest, WireResponse, object]
type Begin = Callable[[Gateway, HoldReference], Conversation]


class Verb(NamedTuple):
    """`there` reads the abilities; `told` are the answers beside Refused and Unknown; `moves`: the attempt itself;
    `like` is the verb that a dialect answers it as."""

    begin: Begin
    there: Callable[[Abilities], bool]
    told: tuple[type, ...]
    moves: bool = False
    like: str = ""


def _captured(held: HoldReference) -> HoldReference:
    return held._replace(captured=held.amount)


def _page(held: HoldReference) -> ReturnedPage:
    return ReturnedPage("authenticated", held.payment_id, "1")


def capture(gateway: Gateway, held: HoldReference, amount: Money = CAPTURED) -> Conversation:
    return gateway.capture(held, amount, VERB_KEY)


def _cancels(can: Abilities) -> bool:
    return "cancel" in can.refund_by or can.cancel_window == "gateway_decides"


def _log_in(gateway: Gateway, _held: HoldReference) -> Conversation:
    login = gateway.prepare(LATER)
    if login is None:
        raise ValueError("no login is due")
    return login


MONEY: dict[str, Verb] = {
    "place": Verb(lambda g, _: g.place(order()), lambda can: can.holds and can.plain, (Approved,), moves=True),
    "sale": Verb(lambda g, _: g.place(order(purpose="sale")), lambda can: can.plain, (Approved,), moves=True),
    "start": Verb(
        lambda g, _: g.place(order(return_address=RETURN)),
        lambda can: can.holds and can.threeds,
        (Challenge, Approved),
        moves=True,
    ),
    "sale start": Verb(
        lambda g, _: g.place(order(purpose="sale", return_address=RETURN)),
        lambda can: can.threeds,
        (Challenge, Approved),
        moves=True,
        like="start",
    ),
    "complete": Verb(lambda g, h: g.complete(h, _page(h)), lambda can: can.completes, (Approved,), moves=True),
    "capture": Verb(capture, lambda can: can.holds and can.partial_capture, (Approved,), moves=True),
    "release": Verb(lambda g, h: g.release(h, VERB_KEY), lambda can: can.holds, (Approved,), moves=True),
    "refund": Verb(
        lambda g, h: g.refund(_captured(h), h.amount, VERB_KEY, "refund"),
        lambda can: "refund" in can.refund_by,
        (Approved,),
        moves=True,
    ),
    "cancel": Verb(
        lambda g, h: g.refund(_captured(h), h.amount, VERB_KEY, "cancel"), _cancels, (Approved,), moves=True
    ),
    "part refund": Verb(
        lambda g, h: g.refund(_captured(h), PART, VERB_KEY, "refund"),
        lambda can: can.refund_part,
        (Approved,),
        moves=True,
    ),
    "stored place": Verb(
        lambda g, _: g.place(order(card=STORED)), lambda can: can.stored_cards and can.holds, (Approved,), moves=True
    ),
    "hosted start": Verb(
        lambda g, _: g.place(order(card=None, return_address=RETURN)),
        lambda can: can.hosted and can.holds,
        (Challenge,),
        moves=True,
    ),
}


def _hosted(held: HoldReference) -> HoldReference:
    return held._replace(payment_id="", references={"token": TOKEN})


QUESTIONS: dict[str, Verb] = {
    "inquire": Verb(lambda g, h: g.inquire(h), lambda _can: True, (Found,)),
    "lost": Verb(
        lambda g, h: g.inquire(h._replace(payment_id="", references={})), lambda _can: True, (Found,), like="inquire"
    ),
    "hosted result": Verb(lambda g, h: g.inquire(_hosted(h)), lambda can: can.hosted, (Found,)),
    "bin": Verb(lambda g, _: g.look_up_bin("55287900"), lambda can: can.service("bin") == "here", (CardFacts,)),
    "list_cards": Verb(lambda g, _: g.list_cards(STORED.user), lambda can: can.stored_cards, (tuple,)),
    "delete_card": Verb(lambda g, _: g.delete_card(STORED), lambda can: can.stored_cards, (Deleted,)),
    "day": Verb(lambda g, _: g.list_day(DAY), lambda can: can.day_list, (tuple,)),
    "cost": Verb(lambda g, _: g.estimate(lira(150_000), "55287900"), lambda can: can.costs, (Cost,)),
    "login": Verb(_log_in, lambda can: can.session, (Ready,)),
}

# What the two key-signing dialects call a list of the menu.
_LIKE: Mapping[Service, str] = {
    "bin": "bin",
    "instalments": "instalments",
    "transactions": "day",
    "returns": "day",
}


def _consult(service: Service) -> Verb:
    return Verb(
        lambda g, _: g.consult(service, ASKED),
        lambda can: can.service(service) == "here",
        (tuple,),
        like=_LIKE.get(service, service),
    )


MENU: dict[str, Verb] = {f"menu {service}": _consult(service) for service in SERVICES}
VERBS: dict[str, Verb] = {**MONEY, **QUESTIONS, **MENU}
