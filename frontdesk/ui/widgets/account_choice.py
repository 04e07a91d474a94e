"""Which account a deposit is held or charged at, why that one, and whether the bank page comes first."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from frontdesk.domain.abilities import Abilities
from frontdesk.ui.widgets.choice import Tick
from frontdesk.ui.widgets.field import Field
from frontdesk.ui.widgets.panel import label
from frontdesk.ui.widgets.reasoned_choice import Option, ReasonedChoice
from frontdesk.ui.words import tr


class Offer(NamedTuple):
    """One account as it is proposed, best first: `reason` says why it comes where it comes, or why it cannot be
    used."""

    name: str
    title: str
    can: Abilities
    reason: str
    is_usable: bool


class AccountChoice(QObject):
    """The entries are placed by the screen: `field` (hidden while there is one account only), `threeds`, `why`."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._offers: dict[str, Offer] = {}
        self._picked = self._was = self._elsewhere = ""
        self._is_choice = False
        self.box = ReasonedChoice()
        self.box.setProperty("tall", True)
        self.field = Field(tr("new_hold.account"), self.box)
        self.threeds = Tick(tr("new_hold.threeds"))
        self.why = label(tr("new_hold.accounts_coming"), "hint", wrap=True)
        self.box.picked.connect(self.choose)
        self.threeds.toggled.connect(lambda _on: self.changed.emit())
        self.field.hide()
        self.threeds.setChecked(True)
        self.threeds.setEnabled(False)

    @property
    def name(self) -> str:
        """The chosen account, "" while there is none."""
        return self.box.value

    @property
    def can(self) -> Abilities | None:
        offer = self._offers.get(self.name)
        return offer.can if offer else None

    @property
    def is_usable(self) -> bool:
        """Whether the chosen account can be used for what stands in the form."""
        offer = self._offers.get(self.name)
        return offer is not None and offer.is_usable

    def better_than_charging(self) -> Offer | None:
        """An account that can hold, where the chosen one charges."""
        if self.can is None or self.can.holds:
            return None
        return next((one for one in self._offers.values() if one.is_usable and one.can.holds), None)

    def fill(self, offers: Sequence[Offer], elsewhere: str = "") -> None:
        """What is proposed now, best first. What a person chose stays; the first is taken where nobody chose, or where
        what was chosen is gone. `elsewhere` is what the form says already beside another field."""
        self._elsewhere = elsewhere
        self._offers = {offer.name: offer for offer in offers}
        usable = [offer.name for offer in offers if offer.is_usable]
        stays = self.name if self.name in self._offers else next(iter(self._offers), "")
        self._is_choice = len(offers) > 1 or not usable
        self._show(self._picked if self._picked in usable else next(iter(usable), stays))

    def choose(self, name: str) -> None:
        """Another account, if it is there and can be used; from now on the proposal does not take its place."""
        offer = self._offers.get(name)
        if offer is not None and offer.is_usable:
            self._picked = name
            self._show(name)

    def prefer(self, name: str) -> None:
        """Take this account as soon as it is there, as if it had been chosen."""
        self._picked = name

    def show_for(self, entry: str) -> None:
        """A card that was held on a terminal has no account, and on the gateway's own page the gateway decides about
        3D Secure."""
        self.field.setVisible(self._is_choice and entry != "terminal")
        for part in (self.threeds, self.why):
            part.setVisible(entry in {"card", "stored"})

    def let(self, enabled: bool) -> None:
        """Let the clerk choose, or not while a card is under way."""
        can = self.can
        self.box.setEnabled(enabled)
        self.threeds.setEnabled(enabled and can is not None and can.threeds and can.plain)

    def _show(self, name: str) -> None:
        options = [Option(one.name, one.title, one.reason, one.is_usable) for one in self._offers.values()]
        self.box.offer(options, name)
        offer = self._offers.get(name)
        reason = offer.reason if offer else ""
        if offer and offer.is_usable and not offer.can.holds:
            reason = tr("new_hold.account_charges")  # once it is chosen, nothing says what it cannot do
        self.field.say_hint(reason if self.is_usable else "")
        self.box.setAccessibleDescription(reason)
        self.field.complain("" if self.is_usable or reason == self._elsewhere else reason)
        if name != self._was:
            self._was = name
            self._say_threeds()
        self.let(True)
        self.changed.emit()

    def _say_threeds(self) -> None:
        can = self.can
        if can is not None:
            self.threeds.setChecked(can.threeds)
            either = can.threeds and can.plain
            self.why.setText("" if either else tr("new_hold.threeds_only" if can.threeds else "new_hold.threeds_none"))
