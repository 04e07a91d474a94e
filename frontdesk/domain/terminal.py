"""Holds taken on a bank's own terminal and written down by hand: an account without verbs (features, 12). No gateway is
ever called for them, so nothing about them is ever asked on the schedule."""

from collections.abc import Container
from datetime import UTC, date, datetime, timedelta

from frontdesk.domain.hold import Hold
from frontdesk.domain.lapse import SAFETY_SECONDS, Lapse, lapse_of

# The account of all of them; no account at a gateway may have this name.
TERMINAL = "terminal"
BY_HAND = ("capture_by_hand", "release_by_hand", "confirm_by_hand", "refund_by_hand")
_ISTANBUL = timedelta(hours=3)


def account_problem(hold: Hold, accounts: Container[str]) -> str:
    """Why no gateway can be called about this hold, or ""."""
    if hold.account == TERMINAL:
        return "terminal_by_hand"
    return "" if hold.account in accounts else "unknown_account"


def verbs_by_hand(hold: Hold) -> frozenset[str]:
    """What can be written down of a hold now; nothing for one at a gateway."""
    if hold.account != TERMINAL:
        return frozenset()
    verbs = {"capture_by_hand", "release_by_hand", "confirm_by_hand"} if hold.state == "held" else set()
    return frozenset(verbs | ({"refund_by_hand"} if hold.state == "captured" and hold.refundable.minor > 0 else set()))


def lapse_on(day: str) -> Lapse:
    """A lapse as the terminal or the bank told it: the last second of that Istanbul day (ISO), safe until a day before.
    Raises ValueError."""
    midnight = datetime.combine(date.fromisoformat(day) + timedelta(days=1), datetime.min.time(), UTC) - _ISTANBUL
    at = int(midnight.timestamp()) - 1
    return Lapse(at, at - SAFETY_SECONDS, "told")


def lapse_by_hand(day: str, now: int) -> Lapse:
    """Seven days from `now` (UTC seconds) where nobody knows the day."""
    return lapse_on(day) if day else lapse_of(now)
