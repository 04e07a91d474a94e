"""Reading ÖderoPay's request bodies and queries (ÖderoPay notes §3.5, §9.3)."""

from typing import NamedTuple

from frontdesk.practice.exchange import Request
from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Ground
from frontdesk.practice.oderopay.errors import NO_JSON, Refusal
from frontdesk.practice.wire_json import read

LISTS = ("paymentIds", "paymentTransactionIds", "paymentTxIds", "subMerchantIds", "itemExternalIds")

type Fields = dict[str, object]


class Asked(NamedTuple):
    """One properly signed call: JSON body, query (lists split at commas), and what stands inside the path.

    `name` is that as text, empty when there is nothing, and `wanted` as a number where it is one.
    """

    ground: Ground
    fields: Fields
    query: dict[str, list[str]]
    name: str
    fault: Fault

    @property
    def wanted(self) -> int | None:
        return digits(self.name)


def read_fields(request: Request) -> Fields | Refusal:
    """The JSON object of a POST without its nulls, which equal absent (§3.5); empty for a GET."""
    if request.method not in ("POST", "PUT"):
        return {}
    try:
        body = read(request.body)
    except ValueError:
        return NO_JSON
    return without_nulls(body) if isinstance(body, dict) else NO_JSON


def read_query(request: Request) -> dict[str, list[str]]:
    """Every name with its values; lists come comma-separated or as repeated names (§3.5)."""
    return {
        name: [one for value in values for one in (value.split(",") if name in LISTS else [value]) if one]
        for name, values in request.query().items()
    }


def without_nulls(fields: Fields) -> Fields:
    return {name: value for name, value in fields.items() if value is not None}


def text(fields: Fields, name: str) -> str:
    """The field as text; empty when absent or no plain value."""
    value = fields.get(name)
    if isinstance(value, str):
        return value.strip()
    return "" if value is None or isinstance(value, bool | dict | list) else str(value)


def digits(given: str) -> int | None:
    return int(given) if given.isascii() and given.isdigit() and len(given) <= 19 else None


def number(fields: Fields, name: str) -> int | None:
    return digits(text(fields, name))


def minutes(fields: Fields, name: str, default: int) -> int | None:
    """A whole number of minutes from 1 on; None when the field says anything else."""
    return (number(fields, name) or None) if name in fields else default


def part(fields: Fields, name: str) -> Fields:
    value = fields.get(name)
    return without_nulls(value) if isinstance(value, dict) else {}
