"""Reading AHL Pay's request bodies: names in any case, JSON types as its model binder wants them (§5.1, §5.5, §13)."""

import re
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from frontdesk.practice.exchange import Request
from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Ground
from frontdesk.practice.wire_json import read

_AMOUNT = re.compile(r"[1-9][0-9]{0,11}", re.ASCII)


class Field(NamedTuple):
    """One member of a request: its JSON type (`either` takes number or text), longest text, and whether it is wanted.

    `exact` is a name whose spelling counts, although all others are met in any case.
    """

    name: str
    kind: Literal["int", "text", "bool", "either"] = "text"
    longest: int = 64
    needed: bool = True
    exact: bool = False


class Body:
    """A JSON object, its members met by name in any case. It holds card data: it is never stored or shown."""

    def __init__(self, given: Mapping[str, object]) -> None:
        self.names = frozenset(given)
        self._given = {name.lower(): value for name, value in given.items()}

    def get(self, name: str) -> object:
        return self._given.get(name.lower())

    def text(self, name: str) -> str:
        """The member as text; empty when absent, null or no plain value."""
        value = self.get(name)
        if isinstance(value, str):
            return value
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""

    def number(self, name: str) -> int | None:
        text = self.text(name)
        return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None

    def amount(self, name: str) -> int | None:
        """Minor units; None for anything but digits without a leading zero (§13.5)."""
        text = self.text(name)
        return int(text) if _AMOUNT.fullmatch(text) else None

    def texts(self, name: str) -> list[str]:
        """The texts of a list; empty when there is none."""
        value = self.get(name)
        return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


class Asked(NamedTuple):
    """One call that passed door, types and hash. `service` is the last part of the path."""

    ground: Ground
    body: Body
    service: str
    fault: Fault


def read_body(request: Request) -> Body | None:
    """The JSON object of a POST, or the query of a GET; None when there is no such object."""
    if request.method == "GET":
        return Body({name: values[0] for name, values in request.query().items()})
    try:
        given = read(request.body)
    except ValueError:
        return None
    return Body(given) if isinstance(given, dict) else None


def problems(body: Body, shape: Iterable[Field], *, strict: bool) -> dict[str, str]:
    """What is wrong with each member, in the words of ASP.NET."""
    found = {field.name: _problem(body, field, strict) for field in shape}
    return {name: words for name, words in found.items() if words}


def _problem(body: Body, field: Field, strict: bool) -> str:
    value = body.get(field.name)
    if value is None or (strict and field.exact and field.name not in body.names):
        return f"The {field.name} field is required." if field.needed else ""
    if not _fits(value, field.kind, strict):
        wanted = {"int": "System.Int32", "bool": "System.Boolean"}.get(field.kind, "System.String")
        return f"The JSON value could not be converted to {wanted}."
    if isinstance(value, str) and len(value) > field.longest:
        return f"The field {field.name} must be a string with a maximum length of {field.longest}."
    return ""


def _fits(value: object, kind: str, strict: bool) -> bool:
    number = isinstance(value, int) and not isinstance(value, bool)
    if kind == "bool":
        return isinstance(value, bool)
    if kind == "int" and strict:
        return number
    if kind == "int":
        return number or (isinstance(value, str) and value.isascii() and value.isdigit())
    return isinstance(value, str) or (number and (kind == "either" or not strict))


# --- the tables of §7

_DOOR = (Field("merchantId", "int"), Field("memberId", "int"), Field("userCode"))
_PROOF = (Field("orderId"), Field("rnd"), Field("hash", longest=2048))
CARD = (
    Field("cardNumber"),
    Field("expiryDateMonth"),
    Field("expiryDateYear"),
    Field("cvv"),
    Field("cardHolderName"),
)
_ABOUT = (
    Field("totalAmount"),
    Field("txnType"),
    Field("installmentCount"),
    Field("currency"),
    Field("webUrl", longest=255),
    Field("description", longest=255),
    Field("requestIp"),
)
PAYMENT = (*CARD, *_DOOR, *_PROOF, *_ABOUT)
NO_CVV_PAYMENT = tuple(one._replace(needed=False) if one.name == "cvv" else one for one in PAYMENT)
THREEDS = (*PAYMENT, Field("okUrl", longest=255), Field("failUrl", longest=255))
IFRAME = (*THREEDS, Field("isIframePost", "bool", needed=False))
CAPTURE = (Field("merchantId", "int"), *_PROOF, Field("authCode"), Field("paidamount", exact=True))
UNDO = (
    *_DOOR,
    *_PROOF,
    Field("txnType"),
    Field("totalAmount"),
    Field("currency"),
    Field("description", longest=255),
    Field("requestIp"),
)
# One integration sends memberId as text here and is answered (§7.6), so both are taken.
INQUIRY = (Field("merchantId", "int"), Field("memberId", "either"), *_PROOF)
LOGIN = (Field("email", longest=255), Field("password", longest=255))
DAY_LIST = (
    Field("page", "int"),
    Field("size", "int"),
    Field("startDate"),
    Field("endDate"),
    Field("orderBy"),
    Field("merchantId", "int"),
    *(Field(name, "either", needed=False) for name in ("orderId", "cardNumber", "responseCode", "authCode")),
    Field("bankCode", "either", needed=False),
)
INSTALLMENTS = (
    Field("merchantId", "int"),
    Field("txnType"),
    Field("bin"),
    Field("amount", "either"),
    Field("currency", needed=False),
)
COMMISSION = (Field("memberId", "int"), *INSTALLMENTS)
# Nothing is documented of links but their names and status words; these are the least that a link can be made of.
LINK = (
    Field("merchantId", "int"),
    Field("memberId", "int", needed=False),
    Field("orderId"),
    Field("totalAmount"),
    Field("currency"),
    Field("txnType", needed=False),
    Field("description", longest=255, needed=False),
)
LINKS = (Field("merchantId", "int"), Field("status", needed=False), Field("orderId", needed=False))
OF_MERCHANT = (Field("merchantId", "either"),)
