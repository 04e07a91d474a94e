"""The provider's menu beside the money verbs (notes §5.4, §7.7 to §7.12, §8): shown to people, never acted upon. What
the notes do not name is passed on as it is told."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from frontdesk.domain.gateway import NO_FACTS, CardFacts, Refused, WireResponse
from frontdesk.domain.told import ListedPayment, Rows
from frontdesk.gateways.ahlpay.profile import CURRENCY_NUMBERS, AhlPayProfile, word_of
from frontdesk.gateways.ahlpay.read import card_of
from frontdesk.gateways.ahlpay.refusals import APPROVED, BANK_CODES, envelope, refusal
from frontdesk.gateways.answers import BadAnswerError, Fields, Json, label, number, plain
from frontdesk.gateways.istanbul import utc_seconds
from frontdesk.gateways.rows import facts_row, listed_row, shown_sum

_LONGEST_NAME = 40
_PRIVATE = re.compile(r"pass|pwd|secret|key|token|hash|user|login|credential|sifre|parola", re.IGNORECASE)
type _State = Literal["held", "charged", "captured", "released", "refunded", "failed", ""]

# What a line of the list is (§8.1, §8.2): kind, and state where it went well.
_KINDS: Mapping[str, tuple[Literal["payment", "cancel", "refund"], _State]] = {
    "PREAUTH": ("payment", "held"),
    "AUTH": ("payment", "charged"),
    "SALE": ("payment", "charged"),
    "POSTAUTH": ("payment", "captured"),
    "VOID": ("cancel", "released"),
    "REFUND": ("refund", "refunded"),
    "PARTIALREFUND": ("refund", "refunded"),
}
_CARD_KINDS: Mapping[str, Literal["credit", "debit", "prepaid"]] = {"C": "credit", "D": "debit", "P": "prepaid"}
_SCHEMES = {"visa": "visa", "mastercard": "mastercard", "troy": "troy", "amex": "amex"}

# Fields by the names that rows give them. A figure of a report stands as it was told: its unit is not known (A10).
_TRANSACTION = {
    "txnType": "kind",
    "responseCode": "code",
    "bankName": "bank",
    "maskedPan": "card",
    "totalAmount": "total",
}
_INSTALMENT = {
    "installmentNumber": "count",
    "customerCommission": "rate",
    "customerAdditionalCommission": "extra",
    "amount": "amount",
    "totalAmount": "total",
    "totalCommissionAmount": "fee",
}
_PLAIN_NAMES = {"bankName": "bank", "bankCode": "bank_code", "isActive": "active", "merchantId": "merchant"}


def items(response: WireResponse) -> tuple[Fields, ...] | Refused:
    """The list of a success; one object alone is a list of one."""
    told = envelope(response)
    if isinstance(told, Refused):
        return told
    if not told.good:
        return refusal(told)
    data = [told.data] if isinstance(told.data, dict) else told.data
    if data is None:
        return ()
    if not isinstance(data, list):
        raise BadAnswerError("answer_unreadable")
    found = tuple(entry for entry in data if isinstance(entry, dict))
    if len(found) != len(data):
        raise BadAnswerError("answer_unreadable")
    return found


def transactions(found: tuple[Fields, ...], profile: AhlPayProfile) -> Rows:
    return tuple({**listed_row(listed(entry, profile)), **_row(entry, _TRANSACTION)} for entry in found)


def instalments(response: WireResponse) -> Rows | Refused:
    """§7.8 and §7.9 (A31). Its figures fit no unit (A10), so they are shown as they are told."""
    found = items(response)
    return found if isinstance(found, Refused) else tuple(_row(entry, _INSTALMENT) for entry in found)


def bins(response: WireResponse) -> Rows | Refused:
    """§7.10."""
    found = items(response)
    return found if isinstance(found, Refused) else tuple(facts_row(_facts(entry)) for entry in found)


def as_told(response: WireResponse) -> Rows | Refused:
    """§7.11 and §7.12: fields that no note names, under their own names but for those that mean the same everywhere. A
    POS may be listed with what it logs in with: a field that sounds like that is never shown."""
    found = items(response)
    if isinstance(found, Refused):
        return found
    return tuple(
        _row(entry, {name: _PLAIN_NAMES.get(name, name) for name in entry if _is_name(name)}) for entry in found
    )


def bin_facts(response: WireResponse) -> CardFacts | Refused:
    """§7.10; an empty answer knows nothing."""
    found = items(response)
    if isinstance(found, Refused):
        return found
    return _facts(found[0]) if found else NO_FACTS


def _facts(entry: Fields) -> CardFacts:
    return CardFacts(
        bin=label(entry, "prefixNo"),
        scheme=_SCHEMES.get(label(entry, "network").lower(), ""),
        kind=_CARD_KINDS.get(label(entry, "cardType"), ""),
        bank=label(entry, "bankName"),
        family=label(entry, "brandName"),
        commercial=entry.get("isBusinessCard") is True,
    )


def listed(entry: Fields, profile: AhlPayProfile) -> ListedPayment:
    """One line of the list (§7.7), its key "" where it names no order. Its figure is informational (A10): read only
    where the account says that it is lira."""
    key = label(entry, "orderId")
    kind, state = _KINDS.get(word_of(label(entry, "txnType")), ("payment", ""))
    word, code = profile.statuses.get(word_of(label(entry, "txnStatus"))), label(entry, "responseCode")
    if word == "failed" or code in BANK_CODES:
        state = "failed"
    elif word in {"open", None} or code not in {APPROVED, ""}:
        # A page that is still open, a fault of the bank, a word that is not known: the line says nothing of money.
        state = ""
    return ListedPayment(
        kind=kind,
        payment_id=key,
        key=key,
        amount=shown_sum(entry, "totalAmount", _code_of(entry)) if profile.report_amounts == "lira" else None,
        state=state,
        at=_at(label(entry, "createDate")),
        last4=card_of(entry).last4,
        auth_code=label(entry, "authCode"),
        host_reference=label(entry, "hostReferenceNumber"),
    )


def system_data() -> Rows:
    """What the provider's tables hold, as far as the notes know them; nothing is asked."""
    rows = [{"table": "type", "code": code} for code in ("Auth", "PreAuth", "PostAuth", "Void", "Refund")]
    statuses = ("PREAUTH", "POSTAUTH", "AUTH", "VOID", "REFUND", "PENDING", "FAIL")
    rows += [{"table": "status", "code": code} for code in statuses]
    rows += [{"table": "currency", "code": number, "name": code} for code, number in CURRENCY_NUMBERS.items()]
    rows += [{"table": "family", "code": name, "name": name} for name in _FAMILIES]
    rows += [{"table": "scheme", "code": name, "name": name} for name in ("Mastercard", "Visa", "Troy", "Amex")]
    rows += [{"table": "card", "code": code, "name": name} for code, name in _CARD_KINDS.items()]
    rows += [{"table": "response", "code": code, "name": problem} for code, problem in BANK_CODES.items()]
    return tuple(rows)


