"""Verb: change the house's settings and keep them."""

from frontdesk.domain.house import House
from frontdesk.usecases.desk import Desk


def change_house(desk: Desk, house: House) -> None:
    """Saved first; the desk goes on with what was saved."""
    desk.save_house(house)
    desk.house = house
