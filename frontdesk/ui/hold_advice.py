"""What the guest will be told of a new deposit, and what the clerk should know before: worked out from facts alone.

Where the account cannot hold, the words are those of a charge: nothing in them says that money is only blocked.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Literal, NamedTuple

from frontdesk.domain.abilities import Abilities
from frontdesk.domain.bank_name import short_bank_name
from frontdesk.domain.gateway import CardFacts
from frontdesk.domain.house import House
from frontdesk.domain.money import Money
from frontdesk.domain.routing import card_hints
from frontdesk.domain.terminal import lapse_by_hand
from frontdesk.domain.told import Cost
from frontdesk.ui import showing
from frontdesk.ui.widgets.guest_words import Remark
from frontdesk.ui.words import language, spoken_in, tr

ISTANBUL = timedelta(hours=3)
# Guests leave by noon; a block that lapses later that day was long enough.
_LEAVES_AT = 12
Mode = Literal["hold", "charge", "terminal"]


class Asked(NamedTuple):
    """What stands in the form. None and empty facts: not known yet. `now` is UTC seconds. `sample_card` is offered to
    whoever practises; `hosted`: the guest types the card; `lapses_on` is the day that a terminal's slip names;
    `forbidden`: this card cannot pay in this currency."""

    amount: Money | None
    can: Abilities | None
    facts: CardFacts
    departs: date | None
    threeds: bool
    online: bool | None
    now: int
    sample_card: str = ""
    mode: Mode = "hold"
    hosted: bool = False
    lapses_on: date | None = None
    forbidden: bool = False


def day_at_counter(now: int) -> date:
    """The day in Istanbul of UTC seconds."""
    return (datetime.fromtimestamp(now, UTC) + ISTANBUL).date()


def speech(asked: Asked, house: House) -> str:
    """The sentence to say aloud."""
    if asked.amount is None:
        return tr("new_hold.speech_empty")
    if asked.forbidden:
        return tr("new_hold.speech_forbidden", code=asked.amount.code)
    amount = showing.amount(asked.amount, house)
    if asked.mode != "hold":
        return tr(f"new_hold.speech_{asked.mode}", amount=amount)
    part = asked.can is None or (asked.can.partial_capture and not asked.can.exact_only)
    return tr("new_hold.speech" if part else "new_hold.speech_whole", amount=amount)


def consent(asked: Asked, house: House) -> tuple[str, ...]:
    """What is read out before a card is charged (Ödüyo notes §13, rule 3)."""
    amount = showing.amount(asked.amount, house) if asked.amount else tr("new_hold.consent_amount")
    return tuple(tr(f"new_hold.consent_{part}", amount=amount) for part in ("charged", "returned", "debit"))


def consent_in_other(asked: Asked, house: House) -> tuple[str, ...]:
    """The same for a guest who does not speak the language of the desk."""
    with spoken_in("en" if language() == "tr" else "tr"):
        return consent(asked, house)


def remarks(asked: Asked) -> Sequence[Remark]:
    """The boxes under the sentence, most pressing first."""
    if asked.mode == "terminal":
        return [Remark("info", tr("new_hold.by_hand"), tr("new_hold.by_hand_title")), _lapse(asked)]
    made: list[Remark] = []
    if asked.online is False:
        made.append(Remark("warn", tr("new_hold.offline"), tr("new_hold.offline_title")))
    charge = "_charge" if asked.mode == "charge" else ""
    made.extend(_card(asked))
    if asked.forbidden:
        return made
    if charge:
        part = asked.can is not None and asked.can.refund_part
        made.append(Remark("plain", tr("new_hold.returns_part" if part else "new_hold.returns_whole")))
    else:
        made.append(_lapse(asked))
        if asked.can is not None and (asked.can.exact_only or not asked.can.partial_capture):
            made.append(Remark("warn", tr("new_hold.exact"), tr("new_hold.exact_title")))
    made.extend(_page(asked, charge))
    if asked.sample_card:
        made.append(Remark("plain", tr("new_hold.practice_card", number=asked.sample_card)))
    return made


def _card(asked: Asked) -> list[Remark]:
    """What its kind and its country mean for a deposit."""
    kind, made = asked.facts.kind, []
    if kind in {"debit", "prepaid"} and asked.mode == "hold":
        made.append(Remark("warn", tr(f"new_hold.{kind}"), tr(f"new_hold.{kind}_title")))
    hints = card_hints(asked.facts, charges=asked.mode == "charge")
    made.extend(Remark("plain" if one == "hint_foreign" else "warn", tr(f"routing.{one}")) for one in hints)
    return made


def _page(asked: Asked, charge: str) -> list[Remark]:
    if asked.can is None:
        return []
    if asked.hosted:
        return [Remark("info", tr(f"new_hold.hosted_comes{charge}"))]
    if asked.threeds:
        return [Remark("info", tr("new_hold.page_comes"))]
    return [Remark("warn", tr("new_hold.no_page"), tr("new_hold.no_page_title"))]


def _lapse(asked: Asked) -> Remark:
    lapse = lapse_by_hand(asked.lapses_on.isoformat() if asked.lapses_on else "", asked.now)
    grade = tr("new_hold.grade_slip" if asked.lapses_on else f"states.grade_{lapse.grade}")
    facts = {"lapses": showing.moment(lapse.at), "grade": grade}
    if asked.departs is None:
        return Remark("plain", tr("new_hold.lapse_unknown", **facts))
    facts["departs"] = showing.day(asked.departs.isoformat())
    leaves = datetime(asked.departs.year, asked.departs.month, asked.departs.day, _LEAVES_AT, tzinfo=UTC) - ISTANBUL
    if leaves.timestamp() <= lapse.safe_until:
        return Remark("plain", tr("new_hold.lapse_enough", **facts))
    how = "close" if leaves.timestamp() <= lapse.at else "outlasted"
    return Remark("warn", tr(f"new_hold.lapse_{how}", **facts), tr(f"new_hold.lapse_{how}_title"))


def bank_words(facts: CardFacts) -> tuple[str, str]:
    """Bank and kind of card for under the number, and `warn` where the kind is a trap for a deposit."""
    kind = tr(f"card.{facts.kind}") if facts.kind else ""
    foreign = tr("card.foreign") if facts.domestic is False else ""
    words = " · ".join(part for part in (short_bank_name(facts.bank), kind, foreign) if part)
    return words, "warn" if facts.kind in {"debit", "prepaid"} else ""


def cost_facts(
    cost: Cost | None, unknown: Literal["later", "none"], house: House
) -> tuple[tuple[tuple[str, str], ...], str]:
    """What staff see of the cost of a charge: names with values, and the sentence under them. `unknown`: it will be
    asked for, or the gateway does not tell."""
    if cost is None:
        return (), tr(f"new_hold.cost_{unknown}")
    pos = " · ".join(part for part in (cost.pos, cost.family) if part)
    rows = (
        (tr("new_hold.cost_pos"), pos),
        (tr("new_hold.cost_rate"), showing.percent(cost.rate, house)),
        (tr("new_hold.cost_sum"), showing.amount(cost.cost, house)),
    )
    return tuple(row for row in rows if row[1]), tr("new_hold.cost_hint")


def button_words(asked: Asked, house: House) -> str:
    """What the one button will do."""
    key = "go_hosted" if asked.hosted else {"hold": "go", "charge": "go_charge", "terminal": "go_terminal"}[asked.mode]
    if asked.amount is None:
        return tr(f"new_hold.{key}_empty")
    return tr(f"new_hold.{key}", amount=showing.amount(asked.amount, house))
