"""What the guest will be told of a new hold, and what the clerk should know before: worked out from facts alone."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from frontdesk.domain.abilities import Abilities
from frontdesk.domain.bank_name import short_bank_name
from frontdesk.domain.gateway import CardFacts
from frontdesk.domain.house import House
from frontdesk.domain.lapse import lapse_of
from frontdesk.domain.money import Money
from frontdesk.ui import showing
from frontdesk.ui.widgets.guest_words import Remark
from frontdesk.ui.words import tr

ISTANBUL = timedelta(hours=3)
# Guests leave by noon; a block that lapses later that day was long enough.
_LEAVES_AT = 12


class Wanted(NamedTuple):
    """What stands in the form. None and empty facts: not known yet. `now` is UTC seconds.
    `sample_card` is offered to whoever practises."""

    amount: Money | None
    can: Abilities | None
    facts: CardFacts
    departs: date | None
    threeds: bool
    online: bool | None
    now: int
    sample_card: str = ""


def day_at_counter(now: int) -> date:
    """The day in Istanbul of UTC seconds."""
    return (datetime.fromtimestamp(now, UTC) + ISTANBUL).date()


def speech(wanted: Wanted, house: House) -> str:
    """The sentence to say aloud."""
    if wanted.amount is None:
        return tr("new_hold.speech_empty")
    part = wanted.can is None or (wanted.can.partial_capture and not wanted.can.exact_only)
    return tr("new_hold.speech" if part else "new_hold.speech_whole", amount=showing.amount(wanted.amount, house))


def remarks(wanted: Wanted) -> Sequence[Remark]:
    """The boxes under it, most pressing first."""
    made: list[Remark] = []
    if wanted.online is False:
        made.append(Remark("warn", tr("new_hold.offline"), tr("new_hold.offline_title")))
    if wanted.facts.kind in {"debit", "prepaid"}:
        kind = wanted.facts.kind
        made.append(Remark("warn", tr(f"new_hold.{kind}"), tr(f"new_hold.{kind}_title")))
    made.append(_lapse(wanted))
    if wanted.can is not None:
        if wanted.can.exact_only or not wanted.can.partial_capture:
            made.append(Remark("warn", tr("new_hold.exact"), tr("new_hold.exact_title")))
        if wanted.threeds:
            made.append(Remark("info", tr("new_hold.page_comes")))
        else:
            made.append(Remark("warn", tr("new_hold.no_page"), tr("new_hold.no_page_title")))
    if wanted.sample_card:
        made.append(Remark("plain", tr("new_hold.practice_card", number=wanted.sample_card)))
    return made


def _lapse(wanted: Wanted) -> Remark:
    lapse = lapse_of(wanted.now)
    facts = {"lapses": showing.moment(lapse.at), "grade": tr(f"states.grade_{lapse.grade}")}
    if wanted.departs is None:
        return Remark("plain", tr("new_hold.lapse_unknown", **facts))
    facts["departs"] = showing.day(wanted.departs.isoformat())
    leaves = datetime(wanted.departs.year, wanted.departs.month, wanted.departs.day, _LEAVES_AT, tzinfo=UTC) - ISTANBUL
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
