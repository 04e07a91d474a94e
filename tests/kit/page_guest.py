"""The guest before the bank's page, or the gateway's own: walks the chain of pages as a browser does, types card and
code."""

from collections.abc import Mapping
from html.parser import HTMLParser
from types import MappingProxyType
from urllib.parse import urlencode, urlsplit

from frontdesk.domain.challenge import ChallengePage
from frontdesk.practice.exchange import Request
from frontdesk.practice.ground import Ground
from tests.kit.practice_line import DIALECTS

MOST_PAGES = 20
NOTHING: Mapping[str, str] = MappingProxyType({})


class _Form(HTMLParser):
    """The first form of a page: where it goes and what it carries."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.action = ""
        self.fields: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        if tag == "form" and not self.action:
            self.action = known.get("action", "")
        elif tag == "input" and "name" in known:
            self.fields[known["name"]] = known.get("value", "")


def goes_through(
    ground: Ground, gateway: str, page: ChallengePage, code: str, typed: Mapping[str, str] = NOTHING
) -> dict[str, str] | None:
    """The fields that the page brings back; None when it leads nowhere. `code` "" presses cancel on the bank's page.
    On the gateway's own page the guest types what `typed` says of the card, and nothing twice."""
    html = page.html or _asks(ground, gateway, Request("GET", _target(page.url), {}, b""))
    card = dict(typed)
    for _ in range(MOST_PAGES):
        form = _Form(html or "")
        if not form.action:
            return None
        if form.action.partition("?")[0] == page.return_address:
            return form.fields
        if "code" in form.fields:
            form.fields |= {"code": code, "do": "code"} if code else {"do": "cancel"}
        elif "cvc" in form.fields:
            form.fields |= {**card, "do": "pay"} if card else {"do": "cancel"}
            card.clear()
        html = _asks(ground, gateway, Request("POST", _target(form.action), {}, urlencode(form.fields).encode()))
    return None


def _target(address: str) -> str:
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _asks(ground: Ground, gateway: str, request: Request) -> str | None:
    answer = DIALECTS[gateway](ground, request)
    if answer.way != "send":
        return None
    charset = answer.content_type.partition("charset=")[2] or "utf-8"
    return answer.body.decode(charset)
