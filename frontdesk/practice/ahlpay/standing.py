"""What the practice AHL Pay is told once and what it remembers beside the bank."""

import secrets
from typing import NamedTuple

from frontdesk.practice.ground import Ground, new_key
from frontdesk.practice.wire_json import Json

NAME = "ahlpay"
EMAIL, MEMBER, MERCHANT = "pos.api@ornekotel.test", "1", "900451"
MERCHANT_NAME = "Örnek Otel Turizm A.Ş."


class Ways(NamedTuple):
    """Standing behaviour that the notes leave open; each default is the notes' own (§13).

    `strict`: JSON types, the spelling of `paidamount` and a repeated rnd are refused; else let pass. `hash_mode`:
    `strict` checks every hash, `doc` only that of Payment3dBySecure. `token_ttl`: seconds on the bank's clock that a
    token lives. `token_tells_end`: the token is a real JWT with `exp`. `margin_up_bp`, `margin_down_bp`: how far a
    capture may leave the hold, in hundredths of a percent; the lower side counts only with `margin_lower`.
    `response_hash`: `null`, `signed` (the candidate of A18) or `badsig`. `failure_data`: a bank's refusal carries an
    object with `responseCode` instead of null (A4). `no_cvv`: payments without CVV are allowed. `bin_list`: the BIN
    services answer at the path of A32. `currencies`: the ISO numbers that the merchant may use, separated by blanks.
    `abandoned_after`: seconds on the bank's clock until a challenge that nobody ended counts as failed; 0 is never.
    """

    strict: bool = True
    hash_mode: str = "strict"
    token_ttl: int = 600
    token_tells_end: bool = False
    margin_up_bp: int = 1500
    margin_down_bp: int = 1500
    margin_lower: bool = False
    response_hash: str = "null"
    failure_data: bool = False
    no_cvv: bool = False
    bin_list: bool = True
    currencies: str = "949 840 978 826"
    abandoned_after: int = 900


class Begun(NamedTuple):
    """A 3D Secure start: its rnd, where a failure goes, and whether the gateway itself brings the result there."""

    rnd: str
    fail_url: str
    by_itself: bool


class Link(NamedTuple):
    """A created payment link. `amount` is minor units; `status` is a word of the provider's link page (§7.11)."""

    token: str
    order: str
    amount: int
    currency: str
    description: str
    created: float
    status: str = "START"


class State:
    """Tokens, used numbers, challenges begun and links. `tokens` has the moment of each login."""

    def __init__(self, burnt: frozenset[str] = frozenset()) -> None:
        self.tokens: dict[str, float] = {}
        self.seen: set[tuple[str, str, str]] = set()  # service, order, rnd
        self.burnt = set(burnt)
        self.begun: dict[int, Begun] = {}
        self.links: dict[str, Link] = {}
        self.counter = secrets.randbelow(900_000)  # the last six digits of host references


def new_account() -> dict[str, str]:
    """What a client needs; the two secrets are made up anew."""
    return {
        "email": EMAIL,
        "password": new_key("P!"),
        "hash_password": new_key("H!"),
        "member_id": MEMBER,
        "merchant_id": MERCHANT,
    }


def remember(state: object) -> Json:
    """Order numbers stay used between two runs."""
    return sorted(state.burnt) if isinstance(state, State) else []


def recall(told: Json) -> State:
    return State(frozenset(str(one) for one in told)) if isinstance(told, list) else State()


def ways(ground: Ground) -> Ways:
    found = ground.ways[NAME]
    assert isinstance(found, Ways)
    return found


def state(ground: Ground) -> State:
    found = ground.states[NAME]
    assert isinstance(found, State)
    return found
