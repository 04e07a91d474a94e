"""What is said around a page of one payment: it may be the bank's or the gateway's own on which the guest types the
card, and what is decided on it may be a hold or a charge."""

from collections.abc import Callable

from frontdesk.domain.challenge import ChallengePage
from frontdesk.domain.hold import Hold
from frontdesk.ui.words import has, tr

Say = Callable[..., str]


def page_words(page: ChallengePage, hold: Hold) -> Say:
    """The words of `bank_page`, in the form that is nearest to this payment: `amount_charge`, `say_hosted`, `stuck`."""
    hosted = bool(page.url)
    charge = hold.purpose != "hold"
    forms = [
        form
        for form, fits in (("_hosted_charge", hosted and charge), ("_hosted", hosted), ("_charge", charge), ("", True))
        if fits
    ]

    def say(key: str, **values: object) -> str:
        return tr(next(f"bank_page.{key}{form}" for form in forms if has(f"bank_page.{key}{form}")), **values)

    return say
