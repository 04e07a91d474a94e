"""A clerk before *New hold*: the real screen over the real verbs, ledger and practice gateways of all four accounts."""

from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from frontdesk.domain.challenge import PageEnd
from frontdesk.domain.house import SAMPLE_HOUSE, House
from frontdesk.ui.screens.new_hold import NewHold
from frontdesk.ui.widgets.reasoned_choice import ReasonedChoice
from frontdesk.usecases.desk import Account, Outcome
from frontdesk.usecases.finish_challenge import finish_challenge
from tests.kit.counter import IDENTITY, Counter
from tests.kit.screens import AtOnce, types

HALKBANK, NO_LIMIT, DEBIT = "5528790000000008", "4111111111111129", "5890040000000016"
TITLES = {"iyzico": "iyzico", "oderopay": "ÖderoPay", "ahlpay": "AHL Pay", "oduyo": "Ödüyo"}


class Desk:
    """The screen, its clerk's counter, and every outcome it ended with. `only` leaves the other accounts out;
    `settings` are further ones of the first account."""

    def __init__(
        self, folder: Path, language: str = "tr", *, only: tuple[str, ...] = (), settings: dict[str, str] | None = None
    ) -> None:
        self.counter = Counter(folder, only[0] if only else "iyzico", settings=settings or {})
        self.tasks = AtOnce(self.counter.clock)
        self.speaks(SAMPLE_HOUSE._replace(notation="en" if language == "en" else "tr"))
        known = self.counter.desk.accounts
        self.counter.desk.accounts = {
            name: Account(name, title, known[name].gateway) for name, title in TITLES.items() if name in (only or known)
        }
        self.outcomes: list[Outcome] = []
        self.opens()

    def speaks(self, house: House) -> None:
        self.counter.desk.house = house

    def opens(self, before: Outcome | None = None) -> NewHold:
        self.screen = NewHold(self.counter.desk, self.tasks, before)
        self.screen.finished.connect(self.outcomes.append)
        self.screen.resize(1300, 800)
        self.screen.show()
        self.screen.activateWindow()
        QApplication.processEvents()
        return self.screen

    def closes(self) -> None:
        self.screen.close()
        self.screen.deleteLater()

    def writes_stay(self) -> None:
        stay = self.screen.stay
        for edit, text in (
            (stay.name, "Deniz"),
            (stay.surname, "Örnek"),
            (stay.place, "204"),
            (stay.reference, "RZV-2026-0184"),
            (stay.identity, IDENTITY),
        ):
            edit.setText(text)
        stay.changed.emit()

    def types_card(self, number: str = HALKBANK) -> None:
        card = self.screen.card
        for secret, digits in ((card.number, number), (card.expiry, "0744"), (card.cvv, "123")):
            secret.clear()
            types(secret, digits)
        card.holder.setText("DENIZ ORNEK")

    def fills(self, number: str = HALKBANK, *, threeds: bool = False) -> None:
        self.writes_stay()
        self.types_card(number)
        self.screen.threeds.setChecked(threeds)

    def chooses(self, account: str) -> None:
        pick(self.screen.account.box, account)

    def takes_card(self, way: str) -> None:
        pick(self.screen.way.box, way)

    def agrees(self) -> None:
        self.screen.form.consent.tick.setChecked(True)

    def page_comes_back(self) -> Outcome:
        """The guest ends the page that is open, and the desk reads what was done."""
        page = self.outcomes[-1].page
        assert page is not None
        fields = self.counter.guest_types("123456", page)
        end = PageEnd("returned", fields) if fields is not None else PageEnd("failed")
        return self.counter.runs(finish_challenge(self.counter.desk, page.hold_id, end))

    def card_is_forgotten(self) -> bool:
        card = self.screen.card
        return not (card.number.text() or card.expiry.text() or card.cvv.text())

    def says(self) -> str:
        """Every word that can be seen now."""
        labels = [each.text() for each in self.screen.findChildren(QLabel) if each.isVisibleTo(self.screen)]
        buttons = [each.text() for each in self.screen.findChildren(QAbstractButton) if each.isVisibleTo(self.screen)]
        seen = [text.replace("&", "") for text in (*labels, *buttons)]
        return "\n".join([self.screen.title, *seen])


def pick(box: ReasonedChoice, value: str) -> None:
    """As a person chooses: a greyed entry cannot be."""
    index = box.findData(value)
    assert index >= 0, f"{value} is not offered"
    assert is_offered(box, value), f"{value} is greyed"
    box.setCurrentIndex(index)


def is_offered(box: ReasonedChoice, value: str) -> bool:
    return next(one.usable for one in box.offered if one.value == value)


def reason(box: ReasonedChoice, value: str) -> str:
    return next(one.reason for one in box.offered if one.value == value)
