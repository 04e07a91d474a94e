"""iyzico's webhooks: which events are told, in which form, and their V3 signature (iyzico notes §16)."""

import hashlib
import hmac
import uuid

from frontdesk.practice.bank import Authorisation
from frontdesk.practice.ground import Ground
from frontdesk.practice.iyzico.ways import ways
from frontdesk.practice.notices import Notice
from frontdesk.practice.wire_json import Json, write

API, CALLBACK, AUTH, HOSTED = "API_AUTH", "THREE_DS_CALLBACK", "THREE_DS_AUTH", "CHECKOUT_FORM_AUTH"
MERCHANT_ID = 3300001
FIRST, FIRST_OLDER = 12.0, 15.0  # seconds after the event; the notes say 10 to 15
AGAIN, AGAIN_OLDER = 900.0, 600.0
TWIN, KEPT_BACK = 2.0, 60.0  # seconds by which a duplicate follows, and by which an event is kept back
FAULTS = ("wrong_signature", "missing_signature", "duplicate", "out_of_order")


def tell(ground: Ground, event: str, payment: Authorisation, status: str, token: str = "") -> None:
    """Queue the notice of one event, if the merchant has given an address. `token` is the hosted form's."""
    way = ways(ground)
    if not way.webhook_url:
        return
    fault = ground.faults.take("iyzico", "webhook", FAULTS)
    if event == HOSTED and way.webhook_short_name:
        event = "CHECKOUTFORM_AUTH"
    number, key, now = payment.number, payment.order.key, ground.bank.now()
    headers = [("Content-Type", "application/json")]
    if way.webhook_signed and fault.kind != "missing_signature":
        secret = ground.accounts["iyzico"]["secret_key"]
        signed = signature(secret, event, number, key, status if fault.kind != "wrong_signature" else "", token)
        headers.append(("X-IYZ-SIGNATURE-V3", signed))
    body = body_text(event, number, key, status, token, reference=str(uuid.uuid4()), at_ms=int(now * 1000))
    notice = Notice(
        number=0,
        account="iyzico",
        event=event,
        payment_id=str(number),
        url=way.webhook_url,
        headers=tuple(headers),
        body=body.encode(),
        due=now + (FIRST_OLDER if way.webhook_older else FIRST),
        again=AGAIN_OLDER if way.webhook_older else AGAIN,
        only_200=way.webhook_older,
    )
    if fault.kind == "out_of_order":
        notice = notice._replace(due=notice.due + (fault.seconds or KEPT_BACK))
    ground.notices.queue(notice)
    if fault.kind == "duplicate":
        ground.notices.queue(notice._replace(due=notice.due + TWIN))


def body_text(
    event: str, payment_id: int, key: str, status: str, token: str = "", *, reference: str, at_ms: int
) -> str:
    """The notice as JSON: a token stands in place of the payment id when the hosted form was used (§16.2)."""
    which: dict[str, Json] = {"token": token} if token else {"paymentId": payment_id}
    told: dict[str, Json] = {
        "paymentConversationId": key,
        "merchantId": MERCHANT_ID,
        **which,
        "status": status,
        "iyziReferenceCode": reference,
        "iyziEventType": event,
        "iyziEventTime": at_ms,
        "iyziPaymentId": payment_id,
    }
    return write(told)


def signature(secret_key: str, event: str, payment_id: int, key: str, status: str, token: str = "") -> str:
    """X-IYZ-SIGNATURE-V3: one text without separators that begins with the secret key itself (§16.3)."""
    text = f"{secret_key}{event}{payment_id}{token}{key}{status}"
    return hmac.new(secret_key.encode(), text.encode(), hashlib.sha256).hexdigest()
