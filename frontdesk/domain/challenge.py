"""The bank page: what to show, and how it ended. No page event settles anything (money-safety rule 13)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

# A completion is sent at most this long after the page was opened (rule 13).
PAGE_SECONDS = 600
PageEndKind = Literal["returned", "staff", "deadline", "renderer", "closed", "certificate", "failed"]
NO_FIELDS: Mapping[str, str] = MappingProxyType({})


class ChallengePage(NamedTuple):
    """One page of one payment: the bank's (`html` is the whole page), or the gateway's own on which the guest types the
    card (`url`, and `html` is ""). Times are UTC seconds. Its repr hides the page."""

    hold_id: int
    html: str
    base_url: str
    return_address: str
    opened_at: int
    deadline: int
    url: str = ""

    def __repr__(self) -> str:
        return f"ChallengePage(hold_id={self.hold_id})"


class PageEnd(NamedTuple):
    """How the bank page ended and what its return carried; fields are hidden from repr."""

    how: PageEndKind
    fields: Mapping[str, str] = NO_FIELDS

    def __repr__(self) -> str:
        return f"PageEnd({self.how!r})"
