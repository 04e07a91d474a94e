"""The numbers by which a payment is found again, as a result shows and copies them."""

import json

from frontdesk.domain.hold import Hold
from frontdesk.ui import showing
from frontdesk.ui.said import form_of, said
from frontdesk.ui.widgets.hold_facts import Fact
from frontdesk.ui.words import tr
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.list_holds import detail


def numbers_of(outcome: Outcome, desk: Desk, *, whole: bool = False) -> tuple[Fact, ...]:
    """Shown in short, copied as a whole: by our key the gateway finds a payment whose number never arrived. A gateway
    that knows a payment by our key alone gives it one number."""
    if outcome.held is None:
        return ()
    hold = outcome.held.hold
    events, slip = _journal(hold, desk)
    key = hold.key if whole else showing.short_key(hold.key)
    card = (showing.card(hold), showing.bank(hold), showing.entry(hold))
    facts = (
        ("payment_id", hold.payment_id if whole else showing.number(hold)),
        ("auth_code", hold.auth_code),
        ("host_reference", hold.host_reference),
        slip,
        ("account", _account(hold, desk)),
        ("card", " · ".join(part for part in card if part)),
        ("key", key if hold.key != hold.payment_id else ""),
        ("code", outcome.code),
        *_moments(hold),
        ("clerk", hold.clerk),
    )
    form = "charge" if "charged_instead" in events else form_of(hold)
    return tuple((said(form, f"result.{name}"), text, "") for name, text in facts if text)


def call_words(hold: Hold, desk: Desk) -> str:
    """Whom to call, and which of the numbers there are."""
    which = "own" if not hold.payment_id else "one" if hold.payment_id == hold.key else "both"
    return tr(f"result.call_{which}", account=_account(hold, desk))


def _account(hold: Hold, desk: Desk) -> str:
    account = desk.accounts.get(hold.account)
    return showing.account(hold.account, {hold.account: account.title} if account else {})


def _journal(hold: Hold, desk: Desk) -> tuple[frozenset[str], tuple[str, str]]:
    """What happened to it, and the slip of the last step on a bank's own terminal with the name of that number."""
    slip = ("slip", "")
    journal = detail(desk, hold.id).journal
    for line in journal:
        number = str(json.loads(line.facts or "{}").get("slip", ""))
        if number:
            slip = (f"slip_{line.event.removesuffix('_by_hand')}", number)
    return frozenset(line.event for line in journal), slip


def _moments(hold: Hold) -> tuple[tuple[str, str], ...]:
    times = (("placed_at", hold.placed_at), ("held_at", hold.held_at), ("asked_at", hold.asked_at))
    lapses = (("lapses_at", hold.lapses_at),) if hold.state == "held" else ()
    return tuple((name, showing.moment(at) if at else "") for name, at in (*times, *lapses))