_FAMILIES = (
    "Axess",
    "Bank24",
    "Bankkart",
    "Bonus",
    "CardFinans",
    "Maximum",
    "Miles&Smiles",
    "Neo",
    "Paraf",
    "Shop&Fly",
    "Wings",
    "World",
    "Advantage",
    "Sağlam Kart",
)


def _row(entry: Fields, names: Mapping[str, str]) -> dict[str, str]:
    """The fields of these names that are texts, numbers or switches; the others are left out."""
    shown = {short: _shown(entry, name) for name, short in names.items()}
    return {short: told for short, told in shown.items() if told}


def _shown(entry: Fields, name: str) -> str:
    value: Json = entry.get(name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | Decimal):
        try:
            return plain(number(entry, name))
        except BadAnswerError:
            return ""
    return label(entry, name)


def _is_name(name: str) -> bool:
    decent = name.isascii() and name.isidentifier() and len(name) <= _LONGEST_NAME
    return decent and _PRIVATE.search(name) is None


def _code_of(entry: Fields) -> str:
    """The currency of a line: the sample names none, and is lira's."""
    by_number = {number: code for code, number in CURRENCY_NUMBERS.items()}
    told = label(entry, "currency")
    return by_number.get(told, "") if told else "TRY"


def _at(told: str) -> int:
    """UTC seconds of a time of Istanbul (A30); 0 where it cannot be read."""
    try:
        return utc_seconds(told)
    except BadAnswerError:
        return 0
