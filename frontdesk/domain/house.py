"""The house: what is set once for the counter and used in every hold."""

from typing import Literal, NamedTuple

Language = Literal["tr", "en"]
Trade = Literal["hotel", "rental"]
Notation = Literal["tr", "en"]


class House(NamedTuple):
    """`trade` sets the words (room or plate), `notation` how amounts are typed and shown, the rest stands in for what
    a guest did not give: gateways demand a contact and an address of every buyer."""

    name: str
    trade: Trade
    language: Language
    notation: Notation
    currency: str
    email: str
    phone: str
    address: str
    city: str
    country: str
    postcode: str
    public_ip: str
    clerks: tuple[str, ...]
    deposit: int


SAMPLE_HOUSE = House(
    name="Örnek Otel",
    trade="hotel",
    language="tr",
    notation="tr",
    currency="TRY",
    email="resepsiyon@ornek-otel.example",
    phone="+902320000000",
    address="Liman Cad. 5",
    city="İzmir",
    country="Turkey",
    postcode="35000",
    public_ip="192.0.2.10",
    clerks=("Derya Örnek", "Robin Sample"),
    deposit=500000,
)
