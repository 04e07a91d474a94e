"""iyzico's hosted form on the wire: open one for a hold or a sale, and ask what came of it (iyzico notes §15)."""

import uuid
from urllib.parse import urlencode

from frontdesk.practice.iyzico.answers import Reply
from frontdesk.practice.iyzico.errors import Refusal, missing, refused
from frontdesk.practice.iyzico.fields import Asked, digits, part, text
from frontdesk.practice.iyzico.hosted_pages import PAGE
from frontdesk.practice.iyzico.lookups import looked_up
from frontdesk.practice.iyzico.orders import INSTALLMENTS, missing_person, missing_price, read_basket
from frontdesk.practice.iyzico.signing import EIGHT, FORM_START
from frontdesk.practice.iyzico.ways import Form, state, ways


def open_hold(asked: Asked) -> Reply | Refusal:
    return _open(asked, sale=False)


def open_sale(asked: Asked) -> Reply | Refusal:
    return _open(asked, sale=True)


def _open(asked: Asked, *, sale: bool) -> Reply | Refusal:
    ground = asked.ground
    form = _read_form(asked, sale=sale)
    if isinstance(form, Refusal):
        return form
    state(ground).forms[form.token] = form
    ground.bank.changed.set()
    query = urlencode({"token": form.token, "lang": form.locale})
    page = f"{ground.accounts['iyzico']['base_url']}{PAGE}?{query}"
    return Reply(
        {
            "token": form.token,
            "checkoutFormContent": f'<script type="text/javascript">window.location.replace("{page}");</script>',
            "tokenExpireTime": ways(ground).token_seconds,
            "paymentPageUrl": page,
            "payWithIyzicoPageUrl": page,
        },
        FORM_START,
    )


def _read_form(asked: Asked, *, sale: bool) -> Form | Refusal:
    body, way = asked.body, ways(asked.ground)
    wrong = _missing_field(asked)
    if wrong:
        return wrong
    basket = read_basket(body)
    if isinstance(basket, Refusal):
        return basket
    given = body.fields.get("enabledInstallments")
    counts = [digits(str(one)) for one in given] if isinstance(given, list) else [1]
    offered = tuple(count for count in counts if count in INSTALLMENTS)
    if not offered or len(offered) != len(counts):
        return refused("11")
    user_key, buyer = body.text("cardUserKey"), part(body.fields, "buyer")
    user = state(asked.ground).vault.find_user(user_key) if user_key else None
    if isinstance(user, Refusal):
        return user
    return Form(
        token=str(uuid.uuid4()),
        basket=basket,
        sale=sale,
        callback_url=body.text("callbackUrl"),
        locale=body.locale,
        expires=asked.ground.bank.now() + way.token_seconds,
        threeds=way.hosted_threeds or body.text("forceThreeDS") == "1",
        installments=offered,
        user_key=user_key,
        email=text(buyer, "email"),
        external_id=text(buyer, "id"),
    )


def _missing_field(asked: Asked) -> Refusal | None:
    body = asked.body
    buyer, address = part(body.fields, "buyer"), part(body.fields, "billingAddress")
    unpriced = missing_price(body)
    if unpriced:
        return unpriced
    if not (buyer and address and part(body.fields, "shippingAddress")):
        return refused("11")
    for fields, name, code in (
        (buyer, "email", "3"),
        (buyer, "identityNumber", "8"),
        (body.fields, "callbackUrl", "23"),
    ):
        if not text(fields, name):
            return refused(code)
    if "gsmNumber" in buyer and not text(buyer, "gsmNumber"):
        return refused("1000")  # as for a hold (§6.3)
    return missing_person(buyer, address) or (None if body.text("currency") else missing("currency"))


def result(asked: Asked) -> Reply | Refusal:
    """POST …/checkoutform/auth/ecom/detail: the form's last attempt. Before the first, 5087; the notes name no code."""
    form = state(asked.ground).forms.get(asked.body.text("token"))
    if form is None:
        return refused("5087")
    shown = (one for one in asked.ground.bank.shown("iyzico") if one.number == form.payment)
    payment = next(shown, None)
    if payment is None:
        return refused("5087")
    return Reply(looked_up(asked.ground, payment) | {"token": form.token, "callbackUrl": form.callback_url}, EIGHT)
