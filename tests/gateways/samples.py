"""A stay at the counter, as both dialects see it: the samples of the wire notes, in the desk's records."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from frontdesk.domain.card import Card
from frontdesk.domain.gateway import Buyer, HoldReference, PlaceOrder, WireRequest, WireResponse
from frontdesk.domain.money import Money
from frontdesk.gateways.iyzico.gateway import Iyzico
from frontdesk.gateways.iyzico.profile import IyzicoKeys, IyzicoProfile
from frontdesk.gateways.oderopay.gateway import OderoPay
from frontdesk.gateways.oderopay.profile import OderoPayKeys, OderoPayProfile

# Keys of the notes, made up there.
IYZICO_KEYS = IyzicoKeys("sandbox-ExampleApiKey00000000000001", "sandbox-ExampleSecret00000000000001")
IYZICO_URL = "https://sandbox-api.iyzipay.com"
ODERO_KEYS = OderoPayKeys("ak-otel-0017", "sk-Deniz!42")
ODERO_URL = "https://sandbox-api-gateway.oderopay.com.tr"
CALLBACK_KEY = "cbk-9f3a1d27e5b84c60a1d2e3f405162738"

KEY = "5f0c4be2-7a1d-4c7e-9f55-0d6f2a6a9b10"
BUYER = Buyer(
    id="guest-118",
    name="Deniz",
    surname="Örnek",
    identity="11111111110",
    email="deniz@example.com",
    phone="+905000000000",
    address="Liman Cad. 5",
    city="İzmir",
    country="Turkey",
    postcode="35000",
    ip="192.0.2.10",
)


def lira(minor: int) -> Money:
    return Money(minor, "TRY")


def card(number: str = "5528790000000008", holder: str = "DENIZ ORNEK", cvv: str = "000") -> Card:
    return Card(number, 7, 2044, cvv, holder)


def order(**changes: Any) -> PlaceOrder:  # noqa: ANN401 -- any field of an order
    return PlaceOrder(
        **{
            "key": KEY,
            "purpose": "hold",
            "amount": lira(150_000),
            "card": card(),
            "buyer": BUYER,
            "item": "Oda depozitosu",
            "reference": "room-204",
            "language": "tr",
            **changes,
        }
    )


def hold(**changes: Any) -> HoldReference:  # noqa: ANN401 -- any field of a hold
    return HoldReference(
        **{
            "key": KEY,
            "payment_id": "40010001",
            "amount": lira(150_000),
            "captured": lira(0),
            "references": {},
            "buyer_ip": "192.0.2.10",
            **changes,
        }
    )


def nonces(*texts: str) -> Callable[[], str]:
    """The random keys in the order they are drawn; then the last one again."""
    waiting = list(texts)
    return lambda: waiting.pop(0) if len(waiting) > 1 else waiting[0]


def iyzico(*texts: str, **profile: Any) -> Iyzico:  # noqa: ANN401 -- any field of a profile
    return Iyzico(IYZICO_KEYS, IyzicoProfile(IYZICO_URL, **profile), nonces(*texts or ("1735689600000ab12cd34",)))


def oderopay(*texts: str, keys: OderoPayKeys = ODERO_KEYS, **profile: Any) -> OderoPay:  # noqa: ANN401 -- as above
    return OderoPay(keys, OderoPayProfile(ODERO_URL, **profile), nonces(*texts or ("N7q2Lr9sT4",)))


def answer(body: object, status: int = 200, **headers: str) -> WireResponse:
    """An answer of JSON (or of a text that is sent as it is)."""
    raw = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
    return WireResponse(status, {name.replace("_", "-"): value for name, value in headers.items()}, raw.encode())


def header(request: WireRequest, name: str) -> str:
    return dict(request.headers)[name]


def body(request: WireRequest) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(request.body)
    return found


def replay(*answers: WireResponse) -> Callable[[WireRequest], WireResponse]:
    """A gateway that gives recorded answers in their order."""
    waiting = list(answers)
    return lambda _request: waiting.pop(0)


def changed(fields: Mapping[str, Any], **changes: Any) -> dict[str, Any]:  # noqa: ANN401 -- JSON
    """The fields with some replaced; None takes one away."""
    found = {**fields, **changes}
    return {name: value for name, value in found.items() if value is not None}
