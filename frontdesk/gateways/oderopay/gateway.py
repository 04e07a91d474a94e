"""One account at ÖderoPay. In every verb the same steps: build, sign, send, check, read."""

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
from frontdesk.gateways.oderopay import build, inquiry
from frontdesk.gateways.oderopay.profile import OderoPayKeys, OderoPayProfile
from frontdesk.gateways.oderopay.read import (
    Expected,
    bin_facts,
    captured,
    given_back,
    is_payment_id,
    part_given_back,
    placed,
    returned,
    started,
)
from frontdesk.gateways.signing import oderopay_signature
from frontdesk.gateways.without import Without


class OderoPay(Without):
    """`nonce` gives a fresh random text for each request; keys and profile are the account's."""

    def __init__(self, keys: OderoPayKeys, profile: OderoPayProfile, nonce: Callable[[], str]) -> None:
        self._keys = keys
        self._profile = profile
        self._nonce = nonce

    @property
    def name(self) -> str:
        return "oderopay"

    @property
    def base_url(self) -> str:
        return self._profile.base_url

    @property
    def abilities(self) -> Abilities:
        """Never above the hold (§8); ÖderoPay itself chooses between cancel and refund (§10.1)."""
        profile = self._profile
        return Abilities(
            holds=profile.bank_pos,
            threeds=True,
            plain=profile.plain,
            completes=True,
            partial_capture=True,
            refund_part=profile.part_refunds,
            exact_only=False,
            currencies=profile.currencies,
            buyer_fields=frozenset(),
            limit=profile.limit,
            refund_by=("refund",),
        )

    def place(self, order: PlaceOrder) -> AnswerConversation:
        """Notes §6; with a return address §7.1."""
        if order.return_address:
            response = yield self._post("/payment/v1/card-payments/3ds-init", build.place(order))
            return read(started, response, self.base_url)
        response = yield self._post("/payment/v1/card-payments", build.place(order))
        return read(placed, response, Expected("place", order.key, order.amount, purpose=order.purpose))

    def read_return(self, fields: Mapping[str, str], hold: HoldReference) -> ReturnedPage:
        """Notes §7.3."""
        return returned(fields, hold, self._keys, self._profile)

    def complete(self, hold: HoldReference, page: ReturnedPage) -> AnswerConversation:
        """Notes §7.4. Raises ValueError for a page that proves nothing, or whose money moved already (rule 13)."""
        payment_id = hold.payment_id or page.payment_id
        if page.proof != "authenticated" or not is_payment_id(payment_id):
            raise ValueError("only an authenticated page is completed")
        response = yield self._post("/payment/v1/card-payments/3ds-complete", build.complete(payment_id))
        return read(placed, response, Expected("complete", hold.key, hold.amount, payment_id, hold.purpose))

    def capture(self, hold: HoldReference, amount: Money, key: str) -> AnswerConversation:  # noqa: ARG002
        """Notes §8. The request has room for no key of its own: the id of the hold is its only name."""
        target = f"/payment/v1/card-payments/{_id_of(hold)}/post-auth"
        response = yield self._post(target, build.capture(amount))
        return read(captured, response, hold, amount, self._profile)

    def release(self, hold: HoldReference, key: str) -> AnswerConversation:
        """Notes §10.1: the way to release is to give back the whole."""
        _id_of(hold)
        response = yield self._post("/payment/v1/refunds", build.give_back(hold, key))
        return read(given_back, response, hold, key, "release")

    def refund(
        self,
        hold: HoldReference,
        amount: Money,
        key: str,
        by: Literal["cancel", "refund"],  # noqa: ARG002 -- ÖderoPay chooses itself
    ) -> AnswerConversation:
        """The whole (§10.1); a part only where the account's setting says so (§10.3), else ValueError. ÖderoPay
        chooses the way itself, whatever `by` says; the answer tells which."""
        _id_of(hold)
        if amount == hold.captured:
            response = yield self._post("/payment/v1/refunds", build.give_back(hold, key))
            return read(given_back, response, hold, key, "refund")
        if not self._profile.part_refunds:
            raise ValueError("only the whole can be given back here")
        body = build.give_back_part(hold, amount, key)
        response = yield self._post("/payment/v1/refund-transactions/byPaymentId", body)
        return read(part_given_back, response, hold, key, amount)

    def inquire(self, hold: HoldReference) -> FoundConversation:
        """By id; by search when the id never arrived. Phase from the short form, refunds from the report (§9)."""
        payment_id = _id_of(hold) if hold.payment_id else ""
        if not payment_id:
            response = yield self._get(inquiry.search_target(hold.key))
            sought = read(inquiry.searched, response, hold.key)
            if isinstance(sought, Refused | Unknown):
                return sought
            if not sought:
                return Found("not_found")
            payment_id = sought
        response = yield self._get(inquiry.short_target(payment_id))
        told = read(inquiry.short_form, response, hold, payment_id, self._profile)
        if isinstance(told, Refused | Unknown):
            return told
        if isinstance(told, Found) and told.amount is None:
            return told
        response = yield self._get(inquiry.report_target(payment_id))
        return read(inquiry.report_form, response, hold, payment_id, told)

    def look_up_bin(self, digits: str) -> BinConversation:
        """Notes §11. Raises ValueError for anything but digits: they become part of the address."""
        wanted = digits[: self._profile.bin_digits]
        if not is_payment_id(wanted):
            raise ValueError("a BIN is digits")
        response = yield self._get(f"/installment/v1/bins/{wanted}")
        return read(bin_facts, response)

    def _post(self, target: str, body: bytes) -> WireRequest:
        return WireRequest("POST", target, (*self._headers(target, body), ("Content-Type", "application/json")), body)

    def _get(self, target: str) -> WireRequest:
        return WireRequest("GET", target, self._headers(target, b""))

    def _headers(self, target: str, body: bytes) -> tuple[tuple[str, str], ...]:
        keys, random_key = self._keys, self._nonce()
        url = self.base_url + target
        headers = [
            ("Accept", "application/json"),
            ("x-api-key", keys.api_key),
            ("x-rnd-key", random_key),
            ("x-auth-version", "v1"),
            ("x-signature", oderopay_signature(url, keys.api_key, keys.secret_key, random_key, body)),
        ]
        if self._profile.merchant_id:
            headers.append(("merchantId", self._profile.merchant_id))
        return tuple(headers)


def _id_of(hold: HoldReference) -> str:
    """The id that goes into an address or a body; raises ValueError before anything is sent."""
    if not is_payment_id(hold.payment_id):
        raise ValueError("an ÖderoPay payment id is digits")
    return hold.payment_id
