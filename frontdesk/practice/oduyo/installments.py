"""Ödüyo's instalment and commission query, which is its BIN query too (Ödüyo notes §10, A14)."""

from frontdesk.practice.oduyo.answers import Data
from frontdesk.practice.oduyo.cards import find_bin
from frontdesk.practice.oduyo.errors import BAD_REQUEST, NO_RECORD, Refusal
from frontdesk.practice.oduyo.fields import Asked, integer, money, text
from frontdesk.practice.oduyo.pos import POSES, Choice, Pos, choices, find
from frontdesk.practice.wire_json import Json

_CURRENCIES = {"": "TRY", "TRT": "TRY", "TRY": "TRY", "USD": "USD", "EUR": "EUR"}
_TRUE = (True, 1, "1", "true")


def installments(asked: Asked) -> Json | Refusal:
    """POST gateway/get_installments: families × counts, one object per POS, or one alone by the switch.

    Without a BIN every family is shown, single payment to twelve. With one, the card's own family; a card of no family
    here, and a debit card, pays at once.
    """
    fields = asked.fields
    price, currency = money(fields, "price"), _CURRENCIES.get(str(fields.get("currency_type", "TRY")).upper())
    if price is None or currency is None:
        return BAD_REQUEST
    poses: tuple[Pos, ...] = POSES
    if "pos_alias" in fields:
        pos = find(text(fields, "pos_alias"))
        if pos is None or not pos.active:
            return NO_RECORD
        poses = (pos,)
    counts = sorted({count for one in poses for count in one.counts})
    offered = [one for count in counts for one in _with_count(poses, currency, count)]
    if "bin_no" in fields:
        digits = str(integer(fields["bin_no"]) or "")
        if not 6 <= len(digits) <= 8:
            return BAD_REQUEST
        offered = _for_card(offered, digits)
    if fields.get("best_of_rate") in _TRUE:
        offered = _best(offered)
    told: list[Json] = [
        _pos_answer(asked, one, [each for each in offered if each[0].pos == one], price, currency)
        for one in poses
        if any(each[0].pos == one for each in offered)
    ]
    return told[0] if told and asked.ways.installments_as_object else told


def _with_count(poses: tuple[Pos, ...], currency: str, count: int) -> list[tuple[Choice, int]]:
    return [(one, count) for one in choices(poses, currency, count)]


def _for_card(offered: list[tuple[Choice, int]], digits: str) -> list[tuple[Choice, int]]:
    card = find_bin(digits)
    mine = [one for one in offered if card and one[0].family == card.family]
    at_once = card is None or card.kind == "debit" or not mine
    return [one for one in mine or offered if one[1] == 1 or not at_once]


def _best(offered: list[tuple[Choice, int]]) -> list[tuple[Choice, int]]:
    """Per family and instalment count only the POS with the lower rate (§10: the page's first sentence)."""
    lowest: dict[tuple[str, int], int] = {}
    for choice, count in offered:
        place = choice.family, count
        lowest[place] = min(choice.rate, lowest.get(place, choice.rate))
    return [(choice, count) for choice, count in offered if choice.rate == lowest[choice.family, count]]


def _pos_answer(asked: Asked, pos: Pos, offered: list[tuple[Choice, int]], price: int, currency: str) -> Data:
    by_family: dict[str, dict[str, Json]] = {}
    for choice, count in offered:
        by_family.setdefault(choice.family, {})[str(count)] = _line(asked, choice, count, price)
    as_list = asked.ways.counts_as_list
    families: Data = {family: [*by_count.values()] if as_list else by_count for family, by_count in by_family.items()}
    return {
        "price": _decimal(price),
        "currency_type": currency,
        "bank_name": pos.name,
        "bank_id": str(pos.number),
        "force_3ds": "1" if pos.force_3ds else "2",
        "cvc_required": 1,
        "pos_alias": pos.alias,
        "installments": families,
    }


def _line(asked: Asked, choice: Choice, count: int, price: int) -> Data:
    rate = choice.rate if asked.ways.commission_in_total else 0
    total = price + (price * rate + 5_000) // 10_000
    total += 100 if asked.fault.kind == "wrong_amount" else 0
    return {
        "installment_no": count,
        "installment_price": _decimal((total + count // 2) // count),
        "total_price": _decimal(total),
        "pos_alias": choice.pos.alias,
    }


def _decimal(minor: int) -> str:
    return f"{minor // 100}.{minor % 100:02d}"
