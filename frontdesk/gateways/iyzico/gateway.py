"""One account at iyzico. In every verb the same steps: build, sign, send, check, read."""

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
from frontdesk.gateways.iyzico import build, hosted, inquiry, lists, notices, stored
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
from frontdesk.gateways.iyzico.refusals import of_stored_card
from frontdesk.gateways.rows import asked_days, asked_digits, asked_sum, card_rows, day_rows
from frontdesk.gateways.signing import iyzico_authorization
from frontdesk.gateways.without import Without

_PLACES = {
    ("hold", False): "/payment/preauth",
    ("sale", False): "/payment/auth",
    ("hold", True): "/payment/3dsecure/initialize/preauth",
    ("sale", True): "/payment/3dsecure/initialize",
}
_LONGEST_CONVERSATION_ID = 36
_SERVICES: Mapping[Service, ServiceState] = {
    "bin": "here",
    "instalments": "here",
    "transactions": "here",
    "returns": "here",
    "threeds_redirect": "used",
    "frame": "used",
}


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
            hold_instalments=profile.hold_instalments,
            stored_cards=profile.stored_cards,
            hosted=True,
            day_list=True,
            webhook=True,
            services=_SERVICES,
        )

    def place(self, order: PlaceOrder) -> AnswerConversation:
        """Notes §6; with a return address §7.1; without a card §15. Raises ValueError for a hosted form that could
        not come back."""
        if order.card is not None:
            return self._charge(order)
        if not order.return_address:
            raise ValueError("a hosted form needs a return address")
        return self._open_form(order)

    def _charge(self, order: PlaceOrder) -> AnswerConversation:
        threeds = bool(order.return_address)
        response = yield self._attempt(_PLACES[order.purpose, threeds], build.place(order))
        told: Approved | Refused | Challenge | Unknown
        if threeds:
            told = read(start, response, order, self._keys, self.base_url)
        else:
            basket = build.basket_id(order.key)
            expected = Expected("place", order.key, order.amount, order.amount, basket, purpose=order.purpose)
            expected = expected._replace(keeps_card=order.store)
            told = read(payment, response, expected, self._keys, self._profile)
        is_stored = isinstance(order.card, StoredCard)
        return of_stored_card(told) if is_stored and isinstance(told, Refused) else told

    def _open_form(self, order: PlaceOrder) -> AnswerConversation:
        """Where the account takes no payment without 3DS, the form is told to ask for it."""
        body = build.form(order, force_threeds=not self._profile.plain)
        path = hosted.HOLD_FORM if order.purpose == "hold" else self._profile.sale_form
        response = yield self._attempt(path, body)
        return read(hosted.started, response, order, self._keys, self.base_url)

    def read_return(self, fields: Mapping[str, str], hold: HoldReference) -> ReturnedPage:
        """Notes §7.3 and §11.3; of a hosted form §15."""
        token = hold.references.get("token", "")
        return hosted.returned(fields, token) if token else returned(fields, hold, self._keys, self._profile)

    def complete(self, hold: HoldReference, page: ReturnedPage) -> AnswerConversation:
        """Notes §7.5. Raises ValueError for a page that proves nothing: it must never be completed (money-safety rule
        13)."""
        payment_id = hold.payment_id or page.payment_id
        if page.proof != "authenticated" or not payment_id:
            raise ValueError("only an authenticated page is completed")
        response = yield self._attempt("/payment/v2/3dsecure/auth", build.complete(hold, payment_id))
        basket = build.known_basket(hold)
        expected = Expected("complete", hold.key, hold.amount, hold.amount, basket, payment_id, hold.purpose)
        expected = expected._replace(keeps_card="keeps_card" in hold.references)
        return read(payment, response, expected, self._keys, self._profile)

    def capture(self, hold: HoldReference, amount: Money, key: str) -> AnswerConversation:
        """Notes §8: once, at the amount given."""
        response = yield self._attempt("/payment/postauth", build.capture(hold, amount, key))
        expected = Expected("capture", key, amount, hold.amount, build.known_basket(hold), hold.payment_id)
        return read(payment, response, expected, self._keys, self._profile)

    def release(self, hold: HoldReference, key: str) -> AnswerConversation:
        """Notes §9."""
        response = yield self._attempt("/payment/cancel", build.cancel(hold, key))
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
            response = yield self._attempt("/payment/cancel", build.cancel(hold, key))
            return read(cancelled, response, key, hold, "refund")
        response = yield self._attempt("/v2/payment/refund", build.refund(hold, amount, key))
        return read(refunded, response, key, hold, amount, self._keys)

    def inquire(self, hold: HoldReference) -> FoundConversation:
        """A hosted form whose payment is not known yet is asked for by its token first (§15), then as every payment:
        by id, or by our key."""
        token = hold.references.get("token", "")
        if not token or hold.payment_id:
            return (yield from self._looked_up(hold))
        question = self._question()
        response = yield self._post(hosted.RESULT, build.form_result(token, question))
        told = read(hosted.result, response, question, hold, self._keys, self._profile)
        if isinstance(told, Refused | Unknown):
            return told
        if not isinstance(told, hosted.Paid):
            return Found(told)
        found = yield from self._looked_up(hold._replace(payment_id=told.payment_id))
        return replace(found, stored=told.stored or found.stored) if isinstance(found, Found) else found

    def _looked_up(self, hold: HoldReference) -> FoundConversation:
        """Detail, then reporting, merged (§12). "Not found" only when both say so."""
        question = self._question()
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
        question = self._question()
        body = build.look_up_bin(digits[: self._profile.bin_digits], question)
        response = yield self._post("/payment/bin/check", body)
        return read(bin_facts, response, question)

    def list_cards(self, user: str) -> StoredConversation:
        """Notes §14."""
        question = self._question()
        response = yield self._post(stored.CARDS, build.list_cards(user, question))
        return read(stored.listed, response, question, user)

    def delete_card(self, card: StoredCard) -> DeleteConversation:
        """Notes §14: a DELETE with a body."""
        question = self._question()
        body = build.delete_card(card, question)
        response = yield self._with_body("DELETE", stored.CARD, body)
        return read(stored.deleted, response, question)

    def list_day(self, day: str) -> DayConversation:
        """Notes §12.3, page after page. More pages than are asked for make the day unknown, never shorter."""
        day = a_day(day)
        lines: dict[str, ListedPayment] = {}
        page, pages = 0, 1
        while page < pages:
            page += 1
            response = yield self._get(lists.day_target(day, page))
            told = read(lists.day_page, response, page, self._profile)
            if isinstance(told, Refused | Unknown):
                return told
            lines |= dict(told.lines)
            pages = told.pages
            if pages > self._profile.most_pages:
                return Unknown("answer_too_large")
        return tuple(lines.values())

    def consult(self, service: Service, asked: Mapping[str, str]) -> RowsConversation:
        """BIN, instalments (§13), and the lists of one day or several (§12.3)."""
        if service == "bin":
            return card_rows(self.look_up_bin(asked_digits(asked, self._profile.bin_digits, needed=True)))
        if service == "instalments":
            return self._instalments(asked_sum(asked), asked_digits(asked, self._profile.bin_digits))
        if service in {"transactions", "returns"}:
            return day_rows(self, asked_days(asked), only_returns=service == "returns")
        return super().consult(service, asked)

    def _instalments(self, amount: Money, digits: str) -> RowsConversation:
        question = self._question()
        response = yield self._post(lists.INSTALMENTS, build.instalments(amount, digits, question))
        return read(lists.instalments, response, question, amount.code)

    def read_notice(self, headers: Mapping[str, str], body: bytes) -> Notice | None:
        """Notes §16."""
        return notices.read(headers, body, self._keys)

    def _question(self) -> str:
        """The conversationId of a call that is no attempt."""
        return self._nonce()[:_LONGEST_CONVERSATION_ID]

    def _attempt(self, path: str, body: bytes) -> WireRequest:
        return self._with_body("POST", path, body, moves_money=True)

    def _post(self, path: str, body: bytes) -> WireRequest:
        return self._with_body("POST", path, body)

    def _with_body(
        self, method: Literal["POST", "DELETE"], path: str, body: bytes, *, moves_money: bool = False
    ) -> WireRequest:
        headers = (*self._headers(path, body), ("Content-Type", "application/json"))
        return WireRequest(method, path, headers, body, moves_money)

    def _get(self, target: str) -> WireRequest:
        """The query is sent but not signed, and there is no body (§3.4)."""
        return WireRequest("GET", target, self._headers(target, b""))

    def _headers(self, target: str, body: bytes) -> tuple[tuple[str, str], ...]:
        random_key = self._nonce()
        url = self.base_url + target
        signed = iyzico_authorization(self._keys.api_key, self._keys.secret_key, random_key, url, body)
        return (("Accept", "application/json"), ("Authorization", signed), ("x-iyzi-rnd", random_key))
