"""The pretend bank's memory between two runs, so that yesterday's practice holds can still be captured.

One JSON file: the moved clock, the next numbers, every payment, all without card numbers, which the bank never has, and
what each gateway's `remember` gives (stored cards). It is written whole beside the old one and then put in its place.
Behind a file that cannot be understood the bank starts empty, and replaces it at the first change: nothing but practice
is lost.
"""

import json
from pathlib import Path
from typing import Any

from frontdesk.practice.bank import Authorisation, Card, Line, Movement, Order
from frontdesk.practice.ground import Ground

_FORMAT = 1


def recall(ground: Ground, file: Path) -> bool:
    """Fill the ground from the file; False when there is none, or none that can be understood."""
    try:
        told = json.loads(file.read_text("utf-8"))
        if told["format"] != _FORMAT:
            return False
        payments = [_payment(one) for one in told["payments"]]
        kept = told.get("beside_the_bank", {})
        states = {name: one.recall(kept[name]) for name, one in ground.dialects.items() if kept.get(name) is not None}
        ground.bank.restore(float(told["clock_offset"]), dict(told["numbers"]), payments)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
    ground.states |= states
    return True


def remember(ground: Ground, file: Path) -> None:
    """Write what bank and gateways know. Raises OSError when the disk refuses."""
    bank = ground.bank
    with bank.lock:
        told = {
            "format": _FORMAT,
            "clock_offset": bank.clock_offset,
            "numbers": bank.numbers(),
            "payments": [_told(one) for one in bank.all()],
            "beside_the_bank": {name: one.remember(ground.states[name]) for name, one in ground.dialects.items()},
        }
    beside = file.with_name(file.name + ".new")
    beside.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    beside.replace(file)


def _told(payment: Authorisation) -> dict[str, object]:
    order = payment.order
    return payment._asdict() | {
        "order": order._asdict() | {"card": order.card._asdict()},
        "lines": [one._asdict() for one in payment.lines],
        "captures": [one._asdict() for one in payment.captures],
        "releases": [one._asdict() for one in payment.releases],
        "refunds": [one._asdict() for one in payment.refunds],
    }


def _payment(told: dict[str, Any]) -> Authorisation:
    order = told["order"]
    items = tuple((str(item), str(name), int(price)) for item, name, price in order["items"])
    error = told["error"]
    return Authorisation(
        **told
        | {
            "order": Order(**order | {"card": Card(**order["card"]), "items": items}),
            "lines": tuple(Line(**one) for one in told["lines"]),
            "captures": tuple(Movement(**one) for one in told["captures"]),
            "releases": tuple(Movement(**one) for one in told["releases"]),
            "refunds": tuple(Movement(**one) for one in told["refunds"]),
            "error": None if error is None else tuple(error),
        }
    )
