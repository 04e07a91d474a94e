"""Words in the form that fits: of money that was charged instead of held, never a word of holds (Ödüyo notes §13); of a
charge for a bill, never that it is a deposit; of a hold on a bank's own terminal, never that the bank was asked."""

from typing import Literal

from frontdesk.domain.hold import Hold
from frontdesk.ui.words import has, tr

# charge: a deposit that was charged · sale: charged for a bill, in the words of a charge but for its own.
Form = Literal["", "charge", "sale", "by_hand"]
CHARGES: frozenset[Form] = frozenset({"charge", "sale"})
_FORMS: dict[str, Form] = {"hold": "", "deposit": "charge", "sale": "sale"}


def form_of(hold: Hold | None) -> Form:
    """The form in which this hold is spoken of."""
    if hold is None:
        return ""
    return "by_hand" if hold.entry == "terminal" else _FORMS[hold.purpose]


def said(form: Form, key: str, **values: object) -> str:
    """The text of a key in a form, or as it is where the form says nothing else. Raises KeyError."""
    return tr(_in_form(form, key), **values)


def known(form: Form, key: str) -> bool:
    """Whether anything is said under the key at all."""
    return has(_in_form(form, key))


def _in_form(form: Form, key: str) -> str:
    if form == "sale" and has(f"sale.{key}"):
        return f"sale.{key}"
    if form in CHARGES and has(f"charge.{key}"):
        return f"charge.{key}"
    if form == "by_hand" and has(f"by_hand.{key}"):
        return f"by_hand.{key}"
    return key
