"""A gateway as it answers when all is well, so that one set of promises can be run over every one of them.

Written from the wire notes: `good` gives the answer's fields for a verb, `answer` signs and wraps them as the real one
does.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from frontdesk.domain.gateway import Gateway, HoldReference, WireRequest, WireResponse
from frontdesk.domain.money import Money
from tests.gateways.verbs import STORED, VERBS, Conversation, capture

QUESTION = "b7a0a6de-5b33-4a44-a0ff-8b0a54d9f6aa"
PAGE = "PCFkb2N0eXBlIGh0bWw+PGh0bWw+PC9odG1sPg=="
PAGE_URL = "https://pages.invalid/pay?token=0b1c2d3e"
# What is done to a payment that is there.
FOLLOW_UPS = ("capture", "release", "refund", "part refund", "cancel")
CARD_ROW = {"cardToken": STORED.token, "binNumber": "552879", "lastFourDigits": "0008", "cardType": "CREDIT_CARD"}
COUNTS = [{"installmentNumber": 1, "installmentPrice": 1500, "totalPrice": 1500}]


class Dialect(NamedTuple):
    """One gateway: the good fields of an answer to a request, the answer as bytes, a no in its own shape by code, group
    and status. `sum_field` and `id_field` name by verb what an answer tells of sum and payment."""

    name: str
    gateway: Gateway
    held: HoldReference
    good: Callable[[str, WireRequest], dict[str, Any]]
    answer: Callable[[WireRequest, Mapping[str, Any], int], WireResponse]
    refusal: Callable[[str, str, int], WireResponse]
    sum_field: Mapping[str, str]
    id_field: Mapping[str, str]

    def begin(self, verb: str, amount: Money | None = None) -> Conversation:
        if verb == "capture" and amount is not None:
            return capture(self.gateway, self.held, amount)
        return VERBS[verb].begin(self.gateway, self.held)

    def bank(
        self, verb: str, changes: Mapping[str, object] | None = None, status: int = 200
    ) -> Callable[[WireRequest], WireResponse]:
        """A gateway that answers well, but for the changes; None takes a field away."""
        asked = VERBS[verb].like or verb

        def handle(request: WireRequest) -> WireResponse:
            fields = {**self.good(asked, request), **(changes or {})}
            return self.answer(request, {name: value for name, value in fields.items() if value is not None}, status)

        return handle
