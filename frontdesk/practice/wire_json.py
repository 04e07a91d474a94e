"""JSON as the gateways spell it: amounts are numbers with exactly the digits asked for, never a float's."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

type Json = bool | int | str | Number | Sequence[Json] | Mapping[str, Json] | None


class Number(NamedTuple):
    """A JSON number by its text, such as 1500.5, 1500.50000000 or 0E-8."""

    text: str


_quote = json.JSONEncoder(ensure_ascii=False).encode


def write(value: Json) -> str:
    """Compact JSON text."""
    if isinstance(value, Number):
        return value.text
    if isinstance(value, str):
        return _quote(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{_quote(name)}:{write(item)}" for name, item in value.items()) + "}"
    return "[" + ",".join(write(item) for item in value) + "]"


def read(body: bytes) -> object:
    """The parsed body, fractions as Decimal. Raises ValueError on anything that is not UTF-8 JSON of a sane depth."""
    text = body.decode("utf-8")
    try:
        value: object = json.loads(text, parse_float=Decimal, parse_constant=_no_constant)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if "\\u" in text:
        json.dumps(value, ensure_ascii=False, default=str).encode()  # half a surrogate pair is a ValueError too
    return value


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is no JSON number")


def amount(minor: int, places: int | None = None) -> Number:
    """Minor units as a number in major units: 85050 is 850.5, or 850.50000000 with eight places, where zero is 0E-8."""
    if places is not None:
        return Number(f"{minor // 100}.{minor % 100:02d}{'0' * (places - 2)}" if minor else f"0E-{places}")
    whole, cents = divmod(abs(minor), 100)
    text = f"{whole}.{cents:02d}".rstrip("0").rstrip(".")
    return Number("-" + text if minor < 0 else text)


def trimmed(number: Number) -> str:
    """The number without surplus zeros and without an exponent, as answer signatures want it (iyzico notes §4)."""
    text = format(Decimal(number.text), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


_DUST = Decimal("0.000001")


def minor_units(value: object) -> int | None:
    """Minor units of a wire amount given as text or number; None for anything else and for real third decimals.

    A float's dust (10.209999999999999) is rounded away, as the real gateway let such amounts pass (iyzico notes §4).
    """
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return None
    try:
        exact = Decimal(value.strip() if isinstance(value, str) else value)
    except InvalidOperation:
        return None
    if not exact.is_finite() or abs(exact) >= 10**12:
        return None
    whole = (exact * 100).to_integral_value()
    return int(whole) if abs(exact * 100 - whole) <= _DUST else None
