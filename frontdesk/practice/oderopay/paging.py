"""ÖderoPay's paged lists: items, page from 0, size, totalSize (ÖderoPay notes §4)."""

from collections.abc import Callable, Iterable

from frontdesk.practice.oderopay.answers import Data
from frontdesk.practice.oderopay.errors import Refusal, invalid
from frontdesk.practice.oderopay.fields import digits
from frontdesk.practice.wire_json import Json

type Query = dict[str, list[str]]


def page_of[Row](
    query: Query, rows: Iterable[Row], fits: Callable[[Row, Query], bool], tell: Callable[[Row], Data]
) -> Data | Refusal:
    """The page that the query asks for, of the rows that fit it."""
    page, size = _first_number(query, "page", 0), _first_number(query, "size", 10)
    if page is None or size is None or size < 1:
        return invalid("page, size")
    found = [one for one in rows if fits(one, query)]
    items: list[Json] = [tell(one) for one in found[page * size : (page + 1) * size]]
    return {"items": items, "page": page, "size": size, "totalSize": len(found)}


def _first_number(query: Query, name: str, default: int) -> int | None:
    return digits(query[name][0]) if query.get(name) else default
