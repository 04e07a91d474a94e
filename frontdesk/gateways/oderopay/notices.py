"""ÖderoPay's webhooks, if an account has them: the notes know Craftgate's form only (§14), so they are read where a
webhook key is set and nowhere else. A notice proves nothing, it only makes the desk ask."""

from collections.abc import Mapping

from frontdesk.domain.gateway import WireResponse
from frontdesk.domain.told import Notice
from frontdesk.gateways.answers import BadAnswerError, Fields, ident, opened, text
from frontdesk.gateways.signing import oderopay_notice, same

_HEADER = "x-cg-signature-v1"
# What payloadId is, by event; of every other event it is a refund or something that the desk does not know.
_OF_A_PAYMENT = frozenset({"API_AUTH", "API_VERIFY_AND_AUTH", "THREEDS_VERIFY"})
_OF_A_PAGE = "CHECKOUTFORM_AUTH"
_MOST_DIGITS = 12


def read(headers: Mapping[str, str], body: bytes, webhook_key: str) -> Notice | None:
    """The notice, None for anything that this account's key has not signed."""
    told = next((value for name, value in headers.items() if name.lower() == _HEADER), "")
    try:
        return _notice(opened(WireResponse(200, {}, body)), told.strip(), webhook_key) if told else None
    except BadAnswerError:
        return None


def _notice(fields: Fields, told: str, webhook_key: str) -> Notice | None:
    event, status = text(fields, "eventType"), text(fields, "status")
    at, payload = ident(fields, "eventTimestamp"), ident(fields, "payloadId")
    if not same(told, oderopay_notice(webhook_key, event, at, status, payload)):
        return None
    return Notice(
        # There is no number of the event: it is the one of this kind, time, status and payment.
        reference=f"{event}/{at}/{status}/{payload}",
        event=event,
        status=status,
        payment_id=payload if event in _OF_A_PAYMENT else "",
        token=payload if event == _OF_A_PAGE else "",
        at=int(at) if at.isascii() and at.isdigit() and len(at) <= _MOST_DIGITS else 0,
    )
