"""The hosted payment page in the guest's browser (ÖderoPay notes §13).

  GET  /checkout/{token}        the form; `?iframe=True` shows it without the frame around
  POST /checkout/{token}        one press of a button: `do` is pay, or cancel. Fields of pay: holder, number, month,
                                year, cvc, or stored (the token of one of the guest's stored cards) with cvc; boxes
                                `threeds` and `store`
  any  /checkout/{token}/back   the browser returns from the bank's page
  GET  /checkout/{token}/success, …/failure   where it ends when the merchant gave NO_CALLBACK_URL

A card that is no credit card, or whose bank demands it, goes through 3D Secure whether or not the box is ticked. A
refused card leaves the guest on the form until `hosted_tries` cards were refused. Whatever the end, the browser posts
`token` and nothing else to the callback address. The number and the security code are read and forgotten.
"""

from typing import NamedTuple

from frontdesk.practice.challenge_pages import forward_page
from frontdesk.practice.exchange import Request, Response, html
from frontdesk.practice.ground import Ground
from frontdesk.practice.oderopay import three_d, webhooks
from frontdesk.practice.oderopay.basket import NO_CALLBACK
from frontdesk.practice.oderopay.errors import Refusal, declined
from frontdesk.practice.oderopay.fields import Fields, text
from frontdesk.practice.oderopay.hosted import PAGE, UNPAID, basket_of, fields_of
from frontdesk.practice.oderopay.hosted_form import NO_MESSAGE, Message, shown_form
from frontdesk.practice.oderopay.placing import place, refusal_at_issuer, scripted_refusal
from frontdesk.practice.oderopay.presented import Presented, read_card
from frontdesk.practice.oderopay.vault import HostedPage, vault_of
from frontdesk.practice.oderopay.ways import base_url_of, ways_of
from frontdesk.practice.templates import fill

_CUTS = ("drop_before", "lose_answer", "hang", "delay")
_FRAMED = "?iframe=True"


class Visit(NamedTuple):
    """One request of the browser to one page, with the form that it brought, and whether the page stands in a frame."""

    ground: Ground
    page: HostedPage
    form: dict[str, str]
    framed: bool

    @property
    def address(self) -> str:
        return base_url_of(self.ground) + PAGE + self.page.token

    def keep(self, page: HostedPage) -> "Visit":
        """The visit with its page changed."""
        self.ground.bank.changed.set()
        return self._replace(page=vault_of(self.ground).keep_page(page))


def handle(ground: Ground, request: Request) -> Response:
    """Answer one request of the guest's browser."""
    token, _, step = request.path.removeprefix(PAGE).partition("/")
    with ground.bank.lock:
        page = vault_of(ground).pages.get(token)
        if page is None or step not in ("", "back", "success", "failure"):
            return _notice("Ödeme sayfası bulunamadı", "This payment page is not known.", 404)
        framed = request.query().get("iframe", [""])[0].lower() == "true"
        return _answer(Visit(ground, page, request.form(), framed), step, typed=request.method == "POST")


def _answer(visit: Visit, step: str, *, typed: bool) -> Response:
    if step in ("success", "failure"):
        return _end_notice(success=step == "success")
    if visit.page.ended:
        return _notice("Bu ödeme daha önce sonuçlandı", "This payment is already finished.")
    if step == "back":
        return _returned(visit)
    if visit.page.expires <= visit.ground.bank.now() or visit.form.get("do") == "cancel":
        return _leave(visit)
    return _pay(visit) if typed else _form(visit)


def _pay(visit: Visit) -> Response:
    card = _card(fields_of(visit.page), visit.form)
    presented = read_card(card, vault_of(visit.ground), visit.ground.bank.now())
    if isinstance(presented, Refusal):
        return _form(visit, Message(presented.description, presented.group or presented.code))
    return _try_card(visit, presented)


def _card(fields: Fields, form: dict[str, str]) -> Fields:
    """The card of the form as the API spells it."""
    user, cvc = text(fields, "cardUserKey"), form.get("cvc", "").strip()
    if form.get("stored"):
        return {"cardUserKey": user, "cardToken": form["stored"], "cvc": cvc}
    return {
        "cardHolderName": form.get("holder", "").strip(),
        "cardNumber": "".join(form.get("number", "").split()),
        "expireMonth": form.get("month", "").strip(),
        "expireYear": form.get("year", "").strip(),
        "cvc": cvc,
        "storeCardAfterSuccessPayment": "store" in form,
        "cardUserKey": user,
    }


