"""The practice ground: everything the gateways, the pages and the control address share."""

import secrets
from collections.abc import Callable
from typing import NamedTuple

from frontdesk.practice.bank import Bank
from frontdesk.practice.challenges import ChallengeBook
from frontdesk.practice.exchange import Request, Response
from frontdesk.practice.faults import FaultList
from frontdesk.practice.notices import NoticeBook
from frontdesk.practice.wire_json import Json


class NoWays(NamedTuple):
    """Of a gateway without switches of its own."""


def _nothing(_given: object = None) -> None:
    return None


class Dialect(NamedTuple):
    """One practice gateway. Its folder's `__init__.py` makes it, and one line in dialects.py makes it known.

    `new_account` gives what a client needs besides `base_url`, secrets made up anew; `path` is what stands in it behind
    host and port. `handle` answers one request.
    `ways` are its standing switches as the notes have them: a NamedTuple of int, bool, float and str with a default
    each. `new_state` gives an empty memory of what is not the bank's (sessions, stored cards); `remember` makes JSON of
    what shall outlive the process, null for nothing, and `recall` the memory of that JSON (raising ValueError, KeyError
    or TypeError when it is not understood).
    """

    name: str
    new_account: Callable[[], dict[str, str]]
    handle: "Callable[[Ground, Request], Response]"
    ways: NamedTuple = NoWays()
    new_state: Callable[[], object] = _nothing
    remember: Callable[[object], Json] = _nothing
    recall: Callable[[Json], object] = _nothing
    path: str = ""


class Switches(NamedTuple):
    """Standing behaviour that the notes leave open; `POST /settings` changes it. Each default is the notes' own.

    `margin_percent`: how far above the hold iyzico lets a capture go (§8, §21). `amount_fixed`: the issuer refuses any
    capture but the whole hold. `void_refused`: the bank refuses to lift an uncaptured hold. `bin_digits`: 6 or 8 in
    iyzico's answers. `failure_status`: HTTP status of iyzico's failures. `merchant`: the name on the bank's page.
    `lapse_days`: how long a hold lives.

    ÖderoPay: `init_payment_id` answers 3ds-init in Craftgate's shape; `callback_key` signs the callback when it is not
    empty; `half_threeds` completes md status 1 to 4 instead of 1 alone; `item_refunds` lets a part of a captured hold
    be given back; `repeat_complete` answers a second 3ds-complete with the first result; `any_case` takes an
    upper-cased signature; `base_urls` are further addresses that a client may have signed, separated by blanks.
    """

    margin_percent: int = 15
    amount_fixed: bool = False
    void_refused: bool = False
    bin_digits: int = 6
    failure_status: int = 200
    merchant: str = "Örnek Otel"
    lapse_days: int = 30
    init_payment_id: bool = False
    callback_key: str = ""
    half_threeds: bool = False
    item_refunds: bool = False
    repeat_complete: bool = False
    any_case: bool = False
    base_urls: str = ""


class Ground:
    """One pretend bank with the gateways of `dialects` before it; dialects.new_ground has them all.

    By gateway name: `accounts` is what a client needs (`base_url` is put right when the port is bound), `ways` the
    gateway's own switches, `states` its memory beside the bank.
    """

    def __init__(self, dialects: tuple[Dialect, ...], bank: Bank | None = None) -> None:
        self.dialects = {one.name: one for one in dialects}
        self.bank = bank or Bank()
        self.faults = FaultList()
        self.challenges = ChallengeBook()
        self.notices = NoticeBook()
        self.accounts = {one.name: {"base_url": "http://127.0.0.1" + one.path, **one.new_account()} for one in dialects}
        self._forget()

    def reset(self) -> None:
        """As after a fresh start, but with the same keys and ports."""
        self.faults.clear()
        self.challenges.reset()
        self.notices.clear()
        self._forget()
        self.bank.reset()

    def _forget(self) -> None:
        self.switches = Switches()
        self.ways = {name: one.ways for name, one in self.dialects.items()}
        self.states = {name: one.new_state() for name, one in self.dialects.items()}


def new_key(prefix: str = "") -> str:
    """A secret that nothing else has: the prefix and 32 hexadecimal digits."""
    return prefix + secrets.token_hex(16)
