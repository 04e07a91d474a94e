"""What the tour asks of the practice bank's control address (practice/control.py): the truth, faults, and the time."""

import asyncio
import json
from urllib.request import ProxyHandler, Request, build_opener

PATIENCE_S = 10
# No proxy of the PC may stand between the desk and its own practice bank.
_straight = build_opener(ProxyHandler({}))


def post(control: str, path: str, told: object) -> None:
    """Raises OSError when it is refused."""
    _asked(Request(control + path, json.dumps(told).encode(), method="POST"))  # noqa: S310 -- loopback


async def bank(control: str) -> dict[str, object]:
    """What the bank really did."""
    told = await asyncio.to_thread(_asked, Request(control + "/bank"))  # noqa: S310 -- loopback
    return dict(told)


async def accounts(control: str) -> dict[str, object]:
    """Addresses and keys of the practice gateways, by account."""
    told = await asyncio.to_thread(_asked, Request(control + "/"))  # noqa: S310 -- loopback
    found = told["accounts"]
    assert isinstance(found, dict)
    return found


async def tell(control: str, path: str, told: object) -> None:
    await asyncio.to_thread(post, control, path, told)


def _asked(request: Request) -> dict[str, object]:
    with _straight.open(request, timeout=PATIENCE_S) as answer:
        told: dict[str, object] = json.load(answer)
        return told
