"""3D Secure challenges under way at the practice bank: who is asked for a code, and how the pages shall behave."""

import secrets
import threading
from collections.abc import Mapping
from typing import NamedTuple

from frontdesk.practice.bank import Authorisation

CODE_RIGHT, CODE_BLOCKED = "123456", "111111"  # any other code is wrong (3-D Secure notes §8)
TRIES = 3

# What a scenario may set, each with its values, the first one the default; an empty tuple takes any text.
AXES: Mapping[str, tuple[str, ...]] = {
    "surface": ("page", "iframe", "popup", "new_tab"),
    "charset": ("utf-8", "windows-1254", "iso-8859-9"),
    "return": ("post", "get", "meta", "302", "303", "307", "multipart", "double"),
    "flow": ("code", "frictionless", "deny", "push", "hang", "hang_after_code", "expired", "cancel_no_return"),
    "md_status": ("", "0", "1", "2", "3", "4", "5", "6", "7", "8", "-1"),
    "complete_status": ("WAITING", "COMPLETED"),
    "conversation_data": (),
    "hash_version": ("", "1", "2"),
}


class Scenario(NamedTuple):
    """How the pages of one challenge behave; `POST /faults {"kind":"challenge", …}` sets it for the next ones.

    `surface`: where the bank's page appears. `charset`: of the bank's page. `back`: how the browser gets back to the
    merchant (JSON name `return`). `flow`: a code is asked for; frictionless returns at once; deny fails at once; push
    waits for the phone, twice, then approves; hang never answers; hang_after_code takes the code and never answers;
    expired says that time is up and returns a failure; cancel_no_return ends on the bank's page when the guest cancels.
    `md_status` overrules what the gateway is told on success. `complete_status` COMPLETED is ÖderoPay's 3D Pay: the
    money is held by the time the browser returns. `conversation_data` and `hash_version` go into the callback.
    """

    surface: str = "page"
    charset: str = "utf-8"
    back: str = "post"
    flow: str = "code"
    md_status: str = ""
    complete_status: str = "WAITING"
    conversation_data: str = ""
    hash_version: str = ""


def read_scenario(wanted: Mapping[str, str], default: Scenario | None = None) -> Scenario:
    """A scenario from a challenge fault's members, which faults.read_fault has checked."""
    return (default or Scenario())._replace(
        **{"back" if name == "return" else name: value for name, value in wanted.items()}
    )


class Challenge(NamedTuple):
    """One cardholder before the bank's page. `outcome` is empty until known: approved, failed, cancelled or expired."""

    token: str
    payment: Authorisation
    callback_url: str
    merchant: str
    scenario: Scenario
    opened: float
    code_sent: float
    wrong: int = 0
    sent: int = 1
    polls: int = 0
    outcome: str = ""
    returns: int = 0
    letters_intact: bool | None = None

    @property
    def pending(self) -> bool:
        return self.returns == 0


class ChallengeBook:
    """The challenges of all accounts, by their unguessable token."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[str, Challenge] = {}

    def open(
        self, payment: Authorisation, callback_url: str, merchant: str, scenario: Scenario, now: float
    ) -> Challenge:
        made = Challenge(secrets.token_hex(12), payment, callback_url, merchant, scenario, now, now)
        return self.keep(made)

    def keep(self, challenge: Challenge) -> Challenge:
        with self._lock:
            self._known[challenge.token] = challenge
            return challenge

    def find(self, token: str) -> Challenge | None:
        with self._lock:
            return self._known.get(token)

    def all(self) -> list[Challenge]:
        with self._lock:
            return list(self._known.values())

    def reset(self) -> None:
        with self._lock:
            self._known.clear()
