"""Ödüyo's money operations: start, confirm, sale, status, cancel, refund (Ödüyo notes §5, §7, §8, §9, §15)."""

from frontdesk.practice.bank import Authorisation
from frontdesk.practice.challenges import read_scenario
from frontdesk.practice.ground import Ground
from frontdesk.practice.oduyo.answers import Data, order_id, payment_result, return_result, words_of_state
from frontdesk.practice.oduyo.cards import decline
from frontdesk.practice.oduyo.errors import BAD_REQUEST, NO_RECORD, Refusal, words
from frontdesk.practice.oduyo.fields import Asked, Wish, integer, money, read_wish
from frontdesk.practice.oduyo.pos import in_percent
from frontdesk.practice.oduyo.switches import Route, state_of
from frontdesk.practice.oduyo.three_d import html_form


def start(asked: Asked) -> Data | Refusal:
    """POST gateway/payment_3d: prepares, and answers with the form for the browser (§5)."""
    ground, fault = asked.ground, asked.fault
    wish = read_wish(asked, threeds=True)
    if isinstance(wish, Refusal):
        return wish
    no = wish.no or (fault.code if fault.kind == "decline" else "")
    no = no or ("init" if wish.order.card.script == "init" else "")
    if no:
        return _not_started(ground, wish, no)
    payment = _known(ground, wish, ground.bank.open(wish.order, threeds=True))
    scenario = read_scenario(ground.faults.take("oduyo", "init", ("challenge",)).scenario)
    if wish.order.card.script.startswith("md ") and not scenario.md_status:
        scenario = scenario._replace(md_status=wish.order.card.script.removeprefix("md "))
    merchant, now = ground.switches.merchant, ground.bank.now()
    challenge = ground.challenges.open(payment, wish.callback_url, merchant, scenario, now)
    if asked.ways.expire_after_start:
        state_of(ground).sessions.clear()
    return {
        "html_form": html_form(ground, challenge, wish.form_card),
        "payment_id": payment.number + _moved(asked),
        "pos_alias": wish.choice.pos.alias,
        "card_brand": wish.choice.family,
        "commission_rate": in_percent(wish.choice.rate),
    }


def _not_started(ground: Ground, wish: Wish, no: str) -> Data:
    """Nothing reached the bank's page (A11); the site still knows the payment as one that could not start."""
    payment = _known(ground, wish, ground.bank.refuse(wish.order, no, None))
    return {"result": False, "payment_id": payment.number, "message": words(no)}


def _known(ground: Ground, wish: Wish, payment: Authorisation) -> Authorisation:
    """The payment with its order number, and its route in the site's memory."""
    pos, family, rate = wish.choice
    state_of(ground).routes[payment.number] = Route(pos.alias, family, rate, wish.client_ip)
    return ground.bank.amend(payment._replace(order=payment.order._replace(key=order_id(payment.number))))


def _moved(asked: Asked) -> int:
    return 1 if asked.fault.kind == "wrong_id" else 0


def confirm(asked: Asked) -> Data | Refusal:
    """POST gateway/payment_3d_complete: here the money moves on a `3d` POS, once (§8, A10)."""
    payment = _wanted(asked)
    if isinstance(payment, Refusal):
        return payment
    bank, fault = asked.ground.bank, asked.fault
    if payment.threeds and payment.state == "sold" and asked.ways.repeat_complete:
        return payment_result(payment, "Ödeme alındı", result=True, moved_id=_moved(asked))
    if payment.state in ("sold", "refunded"):
        return payment_result(payment, "Ödeme daha önce tamamlandı (already completed)", result=False)
    if payment.state != "verified":
        return payment_result(payment, "Ödeme onay beklemiyor", result=False)
    code = fault.code if fault.kind == "decline" else decline(payment.order.card)
    if code:
        failed = bank.failed(payment, code, fault.group if fault.kind == "decline" else None, payment.md_status)
        return payment_result(failed, words(code), result=False)
    return payment_result(bank.completed(payment), "Ödeme alındı", result=True, moved_id=_moved(asked))


