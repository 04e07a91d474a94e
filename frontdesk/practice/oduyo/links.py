"""Ödüyo's payment links (Ödüyo notes §10): an address that the guest opens on his own phone.

The notes name the fields in words only (amount, e-mail, payment_type "2", an optional expiry date); these spellings are
the practice's own.
"""

import secrets

from frontdesk.practice.exchange import Request, Response, html
from frontdesk.practice.ground import Ground
from frontdesk.practice.oduyo.answers import paymentsend_id
from frontdesk.practice.oduyo.errors import BAD_REQUEST, NO_RECORD, Refusal
from frontdesk.practice.oduyo.fields import Asked, integer, money, text
from frontdesk.practice.oduyo.switches import state_of
from frontdesk.practice.oduyo.three_d import site
from frontdesk.practice.templates import fill
from frontdesk.practice.wire_json import Json, write

PAGE = "/odeme/"


def make(asked: Asked) -> Json | Refusal:
    """POST pay/get_link: `data` is JSON inside a text, with `url` and `paymentsendid`."""
    fields, ground = asked.fields, asked.ground
    amount = money(fields, "amount")
    if amount is None or "@" not in text(fields, "email") or integer(fields.get("payment_type")) != 2:
        return BAD_REQUEST
    made = paymentsend_id(secrets.randbits(64), ground.bank.now())
    state_of(ground).links[made] = f"{amount // 100}.{amount % 100:02d}"
    return _told(ground, made)


def read(asked: Asked) -> Json | Refusal:
    """POST payLink/getlink: the link of a paymentsendid; without one, a new link."""
    if "paymentsendid" not in asked.fields:
        return make(asked)
    known = text(asked.fields, "paymentsendid")
    return _told(asked.ground, known) if known in state_of(asked.ground).links else NO_RECORD


def _told(ground: Ground, known: str) -> str:
    return write({"url": site(ground) + PAGE + known, "paymentsendid": known})


def page(ground: Ground, request: Request) -> Response | None:
    """What the guest sees behind a link; None for any other address."""
    amount = state_of(ground).links.get(request.path.removeprefix(PAGE))
    if amount is None or not request.path.startswith(PAGE):
        return None
    return html(fill("notice", turkish=f"Ödeme bağlantısı: {amount}", english=f"Payment link: {amount}"))
