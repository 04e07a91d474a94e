"""AHL Pay's 3D Secure: four ways to start, and one bank page on which the money moves (AHL Pay notes §7.2, §13.10).

When the cardholder passes, the hold stands, whatever the browser does next.
"""

from collections.abc import Callable
from urllib.parse import urlencode

from frontdesk.practice.ahlpay import errors
from frontdesk.practice.ahlpay.answers import Data, Outcome, Reply, payment_data, stamped, told, without_approval
from frontdesk.practice.ahlpay.cards import scripted
from frontdesk.practice.ahlpay.delivering import bring
from frontdesk.practice.ahlpay.errors import declined, malformed
from frontdesk.practice.ahlpay.fields import Asked
from frontdesk.practice.ahlpay.payments import begin, refuse
from frontdesk.practice.ahlpay.standing import NAME, Begun, state, ways
from frontdesk.practice.bank import Authorisation, Order
from frontdesk.practice.challenge_pages import Leg, forward_page
from frontdesk.practice.challenges import Challenge, Scenario, read_scenario
from frontdesk.practice.faults import NONE, Fault
from frontdesk.practice.ground import Ground

ENTRY, CODE, BRIDGE = "/_acs/start", "/_acs/code", "/_acs/result"
KINDS = ("PreAuth", "Auth")
_FLOWS = {"fails": "deny", "never": "hang_after_code"}


def start(asked: Asked) -> Outcome:
    """POST Payment3DWithEventRedirect: the guest's browser ends at okUrl or failUrl."""
    return _start(asked, KINDS, by_itself=False, show=_page)


def start_silently(asked: Asked) -> Outcome:
    """POST Payment3d: the gateway itself brings the result to okUrl or failUrl."""
    return _start(asked, KINDS, by_itself=True, show=_page)


def start_frame(asked: Asked) -> Outcome:
    """POST StartIFrame: a sale in a frame; a form with `isIframePost`, else an address (§7.11)."""
    if asked.body.text("txnType") == "PreAuth":
        return errors.LINK_NOT_SUPPORTED
    show = _page if asked.body.get("isIframePost") is True else _address
    return _start(asked, ("Auth",), by_itself=False, show=show)


def _start(
    asked: Asked, kinds: tuple[str, ...], *, by_itself: bool, show: Callable[[Ground, Challenge], str]
) -> Outcome:
    ground, body = asked.ground, asked.body
    for name in ("okUrl", "failUrl"):
        if not body.text(name).startswith(("http://", "https://")):
            return malformed(name)
    order = begin(asked, kinds)
    if not isinstance(order, Order):
        return order
    if asked.fault.kind == "decline" or order.card.script == "decline 14":
        return refuse(ground, order, declined(asked.fault.code if asked.fault.kind else "14"))
    payment = ground.bank.open(order, threeds=True)
    state(ground).begun[payment.number] = Begun(body.text("rnd"), body.text("failUrl"), by_itself)
    challenge = ground.challenges.open(
        payment, body.text("okUrl"), ground.switches.merchant, _scenario(ground, payment), ground.bank.now()
    )
    if ways(ground).abandoned_after and order.card.script != "never":
        ground.bank.later(ways(ground).abandoned_after, lambda: _give_up(ground, payment.number))
    return Reply(show(ground, challenge))


def _give_up(ground: Ground, number: int) -> None:
    """The guest never came back from the bank's page, which takes no code any more."""
    payment = ground.bank.find(NAME, number)
    if payment and payment.state == "challenge":
        ground.bank.failed(payment, "99", None, None)


def _scenario(ground: Ground, payment: Authorisation) -> Scenario:
    found = read_scenario(ground.faults.take(NAME, "init", ("challenge",)).scenario)
    flow = _FLOWS.get(payment.order.card.script)
    return found._replace(flow=flow) if flow and found.flow == "code" else found


def _page(ground: Ground, challenge: Challenge) -> str:
    """A whole page that submits itself to the bank."""
    return forward_page("3D Secure", ground.accounts[NAME]["base_url"] + ENTRY, {"ticket": challenge.token})


