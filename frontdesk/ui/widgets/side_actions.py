"""What can be done with the hold at the side of the board: which buttons it has, and which verb a key means."""

from collections.abc import Mapping

from frontdesk.domain.hold import Hold
from frontdesk.ui.said import form_of
from frontdesk.ui.widgets.key_hint import KeyButton
from frontdesk.ui.widgets.side_panel import Side
from frontdesk.ui.words import tr

# Each leads to the page of what ends a charged deposit, or of what was done on a bank's terminal.
_RETURNS = frozenset({"refund", "keep", "keep_part", "panel_refund"})
_BY_HAND = frozenset({"capture_by_hand", "release_by_hand", "refund_by_hand", "confirm_by_hand"})
# The key of a verb means the first of these that the hold allows.
_MEANT: Mapping[str, tuple[str, ...]] = {
    "capture": ("capture", "return", "by_hand"),
    "release": ("release", "return", "by_hand"),
}


def buttons() -> dict[str, KeyButton]:
    """Every button there may be, by verb, in their order."""
    return {
        "capture": KeyButton(tr("board.act_capture"), "F8", "primary"),
        "return": KeyButton(tr("board.act_return"), "F8", "primary"),
        "by_hand": KeyButton(tr("board.act_by_hand"), "F8", "primary"),
        "release": KeyButton(tr("board.act_release"), "F9"),
        "refund": KeyButton(tr("board.act_refund"), "", "primary"),
        "ask": KeyButton(tr("board.act_ask"), "F5"),
    }


def shown(side: Side) -> tuple[str, ...]:
    """What fits the hold's state; what is forbidden for now is shown disabled. Asking says why by itself; there is
    nobody to ask about a bank's terminal."""
    hold = side.held.hold
    if form_of(hold) == "by_hand":
        return ("by_hand",)
    fitting = (verb for verb in ("capture", "return", "release", "refund") if can(verb, side) or _fits(verb, hold))
    return (*fitting, "ask")


def can(verb: str, side: Side) -> bool:
    """Whether the verb may be begun now."""
    hold = side.held.hold
    if verb == "by_hand":
        return not _BY_HAND.isdisjoint(side.can)
    if verb == "return":
        return _is_returnable(hold) and not _RETURNS.isdisjoint(side.can)
    if verb == "refund" and _is_returnable(hold):
        return False
    return verb in side.can


def meant(verb: str, side: Side) -> str:
    """The verb that a key stands for here; the same one where the hold allows none of those it could mean."""
    return next((one for one in _MEANT.get(verb, (verb,)) if can(one, side)), verb)


def why_not(verb: str, side: Side) -> str:
    """Title of the reason why a verb may not be begun."""
    return side.why_not.get("refund" if verb == "return" else verb, "")


def _is_returnable(hold: Hold) -> bool:
    """What stands charged has a page of its own; so has a deposit in doubt of which money was taken, and whatever the
    merchant's panel alone can tell the rest of."""
    asks_panel = hold.purpose == "deposit" or hold.attention == "refund_unmatched"
    in_doubt = hold.state == "attention" and asks_panel and hold.captured > 0
    return hold.state == "charged" or in_doubt


def _fits(verb: str, hold: Hold) -> bool:
    if verb == "return":
        return _is_returnable(hold)
    if verb == "refund":
        return hold.state == "captured" and hold.refundable.minor > 0
    return hold.state == "held" and verb in {"capture", "release"}
