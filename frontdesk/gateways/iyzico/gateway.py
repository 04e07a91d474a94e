"""One account at iyzico. In every verb the same steps: build, sign, send, check, read."""

from collections.abc import Callable, Mapping
from typing import Literal

from frontdesk.domain.abilities import Abilities
from frontdesk.domain.gateway import (
    AnswerConversation,
    BinConversation,
    Found,
    FoundConversation,
    HoldReference,
    PlaceOrder,
    Refused,
    ReturnedPage,
    Unknown,
    WireRequest,
)
from frontdesk.domain.money import Money
from frontdesk.gateways.answers import read
from frontdesk.gateways.iyzico import build, inquiry
from frontdesk.gateways.iyzico.profile import IyzicoKeys, IyzicoProfile
from frontdesk.gateways.iyzico.read import (
    Expected,
    bin_facts,
    cancelled,
    payment,
    refunded,
    returned,
    start,
)
from frontdesk.gateways.signing import iyzico_authorization
from frontdesk.gateways.without import Without

_PLACES = {
    ("hold", False): "/payment/preauth",
    ("sale", False): "/payment/auth",
    ("hold", True): "/payment/3dsecure/initialize/preauth",
    ("sale", True): "/payment/3dsecure/initialize",
}
_LONGEST_CONVERSATION_ID = 36


class Iyzico(Without):
    """`nonce` gives a fresh random text for each request; keys and profile are the account's."""

    def __init__(self, keys: IyzicoKeys, profile: IyzicoProfile, nonce: Callable[[], str]) -> None:
        self._keys = keys
        self._profile = profile
        self._nonce = nonce

    @property
    def name(self) -> str:
        return "iyzico"

    @property
    def base_url(self) -> str:
        return self._profile.base_url

    @property
    def abilities(self) -> Abilities:
        profile = self._profile
        return Abilities(
            holds=True,
            threeds=True,
            plain=profile.plain,
            completes=True,
            partial_capture=not profile.exact_only,
            refund_part=profile.part_refunds,
            margin=profile.margin,
            bank_margins=profile.bank_margins,
            exact_only=profile.exact_only,
            currencies=profile.currencies,
            buyer_fields=profile.buyer_fields,
            limit=profile.limit,
            refund_by=("cancel", "refund"),
        )

    def place(self, order: PlaceOrder) -> AnswerConversation:
        """Notes §6; with a return address §7.1."""
        threeds = bool(order.return_address)
        response = yield self._post(_PLACES[order.purpose, threeds], build.place(order))
        basket = build.basket_id(order.key)
        if threeds:
            return read(start, response, order.key, basket, self._keys, self.base_url)
        expected = Expected("place", order.key, order.amount, order.amount, basket, purpose=order.purpose)
        return read(payment, response, expected, self._keys, self._profile)

    def read_return(self, fields: Mapping[str, str], hold: HoldReference) -> ReturnedPage:
        """Notes §7.3 and §11.3."""
        return returned(fields, hold, self._keys, self._profile)

    def complete(self, hold: HoldReference, page: ReturnedPage) -> AnswerConversation:
        """Notes §7.5. Raises ValueError for a page that proves nothing: it must never be completed (money-safety rule
        13)."""
        payment_id = hold.payment_id or page.payment_id
        if page.proof != "authenticated" or not payment_id:
            raise ValueError("only an authenticated page is completed")
        response = yield self._post("/payment/v2/3dsecure/auth", build.complete(hold, payment_id))
        basket = build.known_basket(hold)
        expected = Expected("complete", hold.key, hold.amount, hold.amount, basket, payment_id, hold.purpose)
        return read(payment, response, expected, self._keys, self._profile)

    def capture(self, hold: HoldReference, amount: Money, key: str) -> AnswerConversation:
        """Notes §8: once, at the amount given."""
        response = yield self._post("/payment/postauth", build.capture(hold, amount, key))
        expected = Expected("capture", key, amount, hold.amount, build.known_basket(hold), hold.payment_id)
        return read(payment, response, expected, self._keys, self._profile)

    def release(self, hold: HoldReference, key: str) -> AnswerConversation:
        """Notes §9."""
        response = yield self._post("/payment/cancel", build.cancel(hold, key))
        return read(cancelled, response, key, hold, "release")

    def refund(
        self, hold: HoldReference, amount: Money, key: str, by: Literal["cancel", "refund"]
    ) -> AnswerConversation:
        """By cancel the whole, on the day of the capture (§9); by refund any amount (§10.2). Raises ValueError for a
        part by cancel, or a part where the account gives back the whole only."""
        is_part = amount != hold.captured
        if is_part and (by == "cancel" or not self._profile.part_refunds):
            raise ValueError("only the whole can be given back this way")
        if by == "cancel":
            response = yield self._post("/payment/cancel", build.cancel(hold, key))
            return read(cancelled, response, key, hold, "refund")
        response = yield self._post("/v2/payment/refund", build.refund(hold, amount, key))
        return read(refunded, response, key, hold, amount, self._keys)

    def inquire(self, hold: HoldReference) -> FoundConversation:
        """Detail, then reporting, merged (§12). "Not found" only when both say so."""
        question = self._nonce()[:_LONGEST_CONVERSATION_ID]
        response = yield self._post("/payment/detail", build.detail(hold, question))
        told = read(inquiry.detail, response, question, hold, self._keys)
        if isinstance(told, Refused | Unknown):
            return told
        if isinstance(told, inquiry.Detail) and told.state in {"page_open", "declined"}:
            return told.found
        if told == "declined":
            return Found("declined", hold.payment_id)
        response = yield self._get(inquiry.reporting_target(hold))
        payments = read(inquiry.report, response)
        if isinstance(payments, Refused | Unknown):
            return payments
        if not isinstance(told, inquiry.Detail):
            # One of the two lags behind the other: neither "there" nor "not there" is proven.
            return Found("not_found") if not payments else Unknown("in_progress")
        return read(inquiry.merged, told, payments, hold, self._profile)

    def look_up_bin(self, digits: str) -> BinConversation:
        """Notes §13."""
        question = self._nonce()[:_LONGEST_CONVERSATION_ID]
        body = build.look_up_bin(digits[: self._profile.bin_digits], question)
        response = yield self._post("/payment/bin/check", body)
        return read(bin_facts, response, question)

    def _post(self, path: str, body: bytes) -> WireRequest:
        return WireRequest("POST", path, (*self._headers(path, body), ("Content-Type", "application/json")), body)

    def _get(self, target: str) -> WireRequest:
        """The query is sent but not signed, and there is no body (§3.4)."""
        return WireRequest("GET", target, self._headers(target, b""))

    def _headers(self, target: str, body: bytes) -> tuple[tuple[str, str], ...]:
        random_key = self._nonce()
        url = self.base_url + target
        signed = iyzico_authorization(self._keys.api_key, self._keys.secret_key, random_key, url, body)
        return (("Accept", "application/json"), ("Authorization", signed), ("x-iyzi-rnd", random_key))
