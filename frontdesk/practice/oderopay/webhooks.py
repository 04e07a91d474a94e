"""Craftgate-shaped notices, sent only when an address and a key are set: ÖderoPay documents none (ÖderoPay notes §14).

Assumed: `five tries` are those after the first delivery; a payment on the hosted page is told by CHECKOUTFORM_AUTH
alone, with the page's token; a refund that has no id of its own is told by its first item refund's.
"""

import base64
import hashlib
import hmac

from frontdesk.practice.bank import Authorisation
from frontdesk.practice.ground import Ground
from frontdesk.practice.notices import Notice
from frontdesk.practice.oderopay.answers import local_time
from frontdesk.practice.oderopay.ways import ways_of
from frontdesk.practice.wire_json import write

API, VERIFY, VERIFY_AND_API, HOSTED = "API_AUTH", "THREEDS_VERIFY", "API_VERIFY_AND_AUTH", "CHECKOUTFORM_AUTH"
REFUND, ITEM_REFUND = "REFUND", "REFUND_TX"
FIRST = 30.0  # seconds after the event
PAUSES = (10.0, 30.0, 180.0, 600.0, 1800.0)
TWIN, KEPT_BACK = 2.0, 60.0  # seconds by which a duplicate follows, and by which an event is kept back
FAULTS = ("wrong_signature", "missing_signature", "duplicate", "out_of_order")


def tell(ground: Ground, event: str, payment: Authorisation, payload_id: str = "", *, well: bool | None = None) -> None:
    """Queue the notice of one event; its payload is the payment unless another id is given.

    `well` says whether it went well; without it, whether the payment was not refused.
    """
    ways = ways_of(ground)
    if not (ways.webhook_url and ways.webhook_key):
        return
    fault, now = ground.faults.take("oderopay", "webhook", FAULTS), ground.bank.now()
    status = "SUCCESS" if (payment.state != "refused" if well is None else well) else "FAILURE"
    payload, stamp = payload_id or str(payment.number), int(now)
    headers = [("Content-Type", "application/json")]
    if fault.kind != "missing_signature":
        key = ways.webhook_key + ("?" if fault.kind == "wrong_signature" else "")
        headers.append(("x-cg-signature-v1", signature(key, event, stamp, status, payload)))
    notice = Notice(
        number=0,
        account="oderopay",
        event=event,
        payment_id=str(payment.number),
        url=ways.webhook_url,
        headers=tuple(headers),
        body=body_text(event, stamp, status, payload).encode(),
        due=now + FIRST + ((fault.seconds or KEPT_BACK) if fault.kind == "out_of_order" else 0.0),
        pauses=PAUSES,
    )
    ground.notices.queue(notice)
    if fault.kind == "duplicate":
        ground.notices.queue(notice._replace(due=notice.due + TWIN))


def body_text(event: str, stamp: int, status: str, payload_id: str) -> str:
    """The notice as JSON; `stamp` is epoch seconds, told once more as Istanbul's local time."""
    return write(
        {
            "eventType": event,
            "eventTime": local_time(stamp),
            "eventTimestamp": stamp,
            "status": status,
            "payloadId": payload_id,
        }
    )


def signature(key: str, event: str, stamp: int, status: str, payload_id: str) -> str:
    """x-cg-signature-v1: Base64 of an HMAC-SHA256 over four values without separators."""
    text = f"{event}{stamp}{status}{payload_id}"
    return base64.b64encode(hmac.new(key.encode(), text.encode(), hashlib.sha256).digest()).decode()