def sell(asked: Asked) -> Data | Refusal:
    """POST gateway/payment: a sale without 3D Secure, answered like a confirm (A16)."""
    wish = read_wish(asked, threeds=False)
    if isinstance(wish, Refusal):
        return wish
    bank, fault = asked.ground.bank, asked.fault
    no = wish.no or ("force_3ds" if wish.choice.pos.force_3ds else "")
    no = no or (fault.code if fault.kind == "decline" else decline(wish.order.card))
    if no:
        refused = _known(asked.ground, wish, bank.refuse(wish.order, no, None))
        return payment_result(refused, words(no), result=False)
    payment = _known(asked.ground, wish, bank.open(wish.order, threeds=False))
    return payment_result(payment, "Ödeme alındı", result=True, moved_id=_moved(asked))


def status(asked: Asked) -> Data | Refusal:
    """POST gateway/local_status (§7). The first question after a repeated bank step hears already_returned."""
    payment = _wanted(asked, shown=True)
    if isinstance(payment, Refusal):
        return payment
    callback_status, complete_status = words_of_state(payment)
    repeated = state_of(asked.ground).repeated
    if payment.number in repeated:
        repeated.discard(payment.number)
        callback_status = "already_returned"
    if asked.fault.kind == "not_found":
        return NO_RECORD
    if asked.fault.kind == "unknown_words":
        return {"callback_status": "inceleniyor", "complete_status": "askida", "puan": {"durum": "yok"}}
    return {"callback_status": callback_status, "complete_status": complete_status}


def cancel(asked: Asked) -> Data | Refusal:
    """POST gateway/cancel: the whole of a sale, until its day ends in Istanbul (§9, A21)."""
    payment = _wanted(asked)
    if isinstance(payment, Refusal):
        return payment
    bank = asked.ground.bank
    if payment.state != "sold" or payment.refunds:
        return return_result(payment, "Bu ödeme iptal edilemez", asked.ways)
    # A sale without refunds last changed when the money moved.
    if not bank.same_day(payment.changed, bank.now()):
        return return_result(payment, "Gün sonu alındı, iptal edilemez", asked.ways)
    no = _bank_refuses(asked, payment)
    if no:
        return return_result(payment, no, asked.ways)
    done = bank.refund(payment, payment.taken, payment.order.key, cancel=True)
    return _given_back(asked, done, "Ödeme iptal edildi")


def refund(asked: Asked) -> Data | Refusal:
    """POST gateway/refund: all that is left; a part only where the switch names its field (§9, A7).

    Any other amount is not read, and everything is given back: the hazard that §15 wants testable.
    """
    payment = _wanted(asked)
    if isinstance(payment, Refusal):
        return payment
    if payment.state != "sold":
        return return_result(payment, "Bu ödeme iade edilemez", asked.ways)
    left, name = payment.taken - payment.given_back, asked.ways.partial_refund_field
    wanted = left
    if name and name in asked.fields:
        part = money(asked.fields, name)
        if part is None:
            return BAD_REQUEST
        wanted = part
    if wanted > left:
        return return_result(payment, "İade tutarı kalan tutardan büyük", asked.ways)
    no = _bank_refuses(asked, payment)
    if no:
        return return_result(payment, no, asked.ways)
    return _given_back(asked, asked.ground.bank.refund(payment, wanted, payment.order.key), "Ödeme iade edildi")


def _bank_refuses(asked: Asked, payment: Authorisation) -> str:
    if asked.fault.kind == "decline":
        return words(asked.fault.code)
    if asked.fault.kind == "refund_failure_200" or payment.order.card.script == "refund":
        return words("10012")
    return ""


def _given_back(asked: Asked, done: Authorisation, message: str) -> Data:
    reference = str(done.refunds[-1].number)
    return return_result(done, message, asked.ways, reference=reference, moved_id=_moved(asked))


def _wanted(asked: Asked, *, shown: bool = False) -> Authorisation | Refusal:
    """The payment by payment_id, as it is or as look-ups see it; 400 without an id, 404 for an unknown one."""
    number = integer(asked.fields.get("payment_id"))
    if number is None:
        return BAD_REQUEST
    bank = asked.ground.bank
    known = bank.shown("oduyo") if shown else (bank.find("oduyo", number),)
    return next((one for one in known if one and one.number == number), None) or NO_RECORD
