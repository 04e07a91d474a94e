"""Records as staff read them: moments, days, stays, cards. The words come from resources/words/states.json."""

from collections.abc import Mapping
from time import gmtime, struct_time

from frontdesk.domain.amount_text import show_amount
from frontdesk.domain.bank_name import short_bank_name
from frontdesk.domain.hold import Hold, Stay
from frontdesk.domain.house import House
from frontdesk.domain.money import Money
from frontdesk.ui.words import tr

_DAY = 86_400
# UTC+3 all year, whatever zone the PC is set to: the days of the board and the gateways are Istanbul's too.
_ISTANBUL = 3 * 3600
_FEW_HOURS = 12 * 3600
KEY_SHOWN = 8


def amount(money: Money, house: House) -> str:
    """In the house's notation, with the currency."""
    return show_amount(money, house.notation)


def percent(rate: str, house: House) -> str:
    """A rate that a gateway tells with a dot, as the house writes it."""
    told = rate.replace(".", ",") if house.notation == "tr" else rate
    return f"%{told}" if house.language == "tr" else f"{told}%"


def _there(at: int) -> struct_time:
    return gmtime(at + _ISTANBUL)


def moment(at: int) -> str:
    """`28 Kas 14:20` of UTC seconds, in Istanbul."""
    then = _there(at)
    return f"{then.tm_mday} {tr(f'states.month_{then.tm_mon}')} {then.tm_hour:02d}:{then.tm_min:02d}"


def clock(at: int) -> str:
    """`14:20` of UTC seconds, in Istanbul."""
    then = _there(at)
    return f"{then.tm_hour:02d}:{then.tm_min:02d}"


def recently(at: int, now: int) -> str:
    """The clock alone for today, day and clock for anything else."""
    then, today = _there(at), _there(now)
    return clock(at) if then[:3] == today[:3] else moment(at)


def day(iso: str) -> str:
    """`28 Kas` of an ISO day; anything else is shown as it is."""
    parts = iso.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts) or not 1 <= int(parts[1]) <= 12:
        return iso
    return f"{int(parts[2])} {tr(f'states.month_{int(parts[1])}')}"


def days(stay: Stay) -> str:
    """`21–24 Kas`, `28 Kas – 2 Ara`; one day alone when only one is known."""
    arrives, departs = stay.arrives, stay.departs
    if not arrives or not departs or arrives == departs:
        return day(arrives or departs)
    if arrives[:7] == departs[:7] and arrives[8:].isdigit():
        return f"{int(arrives[8:])}–{day(departs)}"
    return f"{day(arrives)} – {day(departs)}"


def place(stay: Stay) -> str:
    """`Oda 204`, or the plate alone."""
    return tr("states.place", place=stay.place) if stay.place else ""


def who(stay: Stay) -> str:
    """Room, dates and reference on one line."""
    return " · ".join(part for part in (place(stay), days(stay), stay.reference) if part)


def scheme(hold: Hold) -> str:
    return tr(f"states.scheme_{hold.scheme}")


def card(hold: Hold) -> str:
    """`Troy •••• 6667`."""
    return card_named(hold.scheme, hold.last4)


def card_named(scheme_code: str, last4: str) -> str:
    """The same of a card that is no hold's."""
    word = tr(f"states.scheme_{scheme_code}")
    return f"{word} •••• {last4}" if last4 else word


def number(hold: Hold) -> str:
    """What the gateway calls the payment, as it can be read out. Where that is our own key, its first digits."""
    return short_key(hold.payment_id) if hold.payment_id == hold.key else hold.payment_id


def short_key(key: str) -> str:
    """Enough of our key to tell payments apart and to read out."""
    return key[:KEY_SHOWN]


def entry(hold: Hold) -> str:
    """How the card came, where that is worth saying."""
    return "" if hold.entry == "card" else tr(f"states.entry_{hold.entry}")


def account(name: str, titles: Mapping[str, str]) -> str:
    """What staff call an account; holds on a bank's terminal have none at a gateway."""
    return tr("states.account_terminal") if name == "terminal" else titles.get(name, name)


def grade(hold: Hold) -> str:
    """How sure the lapse is; a terminal's is told by its slip, not by a gateway."""
    told = hold.lapse_grade == "told" and hold.entry == "terminal"
    return tr("new_hold.grade_slip" if told else f"states.grade_{hold.lapse_grade}")


def bank(hold: Hold) -> str:
    """Bank and kind of card, as far as they are known."""
    kind = tr(f"states.kind_{hold.card_kind}") if hold.card_kind in {"credit", "debit", "prepaid"} else ""
    return " · ".join(part for part in (short_bank_name(hold.bank), kind) if part)


def left(until: int, now: int) -> str:
    """`6 gün`, `21 sa`, `5 sa 20 dk`, `40 dk`, or that it is past. Rounded down: never promise more."""
    seconds = until - now
    if seconds <= 0:
        return tr("states.left_past")
    if seconds >= _DAY:
        return tr("states.left_days", count=seconds // _DAY)
    hours, minutes = seconds // 3600, seconds % 3600 // 60
    if seconds >= _FEW_HOURS or (hours and not minutes):
        return tr("states.left_hours", hours=hours)
    if hours:
        return tr("states.left_hours_minutes", hours=hours, minutes=minutes)
    return tr("states.left_minutes", minutes=max(minutes, 1))
