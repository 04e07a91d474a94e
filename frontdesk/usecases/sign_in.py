"""Verb: say who is at the desk. The name stands on everything that follows."""

from frontdesk.domain.clerk import Clerk
from frontdesk.usecases.desk import Desk


def sign_in(desk: Desk, name: str) -> Clerk:
    """Raises ValueError for a name that is not on the list of those who work here."""
    if name not in desk.house.clerks:
        raise ValueError("not on the list of clerks")
    desk.clerk = Clerk(name)
    return desk.clerk
