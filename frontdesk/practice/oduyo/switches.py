"""What the notes leave open about Ödüyo, as switches, and what the site remembers beside the bank."""

from typing import NamedTuple, cast

from frontdesk.practice.ground import Ground
from frontdesk.practice.wire_json import Json


class Ways(NamedTuple):
    """Standing behaviour; `POST /settings {"oduyo": {…}}` changes it. Each default is the notes' own (§12, §15).

    Login and sessions: `session_minutes` is how long one lives (§2); `login_answer` is where its id stands: session_id,
    SESSION_ID, token (inside data), bare (data itself) or top (A1); `expire_after_start` ends every session as soon as
    a 3D payment was started.

    Spelling: `data_as_list` wraps the gateway group's `data` in a list (A2); `numbers_as_text` and `booleans` (true,
    number, text) as in A19; `spaced_payment_id` writes "payment id" in cancel and refund (§9); `installments_as_object`
    answers with one object instead of a list, `counts_as_list` makes a list of the instalment counts;
    `commission_in_total` adds the commission to get_installments' totals, without it the house bears it (§10).

    Money: `partial_refund_field` is the amount field that makes a refund a part; empty: every refund is whole, whatever
    else is sent (A7); `repeat_complete` answers a second confirm with the first result (A10).

    The guest's way: `form_with_card` puts card number and CVV into the form's hidden fields, as real bank forms do
    (§5); `https_callback_only` refuses any other callback_url (A22); `empty_callback` sends the guest back without a
    word (A3).
    """

    session_minutes: int = 60
    login_answer: str = "session_id"
    expire_after_start: bool = False
    data_as_list: bool = False
    numbers_as_text: bool = False
    booleans: str = "true"
    spaced_payment_id: bool = False
    installments_as_object: bool = False
    counts_as_list: bool = False
    commission_in_total: bool = True
    partial_refund_field: str = ""
    repeat_complete: bool = False
    form_with_card: bool = True
    https_callback_only: bool = False
    empty_callback: bool = False


class Route(NamedTuple):
    """Which POS and card family took a payment, at what commission (hundredths of a percent), and from which address.

    `client_ip` is the payer's."""

    pos: str
    family: str
    rate: int
    client_ip: str


class State:
    """The site's memory: sessions with their end (UTC seconds), the route of each payment, the payments whose bank step
    was repeated and not asked for since, and the payment links with their amounts as they were sent."""

    def __init__(self, routes: dict[int, Route] | None = None) -> None:
        self.sessions: dict[str, float] = {}
        self.routes = routes or {}
        self.repeated: set[int] = set()
        self.links: dict[str, str] = {}


def ways_of(ground: Ground) -> Ways:
    return cast(Ways, ground.ways["oduyo"])


def state_of(ground: Ground) -> State:
    return cast(State, ground.states["oduyo"])


def remember(state: object) -> Json:
    """The routes, without which a kept payment could not be told of; sessions and links end with the process."""
    return {str(number): list(route) for number, route in cast(State, state).routes.items()}


def recall(told: Json) -> State:
    """The memory of remember()'s JSON. Raises ValueError, KeyError or TypeError."""
    if not isinstance(told, dict):
        raise TypeError("routes are a JSON object")
    routes: dict[int, Route] = {}
    for number, route in told.items():
        pos, family, rate, client_ip = route
        routes[int(number)] = Route(str(pos), str(family), int(rate), str(client_ip))
    return State(routes)
