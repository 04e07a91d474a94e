"""Reads for the screens: the board, its counts, the search, one hold in full. They need no network."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.attempt import Attempt, JournalLine
from frontdesk.domain.hold import HeldStay, Hold
from frontdesk.domain.money import Money
from frontdesk.domain.terminal import BY_HAND, TERMINAL, account_problem, verbs_by_hand
from frontdesk.usecases.desk import Desk

if TYPE_CHECKING:
    from frontdesk.domain.capture_range import CaptureRange
    from frontdesk.usecases.kept_part import KeptPart

VERBS = ("capture", "release", "refund", "refund_part", "keep", "keep_part", "panel_refund", "ask")
CHIPS = ("open", "leaving", "lapsing", "asking", "attention", "departed")
ISTANBUL = timedelta(hours=3)


class Detail(NamedTuple):
    """One hold in full. `can` names the verbs its state and account allow, `why_not` the problem of each other one.
    `allowed` is None until the account is there (right after the start). `kept` is where keeping a part of a deposit
    stands. Verbs: see VERBS; refund_part and keep_part are parts of what was taken, panel_refund one that was given
    back in the merchant's panel."""

    held: HeldStay
    attempts: tuple[Attempt, ...]
    journal: tuple[JournalLine, ...]
    allowed: "CaptureRange | None"
    can: frozenset[str]
    why_not: dict[str, str]
    ask_at: int
    kept: "KeptPart | None" = None


def today(desk: Desk) -> str:
    """The day at the counter, ISO, in Istanbul time."""
    return (datetime.fromtimestamp(desk.now(), UTC) + ISTANBUL).date().isoformat()


def page(desk: Desk, chip: str, after: tuple[int, int] | None = None, limit: int = 60) -> tuple[HeldStay, ...]:
    """One page of open holds by urgency; `after` is (urgency, id) of the last row shown."""
    return desk.ledger.board(chip, after, limit, now=desk.now(), today=today(desk))


def counts(desk: Desk) -> dict[str, int]:
    return desk.ledger.counts(desk.now(), today(desk))


def total(desk: Desk) -> tuple[Money, ...]:
    """What is held in all, by currency."""
    return tuple(Money(minor, code) for code, minor in sorted(desk.ledger.total_held().items()))


def find(desk: Desk, text: str, limit: int = 60) -> tuple[HeldStay, ...]:
    """Open holds first, by urgency; then those of all ages, newest first. Turkish letters are folded."""
    return desk.ledger.find(text, limit)


def ledger_problem(desk: Desk) -> str:
    """Why nothing can be written (a read-only file, a disk that failed), or "": then the desk shows and moves no
    money."""
    return desk.ledger.problem


def detail(desk: Desk, hold_id: int) -> Detail:
    # The gateways' promise and the money steps: not before the first paint.
    from frontdesk.domain.capture_range import CaptureRange, capture_range
    from frontdesk.usecases.kept_part import kept_part

    held = desk.ledger.held_stay(hold_id)
    attempts = desk.ledger.attempts_of(hold_id)
    account = desk.accounts.get(held.hold.account)
    allowed = capture_range(held.hold.money, account.gateway.abilities, held.hold.bank) if account else None
    if held.hold.account == TERMINAL:
        allowed = CaptureRange(Money(1, held.hold.currency), held.hold.money, "guess", "guess")
    kept = kept_part(desk, held.hold) if held.hold.captured else None
    why_not = _why_not(desk, held.hold, attempts, kept)
    by_hand = verbs_by_hand(held.hold) if not ledger_problem(desk) else frozenset()
    can = (frozenset(VERBS) - why_not.keys()) | by_hand
    if held.hold.account == TERMINAL:
        why_not |= dict.fromkeys(frozenset(BY_HAND) - by_hand, ledger_problem(desk) or "wrong_hold_state")
    due = [row.ask_at for row in attempts if row.state == "unknown"]
    return Detail(held, attempts, desk.ledger.journal_of(hold_id), allowed, can, why_not, min(due, default=0), kept)


def _why_not(desk: Desk, hold: Hold, attempts: tuple[Attempt, ...], kept: "KeptPart | None") -> dict[str, str]:
    from frontdesk.usecases.kept_part import keep_problem

    if ledger_problem(desk):
        return dict.fromkeys(VERBS, ledger_problem(desk))
    account = desk.accounts.get(hold.account)
    if account is None:
        return dict.fromkeys(VERBS, account_problem(hold, desk.accounts))
    # An unknown completion stands beside its bank page's place; it can be asked about.
    asking = any(row.state == "unknown" for row in attempts)
    if not asking and any(row.state in {"begun", "challenged"} for row in attempts):
        return dict.fromkeys(VERBS, "attempt_open")
    undecided = hold.state in {"unknown", "attention"}
    wrong = "hold_undecided" if undecided else "wrong_hold_state"
    why: dict[str, str] = {}
    if hold.state != "held":
        why["capture"] = why["release"] = wrong
    if hold.state not in {"captured", "charged"} or hold.refundable.minor <= 0:
        why.update(dict.fromkeys(("refund", "refund_part", "panel_refund"), wrong))
    elif not account.gateway.abilities.refund_part:
        why["refund_part"] = "no_part_refund_here"
    if hold.state == "attention" and hold.attention == "refund_unmatched" and hold.captured:
        why.pop("panel_refund", None)
    if hold.state != "charged":
        why["keep"] = why["keep_part"] = wrong
    elif problem := keep_problem(desk, hold, kept):
        why["keep"] = why["keep_part"] = problem
    elif hold.purpose == "sale":
        why["keep_part"] = wrong
    if kept is not None and kept.step == "sale_open":
        why["refund"] = why["refund_part"] = "part_sale_open"
    return why
