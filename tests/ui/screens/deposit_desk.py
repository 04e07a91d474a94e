"""A counter where deposits are charged, and screens for them."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from frontdesk.gateways.accounts import GATEWAYS
from frontdesk.ui.money_page import MoneyPage
from frontdesk.usecases.desk import Account, Outcome
from tests.kit.counter import Counter
from tests.kit.screens import AtOnce

NO_SETTINGS: Mapping[str, str] = {}
DAY = 86_400


def titled(counter: Counter) -> None:
    """Accounts called as staff know them."""
    counter.desk.accounts = {
        name: Account(name, GATEWAYS[name].title, account.gateway) for name, account in counter.desk.accounts.items()
    }


class DepositDesk:
    """A counter with one deposit of 5.000,00 charged at Ödüyo."""

    def __init__(self, folder: Path, settings: Mapping[str, str] = NO_SETTINGS) -> None:
        self.counter = Counter(folder, "oduyo", settings=settings)
        titled(self.counter)
        self.tasks = AtOnce(self.counter.clock)
        self.outcomes: list[Outcome] = []
        self.deposit = self.charges("5.000,00")

    def charges(self, amount: str) -> int:
        """A guest who types the code on the bank's page; the deposit's number."""
        self.counter.charges_deposit(amount)
        assert self.counter.with_bank_page().result == "done"
        return self.counter.hold_id

    def shows[S: QWidget](self, screen: S, width: int = 1300) -> S:
        if isinstance(screen, MoneyPage):
            screen.finished.connect(self.outcomes.append)
        screen.resize(width, 900)
        screen.show()
        screen.activateWindow()
        QApplication.processEvents()
        return screen
