"""The promise every gateway keeps: conversations in, answers out. No gateway opens a socket, reads a clock or draws
a number.

A money method returns a conversation: a generator that yields a WireRequest, is sent the WireResponse, and returns
an answer.
A driver outside runs it and adds the two answers only a line can give: NotSent (provably never left) and Unknown.
"""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

from frontdesk.domain.abilities import Abilities, Service
from frontdesk.domain.card import Card
from frontdesk.domain.money import Money
from frontdesk.domain.stored_card import StoredCard
from frontdesk.domain.told import Cost, Deleted, ListedPayment, Notice, Ready, Rows


@dataclass(frozen=True, slots=True)
class WireRequest:
    """One HTTP request. `target` is path and query exactly as sent and signed, after the account's base_url. Target
    and `body` are hidden from repr: a query names stored cards, a path hosted pages, and a body may hold a card.
    `moves_money`: this is the attempt itself, and every time it is sent is noted (rule 6), unlike a login or a
    question on its way."""

    method: Literal["GET", "POST", "DELETE"]
    target: str = field(repr=False)
    headers: tuple[tuple[str, str], ...] = field(repr=False)
    body: bytes = field(default=b"", repr=False)
    moves_money: bool = False


@dataclass(frozen=True, slots=True)
class WireResponse:
    """One HTTP answer; header names in lower case; `body` at most the driver's cap."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


class CardFacts(NamedTuple):
    """What a gateway knows of a card, by its first digits or from a payment. Unknown texts are empty; `domestic` is
    None where the gateway does not tell whether the card was issued in Turkey."""

    bin: str = ""
    last4: str = ""
    scheme: str = ""
    kind: Literal["credit", "debit", "prepaid", ""] = ""
    bank: str = ""
    family: str = ""
    commercial: bool = False
    domestic: bool | None = None


NO_FACTS = CardFacts()


@dataclass(frozen=True, slots=True)
class Approved:
    """The gateway said yes, and its amount, currency, ids and signature agree with the order.

    `amount` is what it confirmed; `as_sent` is True where the note says the answer carries no settled amount.
    `phase` is what the answer makes of the money. `references` are kept with the hold and given back in
    HoldReference. `stored` is the card the gateway now keeps, where the order asked for it.
    """

    phase: Literal["held", "charged", "captured", "released", "refunded"]
    amount: Money
    payment_id: str
    as_sent: bool = False
    by: Literal["", "cancel", "refund"] = ""
    auth_code: str = ""
    host_reference: str = ""
    references: Mapping[str, str] = field(default_factory=dict)
    card: CardFacts = NO_FACTS
    stored: StoredCard | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A clear no, in the gateway's own error shape. `problem` is a problem code (domain/problems), `code` the
    gateway's own."""

    problem: str
    code: str = ""
    group: str = ""
    payment_id: str = ""


@dataclass(frozen=True, slots=True)
class Challenge:
    """A page to show: `html` is the whole page and `base_url` the site it comes from; or `url` is the address of a
    page on which the guest types the card himself (hosted page), and `html` is "". The payment id may be unknown
    yet. `references` may hold the page's token."""

    html: str = field(repr=False)
    base_url: str
    payment_id: str = ""
    url: str = field(default="", repr=False)
    references: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class NotSent:
    """Not one byte left: the connection was never made."""

    problem: str = "not_sent"


@dataclass(frozen=True, slots=True)
class Unknown:
    """Anything that is not clearly yes or no. `problem` says what was unclear; `code` the gateway's own code, if it
    gave one;
    `retry_after` seconds, 0 when it named none."""

    problem: str
    code: str = ""
    payment_id: str = ""
    retry_after: int = 0


Answer = Approved | Refused | Challenge | NotSent | Unknown

FoundState = Literal[
    "not_found",
    "page_open",
    "page_returned",
    "declined",
    "held",
    "charged",
    "captured",
    "released",
]


class FoundRefund(NamedTuple):
    """Money given back as the gateway lists it; `key` is the key we sent with it, "" where the gateway keeps none."""

    key: str
    amount: Money
    by: Literal["cancel", "refund"]


@dataclass(frozen=True, slots=True)
class Found:
    """What the gateway says of one payment, now. `amount` is the sum held at first, `captured` what was taken
    (None: not told).

    `released` stands for a cancelled hold; a cancelled capture is a refund in `refunds`. `refunded` is the sum
    given back where the gateway tells only the sum (None: not told); `partly_refunded`: it tells that a part was given
    back, and not how much. A state the gateway may reach later is never guessed. With `page_returned`, `proof` is what
    the gateway itself says of the authentication, "" where it says nothing. `stored` as in Approved, for a place whose
    own answer never came.
    """

    state: FoundState
    payment_id: str = ""
    amount: Money | None = None
    captured: Money | None = None
    refunds: tuple[FoundRefund, ...] = ()
    refunded: Money | None = None
    partly_refunded: bool = False
    proof: Literal["", "authenticated", "failed"] = ""
    auth_code: str = ""
    host_reference: str = ""
    references: Mapping[str, str] = field(default_factory=dict)
    card: CardFacts = NO_FACTS
    stored: StoredCard | None = None


