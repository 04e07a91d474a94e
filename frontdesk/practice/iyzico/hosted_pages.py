"""The page on which the guest types the card, and the way to the bank and back to the merchant (iyzico notes §15).

The browser opens `paymentPageUrl`, the form posts to itself, the bank's page follows where it is asked for, and at the
end the browser posts the form's token to the merchant's callbackUrl. Nothing that was typed but the holder's name and
the expiry date is ever written into a page again.
"""

from frontdesk.practice.bank import Authorisation
from frontdesk.practice.challenge_pages import forward_page, money_text
from frontdesk.practice.exchange import Request, Response, html
from frontdesk.practice.ground import Ground
from frontdesk.practice.iyzico.answers import local_time
from frontdesk.practice.iyzico.errors import Refusal, message, refused
from frontdesk.practice.iyzico.form_ends import callback_fields, settle
from frontdesk.practice.iyzico.issuer import issuer_refusal
from frontdesk.practice.iyzico.orders import card_refusal
from frontdesk.practice.iyzico.presented import Presented, new_card
from frontdesk.practice.iyzico.three_d import first_page, open_challenge
from frontdesk.practice.iyzico.vault import Registration
from frontdesk.practice.iyzico.ways import Form, state, ways
from frontdesk.practice.templates import fill, hidden_fields

PAGE = "/hosted/form"
_FIELDS = {"holder": "cardHolderName", "number": "cardNumber", "month": "expireMonth", "year": "expireYear"}
_LOST = ("drop_before", "lose_answer", "hang")


def handle(ground: Ground, request: Request) -> Response:
    """Answer one request of the guest's browser."""
    typed = {name: values[0] for name, values in request.query().items()} | request.form()
    with ground.bank.lock:
        form = state(ground).forms.get(typed.get("token", ""))
        if form is None:
            return _notice("Ödeme sayfası bulunamadı", "This payment page is not known.", status=404)
        last = ground.bank.find("iyzico", form.payment)
        if last and last.state not in ("refused", "challenge"):
            return _notice("Bu ödeme daha önce alındı", "This payment has already been made.")
        if ground.bank.now() > form.expires:
            return _notice("Ödeme sayfasının süresi doldu", "This payment page has expired.")
        if request.method != "POST":
            return _page(ground, form)
        return back(ground, form) if typed.get("do") == "cancel" else _pay(ground, form, typed)


def _pay(ground: Ground, form: Form, typed: dict[str, str]) -> Response:
    """The guest pressed the button: a payment at once, the bank's page, or the form again with what is wrong."""
    fields: dict[str, object] = {name: typed.get(field, "") for field, name in _FIELDS.items()}
    shown = new_card(fields | {"cvc": typed.get("cvc", "")}, ground.bank.now())
    if not typed.get("holder", "").strip():
        shown = refused("16")
    if isinstance(shown, Refusal):
        return _page(ground, form, typed, shown)
    chosen = typed.get("installment", "1")
    count = int(chosen) if chosen in {str(one) for one in form.installments} else form.installments[0]
    card, basket = shown.card, form.basket
    no = card_refusal(card, basket.currency, count)
    if no or card is None:
        return _page(ground, form, typed, no or refused("10215"))
    debit = card.kind == "DEBIT_CARD" and not card.foreign
    order = basket.order(card, shown.holder, count, sale=form.sale or (debit and ways(ground).hosted_debit_sale))
    if card.script == "init_fails":
        return _page(ground, form, typed, refused("10214"))
    if form.threeds or debit:
        challenge = open_challenge(ground, order, form.callback_url)
        _attempted(ground, form, challenge.payment, shown, typed)
        return html(first_page(ground, challenge))
    no = issuer_refusal(order, ground.faults.take("iyzico", "place", ("decline",)))
    if no:
        refusal = ground.bank.refuse(order, no.code, no.group)
        settle(ground, _attempted(ground, form, refusal, shown, typed), refusal)
        return _page(ground, form, typed, no)
    payment = ground.bank.open(order, threeds=False)
    form = _attempted(ground, form, payment, shown, typed)
    settle(ground, form, payment)
    return back(ground, form)


def _attempted(ground: Ground, form: Form, payment: Authorisation, shown: Presented, typed: dict[str, str]) -> Form:
    """The form's newest attempt, and the card to store with it when the guest ticked the box."""
    kept, card = state(ground), payment.order.card
    if typed.get("save"):
        alias = f"{card.family} {card.last_four}".strip()
        person = (form.user_key, form.email, form.external_id)
        wanted = Registration(*person, alias, card, shown.holder, shown.month, shown.year)
        kept.vault.presented(payment.number, None, wanted)
    kept.forms[form.token] = form._replace(attempts=(*form.attempts, payment.number))
    return kept.forms[form.token]


def back(ground: Ground, form: Form) -> Response:
    """The browser posts the token to the merchant, unless a fault loses it on the way."""
    fault = ground.faults.take("iyzico", "callback", _LOST)
    if fault.kind:
        return Response(0, way="hang" if fault.kind == "hang" else "drop")
    return html(forward_page("iyzico", form.callback_url, dict(callback_fields(ground, form))))


def _page(ground: Ground, form: Form, typed: dict[str, str] | None = None, wrong: Refusal | None = None) -> Response:
    typed = typed or {}
    year = local_time(ground.bank.now()).year
    page = fill(
        "hosted_form",
        raw={
            "fields": hidden_fields({"token": form.token}),
            "months": _options([f"{month:02d}" for month in range(1, 13)], typed.get("month", "")),
            "years": _options([str(one) for one in range(year, year + 21)], typed.get("year", "")),
            "counts": _options([str(one) for one in form.installments], typed.get("installment", "")),
        },
        locale=form.locale,
        action=ground.accounts["iyzico"]["base_url"] + PAGE,
        merchant=ground.switches.merchant,
        amount=money_text(form.basket.amount, form.basket.currency),
        kind="sale" if form.sale else "hold",
        line=form.basket.items[0][1],
        holder=typed.get("holder", ""),
        several="several" if len(form.installments) > 1 else "none",
        wrong=message(wrong, form.locale) if wrong else "",
        tone="bad" if wrong else "none",
    )
    return html(page)


def _notice(turkish: str, english: str, status: int = 200) -> Response:
    return html(fill("notice", turkish=turkish, english=english), status=status)


def _options(values: list[str], chosen: str) -> str:
    return "".join(f"<option{' selected' if one == chosen else ''}>{one}</option>" for one in values)
