"""The practice iyzico's own switches, and what it remembers beside the bank: stored cards and hosted forms."""

from typing import Any, NamedTuple

from frontdesk.practice.ground import Ground
from frontdesk.practice.iyzico.orders import Basket
from frontdesk.practice.iyzico.vault import Vault, vault_recalled, vault_told
from frontdesk.practice.wire_json import Json


class Ways(NamedTuple):
    """Standing behaviour that the notes leave open; `POST /settings {"iyzico": {…}}` changes it.

    `stored_card_cvc`: the issuer refuses a stored card without a cvc (10057, §14). `report_rows`: lines of one page of
    the day list. Hosted form: `hosted_threeds` sends a credit card to the bank's page too, as debit cards always are;
    `hosted_debit_sale` makes a sale of a debit card's hold, phase AUTH; `token_seconds` until a form expires (§15).
    Webhooks (§16): `webhook_url` is where they go, http on this computer, empty for none; `webhook_signed` sends
    X-IYZ-SIGNATURE-V3; `webhook_older` is the older page's schedule, 15 s and then every 10 minutes until a 200;
    `webhook_short_name` writes CHECKOUTFORM_AUTH for the hosted form's event.
    """

    stored_card_cvc: bool = False
    report_rows: int = 100
    hosted_threeds: bool = True
    hosted_debit_sale: bool = False
    token_seconds: int = 1800
    webhook_url: str = ""
    webhook_signed: bool = True
    webhook_older: bool = False
    webhook_short_name: bool = False


class Form(NamedTuple):
    """A hosted form that waits for the guest. `attempts` are payment ids; `expires` is on the bank's clock."""

    token: str
    basket: Basket
    sale: bool
    callback_url: str
    locale: str
    expires: float
    threeds: bool
    installments: tuple[int, ...]
    user_key: str
    email: str
    external_id: str
    attempts: tuple[int, ...] = ()

    @property
    def payment(self) -> int | None:
        """The last attempt, the only one that still counts."""
        return self.attempts[-1] if self.attempts else None


class State:
    """`forms` by token. A form and its result outlive the process; its page, on that process's port, does not."""

    def __init__(self) -> None:
        self.vault = Vault()
        self.forms: dict[str, Form] = {}


def ways(ground: Ground) -> Ways:
    found = ground.ways["iyzico"]
    assert isinstance(found, Ways)
    return found


def state(ground: Ground) -> State:
    found = ground.states["iyzico"]
    assert isinstance(found, State)
    return found


def remember(kept: object) -> Json:
    """The state as JSON, for the bank's memory."""
    assert isinstance(kept, State)
    forms: list[Json] = [form._asdict() | {"basket": form.basket._asdict()} for form in kept.forms.values()]
    return {"vault": vault_told(kept.vault), "forms": forms}


def recall(told: Json) -> State:
    """The state of that JSON. Raises KeyError, TypeError, ValueError or AttributeError when it is none."""
    kept: Any = told
    made = State()
    made.vault = vault_recalled(kept["vault"])
    made.forms = {form.token: form for form in (_form(one) for one in kept["forms"])}
    return made


def _form(told: dict[str, Any]) -> Form:
    basket = told["basket"]
    items = tuple((str(item), str(name), int(price)) for item, name, price in basket["items"])
    whole = {"basket": Basket(**basket | {"items": items})}
    return Form(**told | whole | {name: tuple(told[name]) for name in ("installments", "attempts")})
