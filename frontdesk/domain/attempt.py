"""An attempt: one try at a gateway. States and their legal steps are those of the money-safety rules."""

from typing import Literal, NamedTuple

AttemptKind = Literal["place", "complete", "capture", "release", "refund", "sale"]
AttemptState = Literal["begun", "challenged", "approved", "refused", "not_sent", "unknown", "not_done"]

OPEN_ATTEMPTS: frozenset[AttemptState] = frozenset({"begun", "challenged", "unknown"})
LEGAL_STEPS: dict[AttemptState, frozenset[AttemptState]] = {
    "begun": frozenset({"challenged", "approved", "refused", "not_sent", "unknown"}),
    "challenged": frozenset({"approved", "refused", "unknown", "not_done"}),
    "unknown": frozenset({"approved", "refused", "not_done"}),
}


class Attempt(NamedTuple):
    """One row of the ledger. Amount in minor units of `currency`; times are UTC seconds, 0 for never.

    `key` is what the gateway will know the attempt by. `by` is how money is given back: cancel or refund. `asked`
    counts the questions so far, `ask_at` is when the next one is due, `strikes` counts the answers "it did not
    happen" that were far enough apart, `struck_at` is the first of them. `gateway_code` is the gateway's own code
    for a refusal.
    """

    id: int
    hold_id: int
    account: str
    kind: AttemptKind
    state: AttemptState
    key: str
    currency: str
    amount: int
    by: str
    clerk: str
    begun_at: int
    settled_at: int
    problem: str
    gateway_code: str
    asked: int
    asked_at: int
    ask_at: int
    strikes: int
    struck_at: int


class JournalLine(NamedTuple):
    """One step as it happened; never changed. `at` is UTC seconds. `facts` is a JSON object of texts for the
    timeline."""

    id: int
    at: int
    clerk: str
    hold_id: int
    attempt_id: int
    event: str
    facts: str
