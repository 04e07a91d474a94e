"""Verb: compare a gateway's own list of one day with the ledger. Changes nothing on either side."""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from frontdesk.domain.day_check import DayRow, compare
from frontdesk.domain.gateway import NotSent, Refused, Unknown
from frontdesk.domain.terminal import TERMINAL
from frontdesk.ledger.database import LedgerError
from frontdesk.usecases.desk import Desk

ISTANBUL = timedelta(hours=3)


class DayCheck(NamedTuple):
    """`day` is an Istanbul day (ISO). `problem` says why there is no comparison, "" where there is one: a list that did
    not come whole is none. `code` is the gateway's own."""

    account: str
    day: str
    rows: tuple[DayRow, ...] = ()
    problem: str = ""
    code: str = ""


async def check_day(desk: Desk, account: str, day: str) -> DayCheck:
    """Raises ValueError for what is no ISO day."""
    since = int((datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC) - ISTANBUL).timestamp())
    known = desk.accounts.get(account)
    if known is None:
        return DayCheck(account, day, problem="terminal_by_hand" if account == TERMINAL else "unknown_account")
    can = known.gateway.abilities
    if not can.day_list:
        return DayCheck(account, day, problem="no_day_list_here")
    listed = await desk.run(account, known.gateway.list_day(day))
    if isinstance(listed, NotSent | Refused):
        return DayCheck(account, day, problem=listed.problem, code=listed.code if isinstance(listed, Refused) else "")
    if isinstance(listed, Unknown):
        return DayCheck(account, day, problem="bank_not_reached", code=listed.code)
    try:
        # Read after the answer: what was done while it was on its way is then in the ledger, and said to be missing at
        # the gateway rather than at home.
        movements = desk.ledger.movements(account, since, since + 86_400)
    except LedgerError as error:
        return DayCheck(account, day, problem=error.problem)
    return DayCheck(account, day, compare(listed, movements, lists_captures=can.lists_captures))
