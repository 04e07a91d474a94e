"""What one answer of a gateway makes of an attempt and its hold. Pure; the ledger writes what comes out in one
transaction."""

import json
from collections.abc import Mapping
from typing import Literal, NamedTuple

from frontdesk.domain.asking import next_question
from frontdesk.domain.attempt import Attempt
from frontdesk.domain.gateway import Answer, Approved, CardFacts, Challenge, Found, NotSent, Refused, Unknown
from frontdesk.domain.hold import Hold, HoldState
from frontdesk.domain.lapse import lapse_of
from frontdesk.domain.money import Money
from frontdesk.domain.stored_card import StoredCard

Result = Literal["done", "refused", "not_sent", "checking", "challenge", "attention"]
RUNNING: dict[str, HoldState] = {
    "place": "placing",
    "sale": "placing",
    "complete": "challenge",
    "capture": "capturing",
    "release": "releasing",
    "refund": "refunding",
}
# Where a hold stands again when its attempt provably never left: a place holds nothing, a bank page is still there.
BACK: dict[str, HoldState] = {"place": "abandoned", "sale": "abandoned", "complete": "challenge"}


# What is kept of a card's first digits.
BIN_DIGITS = 6


class After(NamedTuple):
    """Hold and attempt as they are now, the journal's event, and how the verb ended. `as_sent`: the gateway confirmed
    no sum, so it stands as it was sent, unconfirmed (rule 5). `sends` counts how often the attempt itself was sent;
    `stored` is a card that the gateway keeps from now on. `remark` is a word for the timeline, "" for none."""

    hold: Hold
    attempt: Attempt
    event: str
    result: Result
    as_sent: bool = False
    sends: int = 1
    stored: StoredCard | None = None
    remark: Literal["", "unverified_return"] = ""


def after_answer(hold: Hold, attempt: Attempt, answer: Answer, now: int) -> After:
    """Rules 2, 5, 10, 16 and 17 of money-safety, for an answer to the attempt just sent."""
    if isinstance(answer, NotSent):
        return _not_sent(hold, attempt, answer, now)
    if hold.payment_id and answer.payment_id not in {"", hold.payment_id}:
        # Not even a no is about our payment when it names another one (rule 2).
        return unclear(hold, attempt, "mismatch", now)
    if isinstance(answer, Refused):
        return _refused(hold, attempt, answer, now)
    if isinstance(answer, Challenge):
        return _challenged(hold, attempt, answer, now)
    if isinstance(answer, Unknown):
        return unclear(
            hold, attempt, answer.problem, now, payment_id=answer.payment_id, code=answer.code, wait=answer.retry_after
        )
    if answer.amount != Money(attempt.amount, attempt.currency):
        return unclear(hold, attempt, "mismatch", now, payment_id=answer.payment_id)
    if hold.purpose != "hold" and answer.phase == "held":
        return unclear(hold, attempt, "mismatch", now, payment_id=answer.payment_id)
    done = attempt._replace(state="approved", settled_at=now, by=answer.by or attempt.by, problem="", gateway_code="")
    after = settled(with_answer(hold, answer), done, answer.phase, now)
    return after._replace(as_sent=answer.as_sent, stored=answer.stored)


def unclear(
    hold: Hold, attempt: Attempt, problem: str, now: int, *, payment_id: str = "", code: str = "", wait: int = 0
) -> After:
    """Unclear is unknown, and unknown is asked: the first question is due at once."""
    attempt = attempt._replace(
        state="unknown", problem=problem, gateway_code=code, ask_at=next_question(0, attempt.begun_at, now, wait)
    )
    hold = hold._replace(state="unknown", problem=problem, payment_id=hold.payment_id or payment_id)
    return After(hold, attempt, f"{attempt.kind}_unknown", "checking")


def _not_sent(hold: Hold, attempt: Attempt, answer: NotSent, now: int) -> After:
    attempt = attempt._replace(state="not_sent", settled_at=now, problem=answer.problem)
    back = BACK.get(attempt.kind, hold.was)
    return After(hold._replace(state=back, problem=answer.problem), attempt, f"{attempt.kind}_not_sent", "not_sent")


def _refused(hold: Hold, attempt: Attempt, answer: Refused, now: int) -> After:
    if attempt.kind == "capture":
        # "After a refused capture, ask before showing held": the refusal is kept with the attempt and settled by
        # the question.
        return unclear(hold, attempt, answer.problem, now, code=answer.code)
    attempt = attempt._replace(state="refused", settled_at=now, problem=answer.problem, gateway_code=answer.code)
    hold = hold._replace(payment_id=hold.payment_id or answer.payment_id)
    return After(after_refusal(hold, attempt), attempt, f"{attempt.kind}_refused", "refused")


