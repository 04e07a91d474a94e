"""ÖderoPay's lists: the payments and refunds of a day, instalments (notes §9.3, §11). Shown and compared, never acted
upon."""

from typing import Literal, NamedTuple
from urllib.parse import quote

from frontdesk.domain.gateway import Refused, WireResponse
from frontdesk.domain.money import Money
from frontdesk.domain.told import ListedPayment, Rows
from frontdesk.gateways.answers import Fields, Json, ident, label, must, objects, text
from frontdesk.gateways.istanbul import day_of, days_later, utc_seconds
from frontdesk.gateways.oderopay.profile import OderoPayProfile
from frontdesk.gateways.oderopay.read import card_facts, known_origin, payment_id_of
from frontdesk.gateways.oderopay.refusals import data_of
from frontdesk.gateways.rows import instalment_rows, shown_sum
from frontdesk.gateways.wire import trimmed

type State = Literal["held", "charged", "captured", "released", "refunded", "failed", ""]
# The report does not tell the phase (§9.2); where it does all the same, it is shown.
_PHASES: dict[str, State] = {"PRE_AUTH": "held", "POST_AUTH": "captured", "AUTH": "charged"}
_NOTHING_TAKEN = frozenset({"FAILURE", "INIT_THREEDS", "CALLBACK_THREEDS"})
_REFUNDS: dict[str, State] = {"SUCCESS": "refunded", "FAILURE": "failed"}


class DayPage(NamedTuple):
    """The payments of one page by id, each with its lines of the day, and how many payments there are on all."""

    payments: tuple[tuple[str, tuple[ListedPayment, ...]], ...]
    total: int


def day_target(day: str, page: int, profile: OderoPayProfile) -> str:
    """Payments made on the day, or so long before it that it may have seen their refund. The end is the next
    midnight: the last second of a day has fractions. Istanbul time without a zone (§4)."""
    since = quote(days_later(day, -profile.day_looks_back) + "T00:00:00", safe="")
    until = quote(days_later(day, 1) + "T00:00:00", safe="")
    return (
        f"/payment-reporting/v1/payments?minCreatedDate={since}&maxCreatedDate={until}"
        f"&page={page}&size={profile.page_size}"
    )


def day_page(response: WireResponse, day: str) -> DayPage | Refused:
    """One page. Without a count nothing says that the list is whole, so only an empty one is taken."""
    data = data_of(response, "ask")
    if isinstance(data, Refused):
        return data
    entries, total = objects(data, "items"), ident(data, "totalSize")
    must(total.isascii() and total.isdigit() and len(total) < 9 if total else not entries, "answer_unreadable")
    return DayPage(tuple((payment_id_of(entry, "id"), _lines(entry, day)) for entry in entries), int(total or 0))


def _lines(entry: Fields, day: str) -> tuple[ListedPayment, ...]:
    """The payment and its refunds, as far as they are of the day. A refund of the item that only repeats one of the
    payment, by key and sum, is the same."""
    payment_id, code, made = payment_id_of(entry, "id"), text(entry, "currency"), text(entry, "createdDate")
    must(payment_id != "" and made != "", "answer_unreadable")
    whole = [_refund(one, "cancel", "price", entry) for one in objects(entry, "paymentRefunds")]
    parts = [
        _refund(one, "refund", "refundPrice", entry)
        for line in objects(entry, "paymentTransactions")
        for one in objects(line, "paymentTransactionRefunds")
    ]
    repeated = {(line.key, line.amount) for line, _ in whole if line.key}
    given_back = [*whole, *(part for part in parts if (part[0].key, part[0].amount) not in repeated)]
    payment = ListedPayment(
        "payment",
        payment_id,
        label(entry, "conversationId"),
        shown_sum(entry, "paidPrice", code),
        _state(entry),
        utc_seconds(made),
        last4=label(_inside(entry, "paymentCard"), "lastFourDigits"),
        auth_code=label(entry, "authCode"),
        host_reference=label(entry, "hostReference"),
    )
    return tuple(line for line, of in [(payment, day_of(made)), *given_back] if of == day)


def _inside(entry: Fields, name: str) -> dict[str, Json]:
    value = entry.get(name)
    return value if isinstance(value, dict) else {}


def _state(entry: Fields) -> State:
    """A page that was never finished took nothing: for the list it failed, whatever may still come of it."""
    status = text(entry, "paymentStatus")
    if status == "SUCCESS":
        return _PHASES.get(label(entry, "paymentPhase"), "")
    return "failed" if status in _NOTHING_TAKEN else ""


def _refund(one: Fields, kind: Literal["cancel", "refund"], field: str, payment: Fields) -> tuple[ListedPayment, str]:
    """A line and its day. A cancel may be the release of a hold or the return of a capture: the report cannot say."""
    made = text(one, "createdDate") or text(payment, "createdDate")
    money: Money | None = shown_sum(one, field, text(payment, "currency"))
    state = _REFUNDS.get(label(one, "refundStatus"), "")
    if kind == "cancel" and state == "refunded":
        state = ""
    line = ListedPayment(kind, ident(payment, "id"), label(one, "conversationId"), money, state, utc_seconds(made))
    return line, day_of(made)


def instalments_target(amount: Money, digits: str) -> str:
    """§11; without first digits every card family is told."""
    asked = f"binNumber={digits}&" if digits else ""
    return f"/installment/v1/installments?{asked}price={trimmed(amount)}&currency={amount.code}"


def instalments(response: WireResponse, code: str) -> Rows | Refused:
    """One row for each count of each card (§11)."""
    data = data_of(response, "ask")
    if isinstance(data, Refused):
        return data
    return instalment_rows(objects(data, "items"), code, lambda entry: known_origin(card_facts(entry)))