def _address(ground: Ground, challenge: Challenge) -> str:
    return ground.accounts[NAME]["base_url"] + ENTRY + "?" + urlencode({"ticket": challenge.token})


def leg(ground: Ground) -> Leg:
    """Where the pages of a challenge live on this gateway, and how it concludes one."""
    base = ground.accounts[NAME]["base_url"]
    return Leg(
        NAME,
        "ticket",
        base + ENTRY,
        base + CODE,
        lambda _challenge: base + BRIDGE,
        conclude,
        lambda challenge: "" if _begun(ground, challenge).by_itself else _merchant_url(ground, challenge),
    )


def _begun(ground: Ground, challenge: Challenge) -> Begun:
    return state(ground).begun.get(challenge.payment.number, Begun("", challenge.callback_url, False))


def _merchant_url(ground: Ground, challenge: Challenge) -> str:
    """okUrl or failUrl; two of our own cards are sent to the wrong one (§10)."""
    passed = _passed(_now(ground, challenge))
    if challenge.payment.order.card.script in ("held_yet_failed", "passed_yet_free"):
        passed = challenge.payment.order.card.script == "passed_yet_free"
    return challenge.callback_url if passed else _begun(ground, challenge).fail_url


def _now(ground: Ground, challenge: Challenge) -> Authorisation:
    return ground.bank.find(NAME, challenge.payment.number) or challenge.payment


def _passed(payment: Authorisation) -> bool:
    return payment.state not in ("challenge", "refused")


def conclude(ground: Ground, challenge: Challenge) -> list[tuple[str, str]]:
    """The bank's result: the money moves once, here, and the return form of §7.2.2 tells of it."""
    payment = _now(ground, challenge)
    if payment.state == "challenge" and payment.order.card.script != "never":
        payment = _decide(ground, challenge, payment)
    kinds = ("wrong_signature", "missing_signature", "wrong_amount", "wrong_id", "unknown_words")
    fault = ground.faults.take(NAME, "callback", kinds)
    fields = _return_form(ground, challenge, payment, fault)
    if _begun(ground, challenge).by_itself:
        bring(_merchant_url(ground, challenge), fields)
    return fields


def _decide(ground: Ground, challenge: Challenge, payment: Authorisation) -> Authorisation:
    """Held or taken when the guest was verified (fully or half, md status 1 to 4) and the bank agrees; else failed."""
    md_status = int(challenge.scenario.md_status or "1") if challenge.outcome == "approved" else 0
    fault = ground.faults.take(NAME, "complete", ("decline", "visibility_lag"))
    code = scripted(payment.order.card, "decline")
    if not 1 <= md_status <= 4 or payment.order.card.script == "passed_yet_free":
        code = "99"
    elif fault.kind == "decline":
        code = declined(fault.code).code
    if code:
        done = ground.bank.failed(payment, code, None, md_status)
    else:
        done = stamped(ground, ground.bank.completed(payment._replace(md_status=md_status)))
    if fault.lag:
        ground.bank.hide(NAME, payment.number, payment, fault.lag)
    return done


def _return_form(
    ground: Ground, challenge: Challenge, payment: Authorisation, fault: Fault = NONE
) -> list[tuple[str, str]]:
    """The object of §7.1 as form fields, nulls as empty text (A22)."""
    data = payment_data(ground, payment, _begun(ground, challenge).rnd)
    script = payment.order.card.script
    if script == "passed_yet_free" and challenge.outcome == "approved":
        data["authCode"] = "S" + ground.bank.auth_code()[1:]
    elif not _passed(payment) or script == "held_yet_failed":
        data = without_approval(data, payment.error[0] if payment.error else "99")
    shown = ("extraData", "origin", "callbackUrl")  # not in the form that the notes show
    form: Data = {name: value for name, value in told(ground, data, fault).items() if name not in shown}
    return [(name, "" if value is None else str(value)) for name, value in form.items()]
