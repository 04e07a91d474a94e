"""The pages of a 3D Secure challenge: gateway page, bank page that asks for a code, result, and the way back.

The browser goes: first page (made by the gateway) → entry → code → the gateway's bridge → the merchant's callback. Each
page carries the challenge's token in one hidden field. How the pages look and behave is the challenge's Scenario
(3-D Secure notes §5 and §8).
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from frontdesk.practice.bank import ISTANBUL
from frontdesk.practice.challenges import CODE_BLOCKED, CODE_RIGHT, TRIES, Challenge
from frontdesk.practice.exchange import Request, Response, html
from frontdesk.practice.ground import Ground
from frontdesk.practice.templates import fill, hidden_fields

LETTERS = "ŞşĞğİıÇçÖöÜü"  # sent along by the page and compared, so that a charset mix-up is seen (B20)
CODE_SECONDS, CHALLENGE_SECONDS = 180.0, 600.0
POLLS = 2  # how often the phone has not answered yet in the push flow
_CUTS = ("drop_before", "lose_answer", "hang", "delay")


def _callback(challenge: Challenge) -> str:
    return challenge.callback_url


class Leg(NamedTuple):
    """A gateway's part in a challenge. `conclude` records the result once and gives the callback's fields.

    `merchant_url` is where the browser then goes; empty when the gateway brings the result there itself, and the guest
    is only told to close the window.
    """

    account: str
    token_field: str
    entry_url: str
    code_url: str
    return_url: Callable[[Challenge], str]
    conclude: Callable[[Ground, Challenge], list[tuple[str, str]]]
    merchant_url: Callable[[Challenge], str] = _callback


def handle(ground: Ground, leg: Leg, request: Request) -> Response:
    """Answer one request of the browser."""
    fields = {name: values[0] for name, values in request.query().items()} | request.form()
    challenge = ground.challenges.find(fields.get(leg.token_field, ""))
    if challenge is None or challenge.payment.order.account != leg.account:
        return html(_notice("İşlem bulunamadı", "This transaction is not known."), status=404)
    with ground.bank.lock:
        if request.path == urlsplit(leg.entry_url).path:
            return _entry(ground, leg, challenge)
        if request.path == urlsplit(leg.code_url).path:
            charset = challenge.scenario.charset
            return _bank_step(ground, leg, challenge, fields | request.form(charset))
        return _bridge(ground, leg, challenge, request)


def forward_page(title: str, url: str, fields: dict[str, str], *, form_id: str = "forward", **more: str) -> str:
    """A page with one form that submits itself. `more`: target, enctype, after (script), words."""
    return fill(
        "forward",
        raw={"fields": hidden_fields(fields), "after": more.get("after", "")},
        title=title,
        action=url,
        form_id=form_id,
        target=more.get("target", "_self"),
        enctype=more.get("enctype", "application/x-www-form-urlencoded"),
        words=more.get("words", "Lütfen bekleyiniz… / Please wait…"),
    )


def _entry(ground: Ground, leg: Leg, challenge: Challenge) -> Response:
    """The browser arrives from the gateway's first page."""
    flow, surface = challenge.scenario.flow, challenge.scenario.surface
    if flow == "hang":
        return Response(0, way="hang")
    if flow in ("frictionless", "deny", "expired") and not challenge.outcome:
        outcome = {"frictionless": "approved", "deny": "failed"}.get(flow, flow)
        challenge = ground.challenges.keep(challenge._replace(outcome=outcome))
    if challenge.outcome:
        return _result(leg, challenge)
    if surface == "page":
        return _bank_page(ground, leg, challenge)
    raw = {"fields": hidden_fields({leg.token_field: challenge.token, "do": "open"})}
    return html(fill(surface, raw=raw, action=leg.code_url, merchant=challenge.merchant))


def _bank_step(ground: Ground, leg: Leg, challenge: Challenge, fields: dict[str, str]) -> Response:
    """One press of a button on the bank's page."""
    if challenge.returns:
        return html(_notice("Bu işlem daha önce sonuçlandı", "This transaction is already finished."))
    if challenge.outcome:
        return _result(leg, challenge)
    if "letters" in fields:
        challenge = ground.challenges.keep(challenge._replace(letters_intact=fields["letters"] == LETTERS))
    now = ground.bank.now()
    step = fields.get("do", "open")
    if now - challenge.opened > CHALLENGE_SECONDS:
        return _result(leg, ground.challenges.keep(challenge._replace(outcome="expired")))
    if step == "cancel":
        return _cancelled(ground, leg, challenge)
    if step == "resend":
        again = ground.challenges.keep(challenge._replace(code_sent=now, sent=challenge.sent + 1))
        return _bank_page(ground, leg, again, "Yeni doğrulama kodu gönderildi.", "A new code has been sent.", good=True)
    if step == "poll":
        return _polled(ground, leg, challenge)
    if step == "code":
        return _code_given(ground, leg, challenge, fields.get("code", "").strip())
    return _bank_page(ground, leg, challenge)


def _code_given(ground: Ground, leg: Leg, challenge: Challenge, code: str) -> Response:
    if code == CODE_RIGHT and ground.bank.now() - challenge.code_sent > CODE_SECONDS:
        turkish = "Kodun süresi doldu, yeni kod isteyiniz."
        return _bank_page(ground, leg, challenge, turkish, "The code has expired, ask for a new one.")
    if code == CODE_RIGHT:
        done = ground.challenges.keep(challenge._replace(outcome="approved"))
        return Response(0, way="hang") if done.scenario.flow == "hang_after_code" else _result(leg, done)
    wrong = challenge.wrong + 1
    if code == CODE_BLOCKED or wrong >= TRIES:
        return _result(leg, ground.challenges.keep(challenge._replace(wrong=wrong, outcome="failed")))
    kept = ground.challenges.keep(challenge._replace(wrong=wrong))
    left = TRIES - wrong
    turkish = f"Girdiğiniz kod hatalı. Kalan deneme hakkınız: {left}."
    return _bank_page(ground, leg, kept, turkish, f"The code is not right. Tries left: {left}.")


