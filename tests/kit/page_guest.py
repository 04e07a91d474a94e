"""The guest before the bank page: walks the chain of pages as a browser does, and types a code."""

from html.parser import HTMLParser
from urllib.parse import urlencode, urlsplit

from frontdesk.domain.challenge import ChallengePage
from frontdesk.practice.exchange import Request
from frontdesk.practice.ground import Ground
from tests.kit.practice_line import DIALECTS

MOST_PAGES = 20


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


def goes_through(ground: Ground, gateway: str, page: ChallengePage, code: str) -> dict[str, str] | None:
    """The fields that the bank page brings back; None when it leads nowhere. `code` "" presses cancel."""
    html = page.html
    for _ in range(MOST_PAGES):
        form = _Form(html)
        if not form.action:
            return None
        if form.action == page.return_address:
            return form.fields
        if "code" in form.fields:
            form.fields |= {"code": code, "do": "code"} if code else {"do": "cancel"}
        parts = urlsplit(form.action)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        body = urlencode(form.fields).encode("ascii")
        answer = DIALECTS[gateway](ground, Request("POST", target, {}, body))
        if answer.way != "send":
            return None
        html = answer.body.decode("utf-8")
    return None
