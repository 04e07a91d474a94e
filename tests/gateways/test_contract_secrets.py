"""What never shows, over every gateway: the card and the keys stand where they must and nowhere else."""

import json
from collections.abc import Iterator

from frontdesk.domain.gateway import Unknown, WireRequest, WireResponse
from tests.gateways.contract import PARTIES, calls, every_call, every_gateway, money_call
from tests.gateways.samples import BUYER, card, order
from tests.gateways.verbs import RETURN

CARD_VERBS = ("place", "sale", "start", "sale start")


@every_call
def test_card_and_keys_stand_where_they_must_and_nowhere_else(name: str, verb: str) -> None:
    party = PARTIES[name]
    seen: list[object] = []
    good = party.bank(verb)

    def handle(request: WireRequest) -> WireResponse:
        response = good(request)
        seen.extend((request, response))
        return response

    seen.append(party.ask(verb, handle))
    gateway = party.ready()
    shown = repr(seen) + repr(gateway) + repr(vars(gateway)) + repr(party.ready().abilities)
    for secret in (card().number, BUYER.identity, *party.secrets):
        assert secret not in shown


@calls(CARD_VERBS)
def test_the_card_travels_once_and_in_one_request(name: str, verb: str) -> None:
    """Nothing but the attempt carries it: not the login, not a question on the way."""
    party = PARTIES[name]
    sent: list[bytes] = []
    good = party.bank(verb)

    def handle(request: WireRequest) -> WireResponse:
        sent.append(request.body + repr(request.headers).encode() + request.target.encode())
        return good(request)

    party.ask(verb, handle)
    assert [part.count(card().number.encode()) for part in sent if card().number.encode() in part] == [1]


@calls(CARD_VERBS)
def test_an_error_on_the_way_does_not_show_the_card(name: str, verb: str) -> None:
    party = PARTIES[name]
    told = party.ask(verb, lambda _request: WireResponse(200, {}, card().number.encode()))
    assert isinstance(told, Unknown)
    assert card().number not in repr(told)


@money_call
def test_bodies_hold_no_empty_text_and_no_null(name: str, verb: str) -> None:
    """Gateways refuse them; the few fields that a note demands empty are named."""
    party = PARTIES[name]
    request = next(party.begin(verb))
    assert request.method == "POST"
    assert dict(request.headers)["Content-Type"].startswith("application/json")
    assert set(_empty(json.loads(request.body))) <= party.may_be_empty


@every_gateway
def test_the_unknown_fields_of_a_buyer_are_left_out(name: str) -> None:
    party = PARTIES[name]
    unknown = order().buyer._replace(phone="", email="", postcode="", ip="", identity="")
    purpose = "hold" if party.abilities.holds else "sale"
    request = next(party.ready().place(order(buyer=unknown, reference="", purpose=purpose, return_address=RETURN)))
    assert set(_empty(json.loads(request.body))) <= party.may_be_empty
    assert b"gsmNumber" not in request.body


def _empty(value: object, name: str = "") -> Iterator[str]:
    """The names of the fields that say nothing."""
    if value is None or value == "":
        yield name
    for inner, part in value.items() if isinstance(value, dict) else ():
        yield from _empty(part, inner)
    for part in value if isinstance(value, list) else ():
        yield from _empty(part, name)
