"""The site's virtual POSes, and how a payment finds its way to one (Ödüyo notes §11, A13; the table is §15's)."""

from typing import Literal, NamedTuple

from frontdesk.practice.oduyo.errors import BAD_REQUEST, NO_RECORD, Refusal

_PER_EXTRA_INSTALMENT = 120  # hundredths of a percent that each instalment after the first adds; the notes have none


class Pos(NamedTuple):
    """One virtual POS. `families`: card family with its single-charge commission in hundredths of a percent."""

    alias: str
    kind: Literal["bank", "institution"]
    model: Literal["3d", "3d_pay"]
    families: tuple[tuple[str, int], ...]
    currencies: tuple[str, ...]
    counts: tuple[int, ...]
    number: int
    name: str
    method: str
    bank_code: str
    active: bool = True
    default: bool = False
    force_3ds: bool = True


POSES = (
    Pos(
        "garanti-1",
        "bank",
        "3d",
        (("bonus", 299),),
        ("TRY", "USD", "EUR"),
        (1, 2, 3, 6, 9, 12),
        1,
        "Garanti BBVA",
        "gvp",
        "62",
        default=True,
    ),
    Pos(
        "isbank-1",
        "bank",
        "3d_pay",
        (("maximum", 249),),
        ("TRY",),
        (1, 2, 3, 6, 9),
        2,
        "İş Bankası",
        "payten",
        "64",
        force_3ds=False,
    ),
    Pos(
        "sipay-1",
        "institution",
        "3d",
        (("bonus", 320), ("maximum", 210), ("world", 280)),
        ("TRY",),
        (1, 2, 3, 6),
        3,
        "Sipay",
        "sipay",
        "0",
    ),
    Pos("old-1", "bank", "3d", (("world", 100),), ("TRY",), (1, 2, 3), 4, "Yapı Kredi", "posnet", "67", active=False),
)


class Choice(NamedTuple):
    """A POS with the card family it charges by; `rate` is the commission in hundredths of a percent."""

    pos: Pos
    family: str
    rate: int


def find(alias: str) -> Pos | None:
    return next((one for one in POSES if one.alias == alias), None)


def commission(single: int, count: int) -> int:
    """Hundredths of a percent for so many instalments."""
    return single + _PER_EXTRA_INSTALMENT * (count - 1)


def in_percent(rate: int) -> str:
    """The rate as Ödüyo writes it, dot decimal (A23)."""
    return f"{rate // 100}.{rate % 100:02d}"


def choices(poses: tuple[Pos, ...], currency: str, count: int) -> list[Choice]:
    """Every POS and family that can charge this."""
    return [
        Choice(one, family, commission(single, count))
        for one in poses
        if one.active and currency in one.currencies and count in one.counts
        for family, single in one.families
    ]


def choose(alias: str, brand: str, currency: str, count: int, card_family: str) -> Choice | Refusal:
    """The POS for a payment. `alias` and `brand` are what was asked for, empty for nothing.

    A passive or unknown alias is 404, so is a family that an institution does not have; a POS that cannot charge the
    currency or the instalments is 400 (§15). Without an alias the order of A13 decides.
    """
    if not alias:
        return _routed(brand, currency, count, card_family)
    pos = find(alias)
    if pos is None or not pos.active:
        return NO_RECORD
    wanted = brand if pos.kind == "institution" else ""
    if wanted and wanted not in dict(pos.families):
        return NO_RECORD
    able = [one for one in choices((pos,), currency, count) if wanted in ("", one.family)]
    return min(able, key=lambda one: one.rate) if able else BAD_REQUEST


def _routed(brand: str, currency: str, count: int, card_family: str) -> Choice | Refusal:
    able = choices(POSES, currency, count)
    if brand:
        able = [one for one in able if one.family == brand]
    if not able:
        return NO_RECORD if brand else BAD_REQUEST
    return min(able, key=lambda one: (one.family != card_family, one.rate, not one.pos.default, one.pos.alias))