def after_refusal(hold: Hold, attempt: Attempt) -> Hold:
    """The hold after a settled refusal: a refused release returns to held, red (rule 16); a lapse is written only
    on a refusal that means it."""
    if attempt.kind in {"place", "sale", "complete"}:
        return hold._replace(state="declined", problem=attempt.problem)
    if attempt.problem == "hold_lapsed" and attempt.kind in {"capture", "release"}:
        return hold._replace(state="lapsed", problem=attempt.problem)
    attention = "release_refused" if attempt.kind == "release" else hold.attention
    return hold._replace(state=hold.was, problem=attempt.problem, attention=attention)


def _challenged(hold: Hold, attempt: Attempt, answer: Challenge, now: int) -> After:
    hold = hold._replace(
        state="challenge",
        payment_id=answer.payment_id or hold.payment_id,
        references=_merged(hold.references, answer.references),
        problem="",
    )
    return After(hold, attempt._replace(state="challenged", asked_at=now), "page_opened", "challenge")


def with_answer(hold: Hold, answer: Approved | Found) -> Hold:
    """The references and card facts an answer brought, kept with the hold. The card's own figures are told where the
    guest typed it on the gateway's page."""
    card: CardFacts = answer.card
    return hold._replace(
        payment_id=hold.payment_id or answer.payment_id,
        auth_code=answer.auth_code or hold.auth_code,
        host_reference=answer.host_reference or hold.host_reference,
        references=_merged(hold.references, answer.references),
        scheme=hold.scheme or card.scheme,
        bin=hold.bin or (card.bin[:BIN_DIGITS] if _is_figures(card.bin) else ""),
        last4=hold.last4 or (card.last4 if _is_figures(card.last4) and len(card.last4) == 4 else ""),
        card_kind=hold.card_kind or card.kind,
        bank=hold.bank or card.bank,
        problem="",
    )


def _is_figures(text: str) -> bool:
    return text.isascii() and text.isdigit()


def settled(hold: Hold, attempt: Attempt, phase: str, now: int) -> After:
    """An approved attempt: `phase` is what became of the money."""
    if attempt.kind in {"place", "sale", "complete"}:
        return _placed(hold, attempt, phase, now)
    if attempt.kind == "capture":
        return After(
            hold._replace(state="captured", captured=attempt.amount, attention=""), attempt, "captured", "done"
        )
    if attempt.kind == "release":
        if phase == "refunded":
            hold = hold._replace(state="attention", attention="returned_as_refund")
            return After(hold, attempt, "release_as_refund", "attention")
        return After(hold._replace(state="released", attention=""), attempt, "released", "done")
    refunded = hold.refunded + attempt.amount
    state: HoldState = "refunded" if refunded >= hold.captured else hold.was
    hold = hold._replace(
        state=state,
        refunded=refunded,
        owed=max(0, hold.owed - attempt.amount),
        attention="" if state == "refunded" else hold.attention,
    )
    return After(flagged(hold), attempt, "refunded", "done")


def _placed(hold: Hold, attempt: Attempt, phase: str, now: int) -> After:
    if phase == "released":
        return After(hold._replace(state="released"), attempt, "released_elsewhere", "done")
    if phase == "held":
        # The bank counts from when it was sent, which may be days before its answer was known.
        return After(held_since(hold._replace(state="held"), attempt.begun_at), attempt, "held", "done")
    # `captured` is known beforehand only where the gateway was asked and told of a part.
    charged = hold._replace(captured=hold.captured or hold.amount, held_at=now)
    if hold.purpose == "sale" and not hold.is_stopped:
        return After(charged._replace(state="captured"), attempt, "sold", "done")
    charged = flagged(charged._replace(state="charged", attention=""))
    if not charged.attention:
        return After(charged, attempt, "charged", "done")
    event = "charged_instead" if hold.purpose == "hold" else "taken_after_stop"
    return After(charged, attempt, event, "attention")


def flagged(hold: Hold) -> Hold:
    """The hold with what a person must decide about money that was taken, as long as it stands: a place answered as a
    sale (rule 5); a sale or deposit that staff had stopped and that was taken all the same (rule 15: money that moved
    is never given back by itself); a sale that the guest has paid by its deposit too."""
    if hold.purpose == "sale" and hold.owed > 0 and hold.state in {"charged", "captured"}:
        return hold._replace(attention="paid_twice")
    if hold.state == "charged" and hold.purpose == "hold":
        return hold._replace(attention="answered_as_sale")
    if hold.state == "charged" and hold.is_stopped:
        return hold._replace(attention="taken_after_stop")
    return hold


def held_since(hold: Hold, since: int) -> Hold:
    """The hold with the times of a block that stands since then (UTC seconds)."""
    lapse = lapse_of(since)
    return hold._replace(held_at=since, lapses_at=lapse.at, lapse_grade=lapse.grade, safe_until=lapse.safe_until)


def _merged(kept: str, new: Mapping[str, str]) -> str:
    return json.dumps({**json.loads(kept or "{}"), **new}, ensure_ascii=False, sort_keys=True)
