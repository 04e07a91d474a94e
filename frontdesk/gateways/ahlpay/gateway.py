"""One account at AHL Pay. In every verb the same steps: build, sign, send, check, read; the door brings the login."""

from collections.abc import Mapping
from typing import Literal

from frontdesk.domain.abilities import Abilities, Service
from frontdesk.domain.gateway import (
    NO_FACTS,
    AnswerConversation,
    BinConversation,
    DayConversation,
    FoundConversation,
    HoldReference,
    PlaceOrder,
    Refused,
    ReturnedPage,
    RowsConversation,
    SessionConversation,
    Unknown,
    WireResponse,
)
from frontdesk.domain.money import Money
from frontdesk.domain.stored_card import StoredCard
from frontdesk.gateways.ahlpay import inquiry, listing, menu
from frontdesk.gateways.ahlpay.door import Door, get, post
from frontdesk.gateways.ahlpay.profile import AhlPayKeys, AhlPayProfile
from frontdesk.gateways.ahlpay.read import HOLD_AUTH_CODE, Expected, captured, given_back, placed, returned
from frontdesk.gateways.answers import read
from frontdesk.gateways.istanbul import a_day
from frontdesk.gateways.without import Without


class AhlPay(Without):
    """Keys and profile are the account's. Nothing random is needed: every rnd comes of its attempt's key."""

    def __init__(self, keys: AhlPayKeys, profile: AhlPayProfile) -> None:
        self._keys = keys
        self._profile = profile
        self._door = Door(keys, profile)

    @property
    def name(self) -> str:
        return "ahlpay"

    @property
    def base_url(self) -> str:
        return self._profile.base_url

    @property
    def abilities(self) -> Abilities:
        """Holds with and without the bank's page, which completes by itself; found by our own order number alone."""
        profile = self._profile
        return Abilities(
            holds=True,
            threeds=True,
            plain=profile.plain,
            completes=False,
            partial_capture=not profile.exact_only,
            refund_part=profile.part_refunds,
            exact_only=profile.exact_only,
            currencies=tuple(profile.currencies),
            buyer_fields=frozenset(),
            limit=profile.limit,
            margin=profile.margin,
            bank_margins=profile.bank_margins,
            refund_by=("cancel", "refund"),
            hold_instalments=profile.hold_instalments,
            day_list=True,
            lists_captures=True,
            session=True,
            finds_by="key",
            cancel_window="same_day",
            services=menu.services(profile),
        )

    def prepare(self, now: int) -> SessionConversation | None:
        """Notes §4."""
        return self._door.prepare(now)

    def place(self, order: PlaceOrder) -> AnswerConversation:
        """Notes §7.1 and §7.13; with a return address §7.2. Raises ValueError for a card that is not typed here."""
        if order.card is None or isinstance(order.card, StoredCard):
            raise ValueError("a typed card alone is taken here")
        profile = self._profile
        path = profile.preauth_path if order.purpose == "hold" else profile.sale_path
        target = profile.threeds_path if order.return_address else path
        response = yield from self._door.call(lambda build: post(target, build.place(order), moves_money=True))
        if not isinstance(response, WireResponse):
            return response
        expected = self._expected(order.key, order.key, order.amount)
        can_return = bool(order.return_address)
        return read(placed, response, expected, order.purpose, can_return=can_return, base_url=self.base_url)

    def read_return(self, fields: Mapping[str, str], hold: HoldReference) -> ReturnedPage:
        """Notes §7.2.2: a hint and no more; `detail` says how its hash stands (§6.5)."""
        return returned(fields, hold, self._keys, self._profile)

    def complete(self, hold: HoldReference, page: ReturnedPage) -> AnswerConversation:  # noqa: ARG002 -- never sent
        """Always raises ValueError: money moves on the bank page, complete is never sent (money-safety rule 13)."""
        raise ValueError("nothing is completed here: no page is ever authenticated by its return")

    def capture(self, hold: HoldReference, amount: Money, key: str) -> AnswerConversation:
        """Notes §7.3. It must name the code of the hold; where none is known the hold is asked about first, and
        without one nothing is sent."""
        auth_code = hold.references.get(HOLD_AUTH_CODE, "")
        if not auth_code:
            # This capture is begun by now, and none was sent.
            found = yield from self.inquire(hold._replace(capture_open=False))
            if isinstance(found, Refused | Unknown):
                return found
            auth_code = found.references.get(HOLD_AUTH_CODE, "")
            if found.state != "held" or not auth_code:
                return Unknown("in_progress" if found.state != "held" else "gateway_unclear")
        response = yield from self._door.call(
            lambda build: post("/api/Payment/PostAuth", build.capture(hold, amount, key, auth_code), moves_money=True)
        )
        if not isinstance(response, WireResponse):
            return response
        return read(captured, response, self._expected(hold.key, key, amount))

    def release(self, hold: HoldReference, key: str) -> AnswerConversation:
        """Notes §7.4 (A26)."""
        return self._give_back(hold, hold.amount, key, "released", "cancel")

    def refund(
        self, hold: HoldReference, amount: Money, key: str, by: Literal["cancel", "refund"]
    ) -> AnswerConversation:
        """A Void gives back the whole of a capture on its day (§7.4), a Refund any part of it (§7.5). Raises ValueError
        for the part that cannot be."""
        if amount != hold.captured and (by == "cancel" or not self._profile.part_refunds):
            raise ValueError("only the whole can be given back so")
        return self._give_back(hold, amount, key, "refunded", by)

    def inquire(self, hold: HoldReference) -> FoundConversation:
        """Notes §7.6, by our order number."""
        response = yield from self._door.call(
            lambda build: post("/api/Payment/PaymentInquiry", build.inquiry(hold.key))
        )
        if not isinstance(response, WireResponse):
            return response
        return read(inquiry.inquired, response, hold, self._profile, self._door.merchant_id)

    def look_up_bin(self, digits: str) -> BinConversation:
        """Notes §7.10; nothing is asked, and nothing known, where the account has not switched it on."""
        if not self._profile.bin_enabled:
            return NO_FACTS
        target = menu.bin_target(self._profile, digits)
        response = yield from self._door.call(lambda _build: get(target))
        return read(listing.bin_facts, response) if isinstance(response, WireResponse) else response

    def list_day(self, day: str) -> DayConversation:
        """Notes §7.7. Raises ValueError for what is no ISO day."""
        return self._list_day(a_day(day))

    def consult(self, service: Service, asked: Mapping[str, str]) -> RowsConversation:
        """Notes §7.7 to §7.12 and §8."""
        return menu.consult(self._door, self._profile, service, asked)

    def _list_day(self, day: str) -> DayConversation:
        found = yield from menu.entries(self._door, self._profile, day, day)
        if isinstance(found, Refused | Unknown):
            return found
        lines = (listing.listed(entry, self._profile) for entry in found)
        return tuple(line for line in lines if line.key)

    def _give_back(
        self,
        hold: HoldReference,
        amount: Money,
        key: str,
        phase: Literal["released", "refunded"],
        by: Literal["cancel", "refund"],
    ) -> AnswerConversation:
        target, txn_type = ("/api/Payment/Void", "Void") if by == "cancel" else ("/api/Payment/Refund", "Refund")
        is_sentinel = by == "cancel" and self._profile.void_amount_mode == "sentinel"
        total = self._profile.void_sentinel if is_sentinel else str(amount.minor)
        response = yield from self._door.call(
            lambda build: post(target, build.give_back(hold, total, key, txn_type), moves_money=True)
        )
        if not isinstance(response, WireResponse):
            return response
        return read(given_back, response, self._expected(hold.key, key, amount), phase, by)

    def _expected(self, order_id: str, key: str, amount: Money) -> Expected:
        return Expected(self._profile, self._door.merchant_id, order_id, key, amount)
