"""What stands in the form, as the verbs take it. Only after the form found nothing wrong."""

from frontdesk.domain.gateway import CardFacts
from frontdesk.domain.money import Money
from frontdesk.ui.widgets.hold_form import HoldForm
from frontdesk.usecases.record_terminal_hold import TerminalWish
from frontdesk.usecases.wish import HoldWish


def wish_of(form: HoldForm, amount: Money, facts: CardFacts, reason: str, card_user: str) -> HoldWish:
    """A card that is held or charged; `card_user` is the gateway's key for this guest where it keeps a card already."""
    stay, entry = form.stay, form.way.entry
    email, phone = form.contact.values()
    return HoldWish(
        stay=stay.stay(),
        account=form.account.name,
        amount=amount,
        threeds=form.account.threeds.isChecked(),
        identity=stay.identity_field.value(),
        email=email,
        phone=phone,
        reason=reason,
        facts=facts,
        entry="card" if entry == "terminal" else entry,
        store=form.way.store,
        card_user=card_user if form.way.store or entry == "stored" else "",
        instalments=form.way.counted,
    )


def slip_of(form: HoldForm, amount: Money, reason: str) -> TerminalWish:
    """What a terminal held, as it stands on its slip."""
    slip = form.way.terminal.slip()
    return TerminalWish(
        stay=form.stay.stay(),
        amount=amount,
        approval=slip.approval,
        lapses_on=slip.lapses_on,
        bank=slip.bank,
        last4=slip.last4,
        scheme=slip.scheme,
        reference=slip.reference,
        reason=reason,
    )


def sameness(wish: HoldWish, ends: object) -> object:
    """What must be as it was for a try that never left to be the same wish, under the same key; `ends` tells the
    cards apart."""
    return (wish.stay, wish.account, wish.amount, wish.threeds, wish.entry, ends)
