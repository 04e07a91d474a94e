"""A desk as it stands on a busy evening: samples of every state the board shows, placed by the real verbs."""

from pathlib import Path

from frontdesk.domain.clerk import Clerk
from frontdesk.domain.hold import Stay
from frontdesk.usecases.desk import Account
from tests.kit.counter import Counter

DAY = 86_400
TITLES = {"iyzico": "iyzico", "oderopay": "ÖderoPay"}
# Guest, surname, room or plate, arrival, departure, amount, account.
GUESTS = (
    ("Umut", "Deneme", "118", "2026-09-13", "2026-09-21", "6.000,00", "oderopay"),
    ("Robin", "Sample", "07 ABC 118", "2026-09-14", "2026-09-22", "12.500,00", "iyzico"),
    ("Deniz", "Örnek", "204", "2026-09-21", "2026-09-24", "5.000,00", "oderopay"),
    ("Güneş", "Sınama", "412", "2026-09-21", "2026-09-28", "9.800,00", "iyzico"),
    ("Toprak", "Deneme", "115", "2026-09-21", "2026-09-25", "4.500,00", "iyzico"),
    ("Ada", "Örnek", "501", "2026-09-20", "2026-09-22", "2.000,00", "oderopay"),
    ("Nehir", "Sınama", "220", "2026-09-21", "2026-09-26", "7.200,00", "oderopay"),
    ("Kaya", "Misafir", "34 XY 4821", "2026-09-22", "2026-09-24", "15.000,00", "iyzico"),
    ("Irmak", "Örnek", "316", "2026-09-22", "2026-10-02", "8.400,00", "oderopay"),
)
# The line is cut while this one is placed.
UNKNOWN = ("Ekin", "Misafir", "309", "2026-09-21", "2026-09-23", "3.250,00", "iyzico")


def full_board(folder: Path) -> Counter:
    """Ten open holds at two gateways: one about to lapse, one unclear and being asked about."""
    clerk = Counter(folder, start=1_790_000_000 - 7 * DAY + 5 * 3600)
    clerk.desk.clerk = Clerk("Derya Örnek")
    clerk.desk.accounts = {
        name: Account(name, TITLES[name], account.gateway)
        for name, account in clerk.desk.accounts.items()
        if name in TITLES
    }
    for at, guest in enumerate(GUESTS):
        if at == 2:
            clerk.time_passes(6 * DAY + 15 * 3600)
        _arrives(clerk, *guest)
        clerk.time_passes(600)
    clerk.bank_does("drop_before", "place", account="iyzico")
    _arrives(clerk, *UNKNOWN)
    return clerk


def _arrives(clerk: Counter, *guest: str) -> None:
    name, surname, place, arrives, departs, amount, account = guest
    stay = Stay(0, name, surname, place, f"RZV-2026-0{180 + len(clerk.all_holds())}", arrives, departs)
    clerk.places_hold(amount, stay=stay, account=account)
