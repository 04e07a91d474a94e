"""The journal of one hold as steps of a timeline."""

import json
from collections.abc import Iterable, Mapping

from frontdesk.domain.attempt import JournalLine
from frontdesk.domain.house import House
from frontdesk.domain.money import Money
from frontdesk.ui import notices, showing
from frontdesk.ui.said import Form, known, said
from frontdesk.ui.widgets.timeline import Step
from frontdesk.ui.words import tr

# Questions that changed nothing are told once, with how often they were put.
_QUESTIONS = frozenset({"not_asked", "ask_unclear", "still_open", "not_yet_proven", "asked"})
_NAMES_A_SUM = frozenset(
    {
        *("capture_begun", "captured", "refund_begun", "refunded", "sale_begun", "sold", "place_begun"),
        *("charged", "kept", "part_sale_begun", "deposit_owed", "panel_refunded"),
        *("taken_after_stop", "refund_by_panel"),
    }
)
# A charge without a hold: its gateway may tell by then what it costs the house.
_TAKES_AT_ONCE = frozenset({"charged", "sold"})
_BEGINS = frozenset({"place", "sale", "complete", "capture", "release", "refund", "kept"})


def steps(journal: Iterable[JournalLine], house: House, form: Form = "") -> tuple[Step, ...]:
    """Newest first; `journal` is oldest first as the ledger gives it."""
    told: list[tuple[JournalLine, int]] = []
    for line in journal:
        if told and line.event in _QUESTIONS and told[-1][0].event == line.event:
            told[-1] = (line, told[-1][1] + 1)
        else:
            told.append((line, 1))
    return tuple(_step(line, times, house, form) for line, times in reversed(told))


def _step(line: JournalLine, times: int, house: House, form: Form) -> Step:
    facts: dict[str, str] = json.loads(line.facts or "{}")
    key = f"history.{line.event}"
    title = said(form, key) if known(form, key) else tr("history.other")
    if line.event in _NAMES_A_SUM and facts.get("amount", "").isdigit() and facts.get("currency"):
        title = f"{title} · {showing.amount(Money(int(facts['amount']), facts['currency']), house)}"
    parts = [showing.moment(line.at), *_references(line, facts, house, form)]
    if times > 1:
        parts.append(tr("history.times", count=times))
    if line.clerk and line.event.removesuffix("_begun") in _BEGINS:
        parts.append(line.clerk)
    return Step(title, " · ".join(parts), _tone(line.event))


def _references(line: JournalLine, facts: dict[str, str], house: House, form: Form) -> list[str]:
    parts = []
    if facts.get("problem"):
        parts.append(notices.reason(facts["problem"], form).title)
    if facts.get("code"):
        parts.append(tr("history.gateway_code", code=facts["code"]))
    if facts.get("sends", "").isdigit():
        parts.append(tr("history.sends", count=int(facts["sends"])))
    if facts.get("sum") == "as_sent":
        parts.append(tr("history.as_sent"))
    if line.event in {"held", "sold", "charged", "captured", "refunded", "charged_instead", "taken_after_stop"}:
        if facts.get("auth_code"):
            parts.append(tr("history.approval", code=facts["auth_code"]))
        if facts.get("host_reference"):
            parts.append(tr("history.reference", number=facts["host_reference"]))
    if line.event in _TAKES_AT_ONCE and facts.get("rate"):
        parts += [tr("history.rate", rate=showing.percent(facts["rate"], house)), facts.get("pos", "")]
    if facts.get("remark") == "unverified_return":
        parts.append(tr("history.unverified_return"))
    parts.append(card_words(facts))
    if facts.get("slip"):
        parts.append(tr("history.slip", number=facts["slip"]))
    if facts.get("reason"):
        parts.append(tr("history.reason", reason=facts["reason"]))
    return [part for part in (*parts, *_panel(facts)) if part]


def card_words(facts: Mapping[str, str]) -> str:
    """Whether the gateway keeps the card from this step on, "" where that was not asked for."""
    kept = facts.get("card_kept", "")
    if kept == "yes":
        return tr("history.card_kept", card=showing.card_named(facts.get("scheme", ""), facts.get("last4", "")))
    return tr("history.card_not_kept") if kept else ""


def _panel(facts: dict[str, str]) -> tuple[str, ...]:
    """Who read the merchant's panel, and what that meant for the refund of ours that was open."""
    if "said_by" not in facts:
        return ()
    return tr(f"history.ours_{facts['ours']}"), tr("history.said_by", who=facts["said_by"])


def _tone(event: str) -> str:
    if event in {"needs_decision", "charged_instead", "taken_after_stop", "release_as_refund", "deposit_owed"}:
        return "risk"
    if event.endswith("_refused"):
        return "warn"
    if event.endswith(("_unknown", "_not_sent")) or event in _QUESTIONS - {"asked"}:
        return "info"
    return "accent"