AnswerConversation = Generator[WireRequest, WireResponse, Approved | Refused | Challenge | Unknown]
FoundConversation = Generator[WireRequest, WireResponse, Found | Refused | Unknown]
BinConversation = Generator[WireRequest, WireResponse, CardFacts | Refused | Unknown]
SessionConversation = Generator[WireRequest, WireResponse, Ready | Refused | Unknown]
StoredConversation = Generator[WireRequest, WireResponse, tuple[StoredCard, ...] | Refused | Unknown]
DeleteConversation = Generator[WireRequest, WireResponse, Deleted | Refused | Unknown]
DayConversation = Generator[WireRequest, WireResponse, tuple[ListedPayment, ...] | Refused | Unknown]
CostConversation = Generator[WireRequest, WireResponse, Cost | Refused | Unknown]
RowsConversation = Generator[WireRequest, WireResponse, Rows | Refused | Unknown]


class NotHere(Exception):  # noqa: N818 -- a programmer's mistake: the abilities said so beforehand
    """This gateway has no such call."""


class Buyer(NamedTuple):
    """The fields gateways demand of a buyer. `identity` is the identity or passport number: sent, never kept."""

    id: str
    name: str
    surname: str
    identity: str
    email: str
    phone: str
    address: str
    city: str
    country: str
    postcode: str
    ip: str

    def __repr__(self) -> str:
        return f"Buyer(id={self.id!r})"


@dataclass(frozen=True, slots=True)
class PlaceOrder:
    """Block (`purpose` hold) or take (`sale`) `amount`. `return_address` is set when 3DS is wanted, else "".
    `item` is one line for the statement of the gateway, `reference` the stay's reference.

    `card` None: the guest types it on the gateway's hosted page. `store`: the guest agreed that the gateway keeps the
    card; `card_user` is the gateway's key for this guest where it keeps one already, else ""."""

    key: str
    purpose: Literal["hold", "sale"]
    amount: Money
    card: Card | StoredCard | None = field(repr=False)
    buyer: Buyer
    item: str
    reference: str
    language: Literal["tr", "en"]
    return_address: str = ""
    store: bool = False
    card_user: str = field(default="", repr=False)
    instalments: int = 1


class HoldReference(NamedTuple):
    """What a gateway needs to speak of an existing payment. `payment_id` may be "" when no answer ever came.
    `capture_open`: a capture of it may have happened unanswered, so a bare success says nothing (rule 9)."""

    key: str
    payment_id: str
    amount: Money
    captured: Money
    references: Mapping[str, str]
    purpose: Literal["hold", "sale"] = "hold"
    buyer_ip: str = ""
    capture_open: bool = False

    def __repr__(self) -> str:
        """Without the references: a hosted page's token may be among them."""
        return f"HoldReference({self.key!r}, {self.payment_id!r}, {self.amount!r})"


class ReturnedPage(NamedTuple):
    """The return from the bank page, read and checked. `proof` is authenticated only with what the note demands.

    `already_done`: money moved on the page (one-step POS, hosted page); complete must not be sent. `untrusted`: bad or
    missing signature, or another payment's return. `failed`: the bank said no, which is still only a hint. `ask`: this
    gateway's return proves nothing by itself; only asking tells whether it is to be completed."""

    proof: Literal["authenticated", "failed", "already_done", "untrusted", "ask"]
    payment_id: str = ""
    detail: str = ""


class Gateway(Protocol):
    """One account at one gateway. Order of the private steps in every gateway: build, sign, send, check, read."""

    @property
    def name(self) -> str: ...

    @property
    def base_url(self) -> str: ...

    @property
    def abilities(self) -> Abilities: ...

    def prepare(self, now: int) -> SessionConversation | None:
        """The login that comes before an attempt begins (rule 6), None where none is needed at `now` (UTC seconds)."""

    def place(self, order: PlaceOrder) -> AnswerConversation:
        """Hold or sale; Challenge when the order carries a return address or no card."""

    def read_return(self, fields: Mapping[str, str], hold: HoldReference) -> ReturnedPage:
        """Check what the bank page brought back, in constant time where it is signed."""

    def complete(self, hold: HoldReference, page: ReturnedPage) -> AnswerConversation:
        """Finish an authenticated bank page; carries its place's key."""

    def capture(self, hold: HoldReference, amount: Money, key: str) -> AnswerConversation: ...

    def release(self, hold: HoldReference, key: str) -> AnswerConversation: ...

    def refund(
        self, hold: HoldReference, amount: Money, key: str, by: Literal["cancel", "refund"]
    ) -> AnswerConversation: ...

    def inquire(self, hold: HoldReference) -> FoundConversation:
        """The truth as the gateway tells it, by payment id or by our key when the id never arrived."""

    def look_up_bin(self, digits: str) -> BinConversation: ...

    def list_cards(self, user: str) -> StoredConversation:
        """The cards the gateway keeps for one of its users. Raises NotHere."""

    def delete_card(self, card: StoredCard) -> DeleteConversation:
        """Raises NotHere."""

    def list_day(self, day: str) -> DayConversation:
        """The gateway's own list of one Istanbul day (ISO). Raises NotHere."""

    def estimate(self, amount: Money, digits: str) -> CostConversation:
        """What charging `amount` on a card with these first digits would cost the house. Raises NotHere."""

    def consult(self, service: Service, asked: Mapping[str, str]) -> RowsConversation:
        """One entry of the provider's menu, as rows of named texts. `asked` may carry bin, amount (minor units),
        currency, from and to (ISO days). Raises NotHere unless abilities say "here", ValueError where something it
        needs is missing."""

    def read_notice(self, headers: Mapping[str, str], body: bytes) -> Notice | None:
        """A webhook of this gateway, checked in constant time; None for anything that is not signed by it. Header
        names in lower case. Raises NotHere."""
