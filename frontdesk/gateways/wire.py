"""Bodies and amounts as gateways spell them. A body is built once, and the same bytes are signed and sent."""

import json
from collections.abc import Mapping, Sequence
from json.encoder import encode_basestring

from frontdesk.domain.money import Money

# One encoder for all calls: json.dumps would build one for each value. Texts, which a body is made of, go to the
# function that it would call for them.
_ENCODED = json.JSONEncoder(ensure_ascii=False).encode

type Part = str | int | bool | "Amount" | Mapping[str, "Part"] | Sequence["Part"] | None


class Amount:
    """A money amount written as a JSON number (`1250.5`); no float lies between the integer and the wire."""

    __slots__ = ("text",)

    def __init__(self, money: Money) -> None:
        self.text = trimmed(money)


def trimmed(money: Money) -> str:
    """Major units with a dot and no surplus zeros: `1500`, `1250.5` (ÖderoPay notes §3.3)."""
    text = money.plain()
    return text.rstrip("0").rstrip(".") if "." in text else text


def with_a_decimal(money: Money) -> str:
    """Major units with at least one decimal: `1500.0`, `850.5` (iyzico notes §4)."""
    text = trimmed(money)
    return text if "." in text else text + ".0"


def known(fields: Mapping[str, Part]) -> dict[str, Part]:
    """The fields that have something to say: empty texts are left out, gateways refuse them (iyzico notes §20.4)."""
    return {name: value for name, value in fields.items() if value != ""}


def to_json(value: Part) -> str:
    """Compact JSON, letters unescaped, keys in the order given. Texts first: they are what a body is made of."""
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, Amount):
        return value.text
    if isinstance(value, dict | Mapping):
        return "{" + ",".join([f"{encode_basestring(name)}:{to_json(part)}" for name, part in value.items()]) + "}"
    if isinstance(value, list | tuple | Sequence):
        return "[" + ",".join([to_json(part) for part in value]) + "]"
    return _ENCODED(value)


def to_body(value: Part) -> bytes:
    """The bytes that are signed and sent. Half of a surrogate pair, which no text of the desk may hold, becomes a
    question mark."""
    return to_json(value).encode("utf-8", "replace")
