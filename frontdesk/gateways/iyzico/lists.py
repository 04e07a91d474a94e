"""iyzico's lists: the transactions of a day, instalments, a BIN as a row (notes §12.3, §13). Unsigned; shown and
compared, never acted upon."""

from typing import Literal, NamedTuple

from frontdesk.domain.gateway import CardFacts, Refused, WireResponse
from frontdesk.domain.told import ListedPayment, Rows
from frontdesk.gateways.answers import BadAnswerError, Fields, ident, label, must, number, objects, opened, plain, text
from frontdesk.gateways.istanbul import utc_seconds
from frontdesk.gateways.iyzico.profile import IyzicoProfile
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


class DayPage(NamedTuple):
    """The lines of one page by what tells them apart, and how many pages there are."""

    lines: tuple[tuple[str, ListedPayment], ...]
    pages: int


def day_target(day: str, page: int) -> str:
    """Pages count from one; the day is Istanbul's."""
    return f"/v2/reporting/payment/transactions?page={page}&transactionDate={day}"


def day_page(response: WireResponse, page: int, profile: IyzicoProfile) -> DayPage | Refused:
    """One page of a day. Without a page count nothing says that the list is whole, so only an empty one is taken."""
    fields = opened(response)
    no = refusal(fields, response, "", "ask")
    if no is not None:
        return no
    must(ident(fields, "currentPage") in {str(page), ""})
    entries, pages = objects(fields, "transactions"), ident(fields, "totalPageCount")
    must(pages.isascii() and pages.isdigit() and len(pages) < 9 if pages else not entries, "answer_unreadable")
    return DayPage(tuple(_line(entry, profile) for entry in entries), int(pages or 0))


def _line(entry: Fields, profile: IyzicoProfile) -> tuple[str, ListedPayment]:
    told, at = text(entry, "transactionType"), text(entry, "transactionDate")
    status = label(entry, "transactionStatus") or plain(number(entry, "transactionStatus"))
    if told not in _KINDS:
        raise BadAnswerError("answer_unreadable")
    kind, payment_id = _KINDS[told], ident(entry, "paymentId")
    line = ListedPayment(
        kind,
        payment_id,
        ident(entry, "conversationId"),
        shown_sum(entry, profile.line_sum, label(entry, "transactionCurrency")),
        _state(kind, status, label(entry, "paymentPhase"), profile),
        utc_seconds(at) if at else 0,
        auth_code=label(entry, "authCode"),
        host_reference=label(entry, "hostReference"),
    )
    # A list that grows while it is read shows a line on two pages.
    return f"{told}/{payment_id}/{ident(entry, 'transactionId')}/{ident(entry, 'paymentTxId')}", line


def _state(kind: str, status: str, phase: str, profile: IyzicoProfile) -> State:
    """Of a cancel the phase says whether a hold was lifted or a capture given back; without it neither is said."""
    if status not in profile.lines_done:
        return "failed" if status in profile.lines_failed else ""
    if kind == "refund":
        return "refunded"
    of_payment = _PHASES.get(phase, "")
    if kind == "payment":
        return of_payment
    if of_payment == "":
        return ""
    return "released" if of_payment == "held" else "refunded"


def instalments(response: WireResponse, question: str, code: str) -> Rows | Refused:
    """§13: one row for each count of each card; a foreign card has one."""
    fields = opened(response)
    no = refusal(fields, response, question, "ask")
    return no if no is not None else instalment_rows(objects(fields, "installmentDetails"), code, _facts)


def _facts(entry: Fields) -> CardFacts:
    facts = card_facts(entry)
    return known_origin(facts) if facts.bin else facts
