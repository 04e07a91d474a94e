"""One gateway under the promises: its dialect, and its own words for the things that every gateway says somehow."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from frontdesk.domain.abilities import Abilities
from frontdesk.domain.gateway import FoundState, Gateway, HoldReference, WireRequest, WireResponse
from tests.gateways.dialect import Dialect
from tests.gateways.verbs import VERBS, Conversation
from tests.kit.in_memory import run_in_memory

type Bank = Callable[[WireRequest], WireResponse]
type Words = tuple[str, str, int]


class Party(NamedTuple):
    """`account` gives an account that has not spoken yet. `found` is how a question is answered by what became of the
    payment. `another` are changes of a good answer, by verb, that make it one about another order. `as_sent` are the
    verbs whose answer has no sum. `shut` is the door's own no, `missing` "no such payment", `busy` "too many
    requests" where the dialect has words for it. Of code, group and status: `clear` are refusals with their problem,
    `unclear` are failures that prove nothing. `returned` is a form that the bank page brings back. `notice` is a
    webhook of the house's own, headers and body.
    """

    dialect: Dialect
    account: Callable[[], Gateway]
    found: Mapping[FoundState, Bank]
    another: Mapping[str, tuple[dict[str, Any], ...]]
    shut: WireResponse
    missing: Words
    clear: Mapping[Words, str]
    unclear: tuple[Words, ...]
    secrets: tuple[str, ...]
    returned: Mapping[str, str]
    busy: Words | None = None
    as_sent: frozenset[str] = frozenset()
    may_be_empty: frozenset[str] = frozenset()
    notice: tuple[Mapping[str, str], bytes] | None = None

    @property
    def name(self) -> str:
        return self.dialect.name

    @property
    def held(self) -> HoldReference:
        return self.dialect.held

    @property
    def abilities(self) -> Abilities:
        return self.account().abilities

    def ready(self) -> Gateway:
        """An account whose session stands."""
        gateway = self.account()
        login = gateway.prepare(0)
        if login is not None:
            run_in_memory(login, self.dialect.bank("login"))
        return gateway

    def begin(self, verb: str) -> Conversation:
        """The login alone begins without a session."""
        gateway = self.account() if verb == "login" else self.ready()
        return VERBS[verb].begin(gateway, self.held)

    def bank(self, verb: str, changes: Mapping[str, object] | None = None, status: int = 200) -> Bank:
        return self.dialect.bank(verb, changes, status)

    def ask(self, verb: str, handle: Callable[[WireRequest], WireResponse]) -> object:
        """The answer of the verb's conversation when its requests are answered so."""
        return run_in_memory(self.begin(verb), handle)

    def no(self, words: Words) -> Bank:
        """A gateway that says this no to everything."""
        return lambda _request: self.dialect.refusal(*words)

    def after(self, response: WireResponse, verb: str) -> Bank:
        """One that answers the first request so, and every later one as if nothing had happened."""
        good, seen = self.bank("refund" if verb == "part refund" else verb), 0

        def handle(request: WireRequest) -> WireResponse:
            nonlocal seen
            seen += 1
            return response if seen == 1 else good(request)

        return handle
