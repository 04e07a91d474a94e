"""Ödüyo's 3D Secure: the form for the browser, the bank's verdict, the way back (Ödüyo notes §4, §5, §6, §15).

On a `3d` POS the bank's verdict only makes the payment confirmable; on a `3d_pay` POS the money moves with it, whether
or not the guest ever comes back.
"""

import base64

from frontdesk.practice import challenge_pages
from frontdesk.practice.bank import Authorisation
from frontdesk.practice.challenge_pages import Leg, forward_page
from frontdesk.practice.challenges import Challenge
from frontdesk.practice.exchange import Request, Response
from frontdesk.practice.ground import Ground
from frontdesk.practice.oduyo.answers import words_of_state
from frontdesk.practice.oduyo.cards import decline
from frontdesk.practice.oduyo.errors import words
from frontdesk.practice.oduyo.pos import find
from frontdesk.practice.oduyo.switches import state_of, ways_of

API = "/api/v1"
ENTRY, CODE, BRIDGE = "/_acs/entry", "/_acs/code", "/odeme/3d-donus"
PAGES = (ENTRY, CODE, BRIDGE)
PATIENCE = 900.0  # seconds on the bank's clock until a guest who never came back has failed (A20)


def site(ground: Ground) -> str:
    """The merchant site's address, under which the API lies (§1)."""
    return ground.accounts["oduyo"]["base_url"].removesuffix(API)


def html_form(ground: Ground, challenge: Challenge, card: dict[str, str]) -> str:
    """The base64 form (§5), in the charset of the bank's page; with card number and CVV as several banks' forms."""
    model = "3d_pay" if _one_step(ground, challenge) else "3d"
    fields = {"ref": challenge.token, "clientid": "700655000200", "storetype": model, "lang": "tr"}
    if ways_of(ground).form_with_card:
        fields |= {
            "pan": card["number"],
            "cv2": card["cvc"],
            "Ecom_Payment_Card_ExpDate_Month": card["expiry_month"],
            "Ecom_Payment_Card_ExpDate_Year": card["expiry_year"][2:],
        }
    page = forward_page("3D Secure Yönlendirme", site(ground) + ENTRY, fields, form_id="webpos_form")
    return base64.b64encode(page.encode(challenge.scenario.charset, "xmlcharrefreplace")).decode()


def page(ground: Ground, request: Request) -> Response:
    """One request of the guest's browser, to the bank or to the site's return bridge."""
    base = site(ground)
    leg = Leg("oduyo", "ref", base + ENTRY, base + CODE, lambda _challenge: base + BRIDGE, _conclude)
    with ground.bank.lock:
        answer = challenge_pages.handle(ground, leg, request)
        collect(ground)
        return answer


def collect(ground: Ground) -> None:
    """What happens without the guest: a 3d_pay POS takes the money once the bank is content, and patience ends."""
    with ground.bank.lock:
        for challenge in ground.challenges.all():
            if challenge.payment.order.account == "oduyo" and challenge.outcome == "approved":
                payment = ground.bank.find("oduyo", challenge.payment.number)
                if payment and payment.state == "challenge" and _one_step(ground, challenge):
                    _verdict(ground, challenge, payment)
        late = ground.bank.now() - PATIENCE
        for payment in ground.bank.all("oduyo"):
            if payment.state == "challenge" and payment.created < late:
                ground.bank.failed(payment, "timeout", None, None)


def _one_step(ground: Ground, challenge: Challenge) -> bool:
    route = state_of(ground).routes.get(challenge.payment.number)
    pos = find(route.pos) if route else None
    return challenge.scenario.complete_status == "COMPLETED" or (pos is not None and pos.model == "3d_pay")


def _verdict(ground: Ground, challenge: Challenge, payment: Authorisation) -> Authorisation:
    """The bank's result reaches the payment, once."""
    md_status = int(challenge.scenario.md_status or "1") if challenge.outcome == "approved" else 0
    if not 1 <= md_status <= 4:
        return ground.bank.failed(payment, "3d", None, 0)
    if not _one_step(ground, challenge):
        return ground.bank.verified(payment, md_status)
    fault = ground.faults.take("oduyo", "callback", ("decline",))
    code = fault.code if fault.kind else decline(payment.order.card)
    if code:
        return ground.bank.failed(payment, code, fault.group if fault.kind else None, 0)
    return ground.bank.completed(ground.bank.verified(payment, md_status))


def _conclude(ground: Ground, challenge: Challenge) -> list[tuple[str, str]]:
    """The browser brings the bank's result to the bridge: the fields for callback_url (A3)."""
    payment = ground.bank.find("oduyo", challenge.payment.number) or challenge.payment
    if payment.state == "challenge":
        payment = _verdict(ground, challenge, payment)
    callback_status, complete_status = words_of_state(payment)
    if challenge.returns:
        state_of(ground).repeated.add(payment.number)
        callback_status = "already_returned"
    if ways_of(ground).empty_callback:
        return []
    fault = ground.faults.take("oduyo", "callback", ("wrong_id",))
    good = payment.state in ("verified", "sold")
    return [
        ("status", "success" if good else "failure"),
        ("payment_id", str(payment.number + (1 if fault.kind else 0))),
        ("callback_status", callback_status or ""),
        ("complete_status", complete_status),
        ("message", "İşlem başarılı" if good else words(payment.error[0] if payment.error else "3d")),
    ]
