"""What the window says of the desk itself: its line, its ledger, and what became of what was left open at the start."""

from typing import TYPE_CHECKING

from frontdesk.ui.widgets.top_bar import LineState
from frontdesk.ui.words import tr
from frontdesk.usecases import list_holds
from frontdesk.usecases.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frontdesk.usecases.recover_holds import Story


def line_words(desk: Desk, *, broken: bool) -> tuple[LineState, str]:
    """Whether the gateways can be reached, and their names, where one cannot its own alone; `broken`: they could not
    be made ready."""
    names = _titles(desk, desk.accounts)
    if desk.line is None:
        return ("broken" if broken else "starting"), names
    if desk.busy:
        return "busy", names
    if desk.online is None:
        return "unknown", names
    return ("online", names) if desk.online else ("offline", _titles(desk, _not_reached(desk)))


def _not_reached(desk: Desk) -> list[str]:
    return [name for name in desk.accounts if desk.reached.get(name) is False]


def _titles(desk: Desk, accounts: "Iterable[str]") -> str:
    return " · ".join(dict.fromkeys(desk.accounts[name].title for name in accounts))


def ledger_words(desk: Desk) -> tuple[str, str] | None:
    """Title and text where nothing can be written, so that no money moves."""
    problem = list_holds.ledger_problem(desk)
    if not problem:
        return None
    from frontdesk.ui import notices  # a sound ledger does not pay for it before the first paint

    why = notices.reason(problem)
    return why.title, f"{why.what} {why.next_step}"


def story_words(story: "Story") -> tuple[str, str] | None:
    """Title and text of what the first questions settled and what is still asked about, if anything was open."""
    parts = [
        tr(f"frame.recovered_{name}", count=len(held))
        for name, held in (("settled", story.settled), ("open", story.still_open))
        if held
    ]
    return (tr("frame.recovered_title"), " ".join(parts)) if parts else None
