"""How the card comes, and the one form that this way needs: typed here, kept by the gateway, typed by the guest on the
gateway's page, or held on a terminal and written down."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.card_edit import CardEdit
from frontdesk.ui.widgets.choice import Choice, Tick
from frontdesk.ui.widgets.field import Field
from frontdesk.ui.widgets.kept_cards import KeptCards
from frontdesk.ui.widgets.panel import NoticeBox
from frontdesk.ui.widgets.reasoned_choice import Option, ReasonedChoice
from frontdesk.ui.widgets.terminal_form import TerminalForm
from frontdesk.ui.words import tr

Entry = Literal["card", "stored", "hosted", "terminal"]


class CardWay(QWidget):
    """`changed` after every change of anything in it, `way_changed` when the card comes in another way."""

    changed = Signal()
    way_changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may_keep = False
        self.box = ReasonedChoice()
        self.field = Field(tr("new_hold.way"), self.box)
        self.instalments = Choice()
        self.instalments_field = Field(tr("new_hold.instalments"), self.instalments)
        self.card = CardEdit(lambda: (today().year, today().month))
        self.kept = KeptCards()
        self.hosted = NoticeBox("info", tr("new_hold.hosted_title"), tr("new_hold.hosted"))
        self.terminal = TerminalForm(today)
        self.keep = Tick(tr("new_hold.keep"))
        self._lay_out()
        self.offer_instalments(())
        self.let_keep(False)
        self.box.picked.connect(lambda _way: self._chosen())
        for signal in (self.card.changed, self.kept.chosen, self.terminal.changed, self.keep.toggled):
            signal.connect(lambda *_said: self.changed.emit())
        self.instalments.currentIndexChanged.connect(lambda _index: self.changed.emit())

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(dp(12))
        row.addWidget(self.field, 5, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.instalments_field, 2, Qt.AlignmentFlag.AlignTop)
        row.addStretch(2)
        self.card.put_beside_name(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(dp(12))
        column.addLayout(row)
        for part in (self.card, self.kept, self.hosted, self.terminal):
            column.addWidget(part)

    @property
    def entry(self) -> Entry:
        """The way that stands chosen."""
        value = self.box.value
        return value if value in {"stored", "hosted", "terminal"} else "card"  # type: ignore[return-value]

    @property
    def first_digits(self) -> str:
        """The digits of a typed card that may be looked up, "" while there are none."""
        return self.card.first_digits if self.entry == "card" else ""

    @property
    def counted(self) -> int:
        """Into how many instalments it is split; 1 for none."""
        return 1 if self.instalments_field.isHidden() else int(self.instalments.currentData() or 1)

    @property
    def store(self) -> bool:
        """Whether the guest agreed that the card is kept."""
        return self.entry == "card" and self.keep.isChecked()

    def offer(self, options: Sequence[Option], hint: str) -> None:
        """The ways there are now. One that cannot be gone any more gives way to the first that can."""
        usable = [option.value for option in options if option.usable]
        was = self.box.value
        value = was if was in usable else next(iter(usable), "")
        self.box.offer(options, value)
        self.field.say_hint(hint)
        if value != was:
            self._chosen()

    def offer_instalments(self, counts: Sequence[int]) -> None:
        """The counts above one that are allowed here; none hides the choice."""
        listed = [self.instalments.itemData(index) for index in range(self.instalments.count())]
        if listed == [1, *counts]:
            return
        self.instalments.clear()
        self.instalments.addItem(tr("new_hold.instalments_none"), 1)
        for count in counts:
            self.instalments.addItem(tr("new_hold.instalments_count", count=count), count)
        self._show_parts()

    def let_keep(self, allowed: bool) -> None:
        """Whether the gateway keeps cards at all."""
        self._may_keep = allowed
        if not allowed:
            self.keep.setChecked(False)
        self._show_parts()

    def lock(self, locked: bool) -> None:
        """No card before the guest agreed to be charged."""
        for part in (self.card, self.kept, self.hosted):
            part.setEnabled(not locked)

    def _chosen(self) -> None:
        """Another way: what was typed of a card is forgotten with the way it came."""
        if self.entry != "card":
            self.card.wipe()
        self._show_parts()
        self.way_changed.emit()

    def _show_parts(self) -> None:
        entry = self.entry
        for part, way in (
            (self.card, "card"),
            (self.kept, "stored"),
            (self.hosted, "hosted"),
            (self.terminal, "terminal"),
        ):
            part.setVisible(entry == way)
        self.keep.setVisible(self._may_keep)
        self.instalments_field.setVisible(self.instalments.count() > 1 and entry in {"card", "stored"})

    def first_wrong(self) -> QWidget | None:
        """Complain about what is wrong in the form that is shown; where the keyboard should go, or None."""
        entry = self.entry
        if entry == "card":
            return self.card.first_wrong()
        if entry == "terminal":
            return self.terminal.first_wrong()
        missing = entry == "stored" and not self.kept.value
        self.kept.complain(missing)
        return self.kept.first() if missing else None

    def typed(self) -> bool:
        return self.card.typed() or (self.entry == "terminal" and self.terminal.typed())
