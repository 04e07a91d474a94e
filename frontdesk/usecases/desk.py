"""The desk: everything a verb needs, built by hand in compose and handed down, and how a verb ends."""

from collections.abc import Awaitable, Callable, Coroutine, Generator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from frontdesk.domain.challenge import ChallengePage
from frontdesk.domain.clerk import Clerk
from frontdesk.domain.hold import HeldStay
from frontdesk.domain.house import House

if TYPE_CHECKING:
    from frontdesk.domain.gateway import Gateway, NotSent, Refused, Unknown, WireRequest, WireResponse
    from frontdesk.domain.money import Money
    from frontdesk.domain.outcomes import After
    from frontdesk.domain.stored_card import StoredCard
    from frontdesk.ledger.database import Ledger

AccountKind = Literal["practice", "test", "live"]
# So often a second, and after so many seconds, a call looks whether the login that another one began is over.
LOGIN_LOOKS = 5
LOGIN_PAUSE = 0.2


class Account(NamedTuple):
    """One account at one gateway; `title` is what staff read. `sample_card` is a documented test card, in practice
    alone."""

    name: str
    title: str
    gateway: "Gateway"
    sample_card: str = ""


class Outcome(NamedTuple):
    """How a verb ended. `held` is fresh from the ledger.

    done: it happened · refused: bank or gateway said no · not_sent: provably never left · checking: unclear, the
    bank is asked · challenge: show `page` · attention: a person must decide · stopped: the desk refused before
    anything was begun.
    `ask_at` is when the next question is due (UTC seconds), `others` the holds that would block the guest twice,
    `code` the gateway's own code, `stored` the card that the gateway keeps from now on.
    """

    result: Literal["done", "refused", "not_sent", "checking", "challenge", "attention", "stopped"]
    verb: Literal["place", "sale", "complete", "capture", "release", "refund", "keep", "ask"]
    held: HeldStay | None = None
    amount: "Money | None" = None
    problem: str = ""
    page: ChallengePage | None = None
    others: tuple[HeldStay, ...] = ()
    ask_at: int = 0
    code: str = ""
    stored: "StoredCard | None" = None


class Line(Protocol):
    """Carries a conversation to its gateway and back; `limit` is the outer limit of one call in seconds."""

    async def run[T](
        self, gateway: "Gateway", conversation: "Generator[WireRequest, WireResponse, T]", limit: float
    ) -> "T | NotSent | Unknown": ...


async def one_by_one(works: Sequence[Coroutine[object, object, None]]) -> None:
    """Where nobody said how to do several things at once."""
    for work in works:
        await work


class Desk:
    """`now` gives UTC seconds, `new_key` a fresh UUID4 text, `new_return_address` an address that only this payment
    knows, `pause` waits some seconds or until woken, `rest` the seconds alone. `line` and `accounts` arrive after the
    first paint. `on_change` is called with a hold id whenever the ledger has something new for the screens;
    `on_trouble` with an exception that one question raised. `restored_at` is when the ledger was last put back from a
    backup (UTC seconds, 0 for never). `ask_all` asks about every unknown at once: the line is back. `unwritten` is what
    came of attempts (by their id) while the disk was full. `together` does several things at once, so that an account
    whose gateway hangs does not keep the others waiting. `reached` says of each account whether its last call came
    through. `finishing` are the holds whose bank page has just ended."""

    def __init__(
        self,
        *,
        kind: AccountKind,
        ledger: "Ledger",
        house: House,
        clerk: Clerk,
        now: Callable[[], int],
        new_key: Callable[[], str],
        new_return_address: Callable[[], str],
        pause: Callable[[float], Awaitable[None]],
    ) -> None:
        self.kind = kind
        self.ledger = ledger
        self.house = house
        self.clerk = clerk
        self.now = now
        self.new_key = new_key
        self.new_return_address = new_return_address
        self.pause = self.rest = pause
        self.line: Line | None = None
        self.accounts: dict[str, Account] = {}
        self.started_at = now()
        self.restored_at = 0
        self.busy = 0
        self.reached: dict[str, bool] = {}
        self.ask_all = False
        self.being_asked: set[int] = set()
        self.finishing: set[int] = set()
        self._logging_in: set[str] = set()
        self.together: Callable[[Sequence[Coroutine[object, object, None]]], Awaitable[None]] = one_by_one
        self.unwritten: dict[int, After] = {}
        self.wake: Callable[[], None] = lambda: None
        self.on_change: Callable[[int], None] = lambda _hold_id: None
        self.on_trouble: Callable[[Exception], None] = lambda _trouble: None
        self.save_house: Callable[[House], None] = lambda _house: None

    @property
    def online(self) -> bool | None:
        """Whether the last call to each account reached it; None before the first call."""
        return all(self.reached.values()) if self.reached else None

    def reaches(self, account: str) -> bool | None:
        """Whether an account can be reached, as its own last call told. One that was never called is taken for away
        while no call to any other came through: then the house's line is cut. None: not known."""
        is_cut = bool(self.reached) and not any(self.reached.values())
        return self.reached.get(account, False if is_cut else None)

    async def ready(self, account: str) -> "Refused | NotSent | Unknown | None":
        """The login that an account may need (rule 6), one at a time; None where its session stands. Another one that
        was begun is waited for no longer than a call may take."""
        from frontdesk.domain.told import Ready

        gateway = self.accounts[account].gateway
        for _ in range(gateway.abilities.limit * LOGIN_LOOKS):
            if account not in self._logging_in:
                break
            await self.rest(LOGIN_PAUSE)
        login = gateway.prepare(self.now())
        if login is None:
            return None
        self._logging_in.add(account)
        try:
            answer = await self.carry(account, login)
        finally:
            self._logging_in.discard(account)
        return None if isinstance(answer, Ready) else answer

    async def run[T](
        self, account: str, conversation: "Generator[WireRequest, WireResponse, T]"
    ) -> "T | Refused | NotSent | Unknown":
        """A question to an account's gateway, after the login that it may need."""
        stop = await self.ready(account)
        if stop is None:
            return await self.carry(account, conversation)
        conversation.close()
        return stop

    async def carry[T](
        self, account: str, conversation: "Generator[WireRequest, WireResponse, T]"
    ) -> "T | NotSent | Unknown":
        """One call to an account's gateway. Counts as busy until it is over; notices whether the line is there."""
        from frontdesk.domain.gateway import NotSent

        gateway = self.accounts[account].gateway
        if self.line is None:
            conversation.close()
            return NotSent()
        self.busy += 1
        try:
            answer = await self.line.run(gateway, conversation, gateway.abilities.limit)
        finally:
            self.busy -= 1
        # By account: one gateway that is down beside one that answers is no line that comes back again and again.
        was, there = self.reached.get(account), not isinstance(answer, NotSent)
        self.reached[account] = there
        if was is False and there:
            self.ask_all = True
            self.wake()
        return answer
