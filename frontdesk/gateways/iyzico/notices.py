"""iyzico's webhooks, of direct payments and of the hosted form (notes §16). The signature covers neither reference nor
time nor any sum: a notice proves nothing, it only makes the desk ask."""

from collections.abc import Mapping

from frontdesk.domain.gateway import WireResponse
from frontdesk.domain.told import Notice
from frontdesk.gateways.answers import BadAnswerError, Fields, ident, opened, text
from frontdesk.gateways.iyzico.profile import IyzicoKeys
from frontdesk.gateways.signing import iyzico_notice, same

_HEADER = "x-iyz-signature-v3"
# On the wire and in older texts (§16.2); signed as it is spelled, told in one spelling.
_FORM_EVENTS = frozenset({"CHECKOUT_FORM_AUTH", "CHECKOUTFORM_AUTH"})
_FORM_EVENT = "CHECKOUT_FORM_AUTH"
# Milliseconds of a time that a clock can show.
_MOST_DIGITS = 15


def read(headers: Mapping[str, str], body: bytes, keys: IyzicoKeys) -> Notice | None:
    """The notice, None for anything that this account's key has not signed."""
    told = next((value for name, value in headers.items() if name.lower() == _HEADER), "")
    try:
        return _notice(opened(WireResponse(200, {}, body)), told.strip().lower(), keys) if told else None
    except BadAnswerError:
        return None


def _notice(fields: Fields, told: str, keys: IyzicoKeys) -> Notice | None:
    event, status = text(fields, "iyziEventType"), text(fields, "status")
    key, token = ident(fields, "paymentConversationId"), text(fields, "token")
    is_form = bool(token) or event in _FORM_EVENTS
    payment_id = ident(fields, "iyziPaymentId") if is_form else ident(fields, "paymentId")
    ours = iyzico_notice(keys.secret_key, event, payment_id, token if is_form else "", key, status)
    if not same(told, ours):
        return None
    at = ident(fields, "iyziEventTime")
    return Notice(
        # Unique for a notification however often it is sent (§16.2); without one, the same words are the same event.
        reference=ident(fields, "iyziReferenceCode") or ours,
        event=_FORM_EVENT if event in _FORM_EVENTS else event,
        status=status,
        key=key,
        payment_id=payment_id,
        token=token,
        at=int(at) // 1000 if at.isascii() and at.isdigit() and len(at) <= _MOST_DIGITS else 0,
    )
