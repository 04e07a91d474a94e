"""Which account a deposit is held at, and whether the bank page comes first. What an account cannot do is said here."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QStandardItemModel

from frontdesk.domain.abilities import Abilities
from frontdesk.ui.widgets.choice import Choice, Tick
from frontdesk.ui.widgets.field import Field
from frontdesk.ui.widgets.panel import label
from frontdesk.ui.words import tr


class AccountChoice(QObject):
    """The entries are placed by the screen: `field` (hidden while there is one account only), `threeds`, `why`."""

    changed = Signal()

    def __init__(self, code: str, parent: QObject | None = None) -> None:
        """`code` is the currency of the deposit."""
        super().__init__(parent)
        self._code = code
        self._known: dict[str, Abilities] = {}
        self.box = Choice()
        self.box.setProperty("tall", True)
        self.field = Field(tr("new_hold.account"), self.box)
        self.threeds = Tick(tr("new_hold.threeds"))
        self.why = label(tr("new_hold.accounts_coming"), "hint")
        self.box.currentIndexChanged.connect(lambda _index: self._chosen())
        self.threeds.toggled.connect(lambda _on: self.changed.emit())
        self.field.hide()
        self.threeds.setChecked(True)
        self.threeds.setEnabled(False)

    @property
    def name(self) -> str:
        """The chosen account, "" while none can hold."""
        return str(self.box.currentData() or "")

    @property
    def can(self) -> Abilities | None:
        return self._known.get(self.name)

    def fill(self, accounts: Iterable[tuple[str, str, Abilities]]) -> None:
        """Name, title and abilities of each; the first that can hold is chosen."""
        listed = list(accounts)
        self._known = {name: can for name, _title, can in listed}
        self.box.clear()
        model = self.box.model()
        chosen = -1
        for index, (name, title, can) in enumerate(listed):
            why = self._why_not(can)
            self.box.addItem(tr("new_hold.account_cannot", account=title, reason=why) if why else title, name)
            item = model.item(index) if isinstance(model, QStandardItemModel) else None
            if why and item is not None:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            elif not why and chosen < 0:
                chosen = index
        self.box.setCurrentIndex(chosen)
        self.field.setVisible(len(listed) > 1 or chosen < 0)
        self.field.complain(tr("new_hold.accounts_none") if chosen < 0 else "")
        self._chosen()

    def choose(self, name: str) -> None:
        """Another account, if it is there and can hold."""
        can = self._known.get(name)
        if can is not None and not self._why_not(can):
            self.box.setCurrentIndex(self.box.findData(name))

    def let(self, enabled: bool) -> None:
        """Let the clerk choose, or not while a card is under way."""
        can = self.can
        self.box.setEnabled(enabled)
        self.threeds.setEnabled(enabled and can is not None and can.threeds and can.plain)

    def _why_not(self, can: Abilities) -> str:
        if not can.holds:
            return tr("new_hold.cannot_hold")
        return "" if self._code in can.currencies else tr("new_hold.cannot_currency", code=self._code)

    def _chosen(self) -> None:
        can = self.can
        if can is not None:
            self.threeds.setChecked(can.threeds)
            either = can.threeds and can.plain
            self.why.setText("" if either else tr("new_hold.threeds_only" if can.threeds else "new_hold.threeds_none"))
        self.let(True)
        self.changed.emit()
