"""AHL Pay's payment links: made, listed, and paid on a page of ours (AHL Pay notes §7.11). A link is a sale.

Only the names of the services and the five status words are documented; paths and fields are the notes' guesses (A33).
"""

from frontdesk.practice.ahlpay import errors
from frontdesk.practice.ahlpay.answers import CURRENCIES, Data, Outcome, Reply, local, opaque_id, stamped
from frontdesk.practice.ahlpay.cards import bins
from frontdesk.practice.ahlpay.errors import malformed
from frontdesk.practice.ahlpay.fields import Asked
from frontdesk.practice.ahlpay.payments import used
from frontdesk.practice.ahlpay.standing import NAME, Link, state
from frontdesk.practice.bank import DAY, Order
from frontdesk.practice.challenge_pages import money_text
from frontdesk.practice.exchange import Request, Response, html
from frontdesk.practice.ground import Ground
from frontdesk.practice.templates import fill, hidden_fields
from frontdesk.practice.wire_json import Json

PAGE = "/_acs/link"
WORDS = ("START", "PENDING", "SUCCESS", "FAIL", "EXPIRED")
_OPEN = ("START", "PENDING")


def create(asked: Asked) -> Outcome:
    """POST CreateLinkPayment: an address that the guest can be sent; open for one day of the bank's clock."""
    ground, body = asked.ground, asked.body
    if body.text("txnType") not in ("", "Auth"):
        return errors.LINK_NOT_SUPPORTED
    if body.text("currency") not in CURRENCIES:
        return malformed("currency")
    order = body.text("orderId")
    if used(ground, order):
        return errors.ORDER_USED
    state(ground).burnt.add(order)
    made = Link(
        opaque_id(),
        order,
        body.amount("totalAmount") or 0,
        body.text("currency"),
        body.text("description"),
        ground.bank.now(),
    )
    state(ground).links[made.token] = made
    return Reply(_told(ground, made))


def listed(asked: Asked) -> Outcome:
    """POST GetCreateLinkPayment: the links, oldest first, all or those of one status or order."""
    ground, word, order = asked.ground, asked.body.text("status"), asked.body.text("orderId")
    if word and word not in WORDS:
        return malformed("status")
    told = [_told(ground, one) for one in state(ground).links.values()]
    found: list[Json] = [one for one in told if word in ("", one["status"]) and order in ("", one["orderId"])]
    return Reply(found)


def _told(ground: Ground, link: Link) -> Data:
    return {
        "orderId": link.order,
        "linkUrl": f"{ground.accounts[NAME]['base_url']}{PAGE}?link={link.token}",
        "status": _status(ground, link),
        "totalAmount": str(link.amount),
        "currency": link.currency,
        "description": link.description,
        "createDate": f"{local(link.created):%Y-%m-%dT%H:%M:%S}",
        "expireDate": f"{local(link.created + DAY):%Y-%m-%dT%H:%M:%S}",
    }


def _status(ground: Ground, link: Link) -> str:
    return "EXPIRED" if link.status in _OPEN and ground.bank.now() > link.created + DAY else link.status


def page(ground: Ground, request: Request) -> Response:
    """The guest before a link: sees it, pays with the sample card, or cancels."""
    fields = {name: values[0] for name, values in request.query().items()} | request.form()
    with ground.bank.lock:
        link = state(ground).links.get(fields.get("link", ""))
        if link is None:
            return html(_notice("Link bulunamadı", "This link is not known."), status=404)
        if _status(ground, link) not in _OPEN:
            return html(_notice("Bu link artık geçerli değil", "This link is no longer open."))
        step = fields.get("do", "")
        if step == "pay":
            _pay(ground, link)
            return html(_notice("Ödemeniz alındı", "Your payment has been taken."))
        if step == "cancel":
            _moved(ground, link, "FAIL")
            return html(_notice("Ödeme iptal edildi", "The payment has been cancelled."))
        return html(_payment_page(ground, _moved(ground, link, "PENDING")))


def _pay(ground: Ground, link: Link) -> None:
    _, card = next(bins())
    items = ((link.order, link.description, link.amount),)
    letters = CURRENCIES[link.currency]
    order = Order(NAME, link.order, link.amount, link.amount, letters, card, items, sale=True, installment=0)
    stamped(ground, ground.bank.open(order, threeds=False))
    _moved(ground, link, "SUCCESS")


def _moved(ground: Ground, link: Link, word: str) -> Link:
    kept = link._replace(status=word)
    state(ground).links[link.token] = kept
    return kept


def _payment_page(ground: Ground, link: Link) -> str:
    return fill(
        "payment_link",
        raw={"fields": hidden_fields({"link": link.token})},
        merchant=ground.switches.merchant,
        amount=money_text(link.amount, CURRENCIES[link.currency]),
        description=link.description,
        action=ground.accounts[NAME]["base_url"] + PAGE,
    )


def _notice(turkish: str, english: str) -> str:
    return fill("notice", turkish=turkish, english=english)