def _try_card(visit: Visit, presented: Presented) -> Response:
    """Hold or take the money at once, or send the browser to the bank."""
    ground, ways = visit.ground, ways_of(visit.ground)
    credit = presented.card.kind == "CREDIT_CARD"
    sale = ways.force_auth_for_non_credit_cards and not credit
    order = basket_of(visit.page).order(presented, sale=sale)
    plain = scripted_refusal(order, threeds=False)
    demanded = not credit or ways.force_3ds or (plain is not None and plain.group == "REQUIRES_3DS")
    threeds = demanded or "threeds" in visit.form
    fault = ground.faults.take("oderopay", "sale" if order.sale else "place", ("decline",))
    no = refusal_at_issuer(ground, order, presented, fault, threeds=threeds)
    if threeds and no is None:
        back = visit.address + "/back" + (_FRAMED if visit.framed else "")
        challenge = three_d.open_challenge(ground, order, presented.stored, back)
        visit.keep(visit.page._replace(payment=challenge.payment.number))
        return html(three_d.first_page(ground, challenge))
    payment = place(ground, order, presented, no)
    webhooks.tell(ground, webhooks.HOSTED, payment, visit.page.token)
    tried = visit.keep(visit.page._replace(payment=payment.number))
    return _refused(tried, no) if no else _leave(tried)


def _refused(visit: Visit, no: Refusal) -> Response:
    """One more card was refused: back to the form, or, after the last try, to the merchant."""
    tried = visit.keep(visit.page._replace(tries=visit.page.tries + 1))
    if tried.page.tries >= ways_of(visit.ground).hosted_tries:
        return _leave(tried)
    return _form(tried, Message(no.description, no.group or no.code))


def _returned(visit: Visit) -> Response:
    """The browser comes back from the bank's page; what happened there is already at the bank."""
    payment = visit.ground.bank.find("oderopay", visit.page.payment)
    if payment is None or payment.state in ("challenge", "verified"):
        return _notice("İşlem tamamlanmadı", "The transaction is not finished.", 400)
    if payment.state != "refused":
        return _leave(visit)
    group = (payment.error[1] if payment.error else None) or "DECLINED"
    return _refused(visit._replace(form={}), declined(group))


def _leave(visit: Visit) -> Response:
    """The guest is done: the browser posts the token to the callback address (faults of `callback` meet it here)."""
    ground, page = visit.ground, visit.page
    fault = ground.faults.take("oderopay", "callback", _CUTS)
    if fault.kind == "drop_before":
        return Response(0, way="drop")
    visit.keep(page._replace(ended=True))
    if fault.kind in ("lose_answer", "hang"):
        return Response(0, way="drop" if fault.kind == "lose_answer" else "hang")
    callback = text(fields_of(page), "callbackUrl")
    if callback.startswith(NO_CALLBACK):
        payment = ground.bank.find("oderopay", page.payment)
        end = "success" if payment and payment.state not in UNPAID else "failure"
        return Response(303, headers=(("Location", f"{visit.address}/{end}"),), delay=fault.delay)
    return html(forward_page("ÖderoPay", callback, {"token": page.token}))._replace(delay=fault.delay)


def _form(visit: Visit, message: Message = NO_MESSAGE) -> Response:
    user = text(fields_of(visit.page), "cardUserKey")
    cards = [one for one in vault_of(visit.ground).cards.values() if user and one.user == user]
    action = visit.address + (_FRAMED if visit.framed else "")
    return html(shown_form(visit.ground, visit.page, cards, message, visit.form, action))


def _notice(turkish: str, english: str, status: int = 200) -> Response:
    return html(fill("notice", turkish=turkish, english=english), status=status)


def _end_notice(*, success: bool) -> Response:
    if success:
        return _notice("Ödeme tamamlandı", "The payment is complete.")
    return _notice("Ödeme tamamlanamadı", "The payment was not made.")
