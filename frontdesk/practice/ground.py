"""The practice ground: everything the gateways, the pages and the control address share."""

import secrets
from typing import NamedTuple

from frontdesk.practice.bank import Bank
from frontdesk.practice.challenges import ChallengeBook
from frontdesk.practice.faults import FaultList


class Account(NamedTuple):
    """What a client needs to reach one practice gateway. The keys are made up anew for every process."""

    base_url: str
    api_key: str
    secret_key: str


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
    """One pretend bank with two gateways before it. `accounts` gets its addresses when the listeners are bound."""

    def __init__(self, bank: Bank | None = None) -> None:
        self.bank = bank or Bank()
        self.faults = FaultList()
        self.challenges = ChallengeBook()
        self.switches = Switches()
        self.accounts = {
            "iyzico": Account("http://127.0.0.1", _key("sandbox-"), _key("sandbox-")),
            "oderopay": Account("http://127.0.0.1", _key("sandbox-"), _key("sandbox-")),
        }

    def reset(self) -> None:
        """As after a fresh start, but with the same keys and ports."""
        self.faults.clear()
        self.challenges.reset()
        self.switches = Switches()
        self.bank.reset()


def _key(prefix: str) -> str:
    return prefix + secrets.token_hex(16)
