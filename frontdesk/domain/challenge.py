"""The bank page: what to show, and how it ended. No page event settles anything (money-safety rule 13)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

# A completion is sent at most this long after the page was opened (rule 13).
PAGE_SECONDS = 600
PageEndKind = Literal["returned", "staff", "deadline", "renderer", "closed", "certificate", "failed"]
NO_FIELDS: Mapping[str, str] = MappingProxyType({})


class ChallengePage(NamedTuple):
    """One bank page of one payment. `html` is the whole page; times are UTC seconds. Its repr hides the page."""

    hold_id: int
    html: str
    base_url: str
    return_address: str
    opened_at: int
    deadline: int

    def __repr__(self) -> str:
        return f"ChallengePage(hold_id={self.hold_id})"


class PageEnd(NamedTuple):
    """How the bank page ended and what its return carried; fields are hidden from repr."""

    how: PageEndKind
    fields: Mapping[str, str] = NO_FIELDS

    def __repr__(self) -> str:
        return f"PageEnd({self.how!r})"
