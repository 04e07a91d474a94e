"""What staff are told of an outcome: what happened, what it means for the guest's money, what to do next.

An unclear outcome is never called failed: it is being checked with the bank.
"""

from typing import NamedTuple

from frontdesk.domain.hold import HeldStay, Hold
from frontdesk.domain.house import House
from frontdesk.domain.money import Money
from frontdesk.domain.problems import NOT_SENT
from frontdesk.ui import showing
from frontdesk.ui.said import CHARGES, Form, form_of, known, said
from frontdesk.ui.widgets.panel import Tone
from frontdesk.ui.words import has, tr
from frontdesk.usecases.desk import Outcome

_TONES: dict[str, Tone] = {
    "done": "good",
    "refused": "warn",
    "not_sent": "warn",
    "checking": "info",
    "challenge": "info",
    "attention": "risk",
    "stopped": "plain",
}
_UNDECIDED = frozenset({"placing", "challenge", "capturing", "releasing", "refunding", "unknown"})


class Notice(NamedTuple):
    """`means` is for the guest's money, often the very words to say."""

    tone: Tone
    title: str
    what: str
    means: str
    next_step: str


class Reason(NamedTuple):
    """What a problem code says by itself; parts without a text are empty."""

    title: str = ""
    what: str = ""
    next_step: str = ""


def reason(problem: str, form: Form = "") -> Reason:
    """The words of a problem code."""
    parts = (f"problems.{problem}.{part}" for part in ("title", "what", "next"))
    return Reason(*(said(form, key) if problem and known(form, key) else "" for key in parts))


def sentence(outcome: Outcome, house: House, now: int, by: str = "") -> Notice:
    """The whole notice for one outcome; `now` is UTC seconds, `by` the way a deposit was given back."""
    values = _values(outcome, house, now)
    form = form_of(outcome.held.hold if outcome.held else None)
    key = _key(outcome, by)
    title, what, means, next_step = (
        said(form, f"notices.{key}.{part}", **values) for part in ("title", "what", "means", "next")
    )
    if outcome.result in {"refused", "not_sent", "attention", "stopped"}:
        why = reason(outcome.problem, form)
        title = why.title if outcome.result in {"attention", "stopped"} and why.title else title
        what = why.what or what
        next_step = why.next_step or next_step
        if has(f"notices.{key}.means_{outcome.problem}"):
            means = tr(f"notices.{key}.means_{outcome.problem}", **values)
    doubtful = key == "done.lapsed" or (key == "done.charged" and form not in CHARGES)
    tone: Tone = "warn" if doubtful else _TONES[outcome.result]
    return Notice(tone, title, what, means, next_step)


def guest_sentence(held: HeldStay, house: House, now: int) -> str:
    """One sentence to say to the guest: state, amount, date, and when the bank was asked."""
    hold = held.hold
    return said(
        form_of(hold),
        f"notices.guest.{_guest_key(hold)}",
        amount=showing.amount(hold.money, house),
        captured=showing.amount(hold.captured_money, house),
        refunded=showing.amount(Money(hold.refunded, hold.currency), house),
        lapses=showing.moment(hold.lapses_at) if hold.lapses_at else "—",
        asked=_asked(hold, now),
    )


def _asked(hold: Hold, now: int) -> str:
    """When the gateway last said so: the answer that made the hold counts until it was asked about."""
    asked = hold.asked_at or hold.held_at
    if form_of(hold) == "by_hand":
        asked = hold.asked_at
    if not asked:
        return said(form_of(hold), "notices.guest_never")
    return said(form_of(hold), "notices.guest_asked", moment=showing.recently(asked, now))


def answer(outcome: Outcome, house: House, now: int) -> tuple[Tone, str, str]:
    """The answer to F5 as tone, title and text: one sentence fit for the guest, and what stands in its way."""
    if outcome.held is None:
        told = sentence(outcome, house, now)
        return told.tone, told.title, told.what
    speech = guest_sentence(outcome.held, house, now)
    if outcome.result == "done":
        return "good", tr("board.tell_guest"), speech
    told = sentence(outcome, house, now)
    if outcome.result == "checking":
        title = tr("notices.not_sent.ask.title") if outcome.problem in NOT_SENT else told.title
        return told.tone, title, f"{speech}\n{tr('board.next_question', moment=next_question(outcome.ask_at, now))}"
    return told.tone, told.title, f"{told.what}\n{tr('notices.by_our_records', said=speech)}"


def next_question(ask_at: int, now: int) -> str:
    """When the bank is asked next, in words."""
    if ask_at <= now + 1:
        return tr("notices.next_soon")
    return tr("notices.next_at", moment=showing.recently(ask_at, now))


def _guest_key(hold: Hold) -> str:
    if hold.state in _UNDECIDED:
        return "open"
    if hold.state == "charged" and hold.attention == "taken_after_stop":
        return hold.attention
    return "refunded_part" if hold.state in {"captured", "charged"} and hold.refunded else hold.state


def _key(outcome: Outcome, by: str) -> str:
    verb = "place" if outcome.verb == "complete" else outcome.verb
    if outcome.result in {"attention", "stopped"}:
        return outcome.result
    if outcome.result in {"checking", "challenge"}:
        return f"checking.{verb}"
    if outcome.result == "refused" and verb == "ask":
        return "done.declined"
    if outcome.result != "done":
        return f"{outcome.result}.{verb}"
    return f"done.{_done(outcome.held.hold, verb, by)}" if outcome.held else "done.other"


def _done(hold: Hold, verb: str, by: str) -> str:
    if form_of(hold) in CHARGES:
        if verb == "keep" and hold.state == "captured":
            return "kept" if hold.purpose == "deposit" else "kept_sale"
        if hold.state == "charged" and hold.refunded:
            return "charged_part"
        if hold.state == "refunded" and by and not hold.owed:
            return f"refunded_{by}"
    if hold.state == "captured" and hold.refunded:
        return "refunded_part"
    if hold.state == "captured" and hold.captured >= hold.amount:
        above = hold.captured > hold.amount and not form_of(hold)
        return "captured_above" if above else "captured_all"
    known = {"held", "captured", "released", "refunded", "charged", "abandoned", "declined", "lapsed"}
    return hold.state if hold.state in known else "other"


def _values(outcome: Outcome, house: House, now: int) -> dict[str, str]:
    hold = outcome.held.hold if outcome.held else None
    money = hold.money if hold else outcome.amount

    def shown(amount: Money | None) -> str:
        return showing.amount(amount, house) if amount else ""

    return {
        "amount": shown(money),
        "sum": shown(outcome.amount or money),
        "captured": shown(hold.captured_money if hold else None),
        "refunded": shown(Money(hold.refunded, hold.currency) if hold else None),
        "above": shown(Money(max(0, hold.captured - hold.amount), hold.currency) if hold else None),
        "kept": shown(hold.refundable if hold else None),
        "left": shown(Money(max(0, hold.amount - hold.captured), hold.currency) if hold else None),
        "lapses": showing.moment(hold.lapses_at) if hold and hold.lapses_at else "—",
        "grade": showing.grade(hold) if hold else "",
        "next": next_question(outcome.ask_at, now),
    }
