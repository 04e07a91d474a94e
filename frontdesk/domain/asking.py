"""Asking the gateway about an unclear outcome: the one schedule, the two strikes, and what an answer proves.

Everything here is pure: times are UTC seconds handed in. Rules are those of the money-safety document, by number.
"""

from typing import Literal, NamedTuple

from frontdesk.domain.attempt import Attempt
from frontdesk.domain.gateway import Found
from frontdesk.domain.hold import Hold
from frontdesk.domain.money import Money
from frontdesk.domain.problems import REFUSALS

DAY = 86_400
# Seconds before each question, counted from the one before it (rule 8): at once, 2, 5, 15, 60, five times 5 min,
# then hourly.
GAPS = (0, 2, 5, 15, 60, 300, 300, 300, 300, 300)
HOUR = 3600
OFFLINE_GAP = 15
STRIKES_APART = 300
LAST_STRIKE_AFTER = 600


def next_question(asked: int, begun_at: int, now: int, retry_after: int = 0) -> int:
    """When to ask again after `asked` questions; Retry-After is honoured, and after a day it is once a day. The first
    question is due at once even then: the computer may have slept through the call."""
    gap = GAPS[asked] if asked < len(GAPS) else HOUR
    if asked and now - begun_at >= DAY:
        gap = DAY
    return now + max(gap, retry_after)


def is_too_long(begun_at: int, now: int) -> bool:
    """After 24 hours a person must decide; the question goes on once a day."""
    return now - begun_at >= DAY


class Verdict(NamedTuple):
    """What an answer proves about one open attempt.

    approved/refused settle it. `strike` is one answer that it did not happen, `page_strike` one that the bank page
    came back and was never completed. `wait` proves nothing. `attention` needs a person; `problem` says why.
    """

    proves: Literal["approved", "refused", "strike", "page_strike", "wait", "attention"]
    problem: str = ""
    by: Literal["", "cancel", "refund"] = ""


def judge(attempt: Attempt, hold: Hold, found: Found, *, completes: bool, completed: bool) -> Verdict:
    """What `found` proves about `attempt`. `completes`: this POS holds nothing before the completion; `completed`:
    a completion of this hold was ever sent."""
    if found.state == "not_found":
        acknowledged = bool(hold.payment_id) or attempt.kind not in {"place", "sale"}
        return Verdict("attention", "known_payment_missing") if acknowledged else Verdict("strike")
    if hold.payment_id and found.payment_id and found.payment_id != hold.payment_id:
        return Verdict("attention", "mismatch")
    if attempt.kind in {"place", "sale", "complete"}:
        return _judge_place(hold, found, completes=completes, completed=completed)
    if attempt.kind == "capture":
        return _judge_capture(attempt, found)
    if attempt.kind == "release":
        return _judge_release(found)
    return _judge_refund(attempt, hold, found)


def _judge_place(hold: Hold, found: Found, *, completes: bool, completed: bool) -> Verdict:
    if found.state == "page_open":
        return Verdict("wait")
    if found.state == "page_returned":
        # Rule 14 where nothing was completed; rule 9 otherwise: a bank-page state never proves that a completion
        # failed.
        return Verdict("page_strike") if completes and not completed else Verdict("wait")
    if found.state == "declined":
        return Verdict("refused", hold.problem if hold.problem in REFUSALS else "bank_declined")
    if found.amount is not None and found.amount != hold.money:
        return Verdict("attention", "mismatch")
    if hold.purpose != "hold" and found.state == "held":
        return Verdict("attention", "mismatch")
    return Verdict("approved")


def _judge_capture(attempt: Attempt, found: Found) -> Verdict:
    if found.state == "held":
        # A refusal that was asked about and found true needs no second proof: the gateway said no, and it is still
        # held.
        return Verdict("refused", attempt.problem) if attempt.problem in REFUSALS else Verdict("strike")
    if found.state == "captured":
        wanted = Money(attempt.amount, attempt.currency)
        # A sum that the gateway does not tell is no mismatch: it stays as sent (rule 5).
        return Verdict("approved") if found.captured in {None, wanted} else Verdict("attention", "mismatch")
    if found.state in {"page_open", "page_returned", "declined"}:
        return Verdict("wait")
    return Verdict("attention", "mismatch")


def _judge_release(found: Found) -> Verdict:
    if found.state == "released":
        return Verdict("approved")
    if found.state == "held":
        return Verdict("strike")
    if found.state in {"page_open", "page_returned", "declined"}:
        return Verdict("wait")
    given_back = given_back_of(found)
    is_refund = found.partly_refunded or (given_back is not None and given_back.minor > 0)
    return Verdict("attention", "returned_as_refund" if is_refund else "mismatch")


def _judge_refund(attempt: Attempt, hold: Hold, found: Found) -> Verdict:
    """Rule 11: what cannot be matched to ours is attention, never not_done."""
    wanted = Money(attempt.amount, attempt.currency)
    for refund in found.refunds:
        if refund.key == attempt.key:
            return (
                Verdict("approved", by=refund.by)
                if refund.amount == wanted
                else Verdict("attention", "returned_other_sum")
            )
    if found.state not in {"captured", "charged"}:
        return Verdict("attention", "refund_unmatched")
    given_back = given_back_of(found)
    if given_back is None:
        # A part whose sum is not told may be ours or anybody's.
        return Verdict("attention", "refund_unmatched") if found.partly_refunded else Verdict("wait")
    if given_back.minor == hold.refunded:
        return Verdict("strike")
    keyless = [refund for refund in found.refunds if not refund.key]
    if given_back.minor == hold.refunded + wanted.minor and (keyless or not found.refunds):
        return Verdict("approved", by=keyless[-1].by if keyless else "refund")
    return Verdict("attention", "refund_unmatched")


def given_back_of(found: Found) -> Money | None:
    """What was given back in all, None where that is not told."""
    if found.refunded is not None:
        return found.refunded
    if not found.refunds:
        if found.partly_refunded:
            return None
        return Money(0, found.amount.code) if found.amount is not None else None
    total = found.refunds[0].amount
    for refund in found.refunds[1:]:
        total = total + refund.amount
    return total


def struck(attempt: Attempt, now: int, started_at: int) -> tuple[Attempt, bool]:
    """Count one answer "it did not happen" (rule 9). The second counts at least five minutes after the first and
    ten minutes after the later of sending and the last start; then it is proven (True)."""
    if attempt.strikes == 0:
        return attempt._replace(strikes=1, struck_at=now), False
    apart = now - attempt.struck_at >= STRIKES_APART
    late = now >= max(attempt.begun_at, started_at) + LAST_STRIKE_AFTER
    return (attempt._replace(strikes=2), True) if apart and late else (attempt, False)
