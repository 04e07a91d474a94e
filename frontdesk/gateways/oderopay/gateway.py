"""One account at ÖderoPay. In every verb the same steps: build, sign, send, check, read."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Literal

from frontdesk.domain.abilities import Abilities, Service, ServiceState
from frontdesk.domain.gateway import (
    AnswerConversation,
    Approved,
    BinConversation,
    Challenge,
    DayConversation,
    DeleteConversation,
    Found,
    FoundConversation,
    HoldReference,
    NotHere,
    PlaceOrder,
    Refused,
    ReturnedPage,
    RowsConversation,
    StoredConversation,
    Unknown,
    WireRequest,
)
from frontdesk.domain.money import Money
from frontdesk.domain.stored_card import StoredCard
from frontdesk.domain.told import ListedPayment, Notice
from frontdesk.gateways.answers import read
from frontdesk.gateways.istanbul import a_day
from frontdesk.gateways.oderopay import build, hosted, inquiry, lists, notices, stored
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
from frontdesk.gateways.oderopay.refusals import of_stored_card
from frontdesk.gateways.rows import asked_days, asked_digits, asked_sum, card_rows, day_rows
from frontdesk.gateways.signing import oderopay_signature
from frontdesk.gateways.without import Without

_SERVICES: Mapping[Service, ServiceState] = {
    "bin": "here",
    "instalments": "here",
    "transactions": "here",
    "returns": "here",
    "threeds_redirect": "used",
    "frame": "used",
}


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
            hold_instalments=profile.hold_instalments,
            stored_cards=True,
            hosted=True,
            day_list=True,
            webhook=bool(self._keys.webhook_key),
            cancel_window="gateway_decides",
            services=_SERVICES,
        )

    def place(self, order: PlaceOrder) -> AnswerConversation:
        """Notes §6; with a return address §7.1; without a card §13. Raises ValueError for a hosted page that could
        not come back."""
        if order.card is not None:
            return self._charge(order)
        if not order.return_address:
            raise ValueError("a hosted page needs a return address")
        return self._open_page(order)

    def _charge(self, order: PlaceOrder) -> AnswerConversation:
        body = build.place(order, self._profile.pos_alias)
        told: Approved | Refused | Challenge | Unknown
        if order.return_address:
            response = yield self._attempt("/payment/v1/card-payments/3ds-init", body)
            told = read(started, response, order, self.base_url)
        else:
            response = yield self._attempt("/payment/v1/card-payments", body)
            expected = Expected("place", order.key, order.amount, purpose=order.purpose, keeps_card=order.store)
            told = read(placed, response, expected)
        is_stored = isinstance(order.card, StoredCard)
        return of_stored_card(told) if is_stored and isinstance(told, Refused) else told

    def _open_page(self, order: PlaceOrder) -> AnswerConversation:
        response = yield self._attempt(f"{hosted.PAGES}/init", build.place(order, self._profile.pos_alias))
        return read(hosted.started, response, order, self.base_url)

    def read_return(self, fields: Mapping[str, str], hold: HoldReference) -> ReturnedPage:
        """Notes §7.3; of a hosted page §13."""
        token = hold.references.get("token", "")
        return hosted.returned(fields, token) if token else returned(fields, hold, self._keys, self._profile)

    def complete(self, hold: HoldReference, page: ReturnedPage) -> AnswerConversation:
        """Notes §7.4. Raises ValueError for a page that proves nothing, or whose money moved already (rule 13)."""
        payment_id = hold.payment_id or page.payment_id
        if page.proof != "authenticated" or not is_payment_id(payment_id):
            raise ValueError("only an authenticated page is completed")
        response = yield self._attempt("/payment/v1/card-payments/3ds-complete", build.complete(payment_id))
        expected = Expected("complete", hold.key, hold.amount, payment_id, hold.purpose)
        return read(placed, response, expected._replace(keeps_card="keeps_card" in hold.references))

    def capture(self, hold: HoldReference, amount: Money, key: str) -> AnswerConversation:  # noqa: ARG002
        """Notes §8. The request has room for no key of its own: the id of the hold is its only name."""
        target = f"/payment/v1/card-payments/{_id_of(hold)}/post-auth"
        response = yield self._attempt(target, build.capture(amount))
        return read(captured, response, hold, amount, self._profile)

    def release(self, hold: HoldReference, key: str) -> AnswerConversation:
        """Notes §10.1: the way to release is to give back the whole."""
        _id_of(hold)
        response = yield self._attempt("/payment/v1/refunds", build.give_back(hold, key))
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
            response = yield self._attempt("/payment/v1/refunds", build.give_back(hold, key))
            return read(given_back, response, hold, key, "refund")
        if not self._profile.part_refunds:
            raise ValueError("only the whole can be given back here")
        body = build.give_back_part(hold, amount, key)
        response = yield self._attempt("/payment/v1/refund-transactions/byPaymentId", body)
        return read(part_given_back, response, hold, key, amount)

    def inquire(self, hold: HoldReference) -> FoundConversation:
        """A hosted page whose payment is not known yet is asked for by its token first (§13), then as every payment:
        by id, or by search when the id never arrived."""
        token = hold.references.get("token", "")
        if not hosted.is_token(token) or hold.payment_id:
            return (yield from self._looked_up(hold))
        response = yield self._get(f"{hosted.PAGES}/{token}")
        told = read(hosted.result, response, hold)
        if isinstance(told, Refused | Unknown):
            return told
        if not isinstance(told, hosted.Paid):
            return Found(told)
        found = yield from self._looked_up(hold._replace(payment_id=told.payment_id))
        return replace(found, stored=told.stored or found.stored) if isinstance(found, Found) else found

    def _looked_up(self, hold: HoldReference) -> FoundConversation:
        """Phase from the short form, refunds from the report (§9)."""
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

    def list_cards(self, user: str) -> StoredConversation:
        """Notes §12, page after page."""
        cards: list[StoredCard] = []
        for page in range(self._profile.most_pages):
            response = yield self._get(stored.list_target(user, page))
            told = read(stored.listed, response, user)
            if isinstance(told, Refused | Unknown):
                return told
            cards += told.cards
            if len(cards) >= told.total:
                return tuple(dict.fromkeys(cards))
            if not told.cards:
                break
        return Unknown("answer_unreadable")

    def delete_card(self, card: StoredCard) -> DeleteConversation:
        """Notes §12: the keys stand in the signed query, there is no body."""
        target = stored.delete_target(card)
        response = yield WireRequest("DELETE", target, self._headers(target, b""))
        return read(stored.deleted, response)

    def list_day(self, day: str) -> DayConversation:
        """Notes §9.3, page after page. A list that does not become whole makes the day unknown, never shorter."""
        day, profile = a_day(day), self._profile
        payments: dict[str, tuple[ListedPayment, ...]] = {}
        for page in range(profile.most_pages):
            response = yield self._get(lists.day_target(day, page, profile))
            told = read(lists.day_page, response, day)
            if isinstance(told, Refused | Unknown):
                return told
            payments |= dict(told.payments)
            if len(payments) >= told.total:
                return tuple(line for lines in payments.values() for line in lines)
            if not told.payments:
                return Unknown("answer_unreadable")
        return Unknown("answer_too_large")

    def consult(self, service: Service, asked: Mapping[str, str]) -> RowsConversation:
        """BIN and instalments (§11), and the lists of one day or several (§9.3)."""
        if service == "bin":
            return card_rows(self.look_up_bin(asked_digits(asked, self._profile.bin_digits, needed=True)))
        if service == "instalments":
            return self._instalments(asked_sum(asked), asked_digits(asked, self._profile.bin_digits))
        if service in {"transactions", "returns"}:
            return day_rows(self, asked_days(asked), only_returns=service == "returns")
        return super().consult(service, asked)

    def _instalments(self, amount: Money, digits: str) -> RowsConversation:
        response = yield self._get(lists.instalments_target(amount, digits))
        return read(lists.instalments, response, amount.code)

    def read_notice(self, headers: Mapping[str, str], body: bytes) -> Notice | None:
        """Notes §14, Craftgate's form; NotHere where the account has no webhook key."""
        if not self._keys.webhook_key:
            raise NotHere("webhook")
        return notices.read(headers, body, self._keys.webhook_key)

    def _attempt(self, target: str, body: bytes) -> WireRequest:
        headers = (*self._headers(target, body), ("Content-Type", "application/json"))
        return WireRequest("POST", target, headers, body, moves_money=True)

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
