"""A page that is open, for tests of the screen around it: real verbs behind it, and a view that is only pretended."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from frontdesk.domain.challenge import ChallengePage
from frontdesk.ui.bankview.returns import BankReturn
from frontdesk.ui.screens.bank_page import BankPage
from frontdesk.usecases.desk import Desk as CounterDesk
from frontdesk.usecases.desk import Outcome
from tests.kit.counter import Counter
from tests.kit.screens import AtOnce


class PretendView(QWidget):
    """Says what a test wants said."""

    returned = Signal(object)
    ended = Signal(str)
    stuck = Signal(str)
    host_changed = Signal(str, bool)
    loading = Signal(bool)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.opened = self.submitted = self.closings = 0

    def open(self) -> None:
        self.opened += 1

    def submit_first_form(self) -> None:
        self.submitted += 1

    def close_page(self) -> None:
        self.closings += 1
        self.closed.emit()


class Desk:
    """A deposit whose page is open, and the screen around it: the bank's page, or the gateway's own (`hosted`)."""

    def __init__(self, folder: Path, gateway: str = "iyzico", *, hosted: bool = False) -> None:
        self.counter = Counter(folder, gateway)
        self.tasks = AtOnce(self.counter.clock)
        if not self.counter.desk.accounts[gateway].gateway.abilities.holds:
            self.counter.charges_deposit("5.000,00")
        elif hosted:
            self.counter.places_hold("5.000,00", entry="hosted")
        else:
            self.counter.places_hold("5.000,00", threeds=True)
        assert self.counter.page is not None
        self.page: ChallengePage = self.counter.page
        self.view = PretendView()
        self.outcomes: list[Outcome] = []
        self.screen = BankPage(self.counter.desk, self.tasks, self.page, make_view=self._view)
        self.screen.finished.connect(self.outcomes.append)
        self.screen.show()

    def _view(self, _desk: CounterDesk, _page: ChallengePage) -> tuple[QWidget, Callable[[], None]]:
        return self.view, self.view.open

    def time_passes(self, seconds: int) -> None:
        self.counter.clock.moves_to(self.counter.clock.time() + seconds)
        self.screen.look_at_clock()

    def guest_enters(self, code: str = "123456", *, card: str = "") -> None:
        fields = self.counter.guest_types(code, card=card)
        assert fields is not None
        self.view.returned.emit(BankReturn("POST", tuple(fields.items()), "main", 0.0))

    def ended(self) -> str:
        return self.counter.hold(self.page.hold_id).ended
