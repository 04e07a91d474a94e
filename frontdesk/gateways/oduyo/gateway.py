"""One account at one Ödüyo site. In every verb the same steps: build, send, check, read."""

from collections.abc import Generator, Mapping
from dataclasses import replace
from typing import Literal

from frontdesk.domain.abilities import Abilities, Service
from frontdesk.domain.gateway import (
    AnswerConversation,
    Approved,
    BinConversation,
    Challenge,
    CostConversation,
    DayConversation,
    Found,
    FoundConversation,
    HoldReference,
    NotHere,
    PlaceOrder,
    Refused,
    ReturnedPage,
    RowsConversation,
    SessionConversation,
    Unknown,
    WireRequest,
    WireResponse,
)
from frontdesk.domain.money import Money
from frontdesk.gateways.answers import read
from frontdesk.gateways.istanbul import a_day
from frontdesk.gateways.oduyo import build, inquiry, lists, menu
from frontdesk.gateways.oduyo.door import Door
from frontdesk.gateways.oduyo.profile import OduyoKeys, OduyoProfile
from frontdesk.gateways.oduyo.read import confirmed, given_back, returned, started
from frontdesk.gateways.without import Without

_STATUS = "/gateway/local_status"


class Oduyo(Without):
    """Keys and profile are the account's. What is remembered beside the session is of this process alone:
    `_never_shown` are the keys of starts whose page never came, `_orders` the order numbers by payment id."""

    def __init__(self, keys: OduyoKeys, profile: OduyoProfile) -> None:
        self._profile = profile
        self._door = Door(keys, profile)
        self._never_shown: set[str] = set()
        self._orders: dict[str, str] = {}

    @property
    def name(self) -> str:
        return "oduyo"

    @property
    def base_url(self) -> str:
        return self._profile.base_url

    @property
    def abilities(self) -> Abilities:
        """No hold, no capture, no release (§1); always with 3DS (§10); whole returns unless the setting says more."""
        profile = self._profile
        return Abilities(
            holds=False,
            threeds=True,
            plain=False,
            completes=True,
            partial_capture=False,
            refund_part=bool(profile.partial_refund_field),
            exact_only=False,
            currencies=tuple(profile.currency_types),
            buyer_fields=frozenset() if profile.client_ip else frozenset({"ip"}),
            limit=profile.limit,
            refund_by=("cancel", "refund") if profile.cancels else ("refund",),
            day_list=True,
            session=True,
            costs=True,
            finds_by="id",
            cancel_window="same_day",
            services=menu.SERVICES,
        )

    def prepare(self, now: int) -> SessionConversation | None:
        return self._door.prepare(now)

    def place(self, order: PlaceOrder) -> AnswerConversation:
        """The start (§5): nothing is collected by it. Raises ValueError for a hold, a card that is not typed here, a
        missing return address, a currency the account has not."""
        body = build.start(order, self._profile)
        self._never_shown.add(order.key)
        response = yield from self._door.call("/gateway/payment_3d", body, moves_money=True)
        if isinstance(response, Refused):
            return response
        told = read(started, response, self.base_url)
        if isinstance(told, Challenge):
            self._never_shown.discard(order.key)
        return told

    def read_return(self, fields: Mapping[str, str], hold: HoldReference) -> ReturnedPage:
        """§6: the guest is back, and nothing more."""
        return returned(fields.get(self._profile.return_id, ""), hold)

    def complete(self, hold: HoldReference, page: ReturnedPage) -> AnswerConversation:
        """The confirm (§8), then the sum from the list. Raises ValueError unless asking has shown that it is waited
        for: a page of proof "ask" proves nothing, and on a one-step POS there is nothing to confirm (rule 13)."""
        if page.proof != "authenticated" or page.payment_id not in {"", hold.payment_id}:
            raise ValueError("only an authenticated page is completed")
        body = build.about(_id_of(hold))
        response = yield from self._door.call("/gateway/payment_3d_complete", body, moves_money=True)
        if isinstance(response, Refused):
            return response
        told = read(confirmed, response, hold)
        if isinstance(told, Refused):
            return (yield from self._unless_done(hold, told, "complete"))
        if isinstance(told, Unknown) or not told.references:
            return told
        order_id = self._orders[hold.payment_id] = told.references["order_id"]
        charged = yield from self._charged_sum(hold, order_id)
        if isinstance(charged, Unknown):
            return charged
        return replace(told, as_sent=charged is None)

    def capture(self, hold: HoldReference, amount: Money, key: str) -> AnswerConversation:  # noqa: ARG002
        raise NotHere("capture")

    def release(self, hold: HoldReference, key: str) -> AnswerConversation:  # noqa: ARG002
        raise NotHere("release")

    def refund(
        self,
        hold: HoldReference,
        amount: Money,
        key: str,  # noqa: ARG002 -- the request has room for no key of its own
        by: Literal["cancel", "refund"],
    ) -> AnswerConversation:
        """The whole by cancel or refund (§9). A part by refund, only where the account names the amount's field, else
        ValueError; the site is asked in the same breath what it made of it."""
        payment_id, field = _id_of(hold), self._profile.partial_refund_field
        is_part = amount != hold.captured
        if is_part and (by == "cancel" or not field or amount > hold.captured):
            raise ValueError("only the whole can be given back here")
        body = build.give_back_part(payment_id, amount, field) if is_part else build.about(payment_id)
        response = yield from self._door.call(f"/gateway/{by}", body, moves_money=True)
        if isinstance(response, Refused):
            return response
        told = read(given_back, response, hold, amount, by)
        if isinstance(told, Refused):
            return (yield from self._unless_done(hold, told, "refund"))
        if isinstance(told, Approved) and is_part:
            return (yield from self._if_only_a_part(hold, told))
        return told

    def _unless_done(
        self, hold: HoldReference, refused: Refused, verb: Literal["complete", "refund"]
    ) -> AnswerConversation:
        """A documented "no" may also mean that it was done before (A10), so the no stands only while the status agrees
        with it; else the outcome is open and is asked about."""
        found = yield from self._status(hold)
        if not isinstance(found, Found):
            return Unknown("in_progress", payment_id=hold.payment_id)
        if verb == "complete":
            agrees = found.state in {"declined", "page_returned"}
        else:
            agrees = found.state == "charged" and not found.refunds and not found.partly_refunded
        return refused if agrees else Unknown("in_progress", payment_id=hold.payment_id)

    def _if_only_a_part(self, hold: HoldReference, told: Approved) -> AnswerConversation:
        """A site that did not know the field has given back everything, and said yes (§9): that must not pass."""
        found = yield from self._status(hold)
        if not isinstance(found, Found):
            return Unknown("in_progress", payment_id=hold.payment_id)
        if found.partly_refunded:
            return told
        return Unknown("mismatch" if found.refunds else "in_progress", payment_id=hold.payment_id)

    def inquire(self, hold: HoldReference) -> FoundConversation:
        """Status by payment id (§7), and the sum from the list where the order number is known."""
        if not hold.payment_id:
            return (yield from self._without_id(hold))
        found = yield from self._status(hold)
        if not isinstance(found, Found) or found.state != "charged":
            return found
        order_id = self._order_of(hold)
        if not order_id:
            return found
        charged = yield from self._charged_sum(hold, order_id)
        if isinstance(charged, Unknown):
            return charged
        return replace(found, amount=charged, captured=charged, references={"order_id": order_id})

    def _status(self, hold: HoldReference) -> FoundConversation:
        response = yield from self._door.call(_STATUS, build.about(_id_of(hold)))
        return response if isinstance(response, Refused) else read(inquiry.told, response, hold, self._profile)

    def _without_id(self, hold: HoldReference) -> FoundConversation:
        """The answer to the start was lost, and the payment's id and page with it. Nothing of ours stands in the list
        to find it by (§10), but without its page it cannot have been charged: see inquiry.never_shown. The site must
        have answered all the same, with what was paid since yesterday."""
        rows = yield from self._door.rows(lists.since_yesterday(self._door.now))
        if isinstance(rows, Refused | Unknown):
            return rows
        if hold.key in self._never_shown:
            return Found("not_found")
        return read(inquiry.never_shown, rows, hold, self._profile)

    def _order_of(self, hold: HoldReference) -> str:
        return hold.references.get("order_id", "") or self._orders.get(hold.payment_id, "")

    def _charged_sum(
        self, hold: HoldReference, order_id: str
    ) -> Generator[WireRequest, WireResponse, Money | Unknown | None]:
        """What the list says was charged; None where it does not tell, Unknown where it tells another sum."""
        rows = yield from self._door.rows(lists.of_order(order_id, self._profile))
        if isinstance(rows, Refused | Unknown):
            return None
        charged = read(inquiry.sum_of_order, rows, order_id, hold, self._profile)
        return replace(charged, payment_id=hold.payment_id) if isinstance(charged, Unknown) else charged

    def look_up_bin(self, digits: str) -> BinConversation:
        """Bank and family, through get_installments (A14). Raises ValueError for anything but six digits or more."""
        return menu.bin_facts(self._door, digits, self._profile)

    def estimate(self, amount: Money, digits: str) -> CostConversation:
        """The commission of a single charge, before it is sent (§10). Raises ValueError."""
        return menu.estimate(self._door, amount, digits, self._profile)

    def list_day(self, day: str) -> DayConversation:
        """Payments, then cancels and refunds, written on one Istanbul day (ISO). Raises ValueError."""
        return menu.day(self._door, a_day(day), self._profile)

    def consult(self, service: Service, asked: Mapping[str, str]) -> RowsConversation:
        return menu.consult(self._door, service, asked, self._profile)


def _id_of(hold: HoldReference) -> str:
    """The id that is asked for; raises ValueError before anything is sent."""
    if not build.is_payment_id(hold.payment_id):
        raise ValueError("an Ödüyo payment id is digits")
    return hold.payment_id