def _cancelled(ground: Ground, leg: Leg, challenge: Challenge) -> Response:
    if challenge.scenario.flow == "cancel_no_return":
        ground.challenges.keep(challenge._replace(outcome="cancelled"))
        return html(_notice("İşlem iptal edildi", "The transaction has been cancelled."), challenge.scenario.charset)
    return _result(leg, ground.challenges.keep(challenge._replace(outcome="cancelled")))


def _polled(ground: Ground, leg: Leg, challenge: Challenge) -> Response:
    polled = ground.challenges.keep(challenge._replace(polls=challenge.polls + 1))
    if polled.polls <= POLLS:
        return _bank_page(ground, leg, polled)
    return _result(leg, ground.challenges.keep(polled._replace(outcome="approved")))


def _bank_page(
    ground: Ground, leg: Leg, challenge: Challenge, turkish: str = "", english: str = "", *, good: bool = False
) -> Response:
    """The page that asks for the code, or, in the push flow, waits for the phone."""
    order = challenge.payment.order
    when = datetime.fromtimestamp(ground.bank.now() + ISTANBUL, UTC).strftime("%d.%m.%Y %H:%M")
    push = challenge.scenario.flow == "push"
    fields = {leg.token_field: challenge.token, "letters": LETTERS}
    left = max(0, int(CODE_SECONDS - (ground.bank.now() - challenge.code_sent)))
    page = fill(
        "bank_push" if push else "bank_code",
        raw={"fields": hidden_fields(fields)},
        charset=challenge.scenario.charset,
        action=leg.code_url,
        poll=f"{leg.code_url}?{urlencode({leg.token_field: challenge.token, 'do': 'poll'})}",
        merchant=challenge.merchant,
        amount=money_text(order.amount, order.currency),
        card=order.card.masked,
        when=when,
        seconds=str(left),
        turkish=turkish,
        english=english,
        tone="good" if good else "bad" if turkish else "none",
    )
    return html(page, challenge.scenario.charset)


def money_text(minor: int, currency: str) -> str:
    """1.500,00 TL, as a Turkish page writes it."""
    whole, cents = divmod(minor, 100)
    return f"{whole:,}".replace(",", ".") + f",{cents:02d} {'TL' if currency == 'TRY' else currency}"


def _result(leg: Leg, challenge: Challenge) -> Response:
    """The bank is done with the guest and sends the browser back to the gateway."""
    words = {
        "approved": "İşleminiz onaylandı, yönlendiriliyorsunuz. / Approved, returning to the merchant.",
        "cancelled": "İşlem iptal edildi, yönlendiriliyorsunuz. / Cancelled, returning to the merchant.",
        "expired": "Süreniz doldu, yönlendiriliyorsunuz. / Time is up, returning to the merchant.",
    }.get(challenge.outcome, "Doğrulama başarısız, yönlendiriliyorsunuz. / Not verified, returning to the merchant.")
    popup = challenge.scenario.surface == "popup"
    return html(
        forward_page(
            "Örnek Bankası",
            leg.return_url(challenge),
            {leg.token_field: challenge.token},
            target="merchant" if popup else "_self",
            after="window.setTimeout(function () { window.close(); }, 300);" if popup else "",
            words=words,
        ),
        challenge.scenario.charset,
    )


def _bridge(ground: Ground, leg: Leg, challenge: Challenge, request: Request) -> Response:
    """The gateway hears of the result, and brings the browser to the merchant's callback."""
    if "bounce" in request.query():
        return Response(307, headers=(("Location", leg.merchant_url(challenge)),))
    if not challenge.outcome:
        return html(_notice("İşlem tamamlanmadı", "The transaction is not finished."), status=400)
    fault = ground.faults.take(leg.account, "callback", _CUTS)
    if fault.kind == "drop_before":
        return Response(0, way="drop")
    fields = leg.conclude(ground, challenge)
    ground.challenges.keep(challenge._replace(returns=challenge.returns + 1))
    if fault.kind in ("lose_answer", "hang"):
        return Response(0, way="drop" if fault.kind == "lose_answer" else "hang")
    return _way_back(leg, challenge, fields)._replace(delay=fault.delay)


def _way_back(leg: Leg, challenge: Challenge, fields: list[tuple[str, str]]) -> Response:
    url, kind = leg.merchant_url(challenge), challenge.scenario.back
    if not url:
        return html(_notice("İşlem tamamlandı, bu pencereyi kapatabilirsiniz.", "Done. You may close this window."))
    with_query = url + ("&" if "?" in url else "?") + urlencode(fields)
    match kind:
        case "302" | "303":
            return Response(int(kind), headers=(("Location", with_query),))
        case "get" | "meta":
            return html(fill("leave_" + kind, url=with_query))
        case "307":
            bounce = leg.return_url(challenge) + "?" + urlencode({"bounce": "1", leg.token_field: challenge.token})
            return html(forward_page("3D Secure", bounce, dict(fields)))
        case "multipart":
            return html(forward_page("3D Secure", url, dict(fields), enctype="multipart/form-data"))
        case "double":
            return html(fill("forward_twice", raw={"fields": hidden_fields(dict(fields))}, action=url))
        case _:
            return html(forward_page("3D Secure", url, dict(fields)))


def _notice(turkish: str, english: str) -> str:
    return fill("notice", turkish=turkish, english=english)
