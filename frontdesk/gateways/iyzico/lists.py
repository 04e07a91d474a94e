"""iyzico's lists: the transactions of a day, instalments, a BIN as a row (notes §12.3, §13). Unsigned; shown and
compared, never acted upon."""

from typing import Literal, NamedTuple

from frontdesk.domain.gateway import CardFacts, Refused, WireResponse
from frontdesk.domain.money import Money
from frontdesk.domain.told import ListedPayment, Rows
from frontdesk.gateways.answers import BadAnswerError, Fields, ident, label, must, objects, opened, text
from frontdesk.gateways.istanbul import utc_seconds
from frontdesk.gateways.iyzico.read import card_facts, known_origin
from frontdesk.gateways.iyzico.refusals import refusal
from frontdesk.gateways.rows import instalment_rows, shown_sum

INSTALMENTS = "/payment/iyzipos/installment"
type State = Literal["held", "charged", "captured", "released", "refunded", "failed", ""]
_KINDS: dict[str, Literal["payment", "cancel", "refund"]] = {
    "PAYMENT": "payment",
    "CANCEL": "cancel",
    "REFUND": "refund",
}
_PHASES: dict[str, State] = {"PRE_AUTH": "held", "POST_AUTH": "captured", "AUTH": "charged"}
# Read like the states of the other report: 1 done, 2 failed or never finished (§12.2).
_DONE, _NOT_DONE = "1", "2"


class DayPage(NamedTuple):
    """The lines of one page by what tells them apart, and how many pages there are."""

    lines: tuple[tuple[str, ListedPayment], ...]
    pages: int


def day_target(day: str, page: int) -> str:
    """Pages count from one; the day is Istanbul's."""
    return f"/v2/reporting/payment/transactions?page={page}&transactionDate={day}"


def day_page(response: WireResponse, page: int) -> DayPage | Refused:
    """One page of a day. Without a page count nothing says that the list is whole, so only an empty one is taken."""
    fields = opened(response)
    no = refusal(fields, response, "", "ask")
    if no is not None:
        return no
    must(ident(fields, "currentPage") in {str(page), ""})
    entries, pages = objects(fields, "transactions"), ident(fields, "totalPageCount")
    must(pages.isascii() and pages.isdigit() and len(pages) < 9 if pages else not entries, "answer_unreadable")
    return DayPage(tuple(_line(entry) for entry in entries), int(pages or 0))


def _line(entry: Fields) -> tuple[str, ListedPayment]:
    told, status, at = text(entry, "transactionType"), ident(entry, "transactionStatus"), text(entry, "transactionDate")
    if told not in _KINDS:
        raise BadAnswerError("answer_unreadable")
    kind, payment_id = _KINDS[told], ident(entry, "paymentId")
    line = ListedPayment(
        kind,
        payment_id,
        ident(entry, "conversationId"),
        _sum(entry, kind),
        _state(kind, status, label(entry, "paymentPhase")),
        utc_seconds(at) if at else 0,
        auth_code=label(entry, "authCode"),
        host_reference=label(entry, "hostReference"),
    )
    # A list that grows while it is read shows a line on two pages.
    return f"{told}/{payment_id}/{ident(entry, 'transactionId')}/{ident(entry, 'paymentTxId')}", line


def _sum(entry: Fields, kind: str) -> Money | None:
    """What was paid. Which field tells the sum of a cancel or refund is not documented: where the two differ, none is
    believed (§12.3)."""
    code = label(entry, "transactionCurrency")
    paid, price = shown_sum(entry, "paidPrice", code), shown_sum(entry, "price", code)
    if kind == "payment":
        return paid
    return None if paid and price and paid != price else paid or price


def _state(kind: str, status: str, phase: str) -> State:
    if status != _DONE:
        return "failed" if status == _NOT_DONE else ""
    if kind == "payment":
        return _PHASES.get(phase, "")
    return "released" if kind == "cancel" and phase == "PRE_AUTH" else "refunded"


def instalments(response: WireResponse, question: str, code: str) -> Rows | Refused:
    """§13: one row for each count of each card; a foreign card has one."""
    fields = opened(response)
    no = refusal(fields, response, question, "ask")
    return no if no is not None else instalment_rows(objects(fields, "installmentDetails"), code, _facts)


def _facts(entry: Fields) -> CardFacts:
    facts = card_facts(entry)
    return known_origin(facts) if facts.bin else facts
